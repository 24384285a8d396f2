"""A person's values found wherever the register holds them, and removed from rows and history.

In a row the mark takes the place of what is removed; in the history its hash does, without the salt
by which it could be guessed. The chain still verifies. A field whose last known value went out of
the history with another one is written down anew, so that its row can still be held against it.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from dialogue_app.domain.person_text import REMOVED, PersonText
from dialogue_app.storage import audit, digests, replaying, search_index
from dialogue_app.storage.aggregates import model_of, models_of_aggregates
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.commit import Recorder
from dialogue_app.storage.digests import Aggregate, FieldChanges
from dialogue_app.storage.models.audit import AuditChange, CleaningDue, Removal
from dialogue_app.storage.models.base import Base
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.steps import Steps, Watch

_NOT_TYPED = frozenset({"uid", "sha256", "media_type", "edited_fields"})  # the program's own
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Record:
    """Fields of one whole, whatever stands in them: `table.column`."""

    aggregate: Aggregate
    columns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: texts anywhere, and all there is in fields of a record."""

    text: PersonText | None
    record: Record | None = None

    def is_of_record(self, aggregate: Aggregate, table: str, column: str) -> bool:
        """Whether a field is one of the record."""
        record = self.record
        return (
            record is not None
            and record.aggregate == aggregate
            and f"{table}.{column}" in record.columns
        )

    def holds(self, aggregate: Aggregate, table: str, column: str, value: Any) -> bool:
        """Whether it stands in the value of a field."""
        if not isinstance(value, str) or not value or value == REMOVED:
            return False
        if self.is_of_record(aggregate, table, column):
            return True
        return self.text is not None and self.text.is_in(value)

    def without(self, found: Found) -> str | None:
        """What takes the place of a value; nothing where a row need not have one."""
        column = model_of(found.table).__table__.c[found.column]
        if column.nullable:
            return None
        if found.of_record or self.text is None:
            return REMOVED
        return self.text.removed_from(found.value or "")


@dataclass(slots=True)
class Found:
    """A field of a row in which it stands, or stood."""

    aggregate: Aggregate
    table: str
    row_id: int
    column: str
    of_record: bool
    value: str | None = None  # as it stands in the row; None where it is history alone
    changes: list[int] = field(default_factory=list)  # of the history, that can be emptied of it
    kept: int = 0  # changes that cannot: the value itself takes part in their digest

    @property
    def key(self) -> str:
        """The field as the history names it."""
        return f"{self.table}:{self.row_id}.{self.column}"

    @property
    def can_be_removed(self) -> bool:
        """Whether it stands where the program takes it from."""
        is_personal = (self.table, self.column) in audit.personal_fields()
        return is_personal and (self.value is not None or bool(self.changes))


# Finding ----------------------------------------------------------------------------------------


def texts_of(session: Session, record: Record) -> set[str]:
    """What stands in the fields of a record, now and in the history."""
    texts: set[str] = set()
    for aggregate, key, both in _history(session, record.aggregate):
        table, _row_id, column = audit.parts_of_key(key)
        if Wanted(None, record).is_of_record(aggregate, table, column):
            texts.update(value for value in both if isinstance(value, str))
    return texts - {"", REMOVED}


def find(session: Session, wanted: Wanted, watch: Watch) -> list[Found]:
    """Every field in which it stands or stood, the rows' first."""
    models = [model for some in models_of_aggregates().values() for model in some]
    typed = {model: _typed_columns(model) for model in models}
    typed = {model: columns for model, columns in typed.items() if columns}
    steps = Steps(watch, _count(session, [*typed, AuditChange]))
    found: dict[tuple[Aggregate, str], Found] = {}
    for model, columns in typed.items():
        for one in _in_rows(session, model, columns, wanted, steps):
            found[one.aggregate, one.key] = one
    _add_history(session, wanted, found, steps)
    return list(found.values())


def _typed_columns(model: type[Base]) -> list[str]:
    if model.__tablename__ in audit.OWN_TABLES:
        return []
    return sorted(audit.text_columns(model) - _NOT_TYPED)


def _count(session: Session, models: Iterable[type[Base]]) -> int:
    return sum(session.scalar(select(func.count()).select_from(model)) or 0 for model in models)


def _in_rows(
    session: Session, model: type[Base], columns: list[str], wanted: Wanted, steps: Steps
) -> Iterator[Found]:
    entity, root = model.__root__
    table = model.__tablename__
    read = [getattr(model, name) for name in ("id", root, *columns)]
    rows = session.execute(select(*read).execution_options(yield_per=_AT_ONCE))
    for some in rows.partitions():
        for row_id, root_id, *values in some:
            aggregate = (entity, root_id)
            for column, value in zip(columns, values, strict=True):
                if wanted.holds(aggregate, table, column, value):
                    is_of_record = wanted.is_of_record(aggregate, table, column)
                    yield Found(aggregate, table, row_id, column, is_of_record, value)
        steps.take(len(some))


def _add_history(
    session: Session, wanted: Wanted, found: dict[tuple[Aggregate, str], Found], steps: Steps
) -> None:
    personal = audit.personal_fields()
    read = (
        AuditChange.id, AuditChange.entity, AuditChange.entity_id, AuditChange.changes,
        AuditChange.salts,
    )  # fmt: skip
    rows = session.execute(select(*read).execution_options(yield_per=_AT_ONCE))
    for some in rows.partitions():
        for change_id, entity, entity_id, changes, salts in some:
            salted = json.loads(salts)
            for key, both in json.loads(changes).items():
                table, row_id, column = audit.parts_of_key(key)
                aggregate = (entity, entity_id)
                if column in _NOT_TYPED or not any(
                    wanted.holds(aggregate, table, column, value) for value in both
                ):
                    continue
                is_of_record = wanted.is_of_record(aggregate, table, column)
                blank = Found(aggregate, table, row_id, column, is_of_record)
                one = found.setdefault((aggregate, key), blank)
                if key in salted and (table, column) in personal:
                    one.changes.append(change_id)
                else:
                    one.kept += 1
        steps.take(len(some))


def _history(session: Session, of: Aggregate) -> Iterator[tuple[Aggregate, str, list[Any]]]:
    rows = session.scalars(
        select(AuditChange.changes).where(
            AuditChange.entity == of[0], AuditChange.entity_id == of[1]
        )
    )
    for changes in rows:
        for key, both in json.loads(changes).items():
            yield of, key, both


# Removing ---------------------------------------------------------------------------------------


def remove(session: Session, wanted: Wanted, chosen: list[Found], reason: str) -> tuple[int, int]:
    """Remove it from these fields; from how many rows' fields and changes of the history.

    The caller is inside a transaction, whose entry holds the record of it. What follows from the
    rows follows, as after every write; the file is to be cleaned afterwards (`Store.clean`).
    """
    emptied = _empty_history(session, chosen)
    noted: defaultdict[Aggregate, FieldChanges] = defaultdict(dict)
    in_rows = [one for one in chosen if one.value is not None]
    for one in in_rows:
        now = wanted.without(one)
        _write(session, one, now)
        before = digests.removed(secrets.token_hex(8), one.key, one.value)
        noted[one.aggregate][one.key] = [before, now]
    for one, last in _left_without_value(session, chosen):
        noted[one.aggregate][one.key] = [last, _standing(session, one)]
    _follow(session, in_rows)
    for aggregate, changes in noted.items():
        Recorder.of(session).note(aggregate, changes)
    session.add(Removal(reason=reason, rows_count=len(in_rows), history_count=emptied))
    session.execute(insert(CleaningDue).prefix_with("OR IGNORE"), [{"id": 1}])
    return len(in_rows), emptied


def _empty_history(session: Session, chosen: list[Found]) -> int:
    """Put hashes in the place of the values, and drop their salts; from how many fields."""
    keys: defaultdict[int, set[str]] = defaultdict(set)
    for one in chosen:
        for change_id in one.changes:
            keys[change_id].add(one.key)
    for some in chunks(sorted(keys)):
        rows = session.execute(
            select(AuditChange.id, AuditChange.changes, AuditChange.salts).where(
                AuditChange.id.in_(some)
            )
        ).all()
        for change_id, changes, salts in rows:
            known, salted = json.loads(changes), json.loads(salts)
            for key in keys[change_id]:
                salt = salted.pop(key)
                known[key] = [digests.removed(salt, key, value) for value in known[key]]
            session.execute(
                update(AuditChange)
                .where(AuditChange.id == change_id)
                .values(
                    changes=digests.in_one_spelling(known), salts=digests.in_one_spelling(salted)
                )
                .execution_options(synchronize_session=False)
            )
    return sum(map(len, keys.values()))


def _write(session: Session, found: Found, now: str | None) -> None:
    table: Any = model_of(found.table).__table__
    session.execute(update(table).where(table.c.id == found.row_id).values({found.column: now}))


def _left_without_value(
    session: Session, chosen: list[Found]
) -> Iterator[tuple[Found, dict[str, str]]]:
    """The fields that stay in their rows, but of which the history lost the last value."""
    asked = {(one.aggregate, one.key): one for one in chosen if one.value is None}
    by_entity: defaultdict[str, set[int]] = defaultdict(set)
    for (entity, entity_id), _key in asked:
        by_entity[entity].add(entity_id)
    raw: Any = session.connection().connection.driver_connection
    for entity, ids in by_entity.items():
        for entity_id in sorted(ids):
            last = _last_values(raw, entity, entity_id)
            for key, value in last.items():
                one = asked.get(((entity, entity_id), key))
                if one is not None and digests.is_removed(value):
                    yield one, value


def _last_values(raw: sqlite3.Connection, entity: str, entity_id: int) -> dict[str, Any]:
    return {key: new for key, _old, new in replaying.changes_in_order(raw, entity, [entity_id])}


def _standing(session: Session, found: Found) -> Any:
    table: Any = model_of(found.table).__table__
    return session.scalar(select(table.c[found.column]).where(table.c.id == found.row_id))


def _follow(session: Session, in_rows: list[Found]) -> None:
    """Bring what the rows keep to be sorted and found by up to date."""
    session.expire_all()
    for table, row_id in {(one.table, one.row_id) for one in in_rows}:
        model = model_of(table)
        if model.shadow is not Base.shadow:
            session.get_one(model, row_id).shadow()
    session.flush()


# What follows from rows -------------------------------------------------------------------------


def copies(session: Session, wanted: PersonText) -> tuple[int, int]:
    """How many search texts and how many texts of lists hold it, too."""
    in_lists = sum(map(wanted.is_in, session.scalars(select(Issue.raisers_text))))
    return sum(map(wanted.is_in, search_index.all_texts(session))), in_lists
