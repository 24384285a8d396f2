"""What an entry of the history did, taken back row by row: the rows stand as they stood before it.

Derived columns, search texts and the history itself follow, as after every write.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dialogue_app.storage import search_index
from dialogue_app.storage.aggregates import model_of, versioned
from dialogue_app.storage.audit import parts_of_key
from dialogue_app.storage.bulk import write_columns
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.commit import Recorder
from dialogue_app.storage.digests import Aggregate, FieldChanges, is_removed
from dialogue_app.storage.models.audit import AuditChange, Touched
from dialogue_app.storage.models.base import Base, UtcMoment


class CannotReverse(Exception):
    """The rows cannot be brought back: what they referred to is gone, or their place is taken."""


@dataclass
class RowChange:
    """What the entry did to one row: by column the values before and after."""

    model: type[Base]
    key: int
    values: FieldChanges = field(default_factory=dict)

    @property
    def was_added(self) -> bool:
        """Whether the entry added it."""
        return "id" in self.values and self.values["id"][0] is None

    @property
    def was_removed(self) -> bool:
        """Whether the entry removed it."""
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
    if version is None:
        return _was_removed(session, (entity, key), sequence)
    return bool(version <= sequence)


def _was_removed(session: Session, whole: Aggregate, sequence: int) -> bool:
    """Whether the entry itself removed it, and nobody gave its number to another since."""
    rows = session.execute(
        select(AuditChange.sequence, AuditChange.changes).where(
            AuditChange.entity == whole[0],
            AuditChange.entity_id == whole[1],
            AuditChange.sequence >= sequence,
        )
    ).all()
    if [at for at, _changes in rows] != [sequence]:
        return False
    key = f"{versioned()[whole[0]].__tablename__}:{whole[1]}.id"
    return bool(json.loads(rows[0][1]).get(key) == [whole[1], None])


Change = tuple[Aggregate, FieldChanges]


def reverse(session: Session, sequence: int) -> dict[str, set[int]]:
    """Bring all rows the entry changed to what they were; the wholes it changed, by kind.

    `is_unchanged` has been asked. Raises `CannotReverse`, inside the transaction.
    """
    return take_back(session, changes_of(session, sequence))


def take_back(session: Session, changed: Sequence[Change]) -> dict[str, set[int]]:
    """Bring the rows of some changes to what they were; the wholes of these, by kind.

    Raises `CannotReverse`, inside the transaction.
    """
    if any(map(has_removed, (whole for _aggregate, whole in changed))):
        raise CannotReverse  # what stood before is known no more
    rows = [row for _aggregate, whole in changed for row in rows_of(whole)]
    Recorder.of(session).note_wholes_of([aggregate for aggregate, _whole in changed])
    session.execute(text("PRAGMA defer_foreign_keys = ON"))  # whatever the order of the rows
    try:
        # an id may have been given again in the same act: what was added goes first
        _remove(session, [row for row in rows if row.was_added])
        for row in rows:
            if row.was_removed:
                session.execute(insert(row.model.__table__), [_whole_row(row)])  # type: ignore[arg-type]
        _restore(session, [row for row in rows if not (row.was_added or row.was_removed)])
    except IntegrityError as error:
        raise CannotReverse from error
    _require_all_referred_to(session, {row.model for row in rows})
    session.expire_all()
    _bring_shadows(session, [row for row in rows if not row.was_added])
    wholes: dict[str, set[int]] = defaultdict(set)
    for (entity, key), whole in changed:
        inverted = {name: [new, old] for name, (old, new) in whole.items()}
        Recorder.of(session).note((entity, key), inverted)
        wholes[entity].add(key)
    return wholes


def has_removed(whole: FieldChanges) -> bool:
    """Whether values were removed from the history of these changes."""
    return any(is_removed(value) for both in whole.values() for value in both)


def _remove(session: Session, rows: Sequence[RowChange]) -> None:
    """Delete rows that the entry added, with their texts for the search."""
    for model, of_model in _by_model(rows).items():
        ids = sorted(row.key for row in of_model)
        search_index.forget(session, model.__root__[0], ids if model.__root__[1] == "id" else ())
        table: Any = model.__table__
        for some in chunks(ids):
            session.execute(delete(table).where(table.c.id.in_(some)))


def _whole_row(row: RowChange) -> dict[str, Any]:
    """The values of a removed row, with what followed from them."""
    one = row.model(**row.before())
    one.shadow()
    names = [column.key for column in inspect(row.model).column_attrs]
    return {name: value for name in names if (value := getattr(one, name)) is not None}


def _restore(session: Session, rows: Sequence[RowChange]) -> None:
    """Give changed rows the values they had: those of the same columns in one statement."""
    alike: defaultdict[tuple[type[Base], frozenset[str]], list[RowChange]] = defaultdict(list)
    for row in rows:
        alike[row.model, frozenset(row.values)].append(row)
    for (model, columns), of_kind in alike.items():
        names = sorted(columns)
        for some in chunks(of_kind):
            old = ((row.before(), row.key) for row in some)
            values = ((*(known[name] for name in names), key) for known, key in old)
            write_columns(session, model, names, values)


def _bring_shadows(session: Session, rows: Sequence[RowChange]) -> None:
    """What rows are sorted and found by follows from their values."""
    for model, of_model in _by_model(rows).items():
        if model.shadow is not Base.shadow:
            for some in chunks(sorted(row.key for row in of_model)):
                key: Any = inspect(model).primary_key[0]
                for known in session.scalars(select(model).where(key.in_(some))):
                    known.shadow()
                session.flush()
                session.expire_all()


def _by_model(rows: Sequence[RowChange]) -> dict[type[Base], list[RowChange]]:
    found: defaultdict[type[Base], list[RowChange]] = defaultdict(list)
    for row in rows:
        found[row.model].append(row)
    return found


def _require_all_referred_to(session: Session, models: set[type[Base]]) -> None:
    """Raise `CannotReverse` where a row of these tables refers to nothing."""
    for model in models:
        if session.execute(text(f"PRAGMA foreign_key_check({model.__tablename__})")).first():
            raise CannotReverse


def changes_of(session: Session, sequence: int) -> list[Change]:
    """What the entry did, whole by whole."""
    rows = session.execute(
        select(AuditChange.entity, AuditChange.entity_id, AuditChange.changes).where(
            AuditChange.sequence == sequence
        )
    )
    return [((entity, key), json.loads(changes)) for entity, key, changes in rows]


def rows_of(changes: FieldChanges) -> Iterator[RowChange]:
    """The rows of one aggregate."""
    found = dict[tuple[str, int], RowChange]()
    for name, values in changes.items():
        table, key, column = parts_of_key(name)
        change = found.setdefault((table, key), RowChange(model_of(table), key))
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
