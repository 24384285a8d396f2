"""What is to be done today, in numbers that each lead to their list; the session to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from dialogue_app.domain.calendar import Calendar
from dialogue_app.domain.vocabulary import View
from dialogue_app.services.case import Case
from dialogue_app.services.issues.lists import view_counts
from dialogue_app.storage.models.sessions import DialogueSession
from dialogue_app.storage.working_days import calendar_of

# In the order in which a day's work goes through them.
TO_DO = (
    View.TODAY,
    View.OVERDUE,
    View.THIS_WEEK,
    View.NOT_GIVEN,
    View.NOT_SENT,
    View.WAITING_FOR_OTHERS,
    View.PROMISED,
    View.NOT_TOLD,
    View.NOT_ASKED,
)


@dataclass(frozen=True, slots=True)
class SessionToCome:
    """The next session: when, and in how many working days."""

    id: int
    code: str
    name: str
    planned_on: date
    working_days: int


@dataclass(frozen=True, slots=True)
class Today:
    """How many issues wait for what, and what session comes next; `known` counts all issues."""

    counts: dict[View, int]
    known: int
    next_session: SessionToCome | None


def today(case: Case) -> Today:
    """What is to be done today."""
    counts = view_counts(case)
    return Today({view: counts[view] for view in TO_DO}, counts[View.ALL], next_session(case))


def next_session(case: Case) -> SessionToCome | None:
    """The first session planned for today or later."""
    day = case.today()
    with case.reading() as session:
        found = session.execute(
            select(
                DialogueSession.id,
                DialogueSession.code,
                DialogueSession.name,
                DialogueSession.planned_on,
            )
            .where(DialogueSession.planned_on >= day)
            .order_by(DialogueSession.planned_on, DialogueSession.id)
        ).first()
        if found is None:
            return None
        key, code, name, planned_on = found
        assert planned_on is not None
        left = _working_days(calendar_of(session), day, planned_on)
        return SessionToCome(key, code, name, planned_on, left)


def _working_days(calendar: Calendar, day: date, until: date) -> int:
    """After `day`, `until` included, as limits are counted."""
    return calendar.number(until) - calendar.number(day)
