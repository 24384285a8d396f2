"""The database file and its two kinds of sessions: `reading()` and `writing()`.

A writer takes the write lock before it reads (BEGIN IMMEDIATE), so it never fails half way because
somebody else wrote in between. Versions, derived columns, search index and history are written by
`writing()` alone, just before the commit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from dialogue_app import without_garbage_collection
from dialogue_app.domain.errors.base import DialogueError
from dialogue_app.domain.errors.store import DiskFull, StoreBusy, StoreNotWritable, StoreUnreadable
from dialogue_app.domain.people import Actor

FILE_NAME = "dialogue.db"
BUSY_MILLISECONDS = 5000
_WRITER = "dialogue_writer"
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    f"busy_timeout={BUSY_MILLISECONDS}",
    "foreign_keys=ON",
    "temp_store=MEMORY",
)
_CANNOT_WRITE = frozenset(
    {
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_DIR_FSYNC,
        sqlite3.SQLITE_IOERR_TRUNCATE,
        sqlite3.SQLITE_IOERR_SHMOPEN,
        sqlite3.SQLITE_IOERR_SHMSIZE,
    }
)


class Store:
    """The database in one folder on this computer, and sessions on its file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME
        self._engine = _open_engine(self.path)
        self._writer = self._engine.execution_options(**{_WRITER: True})
        self.last_written = 0  # the number of the entry this store wrote last

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database and changes nothing."""
        with translated_errors(self.path), Session(self._engine, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self, actor: Actor, action: str, at: datetime) -> Iterator[Session]:
        """One use case as one transaction at the moment `at`, named `action` in the history.

        An exception inside the block leaves the database as it was. Raises `StoreBusy`, `DiskFull`,
        `StoreNotWritable`, `StoreUnreadable`.
        """
        from dialogue_app.storage.commit import Recorder

        with translated_errors(self.path), Session(self._writer) as session:
            recorder = Recorder(session, actor, action, at)
            yield session
            with without_garbage_collection():
                wrote = recorder.finish()
                session.commit()
        if wrote:
            self.last_written = recorder.sequence
        if recorder.left_search_due:
            with suppress(DialogueError):  # the act is done; the next writer takes these up
                self.write_due_search_texts()

    def write_due_search_texts(self) -> None:
        """Write the search texts that are still due; each batch is a transaction of its own.

        What a killed process left is written by the next one that calls this.
        """
        from dialogue_app.storage import search

        with self.reading() as session:
            if not search.kinds_due(session):
                return  # without waiting for whoever holds the write lock
        with translated_errors(self.path), Session(self._writer) as session:
            while search.write_some_due(session):
                session.commit()

    def close(self) -> None:
        """Close all connections to the file."""
        self._engine.dispose()


def _open_engine(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), pool_size=8, max_overflow=8)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # sqlite3 must not begin or commit by itself
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITER)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says about the file at `path` into the program's own errors."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        ours = _translated(error.orig if isinstance(error, DBAPIError) else error, path)
        if ours is None:
            raise
        raise ours from error


def _translated(error: BaseException | None, path: Path) -> DialogueError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    match code & 0xFF:  # the primary code
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreBusy(path)
        case sqlite3.SQLITE_FULL:
            return DiskFull(path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return StoreNotWritable(path)
        case sqlite3.SQLITE_IOERR if code in _CANNOT_WRITE:
            return StoreNotWritable(path)
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_IOERR:
            return StoreUnreadable(path)
    return None
