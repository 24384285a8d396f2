"""The list of all issues in every order its columns offer, both ways."""

from __future__ import annotations

import sqlite3
from functools import partial

from bench.floors import views as floor
from bench.scenarios.views import worst_page
from bench.timing import Result, alternate, worked
from dialogue_app.domain.vocabulary import View
from dialogue_app.services.case import Case
from dialogue_app.services.issues.lists import ISSUES, IssueList, IssueQuery

_LIMIT = 1.5
_RUNS = 7


def first_pages(case: Case) -> Result:
    """Time the first page of each order; the result is of the one furthest above its floor."""
    connection = sqlite3.connect(case.store.path)
    times = {}
    for column in (column for column in ISSUES.columns if column.order):
        for descending in (False, True):
            order = floor.ORDERS[column.key][descending]
            first = floor.ORDERS[column.key][False].partition(",")[0]
            filled = f"{first} IS NOT NULL" if column.empty_last else "1"
            best = partial(floor.first_page, connection, filled, order, {})
            query = IssueQuery(view=View.ALL, sort=column.key, descending=descending)
            ours = partial(IssueList(case).first_page, query, ISSUES.shown_at_first)
            name = f"{column.key}{' down' * descending}"
            times[name] = alternate(partial(worked, ours), partial(worked, best), _RUNS, min)
    connection.close()
    return worst_page("order", times, _LIMIT)
