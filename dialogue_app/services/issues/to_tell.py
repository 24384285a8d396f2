"""Whom to call among those who raised issues: one call for all that is to be told and asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, select, true
from sqlalchemy.orm import Session, aliased

from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.text import sort_key
from dialogue_app.services.case import Case
from dialogue_app.services.issues.telling import things_to_tell
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Issue, Raiser
from dialogue_app.storage.telling import UNASKED

# An enterprise of the register by its id, any other raiser by its name as it was written.
Key = tuple[int | None, str]


@dataclass(frozen=True, slots=True)
class ToTell:
    """A raiser who is to be told of some issues, and asked what it thinks of the answer to some.

    Numbers of persons in its name are masked, as in all lists.
    """

    enterprise_id: int | None
    name: str
    contact: str
    phone: str
    email: str
    raiser_ids: tuple[int, ...]
    told_of: tuple[int, ...]  # the issues
    asked_of: tuple[int, ...]

    @property
    def issue_ids(self) -> list[int]:
        """All its issues that the call is about."""
        return sorted({*self.told_of, *self.asked_of})


@dataclass(slots=True)
class _Found:
    raisers: set[int] = field(default_factory=set)
    told_of: set[int] = field(default_factory=set)
    asked_of: set[int] = field(default_factory=set)


def raisers_to_tell(case: Case, of: Key | None = None) -> list[ToTell]:
    """Whom to call, those with the most issues first; one alone where it is named."""
    with case.reading() as session:
        found = _found(session, _is_raiser(of))
        known = _enterprises(session, [key for key, _name in found if key is not None])
    groups = [_group(key, one, known) for key, one in found.items()]
    return sorted(groups, key=lambda one: (-len(one.issue_ids), sort_key(one.name), one.raiser_ids))


def _group(key: Key, found: _Found, known: dict[int, Any]) -> ToTell:
    enterprise_id, written = key
    row = known.get(enterprise_id) if enterprise_id is not None else None
    name, contact, phone, email = row if row is not None else (written, "", "", "")
    raisers, told_of, asked_of = map(
        tuple, map(sorted, (found.raisers, found.told_of, found.asked_of))
    )
    shown, whom = mask_persons(name), mask_persons(contact)
    return ToTell(enterprise_id, shown, whom, phone, email, raisers, told_of, asked_of)


def _is_raiser(key: Key | None) -> ColumnElement[bool]:
    """Whether it is that one; its few issues are gone through, not all that are to be told."""
    if key is None:
        return true()
    enterprise_id, written = key
    own = aliased(Raiser)

    def is_it(raiser: Any) -> ColumnElement[bool]:
        same: ColumnElement[bool] = raiser.enterprise_id.is_not_distinct_from(enterprise_id)
        return same if enterprise_id is not None else and_(same, raiser.written_name == written)

    return and_(is_it(Raiser), Issue.id.in_(select(own.issue_id).where(is_it(own))))


def _found(session: Session, who: ColumnElement[bool]) -> dict[Key, _Found]:
    found: dict[Key, _Found] = {}
    for things in things_to_tell():
        for issue_id, of in _raisers(session, things.where(Issue.to_tell.is_(True), who), found):
            of.told_of.add(issue_id)
    unasked = select(Issue.id, Raiser.id).where(UNASKED, Issue.to_ask.is_(True), who)
    for issue_id, of in _raisers(session, unasked, found):
        of.asked_of.add(issue_id)
    return found


def _raisers(
    session: Session, things: Any, found: dict[Key, _Found]
) -> Iterator[tuple[int, _Found]]:
    """Each issue of a statement with who raised it; its first columns are their ids."""
    named = things.add_columns(Raiser.enterprise_id, Raiser.written_name)
    for issue_id, raiser_id, *_rest, enterprise_id, written in session.execute(named):
        key = (enterprise_id, "" if enterprise_id is not None else written)
        of = found.setdefault(key, _Found())
        of.raisers.add(raiser_id)
        yield issue_id, of


def _enterprises(session: Session, ids: Iterable[int]) -> dict[int, Any]:
    """Name, representative, telephone and e-mail, as the register has them."""
    columns = (Enterprise.name, Enterprise.representative, Enterprise.phone, Enterprise.email)
    known: dict[int, Any] = {}
    for some in chunks(list(ids)):
        rows = session.execute(select(Enterprise.id, *columns).where(Enterprise.id.in_(some)))
        known.update({key: tuple(values) for key, *values in rows})
    return known
