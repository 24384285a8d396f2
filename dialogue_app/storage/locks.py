"""The locks of a data folder, each on a file of its own in `locks/` that names who holds it.

- the store lock is shared by all who have the database open; who makes or migrates it has it alone;
- the writing lock is taken by one at a time, to write or to bring the log into the database file,
  and the queue lock by the one who has it next;
- the window lock is held by the one window that works with the folder.

The files stay where they are: a lock is the system's, and never outlives its process.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dialogue_app import private
from dialogue_app.domain.errors.store import StoreTrouble
from dialogue_app.storage import file_locks
from dialogue_app.whole_files import plain, refusal_of, refusals_of

FOLDER = "locks"
_LONGEST_NOTE = 4096
_AS_IT_IS = getattr(os, "O_NOFOLLOW", 0)  # a link leads to a file that is none of ours to sign
_LONGEST_NAP = 0.004  # seconds between two looks whether a lock is free


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock, since when, in which process."""

    user: str
    since: datetime
    process: int


class FolderLock:
    """One of the locks of a data folder."""

    def __init__(self, data_folder: Path, name: str) -> None:
        self._folder = data_folder
        self.path = data_folder / FOLDER / name
        self._descriptor: int | None = None
        self._held = (0, 0)

    def take(self, *, alone: bool, patience: float = 0) -> bool:
        """Take the lock, waiting so many seconds; False where somebody else holds it.

        Raises `StoreNotWritable`, `DiskFull` where the folder cannot keep a lock.
        """
        descriptor = self._open()
        ends, nap = time.monotonic() + patience, 0.001
        try:
            while (held := file_locks.lock(descriptor, alone=alone)) is None:
                if time.monotonic() >= ends:
                    os.close(descriptor)
                    return False
                time.sleep(nap)
                nap = min(2 * nap, _LONGEST_NAP)
        except OSError as error:
            os.close(descriptor)
            raise refusal_of(error, self._folder) from error
        self._descriptor, self._held = descriptor, held
        return True

    def release(self) -> None:
        """Free the lock, if it is held."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with suppress(OSError):
                file_locks.unlock(descriptor, self._held)
            os.close(descriptor)

    @contextmanager
    def held_alone(self, patience: float, refusal: StoreTrouble) -> Iterator[None]:
        """Hold the lock alone meanwhile; raises the refusal where it does not become free."""
        if not self.take(alone=True, patience=patience):
            raise refusal
        try:
            yield
        finally:
            self.release()

    def sign(self, user: str, since: datetime) -> None:
        """Write beside the lock who holds it."""
        assert self._descriptor is not None
        note = {"user": user, "since": since.isoformat(), "process": os.getpid()}
        written = json.dumps(note, ensure_ascii=False).encode()[:_LONGEST_NOTE]
        with suppress(OSError):  # a full disk: the lock holds all the same
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.truncate(self._descriptor, 0)
            os.write(self._descriptor, written)

    def holder(self) -> Holder | None:
        """Who signed last; None where nobody did or it cannot be read."""
        try:
            note = plain(self.path.read_bytes()[:_LONGEST_NOTE])
            since = datetime.fromisoformat(note["since"])
            return Holder(str(note["user"]), since, int(note["process"]))
        except (OSError, ValueError, KeyError, TypeError, OverflowError):  # the last one: 1e400
            return None

    def _open(self) -> int:
        with refusals_of(self._folder):
            self.path.parent.mkdir(mode=0o700, exist_ok=True)
            return private.opener(str(self.path), os.O_RDWR | os.O_CREAT | _AS_IT_IS)


def store_lock(data_folder: Path) -> FolderLock:
    """Shared by all who have the database open."""
    return FolderLock(data_folder, "store")


def writing_lock(data_folder: Path) -> FolderLock:
    """Held by the one who writes."""
    return FolderLock(data_folder, "writing")


@contextmanager
def turn_to_write(data_folder: Path, patience: float, refusal: StoreTrouble) -> Iterator[None]:
    """Hold the writing lock meanwhile; raises the refusal where it does not become free.

    Whoever has just written cannot overtake the one who stands next in the queue.
    """
    lock = writing_lock(data_folder)
    with FolderLock(data_folder, "queue").held_alone(patience, refusal):
        if not lock.take(alone=True, patience=patience):
            raise refusal
    try:
        yield
    finally:
        lock.release()


def window_lock(data_folder: Path) -> FolderLock:
    """Held by the one window of the folder."""
    return FolderLock(data_folder, "window")
