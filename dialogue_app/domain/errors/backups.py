"""What can go wrong with backups and with putting one back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from dialogue_app.domain.deep_paths import readable
from dialogue_app.domain.errors.base import BadInput, Trouble
from dialogue_app.domain.errors.store import StoreTrouble
from dialogue_app.domain.worded import N_


@dataclass(eq=False)
class SecondPlaceUnfit(BadInput):
    """Backups outside the data folder need a folder that is there, and outside it."""

    sentence = N_("“{place}” is not a folder outside the data folder: choose another one.")
    field: ClassVar[str] = "second_place"

    place: str


@dataclass(eq=False)
class BackupUnreadable(Trouble):
    """The file is no whole backup of ours; nothing was put in place of anything."""

    sentence = N_("{file} is not a backup of this program, or it is damaged: choose another one.")

    file: Path

    def values(self) -> Mapping[str, object]:
        """The whole path: backups of one name may lie in several places."""
        return {"file": readable(self.file)}


class RegisterInUse(StoreTrouble):
    """A backup is to be put in the place of a register that others have open."""

    sentence = N_(
        "A window or a command still has {file} open: close it, then put the backup back again."
    )


class PutBackAtNextStart(StoreTrouble):
    """A backup was read whole and is ready, and the disk failed while it was put in place."""

    sentence = N_(
        "{file} was read, but not yet put in place of the data: start the program again, and it "
        "will be."
    )


class BackupUnderWay(StoreTrouble):
    """Another process makes a backup of the same register."""

    sentence = N_("A backup of {file} is being made already: wait a moment, then try again.")
