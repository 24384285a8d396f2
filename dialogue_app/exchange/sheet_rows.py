"""The entries of a recognised sheet read as rows of one noun, with what was noted of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from dialogue_app.domain.rows import Problem, Repair, RepairReason, RowProblem
from dialogue_app.domain.text_limits import LETTER_LOST
from dialogue_app.exchange.cells import RowReader, is_error_value
from dialogue_app.exchange.header_words import TableKind
from dialogue_app.exchange.reading import LOOK_EVERY, Cell, Progress, Sheet, no_progress, shown
from dialogue_app.exchange.recognising import Recognised


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """What any row was read as: its number as Excel has it, and what was noted meanwhile.

    `emptied` are the fields whose empty cell is to empty what is known.
    """

    row: int
    repairs: tuple[Repair, ...]
    warnings: tuple[Problem, ...]
    errors: tuple[Problem, ...]
    emptied: frozenset[str] = frozenset()


D = TypeVar("D", bound=SheetRow)
# What is told of a cell whatever was read in it.
_OF_CELLS = frozenset(
    {RowProblem.LETTER_LOST, RowProblem.ERROR_VALUE, RowProblem.UNDER_OTHER_HEADING}
)


def with_notes_of_cells(draft: D, table: Recognised) -> D:
    """The row with what is to be told of its cells, whatever was read in them."""
    row, sheet, fields = draft.row - 1, table.sheet, table.mapping.fields
    if other := table.under_other.get(draft.row):
        draft = replace(
            draft, warnings=(*draft.warnings, *_under_other(sheet.rows[row], fields, other))
        )
    written = sheet.converted.get(row)
    if written:
        repairs = (
            Repair(field, written[at], str(sheet.rows[row][at]), RepairReason.OLD_LETTERS)
            for field, at in fields.items()
            if at in written
        )
        draft = replace(draft, repairs=(*repairs, *draft.repairs))
    if sheet.formulas:
        draft = _without_results(draft, sheet, fields)
    signs = [
        cell
        for cell in sheet.rows[row]
        if type(cell) is str and (cell[:1] == "#" or LETTER_LOST in cell)
    ]
    if not (signs or sheet.errors):
        return draft
    warnings = tuple(_of_cells(sheet, row, fields))
    return replace(draft, warnings=(*warnings, *draft.warnings)) if warnings else draft


def _of_cells(sheet: Sheet, row: int, fields: Mapping[str, int]) -> Iterator[Problem]:
    """Letters that were lost in the cells of a row, and errors of Excel that stand there."""
    cells = sheet.rows[row]
    for field, at in fields.items():
        cell = cells[at] if at < len(cells) else None
        if isinstance(cell, str) and LETTER_LOST in cell:
            yield Problem(RowProblem.LETTER_LOST, field, {})
        if error := cell if is_error_value(cell) else sheet.errors.get((row, at)):
            values = {"cell": sheet.cell_name(row + 1, at), "value": error}
            yield Problem(RowProblem.ERROR_VALUE, field, values)


def _without_results(draft: D, sheet: Sheet, fields: Mapping[str, int]) -> D:
    """The row refused for formulas without a value: nothing else is told of their cells.

    The number of a row in its list says nothing of what is imported.
    """
    row = draft.row - 1
    unknown = {
        field: at
        for field, at in fields.items()
        if (row, at) in sheet.formulas and field != "ordinal"
    }
    errors = [
        Problem(RowProblem.FORMULA_WITHOUT_RESULT, field, {"cell": sheet.cell_name(draft.row, at)})
        for field, at in unknown.items()
    ]
    others, warnings = (
        tuple(one for one in some if one.field not in unknown)
        for some in (draft.errors, draft.warnings)
    )
    return replace(draft, errors=(*errors, *others), warnings=warnings)


def _without_formulas(sheet: Sheet, number: int, cells: list[Cell]) -> list[Cell]:
    """The cells of a row, but formulas without a value: what they would say nobody knows."""
    if not sheet.formulas:
        return cells
    return [None if (number - 1, at) in sheet.formulas else cell for at, cell in enumerate(cells)]


def _under_other(
    row: list[Cell], fields: Mapping[str, int], other: Mapping[str, str]
) -> Iterator[Problem]:
    """What a row says below headings that are not those of its fields."""
    for field, heading in other.items():
        at = fields[field]
        if at < len(row) and row[at] not in (None, ""):
            values = {"heading": heading, "value": shown(row[at])}
            yield Problem(RowProblem.UNDER_OTHER_HEADING, field, values)


@dataclass(frozen=True, slots=True)
class Apart(Generic[D]):
    """What a row says in these fields, and only there: it can be read without the others.

    `read` gives these parts of its draft, of which the others are known, and notes only warnings.
    """

    fields: frozenset[str] = frozenset()
    read: Callable[[RowReader, D], dict[str, Any]] = lambda _row, _draft: {}


@dataclass(frozen=True, slots=True)
class RowsOf(Generic[D]):
    """What a noun declares of the rows of its workbooks.

    `draft` reads one row; `title` is what it is called; `known_by` the field by which it is
    recognised; `apart` what is mostly answered for all rows at once, the last that `draft` reads.
    """

    kind: TableKind
    draft: Callable[[RowReader], D]
    title: Callable[[D], str]
    known_by: Callable[[D], str]
    apart: Apart[D] = Apart()

    def read(
        self,
        table: Recognised,
        today: date,
        watch: Progress = no_progress,
        before: Mapping[int, D] = MappingProxyType({}),
    ) -> list[D]:
        """Every entry, in the order of the sheet, but those that were read `before`.

        `today` gives dates their year where none is written. `watch` may raise.
        """
        drafts: list[D] = []
        for number, cells in table.rows:
            if len(drafts) % LOOK_EVERY == 0:
                watch(len(drafts), len(table.entries))
            draft = before.get(number)
            if draft is None:
                said = _without_formulas(table.sheet, number, cells)
                draft = self.draft(RowReader(table, number, said, today))
                draft = with_notes_of_cells(draft, table)
            drafts.append(draft)
        return drafts

    def read_apart(
        self,
        table: Recognised,
        today: date,
        watch: Progress,
        before: Mapping[int, D],
        numbers: Collection[int],
    ) -> dict[int, D]:
        """These rows as they were read `before`, with what they say now in the fields apart."""
        fields, drafts = self.apart.fields, dict[int, D]()
        for number in numbers:
            if len(drafts) % LOOK_EVERY == 0:
                watch(len(drafts), len(numbers))
            said = _without_formulas(table.sheet, number, table.cells_of(number))
            row, old = RowReader(table, number, said, today), before[number]
            parts = self.apart.read(row, old)
            others = (
                one for one in old.warnings if one.field not in fields or one.problem in _OF_CELLS
            )
            drafts[number] = replace(old, **parts, warnings=(*others, *row.warnings))
        return drafts
