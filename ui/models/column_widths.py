"""How wide the columns of a list are, and which a narrow one leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Room(NamedTuple):
    """What a column would like to have and the least it needs, in pixels."""

    key: str
    wanted: int
    least: int
    rank: int
    stretch: bool


def fitted(columns: Sequence[Room], room: int) -> dict[str, int]:
    """The width of each column that is shown; together they are never wider than `room`.

    The columns of the highest rank are left out first, the last of equals before the others; those
    of rank 0 stay, however narrow. What is too wide becomes narrower, each column by its share of
    what it can spare; what is left over belongs to the column that stretches.
    """
    kept = list(columns)
    while sum(column.least for column in kept) > room:
        worst = max(column.rank for column in kept)
        if worst == 0:
            break
        kept.remove(next(column for column in reversed(kept) if column.rank == worst))
    widths = {column.key: column.wanted for column in kept}
    over = sum(widths.values()) - room
    if over > 0:
        _narrow(widths, kept, over)
    else:
        for column in kept:
            if column.stretch:
                widths[column.key] -= over
                break
    return widths


def _narrow(widths: dict[str, int], kept: Sequence[Room], over: int) -> None:
    """Take `over` pixels away: what can be spared, then more of the same, then of every column."""
    for floors in (
        {column.key: column.least for column in kept},
        {column.key: 1 if column.least < column.wanted else column.wanted for column in kept},
        {column.key: 1 for column in kept},
    ):
        spare = {key: max(0, width - floors[key]) for key, width in widths.items()}
        whole = sum(spare.values())
        taken = min(over, whole)
        for key, part in spare.items():
            widths[key] -= -(-part * taken // whole) if whole else 0
        over -= taken
        if over <= 0:
            return
