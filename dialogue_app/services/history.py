"""The history of changes of one record, as anybody may read it: who, when, from what to what."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import ForeignKey, select, tuple_
from sqlalchemy.orm import Session
from sqlalchemy.types import Date

from dialogue_app import services
from dialogue_app.discovery import load_all
from dialogue_app.domain.person_text import REMOVED
from dialogue_app.domain.worded import Worded
from dialogue_app.i18n import _
from dialogue_app.i18n.columns import column_name, table_name
from dialogue_app.i18n.formats import number, screen_date, screen_moment
from dialogue_app.i18n.words import word
from dialogue_app.services.called import called
from dialogue_app.services.case import USE_CASES, Case
from dialogue_app.storage import audit, digests
from dialogue_app.storage.aggregates import model_of, models
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.digests import Aggregate
from dialogue_app.storage.models import whole_schema
from dialogue_app.storage.models.audit import AuditChange, AuditEntry
from dialogue_app.storage.models.base import UtcMoment
from dialogue_app.storage.models.people import Staff

MOST = 100  # entries read


@dataclass(frozen=True, slots=True)
class ChangedField:
    """What became of one field; empty texts for nothing."""

    part: str  # of the record it belongs to, in words; empty for the record itself
    row: int  # which of such parts
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What somebody did to the record at one moment."""

    sequence: int
    at: datetime
    who: str
    done: str  # in words
    fields: tuple[ChangedField, ...]


def history_of(case: Case, entity: str, key: int) -> list[HistoryEntry]:
    """What was done to a record and its parts, the latest first; `MOST` entries at most."""
    load_all(services)  # whose heads say what was done
    with case.reading() as session:
        changes = _changes(session, _with_parts(session, (entity, key)))
        latest = sorted(changes, reverse=True)[:MOST]
        known = _Names(session, [one for sequence in latest for one in changes[sequence]])
        entries = session.execute(
            select(AuditEntry.sequence, AuditEntry.at, Staff.name, AuditEntry.action)
            .join(Staff, Staff.id == AuditEntry.staff_id)
            .where(AuditEntry.sequence.in_(latest))
            .order_by(AuditEntry.sequence.desc())
        ).all()
    return [
        HistoryEntry(
            sequence, at, who, _done(action), tuple(_in_words(changes[sequence], entity, known))
        )
        for sequence, at, who, action in entries
    ]


def _done(action: str) -> str:
    declared = USE_CASES.get(action)
    return _(declared.words) if declared else ""


@dataclass(frozen=True, slots=True)
class _Changed:
    """One value of a row in one entry."""

    table: str
    row_id: int
    column: str
    before: Any
    after: Any


def _with_parts(session: Session, whole: Aggregate) -> set[Aggregate]:
    """A whole and all that is part of it, and part of its parts."""
    found, entity, key = {whole}, *whole
    for model in models().values():
        for reach in model.__part_of__:
            if reach.entity == entity:
                table = whole_schema().tables[reach.table]
                by, of = table.c[reach.by], table.c[reach.whole]
                ids = session.scalars(select(by).where(of == key, by.is_not(None)).distinct())
                found |= {(model.__root__[0], part) for part in ids}
    return found


def _changes(session: Session, aggregates: Collection[Aggregate]) -> dict[int, list[_Changed]]:
    found: defaultdict[int, list[_Changed]] = defaultdict(list)
    for some in chunks(sorted(aggregates)):
        rows = session.execute(
            select(AuditChange.sequence, AuditChange.changes)
            .where(tuple_(AuditChange.entity, AuditChange.entity_id).in_(some))
            .order_by(AuditChange.id)
        )
        for sequence, changes in rows:
            found[sequence] += [
                _Changed(*audit.parts_of_key(key), *both)
                for key, both in json.loads(changes).items()
            ]
    return found


# In words ---------------------------------------------------------------------------------------


class _Names:
    """What the things are called that changes refer to by their ids."""

    def __init__(self, session: Session, changes: Collection[_Changed]) -> None:
        ids: defaultdict[str, set[int]] = defaultdict(set)
        for one in changes:
            table = _referred(one.table, one.column)
            if table:
                values = (one.before, one.after)
                ids[table].update(value for value in values if isinstance(value, int))
        self._names = {table: _names(session, table, some) for table, some in ids.items()}

    def of(self, table: str, key: int) -> str:
        """The name or code of a row; nothing where it is gone or has none."""
        return self._names[table].get(key, "")


def _names(session: Session, table: str, ids: Collection[int]) -> Mapping[int, str]:
    model: Any = model_of(table)
    if hasattr(model, "name"):
        return dict(session.execute(select(model.id, model.name).where(model.id.in_(ids))).all())
    names = called(session, {(table, key) for key in ids}) if table == "issue" else {}
    return {key: name for (_table, key), name in names.items()}


def _referred(table: str, column: str) -> str:
    """The table a column refers to; none for a column with a value of its own."""
    if not _is_known(table, column):
        return ""
    references: set[ForeignKey] = whole_schema().tables[table].c[column].foreign_keys
    return next((one.column.table.name for one in references), "")


def _is_known(table: str, column: str) -> bool:
    """Whether today's program has the column: an older one may have had others."""
    tables = whole_schema().tables
    return table in tables and column in tables[table].c


def _in_words(changes: list[_Changed], entity: str, names: _Names) -> Iterator[ChangedField]:
    known = [one for one in changes if _is_known(one.table, one.column)]
    for one in sorted(known, key=lambda one: _place(one, entity)):
        if one.column == model_of(one.table).__root__[1]:
            continue
        field = column_name(one.table, one.column)
        before, after = (_value(one, value, names) for value in (one.before, one.after))
        if field and before != after:
            part = "" if one.table == entity else table_name(one.table)
            yield ChangedField(part, one.row_id, field, before, after)


def _place(one: _Changed, entity: str) -> tuple[bool, str, int, int]:
    """The record itself first, each row in the order of its columns."""
    columns = list(whole_schema().tables[one.table].c.keys())
    return one.table != entity, one.table, one.row_id, columns.index(one.column)


def _value(one: _Changed, value: Any, names: _Names) -> str:
    """A value of the history as people read it."""
    kind: Any = whole_schema().tables[one.table].c[one.column].type
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if digests.is_empty(value):
        return ""
    if digests.is_removed(value):
        return REMOVED
    if referred := _referred(one.table, one.column):
        return names.of(referred, value)
    if isinstance(kind, UtcMoment):
        return screen_moment(datetime.fromisoformat(value))
    if isinstance(kind, Date):
        return screen_date(date.fromisoformat(value))
    return number(value) if isinstance(value, int) else _text(kind, value)


def _text(kind: Any, value: str) -> str:
    """A text, or the word for a member of the vocabulary."""
    members: type[Enum] | None = getattr(kind, "enum_class", None)
    if members is None or not issubclass(members, Worded):
        return value
    try:
        return word(members(value))
    except ValueError:  # of an older program
        return value
