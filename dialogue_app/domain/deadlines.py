"""When a time limit is over: a day off gives way to the next working day, a stopped clock waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dialogue_app.domain.calendar import Calendar, end_of_limit, working_days_between


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the clock of a body stood; it stands still while `until` is empty."""

    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class PausedDays:
    """A pause that moved the end of a limit, by how many working days and to which day."""

    pause: Pause
    working_days: int
    ends_on: date | None  # None while the clock stands


def ends_on(
    calendar: Calendar, last: date, start: date, pauses: Sequence[Pause] = ()
) -> date | None:
    """The day after which a limit that was set on `start` for `last` is missed.

    None while its clock stands. Beyond the calendar days are taken as they are.
    """
    steps = paused_days(calendar, last, start, pauses)
    return steps[-1].ends_on if steps else end_of_limit(calendar, last)


def paused_days(
    calendar: Calendar, last: date, start: date, pauses: Sequence[Pause]
) -> list[PausedDays]:
    """What each pause did to the end of a limit, in their order.

    As in all terms the day on which one begins is not counted. What began when the limit was over
    already moves nothing.
    """
    end, found = end_of_limit(calendar, last), []
    for pause in sorted(pauses, key=lambda each: each.since):
        since = max(pause.since, start)
        if since > end:
            break
        if pause.until is None:
            found.append(PausedDays(pause, 0, None))
            break
        days = working_days_between(calendar, since, pause.until)
        if days > 0:
            end = _later(calendar, end, days)
            found.append(PausedDays(pause, days, end))
    return found


def _later(calendar: Calendar, end: date, days: int) -> date:
    try:
        return calendar.day_of(calendar.number(end) + days)
    except ValueError:  # beyond the calendar
        return end


def due_soon_from(calendar: Calendar, end: date, working_days: int) -> date | None:
    """The day from which a limit that ends then is due soon; None beyond the calendar."""
    try:
        return calendar.day_of(calendar.number(end) - working_days)
    except ValueError:
        return None
