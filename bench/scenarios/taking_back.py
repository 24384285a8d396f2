"""An import of many updates taken back, against writing it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from bench.timing import KEPT, Result, alternate, timed
from bench.workbook import workbook
from dialogue_app import machine
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.importing import import_enterprises, preview_enterprises
from dialogue_app.services.imports.taking_back import take_back_import
from dialogue_app.services.imports.workbooks import Preview, TableKind, open_workbook
from dialogue_app.services.opening import open_case

_LIMIT = 2.0
_RUNS = 3
_ROWS = 28_000


def many_updates(_case: Case) -> Result:
    """A workbook that changes every one of 28,000 enterprises, taken back."""
    before = workbook(KEPT / f"enterprises-{_ROWS}.xlsx", _ROWS)
    after = workbook(KEPT / f"enterprises-{_ROWS}-moved.xlsx", _ROWS, moved=True)
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        known = Path(folder) / "known"
        case = open_case(known, machine.now, machine.user_name())
        assert import_enterprises(case, _preview(case, before)).added == _ROWS
        case.store.close()
        times = alternate(
            lambda: _times(known, Path(folder) / "tried", after)[1],
            lambda: _times(known, Path(folder) / "tried", after)[0],
            _RUNS,
        )
    return Result(f"back of {_ROWS:,}", *times, _LIMIT)


def _preview(case: Case, path: Path) -> Preview:
    book = open_workbook(path, TableKind.ENTERPRISES)
    mapping = book.mappings[book.chosen]
    assert mapping is not None
    return preview_enterprises(case, book, book.chosen, mapping)


def _times(known: Path, tried: Path, path: Path) -> tuple[float, float]:
    """The seconds that writing the changes takes, and taking them back."""
    shutil.copytree(known, tried)
    case = open_case(tried, machine.now, machine.user_name())
    preview = _preview(case, path)
    numbers: list[int] = []

    def write() -> None:
        result = import_enterprises(case, preview)
        assert result.changed == _ROWS
        numbers.append(result.number)

    def take_back() -> None:
        assert take_back_import(case, numbers[0]).restored == _ROWS

    times = timed(write), timed(take_back)
    case.store.close()
    shutil.rmtree(tried)
    return times
