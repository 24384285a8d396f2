"""Text tables: which letters, which delimiter, and the rows as text."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from dialogue_app.domain.errors import NotAWorkbook

_DELIMITERS = (";", "\t", ",")
_SAMPLE_LINES = 30


def read_text_rows(path: Path, content: bytes) -> list[list[str | None]]:
    """The rows of a csv file; an empty cell is None. Raises `NotAWorkbook` where it is no text.

    UTF-8 and UTF-16 with or without a mark are told by their bytes; anything else is read as
    Windows-1258, the code page of Vietnamese Windows.
    """
    text = _decode(path, content)
    try:
        return [[cell or None for cell in row] for row in _rows(text, _delimiter(text))]
    except csv.Error:
        raise NotAWorkbook(path) from None


def _decode(path: Path, content: bytes) -> str:
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NotAWorkbook(path)


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    # Text in Latin letters has a zero in every other byte of UTF-16.
    if content[1:2] == b"\0":
        return ("utf-16-le",)
    if content[:1] == b"\0":
        return ("utf-16-be",)
    return ("utf-8-sig", "cp1258")


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into the most cells that are there."""
    sample = "\n".join(text.splitlines()[:_SAMPLE_LINES])

    def filled_cells(delimiter: str) -> int:
        rows = list(_rows(sample, delimiter))
        return sum(1 for row in rows if len(row) > 1 for cell in row if cell.strip())

    return max(_DELIMITERS, key=filled_cells)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    # Line numbers must hold: a row of a text table is a record, blank lines included.
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)
