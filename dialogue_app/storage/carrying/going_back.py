"""A copy's rows as they stood after an entry of its history: what was done since, taken back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dialogue_app.storage.audit import parts_of_key
from dialogue_app.storage.carrying.rows import Execute, Key, Values
from dialogue_app.storage.carrying.tables import carried_tables
from dialogue_app.storage.digests import is_empty

_CHANGES = (
    "SELECT sequence, changes FROM audit_change WHERE sequence > {sequence} "
    "ORDER BY sequence DESC, id"
)


def rows_after(execute: Execute, now: Mapping[Key, Values], sequence: int) -> dict[Key, Values]:
    """The rows as they stood after entry `sequence`; `now` is how they stand."""
    rows = {key: dict(values) for key, values in now.items()}
    of_entry: list[tuple[str, Any, Any]] = []
    current = None
    for number, changes in execute(_CHANGES.format(sequence=int(sequence))):
        if number != current:
            _take_back(rows, of_entry)
            of_entry, current = [], number
        of_entry += [(key, old, new) for key, (old, new) in json.loads(changes).items()]
    _take_back(rows, of_entry)
    return rows


def _take_back(rows: dict[Key, Values], changes: list[tuple[str, Any, Any]]) -> None:
    """What was added goes first: its number may be that of a row that was removed before it."""
    for name, old, _new in sorted(changes, key=lambda change: change[2] is None):
        table, number, column = parts_of_key(name)
        if table not in carried_tables():
            continue
        key = (table, number)
        if column == "id" and old is None:
            rows.pop(key, None)
        elif column == "id":
            rows.setdefault(key, {})
        elif is_empty(old):
            rows.get(key, {}).pop(column, None)
        else:
            rows.setdefault(key, {})[column] = old
