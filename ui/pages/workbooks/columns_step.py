"""The step of the wizard where sheet and columns are checked and put right."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from dialogue_app.i18n import _
from dialogue_app.i18n.words import field_name
from dialogue_app.services.sessions import SessionRow
from dialogue_app.services.workbooks import Mapping, OpenedWorkbook, TableKind, table_fields
from ui import theme
from ui.widgets.facts import paragraph
from ui.widgets.form import Form
from ui.widgets.inputs import Choice


class ColumnsStep(QWidget):
    """Shows which column was found for each field; the user may choose another."""

    def __init__(self) -> None:
        super().__init__()
        self._book: OpenedWorkbook | None = None
        self._mapping: Mapping | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._whole = Form()  # sheet and session
        self._columns = Form()
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
        self._whole, self._columns = Form(), Form()
        sheets = [
            (place, sheet.name + (" · " + _("hidden") if sheet.hidden else ""))
            for place, sheet in enumerate(book.sheets)
            if book.mappings[place] is not None
        ]
        picker = Choice(sheets)
        picker.set_value(book.chosen)
        picker.currentIndexChanged.connect(lambda _place: self._show_columns())
        self._whole.add("sheet", _("Sheet"), picker)
        if book.kind is TableKind.ISSUES:
            self._add_sessions(sessions, session_id)
        inner = QWidget()
        inner.setProperty("role", "page")
        self._inner = QVBoxLayout(inner)
        self._inner.setContentsMargins(2, 2, theme.GAP, 2)
        self._inner.setSpacing(theme.GAP)
        self._inner.addWidget(self._whole)
        self._inner.addWidget(self._columns)
        self._inner.addStretch()
        self._area.setWidget(inner)
        self._show_columns()

    @property
    def sheet_index(self) -> int:
        """The sheet chosen."""
        index = _choice(self._whole, "sheet").value()
        assert isinstance(index, int)
        return index

    @property
    def session_id(self) -> int | None:
        """The session the issues belong to."""
        value = _choice(self._whole, "session").value()
        return value if isinstance(value, int) else None

    def mapping(self) -> Mapping:
        """The columns as they stand now."""
        assert self._mapping is not None
        assert self._book is not None
        mapping = self._mapping
        for key in table_fields(self._book.kind):
            column = _choice(self._columns, f"column_{key}").value()
            assert column is None or isinstance(column, int)
            if column != mapping.fields.get(key):
                mapping = mapping.with_field(key, column)
        return mapping

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
        old, self._columns = self._columns, Form()
        self._add_columns(book, index)
        self._inner.replaceWidget(old, self._columns)
        old.hide()
        old.deleteLater()

    def _add_sessions(self, sessions: list[SessionRow], session_id: int | None) -> None:
        options: list[tuple[object, str]] = [(one.id, one.code) for one in sessions]
        picker = Choice([*options, (None, _("Outside a session"))])
        if session_id is not None:
            picker.set_value(session_id)
        self._whole.add("session", _("Session"), picker)

    def _add_columns(self, book: OpenedWorkbook, index: int) -> None:
        titles = [(place, text) for place, text in enumerate(book.titles(index)) if text]
        for key in table_fields(book.kind):
            picker = Choice([(None, _("no column")), *titles])
            if self._mapping is not None:
                picker.set_value(self._mapping.fields.get(key))
            self._columns.add(f"column_{key}", field_name(key), picker)


def _choice(form: Form, key: str) -> Choice:
    editor = form.fields[key].editor
    assert isinstance(editor, Choice)
    return editor
