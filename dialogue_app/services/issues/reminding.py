"""Who is to be reminded today of the answers they owe, and when they were reminded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

from sqlalchemy import ColumnElement, and_, literal, or_, select
from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import working_days_between
from dialogue_app.domain.codes import issue_code
from dialogue_app.domain.reminding import (
    Owed,
    ReminderDays,
    days_late,
    purpose_of,
    reminded_from,
)
from dialogue_app.domain.vocabulary import (
    ContactMeans,
    ContactPurpose,
    Relation,
)
from dialogue_app.services.case import Case, Seen
from dialogue_app.services.issues.lists import BEGINNING, beginning
from dialogue_app.services.issues.owed import ABOVE, Owing, is_still_open, is_to
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.limits import Counted, counted
from dialogue_app.storage.models.agency import OurAgency
from dialogue_app.storage.models.contacts import Contact
from dialogue_app.storage.models.issues import Assignment, Escalation, Issue
from dialogue_app.storage.policies import policies_of
from dialogue_app.storage.telling import REMINDERS

_OFF_DAYS = timedelta(21)  # longer than any row of days off and the usual days of a reminder


@dataclass(frozen=True, slots=True)
class Reminded:
    """How often they were reminded of an issue, and when and how the last time."""

    times: int = 0
    on: date | None = None
    means: ContactMeans | None = None


@dataclass(frozen=True, slots=True)
class OwedIssue:
    """An issue to which an answer is owed, and what a reminder of it says."""

    seen: Seen
    code: str
    text: str  # its beginning
    purpose: ContactPurpose
    relation: Relation
    since: date  # they have had it
    number: str  # of the letter it went with
    person: str  # in charge of it there
    due_on: date | None
    late_days: int  # since the day it ended; none while it runs, nor of others
    waited_days: int  # working days
    reminded: Reminded


@dataclass(frozen=True, slots=True)
class _Row:
    """An answer that is owed, as it was read."""

    seen: Seen
    code: str
    text: str
    owed: Owed
    due_on: date | None
    number: str
    person: str
    reminded: Reminded


def reminder_days(session: Session) -> ReminderDays:
    """When others are asked, and own units reminded again, as our agency has set it.

    From when on a limit is due soon say the rules for time limits.
    """
    ours = session.scalar(select(OurAgency))
    if ours is None:
        return ReminderDays()
    return ReminderDays(ours.ask_days, ours.again_days)


def horizon_of(session: Session, today: date) -> date:
    """The last day a limit may end on of which one is reminded by now, whatever the calendar."""
    said = (rule.draft.reminder_days or 0 for rule in policies_of(session).rules)
    return today + _OFF_DAYS + timedelta(2 * max(said, default=0))


def to_remind(case: Case, of: Owing | None = None) -> dict[Owing, tuple[OwedIssue, ...]]:
    """Whom to remind today, and of which issues; of one alone where it is named."""
    today = case.today()
    with case.reading() as session:
        limits, days = counted(session), reminder_days(session)
        calendar = limits.calendar
        owed = _Owed(session, limits, today, days.silence, of).rows()
    first_day = cache(partial(reminded_from, calendar, days))
    waited = cache(lambda since: working_days_between(calendar, since, today))
    found = {}
    for owing, rows in owed.items():
        issues = [
            _issue(row, today, waited(row.owed.since))
            for row in rows
            if (first := first_day(row.owed)) is not None and first <= today
        ]
        if issues:
            issues.sort(key=lambda one: (one.due_on or date.max, one.since, one.code))
            found[owing] = tuple(issues)
    return found


def _issue(row: _Row, today: date, waited_days: int) -> OwedIssue:
    owed = row.owed
    purpose = purpose_of(owed.relation, owed.ends_on, today)
    return OwedIssue(
        row.seen, row.code, row.text, purpose, owed.relation, owed.since, row.number, row.person,
        row.due_on,
        days_late(purpose, owed.ends_on, today),
        waited_days,
        row.reminded,
    )  # fmt: skip


# Read --------------------------------------------------------------------------------------------

_OF_ISSUE: tuple[Any, ...] = (
    Issue.id, Issue.version, Issue.year, Issue.number, Issue.topic_id, Issue.kind,
    BEGINNING.label("text"),
)  # fmt: skip


# Of assignments and of what was sent up the same, in this order; objects of both take long.
_OF_ASSIGNMENT: tuple[Any, ...] = (
    Assignment.id, Assignment.body_id, literal(""), Assignment.relation,
    Assignment.owed_since, Assignment.ends_on, Assignment.due_on,
    Assignment.sent_number, Assignment.person,
)  # fmt: skip
_OF_ESCALATION: tuple[Any, ...] = (
    Escalation.id, Escalation.body_id, Escalation.addressee, literal(None), Escalation.sent_on,
    literal(None), literal(None), Escalation.paper, literal(""),
)  # fmt: skip


@dataclass(slots=True)
class _Owed:
    """Reads what may have to be reminded of by now, by who owes it."""

    session: Session
    limits: Counted
    today: date
    silence: int  # working days
    of: Owing | None  # of whom alone it is read
    _rows: defaultdict[Owing, list[_Row]] = field(default_factory=lambda: defaultdict(list))

    def rows(self) -> dict[Owing, list[_Row]]:
        """What bodies and those above owe."""
        self._read(
            select(*_OF_ASSIGNMENT, *_OF_ISSUE)
            .join(Issue, Issue.id == Assignment.issue_id)
            .where(
                Assignment.owed_since.is_not(None),
                self._may_be_due(),
                *self._only(lambda one: Assignment.body_id == one.body_id),
            ),
            Contact.assignment_id,
        )
        self._read(
            select(*_OF_ESCALATION, *_OF_ISSUE)
            .join(Issue, Escalation.awaits_answer())
            .where(is_still_open(), *self._only(is_to)),
            Contact.escalation_id,
        )
        return self._rows

    def _only(
        self, is_theirs: Callable[[Owing], ColumnElement[bool]]
    ) -> Iterator[ColumnElement[bool]]:
        if self.of is not None:
            yield is_theirs(self.of)

    def _may_be_due(self) -> ColumnElement[bool]:
        """Wide enough for any calendar; the calendar says the rest."""
        horizon = horizon_of(self.session, self.today)
        silent_since = self.today - timedelta(self.silence)
        return or_(
            and_(Assignment.relation == Relation.OWN, Assignment.ends_on <= horizon),
            and_(
                Assignment.relation != Relation.OWN,
                or_(Assignment.ends_on < self.today, Assignment.owed_since <= silent_since),
            ),
        )

    def _read(self, statement: Any, column: Any) -> None:
        found = self.session.execute(statement).all()
        reminded = reminded_of(self.session, column, [row[0] for row in found])
        for (
            row_id, body_id, addressee, relation, since, ends_on, due_on, letter, person,
            key, version, year, number, topic_id, kind, text,
        ) in found:  # fmt: skip
            owing = Owing(body_id, "" if body_id is not None else addressee)
            soon = None
            if ends_on is not None:
                days = self.limits.reminder_days(topic_id, body_id, kind)
                soon = self.limits.soon_from(ends_on, days)
            last = reminded[row_id]
            owed = Owed(relation or ABOVE, since, soon, ends_on, last.on)
            row = _Row(
                Seen(key, version), issue_code(year, number), beginning(text), owed, due_on,
                letter, person, last,
            )  # fmt: skip
            self._rows[owing].append(row)


def reminded_of(session: Session, column: Any, ids: Iterable[int]) -> defaultdict[int, Reminded]:
    """How often and when each was reminded of, by the id of what is owed."""
    found: defaultdict[int, Reminded] = defaultdict(Reminded)
    for some in chunks(list(ids)):
        for key, on, means in _reminders(session, column, some):
            found[key] = Reminded(found[key].times + 1, on, means)
    return found


def _reminders(session: Session, column: Any, ids: Sequence[int]) -> Iterator[Any]:
    yield from session.execute(
        select(column, Contact.contacted_on, Contact.means)
        .where(column.in_(ids), Contact.purpose.in_(REMINDERS))
        .order_by(Contact.contacted_on, Contact.id)
    )
