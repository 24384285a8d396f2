"""Tells the entries of a table from the rows between them: sections, totals, repeated headers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dialogue_app.domain.rows import SkippedRow
from dialogue_app.domain.text import fold
from dialogue_app.exchange.columns import Mapping
from dialogue_app.exchange.header_words import words_only
from dialogue_app.exchange.reading import (
    REPORT_EVERY,
    Cell,
    Progress,
    Sheet,
    ShouldStop,
    report,
)

_TOTAL = re.compile(r"(?:tong cong(?! ty)|tong so|cong|tong)(?: ?:| \d| so|$)")
_SECTION = re.compile(r"(?:[a-z]|[ivx]+|\d+(?:\.\d+)*)\s?[.)/:-]\s?\D")
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_FEW_CELLS = 3

Said = Sequence[tuple[int, Cell]]


def entries(
    sheet: Sheet,
    mapping: Mapping,
    skipped: Counter[SkippedRow],
    progress: Progress,
    should_stop: ShouldStop,
) -> Iterator[tuple[int, list[Cell]]]:
    """The row number and cells of each entry below the header; `skipped` counts the others."""
    header = _header_cells(sheet, mapping)
    total = len(sheet.rows)
    seen_total = False
    for place in range(mapping.header_row, total):
        if place % REPORT_EVERY == 0:
            report(place, total, progress, should_stop)
        row = sheet.rows[place]
        kind = _kind_of(row, mapping, header, after_total=seen_total)
        if kind is None:
            yield place + 1, row
        else:
            skipped[kind] += 1
            seen_total = seen_total or kind is SkippedRow.TOTAL
    report(total, total, progress, should_stop)


def _header_cells(sheet: Sheet, mapping: Mapping) -> dict[int, str]:
    row = sheet.rows[mapping.header_row - 1]
    cells = {at: row[at] for at in mapping.fields.values() if at < len(row)}
    return {at: words_only(cell) for at, cell in cells.items() if isinstance(cell, str)}


def _kind_of(
    row: list[Cell], mapping: Mapping, header: dict[int, str], *, after_total: bool
) -> SkippedRow | None:
    filled = [(at, cell) for at, cell in enumerate(row) if cell is not None and cell != ""]
    if len(filled) > _FEW_CELLS and not after_total and not _may_be_header(filled, header):
        return None
    said = [(at, cell) for at, cell in filled if not isinstance(cell, str) or cell.strip()]
    if not said:
        return SkippedRow.BLANK
    if _is_header(said, header):
        return SkippedRow.HEADER
    if _is_total(said):
        return SkippedRow.TOTAL
    if after_total and not _has_ordinal(row, mapping):
        return SkippedRow.NOTE
    return SkippedRow.SECTION if _is_section(said, row, mapping) else None


def _may_be_header(filled: Said, header: dict[int, str]) -> bool:
    """A cheap look at the first cells: entries are many, repeated headers few."""
    at, cell = filled[1]
    if isinstance(cell, str):
        return len(cell) < 4 or words_only(cell) == header.get(at)
    return isinstance(cell, int) and cell < 100


def _is_header(said: Said, header: dict[int, str]) -> bool:
    texts = [(at, cell) for at, cell in said if isinstance(cell, str)]
    same = sum(words_only(cell) == header.get(at) for at, cell in texts)
    if same >= 2 and same * 2 >= len(said):
        return True
    numbers = [str(cell) for _, cell in said]
    return len(numbers) > _FEW_CELLS and all(_COLUMN_NUMBER.fullmatch(n) for n in numbers)


def _is_total(said: Said) -> bool:
    first = next((cell for _, cell in said if isinstance(cell, str)), "")
    return len(said) <= _FEW_CELLS and _TOTAL.match(fold(first)) is not None


def _has_ordinal(row: list[Cell], mapping: Mapping) -> bool:
    at = mapping.fields.get("ordinal")
    if at is None or at >= len(row):
        return False
    cell = row[at]
    return isinstance(cell, int) or (isinstance(cell, str) and cell.strip().isdigit())


def _is_section(said: Said, row: list[Cell], mapping: Mapping) -> bool:
    """One line of text between the entries: "A. Doanh nghiệp", "B. Bổ sung trong tháng 9"."""
    texts = {cell for _, cell in said}
    if len(texts) > 2 or _has_ordinal(row, mapping):
        return False
    fields = {at: field for field, at in mapping.fields.items()}
    at, cell = said[-1]
    if not isinstance(cell, str):
        return False
    if _SECTION.match(fold(cell)):
        return True
    if len(said) == 2 and fields.get(said[0][0]) == "ordinal":
        return True  # "A" | "Doanh nghiệp"
    return fields.get(at, "ordinal") in {"ordinal", "tax_code", "code", "issue_code"} and not any(
        char.isdigit() for char in cell
    )
