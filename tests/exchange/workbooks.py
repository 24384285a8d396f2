"""Makes the workbooks of the tests, nasty ones too. Sample data only: codes 00…, phường Mẫu."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

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
