"""Rows as plain data: read as they stand in one register, then told apart by their identities.

A row is read as the history writes it: its values as JSON has them, what is empty left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dialogue_app.storage.carrying.tables import CarriedTable, carried_tables, parts_of
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.digests import is_empty
from dialogue_app.storage.replaying import as_noted

Execute = Callable[[str], Iterable[Sequence[Any]]]
Key = tuple[str, int]  # table and id, in one register
Identity = tuple[Any, ...]  # table, and what tells the row from its like wherever it is
Values = dict[str, Any]


@dataclass(slots=True)
class Rows:
    """Rows by identity, their references as identities; and which ids they have in a register."""

    values: dict[Identity, Values] = field(default_factory=dict)
    ids: dict[Identity, int] = field(default_factory=dict)


def read_all(execute: Execute) -> dict[Key, Values]:
    """All rows of a copy."""
    return dict(_read(execute, ((table, "") for table in carried_tables().values())))


def read_wholes(execute: Execute, start: Mapping[str, Iterable[int]]) -> dict[Key, Values]:
    """These wholes, by table, with their parts and whatever they refer to, again with its parts."""
    found: dict[Key, Values] = {}
    due = defaultdict(set, {table: set(ids) for table, ids in start.items()})
    while due:
        table, ids = due.popitem()
        missing = sorted(key for key in ids if (table, key) not in found)
        fresh = dict(_with_parts(execute, carried_tables()[table], missing))
        found |= fresh
        for (name, _key), values in fresh.items():
            for column, target in carried_tables()[name].references.items():
                if (referred := values.get(column)) is not None:
                    due[target].add(referred)
    return found


def _with_parts(
    execute: Execute, table: CarriedTable, ids: Sequence[int], column: str = "id"
) -> Iterator[tuple[Key, Values]]:
    read: list[int] = []
    for some in chunks(ids):
        among = f"WHERE {column} IN ({', '.join(map(str, some))})"
        for key, values in _read(execute, [(table, among)]):
            read.append(key[1])
            yield key, values
    for part in parts_of(table.name) if read else ():
        yield from _with_parts(execute, part, read, part.root)


def _read(
    execute: Execute, tables: Iterable[tuple[CarriedTable, str]]
) -> Iterator[tuple[Key, Values]]:
    for table, among in tables:
        names = ", ".join(("id", *table.columns))
        for key, *raw in execute(f"SELECT {names} FROM {table.name} {among}"):
            pairs = zip(table.columns.items(), raw, strict=True)
            noted = {name: as_noted(kind, value) for (name, kind), value in pairs}
            yield (table.name, key), {n: v for n, v in noted.items() if not is_empty(v)}


def identified(read: Mapping[Key, Values]) -> Rows:
    """The rows that were read, by their identities."""
    known: dict[Key, Identity] = {}

    def identity(key: Key) -> Identity:
        if key not in known:
            table, values = carried_tables()[key[0]], read[key]
            if table.known_by == ("uid",):
                known[key] = (table.name, values.get("uid", f"#{key[1]}"))
            else:
                known[key] = (table.name, *(told(table, values, one) for one in table.known_by))
        return known[key]

    def told(table: CarriedTable, values: Values, column: str) -> Any:
        value = values.get(column)
        target = table.references.get(column)
        return identity((target, value)) if target and value is not None else value

    rows = Rows()
    for key, values in read.items():
        table = carried_tables()[key[0]]
        rows.ids[identity(key)] = key[1]
        rows.values[identity(key)] = {name: told(table, values, name) for name in values}
    return rows
