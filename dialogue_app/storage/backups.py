"""The backups of a data folder: made, found again, thinned out.

They lie in `backups/` of the data folder and, where one was chosen, in a second place outside it.
`backup.json` notes that place and when the last good copy was written outside the folder.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from dialogue_app import private
from dialogue_app.domain.backups import BackupName, no_longer_kept, read_name
from dialogue_app.domain.deep_paths import openable
from dialogue_app.domain.errors.backups import BackupUnderWay, BackupUnreadable
from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.errors.files import FileNotWritable, FolderInstead
from dialogue_app.domain.errors.store import (
    DiskFull,
    StoreMissing,
    StoreNotWritable,
    StoreTrouble,
    StoreUnreadable,
)
from dialogue_app.i18n.formats import local
from dialogue_app.storage import archive, identity
from dialogue_app.storage.archive import Manifest, ShouldStop
from dialogue_app.storage.engine import Store
from dialogue_app.storage.files import MEGABYTE
from dialogue_app.storage.identity import Head, Remembered, State
from dialogue_app.storage.locks import FolderLock
from dialogue_app.storage.opening import require_openable
from dialogue_app.storage.places import is_inside
from dialogue_app.storage.sqlite import FILE_NAME, copy_whole, is_whole, translated_errors
from dialogue_app.whole_files import (
    plain,
    put_in_place,
    read_if_there,
    refusal_of,
    refusals_of,
    require_free,
    sync_folder,
    write_whole,
)

FOLDER = "backups"
NOTE_NAME = "backup.json"
_REGISTER_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Note:
    """Where else backups go, and when the last good one was written outside the data folder."""

    second_place: str = ""
    outside_at: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made, read back, and stands under its name."""

    path: Path
    manifest: Manifest


def noted(folder: Path) -> Note:
    """What the folder notes of its backups; raises what `read_if_there` does."""
    content = read_if_there(folder / NOTE_NAME)
    try:
        known = plain(content)
        return Note(str(known["second_place"]), str(known["outside_at"]))
    except (ValueError, KeyError, TypeError):
        return Note()


def note(folder: Path, known: Note) -> None:
    """Note it in the folder; raises `StoreNotWritable`, `DiskFull`."""
    with refusals_of(folder):
        write_whole(folder / NOTE_NAME, json.dumps(asdict(known)).encode())


def places(folder: Path) -> list[Path]:
    """Where backups of the data folder are put: in it, then outside it.

    A second place that is not there (a stick that was taken out) is never made: it would be made
    on the very disk it is to be a copy of.
    """
    second = noted(folder).second_place
    there = [openable(Path(second))] if second and Path(second).is_dir() else []
    return [folder / FOLDER, *there]


# Making -----------------------------------------------------------------------------------------


@contextmanager
def alone(folder: Path, patience: float) -> Iterator[None]:
    """One process makes backups of a data folder at a time; raises `BackupUnderWay`."""
    lock = FolderLock(folder, "backup")
    try:
        is_ours = lock.take(alone=True, patience=patience)
    except StoreNotWritable:  # nobody here makes any in it; one elsewhere is made all the same
        is_ours = True
    if not is_ours:
        raise BackupUnderWay(folder / FILE_NAME)
    try:
        yield
    finally:
        lock.release()


def make(
    folder: Path,
    place: Path,
    name: str | None,
    at: datetime,
    should_stop: ShouldStop = lambda: False,
    *,
    database: Path | None = None,
    carries: str = "",
) -> Made:
    """Write a backup of the data folder into a folder, named by its history where no name is given.

    With `carries` it is a session taken along, from the folder's own `database` or another one. The
    caller is `alone`. Raises `StoreRefused` for what a start would refuse, `FileNotWritable`
    and `DiskFull` for the place, `Cancelled`; then what stood there stands as before.
    """
    if name and (place / name).is_dir():
        raise FolderInstead(place / name)
    if name:
        require_free(place / name)
    if not (folder / FILE_NAME).is_file():
        raise StoreMissing(folder / FILE_NAME)

    def pack(copy: Path, packed: BinaryIO) -> None:
        require_openable(folder)
        _copy_database(database or folder / FILE_NAME, copy, should_stop)
        archive.write(packed, folder, copy, at, should_stop, carries)

    return _put(folder, place, name, at, pack, should_stop)


def make_again(
    folder: Path, made: Made, place: Path, at: datetime, should_stop: ShouldStop = lambda: False
) -> Made:
    """Put a backup that was made just now into another folder, too; as `make`."""

    def copy_it(_copy: Path, packed: BinaryIO) -> None:
        with made.path.open("rb") as source:
            while piece := source.read(MEGABYTE):
                if should_stop():
                    raise Cancelled
                packed.write(piece)

    return _put(folder, place, made.path.name, at, copy_it, should_stop)


def _put(
    folder: Path,
    place: Path,
    name: str | None,
    at: datetime,
    fill: Callable[[Path, BinaryIO], None],
    should_stop: ShouldStop,
) -> Made:
    """What `fill` writes, read back, then named; `fill` may use the other path meanwhile."""
    with _writing(place / name if name else place), _temporary(folder, place) as (copy, packed):
        with open(packed, "xb", opener=private.opener) as file:
            fill(copy, file)
            file.flush()
            os.fsync(file.fileno())
        manifest = archive.verified(packed, should_stop)
        target = place / (name or name_of(manifest, at).text)
        put_in_place(packed, target)
        sync_folder(place)
    if not manifest.carries:
        _note_outside(folder, target, manifest, at)
    return Made(target, manifest)


def name_of(manifest: Manifest, at: datetime) -> BackupName:
    """What the name of a backup says of it."""
    when = local(at).replace(tzinfo=None, microsecond=0)
    register = manifest.uid[:_REGISTER_DIGITS]
    return BackupName(register, when, manifest.sequence, manifest.hash, not manifest.lacking)


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    """What the target refuses, not the data folder."""
    try:
        yield
    except (BackupUnreadable, StoreNotWritable) as error:  # or it is not what was written
        raise FileNotWritable(target) from error
    except DiskFull as error:
        raise DiskFull(target) from error
    except OSError as error:
        raise refusal_of(error, target, FileNotWritable) from error


@contextmanager
def _temporary(folder: Path, place: Path) -> Iterator[tuple[Path, Path]]:
    """Names for the copy of the database and the backup until it is whole; nothing is left."""
    known = identity.remembered(folder)
    beginning = f".dialogue-{known.uid[:_REGISTER_DIGITS] if known else ''}-"
    unique = f"{beginning}{uuid.uuid4().hex}"
    private.make_folder(place)
    for left in place.glob(f"{beginning}*.part*"):  # by a backup that was killed
        left.unlink(missing_ok=True)
    try:
        yield place / f"{unique}.db.part", place / f"{unique}.zip.part"
    finally:
        with suppress(OSError):
            for left in place.glob(f"{unique}*"):
                left.unlink(missing_ok=True)


def _copy_database(path: Path, copy: Path, should_stop: ShouldStop) -> None:
    with translated_errors(path):
        copy_whole(path, copy, should_stop)
        if not is_whole(copy):
            raise StoreUnreadable(path)


def _note_outside(folder: Path, target: Path, manifest: Manifest, at: datetime) -> None:
    if not manifest.lacking and not is_inside(target, folder):
        with suppress(StoreTrouble):  # the backup is made all the same
            note(folder, replace(noted(folder), outside_at=at.isoformat()))


# Finding and thinning ---------------------------------------------------------------------------


def found_in(place: Path, uid: str | None) -> dict[BackupName, Path]:
    """The backups of a register, or of any, in a folder, by what their names say."""
    try:
        names = {read_name(path.name): path for path in openable(place).iterdir()}
    except OSError:
        return {}
    register = uid and uid[:_REGISTER_DIGITS]
    return {
        name: path for name, path in names.items() if name and register in (None, name.register)
    }


def all_of(folder: Path) -> list[Path]:
    """All backups of any register in the places of the folder's backups."""
    return [path for place in places(folder) for path in sorted(found_in(place, None).values())]


def holds(place: Path, uid: str, head: Head) -> bool:
    """Whether a complete backup of this very state stands in the folder, by its manifest."""
    for name, path in found_in(place, uid).items():
        if name.complete and (name.sequence, name.hash) == head:
            with suppress(BackupUnreadable), archive.opened(path) as (_packed, manifest):
                return (manifest.uid, manifest.hash) == (uid, head.hash)
    return False


def thin_out(place: Path, uid: str, at: datetime) -> None:
    """Remove the backups of a register that are no longer kept."""
    found = found_in(place, uid)
    for name in no_longer_kept(found, local(at).date()):
        with suppress(OSError):
            found[name].unlink()


def newest_good(folder: Path, at: datetime) -> Path | None:
    """The newest complete backup of the data folder that can be read, wherever it lies.

    What a clock that went wrong dated later than `at` comes after the others.
    """
    known: Remembered | None = None  # where it does not remember, any register's
    where = [folder / FOLDER]
    with suppress(StoreTrouble):  # what it notes cannot be read now
        known, where = identity.remembered(folder), places(folder)
    found: dict[BackupName, Path] = {}
    for place in where:
        found |= found_in(place, known.uid if known else None)
    today = local(at).date()

    def rank(name: BackupName) -> tuple[bool, datetime, int]:
        return name.at.date() - today <= timedelta(days=1), name.at, name.sequence

    for name in sorted(found, key=rank, reverse=True):
        if name.complete:
            with suppress(BackupUnreadable):
                archive.verified(found[name])
                return found[name]
    return None


def present_state(store: Store) -> State:
    """Which register it is, and the latest entry of its history now."""
    with store.reading() as session:
        connection: Any = session.connection().connection.dbapi_connection
        return identity.state_of(connection, Head())
