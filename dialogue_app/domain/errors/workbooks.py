"""What can go wrong with workbooks and with importing them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from dialogue_app.domain.errors.base import BadInput, FieldKey, Trouble, UnknownCode
from dialogue_app.domain.worded import N_, N_plural, Plural, Worded


class UnknownSheet(UnknownCode):
    """The workbook has no sheet of this name."""

    sentence = N_("The workbook has no sheet “{code}”.")
    field: ClassVar[str] = "sheet"


class UnknownProfile(UnknownCode):
    """No way to read workbooks is kept under this name."""

    sentence = N_("No way to read workbooks is kept under the name “{code}”.")
    field: ClassVar[str] = "profile"


@dataclass(eq=False)
class ProfileNameTaken(BadInput):
    """Another way to read workbooks has this name, or it is empty."""

    sentence = N_("The name “{name}” cannot be used: it is empty, or another one has it.")

    name: str
    field: ClassVar[str] = "name"


@dataclass(eq=False)
class NotAWorkbook(BadInput):
    """The file is neither xlsx, xls, ods nor csv, or is damaged."""

    sentence = N_("{file} is no workbook (xlsx, xls, ods) and no csv file, or is damaged.")

    file: Path


@dataclass(eq=False)
class LettersLost(BadInput):
    """The text was saved in a code page that has no Vietnamese letters."""

    sentence = N_(
        "{file} lost its Vietnamese letters when it was saved: “?” stands in their place, as in "
        "“{word}”. Open the original and save it as xlsx or as CSV UTF-8, then import that."
    )

    file: Path
    word: str


@dataclass(eq=False)
class WorkbookProtected(BadInput):
    """The workbook asks for a password."""

    sentence = N_("{file} asks for a password: remove it in Excel, then try again.")

    file: Path


@dataclass(eq=False)
class EmptyWorkbook(BadInput):
    """No sheet of the workbook holds a row."""

    sentence = N_("{file} is empty.")

    file: Path


@dataclass(eq=False)
class SheetTooLarge(BadInput):
    """A cell so far from the others that there is no room for the sheet."""

    sentence = N_(
        "Sheet “{sheet}” of {file} has a cell far away (row {row}, column {column}): delete the "
        "blank rows and columns, then save it again."
    )

    file: Path
    sheet: str
    row: int
    column: str  # as Excel names it


@dataclass(eq=False)
class TooManyRows(BadInput):
    """A sheet with more rows than are taken in at once."""

    sentence = N_(
        "Sheet “{sheet}” of {file} has {rows} rows, and at most {most} can be read: divide it into "
        "several files."
    )

    file: Path
    sheet: str
    rows: int
    most: int


@dataclass(eq=False)
class TooManyColumns(BadInput):
    """A sheet with more columns than any table has."""

    sentence = N_(
        "Sheet “{sheet}” of {file} has {columns} columns, and at most {most} can be read: delete "
        "those that are not needed."
    )

    file: Path
    sheet: str
    columns: int
    most: int


@dataclass(eq=False)
class TooManySheets(BadInput):
    """A workbook with more sheets than anybody looks at."""

    sentence = N_(
        "{file} has {sheets} sheets, and at most {most} can be read: delete those that are not "
        "needed."
    )

    file: Path
    sheets: int
    most: int


@dataclass(eq=False)
class CellTooLong(BadInput):
    """A cell with a text no cell of Excel could hold."""

    sentence = N_(
        "Cell {cell} of sheet “{sheet}” of {file} has {length} characters, and at most {most} can "
        "be read: shorten it."
    )

    file: Path
    sheet: str
    cell: str  # as Excel names it
    length: int
    most: int


@dataclass(eq=False)
class WorkbookTooLarge(BadInput):
    """A file that would take more memory than there is for one."""

    sentence = N_(
        "{file} is larger than {most} MB when it is opened: copy the sheet you need into a new "
        "workbook."
    )

    file: Path
    most: int


@dataclass(eq=False)
class WorkbookNotReadable(BadInput):
    """Reading the file took too much memory or time, or ended the process that did it."""

    sentence = N_(
        "{file} could not be read: it is damaged, or too large. Open it in Excel, copy the sheet "
        "you need into a new workbook, then try again with that one."
    )

    file: Path


@dataclass(eq=False)
class UnclosedQuote(BadInput):
    """A quotation mark of a text table that is never closed has swallowed rows."""

    sentence = N_(
        "A quotation mark opened in row {row} of {file} is never closed: correct it, "
        "then try again."
    )

    file: Path
    row: int


class OtherTable(Worded):
    """What a file holds instead of what is to be imported."""

    ENTERPRISES = "enterprises", N_("a register of enterprises")
    ISSUES = "issues", N_("a list of issues")
    BODIES = "bodies", N_("a list of bodies")


@dataclass(eq=False)
class WrongTable(BadInput):
    """The file is of another kind than what is to be imported."""

    sentence = N_("{file} is {found}, not {wanted}: import it there, or choose another file.")

    file: Path
    found: OtherTable
    wanted: OtherTable


_MOST_TITLES = 12  # more headings no sentence can hold


@dataclass(eq=False)
class NoHeader(BadInput):
    """No row of the sheet names the columns that are needed."""

    sentence = N_("No row of {file} names the column {fields}.")
    found = N_(
        "The headings found are: {titles}. Name the column by hand, on the command line by --map "
        '"{first}=HEADING".'
    )

    file: Path
    missing: list[str]  # fields of the mapping
    titles: list[str] = dataclasses.field(default_factory=list)  # of the columns there are

    def values(self) -> Mapping[str, object]:
        """The file, the missing fields by their names, and the headings there are."""
        fields = [FieldKey(key) for key in self.missing]
        titles = [f"“{title}”" for title in self.titles[:_MOST_TITLES]]
        titles += ["…"] * (len(self.titles) > _MOST_TITLES)
        return {"file": self.file, "fields": fields, "first": fields[0], "titles": titles}

    def sentences(self) -> tuple[str | Plural, ...]:
        """What is missing, and where there are headings, which."""
        return (self.sentence, self.found) if self.titles else (self.sentence,)


@dataclass(eq=False)
class BadRows(BadInput):
    """Rows of a workbook cannot be imported; nothing was written."""

    sentence = N_plural(
        "{n} row cannot be imported, so nothing was written. Correct it or leave it out.",
        "{n} rows cannot be imported, so nothing was written. Correct them or leave them out.",
    )

    n: int


@dataclass(eq=False)
class ReaderIncomplete(Trouble):
    """A library by which workbooks are read is gone or may not be loaded."""

    sentence = N_(
        "{file} was not read: the part {library} of this program cannot be loaded. Unpack or"
        " install the program again, or ask who looks after this computer to allow its folder."
    )

    file: Path
    library: str


@dataclass(eq=False)
class ReaderNotStarted(Trouble):
    """The system refused the process that reads workbooks."""

    sentence = N_(
        "This computer has no room to read {file} now: close other programs, then try again."
    )

    file: Path
