"""How much of a workbook is read at most; beyond it a sentence says so, and nothing is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dialogue_app.domain.errors.workbooks import (
    CellTooLong,
    TooManyColumns,
    TooManyRows,
    TooManySheets,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of one workbook; rows and columns are those that hold something."""

    rows: int = 200_000
    columns: int = 1_000
    cell_length: int = 1_000_000  # a csv may hold more than the 32,767 letters of Excel
    sheets: int = 1_000
    area: int = 20_000_000  # cells from the first to the last of a sheet, empty ones too
    unpacked: int = 500_000_000  # bytes of all sheets and texts
    text: int = 150_000_000  # bytes of a csv, a web page or XML, which take more memory
    memory: int = 1 << 30  # bytes for the process that reads it
    seconds: int = 30


LIMITS = Limits()
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of Excel


def require_sheets(path: Path, sheets: int, limits: Limits) -> None:
    """Raise `TooManySheets`, before each of them is read: some bytes are enough to name one."""
    if sheets > limits.sheets:
        raise TooManySheets(path, sheets, limits.sheets)


def require_size(path: Path, sheet: str, rows: Sequence[Sequence[object]], limits: Limits) -> None:
    """Raise `TooManyRows`, `TooManyColumns` or `CellTooLong` for a sheet over the limits."""
    if len(rows) > limits.rows:
        filled = sum(1 for row in rows if any(cell is not None for cell in row))
        if filled > limits.rows:
            raise TooManyRows(path, sheet, filled, limits.rows)
    width = max(map(len, rows), default=0)
    if width > LAST_COLUMN:  # which no program writes, and each of them would be looked at
        raise TooManyColumns(path, sheet, width, limits.columns)
    if width > limits.columns:
        columns = {place for row in rows for place, cell in enumerate(row) if cell is not None}
        if len(columns) > limits.columns:
            raise TooManyColumns(path, sheet, len(columns), limits.columns)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if type(cell) is str and len(cell) > limits.cell_length:
                name = f"{letters(place)}{number}"
                raise CellTooLong(path, sheet, name, len(cell), limits.cell_length)


def letters(place: int) -> str:
    """The name Excel gives a column, which is counted from 0: 27 is "AB"."""
    letters, rest = "", place + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
