"""A large workbook of enterprises, from the file to the commit."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.floors import import_enterprises as floor
from bench.timing import KEPT, Result, alternate, timed
from bench.workbook import workbook
from dialogue_app import machine
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.importing import import_enterprises, preview_enterprises
from dialogue_app.services.imports.workbooks import TableKind, open_workbook
from dialogue_app.services.opening import open_case

_LIMIT = 2.0
_RUNS = 3
_ROWS = 50_000


def first_import(_case: Case) -> Result:
    """Read, preview and write the workbook into an empty register of enterprises."""
    path = workbook(KEPT / f"enterprises-{_ROWS}.xlsx", _ROWS)
    times = alternate(
        lambda: _in_new_folder(lambda folder: _ours(path, folder)),
        lambda: _in_new_folder(lambda folder: _floor(path, folder)),
        _RUNS,
    )
    return Result(f"import of {_ROWS:,}", *times, _LIMIT)


def _in_new_folder(work: Callable[[Path], float]) -> float:
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        return work(Path(folder))


def _ours(path: Path, folder: Path) -> float:
    case = open_case(folder, machine.now, machine.user_name())

    def work() -> None:
        book = open_workbook(path, TableKind.ENTERPRISES)
        mapping = book.mappings[book.chosen]
        assert mapping is not None
        preview = preview_enterprises(case, book, book.chosen, mapping)
        assert import_enterprises(case, preview).added == _ROWS
        case.store.close()

    return timed(work)


def _floor(path: Path, folder: Path) -> float:
    def work() -> None:
        assert floor.import_workbook(path, folder / "floor.db") == _ROWS

    return timed(work)
