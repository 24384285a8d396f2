"""When the limits of bodies end, by the calendar and by what stopped their clocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import Calendar, end_of_limit
from dialogue_app.domain.deadlines import Pause, due_soon_from, ends_on
from dialogue_app.domain.policies import Matter, Policies
from dialogue_app.domain.vocabulary import PromiseState, Relation
from dialogue_app.storage.models.issues import AnswerIssue, Assignment, Waiting
from dialogue_app.storage.models.promises import Promise
from dialogue_app.storage.policies import policies_of
from dialogue_app.storage.working_days import calendar_of

Ends = tuple[date | None, date | None]
# The columns of an issue that has none to keep.
NO_LIMIT: Mapping[str, Any] = MappingProxyType(
    {"next_due_on": None, "next_due_own": False, "next_ends_on": None, "due_soon_on": None}
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A day that is to be kept, by one of our own units or by others.

    It is missed after `ends_on`; while the clock stands nobody knows when.
    """

    on: date
    own: bool
    ends_on: date | None
    body_id: int | None


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

    def ends(self, row: Assignment) -> Ends:
        """When the present limit of a body ends, and the first one; None while its clock stands."""
        if row.given_on is None or row.due_on is None:
            return None, None
        pauses = pauses_before(row, self._pauses[row.issue_id])
        first = row.original_due_on or row.due_on
        return (
            ends_on(self.calendar, row.due_on, row.given_on, pauses),
            ends_on(self.calendar, first, row.given_on, pauses),
        )

    def columns(self, limit: Limit | None, matter: Matter) -> Mapping[str, Any]:
        """What an issue keeps of the limit that comes next."""
        if limit is None:
            return NO_LIMIT
        days = self._policies.reminder_days(replace(matter, body_id=limit.body_id))
        end = limit.ends_on
        return {
            "next_due_on": limit.on,
            "next_due_own": limit.own,
            "next_ends_on": end,
            "due_soon_on": None if end is None else due_soon_from(self.calendar, end, days),
        }

    def of_open_promises(
        self, issue_ids: Sequence[int]
    ) -> defaultdict[int, list[tuple[int, Limit]]]:
        """Each issue's promises not kept yet, with their round; no clock is stopped for them."""
        found: defaultdict[int, list[tuple[int, Limit]]] = defaultdict(list)
        promised = (Promise.due_on, Promise.relation, Promise.body_id)
        rows = self.session.execute(
            select(AnswerIssue.issue_id, AnswerIssue.round, *promised)
            .join(Promise, Promise.answer_id == AnswerIssue.answer_id)
            .where(AnswerIssue.issue_id.in_(issue_ids), Promise.state == PromiseState.OPEN)
        )
        for issue_id, in_round, on, relation, body_id in rows:
            end = end_of_limit(self.calendar, on)
            found[issue_id].append((in_round, Limit(on, relation is Relation.OWN, end, body_id)))
        return found


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
