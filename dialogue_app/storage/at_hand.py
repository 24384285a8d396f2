"""Rows by their ids, without a question for those that are at hand.

An act on many has its rows at hand as plain objects, which stand in for those of their models: to
make SQLAlchemy's own, and to notice what is set on each of them, takes several times as long as
SQLite takes to read and write the rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field, make_dataclass
from functools import cached_property
from itertools import starmap
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.storage.bulk import Change, Statement, is_asked, rows_of
from dialogue_app.storage.models.base import Base

Row = TypeVar("Row", bound=Base)
_KEY = "rows_at_hand"


class Columns(Generic[Row]):
    """The columns of a table that its rows at hand have, and by which one they are asked for.

    Another column can neither be read of them nor set. Their `lists` are empty: whoever reads the
    parts fills them.
    """

    def __init__(
        self, model: type[Row], *names: str, by: str = "id", lists: Sequence[str] = ()
    ) -> None:
        self.model, self.names = model, names
        self.values_of: Any = attrgetter(*names)
        self._by, self._lists = by, lists

    def read(self, session: Session, ids: Collection[int]) -> list[tuple[Any, Any]]:
        """The rows, in the order they were made, each with its values."""
        values = self._values(session, list(ids))
        return list(zip(starmap(self._class, values), values, strict=True))

    def write(self, session: Session, rows: Iterable[tuple[Any, Any]]) -> None:
        """Write and note what was changed of these rows since they were read, many at once."""
        from dialogue_app.storage.commit import change_rows

        root_id = attrgetter(self.model.__root__[1])
        changes = [
            Change(row.id, root_id(row), now, before)
            for row, before in rows
            if (now := self.values_of(row)) != before
        ]
        change_rows(session, self.model, self.names, changes)

    @cached_property
    def _class(self) -> Any:
        lists: list[Any] = [(name, list, field(default_factory=list)) for name in self._lists]
        names = (*self.names, *lists)
        return make_dataclass(self.model.__name__, names, slots=True, eq=False)

    @cached_property
    def _values(self) -> Any:
        return rows_of(self._statement)

    def _statement(self) -> Statement:
        table = self.model.__table__.c
        columns = (table[name] for name in self.names)
        return select(*columns).where(is_asked(table[self._by])).order_by(table.id)


class RowsAtHand:
    """Rows of several tables, by their ids, as an act reads and changes them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._by_id: dict[type[Base], dict[int, Any]] = {}
        self._as_read: list[tuple[Columns[Any], list[tuple[Any, Any]]]] = []

    def read(self, columns: Columns[Row], ids: Collection[int]) -> dict[int, Row]:
        """These rows, by their ids; from now on they are at hand."""
        rows = columns.read(self._session, ids)
        self._as_read.append((columns, rows))
        self._by_id[columns.model] = {row.id: row for row, _values in rows}
        return self._by_id[columns.model]

    def rows_of(self, model: type[Row]) -> Mapping[int, Row]:
        """Those of the model that are at hand, by their ids."""
        return self._by_id.get(model, {})

    def write(self) -> None:
        """Write and note what was changed of them, many at once."""
        for columns, rows in self._as_read:
            columns.write(self._session, rows)


@contextmanager
def rows_at_hand(session: Session) -> Iterator[RowsAtHand]:
    """Within it rows can be had at hand; what was changed of them is written at its end."""
    assert _KEY not in session.info  # what one act has at hand, another would change beside it
    rows = session.info[_KEY] = RowsAtHand(session)
    try:
        yield rows
    finally:
        del session.info[_KEY]
    rows.write()


def row_of(session: Session, model: type[Row], key: int) -> Row | None:
    """As `session.get`, which takes ten times as long over a row that is at hand."""
    rows: RowsAtHand | None = session.info.get(_KEY)
    known = rows.rows_of(model).get(key) if rows is not None else None
    if known is None:
        known = session.identity_map.get((model, (key,), None))
    return session.get(model, key) if known is None else known
