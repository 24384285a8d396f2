"""Live search: the first page of the list for words of which the last has 1, 2 or 4 letters."""

from __future__ import annotations

import sqlite3
from functools import partial

from bench.floors import search as floor
from bench.timing import Result, alternate, worked
from dialogue_app.services.case import Case
from dialogue_app.services.issues.lists import ISSUES, IssueList, IssueQuery

_AT_MOST = 0.040  # seconds, at every size
_RUNS = 5
# frequent and rare words, words of a name, with marks, a code
_TYPED = ("thue quyet", "khieu mauvong", "nội thất mẫu ansinh", "cong ty in an", "kn-2024-0123")
_LETTERS = (1, 2, 4)  # of the last word


def keystrokes(case: Case) -> Result:
    """Time the work of each keystroke; the result is the slowest."""
    begun = [(words[: words.rfind(last)], last) for words in _TYPED for last in [words.split()[-1]]]
    strokes = dict.fromkeys(before + last[:n] for before, last in begun for n in _LETTERS)
    connection = sqlite3.connect(case.store.path)
    times = {stroke: _stroke(case, connection, stroke) for stroke in strokes}
    connection.close()
    slowest = max(times, key=lambda stroke: times[stroke][0])
    worst = max(times, key=lambda stroke: times[stroke][0] / times[stroke][1])
    ours, bare = times[worst]
    note = (
        f"slowest of {len(times)}: “{slowest}”, against 40 ms; furthest above its floor “{worst}”: "
        f"{ours * 1000:.1f} against {bare * 1000:.1f} ms"
    )
    return Result("search keystroke", times[slowest][0], _AT_MOST, 1.0, note)


def _stroke(case: Case, connection: sqlite3.Connection, typed: str) -> tuple[float, float]:
    first_page = partial(
        IssueList(case).first_page, IssueQuery(search=typed), ISSUES.shown_at_first
    )
    return alternate(
        lambda: worked(first_page),
        lambda: worked(lambda: floor.search(connection, typed)),
        _RUNS,
        min,
    )
