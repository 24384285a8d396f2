"""What was answered and what the chair directed: one answer or direction may serve many issues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.errors.conflicts import Gone
from dialogue_app.domain.errors.issues import DueBeforeGiven, IsComplaint
from dialogue_app.domain.life import OPEN_ASSIGNMENT, Move
from dialogue_app.domain.people import NOBODY, Person
from dialogue_app.domain.text import clean, clean_line
from dialogue_app.domain.vocabulary import AnswerKind, AssignmentState
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, Seen, use_case
from dialogue_app.services.issues.moving import (
    at_latest_today,
    code_of,
    end_waiting,
    issue_seen,
    issues_at_hand,
    issues_seen,
    require_past,
    session_day,
)
from dialogue_app.services.issues.promises import PromiseDraft, add_promise
from dialogue_app.services.issues.together import (
    Done,
    Sorted,
    any_issue,
    require_some,
    sort_out,
    sort_out_at_hand,
)
from dialogue_app.services.people import known_staff
from dialogue_app.services.roles import GIVE_DIRECTION, RECORD_ANSWER
from dialogue_app.storage.commit import Recorder, insert_rows
from dialogue_app.storage.models.issue_course import Answer, AnswerIssue
from dialogue_app.storage.models.issues import Assignment, Issue
from dialogue_app.storage.models.people import Body, person_columns
from dialogue_app.storage.models.sessions import Direction, DirectionBody, DirectionIssue
from dialogue_app.storage.steps import Watch, unwatched

OF_MEETING = frozenset({AnswerKind.BEFORE_MEETING, AnswerKind.AT_MEETING})


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """Everything typed of one answer. Without a person the body answers.

    Without a day it is the day of the session for an answer given there, else today. Without a
    session an answer given before or at a meeting belongs to that of the first issue.
    """

    kind: AnswerKind
    text: str
    answered_on: date | None = None
    body_id: int | None = None
    person: Person = NOBODY
    letter_number: str = ""
    letter_date: date | None = None
    settles: bool = True
    also_in_writing: bool = False
    session_id: int | None = None
    promise: PromiseDraft | None = None


@dataclass(frozen=True, slots=True)
class DirectionDraft:
    """What the chair directed, to which bodies."""

    speaker: Person
    text: str
    directed_on: date | None = None  # the day of the session where none is given
    due_on: date | None = None
    body_ids: tuple[int, ...] = ()


def proposed_day(case: Case, kind: AnswerKind, session_id: int | None) -> date:
    """The day such an answer was most likely given: of the meeting, else today."""
    with case.reading() as session:
        return _usual_day(case, session, kind, session_id)


def _usual_day(case: Case, session: Session, kind: AnswerKind, session_id: int | None) -> date:
    if kind is not AnswerKind.AT_MEETING:
        return case.today()
    return at_latest_today(case, session_day(case, session, session_id))


@use_case("issue.answer", RECORD_ANSWER, N_("recorded an answer"), undoable=True)
def answer(case: OpenCase, seen: Sequence[Seen], form: AnswerDraft) -> int:
    """Record one answer for these issues; gives its id.

    Each open assignment of the answering body, given or still proposed, ends with it, unless the
    answer does not settle its point or one in writing is still to come.

    Raises `Missing`, `NothingChosen`, `MoveNotAllowed`, `ChangedSince`, `NotYet`, `UnknownIssue`,
    `UnknownBody`, and for its promise `UnclearPromise`, `PromiseOver`.
    """
    require_some(seen)
    with issues_seen(case, seen, Move.ANSWER) as issues:
        return add_answer(case, issues, form).id


def what_can_be_answered(case: Case, seen: Sequence[Seen]) -> Sorted:
    """Which of these issues one answer could serve, and why not others; nothing is written."""
    with case.reading() as session:
        return sort_out(session, seen, Move.ANSWER, any_issue)


@use_case("issue.answer_together", RECORD_ANSWER, N_("recorded an answer"), undoable=True)
def answer_together(
    case: OpenCase, seen: Sequence[Seen], form: AnswerDraft, watch: Watch = unwatched
) -> Done:
    """Record one answer for all of these that can be answered; the others are left and named.

    Raises `NothingChosen`, what `answer` raises for the answer itself, and what `watch` raises:
    then nothing is recorded.
    """
    require_some(seen)
    session, issues = case.session, list(dict.fromkeys(seen))
    Recorder.of(session).watch = watch
    with issues_at_hand(session, [issue.id for issue in issues]):
        found = sort_out_at_hand(session, issues, Move.ANSWER, any_issue)
        if found.taken:
            taken = [issue_seen(case, issue, Move.ANSWER) for issue in found.taken]
            add_answer(case, taken, form)
    return Done(len(found.taken), found.left)


def of_known_staff(session: Session, forms: Sequence[AnswerDraft]) -> list[AnswerDraft]:
    """The forms, in each the person who answers marked where it is one of our staff."""
    people = known_staff(session, [form.person for form in forms])
    return [replace(form, person=person) for form, person in zip(forms, people, strict=True)]


def add_answer(case: OpenCase, issues: Sequence[Issue], form: AnswerDraft) -> Answer:
    """The answer's rows, for issues that were checked.

    Raises `Missing`, `NotYet`, `UnknownBody`, `UnknownSession`.
    """
    session = case.session
    (form,) = of_known_staff(session, [form])
    values = answer_values(case, form, issues[0].session_id)
    row = Answer(**values)
    session.add(row)
    session.flush()
    served = [{"answer_id": row.id, **serve(session, issue, values)} for issue in issues]
    insert_rows(session, AnswerIssue, served)
    if form.promise is not None:
        add_promise(case, row, form.promise)
    return row


def answer_values(case: OpenCase, form: AnswerDraft, session_id: int | None) -> dict[str, Any]:
    """The columns of an answer; `session_id` is the session of the issues it serves.

    Raises `Missing`, `NotYet`, `UnknownBody`, `UnknownSession`.
    """
    if not clean(form.text):
        raise Missing("answer")
    of_session = form.session_id
    if of_session is None and form.kind in OF_MEETING:
        of_session = session_id
    on = form.answered_on or _usual_day(case, case.session, form.kind, of_session)
    require_past(case, on)
    return {
        "kind": form.kind,
        "text": clean(form.text),
        "answered_on": on,
        "body_id": form.body_id,
        **person_columns(_who_answers(case.session, form)),
        "letter_number": clean_line(form.letter_number),
        "letter_date": form.letter_date,
        "settles": form.settles,
        "also_in_writing": form.also_in_writing,
        "session_id": of_session,
    }


def _who_answers(session: Session, form: AnswerDraft) -> Person:
    """The person who answers, with the body they answer for as it is called now."""
    body = session.get(Body, form.body_id) if form.body_id is not None else None
    if form.body_id is not None and body is None:
        raise Gone("body")
    if form.person.name and body and not form.person.body:
        return replace(form.person, body=body.name)
    return form.person


def serve(session: Session, issue: Issue, answer: Mapping[str, Any]) -> dict[str, Any]:
    """The answer serves the issue: the body's assignment ends with it, and any waiting.

    `answer` are its columns, the result those of the link between the two.
    """
    assignment = _open_assignment(issue, answer["body_id"])
    on = answer["answered_on"]
    end_waiting(session, issue, on)
    if assignment and ends_assignment(answer):
        assignment.state = AssignmentState.ANSWERED
        assignment.ended_on = max(on, assignment.given_on or on)
    # A proposal may still give way to another.
    is_kept = assignment and assignment.state is not AssignmentState.PROPOSED
    return {
        "issue_id": issue.id,
        "assignment_id": assignment.id if assignment and is_kept else None,
        "round": issue.round,
    }


def ends_assignment(answer: Mapping[str, Any]) -> bool:
    """Whether the body has done with the issue by such an answer, given as columns."""
    return bool(answer["settles"]) and not answer["also_in_writing"]


def _open_assignment(issue: Issue, body_id: int | None) -> Assignment | None:
    """The open assignment of the body in the round that runs."""
    in_round = [row for row in issue.assignments if row.round == issue.round]
    fitting = [row for row in in_round if row.body_id == body_id and row.state in OPEN_ASSIGNMENT]
    return next(iter(fitting), None)


@use_case("session.direct", GIVE_DIRECTION, N_("recorded a direction of the chair"), undoable=True)
def direct(
    case: OpenCase, session_id: int | None, seen: Sequence[Seen], form: DirectionDraft
) -> int:
    """Record a direction of the chair on the issues seen, none for one on the meeting alone.

    Gives its id. Raises `Missing`, `UnknownIssue`, `UnknownSession`, `MoveNotAllowed`,
    `ChangedSince`, `DueBeforeGiven`, and `IsComplaint` where it would give a complaint to a body
    or set it a limit.
    """
    if not clean(form.text):
        raise Missing("direction")
    session = case.session
    gives = bool(form.body_ids) or form.due_on is not None
    with issues_seen(case, seen, Move.DIRECT) as issues:
        for issue in issues:
            if gives and issue.complaint:
                raise IsComplaint(code_of(issue))
    count = session.scalar(
        select(func.count()).select_from(Direction).where(Direction.session_id == session_id)
    )
    on = form.directed_on or session_day(case, session, session_id)
    if form.due_on is not None and form.due_on < on:
        raise DueBeforeGiven(form.due_on, on)
    row = Direction(
        directed_on=on,
        session_id=session_id,
        position=count or 0,
        person=known_staff(session, [form.speaker])[0],
        text=clean(form.text),
        due_on=form.due_on,
    )
    session.add(row)
    session.flush()
    session.add_all(DirectionIssue(direction_id=row.id, issue_id=issue.id) for issue in issues)
    session.add_all(
        DirectionBody(direction_id=row.id, body_id=body_id)
        for body_id in dict.fromkeys(form.body_ids)
    )
    return row.id
