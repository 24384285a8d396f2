"""The calendar changed: a new revision that says what some days are from now on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dialogue_app.domain.calendar import Calendar, CalendarDay, require_possible, usual_kind
from dialogue_app.domain.errors.calendar import DayTwice, NothingToChange, RowTwice
from dialogue_app.domain.text import clean_line
from dialogue_app.i18n import N_
from dialogue_app.services.case import OpenCase, use_case
from dialogue_app.services.roles import EDIT_SETTINGS
from dialogue_app.storage.models.calendar import CalendarDayRevision
from dialogue_app.storage.working_days import calendar_of


@use_case("calendar.change", EDIT_SETTINGS, N_("changed the calendar of working days"))
def change_days(case: OpenCase, days: Sequence[CalendarDay]) -> int:
    """Say what these days are, in a revision of its own whose number is returned.

    A day of a usual kind is an ordinary day again. Dates that were counted before stay as they are
    until somebody moves them (`moving`).

    Raises `DayOutOfRange`, `OffAlready`, `WorkedAlready`, `HolidayByLaw`, `DayTwice`, `RowTwice`,
    and `NothingToChange` where the calendar says all of it already.
    """
    known = calendar_of(case.session)
    changes = [day for day in tidy_days(days) if not says_already(known, day)]
    if not changes:
        raise NothingToChange()
    for day in changes:
        case.session.add(
            CalendarDayRevision(
                revision=known.revision + 1,
                day=day.day,
                kind=day.kind,
                name=day.name,
                source=day.source,
                is_estimate=day.is_estimate,
            )
        )
    return known.revision + 1


def tidy_days(days: Sequence[CalendarDay]) -> list[CalendarDay]:
    """These days as they are kept, in order; raises what `change_days` raises."""
    found: dict[object, CalendarDay] = {}
    for given in days:
        require_possible(given)
        day = replace(given, name=clean_line(given.name), source=clean_line(given.source))
        other = found.setdefault(day.day, day)
        if other.kind is not day.kind:
            raise DayTwice(day.day, other.kind, day.kind)
        if other is not day:
            raise RowTwice(day.day)
    return sorted(found.values(), key=lambda each: each.day)


def says_already(calendar: Calendar, day: CalendarDay) -> bool:
    """Whether the calendar knows the day as just this."""
    known = calendar.exceptions.get(day.day)
    return day.kind is usual_kind(day.day) if known is None else known == day
