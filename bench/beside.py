"""A record opened while a long workbook is imported: prints as JSON its time then and alone."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from bench.scenarios.import_issues import opened_workbook
from bench.timing import KEPT
from dialogue_app import machine
from dialogue_app.exchange.reading import ShouldStop, never_stop
from dialogue_app.services.case import Case
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.importing import import_issues, preview_issues
from dialogue_app.services.opening import open_case
from ui.tasks import Lane, TaskRunner

_ROWS, _KNOWN = 20_000, 200
_ALONE = 60
_PAUSE = 20  # milliseconds between two records


def _import(case: Case, rows: int, should_stop: ShouldStop = never_stop) -> None:
    book = opened_workbook(rows)
    mapping = book.mappings[0]
    assert mapping is not None
    preview = preview_issues(case, book, 0, mapping, None, should_stop=should_stop)
    import_issues(case, preview, should_stop=should_stop)


def _opened(case: Case, tasks: TaskRunner, goes_on: Callable[[int], bool]) -> list[float]:
    """Seconds until each of so many records has come, as a page asks for them."""
    times: list[float] = []
    while goes_on(len(times)):
        loop = QEventLoop()
        begun, wanted = time.perf_counter(), 1 + len(times) % _KNOWN
        tasks.run(
            tasks,
            lambda: issue_detail(case, wanted),  # noqa: B023  (asked for before the next one)
            lambda _detail: loop.quit(),  # noqa: B023
            lane=Lane.EYE,
        )
        loop.exec()
        times.append(time.perf_counter() - begun)
        QTimer.singleShot(_PAUSE, loop.quit)
        loop.exec()
    return times


def measured(case: Case) -> tuple[float, float]:
    """The median during the import, and without it before and after."""
    tasks = TaskRunner()
    done: list[None] = []
    _import(case, _KNOWN)
    alone = _opened(case, tasks, lambda n: n < _ALONE)
    tasks.run_long(
        tasks, lambda task: _import(case, _ROWS, task.should_stop), done.append, lane=Lane.IMPORT
    )
    during = _opened(case, tasks, lambda _n: not done)
    alone += _opened(case, tasks, lambda n: n < _ALONE)
    tasks.shutdown()
    return median(during), median(alone)


if __name__ == "__main__":
    app = QApplication(sys.argv)
    with tempfile.TemporaryDirectory(dir=KEPT) as kept:
        opened = open_case(Path(kept), machine.now, machine.user_name())
        print(json.dumps(measured(opened)))
        opened.store.close()
