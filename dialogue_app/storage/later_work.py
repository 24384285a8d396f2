"""What was done since to what an entry of the history wrote: that is not taken back with it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from sqlalchemy import ForeignKey, inspect, select
from sqlalchemy.orm import Session

from dialogue_app.storage import audit, digests
from dialogue_app.storage.aggregates import models, versioned
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.digests import Aggregate, FieldChanges
from dialogue_app.storage.models import whole_schema
from dialogue_app.storage.models.audit import AuditChange
from dialogue_app.storage.models.base import Base, Reach
from dialogue_app.storage.reversal import Change, changes_of, has_removed, rows_of


class Why(Enum):
    """Why something stays as it is."""

    EDITED = auto()  # something of it was changed since
    REFERRED_TO = auto()  # something else refers to it by now


@dataclass
class Undoing:
    """What can be taken back of an entry, and what stays."""

    changes: list[Change]
    kept: dict[Aggregate, Why] = field(default_factory=dict)

    def keep(self, found: Collection[Aggregate], why: Why) -> bool:
        """Leave these as they are; whether any of them was to be taken back."""
        known = [change for change in self.changes if change[0] in found]
        self.kept |= dict.fromkeys((aggregate for aggregate, _changes in known), why)
        self.changes = [change for change in self.changes if change[0] not in self.kept]
        return bool(known)


def undoing_of(session: Session, sequence: int) -> Undoing:
    """What can be taken back of entry `sequence`: all that nobody worked on since.

    What was brought back to what the entry left, or taken back already, was not worked on. What
    was removed from the history cannot be brought back.
    """
    entry = dict(changes_of(session, sequence))
    edited, done = _worked_on(session, sequence, entry)
    undoing = Undoing([(key, changes) for key, changes in entry.items() if key not in done])
    forgotten = {key for key, changes in entry.items() if has_removed(changes)}
    undoing.keep(edited | forgotten, Why.EDITED)
    keep_what_hangs_together(session, undoing)
    return undoing


def keep_what_hangs_together(session: Session, undoing: Undoing) -> None:
    """Keep, too, what the kept consists of, and whatever is referred to from outside."""
    while True:
        parts = set(_parts_of(session, undoing))
        if undoing.keep(parts, Why.EDITED):
            continue
        if not undoing.keep(set(_referred_to(session, undoing.changes)), Why.REFERRED_TO):
            return


def without_edited(
    session: Session, changes: Sequence[Change], sequence: int
) -> tuple[list[Change], list[tuple[Aggregate, str]]]:
    """The changes of an entry without the fields that were changed again since; and these.

    So is everything of a row that was removed since, and a row added since under its id.
    """
    left: list[Change] = []
    edited: list[tuple[Aggregate, str]] = []
    later = _later_changes(session, sequence, {aggregate for aggregate, _changes in changes})
    for aggregate, whole in changes:
        since = audit.without_unchanged(later.get(aggregate, {}))
        gone = {name.partition(".")[0] for name in since if name.endswith(".id")}
        kept = {
            name: pair
            for name, pair in whole.items()
            if _stands(name, since, gone) and not any(map(digests.is_removed, pair))
        }
        edited += [(aggregate, name.partition(".")[2]) for name in whole.keys() - kept.keys()]
        if kept:
            left.append((aggregate, kept))
    return left, sorted(edited)


def _stands(name: str, since: FieldChanges, gone: set[str]) -> bool:
    return name not in since and name.partition(".")[0] not in gone


# Worked on since --------------------------------------------------------------------------------


def _worked_on(
    session: Session, sequence: int, entry: dict[Aggregate, FieldChanges]
) -> tuple[set[Aggregate], set[Aggregate]]:
    """Those of the entry that stand otherwise than it left them, and those as before it."""
    suspects = _changed_since(session, sequence, entry)
    later = _later_changes(session, sequence, suspects)
    edited, done = set[Aggregate](), set[Aggregate]()
    for key in suspects & later.keys():
        if audit.without_unchanged(later[key]):
            together = dict(entry[key])
            audit.join(together, later[key])
            (edited if audit.without_unchanged(together) else done).add(key)
    wholes: defaultdict[str, list[int]] = defaultdict(list)
    for entity, number in suspects:
        wholes[entity].append(number)
    for reach, model in _reaches():
        parts = _parts(session, reach, model.__root__[0], wholes[reach.entity])
        changed = _later_changes(session, sequence, set(parts) - entry.keys())
        for part, changes in changed.items():
            if audit.without_unchanged(changes):
                edited |= {(reach.entity, whole) for whole in parts[part]} & suspects
    return edited - done, done


def _changed_since(
    session: Session, sequence: int, entry: dict[Aggregate, FieldChanges]
) -> set[Aggregate]:
    """Those whose version says so, that are gone, or that have none."""
    by_entity: defaultdict[str, list[int]] = defaultdict(list)
    for entity, key in entry:
        by_entity[entity].append(key)
    found = set[Aggregate]()
    for entity, keys in by_entity.items():
        model: Any = versioned().get(entity)
        stands = set[int]()
        for some in chunks(sorted(keys)) if model is not None else ():
            unchanged = select(model.id).where(model.id.in_(some), model.version <= sequence)
            stands.update(session.scalars(unchanged))
        found |= {(entity, key) for key in keys if key not in stands}
    return found


def _later_changes(
    session: Session, sequence: int, wholes: Collection[Aggregate]
) -> dict[Aggregate, FieldChanges]:
    """What all entries after `sequence` did to these together."""
    by_entity: defaultdict[str, list[int]] = defaultdict(list)
    for entity, key in wholes:
        by_entity[entity].append(key)
    found: dict[Aggregate, FieldChanges] = {}
    for entity, keys in by_entity.items():
        for some in chunks(sorted(keys)):
            rows = session.execute(
                select(AuditChange.entity_id, AuditChange.changes)
                .where(
                    AuditChange.entity == entity,
                    AuditChange.entity_id.in_(some),
                    AuditChange.sequence > sequence,
                )
                .order_by(AuditChange.sequence, AuditChange.id)
            )
            for key, changes in rows:
                audit.join(found.setdefault((entity, key), {}), json.loads(changes))
    return found


# What hangs together ----------------------------------------------------------------------------


def _parts_of(session: Session, undoing: Undoing) -> Iterator[Aggregate]:
    """The parts of what is kept, and the wholes of parts that are kept."""
    for reach, model in _reaches():
        entity = model.__root__[0]
        kept = [key for kind, key in undoing.kept if kind == reach.entity]
        yield from _parts(session, reach, entity, kept)
        parts = [key for kind, key in undoing.kept if kind == entity]
        for some in chunks(sorted(parts)):
            table = whole_schema().tables[reach.table]
            of_parts = select(table.c[reach.whole]).where(table.c[reach.by].in_(some))
            yield from ((reach.entity, whole) for whole in session.scalars(of_parts))


def _parts(
    session: Session, reach: Reach, entity: str, wholes: Sequence[int]
) -> dict[Aggregate, list[int]]:
    """The parts of some wholes, each with those it is part of."""
    table = whole_schema().tables[reach.table]
    found: defaultdict[Aggregate, list[int]] = defaultdict(list)
    for some in chunks(sorted(wholes)):
        rows = session.execute(
            select(table.c[reach.by], table.c[reach.whole]).where(table.c[reach.whole].in_(some))
        )
        for key, whole in rows:
            found[entity, key].append(whole)
    return dict(found)


def _referred_to(session: Session, changes: Sequence[Change]) -> Iterator[Aggregate]:
    """Those with a row that would go, or lose its column, and that something staying refers to."""
    added: defaultdict[str, dict[int, Aggregate]] = defaultdict(dict)
    restored: set[tuple[str, int, str]] = set()
    for aggregate, whole in changes:
        for row in rows_of(whole):
            table = row.model.__tablename__
            if row.was_added:
                added[table][row.key] = aggregate
            else:
                restored |= {(table, row.key, name) for name in row.values}
    for model in _models():
        key = inspect(model).primary_key[0]
        table = model.__tablename__
        for column in model.__table__.columns:
            for target in _targets(column.foreign_keys) & added.keys():
                for some in chunks(sorted(added[target])):
                    rows = session.execute(select(key, column).where(column.in_(some)))
                    for row_id, referred in rows:
                        stays = row_id not in added[table]
                        if stays and (table, row_id, column.key) not in restored:
                            yield added[target][referred]


def _targets(keys: Collection[ForeignKey]) -> set[str]:
    return {key.column.table.name for key in keys}


def _models() -> list[type[Base]]:
    return [model for table, model in models().items() if table not in audit.OWN_TABLES]


def _reaches() -> list[tuple[Reach, type[Base]]]:
    return [(reach, model) for model in _models() for reach in model.__part_of__]
