"""Issues of a workbook written: what the preview found out, with history, search and commit."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from bench import words
from bench.floors import import_issues as floor
from bench.timing import KEPT, Result, alternate, answer_of, timed
from dialogue_app import machine
from dialogue_app.exchange.columns import find_mapping
from dialogue_app.exchange.reading import Cell, Sheet
from dialogue_app.services.case import Case
from dialogue_app.services.imports.workbooks import OpenedWorkbook, TableKind
from dialogue_app.services.issues.importing import import_issues, preview_issues
from dialogue_app.services.opening import open_case

_LIMIT, _BESIDE_LIMIT = 6.0, 1.5
_RUNS = 3
_ROWS = 5_000
_HEADINGS: list[Cell] = [
    "STT", "Đơn vị nêu", "Nội dung", "Trả lời", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn",
    "Ghi chú",
]  # fmt: skip
_LEAD, _SUPPORTING = "Phòng Kinh tế, Hạ tầng và Đô thị", "Sở Xây dựng"


def new_issues(_case: Case) -> Result:
    """Write the rows as new issues into an empty register."""
    rows = _rows(_ROWS)
    times = alternate(_ours, lambda: _floor(rows), _RUNS)
    note = f"{times[0] / _ROWS * 1000:.2f} ms a row"
    return Result(f"{_ROWS:,} issues written", *times, _LIMIT, note)


def record_beside(_case: Case) -> Result:
    """Open records while 20,000 rows are read, compared and written; the floor is a record alone.

    By the clock, as somebody waits for it.
    """
    during, alone = answer_of("-m", "bench.beside")
    return Result("record beside import", during, alone, _BESIDE_LIMIT)


def opened_workbook(rows: int) -> OpenedWorkbook:
    """So many rows as they are after the file was read."""
    sheet = Sheet("Kiến nghị", hidden=False, rows=[_HEADINGS, *_rows(rows)])
    mapping = find_mapping(sheet, TableKind.ISSUES)
    return OpenedWorkbook(Path(), TableKind.ISSUES, [sheet], [mapping], 0)


def _rows(number: int) -> list[list[Cell]]:
    chance = random.Random(6)
    raisers = words.names(number, seed=7)
    return [
        [
            place, raiser, f"{words.sentence(chance, 25)} {place}",
            words.sentence(chance, 20) if place % 2 else "", _LEAD,
            _SUPPORTING if place % 3 else "", "30/9/2026", "",
        ]
        for place, raiser in enumerate(raisers, start=1)
    ]  # fmt: skip


def _ours() -> float:
    book = opened_workbook(_ROWS)
    mapping = book.mappings[0]
    assert mapping is not None
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        case = open_case(Path(folder), machine.now, machine.user_name())
        preview = preview_issues(case, book, 0, mapping, None)

        def work() -> None:
            assert import_issues(case, preview).added == _ROWS

        seconds = timed(work)
        case.store.close()
    return seconds


def _floor(rows: list[list[Cell]]) -> float:
    def work() -> None:
        assert floor.write_issues(rows, Path(folder) / "floor.db") == _ROWS

    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        return timed(work)
