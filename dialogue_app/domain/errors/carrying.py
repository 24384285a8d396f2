"""What can go wrong with sessions that are taken along to another computer and brought back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dialogue_app.domain.deep_paths import readable
from dialogue_app.domain.errors.base import BadInput, Trouble
from dialogue_app.domain.worded import N_, N_plural


@dataclass(eq=False)
class _AboutFile(BadInput):
    """The root of refusals of a file; the sentence shows its whole path."""

    file: Path

    def values(self) -> Mapping[str, object]:
        """The whole path: files of one name may lie in several places."""
        return {**vars(self), "file": readable(self.file)}


class CarriedInstead(_AboutFile):
    """A backup was asked for, and this is a session taken along: it would replace everything."""

    sentence = N_(
        "{file} is a session that was taken along, not a backup: bring it back, or open it in an "
        "empty folder."
    )


class NotCarried(_AboutFile):
    """A session taken along was asked for, and this is a backup."""

    sentence = N_(
        "{file} is a backup, not a session that was taken along: choose the file that was written "
        "for taking it along."
    )


@dataclass(eq=False)
class CarriedUnreadable(Trouble):
    """The file is no whole session taken along, or does not hold what its history says."""

    sentence = N_(
        "{file} is not a session that was taken along, or it is damaged: write it once more on the "
        "computer it comes from."
    )

    file: Path

    def values(self) -> Mapping[str, object]:
        """The whole path."""
        return {"file": readable(self.file)}


class CarriedTooOld(_AboutFile):
    """A program older than this one wrote the file."""

    sentence = N_(
        "{file} was written by an older version of the program: update it on the computer it comes "
        "from, then write the file once more."
    )


class CarriedFromElsewhere(_AboutFile):
    """The session was taken out of another register."""

    sentence = N_(
        "{file} was taken out of another register: bring it back into the one it was taken from."
    )


@dataclass(eq=False)
class CarriedByAnother(_AboutFile):
    """The register of this identity knows nothing of the copy: another copy of it does."""

    sentence = N_(
        "{file} was taken out by {name} ({moment}), and this register knows nothing of it: bring "
        "it back where it was taken out."
    )

    name: str
    moment: datetime


@dataclass(eq=False)
class CarriedOlder(_AboutFile):
    """A later state of the copy was brought back already."""

    sentence = N_(
        "{file} is older than what was brought back ({moment}): choose the newest file of that "
        "computer."
    )

    moment: datetime


@dataclass(eq=False)
class Undecided(BadInput):
    """Both sides changed the same, and nobody said which is kept; nothing was changed."""

    sentence = N_plural(
        "{n} was changed both here and there: {codes}. Look at both and choose; nothing was "
        "changed.",
        "{n} were changed both here and there: {codes}. Look at both and choose; nothing was "
        "changed.",
    )

    n: int
    codes: list[str]


@dataclass(eq=False)
class DecidedApart(BadInput):
    """What is kept of one side refers to what is not kept of it."""

    sentence = N_("{codes} hang together: choose the same side for them. Nothing was changed.")

    codes: list[str]


@dataclass(eq=False)
class NumbersUsedUp(BadInput):
    """A travelling copy gave all numbers that were set aside for it."""

    sentence = N_(
        "The {n} numbers set aside for this copy are used up: bring it back, then take it along "
        "anew."
    )

    n: int


@dataclass(eq=False)
class OnlyInTheOffice(BadInput):
    """An act that would reach what did not travel."""

    sentence = N_(
        "This is a travelling copy, of the session {code}: do this in the office, once it is back."
    )

    code: str


@dataclass(eq=False)
class CopyOfOneSession(BadInput):
    """Another session than the one it carries was asked of a travelling copy."""

    sentence = N_("This is a travelling copy of the session {code}: only that one can be taken.")

    code: str


@dataclass(eq=False)
class FolderTaken(BadInput):
    """A travelling copy is opened only where no register is."""

    sentence = N_("There is a register in {folder} already: choose an empty folder.")

    folder: Path

    def values(self) -> Mapping[str, object]:
        """The whole path."""
        return {"folder": readable(self.folder)}
