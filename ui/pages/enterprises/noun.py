"""An enterprise as its page shows it, and what can be done to one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from dialogue_app.i18n import N_, _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.services.case import SeenDraft
from dialogue_app.services.enterprises.editing import EnterpriseDetail, enterprise_detail
from dialogue_app.services.issues.due_words import due_text
from dialogue_app.services.issues.lists import IssueQuery
from dialogue_app.services.issues.words import state_chip
from ui import theme
from ui.acts import Act, Chosen, Takes
from ui.pages.history import HISTORY
from ui.pages.noun import Empty, Noun
from ui.pages.past_imports.act import PAST_IMPORTS
from ui.places import Place
from ui.widgets.facts import Facts, caption, paragraph, section
from ui.widgets.links import Links, link

if TYPE_CHECKING:
    from ui.pages.record_page import RecordPage
    from ui.widgets.draft_panel import FormLists
    from ui.widgets.form_panel import FormPanel


def _import(page: RecordPage, _chosen: Chosen) -> None:
    page.noun.rail.open_enterprise_import()


def _duplicates(page: RecordPage, _chosen: Chosen) -> None:
    from ui.pages.enterprises.duplicates_page import DuplicatesPage

    page.noun.rail.lay_over(DuplicatesPage(page.noun.rail))


def _paste(page: RecordPage, _chosen: Chosen) -> None:
    from dialogue_app.services.imports.workbooks import TableKind

    page.noun.rail.paste(TableKind.ENTERPRISES)


def _lists(noun: Noun, _chosen: Chosen) -> FormLists:
    from ui.pages.enterprises.form import read_lists

    return read_lists(noun.context)


def _form(noun: Noun, chosen: Chosen, lists: FormLists) -> FormPanel:
    from ui.pages.enterprises.form import EnterprisePanel

    one: EnterpriseDetail | None = chosen.detail
    known = SeenDraft(one.id, one.version, one.form) if one else None
    return EnterprisePanel(noun.context, lists, known)


ACTS = (
    Act("import", N_("Import from Excel"), "enterprise.import", Takes.NOTHING,
        icon="import", shortcut="Ctrl+I", stands_out=True, run=_import),
    Act("paste", N_("Paste rows from Excel"), "enterprise.import", Takes.NOTHING,
        icon="import", shortcut="Ctrl+V", run=_paste),
    Act("add", N_("Add an enterprise"), "enterprise.register", Takes.NOTHING,
        icon="add", shortcut="Ctrl+N", stands_out=True, leads=lambda _none: True,
        read=_lists, form=_form, done=N_("Added {what}.")),
    Act("edit", N_("Edit"), "enterprise.edit",
        icon="edit", shortcut="F2", stands_out=True, read=_lists, form=_form),
    HISTORY,
    Act("duplicates", N_("Which may be one?"), "enterprise.merge", Takes.NOTHING,
        icon="enterprise", shortcut="Ctrl+M", run=_duplicates),
    PAST_IMPORTS,
)  # fmt: skip


class EnterpriseNoun(Noun):
    """Enterprises and household businesses."""

    key = "enterprise"
    page = "enterprises"
    acts = ACTS
    heard = ("enterprise", "issue")  # issues for their number

    def read(self, key: int) -> EnterpriseDetail:
        """One enterprise with its issues."""
        return enterprise_detail(self.context.case, key)

    def called(self, detail: Any) -> str:
        """Its name."""
        return str(detail.form.name)

    def count(self, n: int) -> str:
        """So many enterprises."""
        return ngettext("{n} enterprise", "{n} enterprises", n).format(n=number(n))

    def empty(self, query: Any) -> Empty:
        """What to do first."""
        said = _("No enterprise yet. Add one, or import your Excel register.")
        return Empty(said, ("import", "add"))

    def line(self, row: Any) -> tuple[str, str]:
        """Code and name."""
        return row.code, row.name

    def parts(self, detail: Any) -> Sequence[QWidget]:
        """Its facts, and where each of its issues stands."""
        return [Facts(_facts(detail)), *self._merged(detail), *self._issues(detail)]

    def _merged(self, found: EnterpriseDetail) -> list[QWidget]:
        """Those that were merged into it, each to be made one of its own again."""
        if not found.merged:
            return []
        parts: list[QWidget] = [section(_("Merged into this one"))]
        for one in found.merged:
            words = _("Separate {code}").format(code=one.code)
            button = link(words, f"separate_{one.code}", partial(self._separate, one.id))
            parts += [paragraph(f"{one.code} {one.name}"), Links([button])]
        return parts

    def _separate(self, merged_id: int) -> None:
        from dialogue_app.services.enterprises.merging import separate_enterprise
        from dialogue_app.services.enterprises.merging_words import separated_words

        case, messages = self.context.case, self.context.messages
        self.context.write(
            messages,
            lambda: separate_enterprise(case, merged_id),
            lambda separated: messages.done(" ".join(separated_words(separated))),
        )

    def _issues(self, found: EnterpriseDetail) -> list[QWidget]:
        count = len(found.issues)
        title = ngettext("{n} issue raised", "{n} issues raised", count).format(n=count)
        parts: list[QWidget] = [section(title if count else _("No issue raised yet"))]
        if count:
            place = Place("issues", query=IssueQuery(enterprise_id=found.id))
            parts = [
                section(_("Issues")),
                Links([link(title, "all_issues", partial(self.rail.go, place))]),
            ]
        today = self.context.case.today()
        for row in found.issues:
            go = partial(self.rail.go, Place("issues", row.id))
            button = link(row.code, f"issue_{row.id}", go)
            state = state_chip(row.state, row.outcome).text
            said = " · ".join(filter(None, [state, due_text(row, today)]))
            line = QWidget()
            flow = QHBoxLayout(line)
            flow.setContentsMargins(0, 0, 0, 0)
            flow.setSpacing(theme.STEP)
            flow.addWidget(button)
            flow.addWidget(caption(said), 1)
            parts += [line, paragraph(row.text)]
        return parts


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
