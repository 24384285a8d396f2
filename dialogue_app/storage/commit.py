"""What every write owes the register before its commit: versions, derived columns, search, audit.

`Recorder` listens to the session's flushes, so no service can forget to note a change; bulk writes
call `Recorder.of(session)` themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event, select, update
from sqlalchemy.orm import Session, UOWTransaction

from dialogue_app.domain.changes import Changes
from dialogue_app.domain.people import Actor
from dialogue_app.storage import audit, derived, search
from dialogue_app.storage.models import (
    AgendaItem,
    Answer,
    AnswerIssue,
    Body,
    DialogueSession,
    Direction,
    DirectionIssue,
    Enterprise,
    Issue,
    Raiser,
)
from dialogue_app.storage.models.base import Base

_KEY = "recorder"
_VERSIONED: dict[str, Any] = {
    "issue": Issue,
    "enterprise": Enterprise,
    "session": DialogueSession,
    "body": Body,
    "answer": Answer,
    "direction": Direction,
}
# What is part of a larger whole: (whole, its id, the id of the part).
_PARTS: dict[str, tuple[str, Any, Any]] = {
    "agenda_item": ("session", AgendaItem.session_id, AgendaItem.id),
    "raiser": ("issue", Raiser.issue_id, Raiser.id),
    "answer": ("issue", AnswerIssue.issue_id, AnswerIssue.answer_id),
    "direction": ("issue", DirectionIssue.issue_id, DirectionIssue.direction_id),
}
_SETTINGS = frozenset({"our_agency", "staff", "topic", "legal_type", "unit", "satisfaction_level"})
CHUNK = 500  # ids in one statement


class Recorder:
    """The changes of one transaction, by aggregate."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._new: defaultdict[str, set[int]] = defaultdict(set)
        self.changed: dict[audit.Aggregate, audit.FieldChanges] = {}
        self._wholes: defaultdict[str, set[int]] = defaultdict(set)
        session.info[_KEY] = self
        event.listen(session, "after_flush", self._after_flush)

    @staticmethod
    def of(session: Session) -> Recorder:
        """The recorder of a session made by `Store.writing()`."""
        recorder = session.info[_KEY]
        assert isinstance(recorder, Recorder)
        return recorder

    def note(self, aggregate: audit.Aggregate, changes: audit.FieldChanges, *, new: bool) -> None:
        """Note what a bulk write did to one aggregate."""
        self._add(aggregate, changes)
        if new:
            self._new[aggregate[0]].add(aggregate[1])

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A step that an exception undoes by itself: what it changed then was never done."""
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

    def finish(self, actor: Actor, action: str) -> Changes:
        """Bring all that hangs on the changed rows up to date and write the audit entry."""
        session = self._session
        session.flush()
        self.changed = audit.without_detours(self.changed)
        self._find_wholes()
        self._raise_versions()
        issues = self._touched_issues()
        derived.refresh(session, issues)
        for kind, ids in (("issue", issues), ("enterprise", self._ids("enterprise"))):
            search.refresh(session, kind, ids, self._new[kind])
        if self.changed:
            audit.write_entry(session, actor, action, self.changed)
        return self._told()

    def _after_flush(self, session: Session, context: UOWTransaction) -> None:
        for row in session.new:
            self._take(row, audit.inserted(row))
            if row.__root__[1] == "id":
                self._new[row.__root__[0]].add(row.id)
        for row in session.dirty:
            self._take(row, audit.updated(row))
        # A child let go by its whole is not in `session.deleted`, only among the flush's states.
        for state, (is_delete, list_only) in context.states.items():
            if is_delete and not list_only:
                self._take(state.object, audit.deleted(state.object))

    def _take(self, row: Base, changes: audit.FieldChanges) -> None:
        if changes and row.__tablename__ not in audit.OWN_TABLES:
            entity, attribute = row.__root__
            self._add((entity, getattr(row, attribute)), changes)

    def _add(self, aggregate: audit.Aggregate, changes: audit.FieldChanges) -> None:
        """A field that changes twice keeps its first old value."""
        known = self.changed.get(aggregate)
        if known is None:
            self.changed[aggregate] = dict(changes)
            return
        for name, (old, new) in changes.items():
            first = known[name][0] if name in known else old
            known[name] = [first, new]

    def _ids(self, entity: str) -> list[int]:
        return sorted(key for name, key in self.changed if name == entity)

    def _find_wholes(self) -> None:
        for entity, (whole, whole_id, part_id) in _PARTS.items():
            for ids in chunks(self._ids(entity)):
                found = self._session.scalars(select(whole_id).where(part_id.in_(ids)))
                self._wholes[whole].update(found)

    def _raise_versions(self) -> None:
        for entity, model in _VERSIONED.items():
            touched = self._wholes[entity].union(self._ids(entity))
            old = sorted(touched - self._new[entity])
            for ids in chunks(old):
                self._session.execute(
                    update(model)
                    .where(model.id.in_(ids))
                    .values(version=model.version + 1)
                    .execution_options(synchronize_session=False)
                )

    def _touched_issues(self) -> list[int]:
        """Issues changed themselves or in their parts, and those that show a changed enterprise."""
        found = self._wholes["issue"].union(self._ids("issue"))
        changed = set(self._ids("enterprise")) - self._new["enterprise"]
        for ids in chunks(sorted(changed)):
            found.update(
                self._session.scalars(select(Raiser.issue_id).where(Raiser.enterprise_id.in_(ids)))
            )
        return sorted(found)

    def _told(self) -> Changes:
        entities = {entity for entity, _key in self.changed}
        return Changes(
            issues=bool(entities & {"issue", "answer", "direction", "raiser"}),
            enterprises="enterprise" in entities,
            sessions=bool(entities & {"session", "agenda_item", "direction", "series"}),
            bodies="body" in entities,
            settings=bool(entities & _SETTINGS),
        )


def chunks(ids: list[int]) -> Iterable[list[int]]:
    """The ids in pieces that fit into one statement."""
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def insert_rows(session: Session, model: type[Base], rows: list[dict[str, Any]]) -> list[int]:
    """Insert many rows of one aggregate without an object for each; their ids, in order.

    The rows are plain column values; what they leave out takes the column's default.
    """
    from sqlalchemy import func, insert

    if not rows:
        return []
    root = model.__root__
    # The write lock is ours, so nobody else can take these numbers meanwhile.
    first = (session.scalar(select(func.max(model.__table__.c.id))) or 0) + 1
    ids = list(range(first, first + len(rows)))
    numbered = [{**row, "id": number} for row, number in zip(rows, ids, strict=True)]
    session.execute(insert(model.__table__), numbered)  # type: ignore[arg-type]
    recorder = Recorder.of(session)
    for row in numbered:
        own = root[1] == "id"
        changes = audit.inserted_values(model, row)
        recorder.note((root[0], row[root[1]]), changes, new=own)
    return ids
