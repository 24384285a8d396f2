"""Many rows written at once, by one statement.

Making the parameters of each row takes SQLAlchemy as long as SQLite takes to write them; so values
are spelt column by column here, each different one once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from dialogue_app.storage.models.base import Base


class Change(NamedTuple):
    """Columns of a row of an issue, as they should be and as they are stored."""

    id: int
    issue_id: int
    values: dict[str, Any]
    stored: dict[str, Any]

    @classmethod
    def of(
        cls,
        key: int,
        issue_id: int,
        names: Sequence[str],
        values: Sequence[Any],
        stored: Sequence[Any],
    ) -> Change:
        """The columns with these names, in their order."""
        return cls(
            key,
            issue_id,
            dict(zip(names, values, strict=True)),
            dict(zip(names, stored, strict=True)),
        )


def write_changes(session: Session, model: type[Base], changes: Collection[Change]) -> None:
    """Write the columns that any of them has to change, and no others: each costs its index."""
    if not changes:
        return
    names = sorted(
        {
            name
            for _key, _issue, values, stored in changes
            for name, value in values.items()
            if value != stored[name]
        }
    )
    rows = ((*(values[name] for name in names), key) for key, _issue, values, _stored in changes)
    write_columns(session, model, names, rows)


def write_columns(
    session: Session, model: type[Base], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write these columns of rows that are there, each given by its values and its id."""
    setting = ", ".join(f"{name} = ?" for name in names)
    statement = f"UPDATE {model.__tablename__} SET {setting} WHERE id = ?"
    _write(session, statement, model, (*names, "id"), rows)


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
) -> None:
    connection = session.connection()
    dialect, columns = connection.dialect, model.__table__.c
    spelt = [columns[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    values = (
        each if spell is None else map(cache(spell), each)
        for spell, each in zip(spelt, zip(*rows, strict=True), strict=True)
    )
    connection.exec_driver_sql(statement, list(zip(*values, strict=True)))
