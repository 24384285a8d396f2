"""When the limits of bodies end, by the calendar and by what stopped their clocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import end_of_limit
from dialogue_app.domain.deadlines import Pause, due_soon_from, ends_on
from dialogue_app.domain.policies import Matter, Policies
from dialogue_app.domain.vocabulary import IssueKind, PromiseState, Relation
from dialogue_app.storage.models.issue_course import AnswerIssue, Waiting
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.promises import Promise
from dialogue_app.storage.policies import policies_of
from dialogue_app.storage.working_days import calendar_of

Ends = tuple[date | None, date | None]
# What an issue keeps of the limit that is next, and where it has none.
OF_LIMIT = ("next_due_on", "next_due_own", "next_ends_on", "due_soon_on")
_NO_LIMIT = (None, False, None, None)

# Beside an issue: what answers to it promised, in whatever round, and is still to be kept.
OPEN_PROMISE = (
    AnswerIssue.issue_id == Issue.id,
    Promise.answer_id == AnswerIssue.answer_id,
    Promise.state == PromiseState.OPEN,
)


class Limit(NamedTuple):
    """A day that is to be kept, by one of our own units or by others.

    It is missed after `ends_on`; while the clock stands nobody knows when.
    """

    on: date
    own: bool
    ends_on: date | None
    body_id: int | None


class Counted:
    """What calendar and rules say, read once a transaction, and each day counted once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.calendar = calendar_of(session)
        self.end_of = cache(partial(end_of_limit, self.calendar))
        self.soon_from = cache(partial(due_soon_from, self.calendar))

    @cached_property
    def policies(self) -> Policies:
        """The rules for time limits."""
        return policies_of(self._session)

    @cached_property
    def reminder_days(self) -> Callable[[int | None, int | None, IssueKind | None], int]:
        """By topic, body and kind: from how many working days before its limit on one is due soon.

        Cached by these, as to make a matter of them takes longer than to find what was found.
        """
        policies = self.policies
        return cache(lambda *named: policies.reminder_days(Matter(*named)))


_KEY = "counted_limits"


def counted(session: Session) -> Counted:
    """Calendar and rules as this transaction has them."""
    if _KEY not in session.info:
        session.info[_KEY] = Counted(session)
    found: Counted = session.info[_KEY]
    return found


def forget_counted(session: Session) -> None:
    """Calendar or rules have changed: what was read of them in this transaction holds no more."""
    session.info.pop(_KEY, None)


@dataclass
class Limits:
    """What is needed of the limits of some issues; read once, and only where one has any."""

    session: Session
    stopped_ids: Sequence[int]  # the issues whose clocks were ever stopped

    @cached_property
    def _counted(self) -> Counted:
        return counted(self.session)

    @cached_property
    def _pauses(self) -> defaultdict[int, list[Pause]]:
        ids = self.stopped_ids
        return pauses_of(self.session, ids) if ids else defaultdict(list)

    def ends(
        self,
        issue_id: int,
        given_on: date | None,
        ended_on: date | None,
        due_on: date | None,
        first_due_on: date | None,
    ) -> Ends:
        """When the present limit of a body ends, and the first one; None while its clock stands."""
        if given_on is None or due_on is None:
            return None, None
        stopped = self._pauses.get(issue_id)
        pauses = pauses_before(ended_on, stopped) if stopped else ()
        first = first_due_on or due_on
        if not pauses:
            return self._counted.end_of(due_on), self._counted.end_of(first)
        calendar = self._counted.calendar
        return (
            ends_on(calendar, due_on, given_on, pauses),
            ends_on(calendar, first, given_on, pauses),
        )

    def columns(
        self, limit: Limit | None, topic_id: int | None, kind: IssueKind
    ) -> tuple[date | None, bool, date | None, date | None]:
        """What an issue of that topic and kind keeps of the limit that is next: `OF_LIMIT`."""
        if limit is None:
            return _NO_LIMIT
        end = limit.ends_on
        days = self._counted.reminder_days(topic_id, limit.body_id, kind)
        soon = None if end is None else self._counted.soon_from(end, days)
        return limit.on, limit.own, end, soon

    def of_open_promises(
        self, issue_ids: Sequence[int]
    ) -> defaultdict[int, list[tuple[int, Limit]]]:
        """Each issue's promises not kept yet, with their round; no clock is stopped for them."""
        found: defaultdict[int, list[tuple[int, Limit]]] = defaultdict(list)
        if not issue_ids:
            return found
        promised = (Promise.due_on, Promise.relation, Promise.body_id)
        rows = self.session.execute(
            select(AnswerIssue.issue_id, AnswerIssue.round, *promised)
            .join(Promise, Promise.answer_id == AnswerIssue.answer_id)
            .where(AnswerIssue.issue_id.in_(issue_ids), Promise.state == PromiseState.OPEN)
        )
        for issue_id, in_round, on, relation, body_id in rows:
            end = self._counted.end_of(on)
            found[issue_id].append((in_round, Limit(on, relation is Relation.OWN, end, body_id)))
        return found


def pauses_before(ended_on: date | None, pauses: Sequence[Pause]) -> list[Pause]:
    """Those that began while the body had the issue."""
    return [one for one in pauses if ended_on is None or one.since < ended_on]


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
