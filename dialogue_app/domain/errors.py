"""What can go wrong, as types. The sentences people read stand in `dialogue_app.i18n.words`.

An error carries the values its sentence needs and nothing else. `BadInput` is the user's to mend
(exit code 2), `Trouble` is the machine's (exit code 1).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from dialogue_app.domain.vocabulary import IssueState, Outcome, Role


class DialogueError(Exception):
    """Any error the program explains in one sentence."""


class BadInput(DialogueError):
    """What was asked or given cannot be done as it stands; the data are as before."""


class Trouble(DialogueError):
    """The machine stands in the way: disk, rights, a damaged file."""


@dataclass(eq=False)
class UnknownCode(BadInput):
    """No issue, session, enterprise or body has this code or name."""

    noun: str  # "issue", "session", "enterprise", "body", "raiser", "sheet"
    code: str


@dataclass(eq=False)
class SeveralFound(BadInput):
    """Several enterprises bear this name."""

    name: str
    codes: list[str]


@dataclass(eq=False)
class SeveralBodies(BadInput):
    """Several bodies are written like this."""

    written: str
    names: list[str]


@dataclass(eq=False)
class CodeTaken(BadInput):
    """Another session or enterprise already has this code."""

    noun: str
    code: str


@dataclass(eq=False)
class Missing(BadInput):
    """A field that this act needs is empty."""

    field: str  # a key of i18n.words.FIELDS


@dataclass(eq=False)
class Invalid(BadInput):
    """A field holds something it cannot hold."""

    field: str
    value: str


@dataclass(eq=False)
class ImpossibleDate(BadInput):
    """A date or a time that no calendar has."""

    value: str


@dataclass(eq=False)
class EndsBeforeStart(BadInput):
    """A session that ends before it starts."""

    start: datetime


@dataclass(eq=False)
class TooEarly(BadInput):
    """Something is said to have happened to an issue before it was received, or given out."""

    day: date
    since: date


@dataclass(eq=False)
class NotYet(BadInput):
    """Something is said to have happened on a day that is still to come."""

    day: date


@dataclass(eq=False)
class DueBeforeGiven(BadInput):
    """The due date lies before the day the task was given."""

    due: date
    given: date


@dataclass(eq=False)
class DueRequired(BadInput):
    """Our own unit is given a task without a time limit."""

    body: str


@dataclass(eq=False)
class MoveNotAllowed(BadInput):
    """The issue's state does not allow this move."""

    code: str
    move: str  # a domain.life.Move
    state: IssueState


@dataclass(eq=False)
class OutcomeNotAllowed(BadInput):
    """This outcome does not fit the issue."""

    code: str
    outcome: Outcome


@dataclass(eq=False)
class NoSuchAssignment(BadInput):
    """The body has no open part in this issue."""

    code: str
    body: str


@dataclass(eq=False)
class AlreadyAssigned(BadInput):
    """The body already has an open part in this issue."""

    code: str
    body: str


@dataclass(eq=False)
class BodyNotValid(BadInput):
    """The body did not exist on that date; successors are named when known."""

    body: str
    on: date
    successors: list[str] = field(default_factory=list)


@dataclass(eq=False)
class RaiserHasVerdict(BadInput):
    """A raiser whose opinion of the answer is recorded cannot be taken out of the issue."""

    raiser: str


@dataclass(eq=False)
class DuplicateOfItself(BadInput):
    """An issue is followed together with itself, directly or in a ring."""

    code: str


@dataclass(eq=False)
class NothingToDo(BadInput):
    """The act was asked for nothing: no issue chosen, an empty session."""

    noun: str


@dataclass(eq=False)
class EmptySession(BadInput):
    """Minutes were asked of a session that has no start, no chair and no issue."""

    code: str


@dataclass(eq=False)
class NotAllowed(BadInput):
    """The person's role does not include this act."""

    role: Role
    service: str


@dataclass(eq=False)
class ChangedElsewhere(BadInput):
    """Someone saved this issue, enterprise or session after it was read."""

    noun: str
    code: str


@dataclass(eq=False)
class Cancelled(DialogueError):
    """The user stopped the work; nothing was changed."""


@dataclass(eq=False)
class FileMissing(BadInput):
    """No file at this path."""

    path: Path


@dataclass(eq=False)
class FileUnreadable(Trouble):
    """The file is there but may not be read (rights, locked by another program)."""

    path: Path


@dataclass(eq=False)
class FileNotWritable(Trouble):
    """A file cannot be written there (rights, full disk, missing folder)."""

    path: Path


@dataclass(eq=False)
class NotAWorkbook(BadInput):
    """The file is neither xlsx, xls nor csv, or is damaged."""

    path: Path


@dataclass(eq=False)
class WorkbookProtected(BadInput):
    """The workbook asks for a password."""

    path: Path


@dataclass(eq=False)
class SheetTooLarge(BadInput):
    """A cell so far from the others that there is no room for the sheet."""

    path: Path
    sheet: str
    row: int
    column: str  # as Excel names it


@dataclass(eq=False)
class UnclosedQuote(BadInput):
    """A quotation mark of a text table that is never closed has swallowed rows."""

    path: Path
    row: int


@dataclass(eq=False)
class EmptyWorkbook(BadInput):
    """No sheet of the workbook holds a row."""

    path: Path


@dataclass(eq=False)
class NoHeader(BadInput):
    """No row of the sheet names the columns that are needed."""

    path: Path
    missing: list[str]  # fields of the mapping


@dataclass(eq=False)
class BadRows(BadInput):
    """Rows of a workbook cannot be taken in; nothing was written."""

    count: int


@dataclass(eq=False)
class StoreUnreadable(Trouble):
    """The register cannot be opened: damaged, or no register at all."""

    path: Path


@dataclass(eq=False)
class StoreNotWritable(Trouble):
    """The register or its folder cannot be written."""

    path: Path


@dataclass(eq=False)
class StoreTooNew(Trouble):
    """The register was written by a newer version of the program."""

    path: Path


@dataclass(eq=False)
class StoreBusy(Trouble):
    """Another program holds the register for writing."""

    path: Path


@dataclass(eq=False)
class DiskFull(Trouble):
    """The disk has no room left."""

    path: Path


@dataclass(eq=False)
class LettersMissing(Trouble):
    """No installed or packaged face has every Vietnamese letter."""


@dataclass(eq=False)
class UnknownField(BadInput):
    """A template of a paper names a field that does not exist."""

    paper: str
    template: str
    name: str
