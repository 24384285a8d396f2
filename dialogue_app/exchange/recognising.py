"""Which rows of a sheet are entries of its table, and which are passed over, with their kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dialogue_app.domain.rows import SkippedRow
from dialogue_app.exchange.columns import ColumnMapping, require_fields
from dialogue_app.exchange.header_words import TableKind, table_words
from dialogue_app.exchange.reading import REPORT_EVERY, Cell, Progress, Sheet, no_progress
from dialogue_app.exchange.row_kinds import RowKinds


@dataclass(frozen=True)
class Recognised:
    """A sheet with its header, the column of each field, its entries and what was passed over.

    Plain data. Rows are numbered as Excel numbers them.
    """

    kind: TableKind
    sheet: Sheet
    mapping: ColumnMapping
    entries: list[int]
    skipped: dict[int, SkippedRow]

    @property
    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """The number and the cells of each entry."""
        return ((number, self.sheet.rows[number - 1]) for number in self.entries)

    @cached_property
    def passed_over(self) -> Counter[SkippedRow]:
        """How many rows of each kind are no entries."""
        return Counter(self.skipped.values())

    def code_width(self, number: int) -> int | None:
        """How many digits the tax code of a row shows by its format, where that is zeros only."""
        return self.sheet.zero_widths.get((number - 1, self.mapping.fields.get("tax_code", -1)))


def recognise(
    sheet: Sheet, mapping: ColumnMapping, kind: TableKind, watch: Progress = no_progress
) -> Recognised:
    """Tell the entries below the header from sections, totals, notes and signatures.

    `watch` is told how many rows were looked at, and may raise. Raises `NoHeader` where the mapping
    has no column for a field that is required.
    """
    require_fields(sheet.path, mapping, kind)
    kinds = RowKinds(sheet, mapping, table_words(kind).required)
    entries: list[int] = []
    skipped: dict[int, SkippedRow] = {}
    total = len(sheet.rows)
    for place in range(mapping.header_row, total):
        if place % REPORT_EVERY == 0:
            watch(place, total)
        found = kinds.kind_of(sheet.rows[place])
        if found is None:
            entries.append(place + 1)
        else:
            skipped[place + 1] = found
    watch(total, total)
    return Recognised(kind, sheet, mapping, entries, skipped)
