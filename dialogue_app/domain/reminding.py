"""When whoever owes an answer is reminded of it, and in which tone.

Our own units are reminded before their date and urged after it. Bodies we do not command are asked
once they have had an issue for long, or once the day has passed that they were asked to keep.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dialogue_app.domain.calendar import Calendar, due_date, end_of_limit
from dialogue_app.domain.vocabulary import ContactPurpose, Relation


@dataclass(frozen=True, slots=True)
class ReminderDays:
    """So many working days before a date, after which silence of others, and until the next."""

    before: int = 3
    silence: int = 10
    again: int = 5


@dataclass(frozen=True, slots=True)
class Owed:
    """An answer that somebody owes: since when they have it, by when, and when last reminded."""

    relation: Relation
    since: date
    due_on: date | None = None
    last: date | None = None


def purpose_of(calendar: Calendar, owed: Owed, on: date) -> ContactPurpose:
    """What a reminder on that day is; nobody but our own units is urged."""
    if owed.relation is not Relation.OWN:
        return ContactPurpose.ASK
    late = owed.due_on is not None and on > end_of_limit(calendar, owed.due_on)
    return ContactPurpose.URGE if late else ContactPurpose.REMIND


def reminded_from(calendar: Calendar, days: ReminderDays, owed: Owed) -> date | None:
    """From which day on it is time to remind them; None for an own unit without a date."""
    own = owed.relation is Relation.OWN
    too_late = end_of_limit(calendar, owed.due_on) + timedelta(1) if owed.due_on else None
    if owed.last is not None:
        again = _after(calendar, owed.last, days.again if own else days.silence)
        # a date that passed after it is a new reason
        return min(again, too_late) if too_late is not None and owed.last < too_late else again
    if own:
        return None if owed.due_on is None else _before(calendar, owed.due_on, days.before)
    return too_late or _after(calendar, owed.since, days.silence)


def _after(calendar: Calendar, day: date, working_days: int) -> date:
    try:
        return due_date(calendar, day, working_days)
    except ValueError:  # beyond any calendar
        return day + timedelta(working_days)


def _before(calendar: Calendar, day: date, working_days: int) -> date:
    try:
        return calendar.day_of(calendar.number(day) - working_days)
    except ValueError:
        return day - timedelta(working_days)


def working_days_between(calendar: Calendar, start: date, end: date) -> int:
    """How many working days have passed since `start`; none before it."""
    return max(0, calendar.number(end) - calendar.number(start))
