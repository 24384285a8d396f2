"""The words of a table's header by column, what numbers its columns, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_lowercase

from dialogue_app.exchange.columns import ColumnMapping
from dialogue_app.exchange.header_words import words_only
from dialogue_app.exchange.reading import Cell, Sheet

_COLUMN_NUMBER = re.compile(r"[\[(]?(?:(\d{1,2})|([a-z]))[\])]?(?: ?=.*)?")

FilledCells = Sequence[tuple[int, Cell]]


def header_cells(sheet: Sheet, mapping: ColumnMapping) -> dict[int, set[str]]:
    """The words in the header above each column, for one or two header rows."""
    rows = sheet.rows[mapping.header_row - mapping.header_height : mapping.header_row]
    width = max(map(len, rows), default=0)
    cells: dict[int, set[str]] = {column: set() for column in range(width)}
    for row in rows:
        for column, words in cells.items():
            cell = row[column] if column < len(row) else None
            if isinstance(cell, str):
                words.add(words_only(cell))
    return cells


def columns_beside(
    sheet: Sheet, mapping: ColumnMapping, header: dict[int, set[str]]
) -> frozenset[int]:
    """The columns of whatever stands to the right of the table, behind a column without a word."""
    last = max(mapping.by_column, default=0)
    width = max(map(len, sheet.rows), default=0)
    for gap in range(last + 1, width):
        if not header.get(gap) and all(
            gap >= len(row) or row[gap] in (None, "") for row in sheet.rows[mapping.header_row :]
        ):
            return frozenset(range(gap, width))
    return frozenset()


def counts_up(cells: FilledCells) -> bool:
    """Whether the cells number the columns: "A" "B" "1" "2", "(1)" "(2)" "(3) = (1) + (2)"."""
    found = [_COLUMN_NUMBER.fullmatch(str(cell).strip().lower()) for _, cell in cells]
    letters = [match[2] for match in found if match and match[2]]
    numbers = [int(match[1]) for match in found[len(letters) :] if match and match[1]]
    return (
        len(letters) + len(numbers) == len(cells)
        and letters == list(ascii_lowercase[: len(letters)])
        and numbers[:1] in ([], [1])
        and numbers == sorted(set(numbers))
    )
