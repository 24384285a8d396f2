"""The end of a follow-up: what it needs, what it does, for one issue and for several at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dialogue_app.domain.life import Move, require_outcome
from dialogue_app.domain.text import clean
from dialogue_app.domain.vocabulary import Outcome
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, Seen, use_case
from dialogue_app.services.issues.duplicates import answer_duplicates, require_not_followed
from dialogue_app.services.issues.moving import (
    code_of,
    end_waiting,
    issue_seen,
    require_happened,
    withdraw_assignments,
)
from dialogue_app.services.issues.promises import require_none_open
from dialogue_app.services.issues.together import (
    Done,
    Sorted,
    do_to_each,
    require_some,
    sort_out,
)
from dialogue_app.services.roles import EDIT_ISSUE
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.steps import Watch, unwatched


@dataclass(frozen=True, slots=True)
class Ending:
    """How a follow-up ends; `over_promise` says that a promise not kept yet is known."""

    outcome: Outcome
    on: date
    note: str = ""
    over_promise: bool = False


def close_one(case: OpenCase, issue: Issue, ending: Ending) -> None:
    """End the follow-up of an issue that the move is allowed for; see `ending.close`."""
    _require(case, case.session, issue, ending)
    end(case, issue, ending.outcome, ending.on, ending.note)
    answer_duplicates(case.session, issue)


def what_can_be_closed(case: Case, seen: Sequence[Seen], ending: Ending) -> Sorted:
    """Which of these issues could end so, and why others could not; nothing is written."""
    with case.reading() as session:
        return _sorted(case, session, seen, ending)


@use_case("issue.close_together", EDIT_ISSUE, N_("ended the follow-up"), undoable=True)
def close_together(
    case: OpenCase, seen: Sequence[Seen], ending: Ending, watch: Watch = unwatched
) -> Done:
    """End the follow-up of all of these that can end so, in one act; see `what_can_be_closed`.

    Raises `NothingChosen`, and what `watch` raises: then nothing is ended.
    """
    require_some(seen)
    return do_to_each(
        case,
        _sorted(case, case.session, seen, ending),
        lambda one: close_one(case, issue_seen(case, one, Move.CLOSE), ending),
        watch,
    )


def _sorted(case: Case, session: Session, seen: Sequence[Seen], ending: Ending) -> Sorted:
    return sort_out(session, seen, Move.CLOSE, lambda issue: _require(case, session, issue, ending))


def _require(case: Case, session: Session, issue: Issue, ending: Ending) -> None:
    code = code_of(issue)
    require_outcome(
        code,
        ending.outcome,
        issue.kind,
        complaint=issue.complaint,
        answered=is_answered(issue),
        note=clean(ending.note),
    )
    require_happened(case, issue, ending.on)
    require_not_followed(session, issue, ending.outcome)
    if not ending.over_promise:
        require_none_open(session, issue)


def end(case: OpenCase, issue: Issue, outcome: Outcome, on: date, note: str = "") -> None:
    """Nobody follows it any more: no body is in charge, nothing is waited for."""
    issue.outcome, issue.outcome_on, issue.outcome_note = outcome, on, clean(note)
    end_waiting(case.session, issue, on)
    withdraw_assignments(issue, on)


def is_answered(issue: Issue) -> bool:
    """Whether the issue has an answer in the round that runs."""
    return any(served.round == issue.round for served in issue.served_by)
