"""What an entry of the history did, taken back row by row: the rows stand as they stood before it.

Derived columns, search texts and the history itself follow, as after every write.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, insert, inspect, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dialogue_app.storage.aggregates import model_of, versioned
from dialogue_app.storage.audit import Aggregate, FieldChanges, is_removed
from dialogue_app.storage.commit import Recorder
from dialogue_app.storage.models.audit import AuditChange, Touched
from dialogue_app.storage.models.base import Base, UtcMoment


class CannotReverse(Exception):
    """The rows cannot be brought back: what they referred to is gone, or their place is taken."""


@dataclass
class _RowChange:
    """What the entry did to one row: by column the values before and after."""

    model: type[Base]
    key: int
    values: FieldChanges = field(default_factory=dict)

    @property
    def was_added(self) -> bool:
        return "id" in self.values and self.values["id"][0] is None

    @property
    def was_removed(self) -> bool:
        return "id" in self.values and self.values["id"][1] is None

    def before(self) -> dict[str, Any]:
        """The values before the entry, as Python has them."""
        columns = inspect(self.model).column_attrs
        types = {column.key: column.columns[0].type for column in columns}
        return {name: from_noted(types[name], old) for name, (old, _new) in self.values.items()}


def is_unchanged(session: Session, sequence: int) -> bool:
    """Whether nobody changed since what the entry touched: the wholes it changed or that show it.

    An entry that touched too much to name is taken for changed.
    """
    columns = (Touched.entity, Touched.entity_id)
    rows = session.execute(select(*columns).where(Touched.sequence == sequence))
    return all(_stands(session, entity, key, sequence) for entity, key in rows)


def _stands(session: Session, entity: str, key: int, sequence: int) -> bool:
    whole = versioned().get(entity)
    if whole is None:
        return True  # a kind without versions
    version = session.scalar(select(whole.version).where(whole.id == key))
    return version is not None and version <= sequence


def reverse(session: Session, sequence: int) -> dict[str, set[int]]:
    """Bring all rows the entry changed to what they were; the wholes it changed, by kind.

    `is_unchanged` has been asked. Raises `CannotReverse`, inside the transaction.
    """
    changed = _changes(session, sequence)
    if any(is_removed(value) for _, whole in changed for both in whole.values() for value in both):
        raise CannotReverse  # what stood before is known no more
    rows = [row for _aggregate, whole in changed for row in _rows(whole)]
    rows.sort(key=lambda row: not row.was_added)  # an id may have been given again in the same act
    session.execute(text("PRAGMA defer_foreign_keys = ON"))  # whatever the order of the rows
    try:
        for row in rows:
            _take_back(session, row)
    except IntegrityError as error:
        raise CannotReverse from error
    _require_all_referred_to(session, {row.model for row in rows})
    session.expire_all()
    for row in rows:
        known = None if row.was_added else session.get(row.model, row.key)
        if known is not None:
            known.shadow()
    session.flush()
    wholes: dict[str, set[int]] = defaultdict(set)
    for (entity, key), whole in changed:
        inverted = {name: [new, old] for name, (old, new) in whole.items()}
        Recorder.of(session).note((entity, key), inverted, new=False)
        wholes[entity].add(key)
    return wholes


def _take_back(session: Session, row: _RowChange) -> None:
    table: Any = row.model.__table__
    if row.was_added:
        session.execute(delete(table).where(table.c.id == row.key))
    elif row.was_removed:
        session.execute(insert(table), [row.before()])
    else:
        session.execute(update(table).where(table.c.id == row.key).values(row.before()))


def _require_all_referred_to(session: Session, models: set[type[Base]]) -> None:
    """Raise `CannotReverse` where a row of these tables refers to nothing."""
    for model in models:
        if session.execute(text(f"PRAGMA foreign_key_check({model.__tablename__})")).first():
            raise CannotReverse


def _changes(session: Session, sequence: int) -> list[tuple[Aggregate, FieldChanges]]:
    rows = session.execute(
        select(AuditChange.entity, AuditChange.entity_id, AuditChange.changes).where(
            AuditChange.sequence == sequence
        )
    )
    return [((entity, key), json.loads(changes)) for entity, key, changes in rows]


def _rows(changes: FieldChanges) -> Iterator[_RowChange]:
    """The rows of one aggregate."""
    found = dict[str, _RowChange]()
    for name, values in changes.items():  # table:id.column
        row, _dot, column = name.partition(".")
        table, _colon, key = row.partition(":")
        change = found.setdefault(row, _RowChange(model_of(table), int(key)))
        change.values[column] = values
    yield from found.values()


def from_noted(kind: Any, value: Any) -> Any:
    """A value of the history as its column holds it in Python."""
    if value is None:
        return None
    if isinstance(kind, UtcMoment):
        return datetime.fromisoformat(value)
    python: type = getattr(kind, "enum_class", None) or kind.python_type
    if issubclass(python, StrEnum):
        return python(value)
    if issubclass(python, date):
        return python.fromisoformat(value)
    return value
