"""What all acts on an issue share: the issue as its author saw it, and checks of the day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app import without_garbage_collection
from dialogue_app.domain.codes import issue_code
from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.errors.conflicts import Gone
from dialogue_app.domain.errors.issues import NotYet, TooEarly, UnknownIssue
from dialogue_app.domain.life import OPEN_ASSIGNMENT, Move, require
from dialogue_app.domain.vocabulary import AssignmentState, IssueState, WithdrawalCause
from dialogue_app.services.case import Case, OpenCase, Seen, require_seen
from dialogue_app.storage.at_hand import Columns, RowsAtHand, row_of, rows_at_hand
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.commit import Recorder
from dialogue_app.storage.models.issue_course import Waiting
from dialogue_app.storage.models.issues import Assignment, Escalation, Issue
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.sessions import DialogueSession

R = TypeVar("R")
_ISSUE = Columns(
    Issue, "id", "version", "year", "number", "state", "round", "kind", "complaint", "received_on",
    "session_id", "topic_id", "outcome", "outcome_on", "outcome_note", lists=("assignments",),
)  # fmt: skip
_ASSIGNMENT = Columns(
    Assignment, "id", "issue_id", "body_id", "role", "state", "relation", "round", "person",
    "given_on", "original_due_on", "due_on", "due_basis", "due_days", "due_revision", "due_text",
    "sent_on", "sent_kind", "sent_number", "ended_on", "ended_because", "ended_reason",
    by="issue_id",
)  # fmt: skip
_BODY = Columns(Body, "id", "name", "relation", "valid_from", "valid_to")


class Left(NamedTuple):
    """An issue with which an act on several was not done, and why."""

    id: int
    code: str
    reason: BadInput


def code_of(issue: Issue) -> str:
    """KN-2026-0015."""
    return issue_code(issue.year, issue.number)


def issue_seen(case: OpenCase, seen: Seen, move: Move) -> Issue:
    """The issue, ready for the move.

    Raises `UnknownIssue`, `ChangedSince` where somebody changed it after it was seen, and
    `MoveNotAllowed`, or `IsComplaint`.
    """
    issue = issue_as_seen(case, seen)
    require(code_of(issue), issue.state, move, complaint=issue.complaint)
    return issue


def issue_as_seen(case: OpenCase, seen: Seen) -> Issue:
    """The issue in whatever state it is. Raises `UnknownIssue`, `ChangedSince`."""
    issue = row_of(case.session, Issue, seen.id)
    if issue is None:
        raise UnknownIssue(str(seen.id))
    require_seen(case.session, issue.version, seen, code_of(issue))
    return issue


def with_each_issue(
    case: OpenCase,
    seen: Sequence[Seen],
    step: Callable[[Seen], R | Left],
) -> tuple[list[R], tuple[Left, ...]]:
    """Do the same with each of these issues: what came of each, and which were left as they were.

    A step only reads and changes rows, as it may be done anew where one of its chunk is refused;
    what it changed nothing of it gives back as left.
    """

    @contextmanager
    def at_hand(some: Sequence[Seen]) -> Iterator[None]:
        with issues_at_hand(case.session, [issue.id for issue in some]) as rows:
            assignments = rows.rows_of(Assignment).values()
            rows.read(_BODY, {assignment.body_id for assignment in assignments})
            yield

    done: list[R] = []
    left: list[Left] = []
    for some in chunks(list(dict.fromkeys(seen))):
        results = Recorder.of(case.session).attempt_each(some, step, at_hand)
        for issue, result in zip(some, results, strict=True):
            if isinstance(result, BadInput):
                left.append(Left(issue.id, _code_if_known(case.session, issue.id), result))
            elif isinstance(result, Left):
                left.append(result)
            else:
                done.append(result)
    return done, tuple(left)


@contextmanager
def issues_seen(case: OpenCase, seen: Sequence[Seen], move: Move) -> Iterator[list[Issue]]:
    """As `issue_seen`, several issues at hand, each once. Raises what that raises for the first."""
    issues = list(dict.fromkeys(seen))
    with issues_at_hand(case.session, [issue.id for issue in issues]):
        yield [issue_seen(case, issue, move) for issue in issues]


@contextmanager
def issues_at_hand(session: Session, ids: Sequence[int]) -> Iterator[RowsAtHand]:
    """Within it these issues are at hand, with their assignments."""
    with without_garbage_collection(), rows_at_hand(session) as rows:
        issues = rows.read(_ISSUE, ids)
        for assignment in rows.read(_ASSIGNMENT, ids).values():
            issues[assignment.issue_id].assignments.append(assignment)
        yield rows


def _code_if_known(session: Session, issue_id: int) -> str:
    issue = session.get(Issue, issue_id)
    return code_of(issue) if issue is not None else str(issue_id)


def issue_to_edit(case: OpenCase, seen: Seen) -> Issue:
    """The issue in a state that can be corrected, whatever version was seen: edits are merged.

    Raises `UnknownIssue`, `MoveNotAllowed`.
    """
    issue = case.session.get(Issue, seen.id)
    if issue is None:
        raise UnknownIssue(str(seen.id))
    require(code_of(issue), issue.state, Move.EDIT, complaint=issue.complaint)
    return issue


def require_happened(case: Case, issue: Issue, day: date) -> None:
    """Raise `NotYet` for a day to come, `TooEarly` for one before the issue was received."""
    require_past(case, day)
    if day < issue.received_on:
        raise TooEarly(day, issue.received_on)


def require_past(case: Case, day: date) -> None:
    """Raise `NotYet` for a day to come."""
    if day > case.today():
        raise NotYet(day)


def end_waiting(session: Session, issue: Issue, on: date) -> None:
    """The issue waits for the enterprise no longer."""
    if issue.state is not IssueState.WAITING:
        return
    waitings = select(Waiting).where(Waiting.issue_id == issue.id, Waiting.until.is_(None))
    for waiting in session.scalars(waitings):
        waiting.until = on


def session_day(case: Case, session: Session, session_id: int | None) -> date:
    """The day of a meeting, or today where there is none or its day is not known.

    Raises `UnknownSession`.
    """
    if session_id is None:
        return case.today()
    meeting = session.get(DialogueSession, session_id)
    if meeting is None:
        raise Gone("session")
    return meeting.day or case.today()


def at_latest_today(case: Case, day: date) -> date:
    """The day, or today where it is still to come: nothing has happened on it yet."""
    return min(day, case.today())


def open_escalations(session: Session, issue: Issue) -> list[Escalation]:
    """What the issue was sent up with and no answer came to yet."""
    awaited = select(Escalation).join(Issue, Escalation.awaits_answer()).where(Issue.id == issue.id)
    return list(session.scalars(awaited.order_by(Escalation.id)))


def withdraw_assignments(issue: Issue, on: date, cause: WithdrawalCause | None = None) -> None:
    """Withdraw the open assignments: no body is in charge any more."""
    for assignment in issue.assignments:
        if assignment.state in OPEN_ASSIGNMENT:
            assignment.state, assignment.ended_on = AssignmentState.WITHDRAWN, on
            assignment.ended_because = cause
