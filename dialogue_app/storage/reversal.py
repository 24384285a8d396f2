"""What an entry of the history did, taken back row by row: the rows stand as they stood before it.

Derived columns, search texts and the history itself follow, as after every write.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from dialogue_app.storage.audit import Aggregate
from dialogue_app.storage.models.audit import AuditChange
from dialogue_app.storage.models.base import Base, Identified

Row = tuple[str, int]  # table and id
Values = dict[str, list[Any]]  # by column: [before, after]


def wholes_changed(session: Session, sequence: int) -> list[Aggregate]:
    """The aggregates an entry changed."""
    columns = (AuditChange.entity, AuditChange.entity_id)
    rows = session.execute(select(*columns).where(AuditChange.sequence == sequence))
    return [(entity, key) for entity, key in rows]


def is_unchanged(session: Session, sequence: int) -> bool:
    """Whether every whole that the entry changed stands as the entry left it."""
    models = {model.__root__[0]: model for model in _models().values() if _is_whole(model)}
    for entity, key in wholes_changed(session, sequence):
        whole: Any = models.get(entity)
        if whole is not None:
            version = session.scalar(select(whole.version).where(whole.id == key))
            if version != sequence:
                return False
    return True


def reverse(session: Session, sequence: int) -> None:
    """Bring all rows the entry changed to what they were; `is_unchanged` has been asked."""
    rows = _rows(session, sequence)
    added = [row for row, values in rows.items() if values.get("id", [0])[0] is None]
    removed = [row for row, values in rows.items() if values.get("id", [0, 0])[1] is None]
    order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
    for table, key in sorted(removed, key=lambda row: order[row[0]]):
        model = _models()[table]
        session.add(model(**_before(model, rows[table, key])))
        session.flush()
    for table, key in rows.keys() - {*added, *removed}:
        model = _models()[table]
        row = session.get_one(model, key)
        for name, value in _before(model, rows[table, key]).items():
            setattr(row, name, value)
        row.shadow()
    session.flush()
    for table, key in sorted(added, key=lambda row: -order[row[0]]):
        session.delete(session.get_one(_models()[table], key))
        session.flush()
    session.expire_all()


def _rows(session: Session, sequence: int) -> dict[Row, Values]:
    """What the entry did, by row."""
    found: defaultdict[Row, Values] = defaultdict(dict)
    statement = select(AuditChange.changes).where(AuditChange.sequence == sequence)
    for changes in session.scalars(statement):
        for key, values in json.loads(changes).items():  # table:id.column
            row, _dot, column = key.partition(".")
            table, _colon, number = row.partition(":")
            found[table, int(number)][column] = values
    return dict(found)


def _models() -> Mapping[str, type[Base]]:
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}


def _is_whole(model: type[Base]) -> bool:
    return issubclass(model, Identified) and model.__root__[1] == "id"


def _before(model: type[Base], values: Values) -> dict[str, Any]:
    """The values before the entry, as Python has them."""
    types = {column.key: column.columns[0].type for column in inspect(model).column_attrs}
    return {name: _python(types[name], before) for name, (before, _after) in values.items()}


def _python(kind: Any, value: Any) -> Any:
    """A value of the history as the column holds it."""
    if value is None:
        return None
    python: type = getattr(kind, "enum_class", None) or kind.python_type
    if issubclass(python, StrEnum):
        return python(value)
    if issubclass(python, datetime | date):
        return python.fromisoformat(value)
    return value
