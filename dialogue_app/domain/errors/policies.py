"""What may be wrong with rules for time limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dialogue_app.domain.errors.base import BadInput, UnknownCode
from dialogue_app.domain.policies import MOST_REMINDER_DAYS
from dialogue_app.domain.worded import N_


class UnknownPolicy(UnknownCode):
    """No rule has this number."""

    sentence = N_("There is no rule number {code}.")
    field: ClassVar[str] = "rule"


class RuleTwice(BadInput):
    """Another rule is for the same topic, body and kind."""

    sentence = N_("Another rule is for the same topic, body and kind already: change that one.")
    field: ClassVar[str] = "topic"


class RuleSaysNothing(BadInput):
    """A rule that proposes nothing at all."""

    sentence = N_(
        "A rule must say something: a time limit, when it is due soon, supporting bodies, or what "
        "happens while the enterprise is to bring papers."
    )
    field: ClassVar[str] = "due_days"


class DaysAndDay(BadInput):
    """A rule proposes days and a day at once."""

    sentence = N_("Type the day or the number of days, not both.")
    field: ClassVar[str] = "due_days"


@dataclass(eq=False)
class DayIsOver(BadInput):
    """A rule proposes a day that is over."""

    sentence = N_("{due} is over: no time limit can end then.")
    field: ClassVar[str] = "due_on"

    due: date


@dataclass(eq=False)
class ReminderOutOfRange(BadInput):
    """Due soon from hundreds of days before."""

    sentence = N_("It can be due soon from 0 to {most} working days before, not {days}.")
    field: ClassVar[str] = "reminder_days"

    days: int
    most: int = MOST_REMINDER_DAYS


class SupportsItself(BadInput):
    """The lead body of a rule stands among its supporting bodies."""

    sentence = N_("The lead body cannot support itself: take it out of the supporting bodies.")
    field: ClassVar[str] = "supporters"
