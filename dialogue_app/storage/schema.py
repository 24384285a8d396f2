"""The revision of the database file, and the safe way from an older one to this program's.

Knowing the revision is one plain SELECT; alembic is imported only when something is to be done.
"""

from __future__ import annotations

import pkgutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from dialogue_app.domain.errors.store import StoreTooNew, StoreUnreadable
from dialogue_app.storage.engine import BUSY_MILLISECONDS, translated_errors
from dialogue_app.storage.migrations import versions

# The scripts of the migrations, by the numbers their names begin with.
REVISIONS = tuple(sorted(script.name[:4] for script in pkgutil.iter_modules(versions.__path__)))
HEAD = REVISIONS[-1]


def bring_up_to_date(path: Path, at: datetime) -> None:
    """Create the database at `path`, or migrate it to this program's revision.

    An older one is copied beside itself, named after the moment `at`, and the copy checked before
    one transaction migrates it, with foreign keys off meanwhile and checked at its end. Raises
    `StoreTooNew` for a database of a later program and `StoreUnreadable` for what is no database of
    ours.
    """
    with translated_errors(path):
        revision = _revision(path)
        if revision == HEAD:
            return
        if revision is not None and revision not in REVISIONS:
            raise StoreTooNew(path)
        if revision is not None:
            _keep_copy(path, revision, at)
        _migrate(path)


def _revision(path: Path) -> str | None:
    """The file's revision; None for a file that is new or empty."""
    if not path.exists():
        return None
    with closing(sqlite3.connect(path, timeout=BUSY_MILLISECONDS / 1000)) as connection:
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError as error:
            if "no such table" not in str(error):
                raise
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise StoreUnreadable(path) from error
            return None
        if row is None:
            raise StoreUnreadable(path)
        return str(row[0])


def _keep_copy(path: Path, revision: str, at: datetime) -> None:
    stamp = at.strftime("%Y%m%d-%H%M%S")
    copy = path.with_name(f"{path.stem}-{revision}-{stamp}{path.suffix}")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        verdict = target.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise StoreUnreadable(path)


def _migrate(path: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, event

    engine = create_engine(f"sqlite:///{path}")

    def configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # DDL inside our own transaction
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")

    event.listen(engine, "connect", configure)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise StoreUnreadable(path)
    finally:
        engine.dispose()
