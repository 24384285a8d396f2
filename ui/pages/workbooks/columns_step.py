"""The step of the wizard where sheet and columns are checked and put right."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from dialogue_app.i18n import _
from dialogue_app.i18n.words import field_name
from dialogue_app.services.imports.workbooks import (
    ColumnMapping,
    OpenedWorkbook,
    TableKind,
    first_value,
    table_fields,
)
from dialogue_app.services.sessions.lists import SessionRow
from ui import theme
from ui.forms.input import Input
from ui.widgets.facts import paragraph
from ui.widgets.form import Form
from ui.widgets.inputs import ChoiceField


class ColumnsStep(QWidget):
    """Shows which column was found for each field; the user may choose another."""

    def __init__(self) -> None:
        super().__init__()
        self._book: OpenedWorkbook | None = None
        self._mapping: ColumnMapping | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._form = Form()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        self._said = paragraph("")
        column.addWidget(self._said)
        column.addWidget(self._area, 1)

    def fill(
        self, book: OpenedWorkbook, sessions: list[SessionRow], session_id: int | None
    ) -> None:
        """Show the workbook's likely table."""
        self._book = book
        self._form = Form()
        sheets = [
            (place, sheet.name + (" · " + _("hidden") if sheet.hidden else ""))
            for place, sheet in enumerate(book.sheets)
            if book.mappings[place] is not None
        ]
        picker = ChoiceField(sheets)
        picker.set_value(book.chosen)
        picker.currentIndexChanged.connect(lambda _place: self._show_columns())
        self._form.add("sheet", _("Sheet"), picker, wide=book.kind is not TableKind.ISSUES)
        if book.kind is TableKind.ISSUES:
            self._add_sessions(sessions, session_id)
        inner = QWidget()
        inner.setProperty("role", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(2, 2, theme.GAP, 2)
        column.addWidget(self._form)
        column.addStretch(1)
        self._area.setWidget(inner)
        self._show_columns()

    @property
    def sheet_index(self) -> int:
        """The sheet chosen."""
        index = self._choice("sheet").value()
        assert isinstance(index, int)
        return index

    @property
    def session_id(self) -> int | None:
        """The session the issues belong to."""
        value = self._choice("session").value()
        return value if isinstance(value, int) else None

    def mapping(self) -> ColumnMapping:
        """The columns as they stand now."""
        assert self._mapping is not None
        assert self._book is not None
        mapping = self._mapping
        for key, column in self._chosen().items():
            if column != mapping.fields.get(key):
                mapping = mapping.with_field(key, column)
        return mapping

    def is_clear(self) -> bool:
        """Whether no column stands for two fields; the keyboard goes to the first that does."""
        wrong = next((field for field in self._form.fields.values() if field.error), None)
        if wrong is not None:
            wrong.editor.setFocus()
        return wrong is None

    def _show_columns(self) -> None:
        """The columns of the sheet chosen; the choice of sheet and session stands above them."""
        assert self._book is not None
        book, index = self._book, self.sheet_index
        self._mapping = mapping = book.mappings[index]
        if mapping is not None and mapping.fields:
            said = _("These columns were found. Choose another where one is wrong.")
        else:
            said = _("The headings are not known: choose the column of each field.")
        self._said.setText(said)
        self._form.remove([key for key in self._form.fields if key.startswith("column_")])
        self._add_columns(book, index)

    def _add_sessions(self, sessions: list[SessionRow], session_id: int | None) -> None:
        options: list[tuple[object, str]] = [(row.id, row.code) for row in sessions]
        picker = ChoiceField([*options, (None, _("Outside a session"))])
        if session_id is not None:
            picker.set_value(session_id)
        self._form.add("session", _("Session"), picker)

    def _add_columns(self, book: OpenedWorkbook, index: int) -> None:
        titles = [(place, text) for place, text in enumerate(book.titles(index)) if text]
        for key in table_fields(book.kind):
            picker = ChoiceField([(None, _("no column")), *titles])
            if self._mapping is not None:
                picker.set_value(self._mapping.fields.get(key))
            self._form.add(f"column_{key}", _label(key), picker)
            picker.currentIndexChanged.connect(lambda _place: self._tell())
        self._tell()

    def _tell(self) -> None:
        """Beside each field the first value of its column, or that another field has it too."""
        assert self._book is not None
        assert self._mapping is not None
        sheet, titles = self._book.sheets[self.sheet_index], self._book.titles(self.sheet_index)
        chosen = self._chosen()
        used = Counter(chosen.values())
        for key, column in chosen.items():
            field = self._form.fields[f"column_{key}"]
            twice = column is not None and used[column] > 1
            said = _("The column “{column}” is used for two fields.")
            field.error = said.format(column=titles[column]) if twice and column is not None else ""
            sample = first_value(sheet, self._mapping, column) if column is not None else ""
            field.hint = _("For example: {text}").format(text=sample) if sample else ""

    def _chosen(self) -> dict[str, int | None]:
        """The column of each field as it is chosen now."""
        assert self._book is not None
        found: dict[str, int | None] = {}
        for key in table_fields(self._book.kind):
            column = self._choice(f"column_{key}").value()
            assert column is None or isinstance(column, int)
            found[key] = column
        return found

    def _choice(self, key: str) -> Input:
        return self._form.fields[key].input


def _label(key: str) -> str:
    """The name of a field; our own codes are told from those of the tax office or of a list."""
    match key:
        case "code":
            return _("Code in this program (DN-…)")
        case "issue_code":
            return _("Code in this program (KN-…)")
    return field_name(key)
