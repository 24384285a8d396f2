"""Many rows read or written at once, by one statement.

Making the parameters of each row, or the values of each that is read, takes SQLAlchemy longer than
SQLite takes; so values are spelt column by column here, most kinds each different one once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache, wraps
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, CompoundSelect, Select, text
from sqlalchemy.dialects.sqlite.pysqlite import dialect as sqlite_dialect
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from dialogue_app.storage.models.base import Base
from dialogue_app.storage.models.kinds import number_of, text_of

DIALECT = sqlite_dialect()
Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
Spell = Callable[[Any], Any] | None
_ASKED = text("SELECT value FROM json_each(?1)")  # as many ids as there are: one statement


def is_asked(column: Any) -> ColumnElement[bool]:
    """Whether the column is one of the ids for which a statement of `rows_of` is run."""
    among: ColumnElement[bool] = column.in_(_ASKED)
    return among


def rows_of(
    make: Callable[[], Statement],
) -> Callable[[Session, Sequence[int]], list[tuple[Any, ...]]]:
    """A function that gives the rows of a statement for some ids.

    They are tuples: SQLAlchemy's rows take longer to make, and ten times as long to name a value.
    The statement says `is_asked`, and is put together once for all sessions.
    """

    @cache
    def prepared() -> tuple[str, list[Spell]]:
        statement = make()
        read: list[Spell] = [_implemented(column.type).result_processor(DIALECT, None)
                for column in statement.selected_columns]  # fmt: skip
        spelt = statement.compile(dialect=DIALECT, compile_kwargs={"literal_binds": True})
        return str(spelt), read

    @wraps(make)
    def rows(session: Session, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        statement, read = prepared()
        if session.autoflush:
            session.flush()
        given = (json.dumps(list(ids)),)
        with closing(session.connection().exec_driver_sql(statement, given)) as result:
            found = result.cursor.fetchall()
        return list(zip(*_columns(read, found), strict=True)) if found else []

    return rows


def _implemented(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    return kind.dialect_impl(DIALECT)


class Change(NamedTuple):
    """A row, by its id and that of its aggregate: columns as they should be and as they are stored.

    Which columns these are is said once for all rows.
    """

    id: int
    root_id: int
    values: tuple[Any, ...]
    stored: tuple[Any, ...]


Column = Sequence[Any]  # one value for each row


def write_changes(
    session: Session, model: type[Base], names: Sequence[str], changes: Collection[Change]
) -> Mapping[str, tuple[Column, Column]]:
    """Write those of the columns that any row has to change, and no others: each costs its index.

    Gives what was stored in each of these columns, and what is.
    """
    if not changes:
        return {}
    ids, _roots, values, stored = zip(*changes, strict=True)
    columns = zip(zip(*stored, strict=True), zip(*values, strict=True), strict=True)
    written = {name: both for name, both in zip(names, columns, strict=True) if both[0] != both[1]}
    rows = zip(*(now for _before, now in written.values()), ids, strict=True)
    write_columns(session, model, list(written), rows)
    return written


def write_columns(
    session: Session, model: type[Base], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    """Write these columns of rows, each given by its values and its id; how many are there."""
    setting = ", ".join(f"{name} = ?" for name in names)
    statement = f"UPDATE {model.__tablename__} SET {setting} WHERE id = ?"
    return _write(session, statement, model, (*names, "id"), rows)


def add_rows(
    session: Session, model: type[Base], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Add rows, each given by its values of these columns; others take what the table gives."""
    places = ", ".join("?" for _ in names)
    statement = f"INSERT INTO {model.__tablename__} ({', '.join(names)}) VALUES ({places})"
    _write(session, statement, model, names, rows)


def _write(
    session: Session,
    statement: str,
    model: type[Base],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> int:
    columns = model.__table__.c
    spelt = [_implemented(columns[name].type).bind_processor(DIALECT) for name in names]
    values = list(zip(*_columns(spelt, rows), strict=True))
    return session.connection().exec_driver_sql(statement, values).rowcount


def _columns(spelt: Sequence[Spell], rows: Iterable[Sequence[Any]]) -> Iterator[Iterable[Any]]:
    """The values of each column, spelt. Raises `ValueError` where a row lacks one."""
    columns = list(zip(spelt, zip(*rows, strict=True), strict=True))
    for spell, each in columns:
        if spell is None:
            yield each
        elif spell in (text_of, number_of):  # to remember takes longer than to look
            yield map(spell, each)
        else:
            yield map({one: spell(one) for one in set(each)}.get, each)
