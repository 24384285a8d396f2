"""Parses workbooks and text tables into sheets; runs in the process that `exchange/child.py` is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from operator import attrgetter
from pathlib import Path

from dialogue_app.domain.errors.files import FileMissing
from dialogue_app.domain.errors.workbooks import EmptyWorkbook, NotAWorkbook, WorkbookTooLarge
from dialogue_app.exchange.calamine_reading import is_of_calamine, read_with_calamine
from dialogue_app.exchange.cell_facts import CellFacts
from dialogue_app.exchange.decoding import decode
from dialogue_app.exchange.letters import convert_cells
from dialogue_app.exchange.limits import LIMITS, Limits, require_size
from dialogue_app.exchange.reading import Cell, CellRange, Place, Progress, Sheet, no_progress
from dialogue_app.exchange.web_tables import is_web_page, read_web_page
from dialogue_app.exchange.xml2003 import is_xml2003, read_xml2003
from dialogue_app.whole_files import unreadable

_TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
_EXCEL_SUFFIXES = frozenset({".xls", ".xlsx"})


def parse(path: Path, limits: Limits = LIMITS, watch: Progress = no_progress) -> list[Sheet]:
    """Every sheet of a file. `watch` is given rows done and rows in all.

    Raises `FileMissing`, `FileUnreadable`, `NotAWorkbook`, `WorkbookProtected`, `EmptyWorkbook`,
    `UnclosedQuote`, `LettersLost`; `SheetTooLarge`, `WorkbookTooLarge`, `TooManySheets`,
    `TooManyRows`, `TooManyColumns`, `CellTooLong` beyond the limits.
    """
    content = _content(path, limits)
    sheets = [_finished(sheet, facts) for sheet, facts in _parsed(path, content, limits, watch)]
    for sheet in sheets:
        require_size(path, sheet.name, sheet.rows, limits)
    if not any(cell is not None for sheet in sheets for row in sheet.rows for cell in row):
        raise EmptyWorkbook(path)
    return sheets


def _parsed(
    path: Path, content: bytes, limits: Limits, watch: Progress
) -> list[tuple[Sheet, CellFacts]]:
    """The sheets as the parser of the file's kind gives them; the content says which kind it is."""
    if is_of_calamine(content):
        return read_with_calamine(path, content, limits, watch)
    if len(content) > limits.text:
        raise WorkbookTooLarge(path, limits.text // 1_000_000)
    if not content.strip():
        raise EmptyWorkbook(path)
    if is_xml2003(content):
        return read_xml2003(path, content, watch)
    text = decode(path, content)
    if is_web_page(text):
        return [read_web_page(path, text, limits, watch)]
    suffix = path.suffix.lower()
    # Excel opens text under its own suffix too; a table of it has tabs.
    if suffix in _TEXT_SUFFIXES or (suffix in _EXCEL_SUFFIXES and "\t" in text):
        from dialogue_app.exchange.csv_reading import read_text_rows

        rows: list[list[Cell]] = [list(row) for row in read_text_rows(path, text, limits)]
        return [(Sheet(path.stem, hidden=False, rows=rows, path=path), CellFacts())]
    raise NotAWorkbook(path)


def _finished(sheet: Sheet, facts: CellFacts) -> Sheet:
    """The sheet with what else the file says of it."""
    for place, formula in facts.formulas.items():
        _put(sheet, place, formula)
    for row, column in facts.months:
        _show_month(sheet.rows, row, column)
    written = convert_cells(sheet.rows, facts.fonts)
    width = max(map(len, sheet.rows), default=0)
    whole = replace(
        sheet,
        merged=list(_apart(sorted(sheet.merged, key=attrgetter("top", "left")))),
        zero_widths=facts.zero_widths,
        hidden_rows=facts.hidden_rows,
        hidden_columns={
            at for first, last in facts.hidden_columns for at in range(first, min(last + 1, width))
        },
        errors=facts.errors,
        converted=written,
    )
    _fill_down(whole)
    return whole


def _apart(merged: Iterable[CellRange]) -> Iterator[CellRange]:
    """Without those that begin within another, which no table has: each would be filled anew."""
    ends: dict[int, int] = {}  # by column, the first row below those above
    for area in merged:
        if area.top >= ends.get(area.left, 0):
            ends[area.left] = area.bottom + 1
            yield area


def _show_month(rows: list[list[Cell]], row: int, column: int) -> None:
    """A cell as it is shown where Excel made the first of a month of "9/2026"."""
    cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
    if isinstance(cell, date) and cell.day == 1:
        rows[row][column] = f"{cell.month}/{cell.year}"


def _put(sheet: Sheet, place: Place, formula: str) -> None:
    """Show a formula in its cell, which has no value."""
    row, column = place
    sheet.rows.extend([] for _ in range(row + 1 - len(sheet.rows)))
    cells = sheet.rows[row]
    cells.extend([None] * (column + 1 - len(cells)))
    cells[column] = formula
    sheet.formulas.add(place)


def _fill_down(sheet: Sheet) -> None:
    """Copy the value of a cell merged downwards into all its rows, and what is known of it.

    One raiser may stand beside several issues.
    """
    rows = sheet.rows
    for area in sheet.merged:
        if area.bottom == area.top or area.top >= len(rows) or area.left >= len(rows[area.top]):
            continue
        value = rows[area.top][area.left]
        written = sheet.converted.get(area.top, {}).get(area.left)
        for number, row in enumerate(rows[area.top + 1 : area.bottom + 1], start=area.top + 1):
            if area.left < len(row):
                row[area.left] = value
                if (area.top, area.left) in sheet.formulas:
                    sheet.formulas.add((number, area.left))
                if written is not None:
                    sheet.converted.setdefault(number, {})[area.left] = written


def _content(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise NotAWorkbook(path)
        if path.stat().st_size > limits.unpacked:
            raise WorkbookTooLarge(path, limits.unpacked // 1_000_000)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise FileMissing(path) from None
    except OSError as error:
        raise unreadable(path, error) from None
