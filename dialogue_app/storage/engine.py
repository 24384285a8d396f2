"""The database file and its two kinds of sessions: `reading()` and `writing()`.

Writers stand in line for the writing lock, and take SQLite's own before they read (BEGIN
IMMEDIATE), so that none fails half way because somebody else wrote in between. Versions, derived
columns, search index and history are written by `writing()` alone, just before the commit.

Reading can be stopped in the middle of a statement, writing never: SQLite asks every some thousand
steps whether to go on. (`interrupt()` from another thread could hit whoever reads next.)
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

import sqlalchemy.dialects.sqlite.pysqlite  # noqa: F401 - else loaded by name, later and slower
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from dialogue_app import without_garbage_collection
from dialogue_app.domain.errors.base import Cancelled, DialogueError
from dialogue_app.domain.errors.store import (
    StoreBusy,
    StoreHasRules,
    StoreInUse,
    StoreReadOnly,
    StoreTrouble,
    StoreUnreadable,
)
from dialogue_app.domain.people import Actor
from dialogue_app.storage import sqlite
from dialogue_app.storage.identity import Head, OpenedFile, state_of
from dialogue_app.storage.locks import store_lock, turn_to_write
from dialogue_app.storage.models import load_models
from dialogue_app.storage.sqlite import FILE_NAME, log_size, look, translated_errors

STEPS_BETWEEN_LOOKS = 10_000  # of SQLite's machine: some milliseconds
LONGEST_LOG = 1000 * 4096  # bytes after which the log is brought into the database file
LONGEST_OF_MANY = 16 * LONGEST_LOG  # where one transaction follows the other: it waits for the disk
_WRITER = "dialogue_writer"


def always_wanted() -> bool:
    """Nobody stops what is read."""
    return False


class Store:
    """The database in one folder on this computer, and sessions on its file.

    `is_unwanted` is asked by the thread that reads; once it says yes, the session that reads ends
    with `Cancelled`. Until it is closed, nobody migrates the file or puts another in its place;
    raises `StoreInUse` where somebody does so now.

    A store that `is_read_only` is of a folder in which nothing can be written: it takes no lock,
    and every write raises its `refusal`, `StoreReadOnly` or `StoreFull`.
    """

    def __init__(self, folder: Path, *, is_read_only: bool = False) -> None:
        self.folder = folder.absolute()
        self.path = self.folder / FILE_NAME
        self.is_read_only = is_read_only
        self.refusal: StoreTrouble = StoreReadOnly(self.folder)
        self.is_unwanted: Callable[[], bool] = always_wanted
        self._lock = store_lock(self.folder)
        if not is_read_only and not self._lock.take(alone=False, patience=patience()):
            raise StoreInUse(self.path)
        self.file = OpenedFile(self.path)
        self._engine = self._open_engine()
        self._writer = self._engine.execution_options(**{_WRITER: True})
        self.is_looked_through_first = False  # before the first write, as a window stays long
        self._looking, self._is_looked_through = Lock(), False
        self._is_damaged = False
        self._own_rules_since: int | None = None  # as SQLite numbers what is made in the file
        self.ended_uncleanly = False  # whoever had the file open last was killed
        self.clock_is_right = False  # though the last entry is of later: somebody looked
        self.last_written = 0  # the number of the entry this store wrote last

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database and changes nothing.

        Raises `Cancelled` where it is not wanted any more, `StoreUnreadable`, `StoreReplaced`.
        """
        with translated_errors(self.path), Session(self._engine, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self, actor: Actor, action: str, at: datetime) -> Iterator[Session]:
        """One use case as one transaction at the moment `at`, named `action` in the history.

        An exception inside the block leaves the database as it was. Raises `StoreBusy`, `DiskFull`,
        `StoreNotWritable`, `StoreUnreadable`, and `StoreReplaced` where the file is no longer the
        one that was opened: what was written then went nowhere.
        """
        from dialogue_app.storage.commit import Recorder

        with self._turn() as session:
            recorder = Recorder(session, actor, action, at)
            self.file.require_history(session, recorder.before)
            yield session
            with without_garbage_collection():
                recorder.finish()
                session.commit()
            self.file.require_same()
            self._wrote(recorder.written)
        if recorder.left_search_due:
            with suppress(DialogueError):  # the act is done; the next writer takes these up
                self.write_due_search_texts()

    def write_due_search_texts(self) -> None:
        """Write the search texts that are still due; each batch is a transaction of its own.

        What a killed process left is written by the next one that calls this.
        """
        from dialogue_app.storage import search, search_index

        with self.reading() as session:
            if not search.kinds_due(session):
                return
        is_due = True
        while is_due:  # nobody waits for the whole of it
            with self.mending(LONGEST_OF_MANY) as session:
                is_due = search_index.write_some_due(session)
        if log_size(self.path) > LONGEST_LOG:
            self.settle()

    @contextmanager
    def mending(self, longest_log: int | None = None) -> Iterator[Session]:
        """A session that brings up to date what follows from the rest: nothing the history notes.

        An exception inside the block leaves the database as it was.
        """
        with self._turn(longest_log) as session:
            yield session
            session.commit()

    def drop_foreign_rules(self) -> None:
        """Take out what another program put into the file to act on what is written."""
        from dialogue_app.storage.schema import drop_foreign_rules

        with self._waiting_file(), closing(sqlite.connect(self.path)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            drop_foreign_rules(connection)
            connection.execute("COMMIT")

    def clean(self) -> bool:
        """Write the file anew without what was removed from it, if any was; whether it is done.

        Takes as much room again as the file. It is not done as long as somebody reads an older
        state: the next call tries again. Raises `DiskFull` and what `writing` raises.
        """
        from dialogue_app.storage import cleaning

        with self.reading() as session:
            if not cleaning.is_due(session):
                return True
        with self._waiting_file():
            cleaning.write_anew(self.path)
            self._bring_log_in()
            if log_size(self.path):
                return False
        with self.mending() as session:
            cleaning.note_done(session)
        return True

    def require_sound(self) -> None:
        """Look through all pages of the file, once; where one is damaged nothing is written.

        Takes a second for some hundred megabytes. Raises `StoreUnreadable`.
        """
        with self._looking:
            if not self._is_looked_through:
                self._look_through()
                self._is_looked_through = True

    def _look_through(self) -> None:
        try:
            with self.reading() as session:
                raw: Any = session.connection().connection.driver_connection
                if not sqlite.is_sound(raw, sqlite.QUICK_CHECK):
                    raise StoreUnreadable(self.path)
        except StoreUnreadable:
            self._is_damaged = True
            raise

    def settle(self) -> None:
        """Bring the log into the database file, unless somebody writes now."""
        with suppress(DialogueError, sqlite3.Error), self._waiting_turn(0):
            self._bring_log_in()

    def close(self) -> None:
        """Bring the log into the database file, and close all connections to it.

        What a removal could not clean beside somebody who read is tried again: see `clean`.
        """
        if self.file.is_known:
            with suppress(DialogueError, SQLAlchemyError, sqlite3.Error):
                self.clean()
        self.settle()
        with ExitStack() as kept:
            if self.file.is_gone and self.path.is_file():
                kept.enter_context(_keeping_log_of(self.path))
            self._engine.dispose()
        self._lock.release()

    def _wrote(self, head: Head | None) -> None:
        if head is not None:
            self.last_written = head.sequence
            self.file.wrote(head)

    # The turn to write, and the log ---------------------------------------------------------------

    @contextmanager
    def _turn(self, longest_log: int | None = None) -> Iterator[Session]:
        """A session that may write, on the file that was opened; a long log is brought in after."""
        load_models()
        with self._waiting_file():
            with Session(self._writer) as session:
                yield session
            if log_size(self.path) > (longest_log or LONGEST_LOG):
                with suppress(sqlite3.Error):  # the act is done; the next one tries again
                    self._bring_log_in()

    @contextmanager
    def _waiting_file(self) -> Iterator[None]:
        """The turn to write, on the file that was opened."""
        if self.is_looked_through_first:
            self.require_sound()
        if self._is_damaged:
            raise StoreUnreadable(self.path)
        self.file.require_there()  # with its folder, where the locks are
        with translated_errors(self.path), self._waiting_turn(patience()):
            self.file.require_same()
            yield

    def _waiting_turn(self, seconds: float) -> AbstractContextManager[None]:
        if self.is_read_only:
            raise self.refusal
        return turn_to_write(self.folder, seconds, StoreBusy(self.path))

    def _bring_log_in(self) -> None:
        """Bring the log into the database file; the caller has the turn to write.

        The one place where it is done: SQLite can damage a database where two do so, or write, at
        one instant. Whoever reads an older state meanwhile keeps a part of it in the log.
        """
        self.file.require_same()
        if not log_size(self.path) or not self.file.is_noted_as_changing():
            return
        with closing(sqlite.connect(self.path)) as connection:
            connection.execute("PRAGMA busy_timeout = 0")
            kept, *_pages = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self.file.was_brought_up_to(None if kept else state_of(connection, Head()))

    # Connections ----------------------------------------------------------------------------------

    def _open_engine(self) -> Engine:
        engine = create_engine(
            "sqlite://", creator=self.connect, poolclass=QueuePool, pool_size=8, max_overflow=8
        )
        event.listen(engine, "begin", self._begin)
        event.listen(engine, "before_cursor_execute", self._look)
        event.listen(engine, "checkin", _free)
        return engine

    def connect(self) -> sqlite3.Connection:
        """A connection of its own to the file that was opened; raises `StoreReplaced`."""
        self.file.require_there()  # SQLite would make an empty one
        return sqlite.connect_to_read(self.path) if self.is_read_only else sqlite.connect(self.path)

    def _begin(self, connection: Connection) -> None:
        raw: Any = connection.connection.dbapi_connection
        if _writes(connection):
            sqlite.hold_pages(raw, sqlite.PAGES_OF_A_WRITER)
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            self._require_own_rules(raw)
            return
        connection.exec_driver_sql("BEGIN")
        raw.set_progress_handler(self.is_unwanted, STEPS_BETWEEN_LOOKS)

    def require_own_rules(self) -> None:
        """Raise `StoreHasRules` where another program put into the file what acts on writing."""
        with self.reading() as session:
            raw: Any = session.connection().connection.dbapi_connection
            self._require_own_rules(raw)

    def _require_own_rules(self, raw: sqlite3.Connection) -> None:
        from dialogue_app.storage.schema import foreign_rules

        (version,) = raw.execute("PRAGMA schema_version").fetchone()
        if version != self._own_rules_since:
            rules = foreign_rules(raw)
            if rules:
                raise StoreHasRules(self.path, [f"{kind} {name}" for kind, name in rules])
            self._own_rules_since = version

    def _look(self, connection: Connection, *_statement: Any) -> None:
        """Between two statements, as SQLite does within one."""
        if self.is_unwanted() and not _writes(connection):
            raise Cancelled


@contextmanager
def _keeping_log_of(path: Path) -> Iterator[None]:
    """The last connection brings the log in by itself: never into a file put in our place."""
    with closing(look(path)) as last:  # which cannot write, and so brings nothing in
        with suppress(*sqlite.NOT_READ):
            last.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield


def patience() -> float:
    """The seconds one waits for whoever writes or migrates now."""
    return sqlite.BUSY_MILLISECONDS / 1000


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(_WRITER))


def _free(connection: sqlite3.Connection | None, _record: Any) -> None:
    """The next session on this connection may write, or read for somebody else.

    A commit that was refused leaves its transaction open, and SQLAlchemy takes it for ended: it
    would keep everybody from writing.
    """
    if connection is not None:
        connection.set_progress_handler(None, 0)
        if connection.in_transaction:
            connection.rollback()
        with suppress(sqlite3.Error):  # what was saved stays saved, however much memory it holds
            sqlite.hold_pages(connection, sqlite.PAGES_OF_A_READER)
