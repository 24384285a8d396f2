"""What may be wrong with days of the calendar and with limits counted in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from dialogue_app.domain.calendar import (
    EXCEPTIONAL,
    FIRST_DAY,
    LAST_DAY,
    MOST_WORKING_DAYS,
    DayKind,
    Weekday,
)
from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.worded import N_


@dataclass(eq=False)
class DaysOutOfRange(BadInput):
    """A limit of no working day, of fewer or of thousands."""

    sentence = N_("A time limit has 1 to {most} working days, not {days}.")
    field: ClassVar[str] = "due_days"

    days: int
    most: int = MOST_WORKING_DAYS


@dataclass(eq=False)
class DayOutOfRange(BadInput):
    """A day for which no calendar is kept."""

    sentence = N_("The calendar reaches from {first} to {last}; {day} is not in it.")
    field: ClassVar[str] = "day"

    day: date
    first: date = FIRST_DAY
    last: date = LAST_DAY


@dataclass(eq=False)
class BeyondCalendar(BadInput):
    """A limit so late that nobody knows yet which days are worked."""

    sentence = N_("The calendar ends on {last}: {days} working days after {day} lie beyond it.")
    field: ClassVar[str] = "due_days"

    day: date
    days: int
    last: date = LAST_DAY


@dataclass(eq=False)
class OffAlready(BadInput):
    """A rest day on a Saturday or Sunday changes nothing; the compensatory rest is what counts."""

    sentence = N_(
        "{day} is a {weekday} and off already. Enter the working day that is taken off for it."
    )
    field: ClassVar[str] = "day"

    day: date

    def values(self) -> Mapping[str, object]:
        """The day, and which day of the week it is."""
        return {"day": self.day, "weekday": Weekday.of(self.day)}


@dataclass(eq=False)
class WorkedAlready(BadInput):
    """Only a Saturday or Sunday can be worked in exchange."""

    sentence = N_("{day} is a {weekday}: only a Saturday or Sunday can be worked in exchange.")
    field: ClassVar[str] = "day"

    day: date

    def values(self) -> Mapping[str, object]:
        """The day, and which day of the week it is."""
        return {"day": self.day, "weekday": Weekday.of(self.day)}


@dataclass(eq=False)
class HolidayByLaw(BadInput):
    """A working Saturday on a day that the law makes a holiday."""

    sentence = N_("{day} is a public holiday by law and cannot be worked in exchange.")
    field: ClassVar[str] = "day"

    day: date


@dataclass(eq=False)
class DayTwice(BadInput):
    """One list says two things of one day."""

    sentence = N_("{day} stands twice: once as “{one}”, once as “{other}”. Keep one of them.")
    field: ClassVar[str] = "day"

    day: date
    one: DayKind
    other: DayKind


@dataclass(eq=False)
class RowTwice(BadInput):
    """One list names a day in two rows, as the same kind of day."""

    sentence = N_("{day} stands in two rows. Keep one of them.")
    field: ClassVar[str] = "day"

    day: date


class NothingToChange(BadInput):
    """The calendar says already what was to be entered."""

    sentence = N_("The calendar says this already.")


@dataclass(eq=False)
class NoDays(BadInput):
    """A file in which no day stands."""

    sentence = N_("{file} names no day: a table needs a column “Ngày”, a calendar needs events.")

    file: Path


@dataclass(eq=False)
class OtherYears(BadInput):
    """A file of days that are not those of the year that was asked for."""

    sentence = N_("{file} names no day of {year}, only of {years}.")

    file: Path
    year: str
    years: list[str]


@dataclass(eq=False)
class UnknownDayKind(BadInput):
    """A word for a kind of day that the program does not know."""

    sentence = N_("“{value}” is no kind of day: {kinds}.")

    value: str

    def values(self) -> Mapping[str, object]:
        """The word, and those that are known."""
        return {"value": self.value, "kinds": list(EXCEPTIONAL)}
