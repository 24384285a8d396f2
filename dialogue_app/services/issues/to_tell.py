"""Whom to call among those who raised issues: one call for all that is to be told and asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func, literal, null, or_, select, union_all
from sqlalchemy import case as either
from sqlalchemy.orm import Session

from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.services.case import Case
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Raiser

# An enterprise of the register by its id, any other raiser by its name as it was written.
Key = tuple[int | None, str]
_IS_CALLED = or_(Raiser.to_tell, Raiser.to_ask)  # as the index of them says it


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
        found = _found(session, of)
        known = enterprises_called(session, [key for key, _name in found if key is not None])
    groups = [_group(key, one, known) for key, one in found.items()]
    return sorted(groups, key=lambda one: (-len(one.issue_ids), one.raiser_ids))


def counted_raisers() -> Select[Any]:
    """The same calls in the same order, without their issues.

    Of each the id of its enterprise, its name as it was written, its first raiser, and of how many
    issues it is to be told and asked. A raiser may be named twice in one issue.
    """
    known = _counted(Raiser.enterprise_id, literal("").label("written"))
    unknown = _counted(null().label("enterprise_id"), Raiser.written_name.label("written"))
    calls = union_all(
        known.where(Raiser.enterprise_id.is_not(None)).group_by(Raiser.enterprise_id),
        unknown.where(Raiser.enterprise_id.is_(None)).group_by(Raiser.written_name),
    ).subquery()
    shown = (calls.c.enterprise_id, calls.c.written, calls.c.first, calls.c.told, calls.c.asked)
    return select(*shown).order_by(calls.c.issues.desc(), calls.c.first)


def _counted(enterprise_id: Any, written: Any) -> Select[Any]:
    told, asked = (
        func.count(either((column, Raiser.issue_id)).distinct())
        for column in (Raiser.to_tell, Raiser.to_ask)
    )
    return select(
        enterprise_id,
        written,
        func.min(Raiser.id).label("first"),
        told.label("told"),
        asked.label("asked"),
        func.count(Raiser.issue_id.distinct()).label("issues"),
    ).where(_IS_CALLED)


def _group(key: Key, found: _Found, known: dict[int, Any]) -> ToTell:
    enterprise_id, written = key
    row = known.get(enterprise_id) if enterprise_id is not None else None
    name, contact, phone, email = row if row is not None else (written, "", "", "")
    raisers, told_of, asked_of = map(
        tuple, map(sorted, (found.raisers, found.told_of, found.asked_of))
    )
    shown, whom = mask_persons(name), mask_persons(contact)
    return ToTell(enterprise_id, shown, whom, phone, email, raisers, told_of, asked_of)


def _found(session: Session, of: Key | None) -> dict[Key, _Found]:
    columns = (Raiser.id, Raiser.issue_id, Raiser.to_tell, Raiser.to_ask)
    statement = select(*columns, Raiser.enterprise_id, Raiser.written_name).where(_IS_CALLED)
    if of is not None:
        enterprise_id, written = of
        statement = statement.where(Raiser.enterprise_id.is_not_distinct_from(enterprise_id))
        if enterprise_id is None:
            statement = statement.where(Raiser.written_name == written)
    found: dict[Key, _Found] = {}
    for raiser_id, issue_id, to_tell, to_ask, enterprise_id, written in session.execute(statement):
        one = found.setdefault(
            (enterprise_id, "" if enterprise_id is not None else written), _Found()
        )
        one.raisers.add(raiser_id)
        one.told_of.update([issue_id] if to_tell else [])
        one.asked_of.update([issue_id] if to_ask else [])
    return found


def enterprises_called(session: Session, ids: Iterable[int]) -> dict[int, Any]:
    """Name, representative, telephone and e-mail, as the register has them."""
    columns = (Enterprise.name, Enterprise.representative, Enterprise.phone, Enterprise.email)
    known: dict[int, Any] = {}
    for some in chunks(list(ids)):
        rows = session.execute(select(Enterprise.id, *columns).where(Enterprise.id.in_(some)))
        known.update({key: tuple(values) for key, *values in rows})
    return known
