"""The calendar read from a file: what it would change, before anything is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from dialogue_app.domain.calendar import (
    USUAL,
    Calendar,
    CalendarDay,
    DayKind,
    require_within,
    usual_kind,
)
from dialogue_app.domain.errors.calendar import OtherYears
from dialogue_app.exchange.calendar_files import read_calendar
from dialogue_app.services.calendar.changing import says_already, tidy_days
from dialogue_app.services.case import Case

Days = tuple[CalendarDay, ...]


@dataclass(frozen=True, slots=True)
class CalendarPreview:
    """What a file would change: days to be entered, days known already, what is left out."""

    changes: Days
    same: Days
    on_weekends: Days  # off already
    of_other_years: Days
    no_days_off: tuple[str, ...]  # days that people work, by their names


def preview_calendar(case: Case, path: Path, year: int | None = None) -> CalendarPreview:
    """What entering the days of a file would change, those of one year or this year's and later.

    A day without a source has the name of the file for one. Raises what `read_calendar` and
    `change_days` raise, and `OtherYears` where the file names no day of these years.
    """
    found = read_calendar(path, case.today())
    first = case.today().year if year is None else year
    wanted, others = _divided(
        found.days, lambda one: year in (None, one.day.year) and one.day.year >= first
    )
    if not wanted:
        years = sorted({str(one.day.year) for one in found.days})
        raise OtherYears(path, str(first), years)
    for one in wanted:
        require_within(one.day)
    weekends, named = _divided(wanted, is_off_already)
    days = tidy_days([replace(one, source=one.source or path.name) for one in named])
    calendar = case.calendar()
    same, changes = _divided(days, lambda one: _is_known(calendar, one))
    return CalendarPreview(changes, same, weekends, others, found.passed_over)


def _divided(
    days: Iterable[CalendarDay], is_one: Callable[[CalendarDay], bool]
) -> tuple[Days, Days]:
    """The days of which that is true, and the others."""
    found: tuple[list[CalendarDay], list[CalendarDay]] = ([], [])
    for day in days:
        found[not is_one(day)].append(day)
    return tuple(found[0]), tuple(found[1])


def is_off_already(day: CalendarDay) -> bool:
    """Whether it is a rest day on a Saturday or Sunday."""
    is_rest = day.kind not in USUAL and day.kind is not DayKind.WORKING_SATURDAY
    return is_rest and usual_kind(day.day) is DayKind.WEEKEND


def _is_known(calendar: Calendar, day: CalendarDay) -> bool:
    """Whether the calendar says this for certain; another spelling changes nothing."""
    known = calendar.exceptions.get(day.day)
    is_certain = known is not None and known.kind is day.kind and not known.is_estimate
    return is_certain or says_already(calendar, day)
