"""People named in what is typed: which of them are our staff."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.documents.naming import bare_name
from dialogue_app.domain.people import Person
from dialogue_app.storage.models.people import Staff


def known_staff(session: Session, people: Sequence[Person]) -> list[Person]:
    """The people in their order, each with the `staff_id` of the only member of our staff of
    that name, if there is exactly one."""
    if not any(person.name for person in people):
        return list(people)
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for staff_id, name in session.execute(select(Staff.id, Staff.name)):
        by_name[_key(name)].append(staff_id)
    return [_as_staff(person, by_name.get(_key(person.name), [])) for person in people]


def _as_staff(person: Person, staff_ids: list[int]) -> Person:
    return replace(person, staff_id=staff_ids[0] if len(staff_ids) == 1 else None)


def _key(name: str) -> str:
    return bare_name(name).casefold()
