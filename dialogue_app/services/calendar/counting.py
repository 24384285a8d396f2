"""Limits counted in working days by the calendar as it stands."""

from __future__ import annotations

from datetime import date

from dialogue_app.domain.calendar import (
    MOST_WORKING_DAYS,
    Calendar,
    CountedDue,
    count_due,
    due_date,
    require_within,
)
from dialogue_app.domain.errors.calendar import BeyondCalendar, DaysOutOfRange
from dialogue_app.domain.vocabulary import DueBasis
from dialogue_app.services.case import Case
from dialogue_app.storage.models.issues import Assignment


def counted_date(calendar: Calendar, start: date, working_days: int) -> date:
    """The date that many working days after `start`.

    Raises `DaysOutOfRange`, and `DayOutOfRange` or `BeyondCalendar` where the calendar does not
    reach so far.
    """
    require_days(working_days)
    require_within(start)
    try:
        return due_date(calendar, start, working_days)
    except ValueError:
        raise BeyondCalendar(start, working_days) from None


def counted_days(calendar: Calendar, start: date, working_days: int) -> CountedDue:
    """As `counted_date`, with every day counted or passed over."""
    counted_date(calendar, start, working_days)
    return count_due(calendar, start, working_days)


def count_anew(case: Case, row: Assignment, start: date) -> None:
    """Count the limit from that day on, by the calendar as it stands; a typed one never moves."""
    if row.due_basis is DueBasis.WORKING_DAYS and row.due_days is not None:
        calendar = case.calendar()
        row.due_on = counted_date(calendar, start, row.due_days)
        row.due_revision = calendar.revision


def require_days(working_days: int) -> None:
    """Raise `DaysOutOfRange` for a number of days that is no limit."""
    if not 1 <= working_days <= MOST_WORKING_DAYS:
        raise DaysOutOfRange(working_days)
