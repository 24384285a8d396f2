"""Which register a folder keeps, and whether the open file is still the one that was opened.

A folder remembers its register in `register.json`: its identity, and the entry of its history that
was the last when the log was last brought into the database file. That entry is in the file ever
after; where it is not, the file is an older copy.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple, NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.store import StoreReplaced
from dialogue_app.storage import locks
from dialogue_app.storage.models.audit import AuditEntry
from dialogue_app.storage.sqlite import FILE_NAME, log_of, look
from dialogue_app.whole_files import plain, read_if_there, refusal_of, write_whole

APPLICATION_ID = int.from_bytes(b"DTDN", "big")
MEMORY_NAME = "register.json"
NO_HASH = "0" * 64
_NUMBERS = 2  # of what `_stat` gives, what tells one file from another
_STATE = """
    SELECT (SELECT uid FROM register_identity),
           coalesce((SELECT max(sequence) FROM audit_entry), 0),
           (SELECT hash FROM audit_entry ORDER BY sequence DESC LIMIT 1),
           (SELECT hash FROM audit_entry WHERE sequence = :sequence)
"""


class Head(NamedTuple):
    """The latest entry of a history: its number and hash."""

    sequence: int = 0
    hash: str = NO_HASH


@dataclass(frozen=True, slots=True)
class Remembered:
    """The register of a folder, and an entry that is in its file for certain."""

    uid: str
    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class State:
    """What a file says of itself, and whether it holds an entry that was asked for."""

    uid: str
    head: Head
    holds: bool


def state_of(connection: sqlite3.Connection, entry: Head) -> State:
    """The state of a database of ours."""
    row = connection.execute(_STATE, {"sequence": entry.sequence}).fetchone()
    uid, sequence, newest, asked = row
    holds = asked == entry.hash if entry.sequence else True
    return State(uid or "", Head(sequence, newest or NO_HASH), holds)


# What the folder remembers ----------------------------------------------------------------------


def remembered(folder: Path) -> Remembered | None:
    """What the folder remembers of its register; None without a note of ours.

    Raises what `read_if_there` does.
    """
    content = read_if_there(folder / MEMORY_NAME)
    try:
        note = plain(content)
        return Remembered(str(note["uid"]), int(note["sequence"]), str(note["hash"]))
    except (ValueError, KeyError, TypeError, OverflowError):  # the last one: 1e400
        return None


def remember(folder: Path, uid: str, head: Head) -> None:
    """Note in the folder which register it keeps and how far its file goes for certain.

    The note stands whole or not at all; without room for it the one before stands.
    """
    with suppress(OSError):
        write_memory(folder, Remembered(uid, head.sequence, head.hash))


def write_memory(folder: Path, known: Remembered) -> None:
    """As `remember`; raises `OSError`."""
    write_whole(folder / MEMORY_NAME, json.dumps(asdict(known)).encode())


def held_a_register(folder: Path) -> bool:
    """Whether anything in the folder tells that a register was kept here."""
    left = (folder / MEMORY_NAME, log_of(folder / FILE_NAME), folder / "files", folder / "backups")
    kept_copies = folder.glob(f"{Path(FILE_NAME).stem}-*-*.db")
    return any(path.exists() for path in left) or any(kept_copies)


# The file that was opened -----------------------------------------------------------------------


class OpenedFile:
    """The database file as a store opened it.

    Only what brings the log into it changes the file itself, and notes beside it how it left it.
    Where it is another one by number, or changed, is not as one of us left it and no longer holds
    what it held for certain, it was replaced; once said, that stays.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stat = _stat(path)
        self._sure = Head()  # an entry that is in the file, without its log, for certain
        self._seen = Head()  # the newest entry this store knows of
        self.is_gone = False
        self.is_known = False  # it was found to be the folder's register

    def know(self, sure: Head, seen: Head) -> None:
        """Take note of what the file was found to hold when it was opened."""
        self._sure, self._seen = sure, seen
        self.is_known = True

    def require_there(self) -> None:
        """Raise `StoreReplaced` where another file, or none, is at the path."""
        found = None if self.is_gone else _stat(self._path)
        if found is None or self._stat is None or found[:_NUMBERS] != self._stat[:_NUMBERS]:
            self._say_gone()

    def require_same(self) -> None:
        """As `require_there`, and where the file was overwritten; the caller may write."""
        self.require_there()
        found = _stat(self._path)
        if found == self._stat:
            return
        if is_as_left(self._path):
            self._rely_on_note()
        else:
            self._look_into()
        self._stat = found

    def require_history(self, session: Session, head: Head) -> None:
        """Raise `StoreReplaced` where the entry that was seen last is not in the history any more.

        `head` is its latest entry now.
        """
        if head == self._seen or not self._seen.sequence:
            return  # nobody else wrote since
        seen = select(AuditEntry.hash).where(AuditEntry.sequence == self._seen.sequence)
        if session.scalar(seen) != self._seen.hash:
            self._say_gone()

    def wrote(self, head: Head) -> None:
        """Take note of the entry that was just written."""
        self._seen = head

    def is_noted_as_changing(self) -> bool:
        """Note that the log is about to be brought into the file; False without room for that.

        Who is killed meanwhile leaves pages of several moments, and cannot say so any more.
        """
        return self._is_noted(self._stat and self._stat[:_NUMBERS])

    def was_brought_up_to(self, state: State | None) -> None:
        """Take note that the log was brought into the file, wholly where its `state` is given."""
        self._stat = _stat(self._path)
        self._is_noted(self._stat)
        if state is not None:
            self._sure = state.head
            remember(self._path.parent, state.uid, state.head)

    def _is_noted(self, left: tuple[int, ...] | None) -> bool:
        try:
            write_whole(_note_of(self._path), json.dumps(left).encode())
        except OSError:  # the note before stands
            return False
        return True

    def _rely_on_note(self) -> None:
        """Another process of ours brought the log in: wholly, or a part of it beside a reader.

        After a part the file alone has pages of several moments, and cannot be read without the
        log.
        """
        known = remembered(self._path.parent)
        if known is not None:
            self._sure = Head(known.sequence, known.hash)

    def _look_into(self) -> None:
        """Somebody else changed the file: another process of ours, or what overwrote it."""
        try:
            with closing(look(self._path, without_log=True)) as connection:
                state = state_of(connection, self._sure)
        except sqlite3.Error:
            self._say_gone()
        if not state.holds:
            self._say_gone()
        self._sure = state.head

    def _say_gone(self) -> NoReturn:
        self.is_gone = True
        raise StoreReplaced(self._path)


def is_as_left(path: Path) -> bool:
    """Whether the file is as the one of us left it who last brought the log in.

    Of who was killed meanwhile only the number of the file is known.
    """
    found = _stat(path)
    try:
        note = plain(_note_of(path).read_bytes())
        return found is not None and note in (list(found), list(found[:_NUMBERS]))
    except (OSError, ValueError):
        return False


def _note_of(path: Path) -> Path:
    return path.parent / locks.FOLDER / "left.json"


def _stat(path: Path) -> tuple[int, int, int, int] | None:
    """Device and number of the file, its size and when it was last written; None without one."""
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise refusal_of(error, path) from error
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
