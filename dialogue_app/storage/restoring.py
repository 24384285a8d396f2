"""A backup put in the place of whatever the data folder holds, which is kept aside.

What is to be put in place is made ready aside, checked, and by one renaming becomes what the next
start puts in place, whoever was killed meanwhile. Before it the folder is as it was, after it the
backup is the register; the database that was there need not open.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import uuid
from contextlib import closing, suppress
from datetime import datetime
from functools import partial
from io import FileIO
from pathlib import Path

from dialogue_app import private, whole_files
from dialogue_app.domain.errors.backups import (
    BackupUnreadable,
    PutBackAtNextStart,
    RegisterInUse,
)
from dialogue_app.domain.errors.carrying import CarriedInstead, FolderTaken, NotCarried
from dialogue_app.domain.errors.store import StoreTooNew, StoreTrouble, StoreUnreadable
from dialogue_app.i18n.formats import local
from dialogue_app.storage import archive, identity
from dialogue_app.storage.archive import SETTINGS, Manifest
from dialogue_app.storage.identity import MEMORY_NAME, Remembered
from dialogue_app.storage.locks import store_lock
from dialogue_app.storage.opening import READY, make_folder
from dialogue_app.storage.sqlite import (
    BUSY_MILLISECONDS,
    FILE_NAME,
    UNSAVED_NAME,
    connect,
    is_whole,
    translated_errors,
)
from dialogue_app.whole_files import refusals_of, require_file, sync_folder

_UNPACKING, _ASIDE = ".restoring-", "replaced-"
_CLEARED, _ASIDE_NOTE = (
    "cleared",
    "aside",
)  # in what is ready: that the way is free; where the old went
_NAME_ASIDE = re.compile(rf"{_ASIDE}\d{{8}}-\d{{6}}(-\d+)?")
_DATABASE = (f"{FILE_NAME}-shm", f"{FILE_NAME}-wal", FILE_NAME)
_REPLACED = (*_DATABASE, "files", MEMORY_NAME, UNSAVED_NAME, *SETTINGS)


def restore(
    folder: Path, backup: Path, at: datetime, *, carried: bool = False
) -> tuple[Manifest, Path | None]:
    """Make the backup the register of the folder, which need not exist.

    Gives what it holds, and where the data lie now that were there, if any were.

    With `carried` it is a session taken along, and the folder must hold no register. Raises
    `FileMissing`, `BackupUnreadable`, `StoreTooNew`, `RegisterInUse`, `DiskFull` and other
    `StoreTrouble`, `CarriedInstead`, `NotCarried`, `FolderTaken`; the folder then holds what it
    held, but after `PutBackAtNextStart`.
    """
    require_file(backup)
    with archive.opened(backup) as (_packed, packed):
        if bool(packed.carries) is not carried:
            raise (NotCarried if carried else CarriedInstead)(backup)
    make_folder(folder)
    if carried:
        _require_no_register(folder)
    refusal = RegisterInUse(folder / FILE_NAME)
    with store_lock(folder).held_alone(BUSY_MILLISECONDS / 1000, refusal):
        put_in_place(folder)  # of one that was killed
        if carried:
            _require_no_register(folder)
        with refusals_of(folder):
            manifest = _make_ready(folder, backup, at)
        try:
            with refusals_of(folder):
                sync_folder(folder)
            kept = put_in_place(folder)
        except StoreTrouble as error:
            raise PutBackAtNextStart(backup) from error
    return manifest, kept


def finish(folder: Path) -> None:
    """Put in place what a killed process left to be; raises `RegisterInUse`."""
    refusal = RegisterInUse(folder / FILE_NAME)
    with store_lock(folder).held_alone(BUSY_MILLISECONDS / 1000, refusal):
        put_in_place(folder)


def _require_no_register(folder: Path) -> None:
    if (folder / FILE_NAME).exists() or identity.held_a_register(folder):
        raise FolderTaken(folder)


def replaced(folder: Path) -> list[Path]:
    """The databases that backups took the place of, where they are kept."""
    return sorted(folder.glob(f"{_ASIDE}*/{FILE_NAME}"))


# Making ready -----------------------------------------------------------------------------------


def _make_ready(folder: Path, backup: Path, at: datetime) -> Manifest:
    """Unpack, check, and name what is whole `READY`: from then on it is what will be in place."""
    for left in folder.glob(f"{_UNPACKING}*"):
        shutil.rmtree(left, ignore_errors=True)
    aside = folder / f"{_UNPACKING}{uuid.uuid4().hex}"
    try:
        private.make_folder(aside / "files")
        manifest = unpack(backup, aside)
        require_register(backup, aside / FILE_NAME, manifest)
        with translated_errors(folder / FILE_NAME), closing(connect(aside / FILE_NAME)):
            pass  # it keeps a log from now on: in place no journal is written into it any more
        known = Remembered(manifest.uid, manifest.sequence, manifest.hash)
        _take_typing_along(folder, aside, known.uid)
        identity.write_memory(aside, known)
        (aside / _ASIDE_NOTE).write_text(_free_name(folder, at), "utf-8")
        _sync_tree(aside)
        whole_files.put_in_place(aside, folder / READY)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return manifest


def _take_typing_along(folder: Path, aside: Path, uid: str) -> None:
    """What was typed and not saved stays with its register, whatever state that goes back to."""
    typed, known = folder / UNSAVED_NAME, identity.remembered(folder)
    if known is not None and known.uid == uid and typed.exists():
        whole_files.write_whole(aside / UNSAVED_NAME, typed.read_bytes())


def unpack(backup: Path, aside: Path) -> Manifest:
    """Lay what a backup holds into a folder; raises `BackupUnreadable`, `DiskFull`."""
    with archive.opened(backup) as (packed, manifest):
        for name in manifest.members:
            with refusals_of(aside.parent):
                private.make_folder((aside / name).parent)
                descriptor = private.opener(str(aside / name), os.O_WRONLY | os.O_CREAT)
            with FileIO(descriptor, "w") as file:
                archive.read_member(packed, manifest, name, partial(_put, file, aside.parent))
    return manifest


def _put(file: FileIO, folder: Path, piece: bytes) -> None:
    """Write all of it; what the disk refuses is no fault of the backup."""
    left = memoryview(piece)
    with refusals_of(folder):
        while left:
            left = left[file.write(left) :]


def require_register(backup: Path, copy: Path, manifest: Manifest) -> None:
    """The database must be sound and the one the manifest names."""
    try:
        with translated_errors(copy):
            if not is_whole(copy):
                raise BackupUnreadable(backup)
        known = archive.contents_of(copy)
    except StoreTooNew as error:
        raise StoreTooNew(backup) from error
    except (BackupUnreadable, StoreUnreadable, sqlite3.Error) as error:
        raise BackupUnreadable(backup) from error
    said = (manifest.uid, manifest.sequence, manifest.hash, manifest.schema)
    if (known.uid, *known.head, known.schema) != said or not known.uid:
        raise BackupUnreadable(backup)


def _free_name(folder: Path, at: datetime) -> str:
    """Where the data that are there go."""
    name = f"{_ASIDE}{local(at):%Y%m%d-%H%M%S}"
    numbers = (f"{name}{f'-{n}' if n else ''}" for n in range(10_000))
    return next(one for one in numbers if not (folder / one).exists())


def _sync_tree(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("rb+") as file:
                os.fsync(file.fileno())


# Putting in place -------------------------------------------------------------------------------


def put_in_place(folder: Path) -> Path | None:
    """Move what is there aside, and what is ready in its place; may be taken up again anywhere.

    Gives where what was there lies now, if anything was. The caller has the store lock alone.
    """
    ready = folder / READY
    if not ready.exists():
        return None
    with refusals_of(folder):
        if not _is_ours(ready):
            whole_files.put_in_place(ready, folder / f"{_UNPACKING}{uuid.uuid4().hex}")
            return None
        aside = folder / _noted_name(ready)
        if not (ready / _CLEARED).exists():
            _move_aside(folder, aside)
            (ready / _CLEARED).touch()
            sync_folder(ready)
        for name in reversed(_REPLACED):  # the database last
            if (ready / name).exists():
                whole_files.put_in_place(ready / name, folder / name)
        done = folder / f"{_UNPACKING}{uuid.uuid4().hex}"
        whole_files.put_in_place(ready, done)
        sync_folder(folder)
        shutil.rmtree(done, ignore_errors=True)  # else by the next one
        return aside if aside.exists() else None


def _is_ours(ready: Path) -> bool:
    """What was made ready holds a database until that is in place; else nothing gives way to it."""
    return (ready / _CLEARED).is_file() or (ready / FILE_NAME).is_file()


def _noted_name(ready: Path) -> str:
    """Where the old data go, or went; never out of the folder."""
    with suppress(FileNotFoundError, UnicodeDecodeError):
        if _NAME_ASIDE.fullmatch(noted := (ready / _ASIDE_NOTE).read_text("utf-8")):
            return noted
    return f"{_ASIDE}{uuid.uuid4().hex}"


def _move_aside(folder: Path, aside: Path) -> None:
    there = [name for name in _REPLACED if (folder / name).exists()]
    if there:
        private.make_folder(aside)
    for name in there:
        whole_files.put_in_place(folder / name, aside / name)
    if there:
        sync_folder(aside)
        sync_folder(folder)
