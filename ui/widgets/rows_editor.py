"""A small table to type rows into: people, venues, what was said. Grows and shrinks by buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dialogue_app.i18n import _
from ui import theme
from ui.widgets.inputs import Choice

Row = tuple[Any, ...]


@dataclass(frozen=True)
class RowColumn:
    """A column: with `options` one of a few values, with `long` text of several lines."""

    heading: str
    width: int = 0  # 0: shares what room is left
    options: Sequence[tuple[object, str]] = ()
    long: bool = False


class RowsEditor(QWidget):
    """Rows of text and choices, as tuples in the order of the columns."""

    def __init__(
        self, columns: Sequence[RowColumn], add_label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self.table = QTableWidget(0, len(columns))
        self.add_button, self._remove = QPushButton(add_label), QPushButton(_("Remove the row"))
        self.setFocusProxy(self.table)
        self._dress()
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.STEP)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self._remove)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.table)
        column.addLayout(buttons)
        self.add_button.clicked.connect(self._type_row)
        self._remove.clicked.connect(self._remove_row)
        self.table.itemChanged.connect(lambda _item: self._fit())
        self._fit()

    def setAccessibleName(self, name: str) -> None:
        """The table is what a screen reader meets."""
        super().setAccessibleName(name)
        self.table.setAccessibleName(name)

    def value(self) -> tuple[Row, ...]:
        """The rows as typed so far; wholly empty ones are left out."""
        found = (self._row(place) for place in range(self.table.rowCount()))
        return tuple(row for row in found if any(isinstance(v, str) and v.strip() for v in row))

    def set_value(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self.table.setRowCount(0)
        for row in rows:
            self._append(row)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrapped text takes other lines in another width."""
        super().resizeEvent(event)
        self._fit()

    def _row(self, place: int) -> Row:
        return tuple(self._cell(place, column) for column in range(len(self._columns)))

    def _cell(self, place: int, column: int) -> Any:
        inside = self.table.indexWidget(self.table.model().index(place, column))
        match inside:
            case Choice():
                return inside.value()
            case QLineEdit():
                return inside.text()
            case QPlainTextEdit():
                return inside.toPlainText()
        item = self.table.item(place, column)
        return item.text() if item else ""

    def _append(self, row: Row) -> None:
        place = self.table.rowCount()
        self.table.insertRow(place)
        for column, (spec, value) in enumerate(zip(self._columns, row, strict=True)):
            if spec.options:
                choice = Choice(spec.options)
                choice.setAccessibleName(spec.heading)
                choice.set_value(value)
                self.table.setCellWidget(place, column, choice)
            else:
                self.table.setItem(place, column, QTableWidgetItem(str(value)))

    def _type_row(self) -> None:
        self.table.setFocus()  # a cell that is being typed in ends
        self._append(tuple(c.options[0][0] if c.options else "" for c in self._columns))
        self._fit()
        first = next(at for at, spec in enumerate(self._columns) if not spec.options)
        self.table.setCurrentCell(self.table.rowCount() - 1, first)
        self.table.setFocus()

    def _remove_row(self) -> None:
        if self.table.currentRow() >= 0:
            self.table.removeRow(self.table.currentRow())
            self._fit()

    def _fit(self) -> None:
        """As high as its rows, so that the page scrolls and not a hole in it."""
        self.table.resizeRowsToContents()
        rows = sum(self.table.rowHeight(place) for place in range(self.table.rowCount()))
        height = max(rows, theme.ROW_HEIGHT) + self.table.horizontalHeader().height() + 6
        self.table.setFixedHeight(height)
        self._remove.setEnabled(self.table.rowCount() > 0)

    def _dress(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels([spec.heading for spec in self._columns])
        table.horizontalHeader().setFont(theme.label_font())
        table.horizontalHeader().setFixedHeight(theme.ROW_HEIGHT)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.horizontalHeader().setHighlightSections(False)
        table.verticalHeader().hide()
        table.verticalHeader().setMinimumSectionSize(theme.ROW_HEIGHT + 4)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setItemDelegate(_LongText(self._columns, table))
        table.setProperty("role", "rows")
        for place, spec in enumerate(self._columns):
            table.setColumnWidth(place, spec.width)
            if not spec.width:
                table.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)


class _LongText(QStyledItemDelegate):
    """Long text is typed in an area of several lines."""

    def __init__(self, columns: Sequence[RowColumn], parent: QWidget) -> None:
        super().__init__(parent)
        self._long = {place for place, spec in enumerate(columns) if spec.long}

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """An area where the column is long; Tab ends it."""
        if index.column() not in self._long:
            return super().createEditor(parent, option, index)
        editor = QPlainTextEdit(parent)
        editor.setTabChangesFocus(True)
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """The text of the cell."""
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(index.data() or "")
        else:
            super().setEditorData(editor, index)

    def setModelData(
        self, editor: QWidget, model: Any, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """What was typed."""
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText())
        else:
            super().setModelData(editor, model, index)

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """An area is at least four lines high."""
        super().updateEditorGeometry(editor, option, index)
        if isinstance(editor, QPlainTextEdit):
            lines = 4 * editor.fontMetrics().lineSpacing() + 16
            editor.resize(editor.width(), max(editor.height(), lines))
