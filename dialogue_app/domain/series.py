"""Series of sessions (kế hoạch định kỳ): their rhythm, what they rest on, what is to be done when.

The dates of a session follow from its series. They stand where a law sets them, elsewhere they are
proposals.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from dialogue_app.domain.calendar import FIRST_DAY, LAST_DAY, Calendar, end_of_limit
from dialogue_app.domain.worded import N_, Worded


class Rhythm(Worded):
    """How often a series meets."""

    MONTH = "month", N_("Every month")
    QUARTER = "quarter", N_("Every quarter")
    HALF_YEAR = "half_year", N_("Every half-year")
    YEAR = "year", N_("Every year")

    @property
    def months(self) -> int:
        """From one session to the next."""
        return {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.HALF_YEAR: 6, Rhythm.YEAR: 12}[self]


class SeriesBasis(Worded):
    """What a series rests on.

    The law is the one on organising local government of 2025, điều 43; whether a ward's meeting
    with enterprises falls under it is for the ward to say.
    """

    OWN_PLAN = "own_plan", N_("Our own plan")
    LAW = "law", N_("Law on local government 2025, article 43 (dialogue with the people)")


class Duty(Worded):
    """What is to be done around a session, by a day counted from it."""

    NOTICE = "notice", N_("Announce the session")
    MINUTES = "minutes", N_("Finish the minutes")
    CONCLUSIONS = "conclusions", N_("Issue the notice of conclusions")
    LETTERS = "letters", N_("Assign all issues, send the letters")
    TOLD = "told", N_("Tell each raiser where the issue went")
    PUBLISHED = "published", N_("Publish the results")
    POSTED = "posted", N_("Post the results at the office")
    PASSED_ON = "passed_on", N_("Send the results to the heads of residential groups")
    WORD = "word", N_("Answer each raiser, or say where the issue stands")


class Fate(Worded):
    """What became of an issue by the day of a report; each has one. The first are outcomes."""

    SETTLED = "settled", N_("Settled")
    PARTLY_SETTLED = "partly_settled", N_("Partly settled")
    EXPLAINED = "explained", N_("Explained, guided")
    NOTED = "noted", N_("Noted")
    UNFOUNDED = "unfounded", N_("No grounds to settle it")
    REDIRECTED = "redirected", N_("Guided to file a complaint or denunciation")
    WITHDRAWN = "withdrawn", N_("Withdrawn by the enterprise")
    DUPLICATE = "duplicate", N_("Followed together with another issue")
    ANSWERED = "answered", N_("Answered, followed on")
    PROMISED = "promised", N_("Promised")
    PARTLY_ANSWERED = "partly_answered", N_("Answered in part")
    IN_TIME = "in_time", N_("With our own units, in time")
    OVERDUE = "overdue", N_("Overdue")
    TRANSFERRED = "transferred", N_("Transferred, without an answer")
    NOT_SENT = "not_sent", N_("Letter not sent yet")
    WAITING = "waiting", N_("Waiting for the enterprise")
    NOT_GIVEN = "not_given", N_("Not assigned yet")
    COMPLAINT = "complaint", N_("Handled under the law on complaints")

    @property
    def is_open(self) -> bool:
        """Whether it stands on the agenda of the next session."""
        return self in _OPEN


_OPEN = frozenset(
    {
        Fate.PROMISED,
        Fate.PARTLY_ANSWERED,
        Fate.IN_TIME,
        Fate.OVERDUE,
        Fate.TRANSFERRED,
        Fate.NOT_SENT,
        Fate.WAITING,
        Fate.NOT_GIVEN,
    }
)


class Source(Worded):
    """How an issue comes to be reported; each has one. The names are those of the report's."""

    RECEIVED = "received", N_("received there")
    CARRIED = "carried", N_("carried over to it")
    REOPENED = "reopened", N_("reconsidered since")


class PromiseFate(Worded):
    """What became of a promise by the day of a report; the names are those of `PromisesKept`."""

    KEPT = "kept", N_("kept")
    LATE = "late", N_("late")
    BROKEN = "broken", N_("broken")
    TO_COME = "to_come", N_("still in time")


ReportPart = Source | Fate | PromiseFate  # what a number of the report counts
_Part = TypeVar("_Part", Source, PromiseFate)


def _counts(report: object, kinds: type[_Part]) -> list[tuple[_Part, int]]:
    """How many of each a report has under its name, none of 0."""
    counts = ((kind, int(getattr(report, kind.value))) for kind in kinds)
    return [(kind, n) for kind, n in counts if n]


@dataclass(frozen=True, slots=True)
class PromisesKept:
    """What became of what was promised in answers; `late` ones are not kept yet."""

    kept: int = 0
    late: int = 0
    broken: int = 0
    to_come: int = 0

    @property
    def total(self) -> int:
        """All that was promised."""
        return self.kept + self.late + self.broken + self.to_come

    def counted(self) -> list[tuple[PromiseFate, int]]:
        """How many of each, none of 0."""
        return _counts(self, PromiseFate)


@dataclass(frozen=True, slots=True)
class LastSessionReport:
    """What became, up to a day, of the issues of the last session of a series.

    `received` were raised at it, `carried` stood on its agenda from before, `reopened` had ended
    before it and are open again since. `fates` has one for each, in their order, none of 0.
    """

    session_id: int
    session_code: str
    session_day: date
    as_of: date
    received: int
    carried: int
    reopened: int
    fates: tuple[tuple[Fate, int], ...]
    promises: PromisesKept = PromisesKept()

    @property
    def total(self) -> int:
        """All of them."""
        return self.received + self.carried + self.reopened

    def sources(self) -> list[tuple[Source, int]]:
        """How many came from where, none of 0."""
        return _counts(self, Source)

    @property
    def open(self) -> int:
        """Those that stand on the agenda of the next session."""
        return sum(n for fate, n in self.fates if fate.is_open)


# The days of these are the law's under điều 43: at least so many before, at most so many after.
BY_LAW: Mapping[Duty, int] = {
    Duty.NOTICE: 7,
    Duty.PUBLISHED: 10,
    Duty.POSTED: 10,
    Duty.PASSED_ON: 10,
}


def duty_day(calendar: Calendar, duty: Duty, meeting: date, days: int) -> date:
    """The last day on which a duty is done in time, `days` from the session.

    What comes after the session ends like any limit: a day off gives way to the next working day.
    A notice must be out earlier where its day is a day off.
    """
    if duty is not Duty.NOTICE:
        return end_of_limit(calendar, meeting + timedelta(days=days))
    day = meeting - timedelta(days=days)
    while not calendar.is_worked(day) and day > FIRST_DAY:
        day -= timedelta(days=1)
    return day


def next_meeting(calendar: Calendar, rhythm: Rhythm, last: date | None, today: date) -> date:
    """The working day on which a series meets next, from today on; today where it never met."""
    if last is None:
        return end_of_limit(calendar, today)
    periods, day = 0, last
    while periods == 0 or day < min(today, LAST_DAY):
        periods += 1
        day = end_of_limit(calendar, months_after(last, periods * rhythm.months))
    return day


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    if day.year + years > LAST_DAY.year:
        return LAST_DAY
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))
