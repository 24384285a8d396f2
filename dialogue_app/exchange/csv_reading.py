"""Reads text tables (csv): finds the delimiter and gives the rows as text."""

from __future__ import annotations

import csv
import re
from collections import Counter
from io import StringIO
from itertools import islice
from pathlib import Path

from dialogue_app.domain.errors.workbooks import (
    LettersLost,
    NotAWorkbook,
    TooManyColumns,
    UnclosedQuote,
)
from dialogue_app.exchange.header_words import TableKind, heading_words_only, table_words
from dialogue_app.exchange.limits import LAST_COLUMN, Limits

_DELIMITERS = (";", "\t", ",")
_TOLD = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # for Excel, which does not count this line
_KEPT = re.compile('="([^"]*)"')
_LOST = re.compile(r"\?[^\W\d_]")  # "M?u"; the mark of a question ends its word
_LETTER = re.compile(r"[^\W\d_]")
_LOST_IN = 3  # one of so many rows with letters
_SAMPLE_ROWS = 30
_LONGEST_FIELD = 10_000_000  # characters; the default of the csv module is shorter than some texts

Rows = list[list[str]]


def read_text_rows(path: Path, text: str, limits: Limits) -> list[list[str | None]]:
    """The rows of a text table; an empty cell is None.

    Raises `UnclosedQuote` where rows disappear in a quotation that is not closed, `TooManyColumns`,
    `LettersLost`.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    told = _TOLD.match(text)
    if told:
        text = text[told.end() :]
    try:
        rows = _whole_rows(path, text, told[1] if told else _delimiter(text))
    except csv.Error:
        raise NotAWorkbook(path) from None
    if (widest := max(map(len, rows), default=0)) > LAST_COLUMN:
        raise TooManyColumns(path, path.stem, widest, limits.columns)
    if "?" in text:
        _require_letters(path, rows)
    return [[_shown(cell) for cell in row] for row in rows]


def _require_letters(path: Path, rows: Rows) -> None:
    """Refuse what was saved in a code page without Vietnamese letters: a "?" stands for each."""
    lost = [word for row in rows if (word := _lost_word(row))]
    lettered = sum(any(map(_LETTER.search, row)) for row in rows)
    if len(lost) * _LOST_IN > lettered:
        raise LettersLost(path, lost[0])


def _lost_word(row: list[str]) -> str | None:
    """The first word with a "?" before a letter; the address of a page may have one."""
    words = (word for cell in row if "?" in cell for word in cell.split())
    return next((word for word in words if _LOST.search(word) and "://" not in word), None)


def _shown(cell: str) -> str | None:
    """What Excel shows of a cell: ="0123" is how programs keep it from dropping the zero."""
    kept = _KEPT.fullmatch(cell) if cell.startswith("=") else None
    return (kept[1] if kept else cell) or None


def _delimiter(text: str) -> str:
    """The delimiter with most known headings in a row, else with most rows of equal width."""
    known = {word for kind in TableKind for word in table_words(kind).fields}

    def fitness(delimiter: str) -> tuple[int, int, int]:
        rows = list(
            islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), _SAMPLE_ROWS)
        )
        headings = max(
            (sum(heading_words_only(cell) in known for cell in row) for row in rows), default=0
        )
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return headings, max(widths.values(), default=0), max(widths, default=0)

    return max(_DELIMITERS, key=fitness)


def _whole_rows(path: Path, text: str, delimiter: str) -> Rows:
    """The rows with quotation marks read; as plain characters where these hide other rows.

    Raises `UnclosedQuote` where neither reading gives rows of the same width.
    """
    rows = _rows(text, delimiter)
    swallowed = None if _is_well_quoted(text, delimiter) else _swallowing_row(rows, delimiter)
    if swallowed is None:
        return rows
    plain = _rows(text, delimiter, quoted=False)
    if len({len(row) for row in plain if row}) > 1:
        raise UnclosedQuote(path, swallowed)
    return plain  # a table without quotes around its cells: the marks are part of the texts


def _rows(text: str, delimiter: str, *, quoted: bool = True) -> Rows:
    # Blank lines stay, because row numbers must be those of the file.
    source = StringIO(text, newline="")
    if quoted:
        return list(csv.reader(source, delimiter=delimiter))
    return list(csv.reader(source, delimiter=delimiter, quoting=csv.QUOTE_NONE))


def _is_well_quoted(text: str, delimiter: str) -> bool:
    try:
        for _row in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error:
        return False
    return True


def _swallowing_row(rows: Rows, delimiter: str) -> int | None:
    """The first row (from 1) with a cell that contains a line with a row's delimiters, or None."""
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    fewest = max(width - 1, 1)
    for number, row in enumerate(rows, start=1):
        for cell in row:
            if any(line.count(delimiter) >= fewest for line in cell.splitlines()[1:]):
                return number
    return None
