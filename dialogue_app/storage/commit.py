"""What every write does before its commit: versions, derived columns, search texts, history.

`Recorder` listens to the session's flushes, so no service can forget to note a change; bulk writes
call `Recorder.of(session)` themselves. What a table is part of, where it is shown and which of its
columns are derived stands on its model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat
from typing import Any, TypeVar

from sqlalchemy import event, select
from sqlalchemy.orm import Session, UOWTransaction

from dialogue_app.domain.errors.base import BadInput, TextTooLong
from dialogue_app.domain.people import Actor
from dialogue_app.domain.text_limits import LONGEST, is_too_long, length
from dialogue_app.storage import audit, changed_rows, feed, search_index, search_texts
from dialogue_app.storage.aggregates import is_whole, models_of_aggregates, reaches, versioned
from dialogue_app.storage.bulk import Change, add_rows, write_changes, write_columns
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.digests import Aggregate, FieldChanges
from dialogue_app.storage.entries import (
    Changes,
    EntryHead,
    NewRows,
    changed_in,
    joined,
    write_entry,
)
from dialogue_app.storage.identity import Head
from dialogue_app.storage.models import whole_schema
from dialogue_app.storage.models.base import Base, Identified, Reach
from dialogue_app.storage.steps import Steps, Watch, unwatched

T = TypeVar("T")
R = TypeVar("R")
_KEY = "recorder"
Ids = defaultdict[str, set[int]]  # by entity
Changed = Mapping[Aggregate, Changes]
Names = tuple[str, ...]  # of columns
_SURELY_SHORT = LONGEST // 2  # a letter counts twice at most


class Recorder:
    """The changes of one transaction, by aggregate, and the head of their entry."""

    def __init__(self, session: Session, actor: Actor, action: str, at: datetime) -> None:
        self._session = session
        self.before, self.written_last = audit.latest(session)
        self.written: Head | None = None  # the entry of this transaction, once there is one
        sequence, previous = self.before
        self._head = EntryHead(sequence + 1, previous, at, actor.staff_id, actor.role, action)
        self._new: Ids = defaultdict(set)
        self._unsettled: set[Aggregate] = set()  # changed since derived columns were
        self.changed: dict[Aggregate, Changes] = {}
        self._wholes_before: Ids = defaultdict(set)
        # how a use case that changes few columns brings what follows from them up to date
        self.derive_by: dict[type[Base], Callable[[Session, Sequence[int]], None]] = {}
        self.left_search_due = False  # search texts too many for this transaction
        # told how much of how much of the finishing is done, all of it when the commit begins
        self.watch: Watch = unwatched
        session.info[_KEY] = self
        event.listen(session, "before_flush", self._before_flush)
        event.listen(session, "after_flush", self._after_flush)

    @staticmethod
    def of(session: Session) -> Recorder:
        """The recorder of a session made by `Store.writing()`."""
        recorder = session.info[_KEY]
        assert isinstance(recorder, Recorder)
        return recorder

    @property
    def sequence(self) -> int:
        """The number of the entry this transaction will write, and the version of what it adds."""
        return self._head.sequence

    @property
    def action(self) -> str:
        """The use case of this transaction, as the history names it."""
        return self._head.action

    def note(self, aggregate: Aggregate, changes: FieldChanges) -> None:
        """Note what a bulk write did to one aggregate; the changes are the recorder's then.

        Raises `TextTooLong`.
        """
        for key, (_old, new) in changes.items():
            if isinstance(new, str):
                _require_short(key.rpartition(".")[2], new)
        self._add(aggregate, changes)

    def note_new(self, model: type[Base], names: Names, rows: Sequence[Sequence[Any]]) -> None:
        """Note new rows, each given by its values of these columns. Raises `TextTooLong`."""
        noted = audit.noted_columns(model)
        for name, values in zip(names, zip(*rows, strict=True), strict=True):
            for value in values if name in noted else ():
                if type(value) is str and len(value) > _SURELY_SHORT:
                    _require_short(name, value)
        entity, attribute = model.__root__
        root = names.index(attribute)
        for row in rows:
            self._add((entity, row[root]), NewRows(model, names, row))
        if attribute == "id":
            self._new[entity].update(row[root] for row in rows)

    def note_wholes_of(self, aggregates: Collection[Aggregate]) -> None:
        """Note which wholes these are part of, before their rows go or become part of others."""
        found = _reached(self._session, {key: {} for key in aggregates}, self._new)
        self._wholes_before = _joined(self._wholes_before, found.changed)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A step in a savepoint: an exception undoes it alone, and nothing of it is noted."""
        self._session.flush()
        before, new_before = self.changed, self._new
        self.changed, self._new = {}, defaultdict(set)
        try:
            with self._session.begin_nested():
                yield
        except BaseException:
            self.changed, self._new = before, new_before
            raise
        done, new = self.changed, self._new
        self.changed, self._new = before, new_before
        for aggregate, changes in done.items():
            self._add(aggregate, changes)
        for entity, ids in new.items():
            self._new[entity] |= ids

    def attempt_each(
        self,
        things: Sequence[T],
        step: Callable[[T], R],
        at_hand: Callable[[Sequence[T]], AbstractContextManager[object]],
    ) -> list[R | BadInput]:
        """What the step gives for each thing, in order, or why it was refused and left nothing.

        Things have their rows `at_hand` and are written together in one savepoint, as few are
        refused. Where one is, the halves are done anew; so a step only reads and changes rows.
        """
        try:
            with self.attempt(), at_hand(things):
                return [step(thing) for thing in things]
        except BadInput as refusal:
            if len(things) == 1:
                return [refusal]
        middle = len(things) // 2
        return [
            *self.attempt_each(things[:middle], step, at_hand),
            *self.attempt_each(things[middle:], step, at_hand),
        ]

    def settle(self) -> None:
        """Bring derived columns up to date with what was written so far, for reads that follow."""
        self._session.flush()
        since = {key: self.changed[key] for key in self._unsettled & self.changed.keys()}
        reached = _reached(self._session, since, self._new)
        self._derive(_joined(reached.changed, reached.showing))
        self._unsettled -= since.keys()
        self._session.expire_all()

    def finish(self) -> None:
        """Update what depends on the changed rows and write the history's entry, if any changed."""
        session = self._session
        session.flush()
        done = {key: left for key, changes in self.changed.items() if (left := changed_in(changes))}
        if not done:
            return
        reached = _reached(session, done, self._new)
        changed = _joined(reached.changed, self._wholes_before)
        touched = _joined(changed, reached.showing, reached.found)
        retold = _joined(reached.retold, self._wholes_before, reached.showing, reached.found)
        to_derive = _joined(changed, reached.showing)
        steps = Steps(self.watch, sum(map(len, to_derive.values())) + 2 * len(done) + 1)
        self._raise_versions(changed, steps)
        self._derive(to_derive, steps)
        self.written = write_entry(session, self._head, done, steps.take)
        feed.write_touched(session, self.sequence, touched)
        self.left_search_due = search_index.write_texts(session, retold, self._new, steps.take)
        steps.take(1)

    def _derive(self, touched: Ids, steps: Steps | None = None) -> None:
        for entity, ids in touched.items():
            for some in chunks(sorted(ids)):
                for model in models_of_aggregates()[entity]:
                    derive = self.derive_by.get(model, model.derive)
                    derive(self._session, some)
                if steps is not None:
                    steps.take(len(some))

    def _raise_versions(self, changed: Ids, steps: Steps) -> None:
        for entity, model in versioned().items():
            for ids in chunks(sorted(changed.get(entity, set()) - self._new[entity])):
                rows = [(self.sequence, key) for key in ids]
                write_columns(self._session, model, ("version",), rows)
                steps.take(0)

    def _before_flush(self, session: Session, _context: UOWTransaction, _instances: Any) -> None:
        for row in session.new:
            if isinstance(row, Identified):
                row.version = self.sequence
        for kind, rows in changed_rows.of(session).items():
            changes = [audit.updated(row) for row in rows]
            changed_rows.write(session, kind, rows)
            for row, of_row in zip(rows, changes, strict=True):
                self._note_row(row, of_row)

    def _after_flush(self, session: Session, context: UOWTransaction) -> None:
        for row in session.new:
            self._note_row(row, audit.inserted(row))
            if row.__root__[1] == "id":
                self._new[row.__root__[0]].add(row.id)
        for row in session.dirty:
            self._note_row(row, audit.updated(row))
        # A child removed from its whole is not in `session.deleted`, only among the flush's states.
        for state, (is_delete, list_only) in context.states.items():
            if is_delete and not list_only:
                self._note_row(state.object, audit.deleted(state.object))

    def _note_row(self, row: Base, changes: FieldChanges) -> None:
        if changes and row.__tablename__ not in audit.OWN_TABLES:
            entity, attribute = row.__root__
            self.note((entity, getattr(row, attribute)), changes)

    def _add(self, aggregate: Aggregate, changes: Changes) -> None:
        self._unsettled.add(aggregate)
        self.changed[aggregate] = joined(self.changed.get(aggregate), changes)


@dataclass(frozen=True, slots=True)
class _Reached:
    """The wholes that changed, themselves or in a part; that show what changed, or are found by it.

    Those of the changed whose own words may be others now are `retold`.
    """

    changed: Ids
    showing: Ids
    found: Ids
    retold: Ids


def _require_short(column: str, text: str) -> None:
    """Raise `TextTooLong` for a text that an export would cut."""
    if is_too_long(text):
        raise TextTooLong(column, length(text))


def _reached(session: Session, changed: Changed, new: Ids) -> _Reached:
    """Every whole that is touched by what changed."""
    wholes: Ids = defaultdict(set)
    showing: Ids = defaultdict(set)
    found: Ids = defaultdict(set)
    retold: Ids = defaultdict(set)
    by_entity: defaultdict[str, list[int]] = defaultdict(list)
    for entity, key in changed:
        by_entity[entity].append(key)
    for entity, keys in by_entity.items():
        known = [key for key in keys if key not in new[entity]]
        if is_whole(entity):
            wholes[entity].update(keys)
            retold[entity] |= new[entity].intersection(keys)
            retold[entity].update(key for key in known if search_texts.reads(changed[entity, key]))
        for reach in reaches(entity, "__part_of__"):
            # a link to what is new is new itself, and changed its whole
            having = _find(session, reach, keys if reach.by == "id" else known)
            wholes[reach.entity] |= having
            retold[reach.entity] |= having
        for reach in reaches(entity, "__shown_in__"):
            for columns, into in ((reach.columns, showing), (reach.searched, found)):
                seen = [key for key in known if _has_any(columns, changed[entity, key])]
                into[reach.entity] |= _find(session, reach, seen)
    return _Reached(wholes, showing, found, retold)


def _find(session: Session, reach: Reach, keys: list[int]) -> set[int]:
    table = whole_schema().tables[reach.table]
    whole, by = table.c[reach.whole], table.c[reach.by]
    found: set[int] = set()
    for some in chunks(sorted(keys)):
        found.update(session.scalars(select(whole).where(by.in_(some), whole.is_not(None))))
    return found


def _has_any(columns: frozenset[str], changes: Changes) -> bool:
    return any(name.rpartition(".")[2] in columns for name in changes)


def _joined(*parts: Ids) -> Ids:
    touched: Ids = defaultdict(set)
    for found in parts:
        for entity, ids in found.items():
            if ids:
                touched[entity] |= ids
    return touched


def insert_rows(session: Session, model: type[Base], rows: list[dict[str, Any]]) -> list[int]:
    """Insert many rows of one aggregate without an object for each; their ids, in order.

    The rows are plain column values, all of the same columns; what they leave out takes the
    column's default, which the history notes like any other value. Raises `ValueError` for rows of
    different columns: SQLAlchemy would drop what the first row lacks.
    """
    if not rows:
        return []
    columns = rows[0].keys()
    if any(row.keys() != columns for row in rows):
        raise ValueError("rows of different columns")
    # The write lock is ours, so nobody else can take these numbers meanwhile.
    first = model.last_id(session) + 1
    ids = list(range(first, first + len(rows)))
    recorder, given = Recorder.of(session), tuple(rows[0])
    version = {"version": recorder.sequence} if issubclass(model, Identified) else {}
    left_out = {
        column.key: column.default
        for column in model.__table__.columns
        if column.default is not None and column.key not in columns | version.keys()
    }
    same = {name: one.arg for name, one in left_out.items() if not one.is_callable} | version
    made = {name: one.arg for name, one in left_out.items() if one.is_callable}
    names = (*given, *same, *made, "id")
    by_column = (
        *([row[name] for row in rows] for name in given),
        *(repeat(value, len(rows)) for value in same.values()),
        *([make(None) for _row in rows] for make in made.values()),
        ids,
    )
    values = list(zip(*by_column, strict=True))
    add_rows(session, model, names, values)
    recorder.note_new(model, names, values)
    return ids


def change_rows(
    session: Session, model: type[Base], names: Sequence[str], changes: Sequence[Change]
) -> None:
    """Change these columns of many rows without an object for each, and note it in the history."""
    if not changes:
        return
    written = write_changes(session, model, names, changes)
    recorder, entity = Recorder.of(session), model.__root__[0]
    noted = audit.changed_rows(model, [change.id for change in changes], written)
    for change, of_row in zip(changes, noted, strict=True):
        recorder.note((entity, change.root_id), of_row)
