"""Checks how far the cells of an xlsx reach before calamine allocates the whole area.

A stray blank in XFD1048576 would allocate 17 billion cells, and the system would end the process.
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
# The places a quick look searches for: past column Z, or with a row number of eight digits.
_FAR_PLACES = re.compile(rb' r="((?:[A-Z]{2,}|[A-Z]?[0-9]{8})[0-9]*)"')
_PLACES = re.compile(rb' r="([A-Z]+[0-9]+)"')
_PLACE = re.compile(rb"([A-Z]*)([0-9]+)")
_TAG = re.compile(r"<(?:\w+:)?(?:sheet|Relationship)\s[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)=[\"']([^\"']*)[\"']")


def require_sensible_area(path: Path, content: bytes) -> None:
    """Raise `SheetTooLarge` for the first sheet whose cells span more than `_MOST_CELLS`."""
    from io import BytesIO
    from zipfile import ZipFile

    try:
        with ZipFile(BytesIO(content)) as archive:
            for part in filter(_SHEET.fullmatch, archive.namelist()):
                _require_sensible_sheet(path, archive, part)
    except SheetTooLarge:
        raise
    except Exception:
        return  # a damaged archive: calamine reports it


def _require_sensible_sheet(path: Path, archive: ZipFile, part: str) -> None:
    # The quick look finds only far cells, so it takes the sheet to reach at least column Z.
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
    """The last row and column of the cells found by `places` and of each chunk's last cell.

    Starts from `corner`.
    """
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
    """The sheet's name on its tab; the name of its archive part where that cannot be found."""
    try:
        book = archive.read("xl/workbook.xml").decode()
        targets = archive.read("xl/_rels/workbook.xml.rels").decode()
    except (KeyError, ValueError):
        return Path(part).stem
    links = {
        link["Id"]: link["Target"] for link in _attributes(targets) if {"Id", "Target"} <= {*link}
    }
    for sheet in _attributes(book):
        target = links.get(sheet.get("r:id", ""), "")
        if target and part.endswith(target.removeprefix("/")):
            return sheet.get("name", "")
    return Path(part).stem


def _attributes(text: str) -> Iterator[dict[str, str]]:
    from html import unescape

    for tag in _TAG.findall(text):
        yield {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
