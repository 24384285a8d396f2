"""Working days: which days are worked, and time limits counted in them.

Bodies of the State work Monday to Friday. Dated exceptions say the rest: public holidays,
compensatory rest, rest days and Saturdays that were swapped. They are data that users edit, in
revisions; a calendar is the state of one revision.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache, cached_property

from dialogue_app.domain.worded import N_, Worded

Clock = Callable[[], datetime]  # the moment it is, aware
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)  # of any calendar
MOST_WORKING_DAYS = 1000  # of one time limit, some four years


class DayKind(Worded):
    """Why a day counts, or does not."""

    WORKING = "working", N_("Working day")
    WEEKEND = "weekend", N_("Weekend")
    HOLIDAY = "holiday", N_("Public holiday")
    COMPENSATORY_REST = "compensatory_rest", N_("Compensatory rest")
    SWAPPED_REST = "swapped_rest", N_("Swapped rest day")
    WORKING_SATURDAY = "working_saturday", N_("Working Saturday")


class Weekday(Worded):
    """A day of the week."""

    MONDAY = "monday", N_("Monday")
    TUESDAY = "tuesday", N_("Tuesday")
    WEDNESDAY = "wednesday", N_("Wednesday")
    THURSDAY = "thursday", N_("Thursday")
    FRIDAY = "friday", N_("Friday")
    SATURDAY = "saturday", N_("Saturday")
    SUNDAY = "sunday", N_("Sunday")

    @classmethod
    def of(cls, day: date) -> Weekday:
        """The day of the week of that day."""
        return tuple(cls)[day.weekday()]


WORKED = frozenset({DayKind.WORKING, DayKind.WORKING_SATURDAY})
# Month and day; Tết and the commemoration of the Hùng Kings follow the moon, and the day beside
# 2 September is decided each year (Bộ luật Lao động 2019, điều 112).
HOLIDAYS_BY_LAW = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})
USUAL = frozenset({DayKind.WORKING, DayKind.WEEKEND})  # what the day of the week says
EXCEPTIONAL = tuple(kind for kind in DayKind if kind not in USUAL)  # what somebody must say


def usual_kind(day: date) -> DayKind:
    """What the day of the week says."""
    return DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WORKING


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A dated exception: what the day is, how it is called, and who says so.

    An estimate counts as it says until somebody confirms it. A usual kind takes an exception back.
    """

    day: date
    kind: DayKind
    name: str = ""
    source: str = ""
    is_estimate: bool = False


@dataclass(frozen=True)
class Calendar:
    """Which days are worked, in one revision; revision 0 knows no exceptions."""

    exceptions: dict[date, CalendarDay] = field(default_factory=dict)
    revision: int = 0

    @classmethod
    def of(cls, days: Iterable[CalendarDay], revision: int = 0) -> Calendar:
        """The calendar with these exceptions; the later of two on one day holds."""
        found = {one.day: one for one in days}
        return cls({day: one for day, one in found.items() if one.kind not in USUAL}, revision)

    def kind(self, day: date) -> DayKind:
        """What kind of day it is."""
        known = self.exceptions.get(day)
        return usual_kind(day) if known is None else known.kind

    def is_worked(self, day: date) -> bool:
        """Whether it is a working day."""
        return self.kind(day) in WORKED

    def number(self, day: date) -> int:
        """How many working days there are up to this one, from some day far back.

        The working days between two days are one subtraction.
        """
        days, sums = self._shifts
        place = bisect_right(days, day)
        return _usual_number(day) + (sums[place - 1] if place else 0)

    def numbers(self) -> Iterator[int]:
        """The number of each day from the first to the last of any calendar, in their order."""
        worked = {day.toordinal(): self.is_worked(day) for day in self.exceptions}
        number = self.number(FIRST_DAY - timedelta(days=1))
        for ordinal in range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1):
            number += worked.get(ordinal, 1 <= ordinal % 7 <= 5)  # Monday, as in `_usual_number`
            yield number

    @cached_property
    def day_of(self) -> Callable[[int], date]:
        """The working day of a number, found once. Raises `ValueError` where there is none."""
        return cache(self._day_of)

    def _day_of(self, number: int) -> date:
        first, last = FIRST_DAY.toordinal(), LAST_DAY.toordinal()
        if not self.number(FIRST_DAY - timedelta(days=1)) < number <= self.number(LAST_DAY):
            raise ValueError(number)
        while first < last:
            middle = (first + last) // 2
            if self.number(date.fromordinal(middle)) < number:
                first = middle + 1
            else:
                last = middle
        return date.fromordinal(first)

    @cached_property
    def _shifts(self) -> tuple[list[date], list[int]]:
        """The exceptions in order, and by how many days each shifts the numbers from there on."""
        days, sums, total = sorted(self.exceptions), [], 0
        for day in days:
            total += self.is_worked(day) - (usual_kind(day) in WORKED)
            sums.append(total)
        return days, sums


def _usual_number(day: date) -> int:
    """The number of Mondays to Fridays up to this day; 1 January of the year 1 was a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return 5 * weeks + min(rest, 5)


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day passed on the way to a time limit, with the exception that it is."""

    date: date
    kind: DayKind
    exception: CalendarDay | None = None

    @property
    def counted(self) -> bool:
        """Whether it is one of the working days."""
        return self.kind in WORKED


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
    end = due_date(calendar, start, working_days)
    length = (end - start).days
    return CountedDue(
        end, tuple(counted_day(calendar, start + timedelta(days=n + 1)) for n in range(length))
    )


def working_days_between(calendar: Calendar, start: date, end: date) -> int:
    """How many working days there are after `start`, `end` included; none before it."""
    return max(0, calendar.number(end) - calendar.number(start))


def due_date(calendar: Calendar, start: date, working_days: int) -> date:
    """The date `working_days` working days after `start`; see `count_due`."""
    if working_days < 0:
        raise ValueError(working_days)
    if not working_days:
        return start
    return calendar.day_of(calendar.number(start) + working_days)


def counted_day(calendar: Calendar, day: date) -> CountedDay:
    """What this day is, and whether it counts."""
    return CountedDay(day, calendar.kind(day), calendar.exceptions.get(day))


def require_within(day: date) -> None:
    """Raise `DayOutOfRange` for a day of which no calendar says anything."""
    from dialogue_app.domain.errors.calendar import DayOutOfRange

    if not FIRST_DAY <= day <= LAST_DAY:
        raise DayOutOfRange(day)


def require_possible(day: CalendarDay) -> None:
    """Raise the error that says why the day cannot be this.

    Raises `DayOutOfRange`, `OffAlready` for a rest day on a Saturday or Sunday (the working day
    taken off for it is what counts), `WorkedAlready` and `HolidayByLaw` for a working Saturday.
    """
    from dialogue_app.domain.errors import calendar as errors

    require_within(day.day)
    is_weekend = usual_kind(day.day) is DayKind.WEEKEND
    if day.kind is DayKind.WORKING_SATURDAY:
        if (day.day.month, day.day.day) in HOLIDAYS_BY_LAW:
            raise errors.HolidayByLaw(day.day)
        if not is_weekend:
            raise errors.WorkedAlready(day.day)
    elif day.kind not in USUAL and is_weekend:
        raise errors.OffAlready(day.day)


def end_of_limit(calendar: Calendar, last: date) -> date:
    """When a limit ends whose last day is `last`: a day off gives way to the next working day.

    (Bộ luật Dân sự 2015, điều 148.) Beyond the calendar a day is taken as it is.
    """
    if calendar.is_worked(last) or not FIRST_DAY <= last < LAST_DAY:
        return last
    return due_date(calendar, last, 1)
