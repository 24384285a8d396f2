"""What changed since it was last asked, whoever wrote: this process or another one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue_app.domain.changes import Changes
from dialogue_app.storage import search
from dialogue_app.storage.aggregates import versioned
from dialogue_app.storage.bulk import add_rows
from dialogue_app.storage.engine import Store
from dialogue_app.storage.models.audit import AuditEntry, Touched
from dialogue_app.storage.sqlite import translated_errors

MOST_NAMED = 1000  # wholes of one kind that an entry names; above it says "all of this kind"
ALL = 0


class Feed:
    """Follows the entries of one store from the moment it is made.

    `has_news` costs some microseconds and is meant to be asked every second; `changes` reads.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        # One connection of its own: the number counts what other connections committed.
        self._connection = store.connect()
        self._version = self._data_version()
        with store.reading() as session:
            self._sequence = _last(session)
            self._due = search.kinds_due(session)

    def has_news(self) -> bool:
        """Whether anybody committed since what `changes` last gave.

        Raises `StoreReplaced` where the file is no longer the one that was opened.
        """
        self._store.file.require_there()
        return self._data_version() != self._version

    def changes(self) -> Changes:
        """What was touched since the last call, each once; still news where reading it failed.

        A kind whose last search texts were written since, after what they tell of, is touched.
        """
        version = self._data_version()
        with self._store.reading() as session:
            found = after(session, self._sequence)
            due = search.kinds_due(session)
        written = dict.fromkeys(self._due - due, frozenset[int]())
        self._version, self._sequence, self._due = version, found.sequence, due
        return replace(found, touched={**found.touched, **written})

    def close(self) -> None:
        """Close the connection to the file."""
        self._connection.close()

    def _data_version(self) -> int:
        with translated_errors(self._store.path):
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])


def everything() -> Changes:
    """As if every whole had changed."""
    return Changes(touched=dict.fromkeys(versioned(), frozenset()))


def after(session: Session, sequence: int) -> Changes:
    """What the entries after `sequence` touched."""
    last = _last(session)
    rows = session.execute(
        select(Touched.entity, Touched.entity_id)
        .where(Touched.sequence > sequence, Touched.sequence <= last)
        .distinct()
    )
    ids: defaultdict[str, set[int]] = defaultdict(set)
    for entity, entity_id in rows:
        ids[entity].add(entity_id)
    named = {entity: frozenset() if ALL in found else frozenset(found)
             for entity, found in ids.items()}  # fmt: skip
    return Changes(last, named)


def _last(session: Session) -> int:
    return session.scalar(select(func.max(AuditEntry.__table__.columns.sequence))) or 0


def write_touched(session: Session, sequence: int, touched: dict[str, set[int]]) -> None:
    """Note what entry `sequence` touched."""
    rows = [
        (sequence, entity, entity_id)
        for entity, ids in touched.items()
        for entity_id in (sorted(ids) if len(ids) <= MOST_NAMED else [ALL])
    ]
    if rows:
        add_rows(session, Touched, ("sequence", "entity", "entity_id"), rows)
