"""Files kept beside the database, each under the SHA-256 of its content: files/ab/cdef….

A file is written under a temporary name, synced and renamed before a row cites it, so a row never
cites what is not there. What nothing cites is left alone: its row may be about to be written.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from dialogue_app import private
from dialogue_app.domain.errors.files import (
    FileEmpty,
    FileTooLarge,
    FileUnreadable,
    KeptFileDamaged,
    KeptFileMissing,
)
from dialogue_app.whole_files import (
    put_in_place,
    refusals_of,
    require_file,
    sync_folder,
    unreadable,
)

MEGABYTE = 1024 * 1024
LARGEST = 50 * MEGABYTE
YOUNG = timedelta(days=1)
_FOLDER = "files"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is kept: the SHA-256 of its content, and its bytes counted."""

    sha256: str
    size: int


class Files:
    """The files beside the database in the data folder."""

    def __init__(self, data_folder: Path) -> None:
        self.folder = data_folder / _FOLDER

    def path(self, sha256: str) -> Path:
        """Where the file of this content lies."""
        return self.folder / sha256[:2] / sha256[2:]

    def keep(self, source: Path) -> KeptFile:
        """Keep a copy of the file; content that is kept already is not written again.

        Raises `FileMissing`, `FolderInstead`, `FileUnreadable`, `FileEmpty`, `FileTooLarge` for
        what is to be kept, `DiskFull` and `StoreNotWritable` for where.
        """
        with _opened(source) as content, refusals_of(self.folder):
            _make_folder(self.folder)
            temporary = self.folder / f".{uuid.uuid4().hex}.part"
            try:
                kept = _copied(source, content, temporary)
                self._put_in_place(temporary, kept.sha256)
            finally:
                with suppress(OSError):
                    temporary.unlink(missing_ok=True)
            return kept

    def verified(self, sha256: str) -> Path:
        """The file of this content; raises `KeptFileMissing`, `KeptFileDamaged`."""
        path = self.path(sha256)
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError as error:
            raise KeptFileMissing(path) from error
        except OSError as error:
            raise FileUnreadable(path) from error
        if found != sha256:
            raise KeptFileDamaged(path)
        return path

    def not_cited(self, cited: Collection[str], at: datetime) -> list[Path]:
        """What is kept for nothing: files no row cites, and halves of copies that were stopped.

        What is younger than a day may be about to be cited, and is left out.
        """
        known = {self.path(sha256) for sha256 in cited}
        oldest = (at - YOUNG).timestamp()
        return [
            path
            for path in sorted(self.folder.rglob("*"))
            if path not in known and path.is_file() and path.stat().st_mtime < oldest
        ]

    def _put_in_place(self, temporary: Path, sha256: str) -> None:
        """Rename the copy to what it is kept as, unless the same content stands there whole."""
        try:
            self.verified(sha256)
        except (KeptFileMissing, KeptFileDamaged):
            path = self.path(sha256)
            _make_folder(path.parent)
            put_in_place(temporary, path)
            sync_folder(path.parent)


@contextmanager
def _opened(source: Path) -> Iterator[BinaryIO]:
    """The file opened for reading, if it is one that can be kept."""
    require_file(source)
    try:
        file = source.open("rb")
    except OSError as error:
        raise unreadable(source, error) from error
    with file:
        yield file


def _copied(source: Path, content: BinaryIO, temporary: Path) -> KeptFile:
    """What is read of the source, written and synced under the temporary name."""
    digest, size = hashlib.sha256(), 0
    with open(temporary, "xb", opener=private.opener) as file:
        for piece in _pieces(source, content):
            size += len(piece)
            if size > LARGEST:
                raise FileTooLarge(source, LARGEST // MEGABYTE)
            digest.update(piece)
            file.write(piece)
        if not size:
            raise FileEmpty(source)
        file.flush()
        os.fsync(file.fileno())
    return KeptFile(digest.hexdigest(), size)


def _pieces(source: Path, content: BinaryIO) -> Iterator[bytes]:
    while True:
        try:
            piece = content.read(MEGABYTE)
        except OSError as error:
            raise FileUnreadable(source) from error
        if not piece:
            return
        yield piece


def _make_folder(folder: Path) -> None:
    """The folder, made so that it survives a power cut."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(folder.parent)
