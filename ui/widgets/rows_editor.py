"""A small table to type rows into: people, venues, what was said. Grows and shrinks by buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
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
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class RowColumn:
    """A column: with `options` one of a few values, with `long` text of several lines.

    What is not `typed` is only shown.
    """

    heading: str
    width: int = 0  # 0: shares what room is left
    options: Sequence[tuple[object, str]] = ()
    long: bool = False
    typed: bool = True


class RowsEditor(QWidget):
    """Rows of text and choices, as tuples in the order of the columns."""

    def __init__(
        self, columns: Sequence[RowColumn], add_label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._area: QScrollArea | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit_again)
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
        # Wrapped text takes other lines in another width, once all columns have theirs.
        self.table.horizontalHeader().sectionResized.connect(lambda *_sizes: self._soon.start())
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """The page around it scrolls to the cell that is being typed in, as it grows."""
        super().showEvent(event)
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if self._area is None and around is not None:
            self._area = around
            around.verticalScrollBar().rangeChanged.connect(self._reveal)

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
                item = QTableWidgetItem(str(value))
                if not spec.typed:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.table.setItem(place, column, item)

    def _type_row(self) -> None:
        self.add_button.setFocus()  # a cell that is being typed in ends
        self._append(tuple(c.options[0][0] if c.options else "" for c in self._columns))
        self._fit()
        first = next(at for at, spec in enumerate(self._columns) if not spec.options)
        self.table.setFocus()
        self.table.setCurrentCell(self.table.rowCount() - 1, first)

    def _remove_row(self) -> None:
        if self.table.currentRow() >= 0:
            self.add_button.setFocus()
            self.table.removeRow(self.table.currentRow())
            self._fit()

    def _fit(self) -> None:
        """As high as its rows, so that the page scrolls and not a hole in it."""
        self.table.resizeRowsToContents()
        rows = sum(self.table.rowHeight(place) for place in range(self.table.rowCount()))
        self.table.setFixedHeight(rows + self.table.horizontalHeader().height() + 6)
        for widget in (self.table, self._remove):
            widget.setVisible(self.table.rowCount() > 0)

    def _fit_again(self) -> None:
        self._fit()
        self._reveal()

    def _reveal(self, *_range: int) -> None:
        """The cell that is being typed in is to be seen whole."""
        editor = self.table.focusWidget()
        if self._area is not None and editor is not None and editor is not self.table:
            self.table.updateEditorGeometries()
            foot = editor.mapTo(self._area.widget(), editor.rect().bottomLeft())
            self._area.ensureVisible(foot.x(), foot.y(), 0, theme.GAP)

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
        table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        delegate = _LongText(self._columns, table)
        delegate.editing_changed.connect(self._soon.start)
        table.setItemDelegate(delegate)
        table.setProperty("role", "rows")
        for place, spec in enumerate(self._columns):
            table.setColumnWidth(place, spec.width)
            if not spec.width:
                table.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)


class _LongText(QStyledItemDelegate):
    """Long text is typed in an area of several lines, for which its row grows."""

    editing_changed = Signal()

    def __init__(self, columns: Sequence[RowColumn], parent: QWidget) -> None:
        super().__init__(parent)
        self._long = {place for place, spec in enumerate(columns) if spec.long}
        self._edited: Index = QModelIndex()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """An area where the column is long; Tab ends it."""
        self._edited = QPersistentModelIndex(index)
        self.editing_changed.emit()
        if index.column() not in self._long:
            return super().createEditor(parent, option, index)
        editor = QPlainTextEdit(parent)
        editor.setTabChangesFocus(True)
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """The row shrinks to its text."""
        self._edited = QModelIndex()
        self.editing_changed.emit()
        super().destroyEditor(editor, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """At least four lines while it is typed in."""
        size = super().sizeHint(option, index)
        if index.column() in self._long and self._edited == index:
            size.setHeight(max(size.height(), 4 * option.fontMetrics.lineSpacing() + 24))
        return size

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The text of the cell."""
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(index.data() or "")
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """What was typed."""
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText())
        else:
            super().setModelData(editor, model, index)
