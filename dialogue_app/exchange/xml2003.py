"""Reads XML spreadsheets of Excel 2003, which some programs still write under the name .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, iterparse

from dialogue_app.domain.errors.workbooks import NotAWorkbook, SheetTooLarge
from dialogue_app.exchange.cell_facts import CellFacts
from dialogue_app.exchange.limits import LAST_COLUMN, LAST_ROW
from dialogue_app.exchange.reading import REPORT_EVERY, Cell, CellRange, Progress, Sheet

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{{{_NAMESPACE}}}"
_VISIBLE = "{urn:schemas-microsoft-com:office:excel}Visible"
_FACE = "{http://www.w3.org/TR/REC-html40}Face"
_NO_DAY = date(1899, 12, 31)  # the day of a time alone
_ZEROS = re.compile("0+")
_ENCODED = tuple(_NAMESPACE.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_BEGINNING = 4_000  # bytes

Style = tuple[str, str]  # font, number format


def is_xml2003(content: bytes) -> bool:
    """Whether the file names the vocabulary of such spreadsheets."""
    return any(name in content[:_BEGINNING] for name in _ENCODED)


def read_xml2003(path: Path, content: bytes, watch: Progress) -> list[tuple[Sheet, CellFacts]]:
    """Its sheets. Raises `NotAWorkbook`, `SheetTooLarge`."""
    total = content.count(b"<Row")
    reader = _Book(path)
    try:
        for done, _row in enumerate(reader.rows(content)):
            if done % REPORT_EVERY == 0:
                watch(done, max(total, done))
    except (ParseError, ValueError):
        raise NotAWorkbook(path) from None
    if not reader.sheets:
        raise NotAWorkbook(path)
    return reader.sheets


@dataclass
class _Book:
    """The sheets read so far; elements are dropped once they were read."""

    path: Path
    sheets: list[tuple[Sheet, CellFacts]] = field(default_factory=list)
    styles: dict[str, Style] = field(default_factory=dict)
    column: int = 0  # how many were described so far, of this sheet

    def rows(self, content: bytes) -> Iterator[Element]:
        """Read all; gives each row when it has been read."""
        name, rows, merged, facts = "", list[list[Cell]](), list[CellRange](), CellFacts()
        for event, element in iterparse(BytesIO(content), ("start", "end")):
            tag = element.tag.removeprefix(_SS)
            if event == "start":
                if tag == "Worksheet":
                    name = element.get(f"{_SS}Name", "")
                    rows, merged, facts, self.column = [], [], CellFacts(), 0
            elif tag == "Style":
                self._add_style(element)
            elif tag == "Column":
                self._add_column(element, facts)
            elif tag == "Row":
                self._add_row(name, element, rows, merged, facts)
                element.clear()
                yield element
            elif tag == "Worksheet":
                hidden = any(found.text != "SheetVisible" for found in element.iter(_VISIBLE))
                self.sheets.append((Sheet(name, hidden, rows, merged, self.path), facts))
                element.clear()

    def _add_style(self, element: Element) -> None:
        font, shown = element.find(f"{_SS}Font"), element.find(f"{_SS}NumberFormat")
        parent = self.styles.get(element.get(f"{_SS}Parent", "Default"), ("", ""))
        self.styles[element.get(f"{_SS}ID", "")] = (
            parent[0] if font is None else font.get(f"{_SS}FontName", parent[0]),
            parent[1] if shown is None else shown.get(f"{_SS}Format", parent[1]),
        )

    def _add_column(self, element: Element, facts: CellFacts) -> None:
        first = int(element.get(f"{_SS}Index", self.column + 1))
        self.column = min(first + int(element.get(f"{_SS}Span", 0)), LAST_COLUMN)
        if element.get(f"{_SS}Hidden") == "1" and first > 0:
            facts.hidden_columns.append((first - 1, self.column - 1))

    def _add_row(
        self,
        name: str,
        element: Element,
        rows: list[list[Cell]],
        merged: list[CellRange],
        facts: CellFacts,
    ) -> None:
        number = int(element.get(f"{_SS}Index", len(rows) + 1))
        if not len(rows) < number <= LAST_ROW:
            raise SheetTooLarge(self.path, name, number, "A")
        rows.extend([] for _ in range(number - len(rows)))
        more = min(int(element.get(f"{_SS}Span", 0)), LAST_ROW - number)  # rows of this kind
        if element.get(f"{_SS}Hidden") == "1":
            facts.hidden_rows.update(range(number, number + more + 1))
        row = rows[-1]
        for cell in element.iterfind(f"{_SS}Cell"):
            column = int(cell.get(f"{_SS}Index", len(row) + 1)) - 1
            if not len(row) <= column < LAST_COLUMN:
                raise ValueError
            row.extend([None] * (column - len(row)))
            self._add_cell(cell, element, row, number - 1, facts)
            wide, high = int(cell.get(f"{_SS}MergeAcross", 0)), int(cell.get(f"{_SS}MergeDown", 0))
            if wide or high:
                merged.append(CellRange(number - 1, column, number - 1 + high, column + wide))
                row.extend([None] * min(wide, LAST_COLUMN))
        rows.extend([] for _ in range(more))

    def _add_cell(
        self, cell: Element, in_row: Element, row: list[Cell], at: int, facts: CellFacts
    ) -> None:
        place = at, len(row)
        key = cell.get(f"{_SS}StyleID") or in_row.get(f"{_SS}StyleID") or "Default"
        font, shown = self.styles.get(key, ("", ""))
        facts.note_font(place, font)
        if _ZEROS.fullmatch(shown):
            facts.zero_widths[place] = len(shown)
        data = cell.find(f"{_SS}Data")
        formula = cell.get(f"{_SS}Formula")
        if formula and data is None:
            facts.formulas[place] = formula
        for run in data.iter() if data is not None else ():
            facts.note_font(place, run.get(_FACE, ""))
        row.append(None if data is None else _value(data))


def _value(data: Element) -> Cell:
    text = "".join(data.itertext())
    kind = data.get(f"{_SS}Type", "String")
    if kind == "Number":
        number = float(text)
        return int(number) if number.is_integer() else number
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "DateTime":
        return _moment(datetime.fromisoformat(text.strip()))
    return text or None


def _moment(moment: datetime) -> Cell:
    if moment.date() == _NO_DAY:
        return moment.time()
    return moment.date() if moment.time() == time() else moment
