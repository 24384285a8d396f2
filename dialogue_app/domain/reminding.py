"""When whoever owes an answer is reminded of it, and in which tone.

Our own units are reminded before their date and urged after it. Bodies we do not command are asked
once they have had an issue for long, or once the day has passed that they were asked to keep.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dialogue_app.domain.calendar import Calendar, due_date
from dialogue_app.domain.vocabulary import ContactPurpose, Relation
from dialogue_app.domain.worded import N_, Worded


class CallView(Worded):
    """The named views of the list of calls."""

    BODIES = "bodies", N_("Bodies to remind")
    RAISERS = "raisers", N_("Enterprises to tell and to ask")


@dataclass(frozen=True, slots=True)
class ReminderDays:
    """So many working days: of silence of others, and until own units are reminded again."""

    silence: int = 10
    again: int = 5


@dataclass(frozen=True, slots=True)
class Owed:
    """An answer that somebody owes: since when they have it, and when they were last reminded.

    `soon_on` is when its limit is due soon, `ends_on` the day after which it is missed. Without
    them it has none, or its clock stands.
    """

    relation: Relation
    since: date
    soon_on: date | None = None
    ends_on: date | None = None
    last: date | None = None


def purpose_of(relation: Relation, ends_on: date | None, on: date) -> ContactPurpose:
    """What a reminder on that day is; nobody but our own units is urged."""
    if relation is not Relation.OWN:
        return ContactPurpose.ASK
    late = ends_on is not None and on > ends_on
    return ContactPurpose.URGE if late else ContactPurpose.REMIND


_BY_URGENCY = (ContactPurpose.URGE, ContactPurpose.REMIND, ContactPurpose.ASK)


def most_urgent(purposes: Iterable[ContactPurpose]) -> ContactPurpose:
    """The tone of one call about several things."""
    return min(purposes, key=_BY_URGENCY.index)


def days_late(purpose: ContactPurpose, ends_on: date | None, on: date) -> int:
    """For how many days a unit of ours is urged; none while its limit runs, nor of others."""
    return (on - ends_on).days if purpose is ContactPurpose.URGE and ends_on is not None else 0


def reminded_from(calendar: Calendar, days: ReminderDays, owed: Owed) -> date | None:
    """From which day on it is time to remind them; None for an own unit without a limit."""
    own = owed.relation is Relation.OWN
    if own and owed.ends_on is None:
        return None
    too_late = owed.ends_on + timedelta(1) if owed.ends_on is not None else None
    if owed.last is not None:
        again = _after(calendar, owed.last, days.again if own else days.silence)
        # a date that passed after it is a new reason
        return min(again, too_late) if too_late is not None and owed.last < too_late else again
    if own:
        return owed.soon_on or too_late
    return too_late or _after(calendar, owed.since, days.silence)


def _after(calendar: Calendar, day: date, working_days: int) -> date:
    try:
        return due_date(calendar, day, working_days)
    except ValueError:  # beyond any calendar
        return day + timedelta(working_days)
