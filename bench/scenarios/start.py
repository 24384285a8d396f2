"""The start: the work from the start of the process to the end of the first painted page."""

from __future__ import annotations

from bench.timing import Result, alternate, printed
from dialogue_app.services.case import Case

_LIMIT = 1.65
_LIMIT_OF_OVERVIEW = 1.5
_RUNS = 5


def first_list(case: Case) -> Result:
    """Time the list of issues in our window against the same rows in a plain table."""
    times = alternate(
        lambda: until_painted(case, "issues"),
        lambda: printed("bench/floors/start.py", str(case.store.path))[0],
        _RUNS,
        min,
    )
    return Result("start", *times, _LIMIT)


def first_page(case: Case) -> Result:
    """Time the first page with its numbers against the list of issues with its rows."""
    times = alternate(
        lambda: until_painted(case, "overview"), lambda: until_painted(case, "issues"), _RUNS, min
    )
    return Result("overview", *times, _LIMIT_OF_OVERVIEW)


def until_painted(case: Case, page: str) -> float:
    """Seconds of the processor until our window has painted the page."""
    remember(case, page)  # each run leaves another place
    return printed("bench/as_program.py", "bench.start_window", str(case.store.folder))[0]


def remember(case: Case, page: str) -> None:
    """This page is what the next start shows."""
    from PySide6.QtCore import QSettings

    from ui.app import WINDOW_FILE
    from ui.places import Place

    remembered = QSettings(str(case.store.folder / WINDOW_FILE), QSettings.Format.IniFormat)
    remembered.setValue("window/place", Place(page).written())
    remembered.sync()
