"""The history read back: replayed it must give the register, and its hashes must hold."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import inspect, select

from dialogue_app.services.case import Case
from dialogue_app.storage import audit
from dialogue_app.storage.identity import Head
from dialogue_app.storage.models.audit import AuditChange, AuditEntry
from dialogue_app.storage.models.base import Base


def same(one: Any, other: Any) -> bool:
    """Nothing, an empty text and no are not written down."""
    empty = [value is None or value == "" or value is False for value in (one, other)]
    return all(empty) or one == other


def assert_history_is_true(case: Case) -> None:
    """Every row is what its changes add up to, each change begins where the one before ended."""
    replayed: defaultdict[str, Any] = defaultdict(lambda: None)
    with case.reading() as session:
        for key, old, new in _in_order(session):
            assert same(replayed[key], old), key
            replayed[key] = new
        for mapper in Base.registry.mappers:
            model = mapper.class_
            if model.__tablename__ in audit.OWN_TABLES:
                continue
            for row in session.scalars(select(model)):
                for name in audit._columns(model):
                    key = f"{model.__tablename__}:{inspect(row).identity[0]}.{name}"
                    value = audit._as_json(getattr(row, name))
                    assert same(value, replayed.pop(key, None)), key
        left = {key: value for key, value in replayed.items() if not same(value, None)}
        assert not left, "what is gone was never noted as gone"
        _assert_chain(session)


def _in_order(session: Any) -> Iterator[tuple[str, Any, Any]]:
    """All changes; within an entry what went comes first: its number may have been given again."""
    rows = session.scalars(select(AuditChange).order_by(AuditChange.sequence, AuditChange.id))
    for _sequence, of_entry in groupby(rows, key=lambda row: row.sequence):
        changes = [
            (key, old, new)
            for row in of_entry
            for key, (old, new) in json.loads(row.changes).items()
        ]
        yield from sorted(changes, key=lambda change: change[2] is not None)


def _assert_chain(session: Any) -> None:
    previous = Head().hash
    for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.sequence)):
        rows = session.scalars(
            select(AuditChange)
            .where(AuditChange.sequence == entry.sequence)
            .order_by(AuditChange.id)
        ).all()
        for row in rows:
            changes, salts = json.loads(row.changes), json.loads(row.salts)
            aggregate = (row.entity, row.entity_id)
            assert audit.change_digest(aggregate, salts, changes) == row.digest
        values = {c.key: getattr(entry, c.key) for c in AuditEntry.__table__.columns}
        assert (entry.previous_hash, entry.hash) == (previous, audit.entry_hash(values))
        previous = entry.hash
