"""Dates that were counted by an earlier calendar: which of them the present one moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import Calendar
from dialogue_app.domain.codes import issue_code
from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.life import OPEN_ASSIGNMENT
from dialogue_app.domain.vocabulary import DueBasis, IssueState
from dialogue_app.i18n import N_
from dialogue_app.services.calendar.counting import counted_date
from dialogue_app.services.calendar.moving_promises import (
    MovedPromise,
    moved_promises,
    write_promises,
)
from dialogue_app.services.case import Case, OpenCase, use_case
from dialogue_app.services.roles import EDIT_ISSUE
from dialogue_app.storage.bulk import Change
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.commit import Recorder, change_rows
from dialogue_app.storage.derived import recompute_limits
from dialogue_app.storage.models.issues import Assignment, Issue
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.steps import Watch, unwatched
from dialogue_app.storage.working_days import calendar_of


class MovedDue(NamedTuple):
    """An open date of a body that the present calendar counts otherwise than it stands."""

    assignment_id: int
    issue_id: int
    code: str
    body: str
    working_days: int
    start: date  # day 0
    was: date
    counted_by: int | None  # the revision of the calendar
    becomes: date


Moved = MovedDue | MovedPromise


def moved_dues(case: Case) -> list[Moved]:
    """The open dates that the calendar as it stands would move, the soonest first.

    Those of bodies that were counted in days, and of promises for a month, a quarter or a year.
    """
    with case.reading() as session:
        return sorted(_moved(session, calendar_of(session)), key=lambda each: each.was)


def _moved(session: Session, calendar: Calendar) -> Iterator[Moved]:
    yield from _moved_of_bodies(session, calendar)
    yield from moved_promises(session, calendar)


def _moved_of_bodies(session: Session, calendar: Calendar) -> Iterator[MovedDue]:
    day_0 = func.coalesce(Assignment.sent_on, Assignment.given_on, Issue.received_on)
    rows = session.execute(
        select(
            Assignment.id, Assignment.issue_id, Issue.year, Issue.number, Body.name,
            Assignment.due_days, day_0, Assignment.due_on, Assignment.due_revision,
        )
        .join(Issue, Issue.id == Assignment.issue_id)
        .join(Body, Body.id == Assignment.body_id)
        .where(
            Issue.state != IssueState.CLOSED,
            Assignment.round == Issue.round,
            Assignment.state.in_(OPEN_ASSIGNMENT),
            Assignment.due_basis == DueBasis.WORKING_DAYS,
            Assignment.due_days.is_not(None),
            Assignment.due_on.is_not(None),
        )
        .order_by(Assignment.issue_id, Assignment.id)
    )  # fmt: skip
    counted = cache(partial(_date, calendar))
    for key, issue_id, year, number, body, days, start, was, revision in rows:
        assert days is not None
        assert was is not None
        becomes = counted(start, days) or was
        if becomes != was:
            code = issue_code(year, number)
            yield MovedDue(key, issue_id, code, body, days, start, was, revision, becomes)


def _date(calendar: Calendar, start: date, days: int) -> date | None:
    """The date by this calendar; None where it was a number nobody would accept today."""
    try:
        return counted_date(calendar, start, days)
    except BadInput:
        return None


@use_case(
    "calendar.move_dues",
    EDIT_ISSUE,
    N_("moved the time limit to the new calendar"),
    undoable=True,
)
def move_dues(case: OpenCase, agreed: Sequence[Moved], watch: Watch = unwatched) -> int:
    """Move these open dates to what the calendar counts now; gives how many were moved.

    One that was changed since it was shown, or that another calendar counts otherwise by now, is
    left as it is. The first date that was promised stays on record. `watch` may raise `Cancelled`;
    then nothing was moved.
    """
    recorder = Recorder.of(case.session)
    recorder.watch, recorder.derive_by[Issue] = watch, recompute_limits
    calendar = calendar_of(case.session)
    still = set(_moved(case.session, calendar))
    moves = [move for move in agreed if move in still]
    done = 0
    for some in chunks(moves):
        _write(case.session, some, calendar.revision)
        done += len(some)
        watch(done, len(moves) + 1)
    return len(moves)


def _write(session: Session, moves: Sequence[Moved], revision: int) -> None:
    if dues := [move for move in moves if isinstance(move, MovedDue)]:
        _write_dues(session, dues, revision)
    if promises := [move for move in moves if isinstance(move, MovedPromise)]:
        write_promises(session, promises)


def _write_dues(session: Session, moves: Sequence[MovedDue], revision: int) -> None:
    rows = [
        Change(one.assignment_id, one.issue_id, (one.becomes, revision), (one.was, one.counted_by))
        for one in moves
    ]
    change_rows(session, Assignment, ("due_on", "due_revision"), rows)
