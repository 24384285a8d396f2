"""What is wrong with a database file, found by looking alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from dialogue_app.domain.checks import Fault, Finding
from dialogue_app.storage import schema
from dialogue_app.storage.sqlite import SOUND, look, translated_errors

_MOST_TOLD = 20


def findings(path: Path) -> list[Finding]:
    """Everything wrong with the database; nothing of a sound one."""
    with translated_errors(path), closing(look(path)) as connection:
        connection.execute("BEGIN")  # one state, whoever writes meanwhile
        return [*_damages(connection), *_dangling(connection), *_lacking(connection)]


def _damages(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (told,) in connection.execute(f"PRAGMA integrity_check({_MOST_TOLD})"):
        if told != SOUND:
            yield Finding(Fault.DAMAGED, str(told))


def _dangling(connection: sqlite3.Connection) -> Iterator[Finding]:
    rows = connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST_TOLD)
    for table, row, referred_to, _which in rows:
        yield Finding(Fault.DANGLING, f"{table} {row} → {referred_to}")


def _lacking(connection: sqlite3.Connection) -> Iterator[Finding]:
    for name in (*schema.missing_columns(connection), *schema.missing_indexes(connection)):
        yield Finding(Fault.LACKING, name)
