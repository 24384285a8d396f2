"""What is read of workbooks and text tables: sheets of typed cells, with Excel's row numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.rows import SkippedRow
from dialogue_app.exchange.limits import LIMITS, Limits, letters

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Place = tuple[int, int]  # row and column, from 0
Progress = Callable[[int, int], None]
ShouldStop = Callable[[], bool]

REPORT_EVERY = 2_000  # rows that are parsed
LOOK_EVERY = 20  # rows that are understood: some milliseconds, then what is waited for goes first


@dataclass(frozen=True, slots=True)
class CellRange:
    """Merged cells, counted from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row stands in the file: its sheet, and its number as Excel has it.

    `table` counts the tables that stand side by side, from 1; 0 where there is only one.
    """

    sheet: str
    row: int
    table: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook; `rows[0]` is Excel's row 1, and rows may differ in length.

    Plain data: it can be sent from one process to another.

    merged: from top to bottom.
    zero_widths: how many digits a cell shows whose format is zeros only.
    hidden_rows: the numbers of those that nobody sees in Excel.
    hidden_columns: likewise, from 0.
    formulas: the cells that hold a formula for which the file has no result; their value is its
        text, so that they are never taken for empty.
    errors: the cells in which Excel shows an error; they hold nothing.
    converted: by row and column, what stood in cells whose letters were those of old fonts.
    origins: where each row stands in the file, where it was rearranged (`exchange/rearranging.py`).
    places: where cells stand in the file that stand in another row or column here.
    passed: rows whose kind was known before, by number.
    """

    name: str
    hidden: bool
    rows: list[list[Cell]]
    merged: list[CellRange] = field(default_factory=list)
    path: Path = Path()
    zero_widths: dict[Place, int] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    converted: dict[int, dict[int, str]] = field(default_factory=dict)
    origins: list[Origin] = field(default_factory=list)
    places: dict[Place, Place] = field(default_factory=dict)
    passed: dict[int, SkippedRow] = field(default_factory=dict)

    def origin(self, number: int) -> Origin:
        """Where the row of that number stands in the file."""
        return self.origins[number - 1] if self.origins else Origin(self.name, number)

    def cell_name(self, number: int, column: int) -> str:
        """What Excel calls the cell of the row of that number: "C12"."""
        if moved := self.places.get((number - 1, column)):
            return f"{letters(moved[1])}{moved[0] + 1}"
        return f"{letters(column)}{self.origin(number).row}"


def shown(cell: Cell) -> str:
    """A cell that holds no text, as people read it."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, datetime) and cell.time() != datetime.min.time():
        return f"{cell:%d/%m/%Y %H:%M}"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def no_progress(_done: int, _total: int) -> None:
    """A `Progress` that shows nothing."""


def never_stop() -> bool:
    """A `ShouldStop` for work that cannot be cancelled."""
    return False


def report(done: int, total: int, progress: Progress, should_stop: ShouldStop) -> None:
    """Report `done` of `total`. Raises `Cancelled` where the user stopped the work."""
    if should_stop():
        raise Cancelled
    progress(done, total)


def read(
    path: Path,
    limits: Limits = LIMITS,
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
) -> list[Sheet]:
    """Every sheet of a workbook or text table, hidden ones too; the content decides what it is.

    It is read in a process of its own (`exchange/child.py`), so that no file can harm this one.
    `progress` is given rows done and rows in all. Raises what `exchange/parsing.py` raises of a
    file; `WorkbookNotReadable` where reading it ended that process or went on for too long;
    `Cancelled` where `should_stop` returns True.
    """
    from dialogue_app.exchange.outside import read_outside

    return read_outside(path, limits, progress, should_stop)
