"""Promises for a month, a quarter or a year: which of them the present calendar moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import Calendar
from dialogue_app.domain.codes import issue_code
from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.promises import ByWhen, counted_anew
from dialogue_app.domain.vocabulary import PromiseState
from dialogue_app.storage.bulk import Change
from dialogue_app.storage.commit import change_rows
from dialogue_app.storage.models.issue_course import Answer, AnswerIssue
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.promises import Promise


class MovedPromise(NamedTuple):
    """An open promise whose month, quarter or year ends on another working day now."""

    promise_id: int
    answer_id: int
    codes: tuple[str, ...]  # of the issues it concerns
    who: str
    text: str  # "trong tháng 10", as written
    was: date
    becomes: date


def moved_promises(session: Session, calendar: Calendar) -> Iterator[MovedPromise]:
    """The promises that this calendar would move; an open one outlives the end of its issue."""
    promised = (
        Promise.id, Promise.answer_id, Promise.person, Body.name, Promise.due_text, Promise.due_on,
        Answer.answered_on,
    )  # fmt: skip
    rows = session.execute(
        select(*promised, Issue.year, Issue.number)
        .join(Answer, Answer.id == Promise.answer_id)
        .join(AnswerIssue, AnswerIssue.answer_id == Answer.id)
        .join(Issue, (Issue.id == AnswerIssue.issue_id) & (Issue.round == AnswerIssue.round))
        .outerjoin(Body, Body.id == Promise.body_id)
        .where(Promise.state == PromiseState.OPEN)
        .order_by(Promise.id, Issue.year, Issue.number)
    )
    counted = cache(lambda *written: _date(calendar, *written))
    for one, served in groupby(rows, lambda row: tuple(row[:-2])):
        key, answer_id, person, body, text, was, answered_on = one
        becomes = counted(text, was, answered_on)
        if becomes != was:
            who = ", ".join(filter(None, [person, body]))
            codes = tuple(issue_code(*row[-2:]) for row in served)
            yield MovedPromise(key, answer_id, codes, who, text, was, becomes)


def _date(calendar: Calendar, text: str, was: date, answered_on: date) -> date:
    """The day by this calendar; as it stands where the calendar does not reach so far."""
    try:
        return counted_anew(ByWhen(was, text), calendar, answered_on).on
    except BadInput:
        return was


def write_promises(session: Session, moves: Sequence[MovedPromise]) -> None:
    """Move the days of these promises, and note it in the history of their answers."""
    rows = [Change(move.promise_id, move.answer_id, (move.becomes,), (move.was,)) for move in moves]
    change_rows(session, Promise, ("due_on",), rows)
