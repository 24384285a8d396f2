"""How far the cells of an xlsx reach, asked before calamine sets aside room for the whole area.

One stray blank in XFD1048576 asks for 17 billion cells; the process would be ended for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dialogue_app.domain.errors.workbooks import SheetTooLarge

if TYPE_CHECKING:
    from zipfile import ZipFile

_MOST_CELLS = 20_000_000
_CHUNK = 1 << 20
_LONGEST_PLACE = 32  # bytes of ` r="XFD1048576"`, which may lie across two chunks
_SHEET = re.compile(r"/?xl/worksheets/[^/]+\.xml", re.IGNORECASE)
# Columns past Z are few, and so are rows past the last of Excel.
_FAR_PLACES = re.compile(rb' r="((?:[A-Z]{2,}|[A-Z]?[0-9]{8})[0-9]*)"')
_PLACES = re.compile(rb' r="([A-Z]+[0-9]+)"')
_PLACE = re.compile(rb"([A-Z]*)([0-9]+)")
_TAG = re.compile(r"<(?:\w+:)?(?:sheet|Relationship)\s[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)=[\"']([^\"']*)[\"']")


def require_sensible_area(path: Path, content: bytes) -> None:
    """Raise `SheetTooLarge` for the first sheet whose cells span more than people ever fill."""
    from io import BytesIO
    from zipfile import ZipFile

    try:
        with ZipFile(BytesIO(content)) as archive:
            for part in filter(_SHEET.fullmatch, archive.namelist()):
                _require_sensible_sheet(path, archive, part)
    except SheetTooLarge:
        raise
    except Exception:
        return  # a damaged archive: that is for calamine to say


def _require_sensible_sheet(path: Path, archive: ZipFile, part: str) -> None:
    # Seen at a glance, a sheet is at least as wide as the alphabet.
    row, column = _far_corner(_chunks(archive, part), _FAR_PLACES, (1, "Z"))
    if row * _number(column) > _MOST_CELLS:
        row, column = _far_corner(_chunks(archive, part), _PLACES, (1, "A"))
    if row * _number(column) > _MOST_CELLS:
        raise SheetTooLarge(path, _sheet_name(archive, part), row, column)


def _chunks(archive: ZipFile, part: str) -> Iterator[bytes]:
    with archive.open(part) as source:
        end = b""
        while chunk := source.read(_CHUNK):
            yield end + chunk
            end = chunk[-_LONGEST_PLACE:]


def _far_corner(
    chunks: Iterator[bytes], places: re.Pattern[bytes], corner: tuple[int, str]
) -> tuple[int, str]:
    """The last row and the last column among the places, and of the last place of all."""
    row, column = corner
    for chunk in chunks:
        last = chunk.rfind(b' r="')  # rows stand in their order
        last_place = chunk[last + 4 : last + _LONGEST_PLACE] if last >= 0 else b""
        for place in {*places.findall(chunk), last_place}:
            if match := _PLACE.match(place):
                row = max(row, int(match[2]))
                column = max(column, match[1].decode(), key=_number)
    return row, column


def _number(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _sheet_name(archive: ZipFile, part: str) -> str:
    """The name on the tab, or the part's own where the workbook does not tell."""
    try:
        book = archive.read("xl/workbook.xml").decode()
        targets = archive.read("xl/_rels/workbook.xml.rels").decode()
    except (KeyError, ValueError):
        return Path(part).stem
    links = {one["Id"]: one["Target"] for one in _attributes(targets) if {"Id", "Target"} <= {*one}}
    for one in _attributes(book):
        target = links.get(one.get("r:id", ""), "")
        if target and part.endswith(target.removeprefix("/")):
            return one.get("name", "")
    return Path(part).stem


def _attributes(text: str) -> Iterator[dict[str, str]]:
    from html import unescape

    for tag in _TAG.findall(text):
        yield {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
