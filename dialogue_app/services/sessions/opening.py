"""A session that was taken along, opened on the other computer in a folder of its own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dialogue_app.domain.errors.backups import BackupUnreadable
from dialogue_app.domain.errors.carrying import CarriedUnreadable
from dialogue_app.storage import restoring


def open_copy(folder: Path, file: Path, at: datetime) -> str:
    """Make the file the register of a folder that has none; gives the code of its session.

    Raises `CarriedUnreadable`, `NotCarried`, `FolderTaken`, and what `restoring.restore` raises.
    """
    try:
        return restoring.restore(folder, file, at, carried=True)[0].carries
    except BackupUnreadable as error:
        raise CarriedUnreadable(file) from error
