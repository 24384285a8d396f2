"""A table that is typed through by Tab and Enter, as high as its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from dialogue_app.i18n import _
from ui import theme
from ui.forms.input import Input
from ui.widgets.inputs import ChoiceField, TextLine
from ui.widgets.row_column import RowColumn, RowValues

_TO = Qt.FocusReason.TabFocusReason
_BACK = Qt.FocusReason.BacktabFocusReason


class TableRows(QTableWidget):
    """Rows of short texts and choices.

    Tab and Enter go from cell to cell. In the last one they begin another row, or leave the table
    where the last row is still empty.
    """

    changed = Signal()

    def __init__(self, columns: Sequence[RowColumn]) -> None:
        super().__init__(0, len(columns))
        self._columns = tuple(columns)
        self.remove_button = QPushButton(_("Remove the row"))
        self.remove_button.clicked.connect(self._remove_row)
        self._cells = _Cells(self)
        self._cells.stepped.connect(self._step)
        self._cells.typed.connect(self.changed)
        self.setItemDelegate(self._cells)
        self.itemChanged.connect(self._take_item)
        # Wrapped text needs other heights after all columns have got their new widths.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        self.horizontalHeader().sectionResized.connect(lambda *_sizes: self._soon.start())
        self._dress()
        self._fit()

    def rows(self) -> list[RowValues]:
        """What was typed, in its order."""
        return [self._row(place) for place in range(self.rowCount())]

    def show_rows(self, rows: Sequence[RowValues]) -> None:
        """Show these rows."""
        self.setRowCount(0)
        for row in rows:
            self._append(row)
        self._fit()
        self.changed.emit()

    def add_row(self) -> None:
        """Add a row and put the keyboard in its first cell with text."""
        self._append(self._next())
        self._fit()
        self.changed.emit()
        first = next(place for place, spec in enumerate(self._columns) if not spec.options)
        self.setFocus()
        self._go_to(self.rowCount() - 1, first)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab comes to the first cell, or from below to the last."""
        super().focusInEvent(event)
        if self.rowCount() and event.reason() is _TO:
            self._go_to(0, 0)
        elif self.rowCount() and event.reason() is _BACK:
            self._go_to(self.rowCount() - 1, len(self._columns) - 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Rows that were measured while nobody saw them are measured again."""
        super().showEvent(event)
        self._soon.start()

    def _step(self, by: int) -> None:
        """Go on to the next cell, or back to the one before."""
        row, place = self.currentRow(), self.currentColumn() + by
        if place not in range(len(self._columns)):
            row, place = (row + 1, 0) if by > 0 else (row - 1, len(self._columns) - 1)
        if row < 0 or (row == self.rowCount() and self._is_blank(row - 1)):
            self.setFocus()
            self.focusNextPrevChild(by > 0)
            return
        if row == self.rowCount():
            self._append(self._next())
            self._fit()
            self.changed.emit()
        self._go_to(row, place)

    def _go_to(self, row: int, column: int) -> None:
        """Put the keyboard into a cell, ready to type."""
        self.setCurrentCell(row, column)
        if self._columns[column].options:
            self.cellWidget(row, column).setFocus()
        elif self.state() != self.State.EditingState:  # to become current may have begun it
            self.edit(self.model().index(row, column))

    def _is_blank(self, row: int) -> bool:
        cells = zip(self._columns, self._row(row), strict=True)
        return not any(not spec.options and cell.strip() for spec, cell in cells)

    def _next(self) -> RowValues:
        """The values of a new row: empty texts, and for a choice the value that follows above."""
        above = self._row(self.rowCount() - 1) if self.rowCount() else None
        return tuple(
            spec.following(above[place] if above else None)
            for place, spec in enumerate(self._columns)
        )

    def _row(self, place: int) -> RowValues:
        return tuple(self._cell(place, column) for column in range(len(self._columns)))

    def _cell(self, place: int, column: int) -> Any:
        inside = self.indexWidget(self.model().index(place, column))
        if isinstance(inside, Input):
            return inside.value()
        item = self.item(place, column)
        return item.text() if item else ""

    def _append(self, row: RowValues) -> None:
        place = self.rowCount()
        self.insertRow(place)
        for column, (spec, value) in enumerate(zip(self._columns, row, strict=True)):
            if spec.options:
                choice = ChoiceField(spec.options)
                choice.setAccessibleName(spec.heading)
                choice.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab comes cell by cell
                choice.set_value(value)
                choice.on_change(self.changed.emit)
                choice.installEventFilter(self)
                self.setCellWidget(place, column, choice)
            else:
                self.setItem(place, column, QTableWidgetItem(str(value)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A choice has the keyboard: its cell is the current one, and Tab and Enter go on."""
        if event.type() == QEvent.Type.FocusIn:
            for row in range(self.rowCount()):
                for column in range(len(self._columns)):
                    if self.cellWidget(row, column) is watched:
                        self.setCurrentCell(row, column)
        by = _step_of(event)
        if by:
            self._step(by)
            return True
        return bool(super().eventFilter(watched, event))

    def _take_item(self, _item: QTableWidgetItem) -> None:
        self._fit()
        self.changed.emit()

    def _remove_row(self) -> None:
        if self.currentRow() >= 0:
            self.removeRow(self.currentRow())
            self._fit()
            self.changed.emit()

    def _fit(self) -> None:
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(place) for place in range(self.rowCount()))
        self.setFixedHeight(rows + self.horizontalHeader().height() + 6)
        for widget in (self, self.remove_button):
            widget.setVisible(self.rowCount() > 0)

    def _dress(self) -> None:
        self.setHorizontalHeaderLabels([spec.heading for spec in self._columns])
        header = self.horizontalHeader()
        header.setFont(theme.label_font())
        header.setFixedHeight(theme.ROW_HEIGHT)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setHighlightSections(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.ROW_HEIGHT + 4)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.setProperty("role", "rows")
        for place, spec in enumerate(self._columns):
            self.setColumnWidth(place, spec.width)
            if not spec.width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)


class _Cells(QStyledItemDelegate):
    """Lines to type in; it tells of every letter, and where Tab or Enter leads."""

    stepped = Signal(int)
    typed = Signal()

    def createEditor(
        self,
        parent: QWidget,
        _option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """A line called as its column."""
        line = TextLine(parent=parent)
        line.setAccessibleName(
            str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        )
        line.on_change(self.typed.emit)
        return line

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Show what stands in the cell, which is no typing."""
        editor.blockSignals(True)
        super().setEditorData(editor, index)
        editor.blockSignals(False)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Tab and Enter keep what was typed and go on."""
        by = _step_of(event)
        if by and isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, self.EndEditHint.NoHint)
            self.stepped.emit(by)
            return True
        return bool(super().eventFilter(editor, event))


def _step_of(event: QEvent) -> int:
    """1 for a key that goes on, -1 for one that goes back, else 0."""
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return 0
    if event.key() == Qt.Key.Key_Backtab:
        return -1
    goes_on = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return 1 if goes_on and not event.modifiers() & Qt.KeyboardModifier.ControlModifier else 0
