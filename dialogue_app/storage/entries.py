"""Writes the entry of a transaction into the history: a change row for each aggregate.

New rows are noted as they stand, and what they hold is spelt as changes when the entry is written:
of an import, all its values would take as long, and a gigabyte of memory.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from itertools import chain
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from dialogue_app.domain.vocabulary import Role
from dialogue_app.storage import audit
from dialogue_app.storage.bulk import add_rows
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.digests import (
    Aggregate,
    FieldChanges,
    Part,
    Spelt,
    as_json,
    closed,
    entry_hash,
    is_empty,
    sha256,
    spelt_changes,
    spelt_new,
    together,
)
from dialogue_app.storage.identity import Head
from dialogue_app.storage.models.audit import AuditChange, AuditEntry
from dialogue_app.storage.models.base import Base

_SALT, _SALTS_AT_ONCE = 16, 1000  # digits of a salt
_CHANGE = ("sequence", "entity", "entity_id", "changes", "salts", "digest")
_ChangeRow = tuple[int, str, int, str, str, str]  # as it is inserted


@dataclass(frozen=True, slots=True)
class EntryHead:
    """The values of an entry that are known before its changes are."""

    sequence: int
    previous_hash: str
    at: datetime
    staff_id: int
    role: Role
    action: str


@dataclass(frozen=True, slots=True, eq=False)
class _Noted:
    """What the history notes of new rows with values of some columns."""

    table: str
    id: int  # the place of their number among the values
    columns: tuple[tuple[str, bool, int], ...]  # name, whether it is personal, place

    def prefix(self, values: Sequence[Any]) -> str:
        """How the keys of a row begin."""
        return f"{self.table}:{values[self.id]}."

    def spelt(self, rows: Sequence[Sequence[Any]], salts: Iterator[str]) -> Iterator[Spelt]:
        """What each of the rows holds."""
        values = list(zip(*rows, strict=True))
        columns = [(name, is_personal, values[at]) for name, is_personal, at in self.columns]
        return spelt_new([self.prefix(row) for row in rows], columns, salts)


@cache
def _noted(model: type[Base], names: tuple[str, ...]) -> _Noted:
    personal = _personal_columns()[model.__tablename__]
    noted = sorted(name for name in audit.noted_columns(model) if name in names)
    columns = ((name, name in personal, names.index(name)) for name in noted)
    return _Noted(model.__tablename__, names.index("id"), tuple(columns))


_Rows = list[tuple[_Noted, Sequence[Any]]]


class NewRows:
    """New rows of one aggregate, each given by values of the same columns; all changes of it."""

    __slots__ = ("rows",)

    def __init__(self, model: type[Base], names: tuple[str, ...], values: Sequence[Any]) -> None:
        self.rows: _Rows = [(_noted(model, names), values)]

    def __iter__(self) -> Iterator[str]:
        """The keys of what they hold."""
        return iter(self.changes())

    def join(self, later: NewRows) -> None:
        """Add rows that were added to the aggregate later."""
        self.rows += later.rows

    def changes(self) -> FieldChanges:
        """What they hold as changes from nothing; what is empty is left out."""
        return {
            noted.prefix(values) + name: [None, as_json(values[at])]
            for noted, values in self.rows
            for name, _is_personal, at in noted.columns
            if not is_empty(values[at])
        }


Changes = FieldChanges | NewRows


def joined(known: Changes | None, later: Changes) -> Changes:
    """What is known of an aggregate with what was changed later."""
    if known is None:
        return later
    if isinstance(later, NewRows) and isinstance(known, NewRows):
        known.join(later)
        return known
    found = _as_changes(known)
    audit.join(found, _as_changes(later))
    return found


def changed_in(changes: Changes) -> Changes:
    """The changes without fields that were changed back to what they were."""
    return changes if isinstance(changes, NewRows) else audit.without_unchanged(changes)


def _as_changes(changes: Changes) -> FieldChanges:
    return changes.changes() if isinstance(changes, NewRows) else changes


def write_entry(
    session: Session,
    entry_head: EntryHead,
    changed: Mapping[Aggregate, Changes],
    on_done: Callable[[int], None],
) -> Head:
    """Append one entry with a change row for each aggregate; there is at least one.

    `on_done` is told how many more are made ready, then how many more are written, some hundred at
    a time.
    """
    rows, salts = list[_ChangeRow](), _salts()
    for some in chunks(sorted(changed)):
        spelt = _spelt({key: changed[key] for key in some}, salts)
        rows += [(entry_head.sequence, *key, *closed(key, spelt[key])) for key in some]
        on_done(len(some))
    entry = {**asdict(entry_head), "digest": sha256("".join(row[-1] for row in rows))}
    written = Head(entry_head.sequence, entry_hash(entry))
    session.execute(insert(AuditEntry), [{**entry, "hash": written.hash}])
    for ready in chunks(rows):
        add_rows(session, AuditChange, _CHANGE, ready)
        on_done(len(ready))
    return written


def _spelt(changed: Mapping[Aggregate, Changes], salts: Iterator[str]) -> dict[Aggregate, Spelt]:
    """What is noted of each, with a salt for each personal value: none is guessed by another's."""
    new = {key: one.rows for key, one in changed.items() if isinstance(one, NewRows)}
    spelt = dict(zip(new, _spelt_new(list(new.values()), salts), strict=True))
    for key, one in changed.items():
        if not isinstance(one, NewRows):
            spelt[key] = spelt_changes(_parts(one), salts)
    return spelt


def _spelt_new(wholes: Sequence[_Rows], salts: Iterator[str]) -> Iterator[Spelt]:
    """What is noted of each whole that is new; rows of the same columns are spelt together."""
    alike: defaultdict[_Noted, list[Sequence[Any]]] = defaultdict(list)
    for noted, values in chain.from_iterable(wholes):
        alike[noted].append(values)
    spelt = {noted: noted.spelt(rows, salts) for noted, rows in alike.items()}
    for rows in wholes:
        parts = [next(spelt[noted]) for noted, _values in rows]
        if len(parts) > 1:
            keys = [noted.prefix(values) for noted, values in rows]
            parts = [of_row for _key, of_row in sorted(zip(keys, parts, strict=True))]
        yield together(parts)


def _parts(changes: FieldChanges) -> Iterator[Part]:
    columns, of_row, personal = _personal_columns(), "", set[str]()
    for key in sorted(changes):
        row, _dot, column = key.partition(".")
        if row != of_row:
            of_row, personal = row, columns[row.partition(":")[0]]
        yield key, column in personal, *changes[key]


@cache
def _personal_columns() -> defaultdict[str, set[str]]:
    """The columns of `personal_fields`, by table."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for table, column in audit.personal_fields():
        found[table].add(column)
    return found


def _salts() -> Iterator[str]:
    """Salts without end, many at once: each asking of the system takes its time."""
    while True:
        digits = secrets.token_hex(_SALT // 2 * _SALTS_AT_ONCE)
        yield from (digits[at : at + _SALT] for at in range(0, len(digits), _SALT))
