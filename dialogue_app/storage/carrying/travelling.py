"""The file in which a session travels: a register of its own, with what the session needs.

It is packed, read back and opened as a backup is. The register in it has the identity of the
taking, so it is never mistaken for the one it was taken from.
"""

from __future__ import annotations

import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import update
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.backups import BackupUnreadable
from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.errors.carrying import CarriedTooOld, CarriedUnreadable, NotCarried
from dialogue_app.domain.errors.files import FileNotWritable
from dialogue_app.domain.errors.store import DiskFull, StoreUnreadable
from dialogue_app.domain.people import Actor
from dialogue_app.storage import audit, backups, replaying, restoring, schema
from dialogue_app.storage.archive import Manifest, ShouldStop
from dialogue_app.storage.carrying.putting import put
from dialogue_app.storage.carrying.rows import Execute, Identity, Key, Rows, Values
from dialogue_app.storage.carrying.tables import carried_tables
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.commit import Recorder
from dialogue_app.storage.digests import FieldChanges
from dialogue_app.storage.engine import Store, patience
from dialogue_app.storage.identity import Head
from dialogue_app.storage.models.base import new_uid
from dialogue_app.storage.models.carrying import Taking
from dialogue_app.storage.models.identity import RegisterIdentity
from dialogue_app.storage.opening import make_folder, open_store
from dialogue_app.storage.sqlite import FILE_NAME, look, translated_errors
from dialogue_app.storage.steps import Steps
from dialogue_app.whole_files import put_in_place, refusals_of, require_file, sync_folder

_ASIDE = ".carrying-"
TAKEN_OUT = "session.take"  # the first entry of a copy's history


def execute_of(session: Session) -> Execute:
    """Plain rows of a session's register."""
    return lambda statement: session.connection().exec_driver_sql(statement)


def lacks_uids(read: Mapping[Key, Values]) -> bool:
    """Whether any of these rows still has no identity for life."""
    return any(
        carried_tables()[name].gets_uids and "uid" not in values
        for (name, _key), values in read.items()
    )


def give_uids(session: Session, read: Mapping[Key, Values]) -> None:
    """Give the parts among these rows that have none an identity for life."""
    for table in carried_tables().values():
        without = [
            (key, values)
            for (name, key), values in read.items()
            if name == table.name and table.gets_uids and "uid" not in values
        ]
        for some in chunks(without):
            given = [{"id": key, "uid": new_uid()} for key, _values in some]
            session.execute(update(table.model), given)
            for (key, values), new in zip(some, given, strict=True):
                changes: FieldChanges = {f"{table.name}:{key}.uid": [None, new["uid"]]}
                root = (table.model.__root__[0], values[table.root])
                Recorder.of(session).note(root, changes)


# Out --------------------------------------------------------------------------------------------


@contextmanager
def room_aside(folder: Path) -> Iterator[Path]:
    """A private folder in the data folder for what is being packed or unpacked; nothing is left.

    One process of a data folder packs or unpacks at a time; raises `BackupUnderWay`.
    """
    with backups.alone(folder, patience()):
        for left in folder.glob(f"{_ASIDE}*"):  # by one that was killed
            shutil.rmtree(left, ignore_errors=True)
        aside = folder / f"{_ASIDE}{uuid.uuid4().hex}"
        make_folder(aside)
        try:
            yield aside
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def make_copy(
    aside: Path,
    rows: Mapping[Identity, Values],
    taker: tuple[Identity, Actor],
    taking: Callable[[int], Taking],
    session_row: Identity,
    at: datetime,
) -> Head:
    """Make a register of these rows in a folder, marked as the copy of a taking.

    `taker` is the member of staff who takes it, among the rows. Gives the head of its history.
    """
    first = {taker[0]: rows[taker[0]], **rows}  # so that its id is known: the history names it
    actor = Actor(1, taker[1].name, taker[1].role)

    def fill(store: Store) -> None:
        with store.writing(actor, TAKEN_OUT, at) as session:
            ids = put(session, first, Rows())
            noted = taking(ids[session_row])
            session.add(noted)
            session.flush()
            session.execute(update(RegisterIdentity).values(uid=noted.uid))

    store = open_store(aside, at, actor.name, fill)
    try:
        with store.reading() as session:
            return audit.head(session)
    finally:
        store.close()


def pack(
    folder: Path, database: Path, target: Path, carries: str, at: datetime, should_stop: ShouldStop
) -> Manifest:
    """Write the file, with the attachments of the data folder; the caller has the room aside."""
    made = backups.make(
        folder, target.parent, target.name, at, should_stop, database=database, carries=carries
    )
    return made.manifest


@contextmanager
def speaking_of(target: Path) -> Iterator[None]:
    """What refuses a file on its way to its name is told of that name."""
    try:
        yield
    except (FileNotWritable, DiskFull) as error:
        raise type(error)(target) from error


def place(packed: Path, target: Path) -> None:
    """Put a packed file under its name; raises `FileNotWritable` and other trouble."""
    with refusals_of(target, FileNotWritable):
        put_in_place(packed, target)
    with suppress(OSError):  # it is there, and told to be
        sync_folder(target.parent)


# Back -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A file that came back, laid out: its register, and what its manifest says."""

    folder: Path
    manifest: Manifest
    execute: Execute


@contextmanager
def unpacked(folder: Path, file: Path, should_stop: ShouldStop) -> Iterator[Unpacked]:
    """The file of a session taken along, believed only where all of it is what it says.

    Raises `FileMissing`, `FolderInstead`, `CarriedUnreadable`, `NotCarried`, `StoreTooNew`,
    `CarriedTooOld`, `BackupUnderWay`.
    """
    require_file(file)
    with room_aside(folder) as aside:
        try:
            manifest = restoring.unpack(file, aside)
            restoring.require_register(file, aside / FILE_NAME, manifest)
        except BackupUnreadable as error:
            raise CarriedUnreadable(file) from error
        if not manifest.carries:
            raise NotCarried(file)
        if manifest.schema < schema.HEAD:
            raise CarriedTooOld(file)
        with closing(look(aside / FILE_NAME, without_log=True)) as connection:
            try:
                with translated_errors(file):  # of the copy: a register's own are translated
                    _require_true(file, connection, should_stop)
                    yield Unpacked(aside, manifest, connection.execute)
            except StoreUnreadable as error:
                if error.file == file:
                    raise CarriedUnreadable(file) from error
                raise


def _require_true(file: Path, connection: sqlite3.Connection, should_stop: ShouldStop) -> None:
    """Its rows must be what its history says."""

    def watch(_done: int, _total: int) -> None:
        if should_stop():
            raise Cancelled

    steps = Steps(watch, 1)
    for findings in (
        replaying.chain_findings(connection, "", steps),
        replaying.row_findings(connection, steps),
    ):
        if next(findings, None) is not None:
            raise CarriedUnreadable(file)


def holds(execute: Execute, head: Head) -> bool:
    """Whether an entry stands in a history."""
    found = execute(f"SELECT hash FROM audit_entry WHERE sequence = {int(head.sequence)}")
    return [hash_ for (hash_,) in found] == [head.hash]
