"""What is wrong with a register, found by looking alone; and what of it can be put right."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue_app.domain.checks import Fault, Finding
from dialogue_app.domain.deep_paths import readable
from dialogue_app.domain.errors.files import FileUnreadable, KeptFileDamaged, KeptFileMissing
from dialogue_app.domain.errors.store import StoreMissing
from dialogue_app.storage import audit, following, replaying, schema
from dialogue_app.storage.aggregates import models
from dialogue_app.storage.archive import cited_files
from dialogue_app.storage.files import Files
from dialogue_app.storage.models.attachments import Attachment
from dialogue_app.storage.models.audit import AuditEntry
from dialogue_app.storage.sqlite import (
    FILE_NAME,
    SOUND,
    look,
    look_though_read_only,
    translated_errors,
)
from dialogue_app.storage.steps import Steps, Watch

_MOST_TOLD = 20  # of what SQLite says
_BETWEEN_LOOKS = 100_000  # steps of SQLite's machine


def findings(path: Path, against: str, at: datetime, steps: Steps) -> list[Finding]:
    """Everything wrong with the database, its history and the files it cites.

    `against` is the beginning of a hash the history must hold. Where pages are damaged only that is
    told: the rest would be guessed. Raises `StoreMissing`.
    """
    if not path.is_file():
        raise StoreMissing(path)
    with translated_errors(path), closing(look_though_read_only(path)) as connection:
        connection.execute("BEGIN")  # one state, whoever writes meanwhile
        connection.set_progress_handler(lambda: steps.take(0), _BETWEEN_LOOKS)
        found = [*_damages(connection), *_dangling(connection), *_unlike_ours(connection)]
        if not any(one.fault is Fault.DAMAGED for one in found):
            found += replaying.chain_findings(connection, against, steps)
            found += replaying.removal_findings(connection)
            found += replaying.row_findings(connection, steps)
            found += _files(path.parent, cited_files(connection), at, steps)
        return found


def findings_in(session: Session, steps: Steps) -> list[Finding]:
    """Everything in the rows that does not follow from the rest."""
    return list(following.findings(session, steps))


def count(session: Session) -> int:
    """About as many steps as looking takes: entries, wholes, files, and what follows."""
    counted: list[type[Any]] = [AuditEntry, Attachment]
    counted += [
        model
        for table, model in models().items()
        if table == model.__root__[0] and table not in audit.OWN_TABLES
    ]
    counts = (session.scalar(select(func.count()).select_from(model)) for model in counted)
    return sum(n or 0 for n in counts) + following.count(session)


def _damages(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (told,) in connection.execute(f"PRAGMA integrity_check({_MOST_TOLD})"):
        if told != SOUND:
            yield Finding(Fault.DAMAGED, str(told))


def _dangling(connection: sqlite3.Connection) -> Iterator[Finding]:
    rows = connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST_TOLD)
    for table, row, referred_to, _which in rows:
        yield Finding(Fault.DANGLING, f"{table} {row} → {referred_to}")


def _unlike_ours(connection: sqlite3.Connection) -> Iterator[Finding]:
    indexes = (str(index.name) for index in schema.missing_indexes(connection))
    for name in (*schema.missing_columns(connection), *indexes):
        yield Finding(Fault.LACKING, name)
    for kind, name in schema.foreign_rules(connection):
        yield Finding(Fault.FOREIGN_RULE, f"{kind} {name}")
    for name in schema.foreign_parts(connection):
        yield Finding(Fault.FOREIGN, name)


def _files(folder: Path, cited: set[str], at: datetime, steps: Steps) -> Iterator[Finding]:
    files = Files(folder)
    for sha256 in sorted(cited):
        steps.take(1)
        try:
            files.verified(sha256)
        except KeptFileMissing as error:
            yield Finding(Fault.FILE_MISSING, readable(error.file))
        except (KeptFileDamaged, FileUnreadable) as error:
            yield Finding(Fault.FILE_DAMAGED, readable(error.file))
    for path in files.not_cited(cited, at):
        yield Finding(Fault.FILE_NOT_CITED, readable(path))


# Mending ----------------------------------------------------------------------------------------


def mend_rows(session: Session, watch: Watch) -> None:
    """Make the indexes that are missing, and bring up to date what follows from the rest."""
    connection = session.connection()
    raw: Any = connection.connection.driver_connection
    for index in schema.missing_indexes(raw):
        index.create(connection)
    following.mend(session, Steps(watch, following.count(session)))


def remove_files_not_cited(folder: Path, at: datetime) -> None:
    """Remove the kept files that belong to nothing any more."""
    path = folder / FILE_NAME
    with translated_errors(path), closing(look(path)) as connection:
        cited = cited_files(connection)
    for left in Files(folder).not_cited(cited, at):
        with suppress(OSError):
            left.unlink()
