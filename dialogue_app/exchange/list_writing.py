"""Writes a list as a workbook: headings, then rows of real dates, real numbers and plain texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_app.domain.errors.files import FileNotWritable, FolderInstead
from dialogue_app.domain.text import clean
from dialogue_app.exchange.files import write_whole

if TYPE_CHECKING:
    from openpyxl.styles import Alignment
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

OutCell = str | int | date | datetime | None  # moments are naive, on the office's clock

_TITLE_LIMIT = 31
_CELL_LIMIT = 32_767
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read a character's number
_WRAPPED_FROM = 20  # characters of width
_DAY, _MOMENT, _TEXT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "@"


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column: its heading, and its width in characters."""

    heading: str
    width: int


def require_file(path: Path) -> None:
    """Raise `FolderInstead` or `FileNotWritable` before work is done for a place that is none."""
    if path.is_dir():
        raise FolderInstead(path)
    if not path.parent.is_dir():
        raise FileNotWritable(path)


def write_list(
    path: Path, title: str, columns: Sequence[OutColumn], rows: Iterable[Sequence[OutCell]], n: int
) -> None:
    """Write `n` rows under their headings, which stay in view and can be filtered.

    An older file at `path` is replaced whole or not at all. Raises `FileNotWritable`, and what
    `rows` raise.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(clean(_NOT_IN_TITLES.sub(" ", title))[:_TITLE_LIMIT])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{n + 1}"
    for place, column in enumerate(columns, start=1):
        width = max(column.width, min(len(column.heading) + 4, _WRAPPED_FROM))
        sheet.column_dimensions[get_column_letter(place)].width = width
    alignments = [Alignment(vertical="top", wrap_text=c.width >= _WRAPPED_FROM) for c in columns]
    headings = [_cell(sheet, c.heading, Alignment(wrap_text=True)) for c in columns]
    for heading in headings:
        heading.font = Font(bold=True)
    content = BytesIO()
    try:
        sheet.append(headings)
        for row in rows:
            sheet.append([_cell(sheet, *pair) for pair in zip(row, alignments, strict=True)])
        book.save(content)
    except BaseException as error:
        with suppress(Exception):
            book.save(BytesIO())  # it is put together in files of its own, which go with this
        if isinstance(error, OSError):  # the disk is full
            raise FileNotWritable(path) from error
        raise
    write_whole(path, content.getvalue())


def _cell(sheet: WriteOnlyWorksheet, value: OutCell, alignment: Alignment) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, str):
        value = _LOOKS_ESCAPED.sub("_x005F_", clean(value))[:_CELL_LIMIT] or None
    content: Any = value  # openpyxl takes plain days too
    cell = WriteOnlyCell(sheet, content)
    cell.alignment = alignment
    if isinstance(value, str):
        cell.data_type = "s"  # else "=…" would become a formula
        cell.number_format = _TEXT
    elif isinstance(value, datetime):
        cell.number_format = _MOMENT
    elif isinstance(value, date):
        cell.number_format = _DAY
    return cell
