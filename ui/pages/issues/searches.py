"""What the pickers of the forms of issues ask for; each runs on a worker."""

from __future__ import annotations

from collections.abc import Sequence

from dialogue_app.domain.errors.issues import NotAName
from dialogue_app.domain.ranking import reads_as_sentence
from dialogue_app.i18n import _
from dialogue_app.i18n.words import word
from dialogue_app.services.bodies.suggesting import suggest_bodies
from dialogue_app.services.enterprises.suggesting import suggest_enterprises
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from ui.context import Context
from ui.forms.input import Option
from ui.widgets.picker import Search


def bodies(context: Context) -> Search:
    """Bodies that exist today, by any of their names."""

    def find(text: str) -> Sequence[Option]:
        rows = suggest_bodies(context.case, text, context.case.today())
        return [Option(row.id, row.name, word(row.relation), row.relation) for row in rows]

    return find


def enterprises(context: Context) -> Search:
    """Enterprises by name, then by what else is known of them."""

    def find(text: str) -> Sequence[Option]:
        rows = suggest_enterprises(context.case, text)
        return [Option(row.id, row.name, row.address) for row in rows]

    return find


def issues(context: Context, but: int) -> Search:
    """All issues but one, by their code or any words."""

    def find(text: str) -> Sequence[Option]:
        rows, _n = IssueList(context.case).first_page(IssueQuery(search=text))
        return [
            Option(row.id, row.code, " · ".join(filter(None, (row.raisers, row.text))))
            for row in rows
            if row.id != but
        ]

    return find


def as_raiser(text: str) -> str:
    """What is said beside a name that is in no register. Raises `NotAName` for a sentence."""
    if reads_as_sentence(text):
        raise NotAName()
    return _("to be identified later")
