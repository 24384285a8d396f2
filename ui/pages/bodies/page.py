"""The page of bodies: their relation to us, when they existed, and what follows them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dialogue_app.domain.changes import Changes
from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.words import word
from dialogue_app.services.bodies.editing import body_detail
from dialogue_app.services.bodies.lists import (
    BodyList,
    BodyQuery,
    BodyRow,
    valid_words,
)
from dialogue_app.services.case import SeenDraft
from ui import theme
from ui.context import Context
from ui.pages.bodies.form import BodyPanel, read_names
from ui.pages.list_page import ListPage
from ui.widgets.draft_panel import Names
from ui.widgets.facts import DetailArea, Facts, paragraph


class BodiesPage(ListPage):
    """All bodies. Enter edits, Ctrl+N adds."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Bodies"), BodyList(context.case), BodyQuery())
        self.set_primary(_("Add a body"), self.add, "Ctrl+N", "add")
        self.add_views()
        self.list.current_changed.connect(self.look_at)
        self.list.opened.connect(self.edit)

    def concerns(self, changes: Changes) -> bool:
        """Bodies, and issues for what they have in hand."""
        return changes.of("body", "issue")

    def count_words(self, n: int) -> str:
        """How many are listed."""
        return ngettext("{n} body", "{n} bodies", n).format(n=number(n))

    def refreshed(self) -> None:
        """What is shown beside the list may have changed too; a form stays."""
        if not self.is_filling_in():
            self.look_at(self.list.current_id())

    def look_at(self, body_id: int | None) -> None:
        """Show a body beside the list, unless a form there is being filled in."""
        if self.unsaved() is not None:
            return
        if body_id is None:
            self.put_beside(None)
            return
        case = self.context.case

        def show(rows: list[BodyRow]) -> None:
            for row in rows:
                self.put_beside(BodyView(row, self.edit))

        self.read_beside(lambda: BodyList(case).rows([body_id]), show)

    def add(self) -> None:
        """Open an empty form."""
        self.fill_in(BodyPanel(self.context), self._saved, self._close)

    def edit(self, body_id: int) -> None:
        """Open the form of a body."""
        case = self.context.case

        def read() -> tuple[SeenDraft[BodyDraft], Names]:
            return body_detail(case, body_id), read_names(self.context)

        def open_form(found: tuple[SeenDraft[BodyDraft], Names]) -> None:
            self.fill_in(BodyPanel(self.context, *found), self._saved, self._close)

        self.context.read(self, read, open_form)

    def _saved(self, body_id: int) -> None:
        self.context.messages.done(_("Saved."))
        self._close(body_id)

    def _close(self, body_id: int | None = None) -> None:
        """Back from a form: to the body it was about, and to the list with the keyboard."""
        self.put_beside(None)
        shown = self.list.current_id() if body_id is None else body_id
        if shown is not None and self.list.select_id(shown):
            self.list.setFocus()
        else:
            self.focus_search()
        self.look_at(shown)


class BodyView(QWidget):
    """One body to read."""

    def __init__(self, row: BodyRow, edit: Callable[[int], None]) -> None:
        super().__init__()
        self.setObjectName("body_view")
        title = paragraph(row.name)
        title.setFont(theme.title_font())
        change = QPushButton(_("Edit"))
        change.setObjectName("edit")
        change.clicked.connect(lambda: edit(row.id))
        sheet = DetailArea()
        sheet.setAccessibleName(row.name)
        sheet.fill([Facts(_facts(row))])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(title)
        column.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(sheet, 1)


def _facts(row: BodyRow) -> list[tuple[str, str]]:
    return [
        (_("Relation to us"), word(row.relation)),
        (_("Abbreviation"), row.abbreviation),
        (_("In being"), valid_words(row)),
        (_("Followed by"), "\n".join(row.successors)),
        (_("Other names people write"), "\n".join(row.aliases)),
        (_("In hand"), number(row.open_count)),
        (_("Note"), row.note),
    ]
