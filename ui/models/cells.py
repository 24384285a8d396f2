"""What the cells of a list say: made of a row once, not each time it is painted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Generic, TypeVar

from dialogue_app.services.lists import Chip, Column

_KEPT = 1000  # cells: some screens of them

R = TypeVar("R")
Cell = tuple[str, Chip | None, bool]  # its words, its chip, whether it is a number


class Cells(Generic[R]):
    """Remembers by place what cells said last, as long as row and day are the same."""

    def __init__(self, today: Callable[[], date]) -> None:
        """`today` is asked what a date in a row means."""
        self._today, self._day = today, today()
        self._said: dict[tuple[int, int], tuple[R, Cell]] = {}

    def look_at_day(self) -> None:
        """Ask which day it is; on another one, cells are made anew."""
        day = self._today()
        if day != self._day:
            self._day = day
            self._said.clear()

    def of(self, row: R, column: Column[R], place: tuple[int, int]) -> Cell:
        """The cell of that row and column at a place."""
        known = self._said.get(place)
        if known is not None and known[0] is row:
            return known[1]
        if len(self._said) >= _KEPT:
            self._said.clear()
        chip = column.chip(row, self._day) if column.chip else None
        cell = column.words_of(row, self._day), chip, column.numeric
        self._said[place] = row, cell
        return cell
