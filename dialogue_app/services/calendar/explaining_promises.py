"""Cách tính hạn, of what was promised: how the last day of a month or a quarter was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dialogue_app.domain.calendar import Calendar, CountedDay, counted_day
from dialogue_app.domain.promises import last_of_span
from dialogue_app.services.case import Case
from dialogue_app.services.issues.promises import promises_of
from dialogue_app.services.issues.views import PromiseView
from dialogue_app.storage.models.issue_course import Answer
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.working_days import calendar_of


@dataclass(frozen=True, slots=True)
class ExplainedPromise:
    """A promise of the round that runs, and the days that follow it in its month or quarter.

    None of a day that was typed: it follows from nothing. A calendar that changed since may say
    that it `is_last` no more: a day stays until somebody moves it.
    """

    promise: PromiseView
    days_after: tuple[CountedDay, ...] | None
    is_last: bool  # the last working day of that time, by the calendar as it stands


def explained_promises(case: Case, issue_id: int) -> list[ExplainedPromise]:
    """The promises in answers to an issue, in the order they were given."""
    with case.reading() as session:
        in_round = session.get_one(Issue, issue_id).round
        calendar = calendar_of(session)
        return [
            _explained(calendar, one, session.get_one(Answer, one.answer_id).answered_on)
            for one in promises_of(session, issue_id)
            if one.round == in_round
        ]


def _explained(calendar: Calendar, promise: PromiseView, answered_on: date) -> ExplainedPromise:
    last = last_of_span(promise.due_text, answered_on)
    if last is None:
        return ExplainedPromise(promise, None, is_last=False)
    length = (last - promise.due_on).days
    after = tuple(
        counted_day(calendar, promise.due_on + timedelta(days=n + 1)) for n in range(length)
    )
    is_last = calendar.is_worked(promise.due_on) and not any(day.counted for day in after)
    return ExplainedPromise(promise, after, is_last)
