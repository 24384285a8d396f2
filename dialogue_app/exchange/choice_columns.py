"""Columns whose cells say which choice of ours they hold, whatever stands above them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from dialogue_app.exchange.columns import ColumnMapping, cells_below, filled_below, header_parts
from dialogue_app.exchange.header_words import (
    TableKind,
    cell_words,
    heading_words_only,
    table_words,
    words_only,
)
from dialogue_app.exchange.heading_match import exact_field
from dialogue_app.exchange.reading import Cell, Sheet

_COMPLAINTS = re.compile(r"\b(?:to cao|khieu nai)\b")
# Such a heading is of the moment only where each cell names one: a day may stand there, too.
_OF_MOMENTS = frozenset({"thoi diem", "thoi diem gui", "thoi diem kien nghi", "giai doan"})


def with_choices(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """The mapping with the columns of kinds and of moments."""
    return _with_moments(sheet, _with_kinds(sheet, mapping))


def _with_moments(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """A column headed "Thời điểm" whose cells all name a moment: "Trước hội nghị"."""
    if "moment" in mapping.by_column.values():
        return mapping
    known = mapping.by_column
    for column, parts in enumerate(header_parts(sheet, mapping)):
        is_headed = bool(parts) and heading_words_only(parts[-1]) in _OF_MOMENTS
        if is_headed and column not in known and _says_moments(sheet, mapping, column):
            return replace(mapping, fields={**mapping.fields, "moment": column})
    return mapping


def _says_moments(sheet: Sheet, mapping: ColumnMapping, column: int) -> bool:
    choices = cell_words().choices["moment"]
    cells = [str(cell) for cell in filled_below(sheet, mapping, column)]
    return bool(cells) and all(words_only(cell) in choices for cell in cells)


def _with_kinds(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """A column whose cells are kinds of issues says the kind, whatever its heading.

    One headed by more words than those of the kind must say some.
    """
    headings, column = header_parts(sheet, mapping), mapping.fields.get("kind")
    if column is not None and not _is_of_kinds(sheet, mapping, column, headings[column]):
        return mapping.with_field("kind", None)
    if column is not None or "kind" in mapping.ticked:
        return mapping
    known = mapping.by_column
    for column, parts in enumerate(headings):
        if parts and column not in known and _says_kinds(sheet, mapping, column):
            return replace(mapping, fields={**mapping.fields, "kind": column})
    return mapping


def _is_of_kinds(sheet: Sheet, mapping: ColumnMapping, column: int, heading: list[str]) -> bool:
    words = table_words(TableKind.ISSUES)
    is_headed = not heading or exact_field(heading[-1], words) == "kind"
    return is_headed or any(map(_is_kind, cells_below(sheet, mapping, column)))


def _says_kinds(sheet: Sheet, mapping: ColumnMapping, column: int) -> bool:
    """Whether every cell of a column names a kind of issue, and any does."""
    cells = filled_below(sheet, mapping, column)
    return any(map(_is_kind, islice(cells, 1))) and all(map(_is_kind, cells))


def _is_kind(cell: Cell) -> bool:
    words = words_only(cell) if isinstance(cell, str) else ""
    return words in cell_words().choices["kind"] or _COMPLAINTS.search(words) is not None
