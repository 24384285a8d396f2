"""Files that stand whole or as they were before, and what it is called when the disk refuses."""

from __future__ import annotations

import errno
import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from dialogue_app import private
from dialogue_app.domain.errors.base import Trouble
from dialogue_app.domain.errors.files import (
    ClockBefore1980,
    FileHeldOpen,
    FileMissing,
    FileNotWritable,
    FileUnreadable,
    FolderInstead,
)
from dialogue_app.domain.errors.store import (
    DiskFull,
    StoreNotAnswering,
    StoreNotReadable,
    StoreNotWritable,
)

DATABASE_NAME = "dialogue.db"  # a folder that holds it is a data folder
_OUR_FOLDERS = frozenset({"files", "locks"})
_OUR_ENDINGS = (".db", ".db-wal", ".db-shm", ".json", ".ini", ".log")

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_GONE = frozenset(  # a disk that breaks or is pulled out, a share that is away
    {errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTDOWN}
    | {errno.EHOSTUNREACH, errno.ENETDOWN, errno.ENETUNREACH, errno.ENOTCONN}
)
_CANNOT_BE_SYNCED = frozenset({errno.EINVAL, errno.ENOTSUP})  # a folder on some shares

# The same as Windows says it, where its word has no such number (WinError.h).
_NO_ROOM_ON_WINDOWS = frozenset({39, 112, 1295, 1816})  # full, or the user's share of it is
_GONE_ON_WINDOWS = frozenset(  # not ready, an answer late or none, no such device or share
    {21, 23, 31, 53, 55, 59, 64, 67, 121, 433, 1117, 1167, 1231, 1232, 1236}
)
_NO_ACCESS, _SHARED = 5, frozenset({32, 33})  # what Windows says of files that others have open
_HELD = _SHARED | {_NO_ACCESS}
_PATIENCE = 5.0  # seconds


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file for its owner alone, so that it is there after a power cut, too.

    Raises `OSError`; what stood there then stands as before, or the new does whole.
    """
    _write(path, content, owners_alone=True)
    sync_folder(path.parent)


def write_for_others(path: Path, content: bytes) -> None:
    """Write a file that is handed on; raises `FileNotWritable`, `DiskFull` and other trouble.

    An older file is then left as it was.
    """
    require_free(path)
    with refusals_of(path, FileNotWritable):
        _write(path, content, owners_alone=False)


def require_file(path: Path) -> None:
    """Raise `FileMissing`, `FolderInstead`; `FileUnreadable` for a device, which may never end."""
    try:
        if path.is_dir():
            raise FolderInstead(path)
        if not path.exists():
            raise FileMissing(path)
        if not path.is_file():
            raise FileUnreadable(path)
    except ValueError as error:  # a name no file can have
        raise FileMissing(path) from error
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise FileMissing(path) from error
        raise unreadable(path, error) from error


def require_free(path: Path) -> None:
    """Raise `FolderInstead`, or `FileNotWritable` for a device or a file of the program's own."""
    with refusals_of(path, FileNotWritable):
        if path.is_dir():
            raise FolderInstead(path)
        if path.exists() and (not path.is_file() or _belongs_to_us(path.absolute())):
            raise FileNotWritable(path)


def _belongs_to_us(path: Path) -> bool:
    """Whether it is the database of a data folder or lies beside it for the program's own use."""
    for folder in path.parents[:3]:
        if (folder / DATABASE_NAME).is_file():
            name, *_inner = path.relative_to(folder).parts
            return name in _OUR_FOLDERS or name.lower().endswith(_OUR_ENDINGS)
    return False


def read_if_there(path: Path) -> bytes:
    """The content of a small file, nothing where there is none.

    Raises `StoreNotWritable`, `StoreNotAnswering`: what cannot be read now is not to be written
    anew as if it had been empty.
    """
    with refusals_of(path.parent):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return b""


def plain(content: bytes | str) -> Any:
    """What a small note says, as JSON; raises `ValueError` for anything else, however deep."""
    try:
        return json.loads(content)
    except RecursionError as error:
        raise ValueError from error


@contextmanager
def refusals_of(
    place: Path, refused: type[StoreNotWritable | FileNotWritable] = StoreNotWritable
) -> Iterator[None]:
    """What the system refuses meanwhile: a full disk, one that is gone, else what is `refused`."""
    try:
        yield
    except OSError as error:
        raise refusal_of(error, place, refused) from error


def require_packing() -> None:
    """Raise `ClockBefore1980` where no Excel or Word file can be put together."""
    from zipfile import ZipFile

    try:
        with ZipFile(BytesIO(), "w") as tried:  # which asks the machine for the moment
            tried.writestr("tried", b"")
    except ValueError as error:
        raise ClockBefore1980 from error


def refusal_of(
    error: OSError,
    place: Path,
    refused: type[StoreNotWritable | FileNotWritable] = StoreNotWritable,
) -> Trouble:
    """The error of ours that says what the system refused at `place`."""
    on_windows = getattr(error, "winerror", None)
    if error.errno in _NO_ROOM or on_windows in _NO_ROOM_ON_WINDOWS:
        return DiskFull(place)
    if is_held_open(place, error):
        return FileHeldOpen(place)
    if error.errno in _GONE or on_windows in _GONE_ON_WINDOWS:
        return StoreNotAnswering(place)
    return not_writable(place) if refused is StoreNotWritable else refused(place)


def not_writable(place: Path) -> StoreNotWritable:
    """That a database or its folder cannot be written, or not even be read."""
    kept = (place, place / DATABASE_NAME)
    is_closed = any(os.path.exists(path) and not os.access(path, os.R_OK) for path in kept)
    return StoreNotReadable(place) if is_closed else StoreNotWritable(place)


def put_in_place(new: Path, path: Path) -> None:
    """Rename a file or folder; an older file gives way; raises `OSError`.

    A scanner that looks at one of them lets go again: until then Windows refuses.
    """
    ends = monotonic() + _PATIENCE
    while True:
        try:
            new.replace(path)
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD or monotonic() > ends:
                raise
            sleep(_PATIENCE / 50)
        else:
            return


def is_held_open(path: Path, error: OSError) -> bool:
    """Whether the system refused because another program has the file open.

    Windows often says no more than that there is no access, so the file is asked: one that is held
    cannot even be renamed to its own name.
    """
    if getattr(error, "winerror", None) in _SHARED:
        return True
    if error.errno != errno.EACCES or not os.path.isfile(path):  # which a closed folder hides
        return False
    try:
        path.replace(path)
    except OSError as again:
        return getattr(again, "winerror", None) in _SHARED
    return False


def unreadable(path: Path, error: OSError) -> Trouble:
    """The error of ours that says why a file cannot be read."""
    return FileHeldOpen(path) if is_held_open(path, error) else FileUnreadable(path)


def sync_folder(folder: Path) -> None:
    """Make what was renamed in the folder survive a power cut, where the system can."""
    if os.name == "nt":  # Windows writes folders through
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in _CANNOT_BE_SYNCED:
            raise
    finally:
        os.close(opened)


def _write(path: Path, content: bytes, *, owners_alone: bool) -> None:
    new = path.with_name(f".{uuid.uuid4().hex}.part")  # another program may write it, too
    try:
        with open(new, "xb", opener=private.opener if owners_alone else None) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(new, path)
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)
