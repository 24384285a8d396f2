"""Rows put into a register by their identities: what is new is added, what differs changed.

The history notes each value, as after every write; versions, derived columns and search texts
follow. A handful of statements a table, however many rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from dialogue_app.storage.bulk import write_columns
from dialogue_app.storage.carrying.rows import Identity, Rows, Values
from dialogue_app.storage.carrying.tables import CarriedTable, carried_tables
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.commit import Recorder, insert_rows
from dialogue_app.storage.digests import FieldChanges
from dialogue_app.storage.models.base import Base
from dialogue_app.storage.reversal import from_noted


def put(
    session: Session, changed: Mapping[Identity, Values | None], ours: Rows
) -> Mapping[Identity, int]:
    """Bring these rows to what they are to be, or remove those of None; gives all their ids.

    `ours` are the rows that stand in the register, as far as any of them is referred to.
    """
    session.execute(text("PRAGMA defer_foreign_keys = ON"))  # whatever the order of the rows
    writer = _Writer(session, ours)
    writer.remove([row for row, values in changed.items() if values is None])
    there = {row: values for row, values in changed.items() if values is not None}
    writer.add({row: values for row, values in there.items() if row not in ours.ids})
    writer.change({row: values for row, values in there.items() if row in ours.ids})
    return writer.ids


class _Writer:
    """Writes rows of one register; `ids` grows with what is added."""

    def __init__(self, session: Session, ours: Rows) -> None:
        self.session, self.ours = session, ours
        self.recorder = Recorder.of(session)
        self.ids = dict(ours.ids)

    def remove(self, rows: Iterable[Identity]) -> None:
        """Remove rows, parts before what they are part of."""
        for table, some in reversed(_by_table(rows)):
            ids = [self.ids[row] for row in some]
            for few in chunks(ids):
                self.session.execute(delete(table.model).where(table.column("id").in_(few)))
            for row in some:
                self._note(table, row, self.ours.values[row], {})

    def add(self, rows: Mapping[Identity, Values]) -> None:
        """Add rows, whose ids are known before the first of them is written."""
        for table, some in _by_table(rows):
            first = table.model.last_id(self.session) + 1
            self.ids.update({row: first + place for place, row in enumerate(some)})
        for table, some in _by_table(rows):
            insert_rows(self.session, table.model, [self._whole(table, rows[row]) for row in some])

    def change(self, rows: Mapping[Identity, Values]) -> None:
        """Change rows, those of a table together whose same columns change."""
        for table, some in _by_table(rows):
            alike: defaultdict[tuple[str, ...], list[list[Any]]] = defaultdict(list)
            for row in some:
                before, after = self.ours.values[row], rows[row]
                differing = tuple(
                    name for name in table.columns if before.get(name) != after.get(name)
                )
                if differing:
                    values = [self._value(table, name, after.get(name)) for name in differing]
                    alike[differing].append([*values, self.ids[row]])
                    self._note(table, row, before, after)
            for names, values_of_rows in alike.items():
                write_columns(self.session, table.model, names, values_of_rows)
            self._shadow(table, [self.ids[row] for row in some])

    def _shadow(self, table: CarriedTable, ids: list[int]) -> None:
        """Bring what the rows keep to be found by up to date."""
        if table.model.shadow is Base.shadow:
            return
        for few in chunks(ids):
            rows = select(table.model).where(table.column("id").in_(few))
            for row in self.session.scalars(rows.execution_options(populate_existing=True)):
                row.shadow()
        self.session.flush()

    def _whole(self, table: CarriedTable, values: Values) -> Values:
        """All columns of a new row that do not follow by themselves."""
        noted = {name: self._value(table, name, values.get(name)) for name in table.columns}
        if table.model.shadow is Base.shadow:
            return noted
        row = table.model(**noted)
        row.shadow()
        kept = {name: value for name, value in vars(row).items() if not name.startswith("_")}
        return {**kept, **noted}

    def _value(self, table: CarriedTable, name: str, value: Any) -> Any:
        """A value as its column holds it in Python; references by their ids here."""
        if value is None:
            return None if table.column(name).nullable else _empty(table, name)
        return (
            self.ids[value] if isinstance(value, tuple) else from_noted(table.columns[name], value)
        )

    def _note(self, table: CarriedTable, row: Identity, before: Values, after: Values) -> None:
        """Note in the history what becomes of a row; of one that goes its id, too."""
        number = self.ids[row]
        before, after = (self._as_noted(values) for values in (before, after))
        changes: FieldChanges = {
            f"{table.name}:{number}.{name}": [before.get(name), after.get(name)]
            for name in table.columns
            if before.get(name) != after.get(name)
        }
        if not after:
            changes[f"{table.name}:{number}.id"] = [number, None]
        entity, attribute = table.model.__root__
        root = number if attribute == "id" else (after or before)[attribute]
        self.recorder.note((entity, root), changes)

    def _as_noted(self, values: Values) -> Values:
        return {
            name: self.ids[value] if isinstance(value, tuple) else value
            for name, value in values.items()
        }


def _by_table(rows: Iterable[Identity]) -> list[tuple[CarriedTable, list[Identity]]]:
    """The rows of each table, in the order of the tables and a lasting one of their own."""
    found: defaultdict[str, list[Identity]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return [(table, found[name]) for name, table in carried_tables().items() if name in found]


def _empty(table: CarriedTable, name: str) -> Any:
    """What an empty value is in a column that holds no None."""
    return False if table.columns[name].python_type is bool else ""
