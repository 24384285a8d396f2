"""A body as its page shows it, and what can be done to one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.i18n import N_, _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.words import word
from dialogue_app.services.bodies.editing import body_detail
from dialogue_app.services.bodies.lists import BodyList, BodyRow, valid_words
from dialogue_app.services.case import SeenDraft
from dialogue_app.services.issues.lists import IssueQuery
from ui.acts import Act, Chosen, Takes
from ui.pages.history import HISTORY
from ui.pages.noun import Noun
from ui.places import Place
from ui.widgets.facts import Facts
from ui.widgets.links import Links, link

if TYPE_CHECKING:
    from ui.widgets.draft_panel import Names
    from ui.widgets.form_panel import FormPanel

Known = tuple[SeenDraft[BodyDraft], "Names"]


def _new(noun: Noun, _chosen: Chosen, _found: object) -> FormPanel:
    from ui.pages.bodies.form import BodyPanel

    return BodyPanel(noun.context)


def _known(noun: Noun, chosen: Chosen) -> Known:
    from ui.pages.bodies.form import read_names

    return body_detail(noun.context.case, chosen.ids[0]), read_names(noun.context)


def _edit(noun: Noun, _chosen: Chosen, known: Known) -> FormPanel:
    from ui.pages.bodies.form import BodyPanel

    return BodyPanel(noun.context, *known)


ACTS = (
    Act("add", N_("Add a body"), "body.add", Takes.NOTHING, icon="add", shortcut="Ctrl+N",
        stands_out=True, leads=lambda _none: True, form=_new, done=N_("Added {what}.")),
    Act("edit", N_("Edit"), "body.edit", icon="edit", shortcut="F2", stands_out=True,
        read=_known, form=_edit),
    HISTORY,
)  # fmt: skip


class BodyNoun(Noun):
    """Bodies: units of ours and others."""

    key = "body"
    page = "bodies"
    acts = ACTS
    heard = ("body", "issue")  # issues for what they have in hand

    def read(self, key: int) -> BodyRow:
        """One body as the list shows it, which is all there is to read."""
        (row,) = BodyList(self.context.case).rows([key])
        return row

    def called(self, detail: Any) -> str:
        """Its name."""
        return str(detail.name)

    def count(self, n: int) -> str:
        """So many bodies."""
        return ngettext("{n} body", "{n} bodies", n).format(n=number(n))

    def line(self, row: Any) -> tuple[str, str]:
        """Relation and name."""
        return word(row.relation), row.name

    def parts(self, detail: Any) -> Sequence[QWidget]:
        """Its facts."""
        facts: list[QWidget] = [Facts(_facts(detail))]
        if detail.open_count:
            said = _("In hand: {n}").format(n=number(detail.open_count))
            place = Place("issues", query=IssueQuery(in_hand_of=detail.id))
            facts.append(Links([link(said, "in_hand", partial(self.rail.go, place))]))
        return facts


def _facts(row: BodyRow) -> list[tuple[str, str]]:
    return [
        (_("Relation to us"), word(row.relation)),
        (_("Abbreviation"), row.abbreviation),
        (_("Exists"), valid_words(row)),
        (_("Followed by"), "\n".join(row.successors)),
        (_("Other names people write"), "\n".join(row.aliases)),
        (_("Contact person"), row.contact),
        (_("Telephone"), row.phone),
        (_("Note"), row.note),
    ]
