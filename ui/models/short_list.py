"""A list short enough to be read whole: what it is read from, for the table model of all lists."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar

from dialogue_app.services.lists import FIRST_PAGE

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Whole:
    """All of a short list, in the order it is read in."""

    sort: str = ""
    descending: bool = False


class ShortList(Generic[R]):
    """Reads all rows at once whenever its ids are asked for; the rows are those read last."""

    def __init__(
        self, read: Callable[[], Sequence[R]], row_id: Callable[[R], int] = attrgetter("id")
    ) -> None:
        """`read` is called on a worker."""
        self._read, self._row_id = read, row_id
        self._rows: dict[int, R] = {}

    def first_page(
        self, _query: Any, _shown: Collection[str] | None = None
    ) -> tuple[list[R], int | None]:
        """The first rows."""
        ids = self.ids(_query)
        return self.rows(ids[:FIRST_PAGE]), len(ids)

    def ids(self, _query: Any) -> array[int]:
        """The ids of all rows."""
        self._rows = {self._row_id(row): row for row in self._read()}
        return array("q", self._rows)

    def rows(self, ids: Sequence[int], _shown: Collection[str] | None = None) -> list[R]:
        """Those with these ids that are still there."""
        rows = self._rows
        return [rows[key] for key in ids if key in rows]
