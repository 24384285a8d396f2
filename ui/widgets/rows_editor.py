"""An input of several rows (people, venues, statements), with buttons to add and remove rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.inputs import mark
from ui.widgets.row_column import RowColumn, RowValues
from ui.widgets.table_rows import TableRows
from ui.widgets.text_rows import TextRows


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
        column.addStretch()
        self.add_button.clicked.connect(self._type_row)
        self.typed.changed.connect(self._lead_keyboard)
        self._lead_keyboard()

    def _lead_keyboard(self) -> None:
        """To the rows; without any to the button: Qt cannot go past what is hidden."""
        self.setFocusProxy(self.add_button if self.typed.isHidden() else self.typed)

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

    def on_change(self, changed: Callable[[], None]) -> None:
        """Tell of every letter, choice and row."""
        self.typed.changed.connect(changed)

    def show_error(self, text: str) -> None:
        """Mark the rows."""
        mark(self.typed, text)

    def words(self, rows: Sequence[RowValues]) -> str:
        """These rows as people read them, one a line."""
        return "\n".join(map(self._row_words, filter(self._has_text, rows)))

    def _row_words(self, row: RowValues) -> str:
        cells = zip(self._columns, row, strict=True)
        return " · ".join(filter(None, (spec.words(cell) for spec, cell in cells)))

    def _has_text(self, row: RowValues) -> bool:
        """Whether something was typed in a row; a choice alone is proposed, not typed."""
        return any(
            not spec.options and str(cell).strip()
            for spec, cell in zip(self._columns, row, strict=True)
        )

    def _type_row(self) -> None:
        self.add_button.setFocus()  # ends the editing of a cell
        self.typed.add_row()
