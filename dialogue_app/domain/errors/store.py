"""What can go wrong with the database and its folder; a sentence shows the whole path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dialogue_app.domain.deep_paths import readable
from dialogue_app.domain.errors.base import BadInput, Trouble
from dialogue_app.domain.worded import N_, Plural

_WAY_OUT = N_("The newest good backup is {backup}: the command “restore” puts it back.")


@dataclass(eq=False)
class StoreTrouble(Trouble):
    """The root of all trouble with the database."""

    file: Path

    def values(self) -> Mapping[str, object]:
        """The whole path: several folders may hold a database of the same name."""
        return {"file": readable(self.file)}


class StoreRefused(StoreTrouble):
    """The root of what is found at the start: the file cannot be the folder's register.

    It stays as it is, and no other is made in its place. The newest good backup is named.
    """

    backup: Path | None = None

    def sentences(self) -> tuple[str | Plural, ...]:
        """Which backup can be put back, too."""
        return (self.sentence, _WAY_OUT) if self.backup else (self.sentence,)

    def values(self) -> Mapping[str, object]:
        """Whole paths."""
        backup = readable(self.backup) if self.backup else ""
        return {"file": readable(self.file), "backup": backup}


class StoreUnreadable(StoreRefused):
    """The database cannot be opened: damaged, empty, or no database of ours."""

    sentence = N_(
        "The data file {file} is damaged or is not one of ours. It was left as it is: put the "
        "right one in its place."
    )


class StoreMissing(StoreRefused):
    """There was a register in the folder, and its file is gone."""

    sentence = N_(
        "The data file {file} is missing, though this folder held a register. Put it back; an "
        "empty register was not begun."
    )


class StoreOfAnother(StoreRefused):
    """The file is another register than the one that was kept in the folder."""

    sentence = N_(
        "{file} holds another register than the one kept in this folder. Put the right one back, "
        "and open the other in a folder of its own."
    )


class StoreOlder(StoreRefused):
    """The file lacks what was saved in the folder last: an older copy of it."""

    sentence = N_(
        "The data file {file} is older than what was saved in this folder last. Put the newer one "
        "back; to go on with the older one, delete register.json beside it first."
    )


class StoreMixed(StoreRefused):
    """The log beside the database file is of another copy of it."""

    sentence = N_(
        "The data file {file} and the one beside it that ends in “-wal” belong to different "
        "copies. Put back both files of one copy."
    )


class StoreBesideJournal(StoreRefused):
    """A journal lies beside the file, which no program of ours leaves: SQLite would play it back.

    What stands in it, of another copy perhaps, would take the place of what stands in the file.
    """

    sentence = N_(
        "Beside the data file {file} lies one that ends in “-journal”, left by another copy or "
        "another program: opening both could damage the data. Move that one away, then try again."
    )


class StoreTooNew(StoreRefused):
    """The database was written by a newer version of the program."""

    sentence = N_("{file} was written by a newer version of the program: install that one.")


class StoreNotWritable(StoreTrouble):
    """The database or its folder cannot be written."""

    sentence = N_(
        "The data folder {file} cannot be written: have the right to write given to you, then try "
        "again."
    )


class StoreNotReadable(StoreNotWritable):
    """The database or its folder is another user's, who keeps it to themselves."""

    sentence = N_(
        "You have no right to open {file}: it belongs to somebody else on this computer. Ask them, "
        "or choose another data folder with --data."
    )


class StoreReadOnly(StoreNotWritable):
    """The folder was opened though nobody here may write it: the register can be read."""

    sentence = N_(
        "Nothing can be saved: the data folder {file} can only be read here. Have the right to "
        "write given to you, then open it again; what is kept can be read until then."
    )


class StoreNotAnswering(StoreTrouble):
    """The disk, or the way to it, failed while the database was read; it is not damaged by that."""

    sentence = N_(
        "The disk with {file} does not answer: look whether it is connected, then try again."
    )


class StoreReplaced(StoreTrouble):
    """The file that was opened is no longer there: removed, renamed or replaced."""

    sentence = N_(
        "The data file {file} was removed or replaced by another program; nothing more is saved "
        "into it. Close this window and open the program again: what was typed is offered then."
    )


@dataclass(eq=False)
class StoreHasRules(StoreTrouble):
    """Triggers or indexes stand in the file that no program of ours made."""

    sentence = N_(
        "Nothing was saved: another program put {rules} into the data file {file}, which may "
        "change what is saved. “Check the data” takes it out, after a backup."
    )

    rules: list[str]

    def values(self) -> Mapping[str, object]:
        """The whole path, and what it is."""
        return {"file": readable(self.file), "rules": self.rules}


class RowRefused(StoreTrouble):
    """The database refuses what an act writes, for no reason the act knows."""

    sentence = N_(
        "Nothing was saved: what was to be written does not fit what stands in the data file "
        "{file}. “Check the data” says what is wrong there."
    )


class StoreBusy(StoreTrouble):
    """Another program holds the database for writing."""

    sentence = N_("Another program is writing to {file}: wait a moment, then try again.")


class StoreInUse(StoreTrouble):
    """The database must be had alone, to make or migrate it, and others have it open."""

    sentence = N_(
        "{file} must be brought up to date, and another window or command still has it open: close "
        "that one, then try again."
    )


@dataclass(eq=False)
class OpenInAnotherWindow(StoreTrouble):
    """A window works with this folder already."""

    sentence = N_(
        "{user} has had the register in {file} open in a window since {since}. Only one window "
        "works with a register: close that one first."
    )

    user: str
    since: datetime

    def values(self) -> Mapping[str, object]:
        """The whole path, who, and since when."""
        return {**vars(self), "file": readable(self.file)}


class DiskFull(StoreTrouble):
    """The disk has no room left."""

    sentence = N_("The disk of {file} is full: free some room, then try again.")


class ValueUnreadable(StoreTrouble):
    """A value stands in the file that no program of ours wrote."""

    sentence = N_(
        "A value in the data file {file} cannot be read. “Check the data” names it; what was "
        "there comes back from a backup made before."
    )


class StoreFull(DiskFull):
    """The folder was opened though its disk is full: the register can be read."""

    sentence = N_(
        "Nothing can be saved: the disk of {file} is full. Free some room, then open it again; "
        "what is kept can be read until then."
    )


class ClockDoubted(Trouble):
    """The root of what is asked about the computer's clock: somebody may say that it is right."""


@dataclass(eq=False)
class ClockBehind(ClockDoubted):
    """The clock says less than the last entry of the history: one of both is wrong."""

    sentence = N_(
        "This computer's clock says {now}, and the last entry is of {last}: nothing was saved. Set "
        "the clock right, or say that it is."
    )

    now: datetime
    last: datetime


@dataclass(eq=False)
class ClockAhead(ClockDoubted):
    """The clock says more than a year after the last entry."""

    sentence = N_(
        "This computer's clock says {now}, and the last entry is of {last}, more than a year "
        "before: nothing was saved. Set the clock right, or say that it is."
    )

    now: datetime
    last: datetime


@dataclass(eq=False)
class ClockUnlikely(ClockDoubted):
    """The clock says a year in which nobody works with this program."""

    sentence = N_(
        "This computer's clock says {now}: nothing was saved. Set the clock right, or say that it "
        "is."
    )

    now: datetime


class NoMemory(Trouble):
    """The system gives no more memory."""

    sentence = N_(
        "This computer has no memory left for that: close other programs, then try again."
    )


@dataclass(eq=False)
class NoDataFolder(BadInput):
    """A folder below the home of a user who has none."""

    sentence = N_("It is not known where {folder} lies: say with --data where the data lie.")

    folder: str


class DataFolderGone(StoreTrouble):
    """The folder that was chosen for the data is not there: a stick that was taken out."""

    sentence = N_(
        "The folder {file}, where the data lie, is not there: plug in its disk or stick, or "
        "connect to the network, then try again. No empty register was begun in its place."
    )


class RegisterThere(StoreTrouble):
    """A register lies where another one was to be put."""

    sentence = N_(
        "A register lies in {file} already: open that one, or choose another folder for this one."
    )
