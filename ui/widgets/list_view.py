"""The list of every page: a table with selection by rows that keeps its place."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from dialogue_app.i18n import _
from ui import theme
from ui.models.paged_table import PagedTable
from ui.widgets.empty import EmptyState
from ui.widgets.list_columns import ListColumns
from ui.widgets.rows import RowDelegate, paint_lines

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
    copied = Signal(int)  # so many rows
    painted = Signal()  # after first rows were read: the eye has what it waited for

    def __init__(self, model: AnyTable, name: str, parent: QWidget | None = None) -> None:
        """`name` is the list's name for screen readers."""
        super().__init__(parent)
        self._table = model
        self._place: _Place | None = None
        self._restoring = False
        self.is_unpainted = True  # the first rows
        self._query: Any = None
        self.empty = EmptyState(self.viewport())
        self.setAccessibleName(name)
        self._dress()
        self.setModel(model)
        self.columns = ListColumns(self, model)
        self.horizontalHeader().sectionClicked.connect(self._sort_by)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        model.loaded.connect(self._await_painting)
        model.complete.connect(self._settle)
        model.rowsInserted.connect(self._show_empty)
        self.activated.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._emit_current)
        self.selectionModel().currentRowChanged.connect(self._repaint_rows)
        self.selectionModel().selectionChanged.connect(self._emit_selection)

    @property
    def query(self) -> Any:
        """What is listed; None before the first time."""
        return self._table.query

    def current_id(self) -> int | None:
        """The id of the row with the keyboard, or None."""
        index = self.currentIndex()
        return self._table.id_at(index.row()) if index.isValid() else None

    def selected_ids(self) -> list[int]:
        """The ids of the selected rows, in the order of the list; reads no row."""
        selection = self.selectionModel().selection()
        spans = (selection.at(place) for place in range(selection.count()))
        found = array("q")
        after = 0
        for top, bottom in sorted((span.top(), span.bottom()) for span in spans):
            found.extend(self._table.ids_between(max(top, after), bottom))
            after = max(after, bottom + 1)
        return found.tolist()

    def select_id(self, row_id: int) -> bool:
        """Select the row with this id; False where the list does not have it."""
        row = self._table.rows_of([row_id]).get(row_id)
        if row is None:
            return False
        self.selectRow(row)
        self.scrollTo(self._table.index(row, 0))
        return True

    def select_ids(self, row_ids: Collection[int]) -> None:
        """Select the rows with these ids, as far as the list has them, and show the first."""
        rows = sorted(self._table.rows_of(row_ids).values())
        if rows:
            none = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._table.index(rows[0], 0), none)
            self.selectionModel().select(self._spans(rows), _SELECT)
            self.scrollTo(self._table.index(rows[0], 0))

    def enter(self) -> None:
        """Take the keyboard from the search field; select the first row where none is current."""
        if not self.currentIndex().isValid() and self._table.rowCount():
            self.selectRow(0)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current row on Enter, which Qt does not do on every system; copy whole rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the marked rows, as they are on screen, on the clipboard under their headings."""
        ids = self.selected_ids()
        if ids:
            self._table.as_lines(ids, self.columns.chosen, self._take_lines)

    def _take_lines(self, lines: list[str]) -> None:
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.copied.emit(len(lines) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns and the empty state."""
        super().resizeEvent(event)
        self.columns.fit(event.size().width())
        self.empty.setGeometry(self.viewport().rect())

    def expect_rows(self) -> None:
        """The rows of another query are on their way: those on the screen are not what is meant."""
        self.is_unpainted = True

    def _await_painting(self) -> None:
        self.is_unpainted = True
        if not self.isVisible():
            self._table.read_rest()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say once that the first rows are there, after they reached the screen."""
        self._table.look_at_day()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        paint_lines(self, painter)
        painter.end()
        if self.is_unpainted and self._table.is_loaded:
            self.is_unpainted = False
            QTimer.singleShot(0, self, self._tell_painted)

    def _tell_painted(self) -> None:
        self._table.read_rest()
        self.painted.emit()

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
        self.setItemDelegate(RowDelegate(self, self._table))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)

    def _sort_by(self, section: int) -> None:
        """Order by a column; a second click on its heading reverses the order."""
        query, column = self._table.query, self._table.columns[section]
        if query is None or not column.order:
            return
        turns = query.sort == column.key and not query.descending
        ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        self._table.sort(section, descending if turns else ascending)

    def _open(self, index: QModelIndex) -> None:
        row_id = self._table.id_at(index.row()) if index.isValid() else None
        if row_id is not None:
            self.opened.emit(row_id)

    def _emit_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._restoring:
            self._place = None  # the user moved on: do not go back to the remembered place
            self.current_changed.emit(self._table.id_at(current.row()))

    def _repaint_rows(self, *rows: QModelIndex) -> None:
        """Qt repaints one cell of the row that had the keyboard; its mark goes over the whole."""
        for index in rows:
            if index.isValid():
                area = self.visualRect(index)
                self.viewport().update(
                    0, area.top() - 1, self.viewport().width(), area.height() + 2
                )

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
            else:
                self.scrollToTop()  # another list: what it found is not to be looked for
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
