"""The database file written anew, so that nothing is left of what was removed from it.

SQLite leaves what is deleted where it stood until something else is written there, and its search
indexes keep deleted words until their parts are joined.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from dialogue_app.storage import sqlite
from dialogue_app.storage.models.audit import CleaningDue
from dialogue_app.storage.search import INDEX_NAMES


def is_due(session: Session) -> bool:
    """Whether something was removed since the file was last written anew."""
    return bool(session.scalar(select(exists().where(CleaningDue.id > 0))))


def note_done(session: Session) -> None:
    """The file holds nothing any more of what was removed."""
    session.execute(delete(CleaningDue))


def write_anew(path: Path) -> None:
    """Write the file anew into its log; the caller has the turn to write, and brings the log in."""
    with closing(sqlite.connect(path)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA temp_store = FILE")  # it may not fit into memory
        for index in INDEX_NAMES:
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
        connection.execute("VACUUM")
