"""What can go wrong with workbooks and with importing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from dialogue_app.domain.errors.base import BadInput, FieldKey, UnknownCode
from dialogue_app.domain.worded import N_, N_plural


class UnknownSheet(UnknownCode):
    """The workbook has no sheet of this name."""

    sentence = N_("The workbook has no sheet “{code}”.")
    field: ClassVar[str] = "sheet"


@dataclass(eq=False)
class NotAWorkbook(BadInput):
    """The file is neither xlsx, xls nor csv, or is damaged."""

    sentence = N_("{file} is no Excel workbook (xlsx, xls) and no csv file, or is damaged.")

    file: Path


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
class UnclosedQuote(BadInput):
    """A quotation mark of a text table that is never closed has swallowed rows."""

    sentence = N_(
        "A quotation mark opened in row {row} of {file} is never closed: correct it, "
        "then try again."
    )

    file: Path
    row: int


@dataclass(eq=False)
class NoHeader(BadInput):
    """No row of the sheet names the columns that are needed."""

    sentence = N_("No row of {file} names the column {fields}.")

    file: Path
    missing: list[str]  # fields of the mapping

    def values(self) -> Mapping[str, object]:
        """The file, and the missing fields by their names."""
        return {"file": self.file, "fields": [FieldKey(key) for key in self.missing]}


@dataclass(eq=False)
class BadRows(BadInput):
    """Rows of a workbook cannot be imported; nothing was written."""

    sentence = N_plural(
        "{n} row cannot be imported, so nothing was written. Correct it or leave it out.",
        "{n} rows cannot be imported, so nothing was written. Correct them or leave them out.",
    )

    n: int
