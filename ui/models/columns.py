"""The columns of a list over frozen rows, and chips for states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

R = TypeVar("R")


@dataclass(frozen=True)
class Chip:
    """A word on a soft background; the icon is for users who cannot distinguish the colours.

    `tone` is "accent", "late", "soon", "good" or "plain".
    """

    text: str
    tone: str = "plain"
    icon: str = "dot"


@dataclass(frozen=True)
class ListColumn(Generic[R]):
    """A column of a list; `sort` is the query's sort key, None for a column without order."""

    key: str
    heading: Callable[[], str]
    text: Callable[[R], str]
    sort: str | None = None
    numeric: bool = False
    width: int = 120
    stretch: bool = False
    chip: Callable[[R], Chip | None] | None = None
    shown_from: int = 0  # the width of the list in pixels below which the column is left out
