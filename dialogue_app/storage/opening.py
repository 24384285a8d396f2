"""From a folder to its store: what stands there is looked into before anything is written.

A new register is made aside and moved into its place whole, so a file that stands there empty or
half is never one of ours, and of several first starts at one moment one makes it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from dialogue_app import private
from dialogue_app.domain.errors.store import (
    DiskFull,
    StoreBesideJournal,
    StoreFull,
    StoreInUse,
    StoreMissing,
    StoreMixed,
    StoreNotAnswering,
    StoreNotWritable,
    StoreOfAnother,
    StoreOlder,
    StoreUnreadable,
)
from dialogue_app.storage import identity, schema
from dialogue_app.storage.engine import Store, patience
from dialogue_app.storage.identity import Head, Remembered, State
from dialogue_app.storage.locks import store_lock
from dialogue_app.storage.sqlite import (
    FILE_NAME,
    FULL_CHECK,
    NOT_READ,
    QUICK_CHECK,
    has_journal,
    is_sound,
    log_size,
    look,
    look_though_read_only,
    translated_errors,
)
from dialogue_app.whole_files import put_in_place, refusal_of, refusals_of, sync_folder

READY = ".restored"  # a backup that is to be put in place: whoever did so was killed
_ASIDE = ".new-register"
_UNTIL_ASKED_AGAIN = (0.1, 0.5)  # seconds
_LOOKED_THROUGH = 8 * 1024 * 1024  # bytes of a file that a start looks through in 15 ms


def open_store(folder: Path, at: datetime, user: str, fill: Callable[[Store], None]) -> Store:
    """The store of the folder; `fill` writes what a new register begins with.

    Raises `StoreRefused` for what cannot be the folder's register, which is left as it is;
    `StoreInUse` where it must be migrated and others have it open; and other `StoreTrouble`. A disk
    that does not answer at once is asked again.
    """
    for seconds in _UNTIL_ASKED_AGAIN:
        try:
            return _open_store(folder, at, user, fill)
        except StoreNotAnswering:
            time.sleep(seconds)
    return _open_store(folder, at, user, fill)


def _open_store(folder: Path, at: datetime, user: str, fill: Callable[[Store], None]) -> Store:
    make_folder(folder)
    with refusals_of(folder):  # a folder of another user, a share that went away
        return _open_in(folder, at, user, fill)


def _open_in(folder: Path, at: datetime, user: str, fill: Callable[[Store], None]) -> Store:
    if (folder / READY).exists():
        from dialogue_app.storage import restoring

        restoring.finish(folder)
    store = open_existing(folder)
    if store is not None:
        return store
    _make_ready(folder / FILE_NAME, at, user, fill)
    return _open_in(folder, at, user, fill)


def open_existing(folder: Path) -> Store | None:
    """The store of the register in the folder; None where it has to be made or migrated first.

    Nobody may open a `Store` without this: it would bring in the log of another copy, and believe
    whatever file stands there. Where nobody here may write, or the disk is full, it is
    opened to be read. Raises `StoreRefused`, `StoreInUse` and other `StoreTrouble`.
    """
    try:
        return _open_existing(folder, to_read=False)
    except (StoreNotWritable, DiskFull) as error:
        if log_size(folder / FILE_NAME):  # SQLite cannot read it without writing beside it
            raise
        store = _open_existing(folder, to_read=True)
        if store is None:
            raise
        if isinstance(error, DiskFull):
            store.refusal = StoreFull(store.folder)
        return store


def _open_existing(folder: Path, *, to_read: bool) -> Store | None:
    was_unclean = not to_read and _look_after_unclean_end(folder / FILE_NAME)
    store = Store(folder, is_read_only=to_read)
    store.ended_uncleanly = was_unclean
    try:
        known = identity.remembered(folder)  # with the lock: nobody puts a backup back meanwhile
        with translated_errors(store.path):
            state = _state(store.path, known, partial(look, without_log=to_read))
        if state is not None:
            _know(store, known, state)
            return store
    except BaseException:
        store.close()
        raise
    store.close()
    return None


def require_openable(folder: Path) -> None:
    """Raise what `open_existing` would; nothing is written, and nothing kept open."""
    path = folder / FILE_NAME
    _look_after_unclean_end(path)
    with translated_errors(path):
        _state(path, identity.remembered(folder), look_though_read_only)


def make_folder(folder: Path) -> None:
    """Make the data folder where there is none; raises `StoreNotWritable`, `DiskFull`."""
    try:
        with refusals_of(folder):
            private.make_folder(folder)
    except ValueError as error:  # a name no folder can have
        raise StoreNotWritable(folder) from error


def _state(
    path: Path, known: Remembered | None, opened: Callable[[Path], sqlite3.Connection]
) -> State | None:
    """The state of the folder's register; None where it has to be made or migrated.

    Raises `StoreRefused`.
    """
    if not path.exists():
        if identity.held_a_register(path.parent):
            raise StoreMissing(path)
        return None
    if not path.is_file():
        raise StoreUnreadable(path)
    with closing(opened(path)) as connection:
        revision = schema.revision_of(path, connection)
        if revision == schema.HEAD and not _is_whole(path, connection):
            raise StoreUnreadable(path)
        if revision < schema.IDENTIFIED_SINCE:
            if known is not None:  # by a later program, for a later file
                raise StoreOlder(path)
            return None
        state = identity.state_of(connection, _entry(known))
    if known is not None and state.uid != known.uid:
        raise StoreOfAnother(path)
    if not state.holds:
        raise StoreOlder(path)
    return state if revision == schema.HEAD else None


def _is_whole(path: Path, connection: sqlite3.Connection) -> bool:
    """Whether nothing is missing; of a file that is not too large, whether its pages are sound."""
    if schema.lacks_columns(connection):
        return False
    if path.stat().st_size > _LOOKED_THROUGH:
        return True
    return is_sound(connection, QUICK_CHECK)


def _entry(known: Remembered | None) -> Head:
    return Head(known.sequence, known.hash) if known else Head()


def _know(store: Store, known: Remembered | None, state: State) -> None:
    known = known or identity.remembered(store.folder)  # another process may have made it since
    if known is None:
        known = Remembered(state.uid, 0, identity.NO_HASH)
        identity.remember(store.folder, known.uid, _entry(known))
    store.file.know(sure=_entry(known), seen=state.head)


# After an unclean end ---------------------------------------------------------------------------


def _look_after_unclean_end(path: Path) -> bool:
    """Whoever ends brings the log in; one that is left, and nobody at work, was left by a kill.

    Gives whether there was one. Raises `StoreBesideJournal`;
    `StoreMixed` where log and file are of different copies, `StoreUnreadable` where they are
    damaged. Nothing is written: the log stays beside its file.
    """
    if not (log_size(path) or has_journal(path)) or not path.exists():
        return False
    if path.stat().st_size == 0:
        raise StoreUnreadable(path)  # SQLite would delete the log, though nothing is written
    lock = store_lock(path.parent)
    if not lock.take(alone=True):
        return False  # whoever is at work looked
    try:
        if has_journal(path):
            raise StoreBesideJournal(path)
        with translated_errors(path):
            _require_one_copy(path)
            with closing(look(path)) as connection:
                if not is_sound(connection, FULL_CHECK):
                    raise StoreUnreadable(path)
    finally:
        lock.release()
    return True


def _require_one_copy(path: Path) -> None:
    """The file without its log must hold what it held for certain, and the log must follow it."""
    known = identity.remembered(path.parent)
    alone = _state_without_log(path, _entry(known))
    if alone is None or (not alone.holds and identity.is_as_left(path)):
        return  # a part of the log was brought in: the log has what the file lacks
    if not alone.holds:
        raise StoreMixed(path)
    with closing(look(path)) as connection:
        both = identity.state_of(connection, alone.head)
    if both.uid != alone.uid or not both.holds:
        raise StoreMixed(path)


def _state_without_log(path: Path, entry: Head) -> State | None:
    try:
        with closing(look(path, without_log=True)) as connection:
            return identity.state_of(connection, entry)
    except NOT_READ:
        return None


# A new register, or an older one ----------------------------------------------------------------


def _make_ready(path: Path, at: datetime, user: str, fill: Callable[[Store], None]) -> None:
    """Make or migrate the database, alone, unless another process was quicker."""
    lock = store_lock(path.parent)
    with lock.held_alone(patience(), StoreInUse(path)), translated_errors(path):
        lock.sign(user, at)
        if not path.exists():
            _make(path, at, fill)
            return
        with closing(look(path)) as connection:
            revision = schema.revision_of(path, connection)
        if revision != schema.HEAD:
            schema.migrate(path, revision, at)


def _make(path: Path, at: datetime, fill: Callable[[Store], None]) -> None:
    aside = path.parent / _ASIDE
    try:
        shutil.rmtree(aside, ignore_errors=True)  # of a first start that was killed
        private.make_folder(aside)
        schema.migrate(aside / FILE_NAME, None, at)
        store = Store(aside)
        try:
            fill(store)
        finally:
            store.close()
        if log_size(aside / FILE_NAME):  # it could not be brought in, and would be left behind
            raise StoreNotWritable(path.parent)
        os.chmod(aside / FILE_NAME, 0o600)  # its log gets the same rights
        put_in_place(aside / FILE_NAME, path)
        sync_folder(path.parent)
    except OSError as error:
        raise refusal_of(error, path.parent) from error
    finally:
        with suppress(OSError):
            shutil.rmtree(aside)
