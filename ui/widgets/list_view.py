"""The list of every page: a table with selection by rows that keeps its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from dialogue_app.i18n import _
from ui import theme
from ui.models.paged_table import PagedTable
from ui.widgets.empty import EmptyState
from ui.widgets.rows import RowDelegate

AnyTable = PagedTable[Any, Any]
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect


@dataclass(frozen=True)
class _Place:
    """The place of a list before its rows are replaced, as ids and row numbers.

    `current` is the row with the keyboard, `top` the first visible one.
    """

    query: Any
    selected: tuple[int, ...]
    current: int | None
    current_row: int
    top: int | None
    top_row: int


class ListView(QTableView):
    """Shows a `PagedTable`. Enter or a double click opens a row; the selection is kept by id."""

    opened = Signal(int)  # id of the row to open
    current_changed = Signal(object)  # id of the row with the keyboard, or None
    selection_changed = Signal()

    def __init__(self, model: AnyTable, name: str, parent: QWidget | None = None) -> None:
        """`name` is the list's name for screen readers."""
        super().__init__(parent)
        self._table = model
        self._place: _Place | None = None
        self._restoring = False
        self._query: Any = None
        self.empty = EmptyState(self.viewport())
        self.setAccessibleName(name)
        self._dress()
        self.setModel(model)
        self._set_columns()
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        model.complete.connect(self._settle)
        model.rowsInserted.connect(self._show_empty)
        model.query_changed.connect(self._show_order)
        self.activated.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._emit_current)
        self.selectionModel().selectionChanged.connect(self._emit_selection)

    def set_empty(self, text: str, action: str = "", do: Callable[[], None] | None = None) -> None:
        """Set the text, and with `action` and `do` the button, of an empty list."""
        self.empty.say(text, action, do)

    def current_id(self) -> int | None:
        """The id of the row with the keyboard, or None."""
        index = self.currentIndex()
        return self._table.id_at(index.row()) if index.isValid() else None

    def selected_ids(self) -> list[int]:
        """The ids of the selected rows, in the order of the list; reads no row."""
        rows: list[int] = []
        selection = self.selectionModel().selection()
        for span in (selection.at(place) for place in range(selection.count())):
            rows.extend(range(span.top(), span.bottom() + 1))
        found = (self._table.id_at(row) for row in sorted(set(rows)))
        return [row_id for row_id in found if row_id is not None]

    def select_id(self, row_id: int) -> bool:
        """Select the row with this id; False where the list does not have it."""
        row = self._table.rows_of([row_id]).get(row_id)
        if row is None:
            return False
        self.selectRow(row)
        self.scrollTo(self._table.index(row, 0))
        return True

    def enter(self) -> None:
        """Take the keyboard from the search field; select the first row where none is current."""
        if not self.currentIndex().isValid() and self._table.rowCount():
            self.selectRow(0)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current row on Enter, which Qt does not do on every system."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide columns a narrow list has no room for, and fit the empty state."""
        super().resizeEvent(event)
        for place, column in enumerate(self._table.columns):
            self.setColumnHidden(place, event.size().width() < column.shown_from)
        self.empty.setGeometry(self.viewport().rect())

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the rows when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.viewport().update()

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setItemDelegate(RowDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)

    def _set_columns(self) -> None:
        header = self.horizontalHeader()
        header.setFont(theme.label_font())
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(48)
        header.setFixedHeight(theme.ROW_HEIGHT)
        for place, column in enumerate(self._table.columns):
            self.setColumnWidth(place, column.width)
            if column.stretch:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        header.sectionClicked.connect(self._sort_by)

    def _sort_by(self, section: int) -> None:
        """Order by a column; a second click on its heading reverses the order."""
        query, key = self._table.query, self._table.columns[section].sort
        if query is None or key is None:
            self._show_order(query)  # put Qt's arrow back, which has already moved
            return
        turns = query.sort == key and not query.descending
        ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        self._table.sort(section, descending if turns else ascending)

    def _show_order(self, query: Any) -> None:
        """Show the arrow at the heading of the column the list is ordered by."""
        header = self.horizontalHeader()
        keys = [column.sort for column in self._table.columns]
        known = query is not None and query.sort in keys
        header.setSortIndicatorShown(known)
        if known:
            descending = Qt.SortOrder.DescendingOrder
            order = descending if query.descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(keys.index(query.sort), order)

    def _open(self, index: QModelIndex) -> None:
        row_id = self._table.id_at(index.row()) if index.isValid() else None
        if row_id is not None:
            self.opened.emit(row_id)

    def _emit_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._restoring:
            self._place = None  # the user moved on: do not go back to the remembered place
            self.current_changed.emit(self._table.id_at(current.row()))

    def _emit_selection(self, *_spans: QItemSelection) -> None:
        if not self._restoring:
            self.selection_changed.emit()

    def _remember(self) -> None:
        self._restoring = True
        if self._place is not None:
            return  # the list is read again before all its ids have come
        top = self.rowAt(0)
        self._place = _Place(
            self._query,
            tuple(self.selected_ids()),
            self.current_id(),
            self.currentIndex().row(),
            self._table.id_at(top),
            top,
        )

    def _restore(self) -> None:
        """Select the same rows by their ids after the rows were replaced."""
        place, self._query = self._place, self._table.query
        if place is not None:
            rows = self._table.rows_of({*place.selected, place.current or 0, place.top or 0})
            self._select_again(place, rows)
            if place.query == self._query:
                self._scroll_back(place, rows)
            if {*place.selected, place.current} <= {*rows, None}:
                self._place = None
        self._restoring = False
        self._show_empty()

    def _settle(self) -> None:
        """Finish restoring when all ids are there: what is not found has left the list."""
        place, self._place = self._place, None
        if place is None:
            return
        rows = self._table.rows_of({*place.selected, place.current or 0})
        self._select_again(place, rows)
        last = self._table.rowCount() - 1
        if place.current is not None and place.current not in rows:
            if place.query == self._query and last >= 0:  # the next row is selected instead
                self.selectRow(min(place.current_row, last))
            else:
                self.current_changed.emit(None)
        self.selection_changed.emit()

    def _select_again(self, place: _Place, rows: dict[int, int]) -> None:
        self._restoring = True
        self.setAutoScroll(False)
        current = rows.get(place.current) if place.current is not None else None
        model, none = self.selectionModel(), QItemSelectionModel.SelectionFlag.NoUpdate
        found = sorted(rows[row_id] for row_id in place.selected if row_id in rows)
        model.select(self._spans(found), _SELECT)
        if current is not None:
            model.setCurrentIndex(self._table.index(current, 0), none)
        self.setAutoScroll(True)
        self._restoring = False

    def _spans(self, rows: Iterable[int]) -> QItemSelection:
        """The selection of these rows (ascending), with one span for each unbroken run of rows."""
        spans: list[list[int]] = []
        for row in rows:
            if spans and spans[-1][1] == row - 1:
                spans[-1][1] = row
            else:
                spans.append([row, row])
        selection, last = QItemSelection(), len(self._table.columns) - 1
        for first, end in spans:
            corner = self._table.index(end, last)
            selection.append(QItemSelectionRange(self._table.index(first, 0), corner))
        return selection

    def _scroll_back(self, place: _Place, rows: dict[int, int]) -> None:
        """Scroll the row that was first in view to the top again; a list at its top stays there."""
        if place.top_row > 0:
            self.updateGeometries()
            self.verticalScrollBar().setValue(rows.get(place.top or 0, place.top_row))

    def _show_empty(self) -> None:
        if not self.empty.text():
            self.empty.say(_("Nothing to list."))
        self.empty.setVisible(self._table.is_loaded and self._table.rowCount() == 0)
