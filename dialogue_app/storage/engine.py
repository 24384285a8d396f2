"""The database file and its two kinds of sessions: `reading()` and `writing()`.

A writer takes the write lock before it reads (BEGIN IMMEDIATE), so it never fails half way because
somebody else wrote in between. Versions, derived columns, search index and history are written by
`writing()` alone, just before the commit.

Reading can be stopped in the middle of a statement, writing never: SQLite asks every some thousand
steps whether to go on. (`interrupt()` from another thread could hit whoever reads next.)
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy.dialects.sqlite.pysqlite  # noqa: F401 - else loaded by name, later and slower
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from dialogue_app import without_garbage_collection
from dialogue_app.domain.errors.base import Cancelled, DialogueError
from dialogue_app.domain.errors.store import DiskFull, StoreBusy, StoreNotWritable, StoreUnreadable
from dialogue_app.domain.people import Actor

FILE_NAME = "dialogue.db"
BUSY_MILLISECONDS = 5000
STEPS_BETWEEN_LOOKS = 10_000  # of SQLite's machine: some milliseconds
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


def always_wanted() -> bool:
    """Nobody stops what is read."""
    return False


class Store:
    """The database in one folder on this computer, and sessions on its file.

    `is_unwanted` is asked by the thread that reads; once it says yes, the session that reads ends
    with `Cancelled`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME
        self.is_unwanted: Callable[[], bool] = always_wanted
        self._engine = self._open_engine()
        self._writer = self._engine.execution_options(**{_WRITER: True})
        self.last_written = 0  # the number of the entry this store wrote last

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database and changes nothing.

        Raises `Cancelled` where it is not wanted any more, `StoreUnreadable`.
        """
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

    def _open_engine(self) -> Engine:
        url = URL.create("sqlite", database=str(self.path))
        engine = create_engine(url, pool_size=8, max_overflow=8)
        event.listen(engine, "connect", _configure)
        event.listen(engine, "begin", self._begin)
        event.listen(engine, "before_cursor_execute", self._look)
        event.listen(engine, "checkin", _look_no_more)
        return engine

    def _begin(self, connection: Connection) -> None:
        if _writes(connection):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            return
        connection.exec_driver_sql("BEGIN")
        sqlite: Any = connection.connection.dbapi_connection
        sqlite.set_progress_handler(self.is_unwanted, STEPS_BETWEEN_LOOKS)

    def _look(self, connection: Connection, *_statement: Any) -> None:
        """Between two statements, as SQLite does within one."""
        if self.is_unwanted() and not _writes(connection):
            raise Cancelled


def _configure(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # sqlite3 must not begin or commit by itself
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(_WRITER))


def _look_no_more(connection: sqlite3.Connection | None, _record: Any) -> None:
    """The next session on this connection may write, or read for somebody else."""
    if connection is not None:
        connection.set_progress_handler(None, 0)


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
        case sqlite3.SQLITE_INTERRUPT:
            return Cancelled()
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
