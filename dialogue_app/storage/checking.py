"""What is wrong with a register, found by looking alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy.orm import Session

from dialogue_app.domain.checks import Fault, Finding
from dialogue_app.domain.errors.files import FileUnreadable, KeptFileDamaged, KeptFileMissing
from dialogue_app.storage import following, replaying, schema
from dialogue_app.storage.archive import cited_files
from dialogue_app.storage.files import Files
from dialogue_app.storage.sqlite import SOUND, look, translated_errors

_MOST_TOLD = 20  # of what SQLite says


def findings(path: Path, against: str = "") -> list[Finding]:
    """Everything wrong with the database, its history and the files it cites.

    `against` is the beginning of a hash the history must hold. Where pages are damaged only that is
    told: the rest would be guessed.
    """
    with translated_errors(path), closing(look(path)) as connection:
        connection.execute("BEGIN")  # one state, whoever writes meanwhile
        found = [*_damages(connection), *_dangling(connection), *_lacking(connection)]
        if not any(one.fault is Fault.DAMAGED for one in found):
            found += replaying.chain_findings(connection, against)
            found += replaying.removal_findings(connection)
            found += replaying.row_findings(connection)
            found += _files(path.parent, cited_files(connection))
        return found


def findings_in(session: Session) -> list[Finding]:
    """Everything in the rows that does not follow from the rest."""
    return list(following.findings(session))


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


def _files(folder: Path, cited: set[str]) -> Iterator[Finding]:
    files = Files(folder)
    for sha256 in sorted(cited):
        try:
            files.verified(sha256)
        except KeptFileMissing as error:
            yield Finding(Fault.FILE_MISSING, str(error.file))
        except (KeptFileDamaged, FileUnreadable) as error:
            yield Finding(Fault.FILE_DAMAGED, str(error.file))
