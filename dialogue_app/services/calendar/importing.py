"""The calendar read from a file: what it would change, before anything is changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from dialogue_app.domain.calendar import USUAL, CalendarDay, DayKind, usual_kind
from dialogue_app.domain.errors.calendar import OtherYears
from dialogue_app.exchange.calendar_files import read_calendar
from dialogue_app.services.calendar.changing import says_already, tidy_days
from dialogue_app.services.case import Case


@dataclass(frozen=True, slots=True)
class CalendarPreview:
    """What a file would change: days to be entered, days known already, what is left out."""

    changes: tuple[CalendarDay, ...]
    same: tuple[CalendarDay, ...]
    on_weekends: tuple[CalendarDay, ...]  # off already
    of_other_years: tuple[CalendarDay, ...]
    no_days_off: tuple[str, ...]  # days that people work, by their names


def preview_calendar(case: Case, path: Path, year: int | None = None) -> CalendarPreview:
    """What entering the days of a file would change, those of one year or this year's and later.

    A day without a source has the name of the file for one. Raises what `read_calendar` and
    `change_days` raise, and `OtherYears` where the file names no day of these years.
    """
    found = read_calendar(path, case.today())
    first = case.today().year if year is None else year
    wanted = [one for one in found.days if year in (None, one.day.year) and one.day.year >= first]
    others = tuple(one for one in found.days if one not in wanted)
    if not wanted:
        years = sorted({str(one.day.year) for one in found.days})
        raise OtherYears(path, str(first), years)
    weekends = tuple(one for one in wanted if is_off_already(one))
    named = [replace(one, source=one.source or path.name) for one in wanted if one not in weekends]
    days = tidy_days(named)
    calendar = case.calendar()
    same = tuple(
        one
        for one in days
        if says_already(calendar, one) or _is_same_day(calendar.exceptions.get(one.day), one)
    )
    changes = tuple(one for one in days if one not in same)
    return CalendarPreview(changes, same, weekends, others, found.passed_over)


def is_off_already(day: CalendarDay) -> bool:
    """Whether it is a rest day on a Saturday or Sunday."""
    is_rest = day.kind not in USUAL and day.kind is not DayKind.WORKING_SATURDAY
    return is_rest and usual_kind(day.day) is DayKind.WEEKEND


def _is_same_day(known: CalendarDay | None, day: CalendarDay) -> bool:
    """Whether the calendar knows it as this kind for certain; another spelling changes nothing."""
    return known is not None and known.kind is day.kind and not known.is_estimate
