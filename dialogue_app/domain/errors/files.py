"""What can go wrong with files on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dialogue_app.domain.errors.base import BadInput, Trouble
from dialogue_app.domain.worded import N_


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
class FileNotWritable(Trouble):
    """A file cannot be written there (rights, full disk, missing folder)."""

    sentence = N_("{file} cannot be written: choose another place, or close the file.")

    file: Path
