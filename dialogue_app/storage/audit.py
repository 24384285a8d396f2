"""The history of changes: one entry per use case, one change row per aggregate, hash-chained.

Personal values enter a digest only as salted hashes, so a value can be removed later on while the
chain still verifies. Checking the chain and removing values are not here yet.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import insert, inspect, select
from sqlalchemy.orm import Session

from dialogue_app.domain.people import Actor
from dialogue_app.storage.models.audit import AuditChange, AuditEntry
from dialogue_app.storage.models.base import Base, now

Aggregate = tuple[str, int]
FieldChanges = dict[str, list[Any]]  # "assignment:7.due_on" -> [old, new]

OWN_TABLES = frozenset({AuditEntry.__tablename__, AuditChange.__tablename__})
NO_HASH = "0" * 64
# Kept in step by the store itself; what they follow from is in the history already.
_DERIVED = frozenset(
    {
        "version", "state", "state_rank", "to_give", "lead_body_id", "lead_body_sort",
        "lead_relation", "lead_given_on", "next_due_on", "next_due_own", "raisers_text",
        "raisers_sort", "name_folded", "name_sort", "match_key", "code_folded", "text_digest",
    }
)  # fmt: skip


@cache
def _columns(model: type[Base]) -> tuple[str, ...]:
    names = [column.key for column in inspect(model).column_attrs]
    keep_state = model.__tablename__ == "assignment"  # the state of a part is no derived one
    return tuple(n for n in names if n not in _DERIVED or (keep_state and n == "state"))


@cache
def personal_fields() -> frozenset[tuple[str, str]]:
    """Every table and column whose values can be removed from the history."""
    return frozenset(
        (mapper.class_.__tablename__, attribute.key)
        for mapper in Base.registry.mappers
        for attribute in mapper.column_attrs
        if attribute.columns[0].info.get("personal")
    )


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()  # one spelling for one moment
    return value.isoformat() if isinstance(value, date) else value


def _key(model: type[Base], row_id: int, field: str) -> str:
    return f"{model.__tablename__}:{row_id}.{field}"


def _row_id(row: Base) -> int:
    identity = inspect(row).identity
    assert identity is not None
    return int(identity[0])


def inserted(row: Base) -> FieldChanges:
    """All that stands in a new row."""
    model = type(row)
    values = {name: getattr(row, name) for name in _columns(model)}
    return inserted_values(model, {**values, "id": getattr(row, "id", 0)})


def inserted_values(model: type[Base], values: Mapping[str, Any]) -> FieldChanges:
    """All that stands in a new row given as column values."""
    prefix = f"{model.__tablename__}:{values['id']}."
    return {
        prefix + name: [None, _plain(value)]
        for name in _columns(model)
        if not _is_empty(value := values.get(name))
    }


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or value is False  # 0 is a number


def updated(row: Base) -> FieldChanges:
    """What changed in a row: old and new value of each column."""
    model, state = type(row), inspect(row)
    found: FieldChanges = {}
    for name in _columns(model):
        history = state.attrs[name].history
        if history.has_changes():
            old = history.deleted[0] if history.deleted else None
            new = history.added[0] if history.added else None
            if old != new:
                found[_key(model, _row_id(row), name)] = [_plain(old), _plain(new)]
    return found


def deleted(row: Base) -> FieldChanges:
    """All that stood in a row that goes."""
    model = type(row)
    return {
        _key(model, _row_id(row), name): [_plain(value), None]
        for name in _columns(model)
        if not _is_empty(value := row.__dict__.get(name))
    }


# One spelling for one value, so that digests can be compared.
_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def change_digest(aggregate: Aggregate, salts: Mapping[str, str], changes: FieldChanges) -> str:
    """The digest of one change row; values that have a salt take part as salted hashes."""

    def hashed(key: str, values: list[Any]) -> list[Any]:
        salt = salts.get(key)
        if salt is None:
            return values
        return [None if v is None else _sha256(f"{salt}:{key}:{_canonical(v)}") for v in values]

    return _sha256(_canonical([*aggregate, {k: hashed(k, v) for k, v in changes.items()}]))


def new_salts(changes: FieldChanges) -> dict[str, str]:
    """A salt for each personal field, so that none can be guessed by the salt of another."""
    personal = personal_fields()
    keys = [key for key in changes if _table_and_column(key) in personal]
    drawn = secrets.token_hex(8 * len(keys))
    return {key: drawn[16 * place : 16 * (place + 1)] for place, key in enumerate(keys)}


def _table_and_column(key: str) -> tuple[str, str]:
    table, _colon, rest = key.partition(":")
    return table, rest[rest.index(".") + 1 :]


def entry_hash(entry: Mapping[str, Any]) -> str:
    """The hash of an entry over its own values and the hash of the one before."""
    fields = ("sequence", "at", "staff_id", "role", "action", "previous_hash", "digest")
    return _sha256(_canonical([_plain(entry[name]) for name in fields]))


def head(session: Session) -> tuple[int, str]:
    """Number and hash of the latest entry; (0, 64 zeros) of an empty history."""
    newest = session.execute(
        select(AuditEntry.sequence, AuditEntry.hash).order_by(AuditEntry.sequence.desc()).limit(1)
    ).first()
    return (newest[0], newest[1]) if newest else (0, NO_HASH)


def write_entry(
    session: Session, actor: Actor, action: str, changed: Mapping[Aggregate, FieldChanges]
) -> None:
    """Append one entry with a change row for each aggregate."""
    sequence, previous = head(session)
    rows = [_change_row(sequence + 1, *item) for item in sorted(changed.items())]
    entry: dict[str, Any] = {
        "sequence": sequence + 1,
        "at": now(),
        "staff_id": actor.staff_id,
        "role": actor.role,
        "action": action,
        "previous_hash": previous,
        "digest": _sha256("".join(row["digest"] for row in rows)),
    }
    session.execute(insert(AuditEntry), [{**entry, "hash": entry_hash(entry)}])
    session.execute(insert(AuditChange.__table__), rows)  # type: ignore[arg-type]


def without_detours(changed: Mapping[Aggregate, FieldChanges]) -> dict[Aggregate, FieldChanges]:
    """What changed and changed back was no change."""
    done = {
        aggregate: {name: [old, new] for name, (old, new) in changes.items() if old != new}
        for aggregate, changes in changed.items()
    }
    return {aggregate: changes for aggregate, changes in done.items() if changes}


def _change_row(sequence: int, aggregate: Aggregate, changes: FieldChanges) -> dict[str, Any]:
    salts = new_salts(changes)
    return {
        "sequence": sequence,
        "entity": aggregate[0],
        "entity_id": aggregate[1],
        "changes": _canonical(changes),
        "salts": _canonical(salts),
        "digest": change_digest(aggregate, salts, changes),
    }
