"""Workbooks opened for import, and the preview: what importing each row would do.

Reading and matching happen here and in the two import modules, outside the write transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dialogue_app import without_garbage_collection
from dialogue_app.domain.errors.workbooks import NoHeader
from dialogue_app.domain.rows import Problem, Repair, SkippedRow
from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.exchange.answers_in_texts import with_answers_brought_up
from dialogue_app.exchange.cards import laid_out
from dialogue_app.exchange.columns import (
    IN_ANY_LIST,
    ColumnMapping,
    column_titles,
    find_mapping,
    find_tables,
    mapping_headed_by,
    nearly_mapping,
)
from dialogue_app.exchange.header_words import TableKind, table_words
from dialogue_app.exchange.reading import (
    Progress,
    Sheet,
    ShouldStop,
    never_stop,
    no_progress,
    read,
)
from dialogue_app.exchange.rearranging import are_alike, joined
from dialogue_app.exchange.recognising import Recognised
from dialogue_app.exchange.settling import NOT_TAKEN, settled
from dialogue_app.exchange.side_by_side import below_each_other
from dialogue_app.exchange.wrong_tables import require_table
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import screen_date

if TYPE_CHECKING:
    from dialogue_app.exchange.sheet_rows import SheetRow
    from dialogue_app.services.imports.previewing import Found, Part

__all__ = [
    "ColumnMapping",
    "FieldChange",
    "ImportResult",
    "OpenedWorkbook",
    "Preview",
    "PreviewRow",
    "Progress",
    "ShouldStop",
    "TableKind",
    "first_value",
    "never_stop",
    "no_progress",
    "open_workbook",
    "require_mapping",
    "table_fields",
    "write_left_out",
]


_SAMPLE_ROWS, _SAMPLE_LENGTH = 200, 60  # rows looked at, characters shown


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that would change, as people read it."""

    field: str
    old: str
    new: str


class PreviewRow(NamedTuple):
    """What importing one row would do.

    `adds_to` is the first row of the same thing, where this one says more of it or other; else 0.
    """

    row: int  # as Excel numbers it
    status: RowStatus
    title: str
    matched: str = ""  # the code of what it is the same as
    changes: tuple[FieldChange, ...] = ()
    repairs: tuple[Repair, ...] = ()
    problems: tuple[Problem, ...] = ()
    draft: SheetRow | None = None  # what was read; `row_values` shows it
    said: Any = None  # the same with what it names looked up; None of a row with errors
    adds_to: int = 0


@dataclass(frozen=True)
class Preview:
    """All rows of one sheet, before anything is written."""

    table: Recognised
    rows: list[PreviewRow]
    plan: list[Part] = field(repr=False)  # what the writer needs
    sheets_alike: tuple[str, ...] = ()  # of the same shape, which were not chosen
    sheets_apart: tuple[str, ...] = ()  # with such a table of other columns, which is not read
    found: Found[Any] | None = field(default=None, repr=False)  # what the next decision begins with

    @property
    def sheet(self) -> Sheet:
        """The sheet whose rows these are."""
        return self.table.sheet

    @property
    def mapping(self) -> ColumnMapping:
        """Which column holds which field."""
        return self.table.mapping

    def row(self, number: int) -> PreviewRow | None:
        """The row of that number; None where it is passed over."""
        return self._by_number.get(number)

    @cached_property
    def _by_number(self) -> dict[int, PreviewRow]:
        return {row.row: row for row in self.rows}

    def accepted(self, numbers: frozenset[int]) -> frozenset[int]:
        """Of rows that a person takes those that a yes answers: which of two codes it does not."""
        rows = filter(None, map(self.row, numbers))
        return numbers - {row.row for row in rows if any(one.needs_value for one in row.problems)}

    @property
    def skipped(self) -> Counter[SkippedRow]:
        """How many rows of each kind were passed over."""
        return self.table.passed_over

    def called(self, number: int) -> str:
        """A row as people find it: by Excel's number, with sheet or table where there are several.

        "3/2" is row 3 in the second of the tables side by side.
        """
        origin = self.sheet.origin(number)
        row = f"{origin.row}/{origin.table}" if origin.table else str(origin.row)
        return row if self.is_of_one_sheet else f"{origin.sheet}!{row}"

    @cached_property
    def is_of_one_sheet(self) -> bool:
        """Whether all rows stand in one sheet of the file."""
        return len({origin.sheet for origin in self.sheet.origins}) <= 1

    @property
    def counts(self) -> Counter[RowStatus]:
        """How many rows have each status."""
        return Counter(row.status for row in self.rows)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What was written, how many rows were left out or only repeat another one.

    `asked` wait for an answer and were not written; `refused` are the rows whose issue or
    enterprise was changed since they were compared. By its `number` an import can be taken back; 0
    where nothing was written.
    """

    added: int
    changed: int
    same: int
    left_out: int
    repeated: int = 0
    asked: int = 0
    refused: tuple[int, ...] = ()
    number: int = 0


@dataclass(frozen=True)
class OpenedWorkbook:
    """A workbook's sheets, and which of them looks most like the table wanted."""

    path: Path
    kind: TableKind
    sheets: list[Sheet]
    mappings: list[ColumnMapping | None]
    chosen: int
    joined: tuple[int, ...] = ()  # the sheets whose rows the last one has

    def of_shape(self, index: int) -> list[int]:
        """The visible sheets of the shape of that one, itself among them."""
        sheet, mapping = self.sheets[index], self.mappings[index]
        if mapping is None:
            return [index]
        of_file = self.sheets[:-1] if self.joined else self.sheets
        return [
            place
            for place, (other, its) in enumerate(zip(of_file, self.mappings, strict=False))
            if place == index or (not other.hidden and are_alike(sheet, mapping, other, its))
        ]

    def others_alike(self, index: int) -> tuple[str, ...]:
        """The names of the other sheets of that shape, by which they can be chosen."""
        taken = {index, *self.taken_with(index)}
        return tuple(self.sheets[at].name for at in self.of_shape(index) if at not in taken)

    def others_apart(self, index: int) -> tuple[str, ...]:
        """The names of the sheets that hold such a table of other columns, and are not read.

        Whoever took several sheets as one knows of the others.
        """
        if self.taken_with(index) != (index,):
            return ()
        read = {index, *self.of_shape(index)}
        required = table_words(self.kind).required
        return tuple(
            sheet.name
            for at, sheet in enumerate(self._of_file)
            if at not in read and _tells(self.mappings[at], required)
        )

    def others(self, index: int) -> list[str]:
        """The names of the other sheets that hold such a table."""
        taken = self.taken_with(index)
        return [self.sheets[at].name for at in self.alike if at not in taken]

    def taken_with(self, index: int) -> tuple[int, ...]:
        """The sheets whose rows that one has; itself where it is a sheet of the file."""
        is_joined = bool(self.joined) and index == len(self.sheets) - 1
        return self.joined if is_joined else (index,)

    def with_joined(self, places: Sequence[int]) -> OpenedWorkbook:
        """The workbook with one more sheet, chosen: the rows of these, which are of one shape."""
        mappings = [self.mappings[place] for place in places]
        tables = [(self.sheets[at], its) for at, its in zip(places, mappings, strict=True) if its]
        n = len(self.sheets) - bool(self.joined)
        sheets = [*self.sheets[:n], joined(tables)]
        return replace(
            self,
            sheets=sheets,
            mappings=[*self.mappings[:n], mappings[0]],
            chosen=len(sheets) - 1,
            joined=tuple(places),
        )

    @property
    def _of_file(self) -> list[Sheet]:
        """The sheets as they stand in the file."""
        return self.sheets[:-1] if self.joined else self.sheets

    @property
    def alike(self) -> list[int]:
        """The visible sheets of the file that hold such a table."""
        tables = zip(self._of_file, self.mappings, strict=False)
        return [
            index
            for index, (sheet, mapping) in enumerate(tables)
            if mapping is not None and mapping.fields and not sheet.hidden
        ]

    def titles(self, index: int, header: int | None = None) -> list[str]:
        """The headings of a sheet's columns, in their order; in that row, if somebody named it."""
        mapping = self.mappings[index]
        if header is not None:
            mapping = require_mapping(self, index, header)
        return column_titles(self.sheets[index], mapping) if mapping else []


def open_workbook(
    path: Path,
    kind: TableKind,
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
    *,
    guess: bool = False,
    by_hand: bool = False,
) -> OpenedWorkbook:
    """Read a workbook and find the table in it.

    With `guess` a workbook of unknown headings is opened too, with no column found yet: a person
    is to name them; `by_hand` says that somebody does, whatever table it is. Raises
    `FileMissing`, `FileUnreadable`, `NotAWorkbook`, `WorkbookProtected`, `EmptyWorkbook`,
    `WrongTable`, `Cancelled`, and without `guess` `NoHeader`.
    """
    with without_garbage_collection():
        sheets = read(path, progress=progress, should_stop=should_stop)
    sheets = [below_each_other(laid_out(sheet, kind), kind) for sheet in sheets]
    if kind is TableKind.ISSUES:
        sheets = list(map(with_answers_brought_up, sheets))
    if not by_hand:
        require_table(sheets, kind)
    try:
        tables = find_tables(sheets, kind)
    except NoHeader:
        if not guess:
            raise
        nearly = [settled(sheet, nearly_mapping(sheet, kind), kind) for sheet in sheets]
        likely = max(range(len(sheets)), key=lambda at: _likeness(sheets[at], nearly[at]))
        return OpenedWorkbook(path, kind, sheets, [*nearly], likely)
    found = {id(table.sheet): settled(table.sheet, table.mapping, kind) for table in tables}
    mappings = [found.get(id(sheet)) for sheet in sheets]
    chosen = next(place for place, sheet in enumerate(sheets) if sheet is tables[0].sheet)
    book = OpenedWorkbook(path, kind, sheets, mappings, chosen)
    alike = book.of_shape(chosen)
    return replace(book.with_joined(alike), chosen=chosen) if len(alike) > 1 else book


def likely_kind(
    path: Path, progress: Progress = no_progress, should_stop: ShouldStop = never_stop
) -> TableKind:
    """What the rows of a workbook are, by the headings it has; raises what `open_workbook` does."""
    sheets = read(path, progress=progress, should_stop=should_stop)

    def known(kind: TableKind) -> tuple[bool, int]:
        """Whether any sheet has what such rows need, and how many columns are known."""
        needed = set(table_words(kind).required)
        found = [set(nearly_mapping(sheet, kind).fields) for sheet in sheets]
        return max((needed <= fields, len(fields)) for fields in found)

    return max((TableKind.ISSUES, TableKind.ENTERPRISES), key=known)


def _tells(mapping: ColumnMapping | None, required: tuple[str, ...]) -> bool:
    """Whether a table says more than names: a list to choose from does not."""
    fields = mapping.fields.keys() if mapping is not None else set[str]()
    return set(required) <= fields and bool(fields - {*required, *IN_ANY_LIST, NOT_TAKEN})


def _likeness(sheet: Sheet, mapping: ColumnMapping) -> tuple[int, int]:
    return len(mapping.fields), len(sheet.rows)


def require_mapping(
    book: OpenedWorkbook, sheet_index: int, header: int | None = None
) -> ColumnMapping:
    """The columns found in that sheet, below the row of its headings where somebody named it.

    Raises `NoHeader` where nobody did and they were not found.
    """
    mapping = book.mappings[sheet_index]
    sheet = book.sheets[sheet_index]
    if header is not None:
        return settled(sheet, mapping_headed_by(sheet, header, book.kind), book.kind)
    return mapping or settled(sheet, find_mapping(sheet, book.kind), book.kind)


def table_fields(kind: TableKind) -> list[str]:
    """The fields a table of that kind may have, in their usual order, the required ones first."""
    words = table_words(kind)
    return sorted(words.names, key=lambda name: name not in words.required)


def first_value(sheet: Sheet, mapping: ColumnMapping, column: int) -> str:
    """The first thing that stands in a column below its heading, shortened, on one line."""
    for row in sheet.rows[mapping.header_row : mapping.header_row + _SAMPLE_ROWS]:
        cell = row[column] if column < len(row) else None
        shown = screen_date(cell) if isinstance(cell, date) else str(cell or "")
        text = " ".join(shown.split())
        if text:
            return text if len(text) <= _SAMPLE_LENGTH else text[: _SAMPLE_LENGTH - 1] + "…"
    return ""


def write_left_out(
    preview: Preview,
    path: Path,
    sentence: Callable[[Problem], str],
    reason_title: str,
    accepted: frozenset[int] = frozenset(),
) -> int:
    """Write the rows that are not written to a workbook, each with its reason; how many there are.

    These are rows with errors, those that ask but for the `accepted` ones, and those left out.
    """
    from dialogue_app.exchange.bad_rows import write_bad_rows

    accepted = preview.accepted(accepted)
    reasons = {
        row.row: " ".join(sentence(found) for found in row.problems)
        for row in preview.rows
        if row.status is RowStatus.REFUSED
        or (row.status is RowStatus.ASKED and row.row not in accepted)
    }
    by_choice = {
        SkippedRow.LEFT_OUT: _("Left out by hand."),
        SkippedRow.HIDDEN: _("Hidden in Excel, not taken."),
    }
    reasons |= {
        number: by_choice[kind]
        for number, kind in preview.table.skipped.items()
        if kind in by_choice and preview.table.words_of(number)
    }
    if reasons:
        write_bad_rows(path, preview.sheet, preview.mapping, reasons, reason_title)
    return len(reasons)
