"""The list of every page: a table by rows, with the keyboard, that keeps its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from dialogue_app.i18n import _
from ui import theme
from ui.models.paged_table import PagedTable
from ui.widgets.empty import EmptyState
from ui.widgets.rows import RowDelegate

Table = PagedTable[Any, Any]
_SELECT_ROW = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)


class ListView(QTableView):
    """A `PagedTable` on screen. Enter or a double click opens; what is selected is kept by id."""

    opened = Signal(int)  # id of the row to open
    current_changed = Signal(object)  # id of the row the keyboard stands on, or None

    def __init__(self, model: Table, name: str, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader calls the list."""
        super().__init__(parent)
        self._table = model
        self._kept: tuple[list[int], int | None, int] = ([], None, 0)
        self._restoring = False
        self.empty = EmptyState(self.viewport())
        self.setAccessibleName(name)
        self._dress()
        self.setModel(model)
        self._set_columns()
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        model.rowsInserted.connect(self._show_empty)
        self.activated.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._tell_current)

    def set_empty(self, text: str, action: str = "", do: Callable[[], None] | None = None) -> None:
        """What to say, and what to offer, where there is nothing to list."""
        self.empty.say(text, action, do)

    def current_id(self) -> int | None:
        """The id of the row the keyboard stands on."""
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
        """Put the keyboard on a row, if the list has it."""
        row = self._table.row_of(row_id)
        if row is None:
            return False
        self.selectRow(row)
        self.scrollTo(self._table.index(row, 0))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens on every system, not only where double clicks do."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow lists leave columns out; the empty state fills what the rows would."""
        super().resizeEvent(event)
        for place, column in enumerate(self._table.columns):
            self.setColumnHidden(place, event.size().width() < column.shown_from)
        self.empty.setGeometry(self.viewport().rect())

    def changeEvent(self, event: QEvent) -> None:
        """Headings follow the letters of the theme."""
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
        if self._table.columns[section].sort is None:
            return
        header = self.horizontalHeader()
        ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        again = header.isSortIndicatorShown() and header.sortIndicatorSection() == section
        order = descending if again and header.sortIndicatorOrder() == ascending else ascending
        header.setSortIndicatorShown(True)
        header.setSortIndicator(section, order)
        self._table.sort(section, order)

    def _open(self, index: QModelIndex) -> None:
        row_id = self._table.id_at(index.row()) if index.isValid() else None
        if row_id is not None:
            self.opened.emit(row_id)

    def _tell_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._restoring:
            self.current_changed.emit(self._table.id_at(current.row()))

    def _remember(self) -> None:
        self._restoring = True
        self._kept = (self.selected_ids(), self.current_id(), self.verticalScrollBar().value())

    def _restore(self) -> None:
        selected, current, scrolled = self._kept
        row = self._table.row_of(current) if current is not None else None
        model = self.selectionModel()
        if row is not None:
            model.setCurrentIndex(self._table.index(row, 0), _SELECT_ROW)
            self._select_more(selected)
            self.verticalScrollBar().setValue(scrolled)
        self._restoring = False
        if row is None and current is not None:
            self.current_changed.emit(None)
        self._show_empty()

    def _select_more(self, selected: list[int]) -> None:
        more = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row_id in selected[:1000]:
            row = self._table.row_of(row_id)
            if row is not None:
                self.selectionModel().select(self._table.index(row, 0), more)

    def _show_empty(self) -> None:
        if not self.empty.text():
            self.empty.say(_("Nothing to list."))
        self.empty.setVisible(self._table.is_loaded and self._table.rowCount() == 0)
