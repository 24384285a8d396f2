"""Connections to the database file, and what SQLite says about it in the program's own errors.

Every connection is made here. No connection brings the write-ahead log into the database file by
itself (`wal_autocheckpoint=0`): `Store` does it, alone, under the writing lock. SQLite 3.7.0 to
3.51.2 can damage a database where two connections do so, or write, at one instant.
"""

from __future__ import annotations

import os
import sqlite3
import traceback
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path, PurePath
from urllib.parse import quote_from_bytes

from sqlalchemy.exc import DBAPIError

from dialogue_app import private
from dialogue_app.domain.deep_paths import readable
from dialogue_app.domain.errors.base import Cancelled, DialogueError, UnreadableLetter
from dialogue_app.domain.errors.store import (
    DiskFull,
    NoMemory,
    StoreBusy,
    StoreNotAnswering,
    StoreNotWritable,
    StoreUnreadable,
    ValueUnreadable,
)
from dialogue_app.whole_files import DATABASE_NAME, not_writable, refusal_of, write_whole

FILE_NAME = DATABASE_NAME
UNSAVED_NAME = "unsaved.json"  # beside it: what is typed in forms
BUSY_MILLISECONDS = 5000
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "wal_autocheckpoint=0",
    f"busy_timeout={BUSY_MILLISECONDS}",
    "foreign_keys=ON",
    "temp_store=MEMORY",
)
_PAGE = 4096  # bytes
# Kept in memory by a connection, at most. Keys of new rows stand anywhere in the indexes: a writer
# would read and write the same pages of those again and again.
PAGES_OF_A_READER, PAGES_OF_A_WRITER = 500, 8000
PAGES_AT_ONCE = 4096  # of a copy, between two looks whether to go on
QUICK_CHECK = "quick_check(1)"  # of all pages, not of what indexes say of their tables
FULL_CHECK = "integrity_check(1)"
SOUND = "ok"  # what a check says then
# What FTS5 says of damaged pages without a code of its own.
_OF_DAMAGE = ("invalid fts5 file format", "vtable constructor failed")
# What SQLite raises; the second where what it says of damage holds what is damaged.
NOT_READ = (sqlite3.Error, UnicodeDecodeError)
_READERS = (
    "sqlalchemy.sql.sqltypes",
    "sqlalchemy.engine",
    "sqlalchemy.dialects.sqlite",
    "dialogue_app.storage.models.kinds",
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


def connect(path: Path) -> sqlite3.Connection:
    """A connection that may write and neither begins nor commits by itself."""
    connection = sqlite3.connect(path.absolute(), isolation_level=None, check_same_thread=False)
    try:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def hold_pages(connection: sqlite3.Connection, most: int) -> None:
    """Let a connection keep so many pages in memory."""
    connection.execute(f"PRAGMA cache_size = {most}")


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection to a database in a folder that nobody here may write; it has no log beside it.

    SQLite itself would want to write beside it before it reads.
    """
    connection = look(path, without_log=True)
    connection.execute("PRAGMA temp_store=MEMORY")
    return connection


def look(path: Path, *, without_log: bool = False) -> sqlite3.Connection:
    """A connection that changes nothing, whatever the file is.

    With `without_log` it sees the database file as it is without the write-ahead log beside it.
    """
    mode = "immutable=1" if without_log or _is_only_read_here(path) else "mode=ro"
    timeout = BUSY_MILLISECONDS / 1000
    asked = f"{uri_of(path.absolute())}?{mode}"
    return sqlite3.connect(asked, timeout, isolation_level=None, check_same_thread=False, uri=True)


def _is_only_read_here(path: Path) -> bool:
    """Whether it is another user's file and nobody has it open.

    What SQLite leaves beside it even of reading would be this user's, and its owner could write no
    more.
    """
    return not os.access(path, os.W_OK) and path.exists() and not log_of(path).exists()


def look_though_read_only(path: Path) -> sqlite3.Connection:
    """As `look`, also where SQLite can write nothing beside a file that has no log."""
    connection = look(path)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except NOT_READ:
        connection.close()
        if log_size(path):
            raise
        return look(path, without_log=True)
    return connection


def copy_whole(path: Path, copy: Path, should_stop: Callable[[], bool] = lambda: False) -> None:
    """Copy one state of the database at `path`, whoever writes meanwhile, to a new file.

    The copy needs no log beside it; it is on the disk when this returns. Raises `sqlite3.Error`,
    `OSError`, and `Cancelled` once it should stop.
    """
    os.close(private.opener(str(copy), os.O_RDWR | os.O_CREAT | os.O_EXCL))
    with (
        closing(look_though_read_only(path)) as source,
        closing(sqlite3.connect(copy.absolute())) as target,
    ):
        source.execute("BEGIN")  # one state, though the pages are copied in pieces
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()

        def look_whether_to_stop(*_pages: int) -> None:
            if should_stop():
                raise Cancelled

        source.backup(target, pages=PAGES_AT_ONCE, progress=look_whether_to_stop)
        target.execute("PRAGMA journal_mode = DELETE")


def is_whole(copy: Path) -> bool:
    """Whether every page, row and index of a copy without a log is sound."""
    with closing(look(copy, without_log=True)) as connection:
        return is_sound(connection, FULL_CHECK)


def is_sound(connection: sqlite3.Connection, check: str) -> bool:
    """Whether a check, `QUICK_CHECK` or `FULL_CHECK`, finds nothing wrong."""
    return bool(connection.execute(f"PRAGMA {check}").fetchone() == (SOUND,))


def log_of(path: Path) -> Path:
    """The write-ahead log beside a database file."""
    return path.with_name(f"{path.name}-wal")


def log_size(path: Path) -> int:
    """The bytes in the log beside the database file at `path`; 0 where there is none."""
    try:
        return log_of(path).stat().st_size
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise refusal_of(error, path) from error


def has_journal(path: Path) -> bool:
    """Whether what SQLite would play back into the file at `path` lies beside it."""
    with suppress(OSError):
        return path.with_name(f"{path.name}-journal").stat().st_size > 0
    return False


def uri_of(path: PurePath) -> str:
    """The absolute path as a URI, whatever signs are in it."""
    is_long = readable(path) != str(path)
    written = os.fsencode(str(path) if is_long else path.as_posix())
    root = "" if written.startswith(b"/") else "/"  # a drive of Windows, or the long spelling
    return f"file://{root}{quote_from_bytes(written)}"


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
    except MemoryError as error:
        raise NoMemory from error
    except UnicodeDecodeError as error:  # a damaged name, in what SQLite says of the damage
        raise StoreUnreadable(path) from error
    except UnicodeEncodeError as error:  # half a letter, in what is asked for or written
        raise UnreadableLetter(str(error.object)) from error
    except (LookupError, ValueError, TypeError) as error:
        if _comes_of_reading(error):
            raise ValueUnreadable(path) from error
        raise


def _comes_of_reading(error: Exception) -> bool:
    """Whether SQLAlchemy raised it over a value that is none of its column."""
    frames = [frame for frame, _line in traceback.walk_tb(error.__traceback__)]
    return str(frames[-1].f_globals.get("__name__")).startswith(_READERS)


def _translated(error: BaseException | None, path: Path) -> DialogueError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        is_text = isinstance(error, sqlite3.OperationalError) and "UTF-8" in str(error)
        return StoreUnreadable(path) if is_text else None
    match code & 0xFF:  # the primary code
        case sqlite3.SQLITE_INTERRUPT:
            return Cancelled()
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            return StoreBusy(path)
        case sqlite3.SQLITE_FULL:
            return DiskFull(path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return not_writable(path)
        case sqlite3.SQLITE_IOERR if code in _CANNOT_WRITE:
            return _why_not_written(path)
        case sqlite3.SQLITE_IOERR if code != sqlite3.SQLITE_IOERR_SHORT_READ:  # the file ends
            return StoreNotAnswering(path)
        case sqlite3.SQLITE_ERROR if str(error).startswith(_OF_DAMAGE) or _lacks_something(path):
            return StoreUnreadable(path)
        case sqlite3.SQLITE_MISMATCH:
            return ValueUnreadable(path)
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_IOERR:
            return StoreUnreadable(path)
    return None


def _lacks_something(path: Path) -> bool:
    """Whether a table or a column is gone since the file was opened."""
    from dialogue_app.storage.schema import missing_columns

    with suppress(*NOT_READ), closing(look_though_read_only(path)) as connection:
        return bool(missing_columns(connection))
    return False


def _why_not_written(path: Path) -> DialogueError:
    """What the system says where SQLite does not: a quota that is used up is not a broken disk."""
    probe = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        write_whole(probe, bytes(_PAGE))
    except OSError as error:
        return refusal_of(error, path)
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)
    return StoreNotWritable(path)
