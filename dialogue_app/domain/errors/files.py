"""What can go wrong with files on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dialogue_app.domain.errors.base import BadInput, Msgid, Trouble
from dialogue_app.domain.worded import N_

_OPENED_BY = {
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".csv", ".ods"), "Excel"),
    **dict.fromkeys((".docx", ".doc"), "Word"),
}


@dataclass(eq=False)
class FileMissing(BadInput):
    """No file at this path."""

    sentence = N_("There is no file {file}.")

    file: Path


@dataclass(eq=False)
class FileUnreadable(Trouble):
    """The file is there but may not be read (rights, locked by another program)."""

    sentence = N_("{file} cannot be read: close it in other programs, then try again.")

    file: Path


@dataclass(eq=False)
class FileHeldOpen(Trouble):
    """Another program has the file open, and Windows lets nobody else at it meanwhile."""

    sentence = N_("Please close the file {file} in {program}, then try again.")

    file: Path

    def values(self) -> Mapping[str, object]:
        """The file, and what most people open such files with."""
        program = _OPENED_BY.get(self.file.suffix.lower(), Msgid(N_("other programs")))
        return {"file": self.file, "program": program}


@dataclass(eq=False)
class FileNotWritable(Trouble):
    """A file cannot be written there (rights, full disk, missing folder)."""

    sentence = N_("{file} cannot be written: choose another place, or close the file.")

    file: Path


class ClockBefore1980(Trouble):
    """The clock says a moment that the packages of Excel and Word cannot tell."""

    sentence = N_(
        "This computer's clock says a day before 1980, which no Excel or Word file can hold: set "
        "the clock right, then save again."
    )


@dataclass(eq=False)
class FolderInstead(BadInput):
    """A folder was given where a file is needed."""

    sentence = N_("{file} is a folder: name a file.")

    file: Path


@dataclass(eq=False)
class FileEmpty(BadInput):
    """The file holds nothing."""

    sentence = N_("{file} holds nothing.")

    file: Path


@dataclass(eq=False)
class FileTooLarge(BadInput):
    """The file is larger than what is kept."""

    sentence = N_("{file} is larger than {limit} MB.")

    file: Path
    limit: int  # in megabytes


@dataclass(eq=False)
class KeptFileMissing(Trouble):
    """A file that was kept is no longer in the data folder."""

    sentence = N_("The file {file} is missing from the data folder.")

    file: Path


@dataclass(eq=False)
class KeptFileDamaged(Trouble):
    """A file that was kept no longer has the content it had."""

    sentence = N_("The file {file} in the data folder is damaged.")

    file: Path
