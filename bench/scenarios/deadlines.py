"""All open dates of a register moved to a changed calendar, history included."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

from bench.floors import deadlines as floor
from bench.timing import KEPT, Result, alternate, worked
from dialogue_app import machine
from dialogue_app.domain.calendar import CalendarDay, DayKind
from dialogue_app.services.calendar.changing import change_days
from dialogue_app.services.calendar.moving import move_dues, moved_dues
from dialogue_app.services.case import Case
from dialogue_app.services.opening import open_case
from dialogue_app.storage.sqlite import FILE_NAME

_LIMIT = 3.0
_RUNS = 3
_DAY_OFF = CalendarDay(date(2026, 9, 16), DayKind.HOLIDAY, "Nghỉ mẫu", "văn bản mẫu")
# Each open date is counted: five working days from the day it was given.
_COUNTED = """
    UPDATE assignment SET due_basis = 'working_days', due_days = 5, due_revision = 1,
        due_on = '2026-09-22', original_due_on = '2026-09-22'
    WHERE state = 'given'
"""


def dates_moved(case: Case) -> Result:
    """Which dates a new day off moves is found, and all of them are moved."""
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        known, tried = Path(folder) / "known", Path(folder) / "tried"
        _lay_out(case.store.folder, known)
        n = _move(known, tried)[1]
        times = alternate(
            lambda: _move(known, tried)[0], lambda: _move_barely(known, tried, n), _RUNS, min
        )
    return Result(f"{n:,} dates moved", *times, _LIMIT)


def _lay_out(folder: Path, known: Path) -> None:
    """A register whose calendar has just changed."""
    shutil.copytree(folder, known)
    with closing(sqlite3.connect(known / FILE_NAME)) as connection, connection:
        connection.execute(_COUNTED)
    case = open_case(known, machine.now, machine.user_name())
    change_days(case, [_DAY_OFF])
    case.store.close()


def _move(known: Path, tried: Path) -> tuple[float, int]:
    """The seconds of our work, and how many dates it moved."""
    shutil.copytree(known, tried)
    case = open_case(tried, machine.now, machine.user_name())
    moved: list[int] = []
    seconds = worked(lambda: moved.append(move_dues(case, moved_dues(case))))
    case.store.close()
    shutil.rmtree(tried)
    return seconds, moved[0]


def _move_barely(known: Path, tried: Path, expected: int) -> float:
    shutil.copytree(known, tried)
    moved: list[int] = []
    path = tried / FILE_NAME
    seconds = worked(lambda: moved.append(floor.move(path, {_DAY_OFF.day})))
    assert moved == [expected]
    shutil.rmtree(tried)
    return seconds
