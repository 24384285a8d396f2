"""One window works with a folder: a second one calls it to the front, or says who has it open."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from dialogue_app.domain.errors.store import OpenInAnotherWindow, StoreNotWritable
from dialogue_app.storage.locks import FolderLock, window_lock
from dialogue_app.storage.opening import make_folder


def take_folder(folder: Path, at: datetime, user: str) -> FolderLock | None:
    """The lock of the folder's one window, to be released when that is closed.

    None where a window of the same user works with it: that one is called to the front. Raises
    `OpenInAnotherWindow` where it is somebody else's, `StoreNotWritable` where it cannot be made.
    """
    make_folder(folder)
    lock = window_lock(folder)
    try:
        is_taken = lock.take(alone=True)
    except StoreNotWritable:
        return lock  # not held: of a folder that can only be read there may be several windows
    if is_taken:
        lock.sign(user, at)
        return lock
    holder = lock.holder()
    if holder is not None and holder.user != user:
        raise OpenInAnotherWindow(folder, holder.user, holder.since)
    with suppress(OSError):
        os.utime(lock.path)  # which the window watches
    return None
