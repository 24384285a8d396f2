"""Writes the entry of a transaction into the history: a change row for each aggregate.

New rows are noted as they stand, and what they hold is spelt as changes when the entry is written:
of an import, all its values would take as long, and a gigabyte of memory.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    as_json,
    entry_hash,
    sha256,
    spelt_changes,
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


class NewRows:
    """New rows of one aggregate, each given by values of the same columns; all changes of it."""

    __slots__ = ("_rows",)

    def __init__(self, model: type[Base], names: tuple[str, ...], values: Sequence[Any]) -> None:
        self._rows = [(_noted(model, names), values)]

    def __iter__(self) -> Iterator[str]:
        """The keys of what they hold."""
        return (key for key, _is_personal, _old, _new in self.parts())

    def join(self, later: NewRows) -> None:
        """Add rows that were added to the aggregate later."""
        self._rows += later._rows

    def changes(self) -> FieldChanges:
        """What they hold as changes from nothing; what is empty is left out."""
        return {key: [None, value] for key, _is_personal, _old, value in self.parts()}

    def texts(self) -> Iterator[tuple[str, str]]:
        """The texts they hold, with the names of their columns."""
        for noted, values in self._rows:
            for place, name, _is_personal in noted.columns:
                if type(text := values[place]) is str:
                    yield name, text

    def parts(self) -> Iterable[Part]:
        """What they hold, in the order of its keys; what is empty is left out."""
        first, *others = (noted.parts(values) for noted, values in self._rows)
        return sorted(chain(first, *others)) if others else first


@dataclass(frozen=True, slots=True)
class _Noted:
    """What the history notes of new rows with values of some columns."""

    table: str
    id: int  # the place of their number among the values
    columns: tuple[tuple[int, str, bool], ...]  # place and name; whether it is personal

    def parts(self, values: Sequence[Any]) -> Iterator[Part]:
        prefix = f"{self.table}:{values[self.id]}."
        for place, name, is_personal in self.columns:
            value = values[place]
            if type(value) is not str and type(value) is not int:
                value = as_json(value)
            if value is not None and not audit.is_empty(value):
                yield prefix + name, is_personal, None, value


@cache
def _noted(model: type[Base], names: tuple[str, ...]) -> _Noted:
    personal = _personal_columns()[model.__tablename__]
    noted = sorted(name for name in audit.noted_columns(model) if name in names)
    places = ((names.index(name), name, name in personal) for name in noted)
    return _Noted(model.__tablename__, names.index("id"), tuple(places))


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


def texts_of(changes: Changes) -> Iterable[tuple[str, str]]:
    """The new texts among them, with the names of their columns."""
    if isinstance(changes, NewRows):
        return changes.texts()
    news = ((key.rpartition(".")[2], new) for key, (_old, new) in changes.items())
    return ((column, new) for column, new in news if isinstance(new, str))


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
        rows += [_change_row(entry_head.sequence, key, changed[key], salts) for key in some]
        on_done(len(some))
    entry = {**asdict(entry_head), "digest": sha256("".join(row[-1] for row in rows))}
    written = Head(entry_head.sequence, entry_hash(entry))
    session.execute(insert(AuditEntry), [{**entry, "hash": written.hash}])
    for ready in chunks(rows):
        add_rows(session, AuditChange, _CHANGE, ready)
        on_done(len(ready))
    return written


def _change_row(
    sequence: int, aggregate: Aggregate, changes: Changes, salts: Iterator[str]
) -> _ChangeRow:
    """A row of the history, with a salt for each personal value: none is guessed by another's."""
    parts = changes.parts() if isinstance(changes, NewRows) else _parts(changes)
    return sequence, *aggregate, *spelt_changes(aggregate, parts, salts)


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
