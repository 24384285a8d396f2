"""Whom to call today of those who owe an answer, or what they promised in one: one call for both.

`reminding` says which answers are owed, `promised_calls` which promises are due.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.reminding import most_urgent
from dialogue_app.domain.sort_keys import sort_key
from dialogue_app.domain.vocabulary import ContactPurpose, Relation
from dialogue_app.services.case import Case
from dialogue_app.services.issues.owed import Owing
from dialogue_app.services.issues.promised_calls import DuePromise, to_keep
from dialogue_app.services.issues.reminding import OwedIssue, to_remind
from dialogue_app.storage.models.people import Body


@dataclass(frozen=True, slots=True)
class BodyCall:
    """A call to a body, a higher level, or a person who promised something alone."""

    owing: Owing
    name: str
    relation: Relation
    contact: str
    phone: str
    email: str
    issues: tuple[OwedIssue, ...]
    promises: tuple[DuePromise, ...]

    @property
    def things(self) -> tuple[OwedIssue | DuePromise, ...]:
        """All they are reminded of."""
        return (*self.issues, *self.promises)

    @property
    def purpose(self) -> ContactPurpose:
        """The tone of the call: that of what is most urgent."""
        return most_urgent([one.purpose for one in self.things])

    @property
    def late_days(self) -> int:
        """How late they are with anything."""
        return max(one.late_days for one in self.things)

    @property
    def issue_ids(self) -> list[int]:
        """The issues it is about, each once: those that wait for an answer before the promised."""
        owed = [issue.seen.id for issue in self.issues]
        promised = [seen.id for promise in self.promises for seen in promise.issues]
        return list(dict.fromkeys([*owed, *promised]))

    @property
    def promise_ids(self) -> list[int]:
        """The promises it is about."""
        return [promise.id for promise in self.promises]


def calls_to_bodies(case: Case, of: Owing | None = None) -> list[BodyCall]:
    """Whom to call today: our own units first, those who are late with something before others.

    One alone where it is named.
    """
    owed, promised = to_remind(case, of), to_keep(case, of)
    with case.reading() as session:
        bodies = {body.id: body for body in session.scalars(select(Body))}
    calls = [
        _call(owing, bodies, owed.get(owing, ()), promised.get(owing, ()))
        for owing in owed | promised
    ]
    return sorted(calls, key=_urgency)


def _call(
    owing: Owing,
    bodies: Mapping[int, Body],
    issues: tuple[OwedIssue, ...],
    promises: tuple[DuePromise, ...],
) -> BodyCall:
    relation = issues[0].relation if issues else promises[0].relation
    if owing.body_id is None:
        name = mask_persons(owing.addressee)
        return BodyCall(owing, name, relation, "", "", "", issues, promises)
    body = bodies[owing.body_id]
    contact = mask_persons(body.contact)
    return BodyCall(owing, body.name, relation, contact, body.phone, body.email, issues, promises)


def _urgency(call: BodyCall) -> tuple[bool, int, str]:
    return call.purpose is ContactPurpose.ASK, -call.late_days, sort_key(call.name)
