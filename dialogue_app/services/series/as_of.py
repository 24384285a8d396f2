"""Where issues stood at the end of a day that is over, from the days of what happened to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import Calendar, end_of_limit
from dialogue_app.domain.deadlines import Pause, ends_on
from dialogue_app.domain.life import AssignmentStanding, StateFacts, derive_state
from dialogue_app.domain.vocabulary import AssignmentState, IssueState, Relation
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.limits import pauses_before
from dialogue_app.storage.models.issue_course import (
    Answer,
    AnswerIssue,
    Extension,
    Reopening,
    Waiting,
)
from dialogue_app.storage.models.issues import Assignment, Escalation
from dialogue_app.storage.models.promises import Promise
from dialogue_app.storage.working_days import calendar_of


@dataclass(slots=True)
class _Past:
    """What had happened to an issue in the round that ran on that day."""

    round: int = 0
    waiting: bool = False
    sent_up: bool = False
    pauses: list[Pause] = field(default_factory=list)  # in which the clocks of its bodies stood
    assignments: list[Assignment] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)  # not kept yet
    answers: list[Answer] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stood:
    """Where an issue stood: its state, and whether a unit of ours had let its limit pass."""

    state: IssueState
    is_late: bool


def stood_on(session: Session, ids: Sequence[int], day: date) -> dict[int, Stood]:
    """Where issues that were open then stood at the end of a day."""
    past: defaultdict[int, _Past] = defaultdict(_Past)
    extended: dict[int, date] = {}
    for some in chunks(ids):
        _read_rounds(session, some, day, past)
        _read_assignments(session, some, day, past)
        _read_answers(session, some, day, past)
        _read_promises(session, some, day, past)
        _read_ways(session, some, day, past)
        extended |= _before_extensions(session, some, day)
    calendar = calendar_of(session)
    return {key: _stood(past[key], day, extended, calendar) for key in ids}


def _read_rounds(
    session: Session, ids: Sequence[int], day: date, past: defaultdict[int, _Past]
) -> None:
    rows = select(Reopening.issue_id, Reopening.round).where(
        Reopening.issue_id.in_(ids), Reopening.reopened_on <= day
    )
    for issue_id, before in session.execute(rows):
        past[issue_id].round = max(past[issue_id].round, before + 1)


def _read_assignments(
    session: Session, ids: Sequence[int], day: date, past: defaultdict[int, _Past]
) -> None:
    rows = select(Assignment).where(Assignment.issue_id.in_(ids), Assignment.given_on <= day)
    for row in session.scalars(rows.order_by(Assignment.id)):
        if row.round == past[row.issue_id].round:
            past[row.issue_id].assignments.append(row)


def _read_answers(
    session: Session, ids: Sequence[int], day: date, past: defaultdict[int, _Past]
) -> None:
    rows = (
        select(AnswerIssue.issue_id, AnswerIssue.round, Answer)
        .join(Answer, Answer.id == AnswerIssue.answer_id)
        .where(_answered(ids, day))
        .order_by(AnswerIssue.id)
    )
    for issue_id, in_round, answer in session.execute(rows):
        if in_round == past[issue_id].round:
            past[issue_id].answers.append(answer)


def _answered(ids: Sequence[int], day: date) -> ColumnElement[bool]:
    """What was answered by that day to these issues themselves."""
    return and_(
        AnswerIssue.issue_id.in_(ids),
        AnswerIssue.of_original.is_(False),
        Answer.answered_on <= day,
    )


def _read_promises(
    session: Session, ids: Sequence[int], day: date, past: defaultdict[int, _Past]
) -> None:
    not_yet = or_(Promise.ended_on.is_(None), Promise.ended_on > day)
    rows = (
        select(AnswerIssue.issue_id, AnswerIssue.round, Promise)
        .join(Answer, Answer.id == AnswerIssue.answer_id)
        .join(Promise, Promise.answer_id == Answer.id)
        .where(_answered(ids, day), not_yet)
    )
    for issue_id, in_round, promise in session.execute(rows):
        if in_round == past[issue_id].round:
            past[issue_id].promises.append(promise)


def _before_extensions(session: Session, ids: Sequence[int], day: date) -> dict[int, date]:
    """By assignment, the limit it had that day where it was extended later."""
    rows = (
        select(Extension.assignment_id, Extension.due_was)
        .where(Extension.issue_id.in_(ids), Extension.extended_on > day)
        .order_by(Extension.id.desc())
    )
    return dict(session.execute(rows).all())


def _read_ways(
    session: Session, ids: Sequence[int], day: date, past: defaultdict[int, _Past]
) -> None:
    """Waiting for the enterprise, and what was sent up."""
    waits = select(Waiting).where(Waiting.issue_id.in_(ids), Waiting.since <= day)
    for wait in session.scalars(waits):
        until = wait.until if wait.until is None or wait.until <= day else None
        past[wait.issue_id].waiting |= until is None
        if wait.stops_clock:
            past[wait.issue_id].pauses.append(Pause(wait.since, until))
    ups = select(Escalation).where(Escalation.issue_id.in_(ids), Escalation.sent_on <= day)
    for row in session.scalars(ups):
        back = row.came_back_on or row.withdrawn_on
        if row.round == past[row.issue_id].round:
            past[row.issue_id].sent_up |= back is None or back > day


def _stood(past: _Past, day: date, extended: dict[int, date], calendar: Calendar) -> Stood:
    standings = [_standing(row, day) for row in past.assignments]
    facts = StateFacts(
        outcome=None,  # it was open
        waiting=past.waiting,
        sent_up=past.sent_up,
        reopened=past.round > 0,
        answered=any(answer.settles for answer in past.answers),
        in_writing_promised=bool(past.answers) and past.answers[-1].also_in_writing,
        open_promise=bool(past.promises),
        assignments=tuple(standings),
    )
    state = derive_state(facts)
    ends = [
        ends_on(calendar, due, row.given_on, pauses_before(row.ended_on, past.pauses))
        for row, standing in zip(past.assignments, standings, strict=True)
        if standing.state is AssignmentState.GIVEN and row.relation is Relation.OWN
        if row.given_on is not None and (due := extended.get(row.id, row.due_on)) is not None
    ]
    if state is IssueState.PROMISED:
        ends += [
            end_of_limit(calendar, promise.due_on)
            for promise in past.promises
            if promise.relation is Relation.OWN
        ]
    return Stood(state, any(end is not None and end < day for end in ends))


def _standing(row: Assignment, day: date) -> AssignmentStanding:
    """The assignment as it was on that day; what ended it later is not known yet."""
    has_ended = row.ended_on is not None and row.ended_on <= day
    state = row.state if has_ended else AssignmentState.GIVEN
    sent = row.sent_on is not None and row.sent_on <= day
    return AssignmentStanding(row.role, state, row.relation, sent)
