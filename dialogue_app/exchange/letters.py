"""Writes cells in Unicode whose letters are those of old fonts, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from dialogue_app.domain.legacy_letters import (
    Letters,
    convert,
    letters_of,
    letters_of_font,
    may_be,
    read_in_font,
)
from dialogue_app.exchange.reading import Cell, Place

# No text of old letters has these.
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u036f\u1ea0-\u1ef9]")

_SAMPLE = 2_000  # cells

Written = dict[int, dict[int, str]]  # by row and column, from 0


def convert_cells(rows: list[list[Cell]], fonts: Mapping[Place, str]) -> Written:
    """Change the cells in place; what stood in those that were changed.

    A cell of other fonts is changed where its words are surely of old letters, or are likely to be
    and others of the sheet are.
    """
    written: Written = {}
    seen: set[Letters] = set()
    believed = _are_believed(rows, fonts)
    for (row, column), font in fonts.items():
        text, letters = _text(rows, row, column), letters_of_font(font)
        read = read_in_font(text, font)
        if letters and read not in (None, text) and (believed or may_be(text, letters)):
            _put(rows, row, column, str(read), written)
            seen.add(letters)
    unsure: list[Place] = []
    for row, column, text in _foreign(rows):
        sure = None if column in written.get(row, ()) else letters_of(text)
        if sure:
            _put(rows, row, column, convert(text, sure), written)
            seen.add(sure)
        else:
            unsure.append((row, column))
    for row, column in unsure if seen else ():
        text = _text(rows, row, column)
        for letters in Letters:
            if letters in seen and column not in written.get(row, ()) and may_be(text, letters):
                _put(rows, row, column, convert(text, letters), written)
    return written


def _are_believed(rows: list[list[Cell]], fonts: Mapping[Place, str]) -> bool:
    """Whether cells of old fonts hold their letters, rather than Unicode typed into them since.

    Where such a font is missing, Excel shows another face, and nobody notices.
    """
    old = new = 0
    for (row, column), font in islice(fonts.items(), _SAMPLE):
        text, letters = _text(rows, row, column), letters_of_font(font)
        if _UNICODE.search(text):
            new += 1
        elif letters and may_be(text, letters):
            old += 1
    return old >= new


def _foreign(rows: list[list[Cell]]) -> Iterator[tuple[int, int, str]]:
    """The texts with letters beyond ASCII none of which only Unicode has."""
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if type(cell) is str and not cell.isascii() and not _UNICODE.search(cell):
                yield number, column, cell


def _text(rows: list[list[Cell]], row: int, column: int) -> str:
    cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
    return cell if isinstance(cell, str) else ""


def _put(rows: list[list[Cell]], row: int, column: int, read: str, written: Written) -> None:
    written.setdefault(row, {})[column] = str(rows[row][column])
    rows[row][column] = read
