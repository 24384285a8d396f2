"""Reads the number formats of a column: 79066088844 formatted 000000000000 is a 12-digit code."""

from __future__ import annotations

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.exchange.reading import REPORT_EVERY, Sheet, ShouldStop, never_stop


def zero_widths(sheet: Sheet, column: int, should_stop: ShouldStop = never_stop) -> dict[int, int]:
    """How many digits the cell of each row (from 1) shows, where its format is zeros only.

    Slow, since the file is read once more: call it only where a code column holds numbers. Raises
    `Cancelled` where the user stopped the work.
    """
    if not sheet.number_formats:
        return {}
    try:
        return _zero_widths(sheet, column, should_stop)
    except Cancelled:
        raise
    except Exception:
        # openpyxl refuses, in many ways, files that calamine reads. Without the formats the codes
        # are read as plain numbers.
        return {}


def _zero_widths(sheet: Sheet, column: int, should_stop: ShouldStop) -> dict[int, int]:
    from openpyxl import load_workbook

    book = load_workbook(sheet.path, read_only=True)
    widths: dict[int, int] = {}
    try:
        rows = book[sheet.name].iter_rows(min_col=column + 1, max_col=column + 1)
        for number, (cell,) in enumerate(rows, start=1):
            if number % REPORT_EVERY == 0 and should_stop():
                raise Cancelled
            if cell.value is not None and set(cell.number_format) == {"0"}:
                widths[number] = len(cell.number_format)
    finally:
        book.close()
    return widths
