"""Makes the workbooks of the tests, nasty ones too. Sample data only: codes 00…, phường Mẫu."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic
from zipfile import ZipFile

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.rows import SkippedRow
from dialogue_app.exchange.columns import ColumnMapping
from dialogue_app.exchange.reading import Progress, Sheet, no_progress
from dialogue_app.exchange.recognising import recognise
from dialogue_app.exchange.sheet_rows import D, RowsOf

ENTERPRISE_HEADER = ["STT", "Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Điện thoại"]
RIGHT_CODE = "0072281864"  # its check digit is right


def save(path: Path, rows: Sequence[Sequence[Any]], **sheets: Sequence[Sequence[Any]]) -> Path:
    """An xlsx whose first sheet holds `rows`, with further sheets by name."""
    book = openpyxl.Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    fill(first, rows)
    for name, more in sheets.items():
        fill(book.create_sheet(name), more)
    book.save(path)
    return path


def fill(sheet: Worksheet, rows: Sequence[Sequence[Any]]) -> None:
    """Write the rows from A1."""
    for row in rows:
        sheet.append(list(row))


@dataclass(frozen=True)
class Parsed(Generic[D]):
    """The entries of a sheet, and how many other rows of each kind it has."""

    drafts: list[D]
    skipped: Counter[SkippedRow]


def parse_rows(
    rows: RowsOf[D],
    sheet: Sheet,
    mapping: ColumnMapping,
    today: date,
    watch: Progress = no_progress,
) -> Parsed[D]:
    """The sheet recognised and read as a wizard does it."""
    table = recognise(sheet, mapping, rows.kind, watch)
    return Parsed(rows.read(table, today, watch), table.passed_over)


def stopped(_done: int, _total: int) -> None:
    """A watch over work that the user stopped."""
    raise Cancelled


_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{last}:1.0"'
    for name, last in {
        "office": "office", "table": "table", "text": "text", "style": "style",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible", "number": "datastyle",
    }.items()
)  # fmt: skip
_ODS_NAMESPACES += (
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def ods(path: Path, rows: str, styles: str = "") -> Path:
    """An open document with one sheet of these rows."""
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", _ODS)
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODS_NAMESPACES} '
            f'office:version="1.2">{styles}<office:body><office:spreadsheet><table:table '
            f'table:name="S">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            "<manifest:manifest "
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
            "</manifest:manifest>",
        )
    return path
