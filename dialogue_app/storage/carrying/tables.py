"""The tables whose rows are taken along, and by what a row of each is known anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.types import TypeEngine

from dialogue_app.storage import audit
from dialogue_app.storage.aggregates import model_of
from dialogue_app.storage.models import whole_schema
from dialogue_app.storage.models.base import Base, TakenAlong


@dataclass(frozen=True, slots=True)
class CarriedTable:
    """What is to be known of a table.

    `columns` are those that the history notes, without the id; `references` say which of them hold
    the id of what. `root` is the column that holds the id of what a part is part of, and `whole`
    its table; empty for a whole.
    """

    name: str
    model: type[Base]
    columns: Mapping[str, TypeEngine[object]]
    references: Mapping[str, str]
    known_by: tuple[str, ...]
    root: str
    whole: str

    def column(self, name: str) -> Any:
        """A column, for a statement."""
        return self.model.__table__.c[name]

    @property
    def gets_uids(self) -> bool:
        """Whether its rows are parts that get their identity when they first leave."""
        return issubclass(self.model, TakenAlong)


@cache
def carried_tables() -> Mapping[str, CarriedTable]:
    """By name, each after those it refers to."""
    return {
        table.name: _table(model_of(table.name))
        for table in whole_schema().sorted_tables
        if table.name not in audit.OWN_TABLES and not model_of(table.name).__stays__
    }


def parts_of(whole: str) -> list[CarriedTable]:
    """The tables whose rows are parts of the rows of another."""
    return [table for table in carried_tables().values() if table.whole == whole]


def _table(model: type[Base]) -> CarriedTable:
    mapper = inspect(model)
    columns = {
        name: mapper.column_attrs[name].columns[0]
        for name in audit.noted_columns(model)
        if name != "id"
    }
    references = {
        name: next(iter(column.foreign_keys)).column.table.name
        for name, column in columns.items()
        if column.foreign_keys
    }
    root = model.__root__[1] if model.__root__[1] != "id" else ""
    known_by = ("uid",) if model.__known_by__ is None else model.__known_by__
    assert columns.keys() >= set(known_by), f"{model.__tablename__}: by what is a row known?"
    types = {name: column.type for name, column in columns.items()}
    whole = references.get(root, "")
    return CarriedTable(model.__tablename__, model, types, references, known_by, root, whole)
