"""Checks how large an xlsx is when unpacked, and how far its cells reach, before calamine opens it.

A stray blank in XFD1048576 would allocate 17 billion cells, and a few kilobytes may unpack to
gigabytes: the system would end the process. An archive that says itself that it is too large is
refused at once; one that says less is counted, and refused where it unpacks to more than it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dialogue_app.domain.errors.workbooks import NotAWorkbook, SheetTooLarge, WorkbookTooLarge
from dialogue_app.exchange.limits import Limits

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_REFUSALS = (NotAWorkbook, SheetTooLarge, WorkbookTooLarge)
_CHUNK = 1 << 20
_LONGEST_PLACE = 32  # bytes of ` r="XFD1048576"`, which may lie across two chunks
_PART = re.compile(r".+\.(?:xml|bin|rels)", re.IGNORECASE)
_SHEET = re.compile(r"/?xl/worksheets/[^/]+\.xml", re.IGNORECASE)
# The places a quick look searches for: past column Z, or with a row number of eight digits.
_FAR_PLACES = re.compile(rb' r="((?:[A-Z]{2,}|[A-Z]?[0-9]{8})[0-9]*)"')
_PLACES = re.compile(rb' r="([A-Z]+[0-9]+)"')
_PLACE = re.compile(rb"([A-Z]*)([0-9]+)")
# What is read whole though it is no sheet, and how large no program writes it.
_ABOUT_SHEETS = re.compile(r"/?xl/(?:styles|workbook)\.\w+|.+\.rels", re.IGNORECASE)
MOST_ABOUT_SHEETS = 50_000_000  # bytes
_TAG = re.compile(r"<(?:\w+:)?(?:sheet|Relationship)\s[^<>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)=[\"']([^\"']*)[\"']")


@dataclass(slots=True)
class _Unpacked:
    """The bytes unpacked so far."""

    path: Path
    most: int
    count: int = 0

    def chunks(self, archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
        """A part of the archive, piece by piece. Raises `WorkbookTooLarge`, `NotAWorkbook`."""
        said, given = part.file_size, 0
        part.file_size += _CHUNK  # else no more would be unpacked than the archive says
        try:
            with archive.open(part) as source:
                while chunk := source.read(_CHUNK):
                    given += len(chunk)
                    self.count += len(chunk)
                    if self.count > self.most:
                        raise WorkbookTooLarge(self.path, self.most // 1_000_000)
                    if given > said:
                        raise NotAWorkbook(self.path)
                    yield chunk
        finally:
            part.file_size = said


def require_sensible_archive(path: Path, content: bytes, limits: Limits) -> None:
    """Raise `WorkbookTooLarge`, or `SheetTooLarge` for a sheet whose cells span too much.

    And `NotAWorkbook` for an archive packed as no program for tables packs them.
    """
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = [part for part in archive.infolist() if _PART.fullmatch(part.filename)]
            known = (ZIP_STORED, ZIP_DEFLATED)
            if any(part.compress_type not in known or _is_false(part) for part in parts):
                raise NotAWorkbook(path)
            if sum(part.file_size for part in parts) > limits.unpacked:
                raise WorkbookTooLarge(path, limits.unpacked // 1_000_000)
            if any(map(_says_too_much, parts)):
                raise WorkbookTooLarge(path, MOST_ABOUT_SHEETS // 1_000_000)
            unpacked = _Unpacked(path, limits.unpacked)
            for part in parts:
                _require_sensible_part(archive, part, unpacked, limits.area)
    except _REFUSALS:
        raise
    except Exception:
        return  # no archive: calamine reports it


def _is_false(part: ZipInfo) -> bool:
    """Whether it says that it is smaller unpacked than packed."""
    return part.compress_size > part.file_size * 1.01 + _CHUNK


def _says_too_much(part: ZipInfo) -> bool:
    """Whether it says more of the sheets, their styles say, than any program writes."""
    return part.file_size > MOST_ABOUT_SHEETS and bool(_ABOUT_SHEETS.fullmatch(part.filename))


def _require_sensible_part(archive: ZipFile, part: ZipInfo, unpacked: _Unpacked, most: int) -> None:
    try:
        if _SHEET.fullmatch(part.filename):
            _require_sensible_sheet(archive, part, unpacked, most)
        else:
            for _chunk in unpacked.chunks(archive, part):
                pass
    except _REFUSALS:
        raise
    except Exception:
        return  # a damaged part, which calamine reports; the others are looked at all the same


def _require_sensible_sheet(
    archive: ZipFile, part: ZipInfo, unpacked: _Unpacked, most: int
) -> None:
    # The quick look finds only far cells, so it takes the sheet to reach at least column Z.
    row, column = _far_corner(_overlapping(unpacked.chunks(archive, part)), _FAR_PLACES, (1, "Z"))
    if row * column_number(column) > most:
        again = _Unpacked(unpacked.path, unpacked.most).chunks(archive, part)
        row, column = _far_corner(_overlapping(again), _PLACES, (1, "A"))
    if row * column_number(column) > most:
        raise SheetTooLarge(unpacked.path, _sheet_name(archive, part.filename), row, column)


def _overlapping(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Each chunk with the end of the one before."""
    end = b""
    for chunk in chunks:
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
                column = max(column, match[1].decode(), key=column_number)
    return row, column


def column_number(column: str) -> int:
    """The number of a column that Excel calls so, counted from 1."""
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _sheet_name(archive: ZipFile, part: str) -> str:
    """The sheet's name on its tab; the name of its archive part where that cannot be found."""
    return sheet_names(archive).get(part, Path(part).stem)


def sheet_names(archive: ZipFile) -> dict[str, str]:
    """The names of the sheets on their tabs, by their parts of the archive."""
    try:
        book = archive.read("xl/workbook.xml").decode()
        targets = archive.read("xl/_rels/workbook.xml.rels").decode()
    except (KeyError, ValueError):
        return {}
    links = {
        link["Id"]: link["Target"] for link in attributes(targets) if {"Id", "Target"} <= {*link}
    }
    named = {
        links.get(sheet.get("r:id", ""), "").removeprefix("/"): sheet.get("name", "")
        for sheet in attributes(book)
    }
    return {
        part: named[target]
        for part in archive.namelist()
        for target in _endings(part)
        if target in named
    }


def _endings(part: str) -> Iterator[str]:
    """The part as what refers to it may name it: "sheet1.xml", "worksheets/sheet1.xml" …"""
    *folders, name = part.rsplit("/", 2)
    yield name
    for folder in reversed(folders):
        name = f"{folder}/{name}"
        yield name


def attributes(text: str) -> Iterator[dict[str, str]]:
    """The attributes of each tag of a sheet or of a link to one."""
    from html import unescape

    for tag in _TAG.findall(text):
        yield {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
