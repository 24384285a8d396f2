"""What was answered and what the chair directed: one answer or direction may serve many issues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.errors.bodies import UnknownBody
from dialogue_app.domain.errors.issues import DueBeforeGiven, NothingChosen, NotYet
from dialogue_app.domain.life import Move
from dialogue_app.domain.people import Actor
from dialogue_app.domain.text import clean, clean_line
from dialogue_app.domain.vocabulary import AnswerKind, AssignmentState
from dialogue_app.i18n.formats import today
from dialogue_app.services.issues.intake import (
    at_latest_today,
    end_waiting,
    open_issue,
    session_day,
)
from dialogue_app.services.roles import GIVE_DIRECTION, RECORD_ANSWER, require_role
from dialogue_app.storage.engine import Store
from dialogue_app.storage.models import (
    Answer,
    AnswerIssue,
    Assignment,
    Body,
    Direction,
    DirectionBody,
    DirectionIssue,
    Issue,
)

OF_MEETING = frozenset({AnswerKind.BEFORE_MEETING, AnswerKind.AT_MEETING})


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """Everything typed of one answer. Without a person the body answers.

    Without a day it is the day of the session for an answer given there, else today. Without a
    session an answer given before or at a meeting belongs to that of the first issue.
    """

    kind: AnswerKind
    text: str
    answered_on: date | None = None
    body_id: int | None = None
    person: str = ""
    person_title: str = ""
    letter_number: str = ""
    letter_date: date | None = None
    settles: bool = True
    also_in_writing: bool = False
    session_id: int | None = None


@dataclass(frozen=True, slots=True)
class DirectionForm:
    """What the chair directed, on which issues, to which bodies."""

    speaker: str
    text: str
    directed_on: date | None = None  # the day of the session where none is given
    due_on: date | None = None
    issue_ids: tuple[int, ...] = ()
    body_ids: tuple[int, ...] = ()


def proposed_day(store: Store, kind: AnswerKind, session_id: int | None) -> date:
    """The day such an answer was most likely given: of the session at the meeting, else today."""
    with store.reading() as session:
        return _usual_day(session, kind, session_id)


def _usual_day(session: Session, kind: AnswerKind, session_id: int | None) -> date:
    if kind is not AnswerKind.AT_MEETING:
        return today()
    return at_latest_today(session_day(session, session_id))


def answer(store: Store, actor: Actor, issue_ids: Sequence[int], form: AnswerForm) -> int:
    """Record one answer for these issues.

    Each open part of the answering body, given or still proposed, ends with it, unless the answer
    does not settle its point or one in writing is still to come.

    Raises `Missing`, `NothingChosen`, `MoveNotAllowed`, `NotYet` for a day to come.
    """
    require_role(actor, RECORD_ANSWER, "answer")
    if not issue_ids:
        raise NothingChosen()
    with store.writing(actor, "issue.answer") as session:
        chosen = dict.fromkeys(issue_ids)
        issues = [open_issue(session, issue_id, Move.ANSWER) for issue_id in chosen]
        return add_answer(session, issues, form).id


def add_answer(session: Session, issues: Sequence[Issue], form: AnswerForm) -> Answer:
    """The answer's rows, inside a transaction that has checked the issues."""
    if not clean(form.text):
        raise Missing("answer")
    if form.body_id is not None and session.get(Body, form.body_id) is None:
        raise UnknownBody(str(form.body_id))
    session_id = form.session_id
    if session_id is None and form.kind in OF_MEETING:
        session_id = issues[0].session_id
    on = form.answered_on or _usual_day(session, form.kind, session_id)
    if on > today():
        raise NotYet(on)
    row = Answer(
        kind=form.kind,
        text=clean(form.text),
        answered_on=on,
        body_id=form.body_id,
        person=clean_line(form.person),
        person_title=clean_line(form.person_title),
        letter_number=clean_line(form.letter_number),
        letter_date=form.letter_date,
        settles=form.settles,
        also_in_writing=form.also_in_writing,
        session_id=session_id,
    )
    session.add(row)
    session.flush()
    for issue in issues:
        part = _part_of(session, issue, form.body_id)
        link = AnswerIssue(answer_id=row.id, issue_id=issue.id, round=issue.round)
        link.assignment_id = part.id if part else None
        session.add(link)
        if part and form.settles and not form.also_in_writing:
            part.state = AssignmentState.ANSWERED
            part.ended_on = max(on, part.given_on or on)
        end_waiting(session, issue, on)
    return row


def _part_of(session: Session, issue: Issue, body_id: int | None) -> Assignment | None:
    if body_id is None:
        return None
    return session.scalar(
        select(Assignment).where(
            Assignment.issue_id == issue.id,
            Assignment.body_id == body_id,
            Assignment.round == issue.round,
            Assignment.state.in_([AssignmentState.PROPOSED, AssignmentState.GIVEN]),
        )
    )


def direct(store: Store, actor: Actor, session_id: int | None, form: DirectionForm) -> int:
    """Record a direction of the chair.

    Raises `Missing`, `UnknownBody`, `MoveNotAllowed`, `DueBeforeGiven`.
    """
    require_role(actor, GIVE_DIRECTION, "direct")
    if not clean(form.text):
        raise Missing("direction")
    with store.writing(actor, "session.direct") as session:
        issue_ids, body_ids = dict.fromkeys(form.issue_ids), dict.fromkeys(form.body_ids)
        for issue_id in issue_ids:
            open_issue(session, issue_id, Move.DIRECT)
        count = session.scalar(
            select(func.count()).select_from(Direction).where(Direction.session_id == session_id)
        )
        on = form.directed_on or session_day(session, session_id)
        if form.due_on is not None and form.due_on < on:
            raise DueBeforeGiven(form.due_on, on)
        row = Direction(
            directed_on=on,
            session_id=session_id,
            position=count or 0,
            speaker=clean_line(form.speaker),
            text=clean(form.text),
            due_on=form.due_on,
        )
        session.add(row)
        session.flush()
        for issue_id in issue_ids:
            session.add(DirectionIssue(direction_id=row.id, issue_id=issue_id))
        for body_id in body_ids:
            session.add(DirectionBody(direction_id=row.id, body_id=body_id))
        return row.id
