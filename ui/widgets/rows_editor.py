"""An input of several rows (people, venues, statements), with buttons to add and remove rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dialogue_app.i18n import _
from ui import theme
from ui.widgets.inputs import ChoiceField
from ui.widgets.text_rows import TextRows

RowValues = tuple[Any, ...]


@dataclass(frozen=True)
class RowColumn:
    """A column of a rows editor.

    With `options` (value, text) it is a choice, with `long` a text of several lines. If not
    `typed`, it is shown but cannot be changed.
    """

    heading: str
    width: int = 0  # in pixels; 0 shares the room left by the others
    options: Sequence[tuple[object, str]] = ()
    long: bool = False
    typed: bool = True
    follows: Mapping[object, object] | None = None  # option → option proposed in a new row below it


class RowsEditor(QWidget):
    """Edits rows of texts and choices, each a tuple in the order of the columns.

    With a `long` column each row has its own text areas (`TextRows`), else rows are in a table.
    """

    def __init__(
        self, columns: Sequence[RowColumn], add_label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        has_texts = any(spec.long for spec in columns)
        self.typed = TextRows(columns) if has_texts else TableRows(columns)
        self.add_button = QPushButton(add_label)
        self.setFocusProxy(self.typed)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.STEP)
        buttons.addWidget(self.add_button)
        if isinstance(self.typed, TableRows):
            buttons.addWidget(self.typed.remove_button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.typed)
        column.addLayout(buttons)
        self.add_button.clicked.connect(self._type_row)

    def setAccessibleName(self, name: str) -> None:
        """Name the rows for screen readers, too."""
        super().setAccessibleName(name)
        self.typed.setAccessibleName(name)

    def value(self) -> tuple[RowValues, ...]:
        """The rows as typed so far; those without a text are left out."""
        return tuple(row for row in self.typed.rows() if self._has_text(row))

    def set_value(self, rows: Sequence[RowValues]) -> None:
        """Show these rows."""
        self.typed.show_rows(rows)

    def words(self, rows: Sequence[RowValues]) -> str:
        """These rows as people read them, one a line."""
        return "\n".join(
            " · ".join(filter(None, map(_words, self._columns, row)))
            for row in rows
            if self._has_text(row)
        )

    def _has_text(self, row: RowValues) -> bool:
        """Whether something was typed in a row; a choice alone is proposed, not typed."""
        return any(
            spec.typed and not spec.options and str(cell).strip()
            for spec, cell in zip(self._columns, row, strict=True)
        )

    def _type_row(self) -> None:
        self.add_button.setFocus()  # ends the editing of a cell
        self.typed.add_row()


class TableRows(QTableWidget):
    """A table as high as its rows, so that it needs no scroll bar of its own."""

    def __init__(self, columns: Sequence[RowColumn]) -> None:
        super().__init__(0, len(columns))
        self._columns = tuple(columns)
        self.remove_button = QPushButton(_("Remove the row"))
        self.remove_button.clicked.connect(self._remove_row)
        self.itemChanged.connect(lambda _item: self._fit())
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

    def add_row(self) -> None:
        """Add a row and put the keyboard in its first cell with text."""
        self._append(self._next())
        self._fit()
        first = next(place for place, spec in enumerate(self._columns) if not spec.options)
        self.setFocus()
        self.setCurrentCell(self.rowCount() - 1, first)

    def _next(self) -> RowValues:
        """The values of a new row: empty texts, and for a choice the value that follows above."""
        above = self._row(self.rowCount() - 1) if self.rowCount() else None
        return tuple(
            _following(spec, above[place] if above else None)
            for place, spec in enumerate(self._columns)
        )

    def _row(self, place: int) -> RowValues:
        return tuple(self._cell(place, column) for column in range(len(self._columns)))

    def _cell(self, place: int, column: int) -> Any:
        inside = self.indexWidget(self.model().index(place, column))
        match inside:
            case ChoiceField():
                return inside.value()
            case QLineEdit():
                return inside.text()
        item = self.item(place, column)
        return item.text() if item else ""

    def _append(self, row: RowValues) -> None:
        place = self.rowCount()
        self.insertRow(place)
        for column, (spec, value) in enumerate(zip(self._columns, row, strict=True)):
            if spec.options:
                choice = ChoiceField(spec.options)
                choice.setAccessibleName(spec.heading)
                choice.set_value(value)
                self.setCellWidget(place, column, choice)
            else:
                item = QTableWidgetItem(str(value))
                if not spec.typed:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.setItem(place, column, item)

    def _remove_row(self) -> None:
        if self.currentRow() >= 0:
            self.removeRow(self.currentRow())
            self._fit()

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


def _words(spec: RowColumn, cell: object) -> str:
    """A cell in words: the text of an option, else what was typed."""
    return dict(spec.options).get(cell, str(cell)).strip()


def _following(spec: RowColumn, above: object) -> object:
    """The value proposed for a column of a new row below a row that has the value `above`."""
    if not spec.options:
        return ""
    values = [value for value, _text in spec.options]
    chosen = spec.follows.get(above, values[0]) if spec.follows else values[0]
    return chosen if chosen in values else values[0]
