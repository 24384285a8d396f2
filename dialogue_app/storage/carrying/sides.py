"""What is compared when a copy comes back: how it went, what it is now, and what stands here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue_app.domain.bringing import Compared, GroupOf, Identity, compare
from dialogue_app.storage.carrying.going_back import rows_after
from dialogue_app.storage.carrying.groups import groups_of
from dialogue_app.storage.carrying.rows import (
    Execute,
    Key,
    Rows,
    Values,
    identified,
    read_all,
    read_wholes,
)
from dialogue_app.storage.carrying.tables import carried_tables
from dialogue_app.storage.carrying.travelling import execute_of
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.models.enterprises import Enterprise, MergedEnterprise

# What is one thing though it was added on both sides: what has the same in these columns.
_SAME = {
    "enterprise": "tax_code", "topic": "name", "legal_type": "name", "staff": "system_user",
    "body": "name",
}  # fmt: skip
_OURS = ("uid", "number")  # of such a thing stay as they are here


@dataclass(frozen=True, slots=True)
class CopyRows:
    """The rows of a copy as they are, and as they were when the register last knew them."""

    now: Mapping[Key, Values]
    before: Mapping[Key, Values]


@dataclass(frozen=True, slots=True)
class Sides:
    """The comparison, and all rows of it by their identities, with their ids here and there."""

    compared: Compared
    ours: Rows
    theirs: Rows
    group_of: GroupOf

    def whole_of(self, row: Identity) -> Identity:
        """The whole that a row is, or is part of."""
        return self.group_of(row, "").whole


def read_copy(execute: Execute, sequence: int) -> CopyRows:
    """The rows of a copy, which the register knows up to that entry of its history."""
    now = read_all(execute)
    return CopyRows(now, rows_after(execute, now, sequence))


def compare_with(session: Session, copy: CopyRows) -> Sides:
    """Compare a copy with the register that it was taken from."""
    now, before = ({key: dict(values) for key, values in rows.items()}
                   for rows in (copy.now, copy.before))  # fmt: skip
    _follow_merged(session, (now, before))
    start = _standing(session, (now, before))
    ours = identified(read_wholes(execute_of(session), start))
    theirs, base = identified(now), identified(before)
    sides = (base.values, ours.values, theirs.values)
    group_of = groups_of(*sides)
    return Sides(compare(*sides, group_of), ours, theirs, group_of)


def _follow_merged(session: Session, sides: tuple[dict[Key, Values], dict[Key, Values]]) -> None:
    """What was one enterprise when the copy went and is a part of another here is that one."""
    now, before = sides
    keys = {values["uid"]: key for key, values in before.items() if key[0] == "enterprise"}
    numbers = {values["number"]: key for key, values in before.items() if key[0] == "enterprise"}
    became: dict[Key, Key] = {}
    for some in chunks(sorted(numbers)):
        rows = select(MergedEnterprise.number, Enterprise.uid, Enterprise.number)
        rows = rows.join(Enterprise, Enterprise.id == MergedEnterprise.enterprise_id)
        for merged, uid, number in session.execute(rows.where(MergedEnterprise.number.in_(some))):
            key = numbers[merged]
            if uid in keys:
                became[key] = keys[uid]
                continue
            for side in sides:  # the other did not travel
                if key in side:
                    side[key] |= {"uid": uid, "number": number}
            keys[uid] = key
    for key in became:
        if now.get(key) == before[key]:  # else it is for a person to decide
            del now[key], before[key]
    for side in sides:
        for (name, _key), values in side.items():
            for column, target in carried_tables()[name].references.items():
                if (other := became.get((target, values.get(column, 0)))) is not None:
                    values[column] = other[1]


def _standing(
    session: Session, sides: tuple[dict[Key, Values], dict[Key, Values]]
) -> dict[str, set[int]]:
    """The ids here of the wholes that the copy has; what was added on both sides becomes one."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for table in carried_tables().values():
        if table.root:
            continue
        if table.known_by != ("uid",):  # a short list
            found[table.name].update(session.scalars(select(table.column("id"))))
            continue
        uids = {values["uid"] for side in sides for (name, _key), values in side.items()
                if name == table.name}  # fmt: skip
        known: dict[str, int] = {}
        for some in chunks(sorted(uids)):
            rows = select(table.column("uid"), table.column("id"))
            rows = rows.where(table.column("uid").in_(some))
            known.update(dict(session.execute(rows).all()))
        found[table.name].update(known.values())
        if table.name in _SAME:
            found[table.name].update(_make_one(session, table.name, uids - known.keys(), sides))
    return found


def _make_one(
    session: Session, name: str, strange: set[str], sides: tuple[dict[Key, Values], ...]
) -> Iterator[int]:
    """Give what is not known here the identity of what is the same; gives the ids of that."""
    table, same_by = carried_tables()[name], _SAME[name]
    meant: defaultdict[str, list[Values]] = defaultdict(list)
    for side in sides:
        for (kind, _key), values in side.items():
            if kind == name and values["uid"] in strange and values.get(same_by):
                meant[values[same_by]].append(values)
    carried = {values["uid"] for side in sides for (kind, _key), values in side.items()
               if kind == name} - strange  # fmt: skip
    for some in chunks(sorted(meant)):
        value_of = table.column(same_by)
        alike = select(func.min(table.column("id"))).where(value_of.in_(some)).group_by(value_of)
        same: Any = select(table.model).where(table.column("id").in_(alike))
        for row in session.scalars(same):
            if row.uid in carried:
                continue  # the copy has both, and knows them apart
            for values in meant[getattr(row, same_by)]:
                values.update({one: getattr(row, one) for one in _OURS if one in values})
            yield row.id
