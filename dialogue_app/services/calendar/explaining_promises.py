"""Cách tính hạn, of what was promised: how the last day of a month or a quarter was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dialogue_app.domain.calendar import Calendar, CountedDay
from dialogue_app.domain.promises import last_of_span
from dialogue_app.services.case import Case
from dialogue_app.services.issues.promises import promises_of
from dialogue_app.services.issues.views import PromiseView
from dialogue_app.storage.models.issues import Answer, Issue
from dialogue_app.storage.working_days import calendar_of


@dataclass(frozen=True, slots=True)
class ExplainedPromise:
    """A promise of the round that runs, and the days that follow it in its month or quarter.

    None of a day that was typed: it follows from nothing.
    """

    promise: PromiseView
    days_after: tuple[CountedDay, ...] | None


def explained_promises(case: Case, issue_id: int) -> list[ExplainedPromise]:
    """The promises in answers to an issue, in the order they were given."""
    with case.reading() as session:
        in_round = session.get_one(Issue, issue_id).round
        calendar = calendar_of(session)
        return [
            ExplainedPromise(
                one,
                _after(calendar, one, session.get_one(Answer, one.answer_id).answered_on),
            )
            for one in promises_of(session, issue_id)
            if one.round == in_round
        ]


def _after(
    calendar: Calendar, promise: PromiseView, answered_on: date
) -> tuple[CountedDay, ...] | None:
    last = last_of_span(promise.due_text, answered_on)
    if last is None:
        return None
    length = (last - promise.due_on).days
    days = (promise.due_on + timedelta(n + 1) for n in range(length))
    return tuple(CountedDay(day, calendar.kind(day), calendar.exceptions.get(day)) for day in days)
