"""The history replayed: each of its entries must hold, and together they must give the rows.

Rows and history are read as SQLite keeps them, so that a value no program of ours could have
written is found, too.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Boolean, inspect
from sqlalchemy.types import TypeEngine

from dialogue_app.domain.checks import Fault, Finding
from dialogue_app.i18n.words import field_name, is_field
from dialogue_app.storage import audit
from dialogue_app.storage.aggregates import models_of_aggregates
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.digests import change_digest, entry_hash, is_empty, is_removed, sha256
from dialogue_app.storage.identity import Head
from dialogue_app.storage.models import whole_schema
from dialogue_app.storage.models.base import Base, UtcMoment
from dialogue_app.storage.steps import Steps

_ENTRIES = (
    "SELECT sequence, at, staff_id, role, action, previous_hash, digest, hash "
    "FROM audit_entry ORDER BY sequence"
)
_CHANGES = (
    "SELECT sequence, entity, entity_id, changes, salts, digest "
    "FROM audit_change ORDER BY sequence, id"
)
_MAY_BE_EMPTIED = "substr(changes, 2) LIKE '%{%'"  # whatever is removed stands as an object
Values = dict[str, Any]


# The chain --------------------------------------------------------------------------------------


def chain_findings(connection: sqlite3.Connection, against: str, steps: Steps) -> Iterator[Finding]:
    """What was edited in the history, or dropped from it.

    `against` is the beginning of a hash that was the newest once: it must be in the history still.
    """
    changes_of = _following(connection.execute(_CHANGES))
    before, found = Head(), not against
    for sequence, *values in connection.execute(_ENTRIES):
        if sequence != before.sequence + 1:
            yield Finding(Fault.HISTORY_CUT, _span(before.sequence + 1, sequence - 1))
            before = Head(sequence - 1, values[4])
        if not _holds(sequence, values, before, changes_of(sequence)):
            yield Finding(Fault.HISTORY_ALTERED, str(sequence))
        before = Head(sequence, values[-1])
        found = found or before.hash.startswith(against)
        steps.take(1)
    newest = _newest_known(connection)
    if newest > before.sequence or not before.sequence:
        yield Finding(Fault.HISTORY_CUT, _span(before.sequence + 1, newest))
    if not found:
        yield Finding(Fault.OTHER_HISTORY, against)


def _following(rows: sqlite3.Cursor) -> Callable[[int], list[Any]]:
    """Gives the rows of one entry after the other; the rows are read once."""
    groups = groupby(rows, key=itemgetter(0))
    ahead: list[tuple[int, list[Any]]] = []

    def of(sequence: int) -> list[Any]:
        while not ahead or ahead[0][0] < sequence:
            ahead[:] = [(key, list(group)) for key, group in [next(groups, (sequence, ()))]]
        return ahead[0][1] if ahead[0][0] == sequence else []

    return of


def _holds(sequence: int, values: list[Any], before: Head, rows: list[Any]) -> bool:
    at, staff_id, role, action, previous_hash, digest, its_hash = values
    try:
        moment = _moment(at)
        digests = [_row_digest(*row[1:5]) for row in rows]
    except (ValueError, TypeError, AttributeError, KeyError):
        return False  # what is no text of ours
    entry = {
        "sequence": sequence, "at": moment, "staff_id": staff_id, "role": role, "action": action,
        "previous_hash": previous_hash, "digest": digest,
    }  # fmt: skip
    return (
        previous_hash == before.hash
        and digests == [row[5] for row in rows]
        and sha256("".join(digests)) == digest
        and entry_hash(entry) == its_hash
    )


def _row_digest(entity: str, entity_id: int, changes: str, salts: str) -> str:
    """Raises `ValueError` for what no digest tells: a field named twice, a salt of none."""
    salted, known = (json.loads(text, object_pairs_hook=_each_once) for text in (salts, changes))
    if not salted.keys() <= known.keys():
        raise ValueError(salts)
    return change_digest((entity, entity_id), salted, known)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(pairs)
    return found


def _moment(stored: str) -> datetime:
    """A moment of the file. Raises `ValueError` for one that SQLAlchemy did not write."""
    moment = datetime.fromisoformat(stored)
    if stored != f"{moment:%Y-%m-%d %H:%M:%S.%f}":
        raise ValueError(stored)
    return moment.replace(tzinfo=UTC)


def removal_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Values that were removed from the history, but in no removal that was recorded."""
    recorded = connection.execute("SELECT coalesce(sum(history_count), 0) FROM removal").fetchone()
    rows = connection.execute(f"SELECT changes, salts FROM audit_change WHERE {_MAY_BE_EMPTIED}")
    found = sum(_emptied(*row) for row in rows)
    if found != recorded[0]:
        yield Finding(Fault.REMOVED_UNRECORDED, f"{recorded[0]} → {found}")


def _emptied(changes: str, salts: str) -> int:
    """How many fields of a change have lost their salt with their values."""
    try:
        known, salted = json.loads(changes), json.loads(salts)
        return sum(
            any(map(is_removed, values)) for key, values in known.items() if key not in salted
        )
    except (ValueError, TypeError, AttributeError):
        return 0  # the chain tells of it


def _newest_known(connection: sqlite3.Connection) -> int:
    """The newest entry that anything beside the history knows of."""
    columns = {"touched": "sequence", "audit_change": "sequence"}
    tables = whole_schema().tables.items()
    columns |= {name: "version" for name, table in tables if "version" in table.columns}
    selects = [
        f"SELECT max({column}) FROM {table} WHERE typeof({column}) = 'integer'"
        for table, column in columns.items()
    ]
    return max(connection.execute(one).fetchone()[0] or 0 for one in selects)


def _span(first: int, last: int) -> str:
    return f"{first}–{last}" if last > first else str(first)


# The rows ---------------------------------------------------------------------------------------


def row_findings(connection: sqlite3.Connection, steps: Steps) -> Iterator[Finding]:
    """Every row must be what its changes add up to, and each change begin where another ended.

    A row stays part of one whole for life, so some hundred wholes are looked at together.
    """
    for entity, of_entity in sorted(models_of_aggregates().items()):
        if entity in audit.OWN_TABLES:
            continue
        for some in chunks(_roots(connection, entity, of_entity)):
            replayed: Values = {}
            yield from _replay(connection, entity, some, replayed)
            for model in of_entity:
                yield from _of_table(connection, model, some, replayed)
                steps.take(0)
            steps.take(len(some))
            left = {_row_of(key) for key, value in replayed.items() if not same(value, None)}
            yield from (Finding(Fault.DROPPED, _named(row)) for row in sorted(left))


def _roots(connection: sqlite3.Connection, entity: str, models: Sequence[type[Base]]) -> list[int]:
    """The ids of all wholes of a kind, of which there is a row or a change."""
    noted = "SELECT DISTINCT entity_id FROM audit_change WHERE entity = ?"
    found = {key for (key,) in connection.execute(noted, (entity,))}
    for model in models:
        rows = connection.execute(f"SELECT DISTINCT {_root(model)} FROM {model.__tablename__}")
        found.update(key for (key,) in rows)
    return sorted(key for key in found if isinstance(key, int))


def _root(model: type[Base]) -> str:
    return str(inspect(model).column_attrs[model.__root__[1]].columns[0].name)


def _replay(
    connection: sqlite3.Connection, entity: str, some: Sequence[int], replayed: Values
) -> Iterator[Finding]:
    """Bring the changes of some wholes together, by key."""
    broken: set[str] = set()
    for key, old, new in changes_in_order(connection, entity, some):
        before = replayed.get(key)
        if not (same(before, old) or is_removed(old) or is_removed(before)):
            broken.add(_row_of(key))
        replayed[key] = new
    yield from (Finding(Fault.HISTORY_ALTERED, _named(row)) for row in sorted(broken))


def changes_in_order(
    connection: sqlite3.Connection, entity: str, some: Sequence[int]
) -> Iterator[tuple[str, Any, Any]]:
    """Their changes; within an entry what went comes first: its number may have been given again.

    SQLite hands out a number again once the row that had it is gone.
    """
    read = connection.execute(
        f"SELECT sequence, changes FROM audit_change WHERE entity = ? AND entity_id {_among(some)} "
        "ORDER BY sequence, id",
        (entity,),
    )
    for _sequence, rows in groupby(read, key=itemgetter(0)):
        changes: list[tuple[str, Any, Any]] = []
        for _same, text in rows:
            try:
                changes += [(key, old, new) for key, (old, new) in json.loads(text).items()]
            except (ValueError, TypeError, AttributeError):
                continue  # the chain tells of it
        yield from sorted(changes, key=lambda change: change[2] is not None)


def _of_table(
    connection: sqlite3.Connection, model: type[Base], some: Sequence[int], replayed: Values
) -> Iterator[Finding]:
    """Compare the rows of some wholes, and take what is right out of what was replayed."""
    mapper, table = inspect(model), model.__tablename__
    columns = {name: mapper.column_attrs[name].columns[0] for name in audit.noted_columns(model)}
    read = ", ".join([mapper.primary_key[0].name, *(column.name for column in columns.values())])
    rows = f"SELECT {read} FROM {table} WHERE {_root(model)} {_among(some)}"
    for key, *raw in connection.execute(rows):
        row = f"{table}:{key}"
        pairs = zip(columns.values(), raw, strict=True)
        values = [as_noted(column.type, value) for column, value in pairs]
        known = [
            _noted(replayed, f"{row}.{name}", column, value)
            for (name, column), value in zip(columns.items(), values, strict=True)
        ]
        if all(map(same, values, known)):
            continue
        if all(map(is_empty, known)):
            yield Finding(Fault.ADDED, _named(row))
            continue
        compared = zip(columns, values, known, strict=True)
        differing = [name for name, value, noted in compared if not same(value, noted)]
        yield Finding(Fault.ALTERED, f"{_named(row)}: {', '.join(map(_in_words, differing))}")


def _noted(replayed: Values, key: str, column: Any, value: Any) -> Any:
    """What the history says of a value, taken out of it.

    Of a column that is newer than the row it says nothing: a migration gave it its default.
    """
    if key not in replayed and column.server_default is not None:
        default: Any = column.default
        return value if default is not None and value == default.arg else None
    return replayed.pop(key, None)


def _among(some: Sequence[int]) -> str:
    return f"IN ({', '.join(map(str, some))})"


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same; nothing, an empty text and no are not written down."""
    return one == other or (is_empty(one) and is_empty(other))


def as_noted(kind: TypeEngine[Any], raw: Any) -> Any:
    """A value of the file as the history writes it."""
    if isinstance(kind, Boolean) and raw in (0, 1):
        return bool(raw)
    if isinstance(kind, UtcMoment) and isinstance(raw, str):
        try:
            return _moment(raw).isoformat()
        except ValueError:
            return raw
    return raw


def _row_of(key: str) -> str:
    return key.partition(".")[0]


def _named(row: str) -> str:
    return row.replace(":", " ")


def _in_words(column: str) -> str:
    return field_name(column) if is_field(column) else column
