"""When the limits of bodies end, by the calendar and by what stopped their clocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import Calendar, end_of_limit
from dialogue_app.domain.deadlines import Pause, due_soon_from, ends_on
from dialogue_app.domain.policies import Matter, Policies
from dialogue_app.storage.models.issues import Assignment, Waiting
from dialogue_app.storage.policies import policies_of
from dialogue_app.storage.working_days import calendar_of


@dataclass
class Limits:
    """What is needed of the limits of some issues; read once, and only where one has any."""

    session: Session
    stopped_ids: Sequence[int]  # the issues whose clocks were ever stopped

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar as it stands."""
        return calendar_of(self.session)

    @cached_property
    def _policies(self) -> Policies:
        return policies_of(self.session)

    @cached_property
    def _pauses(self) -> defaultdict[int, list[Pause]]:
        ids = self.stopped_ids
        return pauses_of(self.session, ids) if ids else defaultdict(list)

    def ends(self, row: Assignment) -> tuple[date | None, date | None]:
        """When the present limit of a body ends, and the first one; None while its clock stands."""
        if row.given_on is None or row.due_on is None:
            return None, None
        pauses = pauses_before(row, self._pauses[row.issue_id])
        first = row.original_due_on or row.due_on
        return (
            ends_on(self.calendar, row.due_on, row.given_on, pauses),
            ends_on(self.calendar, first, row.given_on, pauses),
        )

    def rolled(self, day: date) -> date:
        """When a limit ends that no clock is stopped for."""
        return end_of_limit(self.calendar, day)

    def due_soon_from(self, end: date | None, matter: Matter) -> date | None:
        """From when on it is due soon."""
        if end is None:
            return None
        return due_soon_from(self.calendar, end, self._policies.reminder_days(matter))


def pauses_before(row: Assignment, pauses: Sequence[Pause]) -> list[Pause]:
    """Those that began while the body had the issue."""
    return [one for one in pauses if row.ended_on is None or one.since < row.ended_on]


def pauses_of(session: Session, issue_ids: Sequence[int]) -> defaultdict[int, list[Pause]]:
    """By issue, when waiting for its enterprise stopped the clocks of its bodies."""
    found: defaultdict[int, list[Pause]] = defaultdict(list)
    rows = session.execute(
        select(Waiting.issue_id, Waiting.since, Waiting.until).where(
            Waiting.issue_id.in_(issue_ids), Waiting.stops_clock.is_(True)
        )
    )
    for issue_id, since, until in rows:
        found[issue_id].append(Pause(since, until))
    return found
