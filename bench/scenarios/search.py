"""Live search: the first page of the list after each keystroke of some searches."""

from __future__ import annotations

import sqlite3
from functools import partial
from statistics import median

from bench.floors import search as floor
from bench.timing import Result, alternate, timed
from dialogue_app.services.case import Case
from dialogue_app.services.issues.lists import ISSUES, IssueList, IssueQuery

_LIMIT = 2.0
_RUNS = 5
# frequent and rare words, words of a name, with marks, a code
_TYPED = ("thue quyet", "khieu mau", "nội thất mẫu an", "cong ty in an mau", "kn-2024-01")


def keystrokes(case: Case) -> Result:
    """Time each keystroke as the median of its runs; the result is the median of all."""
    typed = [word[:end].strip(" -") for word in _TYPED for end in range(1, len(word) + 1)]
    strokes = dict.fromkeys(typed)
    connection = sqlite3.connect(case.store.path)
    times = {stroke: _stroke(case, connection, stroke) for stroke in strokes}
    connection.close()
    slowest = max(times, key=lambda stroke: times[stroke][0])
    worst = max(times, key=lambda stroke: times[stroke][0] / times[stroke][1])
    note = (
        f"{len(times)} keystrokes; slowest {_described(slowest, times)}; worst ratio "
        f"{_described(worst, times)}"
    )
    ours, floors = zip(*times.values(), strict=True)
    return Result("search keystroke", median(ours), median(floors), _LIMIT, note)


def _stroke(case: Case, connection: sqlite3.Connection, typed: str) -> tuple[float, float]:
    first_page = partial(
        IssueList(case).first_page, IssueQuery(search=typed), ISSUES.shown_at_first
    )
    return alternate(
        lambda: timed(first_page), lambda: timed(lambda: floor.search(connection, typed)), _RUNS
    )


def _described(stroke: str, times: dict[str, tuple[float, float]]) -> str:
    ours, floors = times[stroke]
    return f"“{stroke}” {ours * 1000:.1f} / {floors * 1000:.1f} ms = {ours / floors:.2f}"
