"""How issues look in every list: their columns, the chip of their state, the words of a limit."""

from __future__ import annotations

from datetime import date

from dialogue_app.domain.vocabulary import IssueState, Outcome, Relation
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import screen_date, today
from dialogue_app.i18n.words import word
from dialogue_app.services.issue_lists import IssueRow
from ui.models.columns import Chip, Column

SOON_DAYS = 3
_CHIPS = {
    IssueState.RECEIVED: ("plain", "issue"),
    IssueState.ASSIGNED: ("accent", "arrow"),
    IssueState.TRANSFERRED: ("accent", "arrow"),
    IssueState.PARTLY_ANSWERED: ("plain", "answer"),
    IssueState.ANSWERED: ("plain", "answer"),
    IssueState.WAITING: ("plain", "waiting"),
    IssueState.SENT_UP: ("accent", "arrow"),
    IssueState.REOPENED: ("plain", "undo"),
    IssueState.CLOSED: ("plain", "check"),
}
_OPEN_ENDED = (IssueState.CLOSED, IssueState.ANSWERED)


def state_chip(state: IssueState, outcome: Outcome | None) -> Chip:
    """The chip of an issue: its outcome where it has ended, else its state."""
    if outcome is not None:
        settled = outcome is Outcome.SETTLED
        return Chip(word(outcome), "good" if settled else "plain", "check")
    tone, icon = _CHIPS[state]
    return Chip(word(state), tone, icon)


def due_words(row: IssueRow, on: date | None = None) -> str:
    """What the limit of an issue means today; only our own units can be late."""
    day = on or today()
    if row.state in _OPEN_ENDED:
        return ""
    if row.lead_relation not in (Relation.OWN, None) and row.given_on is not None:
        return _since(row.given_on, day)
    if row.next_due_on is None:
        return ""
    left = (row.next_due_on - day).days
    if left < 0:
        return ngettext("{n} day overdue", "{n} days overdue", -left).format(n=-left)
    if left == 0:
        return _("due today")
    return ngettext("{n} day left", "{n} days left", left).format(n=left)


def _since(given_on: date, day: date) -> str:
    waited = max((day - given_on).days, 0)
    return ngettext("waiting for {n} day", "waiting for {n} days", waited).format(n=waited)


def due_chip(row: IssueRow) -> Chip | None:
    """Red only for what is late, amber only for what soon will be."""
    if row.lead_relation is not Relation.OWN or row.next_due_on is None:
        return None
    if row.state in _OPEN_ENDED:
        return None
    left = (row.next_due_on - today()).days
    if left < 0:
        return Chip(due_words(row), "late", "late")
    return Chip(due_words(row), "soon", "clock") if left <= SOON_DAYS else None


def due_text(row: IssueRow) -> str:
    """The day and what it means today; of other bodies only how long they have had it."""
    if row.lead_relation not in (Relation.OWN, None):
        return due_words(row)
    return " · ".join(filter(None, [screen_date(row.next_due_on), due_words(row)]))


def raisers_text(row: IssueRow) -> str:
    """Who raised it, or that nobody is named."""
    return row.raisers or _("No name given")


def issue_columns() -> tuple[Column[IssueRow], ...]:
    """The columns of a list of issues."""
    return (
        Column("code", lambda: _("Code"), lambda row: row.code, "code", width=112),
        Column("raiser", lambda: _("Raisers"), raisers_text, "raiser", width=180),
        Column("text", lambda: _("Text of the issue"), _one_line, stretch=True, width=200),
        Column(
            "body",
            lambda: _("Lead body"),
            lambda row: row.lead_body,
            "body",
            width=170,
            shown_from=760,
        ),
        Column("due", lambda: _("Time limit"), due_text, "due", width=150, chip=due_chip),
        Column(
            "state",
            lambda: _("State"),
            lambda row: state_chip(row.state, row.outcome).text,
            "state",
            width=190,
            chip=lambda row: state_chip(row.state, row.outcome),
            shown_from=900,
        ),
    )


def _one_line(row: IssueRow) -> str:
    return " ".join(row.text.split())
