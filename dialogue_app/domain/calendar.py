"""Working days, and time limits counted in them: one pure function gives the date and its days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dialogue_app.domain.worded import N_, Worded

Clock = Callable[[], datetime]  # the moment it is, aware


class DayKind(Worded):
    """Why a day counts, or does not."""

    WORKING = "working", N_("Working day")
    WEEKEND = "weekend", N_("Weekend")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are working days: today Monday to Friday, holidays are not known yet."""

    def kind(self, day: date) -> DayKind:
        """What kind of day it is."""
        return DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WORKING


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day passed on the way to a time limit."""

    date: date
    kind: DayKind

    @property
    def counted(self) -> bool:
        """Whether it is one of the working days."""
        return self.kind is DayKind.WORKING


@dataclass(frozen=True, slots=True)
class CountedDue:
    """A time limit counted in working days, with every day after the day of receipt."""

    date: date
    days: tuple[CountedDay, ...]


def count_due(calendar: Calendar, start: date, working_days: int) -> CountedDue:
    """The date `working_days` working days after `start`, and the days counted or passed over.

    The day of receipt itself is not counted (Bộ luật Dân sự 2015, điều 147). 0 days give `start`.
    Raises `ValueError` for a negative number.
    """
    if working_days < 0:
        raise ValueError(working_days)
    days: list[CountedDay] = []
    day, left = start, working_days
    while left:
        day += timedelta(days=1)
        days.append(CountedDay(day, calendar.kind(day)))
        left -= days[-1].counted
    return CountedDue(day, tuple(days))
