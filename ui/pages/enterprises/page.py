"""The page of enterprises: live search, the register, and one enterprise beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dialogue_app.domain.changes import Changes
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.services.case import SeenDraft
from dialogue_app.services.enterprises.editing import EnterpriseDetail, enterprise_detail
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.issues.words import due_text, state_chip
from ui import theme
from ui.context import Context
from ui.pages.enterprises.form import EnterprisePanel, read_lists
from ui.pages.list_page import ListPage
from ui.widgets.draft_panel import FormLists
from ui.widgets.facts import DetailArea, Facts, caption, paragraph, section


class EnterprisesPage(ListPage):
    """The register. Enter edits, Ctrl+N adds."""

    def __init__(
        self,
        context: Context,
        open_issue: Callable[[int], None],
        open_import: Callable[[], None],
    ) -> None:
        """`open_issue` shows an issue on its own page, `open_import` opens the wizard."""
        super().__init__(
            context,
            _("Enterprises"),
            EnterpriseList(context.case),
            EnterpriseQuery(),
        )
        self._open_issue = open_issue
        self.add_action(_("Take in from Excel"), open_import, "Ctrl+I", "import")
        self.set_primary(_("Add an enterprise"), self.add, "Ctrl+N", "add")
        self._open_import = open_import
        self.add_views()
        self.list.current_changed.connect(self.look_at)
        self.list.opened.connect(self.edit)

    def concerns(self, changes: Changes) -> bool:
        """Enterprises, and issues for their number."""
        return changes.of("enterprise", "issue")

    def empty_words(self) -> str:
        """What to do first."""
        return _("No enterprise yet. Add one, or take in your Excel register.")

    def offer_when_empty(self) -> tuple[str, Callable[[], None]]:
        """The wizard."""
        return _("Take in from Excel"), self._open_import

    def count_words(self, n: int) -> str:
        """How many are listed."""
        return ngettext("{n} enterprise", "{n} enterprises", n).format(n=number(n))

    def refreshed(self) -> None:
        """What is shown beside the list may have changed too; a form stays."""
        if not self.is_filling_in():
            self.look_at(self.list.current_id())

    def look_at(self, enterprise_id: int | None) -> None:
        """Show an enterprise beside the list, unless a form there is being filled in."""
        if self.unsaved() is not None:
            return
        if enterprise_id is None:
            self.put_beside(None)
            return
        self.read_beside(lambda: enterprise_detail(self.context.case, enterprise_id), self._show)

    def add(self) -> None:
        """Open an empty form."""
        self.context.read(self, lambda: read_lists(self.context), self._fill_in)

    def edit(self, enterprise_id: int) -> None:
        """Open the form of an enterprise."""
        case = self.context.case
        self.context.read(
            self,
            lambda: (read_lists(self.context), enterprise_detail(case, enterprise_id)),
            lambda found: self._fill_in(*found),
        )

    def _fill_in(self, lists: FormLists, known: EnterpriseDetail | None = None) -> None:
        seen = SeenDraft(known.id, known.version, known.form) if known else None
        panel = EnterprisePanel(self.context, lists, seen)
        self.fill_in(panel, self._saved, self._close)

    def _saved(self, enterprise_id: int) -> None:
        self.context.messages.done(_("Saved."))
        self._close(enterprise_id)

    def _close(self, enterprise_id: int | None = None) -> None:
        self.put_beside(None)
        shown = self.list.current_id() if enterprise_id is None else enterprise_id
        if shown is not None and self.list.select_id(shown):
            self.list.setFocus()
        else:
            self.focus_search()
        self.look_at(shown)

    def _show(self, found: EnterpriseDetail) -> None:
        self.put_beside(
            EnterpriseView(found, self.edit, self._open_issue, self.context.case.today())
        )


class EnterpriseView(QWidget):
    """One enterprise to read: its facts, and where each of its issues stands."""

    def __init__(
        self,
        found: EnterpriseDetail,
        edit: Callable[[int], None],
        open_issue: Callable[[int], None],
        today: date,
    ) -> None:
        super().__init__()
        self.setObjectName("enterprise_view")
        title = QLabel(found.form.name)
        title.setFont(theme.title_font())
        title.setWordWrap(True)
        change = QPushButton(_("Edit"))
        change.setObjectName("edit")
        change.clicked.connect(lambda: edit(found.id))
        row = QHBoxLayout()
        row.addWidget(change)
        row.addStretch()
        sheet = DetailArea()
        sheet.setAccessibleName(found.form.name)
        sheet.fill([Facts(_facts(found)), *_issues(found, open_issue, today)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(title)
        column.addLayout(row)
        column.addWidget(sheet, 1)


def _facts(found: EnterpriseDetail) -> list[tuple[str, str]]:
    form = found.form
    code = form.tax_code
    if not found.tax_code_ok:
        code += " · " + _("the check digit is wrong")
    return [
        (_("Code"), found.code),
        (_("Tax code"), code),
        (_("Legal type"), found.legal_type),
        (_("Address"), form.address),
        (_("Ward, commune"), found.unit),
        (_("Representative"), form.representative),
        (_("Telephone"), form.phone),
        (_("E-mail"), form.email),
        (_("Workers"), "" if form.workers is None else number(form.workers)),
        (_("Note"), form.note),
    ]


def _issues(
    found: EnterpriseDetail, open_issue: Callable[[int], None], today: date
) -> list[QWidget]:
    count = len(found.issues)
    title = ngettext("{n} issue raised", "{n} issues raised", count).format(n=count)
    parts: list[QWidget] = [section(title if count else _("No issue raised yet"))]
    for row in found.issues:
        button = QPushButton(row.code)
        button.setObjectName(f"issue_{row.id}")
        theme.set_role(button, kind="link")
        button.clicked.connect(lambda _checked=False, key=row.id: open_issue(key))
        state = " · ".join(
            filter(None, [state_chip(row.state, row.outcome).text, due_text(row, today)])
        )
        line = QWidget()
        flow = QHBoxLayout(line)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.setSpacing(theme.STEP)
        flow.addWidget(button)
        flow.addWidget(caption(state), 1)
        parts += [line, paragraph(row.text)]
    return parts
