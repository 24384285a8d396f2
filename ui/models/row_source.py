"""What a list of any length is read from."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from typing import Protocol, TypeVar

Query_contra = TypeVar("Query_contra", contravariant=True)
Row_co = TypeVar("Row_co", covariant=True)


class RowSource(Protocol[Query_contra, Row_co]):
    """The service a list reads its rows from; called on a worker."""

    def first_page(
        self, query: Query_contra, shown: Collection[str] | None = None
    ) -> tuple[Sequence[Row_co], int | None]:
        """The first rows of the list and, where it is known cheaply, the number of all rows."""

    def ids(self, query: Query_contra) -> array[int]:
        """All ids in the order of the list, `array("q")`."""

    def rows(self, ids: Sequence[int], shown: Collection[str] | None = None) -> Sequence[Row_co]:
        """The rows with these ids, in any order; a missing one is left out.

        Of the rows only what the columns `shown` say is needed.
        """
