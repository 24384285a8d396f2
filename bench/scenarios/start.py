"""The start: from the start of the process to the end of the first painted list."""

from __future__ import annotations

from bench.timing import Result, alternate, printed
from dialogue_app.services.case import Case

_LIMIT = 1.65
_RUNS = 5


def first_list(case: Case) -> Result:
    """Time the list of issues in our window against the same rows in a plain table."""
    folder = str(case.store.folder)

    def ours() -> float:
        remember_list(case)  # each run leaves another place
        return printed("bench/as_program.py", "bench.start_window", folder)[0]

    times = alternate(
        ours,
        lambda: printed("bench/floors/start.py", str(case.store.path))[0],
        _RUNS,
    )
    return Result("start", *times, _LIMIT)


def remember_list(case: Case) -> None:
    """The list of issues is what the next start shows."""
    from PySide6.QtCore import QSettings

    from ui.app import WINDOW_FILE
    from ui.places import Place

    remembered = QSettings(str(case.store.folder / WINDOW_FILE), QSettings.Format.IniFormat)
    remembered.setValue("window/place", Place("issues").written())
    remembered.sync()
