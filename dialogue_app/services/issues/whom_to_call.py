"""Whom to call today, a row a call: what for, and of how many, without the issues themselves.

What is due by the same days is counted as one, so that a list of calls about many thousand issues
is there at once. When it is time to remind, and in which tone, say the same rules as for one call.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import func, literal, null, select
from sqlalchemy.orm import Session

from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.reminding import (
    CallView,
    Owed,
    days_late,
    most_urgent,
    purpose_of,
    reminded_from,
)
from dialogue_app.domain.sort_keys import sort_key
from dialogue_app.domain.vocabulary import ContactPurpose, Relation
from dialogue_app.services.case import Case
from dialogue_app.services.issues.owed import ABOVE, Owing, is_still_open
from dialogue_app.services.issues.promised_calls import promised_by_now
from dialogue_app.services.issues.reminding import reminder_days
from dialogue_app.services.issues.to_tell import counted_raisers, enterprises_called
from dialogue_app.storage.limits import Counted, counted
from dialogue_app.storage.models.contacts import Contact
from dialogue_app.storage.models.issue_course import Answer
from dialogue_app.storage.models.issues import Assignment, Escalation, Issue
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.promises import Promise
from dialogue_app.storage.telling import last_reminded


@dataclass(frozen=True, slots=True)
class Call:
    """A call that is to be made: to whom, what for, and of how many issues and promises.

    `key` is the id of the body or the enterprise; of anybody else that of the first thing the call
    is about: what was sent up, else a promise; a raiser.
    """

    view: CallView
    key: int
    is_known: bool  # a body or an enterprise of the register
    name: str
    contact: str
    phone: str
    purpose: ContactPurpose | None = None  # of bodies and of whoever promised something
    n: int = 0
    promised: int = 0
    told: int = 0
    asked: int = 0
    reminded_on: date | None = None


def calls(case: Case, view: CallView, limit: int | None = None) -> list[Call]:
    """The calls of a view, the most urgent first; of raisers at most so many."""
    return _to_bodies(case) if view is CallView.BODIES else _to_raisers(case, limit)


def count_of_calls(case: Case, view: CallView) -> int:
    """How many calls a view has."""
    if view is CallView.BODIES:
        return len(calls(case, view))
    with case.reading() as session:
        counted_calls = select(func.count()).select_from(counted_raisers().subquery())
        return session.scalar(counted_calls) or 0


# Bodies -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Due:
    """What somebody is to be reminded of today, as it is counted."""

    key: int
    purposes: set[ContactPurpose]
    n: int = 0
    promised: int = 0
    late_days: int = 0
    reminded_on: date | None = None

    def add(self, owed: Owed, today: date) -> None:
        """An answer that is owed, or a promise; some that are alike are one here."""
        purpose = purpose_of(owed.relation, owed.ends_on, today)
        self.purposes.add(purpose)
        self.late_days = max(self.late_days, days_late(purpose, owed.ends_on, today))
        self.reminded_on = max(filter(None, (self.reminded_on, owed.last)), default=None)


def _to_bodies(case: Case) -> list[Call]:
    with case.reading() as session:
        due = _due(session, case.today())
        bodies = {body.id: body for body in session.scalars(select(Body))}
    found = []
    for owing, one in due.items():
        body = bodies[owing.body_id] if owing.body_id is not None else None
        if body is not None:
            name, contact, phone = body.name, mask_persons(body.contact), body.phone
        else:
            name, contact, phone = mask_persons(owing.addressee), "", ""
        purpose = most_urgent(one.purposes)
        call = Call(
            CallView.BODIES, body.id if body else one.key, body is not None,
            name, contact, phone, purpose, one.n, one.promised, reminded_on=one.reminded_on,
        )  # fmt: skip
        order = purpose is ContactPurpose.ASK, -one.late_days, sort_key(name)
        found.append((order, call))
    return [call for _order, call in sorted(found, key=lambda each: each[0])]


def _due(session: Session, today: date) -> dict[Owing, _Due]:
    """What everybody is to be reminded of today."""
    limits, days = counted(session), reminder_days(session)
    found: dict[Owing, _Due] = {}

    def is_time(owed: Owed) -> bool:
        first = reminded_from(limits.calendar, days, owed)
        return first is not None and first <= today

    for statement in _owed(limits):
        for (
            body_id,
            addressee,
            relation,
            key,
            since,
            ends_on,
            last,
            topic_id,
            kind,
            n,
        ) in session.execute(statement):
            soon = None
            if ends_on is not None:
                soon = limits.soon_from(ends_on, limits.reminder_days(topic_id, body_id, kind))
            owed = Owed(relation or ABOVE, since, soon, ends_on, last)
            if is_time(owed):
                owing = Owing(body_id, addressee if body_id is None else "")
                one = found.setdefault(owing, _Due(key, set()))
                one.key, one.n = min(one.key, key), one.n + n
                one.add(owed, today)
    for owing, key, owed in _promised(session, limits, today):
        if is_time(owed):
            one = found.setdefault(owing, _Due(key, set()))
            one.promised += 1
            one.add(owed, today)
    return found


def _promised(session: Session, limits: Counted, today: date) -> Iterator[tuple[Owing, int, Owed]]:
    """What was promised and may be due, by whom; each promise once, with its id."""
    columns = (
        Promise.id, Promise.body_id, Promise.person, Promise.relation, Promise.due_on,
        Answer.answered_on, last_reminded(Contact.promise_id == Promise.id),
        Issue.topic_id, Issue.kind,
    )  # fmt: skip
    rows = session.execute(promised_by_now(session, today, *columns))
    for key, served in groupby(rows, itemgetter(0)):
        _key, body_id, person, relation, due_on, since, last_on, topic_id, kind = next(served)
        ends_on = limits.end_of(due_on)
        soon = limits.soon_from(ends_on, limits.reminder_days(topic_id, body_id, kind))
        owing = Owing(body_id, person if body_id is None else "")
        yield owing, key, Owed(relation or ABOVE, since, soon, ends_on, last_on)


def _owed(limits: Counted) -> Iterator[Any]:
    """Answers that are owed, those alike counted as one; in the order of the index of them."""
    is_owed = Assignment.owed_since.is_not(None)
    by = (Assignment.relation, Assignment.body_id, Assignment.ends_on, Assignment.reminded_on)
    matter: tuple[Any, ...] = (null(), null())
    of_issue: tuple[Any, ...] = ()
    if limits.policies.remind_by_issue:
        matter = of_issue = (Issue.topic_id, Issue.kind)
    with_limit = select(
        Assignment.body_id, literal(""), Assignment.relation, func.min(Assignment.id),
        func.min(Assignment.owed_since), Assignment.ends_on, Assignment.reminded_on, *matter,
        func.count(),
    ).where(is_owed, Assignment.ends_on.is_not(None))  # fmt: skip
    if of_issue:
        with_limit = with_limit.join(Issue, Issue.id == Assignment.issue_id)
    yield with_limit.group_by(*by, *of_issue)
    # without a limit it depends on since when they have it
    yield (
        select(
            Assignment.body_id, literal(""), Assignment.relation, func.min(Assignment.id),
            Assignment.owed_since, null(), Assignment.reminded_on, null(), null(), func.count(),
        )
        .where(is_owed, Assignment.ends_on.is_(None), Assignment.relation != Relation.OWN)
        .group_by(*by, Assignment.owed_since)
    )  # fmt: skip
    yield (
        select(
            Escalation.body_id, Escalation.addressee, null(), Escalation.id, Escalation.sent_on,
            null(), last_reminded(Contact.escalation_id == Escalation.id), null(), null(),
            literal(1),
        )
        .join(Issue, Escalation.awaits_answer())
        .where(is_still_open())
    )  # fmt: skip


# Raisers ------------------------------------------------------------------------------------------


def _to_raisers(case: Case, limit: int | None) -> list[Call]:
    with case.reading() as session:
        rows = session.execute(counted_raisers().limit(limit)).all()
        known = enterprises_called(
            session, [row.enterprise_id for row in rows if row.enterprise_id]
        )
    found = []
    for enterprise_id, written, first, told, asked in rows:
        is_known = enterprise_id is not None
        name, contact, phone, _email = known[enterprise_id] if is_known else (written, "", "", "")
        found.append(
            Call(
                CallView.RAISERS, enterprise_id if is_known else first, is_known,
                mask_persons(name), mask_persons(contact), phone, told=told, asked=asked,
            )
        )  # fmt: skip
    return found
