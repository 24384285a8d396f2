"""Reads number formats of zeros only: 79066088844 shown as 000000000000 is a code of 12 digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dialogue_app.exchange.reading import Place
from dialogue_app.exchange.sheet_area import sheet_names

if TYPE_CHECKING:
    from zipfile import ZipFile

_AS_IT_IS = {"1": 1}  # the format "0" needs no entry of its own
_FORMAT = re.compile(r"<(?:\w+:)?numFmt\s[^>]*>")
_CODE = re.compile(r"\bformatCode=[\"'](0+)[\"']")
_ID = re.compile(r"\bnumFmtId=[\"'](\d+)[\"']")
_OF_CELLS = re.compile(r"<(?:\w+:)?cellXfs[\s>].*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(r"<(?:\w+:)?xf\s[^>]*>")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_STYLE_OF = re.compile(rb'\bs="([0-9]+)"')


def zero_widths(content: bytes) -> dict[str, dict[Place, int]]:
    """By sheet, how many digits each cell shows whose format is zeros only.

    A help only: where the archive is not as expected nothing is found, and codes are read as plain
    numbers.
    """
    from io import BytesIO
    from zipfile import ZipFile

    try:
        with ZipFile(BytesIO(content)) as archive:
            styles = _styles(archive.read("xl/styles.xml").decode())
            if not styles:
                return {}
            return {
                name: _widths(archive, part, styles) for part, name in sheet_names(archive).items()
            }
    except Exception:
        return {}


def _styles(text: str) -> dict[bytes, int]:
    """The styles of cells, by their numbers, that show zeros only."""
    formats = dict(_AS_IT_IS)
    for tag in _FORMAT.findall(text):
        code, key = _CODE.search(tag), _ID.search(tag)
        if code and key:
            formats[key[1]] = len(code[1])
    found: dict[bytes, int] = {}
    of_cells = _OF_CELLS.search(text)
    for number, tag in enumerate(_STYLE.findall(of_cells[0]) if of_cells else ()):
        key = _ID.search(tag)
        if key and key[1] in formats:
            found[str(number).encode()] = formats[key[1]]
    return found


def _widths(archive: ZipFile, part: str, styles: dict[bytes, int]) -> dict[Place, int]:
    found: dict[Place, int] = {}
    for tag in _CELL.findall(archive.read(part)):
        style, place = _STYLE_OF.search(tag), _PLACE.search(tag)
        if style and place and style[1] in styles:
            found[int(place[2]) - 1, _column(place[1])] = styles[style[1]]
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
