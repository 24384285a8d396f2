"""What is to be done today, in numbers that each lead to their list; the session to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from dialogue_app.domain.calendar import working_days_between
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
    View.PROMISE_PASSED,
    View.NOT_TOLD,
    View.NOT_ASKED,
)


@dataclass(frozen=True, slots=True)
class SessionToCome:
    """The next session: when, and in how many working days."""

    id: int
    code: str
    name: str
    day: date
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
    """The first session of today or later."""
    on = case.today()
    with case.reading() as session:
        found = session.execute(
            select(
                DialogueSession.id,
                DialogueSession.code,
                DialogueSession.name,
                DialogueSession.day,
            )
            .where(DialogueSession.day >= on)
            .order_by(DialogueSession.day, DialogueSession.id)
        ).first()
        if found is None:
            return None
        key, code, name, day = found
        assert day is not None
        left = working_days_between(calendar_of(session), on, day)
        return SessionToCome(key, code, name, day, left)
