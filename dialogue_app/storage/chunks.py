"""Many ids in several statements, because SQLite limits what one statement may hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

CHUNK = 500  # ids in one statement


def chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """The ids, in their order, in pieces that fit into one statement."""
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
