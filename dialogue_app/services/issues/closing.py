"""The end of a follow-up: what it needs, what it does, for one issue and for several at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.life import Move, require_outcome
from dialogue_app.domain.text import clean
from dialogue_app.domain.vocabulary import Outcome
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, Seen, use_case
from dialogue_app.services.issues.duplicates import (
    answer_duplicates,
    originals_among,
    require_not_followed,
)
from dialogue_app.services.issues.moving import (
    code_of,
    end_waiting,
    require_happened,
    withdraw_assignments,
)
from dialogue_app.services.issues.promises import OpenPromise, open_promises, require_kept
from dialogue_app.services.issues.together import (
    Done,
    Rule,
    Sorted,
    do_to_each,
    require_some,
    sort_out,
)
from dialogue_app.services.roles import EDIT_ISSUE
from dialogue_app.storage.bulk import Statement, is_asked, rows_of
from dialogue_app.storage.models.issue_course import AnswerIssue
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.steps import Watch, unwatched


@dataclass(frozen=True, slots=True)
class Ending:
    """How a follow-up ends; `over_promise` says that a promise not kept yet is known."""

    outcome: Outcome
    on: date
    note: str = ""
    over_promise: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """What the end asks of some issues, read for all of them at once."""

    answered: frozenset[int]
    promised: Mapping[int, OpenPromise]
    followed: frozenset[int]  # by others, which are followed together with them

    @classmethod
    def of(cls, session: Session, ids: Sequence[int]) -> _Known:
        return cls(
            answered_among(session, ids),
            open_promises(session, ids),
            originals_among(session, ids),
        )


def close_one(case: OpenCase, issue: Issue, ending: Ending) -> None:
    """End the follow-up of an issue that the move is allowed for; see `ending.close`."""
    known = _Known.of(case.session, [issue.id])
    _require(case, case.session, issue, ending, known)
    _close(case, issue, ending, known)


def what_can_be_closed(case: Case, seen: Sequence[Seen], ending: Ending) -> Sorted:
    """Which of these issues could end so, and why others could not; nothing is written."""
    with case.reading() as session:
        known = _Known.of(session, [one.id for one in seen])
        return sort_out(session, seen, Move.CLOSE, _rule(case, session, ending, known))


@use_case("issue.close_together", EDIT_ISSUE, N_("ended the follow-up"), undoable=True)
def close_together(
    case: OpenCase, seen: Sequence[Seen], ending: Ending, watch: Watch = unwatched
) -> Done:
    """End the follow-up of all of these that can end so, in one act; see `what_can_be_closed`.

    Raises `NothingChosen`, and what `watch` raises: then nothing is ended.
    """
    require_some(seen)
    known = _Known.of(case.session, [one.id for one in seen])
    return do_to_each(
        case,
        seen,
        Move.CLOSE,
        _rule(case, case.session, ending, known),
        lambda issue: _close(case, issue, ending, known),
        watch,
    )


def _rule(case: Case, session: Session, ending: Ending, known: _Known) -> Rule:
    return lambda issue: _require(case, session, issue, ending, known)


def _require(case: Case, session: Session, issue: Issue, ending: Ending, known: _Known) -> None:
    code = code_of(issue)
    require_outcome(
        code,
        ending.outcome,
        issue.kind,
        complaint=issue.complaint,
        answered=issue.id in known.answered,
        note=clean(ending.note),
    )
    require_happened(case, issue, ending.on)
    if issue.id in known.followed:
        require_not_followed(session, issue, ending.outcome)
    if not ending.over_promise:
        require_kept(code, known.promised.get(issue.id))


def _close(case: OpenCase, issue: Issue, ending: Ending, known: _Known) -> None:
    end(case, issue, ending.outcome, ending.on, ending.note)
    if issue.id in known.followed:
        answer_duplicates(case.session, issue)


def end(case: OpenCase, issue: Issue, outcome: Outcome, on: date, note: str = "") -> None:
    """Nobody follows it any more: no body is in charge, nothing is waited for."""
    issue.outcome, issue.outcome_on, issue.outcome_note = outcome, on, clean(note)
    end_waiting(case.session, issue, on)
    withdraw_assignments(issue, on)


def is_answered(session: Session, issue: Issue) -> bool:
    """Whether the issue has an answer in the round that runs."""
    return issue.id in answered_among(session, [issue.id])


def answered_among(session: Session, ids: Sequence[int]) -> frozenset[int]:
    """Those of these issues that have an answer in the round that runs."""
    return frozenset(issue_id for (issue_id,) in _answered(session, ids))


@rows_of
def _answered() -> Statement:
    return (
        select(AnswerIssue.issue_id)
        .join(Issue, Issue.id == AnswerIssue.issue_id)
        .where(is_asked(Issue.id), AnswerIssue.round == Issue.round)
    )
