"""What an open document says of its cells and rows beside their values, and its merged cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse
from zipfile import BadZipFile, ZipFile

from dialogue_app.domain.errors.workbooks import TooManyColumns, TooManyRows, WorkbookTooLarge
from dialogue_app.domain.legacy_letters import letters_of_font
from dialogue_app.exchange.cell_facts import CellFacts
from dialogue_app.exchange.limits import LAST_COLUMN, LAST_ROW, Limits
from dialogue_app.exchange.reading import CellRange

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns"
_OFFICE, _TABLE, _TEXT = f"{_OASIS}:office:1.0}}", f"{_OASIS}:table:1.0}}", f"{_OASIS}:text:1.0}}"
_STYLE, _NUMBER = f"{_OASIS}:style:1.0}}", f"{_OASIS}:datastyle:1.0}}"
_FO, _SVG = f"{_OASIS}:xsl-fo-compatible:1.0}}", f"{_OASIS}:svg-compatible:1.0}}"
_UNSEEN = ("collapse", "filter")
_ERROR_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def ods_facts(path: Path, content: bytes, limits: Limits) -> dict[str, CellFacts]:
    """By sheet; nothing where the document is not as expected.

    Raises `TooManyRows`, `TooManyColumns` and `WorkbookTooLarge` for what says of a few cells that
    they stand there a million times.
    """
    reader = _Reader(path, limits)
    try:
        with ZipFile(BytesIO(content)) as archive:
            for part in ("styles.xml", "content.xml"):
                if part in archive.namelist():
                    with archive.open(part) as source:
                        reader.read(source)
    except (BadZipFile, ParseError, ValueError, OSError, NotImplementedError):
        return {}
    return reader.sheets


@dataclass(slots=True)
class _Reader:
    """What was read so far; elements are dropped once they were read."""

    path: Path
    limits: Limits
    sheets: dict[str, CellFacts] = field(default_factory=dict)
    faces: dict[str, str] = field(default_factory=dict)  # font names, by how styles call them
    fonts: dict[str, str] = field(default_factory=dict)  # by style
    zeros: dict[str, int] = field(default_factory=dict)  # digits shown, by style
    months: set[str] = field(default_factory=set)  # styles that show the month and the year alone
    columns: list[str] = field(default_factory=list)  # the style of each, while a sheet is read
    row: int = 0
    name: str = ""  # of the sheet
    filled: int = 0  # rows of it that say something
    cells: int = 0  # that say something, in all sheets
    facts: CellFacts = field(default_factory=CellFacts)

    def read(self, source: IO[bytes]) -> None:
        for event, element in iterparse(source, ("start", "end")):
            tag = element.tag
            if event == "start":
                if tag == f"{_TABLE}table":
                    name = element.get(f"{_TABLE}name", "")
                    self.facts = self.sheets[name] = CellFacts()
                    self.name, self.columns, self.row, self.filled = name, [], 0, 0
            elif tag == f"{_STYLE}font-face":
                name = element.get(f"{_STYLE}name", "")
                self.faces[name] = element.get(f"{_SVG}font-family", name)
            elif tag == f"{_NUMBER}number-style":
                self._add_format(element)
            elif tag == f"{_NUMBER}date-style":
                self._add_format_of_days(element)
            elif tag == f"{_STYLE}style":
                self._add_style(element)
            elif tag == f"{_TABLE}table-column":
                self._add_column(element)
            elif tag == f"{_TABLE}table-row":
                self._add_row(element)
                element.clear()

    def _add_format(self, element: Element) -> None:
        shown = element.find(f"{_NUMBER}number")
        digits = 0 if shown is None else int(shown.get(f"{_NUMBER}min-integer-digits", "0"))
        if digits > 1:
            self.zeros[element.get(f"{_STYLE}name", "")] = digits

    def _add_format_of_days(self, element: Element) -> None:
        shown = {part.tag for part in element} - {f"{_NUMBER}text"}
        if shown == {f"{_NUMBER}month", f"{_NUMBER}year"}:
            self.months.add(element.get(f"{_STYLE}name", ""))

    def _add_style(self, element: Element) -> None:
        name, parent = element.get(f"{_STYLE}name", ""), element.get(f"{_STYLE}parent-style-name")
        font = self.fonts.get(parent or "", "")
        for told in element.iterfind(f"{_STYLE}text-properties"):
            face = told.get(f"{_STYLE}font-name")
            font = self.faces.get(face, face) if face else told.get(f"{_FO}font-family", font)
        if letters_of_font(font):
            self.fonts[name] = font
        shown = element.get(f"{_STYLE}data-style-name", "")
        if digits := self.zeros.get(shown):
            self.zeros[name] = digits
        if shown in self.months:
            self.months.add(name)

    def _add_column(self, element: Element) -> None:
        """One or several columns of one kind."""
        style, first = element.get(f"{_TABLE}default-cell-style-name", ""), len(self.columns)
        n = min(_number(element, "number-columns-repeated"), LAST_COLUMN - first)
        self.columns += [style] * n
        if element.get(f"{_TABLE}visibility") in _UNSEEN:
            self.facts.hidden_columns.append((first, first + n - 1))

    def _add_row(self, element: Element) -> None:
        repeated = _number(element, "number-rows-repeated")
        cells = [cell for cell in element if cell.tag in _CELLS]
        if not any(_says_something(cell) for cell in cells):
            self.row += repeated  # the rest of a sheet is one row repeated
            return
        self._require_room(repeated, cells)
        for _again in range(min(repeated, LAST_ROW)):
            self._add_cells(element, cells)
            self.row += 1

    def _require_room(self, repeated: int, cells: list[Element]) -> None:
        wide = sum(_number(one, "number-columns-repeated") for one in cells if _says_something(one))
        self.filled += repeated
        self.cells += repeated * wide
        if self.filled > self.limits.rows:
            raise TooManyRows(self.path, self.name, self.filled, self.limits.rows)
        if wide > self.limits.columns:
            raise TooManyColumns(self.path, self.name, wide, self.limits.columns)
        if self.cells > self.limits.area:
            raise WorkbookTooLarge(self.path, self.limits.unpacked // 1_000_000)

    def _add_cells(self, element: Element, cells: list[Element]) -> None:
        if element.get(f"{_TABLE}visibility") in _UNSEEN:
            self.facts.hidden_rows.add(self.row + 1)
        of_row = element.get(f"{_TABLE}default-cell-style-name", "")
        column = 0
        for cell in cells:
            repeated = min(_number(cell, "number-columns-repeated"), LAST_COLUMN)
            if _says_something(cell):
                for at in range(column, column + repeated):
                    own = self.columns[at] if at < len(self.columns) else ""
                    self._add_cell(cell, at, cell.get(f"{_TABLE}style-name") or of_row or own)
            column += repeated

    def _add_cell(self, cell: Element, column: int, style: str) -> None:
        place = self.row, column
        self.facts.note_font(place, self.fonts.get(style, ""))
        for run in cell.iter(f"{_TEXT}span"):
            self.facts.note_font(place, self.fonts.get(run.get(f"{_TEXT}style-name", ""), ""))
        if style in self.zeros:
            self.facts.zero_widths[place] = self.zeros[style]
        if style in self.months:
            self.facts.months.add(place)
        if cell.get(_ERROR_TYPE) == "error":
            self.facts.errors[place] = "".join(cell.itertext()).strip()
        formula = cell.get(f"{_TABLE}formula")
        if formula and f"{_OFFICE}value-type" not in cell.attrib:
            self.facts.formulas[place] = f"={formula.partition('=')[2]}"
        wide = _number(cell, "number-columns-spanned")
        high = _number(cell, "number-rows-spanned")
        if wide > 1 or high > 1:
            bottom = self.row + min(high, LAST_ROW) - 1
            self.facts.merged.append(CellRange(self.row, column, bottom, column + wide - 1))


def _says_something(cell: Element) -> bool:
    value, formula = f"{_OFFICE}value-type", f"{_TABLE}formula"
    return len(cell) > 0 or value in cell.attrib or formula in cell.attrib


def _number(element: Element, name: str) -> int:
    return max(int(element.get(f"{_TABLE}{name}", "1")), 1)
