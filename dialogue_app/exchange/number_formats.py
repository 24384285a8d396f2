"""The number formats of one column: a cell 79066088844 shown as 000000000000 is a whole code."""

from __future__ import annotations

from zipfile import BadZipFile

from dialogue_app.exchange.reading import Sheet


def zero_widths(sheet: Sheet, column: int) -> dict[int, int]:
    """For each row (from 1) whose cell has a format of zeros only, how many digits it shows.

    Slow, since the file is read once more: ask only where a code column holds numbers.
    """
    if not sheet.number_formats:
        return {}
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(sheet.path, read_only=True)
    except (InvalidFileException, BadZipFile, OSError, KeyError, ValueError):
        return {}  # calamine reads some files openpyxl does not; the codes are then only numbers
    try:
        cells = book[sheet.name].iter_rows(min_col=column + 1, max_col=column + 1)
        formats = ((cell.row, cell.number_format) for (cell,) in cells if cell.value is not None)
        return {row: len(shown) for row, shown in formats if row and set(shown) == {"0"}}
    finally:
        book.close()
