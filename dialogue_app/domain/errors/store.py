"""What can go wrong with the database and its folder; a sentence shows the whole path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dialogue_app.domain.errors.base import Trouble
from dialogue_app.domain.worded import N_


@dataclass(eq=False)
class StoreTrouble(Trouble):
    """The root of all trouble with the database."""

    file: Path

    def values(self) -> Mapping[str, object]:
        """The whole path: several folders may hold a database of the same name."""
        return {"file": str(self.file)}


class StoreUnreadable(StoreTrouble):
    """The database cannot be opened: damaged, or no database of ours."""

    sentence = N_("The data file {file} is damaged or is not one of ours.")


class StoreNotWritable(StoreTrouble):
    """The database or its folder cannot be written."""

    sentence = N_("The data folder {file} cannot be written: choose another with --data.")


class StoreTooNew(StoreTrouble):
    """The database was written by a newer version of the program."""

    sentence = N_("{file} was written by a newer version of the program: install that one.")


class StoreReplaced(StoreTrouble):
    """The file that was opened is no longer there: removed, renamed or replaced."""

    sentence = N_(
        "The data file {file} was removed or replaced by another program. Close this window; what "
        "is typed here cannot be saved into it."
    )


class StoreBusy(StoreTrouble):
    """Another program holds the database for writing."""

    sentence = N_("Another program is writing to {file}: wait a moment, then try again.")


class DiskFull(StoreTrouble):
    """The disk has no room left."""

    sentence = N_("The disk of {file} is full: free some room, then try again.")
