"""The entries of a recognised sheet read as rows of one noun, with what was noted of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from dialogue_app.domain.rows import Problem, Repair, RepairReason, RowProblem
from dialogue_app.domain.text_limits import LETTER_LOST
from dialogue_app.exchange.cells import RowReader
from dialogue_app.exchange.header_words import TableKind
from dialogue_app.exchange.limits import letters
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
    cells = sheet.rows[row]
    lost = [
        field
        for field, at in fields.items()
        if at < len(cells) and type(cell := cells[at]) is str and LETTER_LOST in cell
    ]
    if lost:
        warnings = (Problem(RowProblem.LETTER_LOST, field, {}) for field in lost)
        draft = replace(draft, warnings=(*warnings, *draft.warnings))
    return draft


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
        Problem(RowProblem.FORMULA_WITHOUT_RESULT, field, {"cell": f"{letters(at)}{draft.row}"})
        for field, at in unknown.items()
    ]
    others, warnings = (
        tuple(one for one in some if one.field not in unknown)
        for some in (draft.errors, draft.warnings)
    )
    return replace(draft, errors=(*errors, *others), warnings=warnings)


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
class Apart:
    """What a row says in these fields, and only there: it can be read without the others.

    `read` gives these parts of its draft, and notes only warnings.
    """

    fields: frozenset[str] = frozenset()
    read: Callable[[RowReader], dict[str, Any]] = lambda _row: {}


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
    apart: Apart = Apart()

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
                draft = self.draft(RowReader(table, number, cells, today))
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
            row = RowReader(table, number, table.cells_of(number), today)
            parts, old = self.apart.read(row), before[number]
            others = (one for one in old.warnings if one.field not in fields)
            drafts[number] = replace(old, **parts, warnings=(*others, *row.warnings))
        return drafts
