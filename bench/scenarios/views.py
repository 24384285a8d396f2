"""The named views of issues: the first page of each in its own order, and the counts of all.

A first page takes less than the turn another program has of a processor: its own work is timed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from bench.floors import views as floor
from bench.timing import Result, alternate, worked
from dialogue_app.domain.life import STATE_RANKS
from dialogue_app.domain.vocabulary import IssueState, View
from dialogue_app.services.case import Case
from dialogue_app.services.issues.lists import ISSUES, IssueList, view_counts

_LIMIT, _SPARE = 2.0, 0.003  # of a first page: so many floors and these seconds beside them
_RUNS = 7
_RANKS = {
    "not_begun": (IssueState.RECEIVED, IssueState.REOPENED),
    "promised": (IssueState.PROMISED,),
    "answered": (IssueState.ANSWERED,),
    "closed": (IssueState.CLOSED,),
}


def first_pages(case: Case) -> Result:
    """Time the first page of each view; the result is of the view furthest above its floor."""
    connection, days = sqlite3.connect(case.store.path), _days(case)
    times = {}
    for view in View:
        condition, order = floor.VIEWS[view.value]
        best = partial(floor.first_page, connection, _ranked(condition), order, days)
        assert best(), f"{view} has no rows"
        ours = partial(IssueList(case).first_page, ISSUES.shown_in(view), ISSUES.shown_at_first)
        times[view] = alternate(partial(worked, ours), partial(worked, best), _RUNS, min)
    connection.close()
    return worst_page("view", {view.value: took for view, took in times.items()}, _LIMIT)


def worst_page(kind: str, times: Mapping[str, tuple[float, float]], limit: float) -> Result:
    """The first page furthest above so many floors and what asking takes; all stand in the note."""
    worst = max(times, key=lambda name: times[name][0] - limit * times[name][1])
    note = "; ".join(f"{name} {a * 1000:.1f}/{b * 1000:.1f}" for name, (a, b) in times.items())
    ours_took, floor_took = times[worst]
    return Result(f"{kind} {worst}", ours_took, limit * floor_took + _SPARE, 1.0, note)


def counts(case: Case) -> Result:
    """Time the counts of all views."""
    connection, days = sqlite3.connect(case.store.path), _days(case)
    conditions = [_ranked(floor.VIEWS[view.value][0]) for view in View]
    bare = partial(floor.counts, connection, conditions, days)
    assert bare() == tuple(view_counts(case).values())
    times = alternate(
        partial(worked, partial(view_counts, case)), partial(worked, bare), _RUNS, min
    )
    connection.close()
    return Result("view counts", *times, _LIMIT)


def _days(case: Case) -> floor.Days:
    day = case.today()
    week_end = day + timedelta(days=6 - day.weekday())
    return {"today": day.isoformat(), "week_end": week_end.isoformat()}


def _ranked(condition: str) -> str:
    ranks = {
        name: ", ".join(str(STATE_RANKS[state]) for state in states)
        for name, states in _RANKS.items()
    }
    return condition.format(**ranks)
