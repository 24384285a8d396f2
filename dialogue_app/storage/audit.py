"""The history of changes: one entry per use case, one change row per aggregate, hash-chained."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Enum, String, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_state
from sqlalchemy.orm.base import LoaderCallableStatus

from dialogue_app.domain.fields.facts import names_of
from dialogue_app.storage.aggregates import models
from dialogue_app.storage.bulk import Column
from dialogue_app.storage.digests import (
    Aggregate,
    FieldChanges,
    as_json,
    is_empty,
)
from dialogue_app.storage.identity import Head
from dialogue_app.storage.models.audit import (
    AuditChange,
    AuditEntry,
    CleaningDue,
    SearchDue,
    Touched,
)
from dialogue_app.storage.models.base import Base
from dialogue_app.storage.models.calendar import WorkingDay
from dialogue_app.storage.models.identity import RegisterIdentity
from dialogue_app.storage.models.people import Staff

# The tables of the history itself and of the register's identity: no changes to note.
OWN_TABLES = frozenset(
    model.__tablename__
    for model in (
        AuditEntry,
        AuditChange,
        Touched,
        SearchDue,
        CleaningDue,
        RegisterIdentity,
        WorkingDay,
    )
)


@dataclass(frozen=True, slots=True)
class EntrySummary:
    """What an entry says in a refusal: what was done, by whom, when."""

    action: str
    name: str
    at: datetime


@cache
def noted_columns(model: type[Base]) -> Collection[str]:
    """The columns whose changes are noted: all but the derived ones, in their order."""
    return dict.fromkeys(
        attribute.key
        for attribute in inspect(model).column_attrs
        if not attribute.columns[0].info.get("derived")
    )


@cache
def personal_fields() -> frozenset[tuple[str, str]]:
    """Every table and column whose values can be removed from the history."""
    return frozenset(
        (table, name)
        for table, model in models().items()
        if table not in OWN_TABLES
        for name in text_columns(model) - _public(model)
    )


def text_columns(model: type[Base]) -> set[str]:
    """The columns in which a text of its own can be typed."""
    columns = {attribute.key: attribute.columns[0] for attribute in inspect(model).column_attrs}
    return {
        name
        for name in noted_columns(model)
        if isinstance(columns[name].type, String) and not isinstance(columns[name].type, Enum)
    }


def _public(model: type[Base]) -> set[str]:
    """The columns that are said to hold nothing of a person."""
    marked = {
        attribute.key
        for attribute in inspect(model).column_attrs
        if attribute.columns[0].info.get("public")
    }
    draft = model.draft()
    return marked | set(names_of(draft, public=True) if draft is not None else ())


def _key(model: type[Base], row_id: int, field: str) -> str:
    return f"{model.__tablename__}:{row_id}.{field}"


def parts_of_key(key: str) -> tuple[str, int, str]:
    """Table, row and column of `table:id.column`, as the changes name a field."""
    row, _dot, column = key.partition(".")
    table, _colon, row_id = row.partition(":")
    return table, int(row_id), column


def column_of_key(key: str) -> tuple[str, str]:
    """Table and column of `table:id.column`."""
    row, _dot, column = key.partition(".")
    return row.partition(":")[0], column


def _row_id(row: Base) -> int:
    key = instance_state(row).key
    assert key is not None
    return int(key[1][0])


def inserted(row: Base) -> FieldChanges:
    """The values of a new row as changes from nothing; empty ones are left out."""
    model = type(row)
    prefix = f"{model.__tablename__}:{getattr(row, 'id', 0)}."
    values = ((name, getattr(row, name)) for name in noted_columns(model))
    return {prefix + name: [None, as_json(value)] for name, value in values if not is_empty(value)}


def join(known: FieldChanges, later: FieldChanges) -> None:
    """Add what was changed later: a field that changes twice keeps its first old value."""
    for name, (old, new) in later.items():
        known[name] = [known[name][0] if name in known else old, new]


def updated(row: Base) -> FieldChanges:
    """What changed in a row: old and new value of each column."""
    model, state = type(row), instance_state(row)
    found: FieldChanges = {}
    noted, now = noted_columns(model), state.dict
    for name, before in state.committed_state.items():  # of what was set since it was read
        old = None if isinstance(before, LoaderCallableStatus) else before
        if name in noted and old != (new := now.get(name)):
            found[_key(model, _row_id(row), name)] = [as_json(old), as_json(new)]
    return found


def changed_rows(
    model: type[Base], ids: Sequence[int], columns: Mapping[str, tuple[Column, Column]]
) -> Iterator[FieldChanges]:
    """As `updated`, of many rows: of each column what it held and what it holds now."""
    names = [name for name in columns if name in noted_columns(model)]
    spelt = [[map(cache(as_json), column) for column in columns[name]] for name in names]
    pairs = [zip(old, new, strict=True) for old, new in spelt]
    for row_id, *row in zip(ids, *pairs, strict=True):
        prefix = f"{model.__tablename__}:{row_id}."
        yield {
            prefix + name: [old, new]
            for name, (old, new) in zip(names, row, strict=True)
            if old != new
        }


def deleted(row: Base) -> FieldChanges:
    """The values of a deleted row as changes to nothing."""
    model = type(row)
    return {
        _key(model, _row_id(row), name): [as_json(value), None]
        for name in noted_columns(model)
        if not is_empty(value := row.__dict__.get(name))
    }


def head(session: Session) -> Head:
    """The latest entry; number 0 and 64 zeros of an empty history."""
    return latest(session)[0]


def latest(session: Session) -> tuple[Head, datetime | None]:
    """The latest entry, and when it was written; no moment where a broken file says none."""
    newest = select(AuditEntry.sequence, AuditEntry.hash).order_by(AuditEntry.sequence.desc())
    try:
        found = session.execute(newest.add_columns(AuditEntry.at).limit(1)).first()
    except ValueError:
        return Head(*session.execute(newest.limit(1)).one()), None
    return (Head(found[0], found[1]), found[2]) if found else (Head(), None)


def entry_of(session: Session, sequence: int) -> EntrySummary:
    """What entry `sequence` did, by whom, when."""
    found = session.execute(
        select(AuditEntry.action, Staff.name, AuditEntry.at)
        .join(Staff, Staff.id == AuditEntry.staff_id)
        .where(AuditEntry.sequence == sequence)
    ).one()
    return EntrySummary(*found)


def last_entry_of(
    session: Session, aggregate: Aggregate, after: int, columns: frozenset[str]
) -> int | None:
    """The last entry after `after` that changed one of these columns of an aggregate.

    A column is "table.column", or "table.*" for any of a table.
    """
    entity, entity_id = aggregate
    rows = session.execute(
        select(AuditChange.sequence, AuditChange.changes)
        .where(
            AuditChange.entity == entity,
            AuditChange.entity_id == entity_id,
            AuditChange.sequence > after,
        )
        .order_by(AuditChange.sequence.desc())
    )
    for sequence, changes in rows:
        for table, column in map(column_of_key, json.loads(changes)):
            if not columns.isdisjoint((f"{table}.*", f"{table}.{column}")):
                return int(sequence)
    return None


def without_unchanged(changes: FieldChanges) -> FieldChanges:
    """The changes without fields that were changed back to what they were."""
    return {name: change for name, change in changes.items() if change[0] != change[1]}
