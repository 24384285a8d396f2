"""The columns of every list of issues, with the chips and texts of state and time limit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dialogue_app.domain.vocabulary import IssueState, Outcome
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import screen_date
from dialogue_app.i18n.words import word
from dialogue_app.services.issues.lists import IssueRow
from dialogue_app.services.issues.words import days_left, due_words
from ui.models.columns import Chip, ListColumn

SOON_DAYS = 3
_CHIPS = {
    IssueState.RECEIVED: ("plain", "issue"),
    IssueState.ASSIGNED: ("accent", "arrow"),
    IssueState.NOT_SENT: ("plain", "waiting"),
    IssueState.TRANSFERRED: ("accent", "arrow"),
    IssueState.PARTLY_ANSWERED: ("plain", "answer"),
    IssueState.ANSWERED: ("plain", "answer"),
    IssueState.WAITING: ("plain", "waiting"),
    IssueState.SENT_UP: ("accent", "arrow"),
    IssueState.REOPENED: ("plain", "undo"),
    IssueState.CLOSED: ("plain", "check"),
}


def state_chip(state: IssueState, outcome: Outcome | None) -> Chip:
    """The chip of an issue: its outcome where it has ended, else its state."""
    if outcome is not None:
        settled = outcome is Outcome.SETTLED
        return Chip(word(outcome), "good" if settled else "plain", "check")
    tone, icon = _CHIPS[state]
    return Chip(word(state), tone, icon)


def due_chip(row: IssueRow, today: date) -> Chip | None:
    """Red only for what is late, amber only for what soon will be."""
    left, said = days_left(row, today), due_text(row, today)
    if left is None or left > SOON_DAYS:
        return None
    return Chip(said, "late", "late") if left < 0 else Chip(said, "soon", "clock")


def due_text(row: IssueRow, today: date) -> str:
    """The day and what it means today; of other bodies only how long they have had it."""
    if not row.next_due_own:
        return due_words(row, today) or screen_date(row.next_due_on)
    return " · ".join(filter(None, [screen_date(row.next_due_on), due_words(row, today)]))


def raisers_text(row: IssueRow) -> str:
    """The raisers' names, or the words for none."""
    return row.raisers or _("No name given")


def issue_columns(today: Callable[[], date]) -> tuple[ListColumn[IssueRow], ...]:
    """The columns of a list of issues: narrow ones keep the code and the text.

    `today` is asked what the time limit of a row means.
    """
    return (
        ListColumn("code", lambda: _("Code"), lambda row: row.code, "code", width=112),
        ListColumn(
            "raiser", lambda: _("Raisers"), raisers_text, "raiser", width=150, shown_from=720
        ),
        ListColumn("text", lambda: _("Text of the issue"), _one_line, stretch=True, width=200),
        ListColumn(
            "body",
            lambda: _("Lead body"),
            lambda row: row.lead_body,
            "body",
            width=150,
            shown_from=880,
        ),
        ListColumn(
            "due",
            lambda: _("Time limit"),
            lambda row: due_text(row, today()),
            "due",
            width=218,
            chip=lambda row: due_chip(row, today()),
            shown_from=520,
        ),
        ListColumn(
            "state",
            lambda: _("State"),
            lambda row: state_chip(row.state, row.outcome).text,
            "state",
            width=198,
            chip=lambda row: state_chip(row.state, row.outcome),
            shown_from=1000,
        ),
    )


def _one_line(row: IssueRow) -> str:
    return " ".join(row.text.split())
