"""Writes the rows that were not imported into a workbook, with the reason beside each."""

from __future__ import annotations

import re
from collections.abc import Mapping as Reasons
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_app.domain.text import clean
from dialogue_app.exchange.columns import ColumnMapping
from dialogue_app.exchange.list_writing import pack, refusals_in_sheets
from dialogue_app.exchange.reading import Cell, Sheet
from dialogue_app.i18n import _
from dialogue_app.whole_files import require_packing, write_for_others

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_TITLE_LIMIT = 31
_CELL_LIMIT = 32_767
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")
_WIDTH = 24


def write_bad_rows(
    path: Path, sheet: Sheet, mapping: ColumnMapping, reasons: Reasons[int, str], reason_title: str
) -> None:
    """Write the header and the rows of `reasons` (row number from 1 → sentence) as an xlsx.

    The cells are the original ones, codes as text, so that the corrected file can be imported.
    Raises `FileNotWritable`, `DiskFull`, `ClockBefore1980`; an older file at `path` is replaced
    whole or not at all.
    """
    from openpyxl import Workbook

    require_packing()
    book = Workbook(write_only=True)
    target = book.create_sheet(clean(_NOT_IN_TITLES.sub(" ", sheet.name))[:_TITLE_LIMIT])
    width = max(map(len, sheet.rows), default=0)
    for column in range(1, width + 2):
        target.column_dimensions[_letter(column)].width = _WIDTH
    for place in range(mapping.header_row - mapping.header_height, mapping.header_row):
        title = reason_title if place == mapping.header_row - 1 else None
        target.append(_cells(target, sheet.rows[place], width, title, mapping))
    for number in sorted(reasons):
        row, reason = sheet.rows[number - 1], reasons[number]
        if any(isinstance(cell, str) and len(clean(cell)) > _CELL_LIMIT for cell in row):
            reason += " " + _("The end of a text is missing here: no cell of Excel holds so much.")
        target.append(_cells(target, row, width, reason, mapping))
    _save(book, path)


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def _cells(
    target: WriteOnlyWorksheet,
    row: list[Cell],
    width: int,
    last: str | None,
    mapping: ColumnMapping,
) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell

    codes = {mapping.fields.get("tax_code"), mapping.fields.get("phone")}
    values: list[Cell] = [*row, *[None] * (width - len(row)), last]
    cells: list[Any] = []
    for column, value in enumerate(values):
        if value is None:
            cells.append(None)
            continue
        is_text = isinstance(value, str) or (column in codes and type(value) is int)
        content: Any = clean(str(value)) if is_text else value
        cell = WriteOnlyCell(target, content)
        if is_text:
            # Else "=…" in a cell of somebody else's file would become a formula in ours.
            cell.data_type = "s"
            cell.number_format = "@"
        cells.append(cell)
    return cells


def _save(book: Any, path: Path) -> None:
    content = BytesIO()
    with refusals_in_sheets():
        pack(book, content)
    write_for_others(path, content.getvalue())
