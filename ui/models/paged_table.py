"""The table model of all lists: ordered ids in memory, rows read in pages by the task runner.

The first page is read by LIMIT so that the list is painted at once; all ids in their order follow.
A list that is read again keeps its old ids and rows until the new ids are there. `data()` never
calls a service: a row that is not read yet shows "…".
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from dialogue_app.services.lists import Column
from ui.models.cells import Cell, Cells
from ui.models.keeping_order import in_kept_order
from ui.models.order import NOTHING, Order
from ui.models.row_source import RowSource
from ui.tasks import Lane, Task, TaskRunner

PAGE_SIZE = 200
PAGES_KEPT = 10
PAGES_WANTED = 4
PLACEHOLDER = "…"

Q = TypeVar("Q")
R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex


class PagedTable(QAbstractTableModel, Generic[Q, R]):
    """A list of any length over a `RowSource`.

    A query is a frozen dataclass with `sort: str`, the key of a column, and `descending: bool`,
    replaced on a click on the heading.
    """

    loaded = Signal()  # the first page of the latest query is there; whoever shows it asks for more
    complete = Signal()  # all ids of the latest query are there
    query_changed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        source: RowSource[Q, R],
        columns: Sequence[Column[R]],
        tasks: TaskRunner,
        today: Callable[[], date],
        *,
        row_id: Callable[[R], int] = attrgetter("id"),
        parent: QObject | None = None,
    ) -> None:
        """`today` is asked what a date in a row means."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self._shown = tuple(column.key for column in columns if column.shown)
        self._today, self._cells = today, Cells[R](today)
        self.query: Q | None = None
        self.is_loaded = False
        self._source, self._tasks, self._row_id = source, tasks, row_id
        self._order = NOTHING
        self._pages: OrderedDict[int, dict[int, R]] = OrderedDict()
        self._stale: set[int] = set()
        self._wanted: list[int] = []
        self._unreadable: set[int] = set()
        self._fetching = False
        self._run = 0
        self._reading: Task | None = None
        self._rest_unread = self.has_failed = False  # to read the first rows

    # Reading a list ---------------------------------------------------------------------------

    def show(self, query: Q) -> None:
        """Read the list for `query` from its top; old rows are shown until the new ones come."""
        self.query, self.is_loaded, self.has_failed = query, False, False
        self._run += 1
        run, shown = self._run, self._shown
        self.query_changed.emit(query)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self._reading = self._tasks.run(
            self,
            lambda: self._first_page(query, shown),
            lambda found: self._take_first_page(run, query, *found),
            self._fail,
            lane=Lane.LIST,
            instead_of=self._reading,
        )

    def stop_reading(self) -> bool:
        """Stop reading first rows until `refresh`; whether they were being read."""
        if self._reading is None or self.is_loaded:
            return False
        self._reading.cancel()
        return True

    def refresh(self) -> None:
        """Read the list again after something changed, without moving its rows."""
        if self.query is None:
            return
        if not self.is_loaded:
            self.show(self.query)
            return
        self._run += 1
        self._rest_unread = False
        shown = self._ids
        self._read_ids(self._run, self.query, self._renew, lambda ids: in_kept_order(shown, ids))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Read the list in the order of a column, if it has a sort key."""
        if self.query is None or not (0 <= column < len(self.columns)):
            return
        if self.columns[column].order:
            descending = order == Qt.SortOrder.DescendingOrder
            key = self.columns[column].key
            self.show(replace(self.query, sort=key, descending=descending))  # type: ignore[type-var]

    def show_columns(self, keys: Sequence[str]) -> None:
        """Read what these columns say; rows that were read without them are read again."""
        unread = not set(keys) <= set(self._shown)
        self._shown = tuple(keys)
        if not unread or self.query is None:
            return
        if not self.is_loaded:
            self.show(self.query)
            return
        self._drop_pages()
        self._announce(0, len(self._ids) - 1)

    def as_lines(
        self, ids: Sequence[int], keys: Sequence[str], take: Callable[[list[str]], None]
    ) -> None:
        """Give the headings and these rows, a line each, with tabs between the columns `keys`."""
        columns = [column for key in keys for column in self.columns if column.key == key]
        today = self._today()

        def work() -> list[str]:
            rows = {self._row_id(row): row for row in self._source.rows(ids, keys)}
            found = (rows[key] for key in ids if key in rows)
            cells = ([column.words_of(row, today) for column in columns] for row in found)
            return ["\t".join(line) for line in ([one.title() for one in columns], *cells)]

        self._tasks.run(self, work, take, self.failed.emit, lane=Lane.READ)

    def _first_page(self, query: Q, shown: tuple[str, ...]) -> tuple[Sequence[R], Order]:
        rows, _count = self._source.first_page(query, shown)
        return rows, Order(array("q", map(self._row_id, rows)))

    def _take_first_page(self, run: int, query: Q, rows: Sequence[R], order: Order) -> None:
        if run != self._run:
            return
        self.beginResetModel()
        self._order = order
        self._drop_pages()
        for start in range(0, len(rows), PAGE_SIZE):
            self._keep(start // PAGE_SIZE, rows[start : start + PAGE_SIZE])
        self.is_loaded = self._rest_unread = True
        self.endResetModel()
        self.loaded.emit()

    def _fail(self, error: Exception) -> None:
        self.has_failed = True
        self.failed.emit(error)

    def read_rest(self) -> None:
        """Read the ids of all rows behind the first ones, unless a refresh has done so."""
        if self.query is not None and self._rest_unread:
            self._rest_unread = False
            self._read_ids(self._run, self.query, self._take_ids)

    def _read_ids(
        self,
        run: int,
        query: Q,
        take: Callable[[Order], None],
        arrange: Callable[[array[int]], array[int]] = lambda ids: ids,
    ) -> None:
        """Read all ids and arrange them, on the worker; then take them."""

        def done(order: Order) -> None:
            if run == self._run:
                take(order)
                self.complete.emit()

        self._reading = self._tasks.run(
            self,
            lambda: Order(arrange(self._source.ids(query))),
            done,
            self.failed.emit,
            lane=Lane.READ,
            instead_of=self._reading,
        )

    def _take_ids(self, order: Order) -> None:
        """Add the remaining ids behind the first page."""
        if order.ids[: len(self._ids)] == self._ids:
            self._append(order)
        else:  # something was written between the two reads
            self._renew(order)

    def _renew(self, order: Order) -> None:
        """Replace the ids; rows already read are shown until they are read again."""
        self._unreadable.clear()
        if order.ids == self._ids:
            self._stale = set(self._pages)
            self._announce(0, len(self._ids) - 1)
            return
        known = {row_id: row for page in self._pages.values() for row_id, row in page.items()}
        self.beginResetModel()
        self._order = order
        self._drop_pages()
        for row_id, place in self.rows_of(known).items():
            self._pages.setdefault(place // PAGE_SIZE, {})[row_id] = known[row_id]
        self._stale = set(self._pages)
        self.endResetModel()

    def _append(self, order: Order) -> None:
        shown = len(self._ids)
        if len(order.ids) == shown:
            return
        self.beginInsertRows(QModelIndex(), shown, len(order.ids) - 1)
        self._order = order
        if shown % PAGE_SIZE:
            self._stale.add(shown // PAGE_SIZE)
        self.endInsertRows()

    # Rows and ids -----------------------------------------------------------------------------

    @property
    def _ids(self) -> array[int]:
        return self._order.ids

    def row_at(self, row: int) -> R | None:
        """The row if it was read; None, and its page is requested, if not."""
        if not 0 <= row < len(self._ids):
            return None
        page = self._pages.get(row // PAGE_SIZE)
        if page is None or row // PAGE_SIZE in self._stale:
            self._want(row // PAGE_SIZE)
        if page is None:
            return None
        self._pages.move_to_end(row // PAGE_SIZE)
        return page.get(self._ids[row])

    def id_at(self, row: int) -> int | None:
        """The id of a row, None for a row the list does not have; reads nothing."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def ids_between(self, first: int, last: int) -> array[int]:
        """The ids of these rows, both included; reads nothing."""
        return self._ids[first : last + 1]

    def rows_of(self, row_ids: Collection[int]) -> dict[int, int]:
        """The row of each of these ids that the list has; walks over these only."""
        return self._order.rows_of(row_ids)

    def _want(self, page: int) -> None:
        if page in self._wanted or page in self._unreadable:
            return
        # Only the last pages requested: those passed while dragging the scroll bar are not needed.
        self._wanted = [*self._wanted, page][-PAGES_WANTED:]
        if not self._fetching:
            self._fetch_next()

    def _fetch_next(self) -> None:
        if not self._wanted:
            return
        page, run = self._wanted[-1], self._run
        ids, shown = self._ids_of(page), self._shown
        self._fetching = True
        self._tasks.run(
            self,
            lambda: self._source.rows(ids, shown),
            lambda rows: self._take_page(page, ids, shown, rows),
            lambda error: self._give_up(run, error),
            lane=Lane.EYE,
        )

    def _take_page(
        self, page: int, ids: array[int], shown: tuple[str, ...], rows: Sequence[R]
    ) -> None:
        self._fetching = False
        # Else the ids were replaced or more columns are shown, and the page is still wanted.
        if ids == self._ids_of(page) and set(self._shown) <= set(shown):
            self._wanted = [wanted for wanted in self._wanted if wanted != page]
            self._keep(page, rows)
            self._announce(page * PAGE_SIZE, page * PAGE_SIZE + len(ids) - 1)
        self._fetch_next()

    def _give_up(self, run: int, error: Exception) -> None:
        """Do not request pages that could not be read again before the list is read anew."""
        self._fetching = False
        if run == self._run:
            self._unreadable.update(self._wanted)
            self._wanted.clear()
            self.failed.emit(error)
        self._fetch_next()

    def _ids_of(self, page: int) -> array[int]:
        return self._ids[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]

    def _keep(self, page: int, rows: Sequence[R]) -> None:
        self._pages[page] = {self._row_id(row): row for row in rows}
        self._pages.move_to_end(page)
        self._stale.discard(page)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)

    def _drop_pages(self) -> None:
        self._pages.clear()
        self._stale.clear()
        self._wanted.clear()
        self._unreadable.clear()

    def _announce(self, first: int, last: int) -> None:
        if last >= first >= 0:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    # Qt's interface ---------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """How many rows are known so far."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text or alignment of a cell; "…" while its page is being read."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role not in _TEXT_ROLES or not self._is_read(column):
            return None
        self.look_at_day()
        return self.cell(index.row(), index.column())[0]

    def _is_read(self, column: Column[R]) -> bool:
        """What nobody sees is not read."""
        return column.fixed or column.key in self._shown

    def look_at_day(self) -> None:
        """Ask which day it is, once for all cells that are painted together."""
        self._cells.look_at_day()

    def cell(self, place: int, number: int) -> Cell:
        """What a cell says, its chip, and whether it is a number: all its painting needs."""
        column, row = self.columns[number], self.row_at(place)
        if row is None or not self._is_read(column):
            return PLACEHOLDER, None, column.numeric
        return self._cells.of(row, column, (place, number))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heading of a column; rows have none."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title() + self._arrow(self.columns[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None

    def _arrow(self, column: Column[R]) -> str:
        """Which way the list is ordered, at the heading of its column: up is from A to Z."""
        query: Any = self.query
        if query is None or query.sort != column.key:
            return ""
        return " ↓" if query.descending else " ↑"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The same flags for every cell, so that selecting all reads no row."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags


_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TEXT_ROLES = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})


def _alignment(column: Column[Any]) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
