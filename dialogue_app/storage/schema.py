"""The revision of the database file, and the safe way from an older one to this program's.

Knowing the revision is one plain SELECT; alembic is imported only when something is to be done.
"""

from __future__ import annotations

import hashlib
import pkgutil
import sqlite3
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Index, select
from sqlalchemy.exc import OperationalError

from dialogue_app.domain.errors.store import StoreTooNew, StoreUnreadable
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.identity import APPLICATION_ID
from dialogue_app.storage.migrations import versions
from dialogue_app.storage.models import whole_schema
from dialogue_app.storage.search import INDEX_NAMES
from dialogue_app.storage.sqlite import FILE_NAME, connect, copy_whole, is_whole
from dialogue_app.whole_files import refusals_of

# The scripts of the migrations, by the numbers their names begin with.
REVISIONS = tuple(sorted(script.name[:4] for script in pkgutil.iter_modules(versions.__path__)))
HEAD = REVISIONS[-1]
IDENTIFIED_SINCE = "0005"  # from this revision on a file says whose kind it is, and which
# Of the columns of all our tables: by it a file is known to lack none before any of them is mapped.
DIGEST = "eb8c215a4c1e8046083f0f6332f61b6378bd659c136b56f98604af5414cdc005"
_COLUMNS = """
    SELECT part.name, of_part.name FROM sqlite_master part, pragma_table_info(part.name) of_part
    WHERE part.type = 'table'
"""


def revision_of(path: Path, connection: sqlite3.Connection) -> str:
    """The revision of a database of ours.

    Raises `StoreTooNew` for one of a later program, `StoreUnreadable` for what is none of ours.
    """
    (signed,) = connection.execute("PRAGMA application_id").fetchone()
    try:
        rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        connection.execute("SELECT sequence, hash FROM audit_entry LIMIT 1").fetchone()
    except sqlite3.OperationalError as error:
        if "no such" in str(error):
            raise StoreUnreadable(path) from error
        raise
    revision = str(rows[0][0]) if len(rows) == 1 else ""
    if signed not in (APPLICATION_ID, 0) or not revision:
        raise StoreUnreadable(path)
    if revision not in REVISIONS:
        raise StoreTooNew(path)
    if signed == 0 and revision >= IDENTIFIED_SINCE:
        raise StoreUnreadable(path)
    return revision


def foreign_rules(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The triggers and indexes that no program of ours made, each as its kind and its name.

    A trigger changes or refuses what is written, and an index may refuse it.
    """
    tables = whole_schema().tables.values()
    ours = {str(index.name) for table in tables for index in table.indexes}
    made = "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql <> ''"
    found = connection.execute(f"{made} ORDER BY name").fetchall()
    return [(kind, name) for kind, name in found if kind == "trigger" or name not in ours]


def drop_foreign_rules(connection: sqlite3.Connection) -> None:
    """Take them out; the rows stay."""
    for kind, name in foreign_rules(connection):
        quoted = name.replace('"', '""')
        connection.execute(f'DROP {kind} "{quoted}"')


def foreign_parts(connection: sqlite3.Connection) -> list[str]:
    """Tables, columns and views that no program of ours made."""
    ours = {table.name: set(table.columns.keys()) for table in whole_schema().tables.values()}
    found = [
        f"{kind} {name}"
        for kind, name in connection.execute("SELECT type, name FROM sqlite_master")
        if kind in ("table", "view") and name not in ours and not _is_inner(kind, name)
    ]
    found += [
        f"{table}.{column}"
        for table, column in connection.execute(_COLUMNS)
        if table in ours and column not in ours[table]
    ]
    return sorted(found)


def _is_inner(kind: str, name: str) -> bool:
    """Whether it is a table of SQLite, alembic or the search."""
    return kind == "table" and (
        name == "alembic_version" or name.startswith(("sqlite_", *INDEX_NAMES))
    )


def missing_columns(connection: sqlite3.Connection) -> list[str]:
    """The columns, as `table.column`, that this program needs and the database lacks."""
    return sorted(needed_columns() - _columns_in(connection))


def lacks_columns(connection: sqlite3.Connection) -> bool:
    """Whether any is missing; our tables are mapped only for a file with others than theirs."""
    is_as_made = digest_of(_columns_in(connection)) == DIGEST
    return not is_as_made and bool(missing_columns(connection))


def needed_columns() -> set[str]:
    """The columns, as `table.column`, that this program works with."""
    tables = whole_schema().tables.values()
    needed = {f"{table.name}.{column.name}" for table in tables for column in table.columns}
    return needed | {f"{name}.{column}" for name in INDEX_NAMES for column in ("marked", "folded")}


def digest_of(columns: Collection[str]) -> str:
    """What tells these columns from any others."""
    return hashlib.sha256("\n".join(sorted(columns)).encode()).hexdigest()


def _columns_in(connection: sqlite3.Connection) -> set[str]:
    """The columns of a file, but for those by which SQLite, alembic and the search work."""
    return {
        f"{table}.{column}"
        for table, column in connection.execute(_COLUMNS)
        if table in INDEX_NAMES or not _is_inner("table", table)
    }


def missing_indexes(connection: sqlite3.Connection) -> list[Index]:
    """The indexes that this program needs and the database lacks."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    tables = whole_schema().tables.values()
    needed = {str(index.name): index for table in tables for index in table.indexes}
    return [needed[name] for name in sorted(needed.keys() - there)]


def migrate(path: Path, revision: str | None, at: datetime) -> None:
    """Make the database at `path`, or bring one of an older revision up to this program's.

    An older one is copied beside itself, named after the moment `at`, and the copy checked before
    one transaction migrates it, with foreign keys off meanwhile and checked at its end. The caller
    has the store lock alone. Raises `StoreUnreadable`, `StoreNotWritable`, `DiskFull`.
    """
    if revision is not None:
        _keep_copy(path, revision, at)
    try:
        _run_migrations(path, is_new=revision is None)
    except OperationalError as error:
        if getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR:
            raise
        raise StoreUnreadable(path) from error  # it is not what its revision says


def kept_copies(folder: Path) -> list[Path]:
    """The copies of the database that migrations kept."""
    name = Path(FILE_NAME)
    return sorted(folder.glob(f"{name.stem}-*-*{name.suffix}"))


def _keep_copy(path: Path, revision: str, at: datetime) -> None:
    stamp = at.strftime("%Y%m%d-%H%M%S")
    copy = path.with_name(f"{path.stem}-{revision}-{stamp}{path.suffix}")
    with refusals_of(path.parent):
        copy.unlink(missing_ok=True)  # of a migration at this moment that was killed
        copy_whole(path, copy)
    if not is_whole(copy):
        raise StoreUnreadable(path)


def _derive_anew(connection: Connection) -> None:
    """Bring what an older program did not derive up to date."""
    from sqlalchemy.orm import Session

    from dialogue_app.storage import derived, working_days
    from dialogue_app.storage.models.issues import Issue

    with Session(connection, autoflush=False) as session:
        working_days.write_numbers(session)
        ids = session.scalars(select(Issue.id).order_by(Issue.id)).all()
        for some in chunks(ids):
            derived.recompute(session, some)
            session.expunge_all()
        session.flush()


def _run_migrations(path: Path, *, is_new: bool) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import NullPool

    from dialogue_app.storage.search_index import make_all_due

    def connected() -> sqlite3.Connection:
        connection = connect(path)
        connection.execute("PRAGMA foreign_keys = OFF")
        return connection

    engine = create_engine("sqlite://", creator=connected, poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    scripts = str(Path(__file__).parent / "migrations").replace("%", "%%")  # as alembic reads it
    config.set_main_option("script_location", scripts)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if not is_new:  # an older program may have found things by other words
            make_all_due(connection)
            _derive_anew(connection)
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise StoreUnreadable(path)
