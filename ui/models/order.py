"""The ids of a list in their order, and where each of them stands."""

from __future__ import annotations

from array import array
from collections.abc import Collection

_NOWHERE = -1


class Order:
    """Ids in their order; the row of one is found without walking over them.

    The ids are those of a table, so they are small and close together: beside them lies, at the
    place of each id, its row. Made on a worker, because making it walks over all of them.
    """

    def __init__(self, ids: array[int]) -> None:
        self.ids = ids
        self._rows = array("i", [_NOWHERE]) * (max(ids, default=0) + 1)
        for row, key in enumerate(ids):
            self._rows[key] = row

    def rows_of(self, keys: Collection[int]) -> dict[int, int]:
        """The row of each of these ids that is among them."""
        within = (key for key in keys if 0 <= key < len(self._rows))
        return {key: self._rows[key] for key in within if self._rows[key] != _NOWHERE}


NOTHING = Order(array("q"))
