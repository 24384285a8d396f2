"""How many statements a screen costs: the same for ten issues as for a thousand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import event

from dialogue_app.services.bodies.editing import list_bodies
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.issues.lists import IssueList, IssueQuery, view_counts
from dialogue_app.services.papers.minutes import minutes_facts
from dialogue_app.services.sessions.editing import list_sessions
from tests.services.issues.test_life import register


def statements(case: Case, work: Callable[[], object]) -> int:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(case.store._engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(case.store._engine, "before_cursor_execute", note)
    return len(seen)


@pytest.mark.parametrize("count", [3, 60])
def test_lists_and_counts_cost_the_same_however_long(case: Case, meeting: int, count: int):
    for number in range(count):
        register(case, meeting, f"Đề nghị số {number}")
    issues, firms = IssueList(case), EnterpriseList(case)
    assert statements(case, lambda: issues.first_page(IssueQuery())) == 2
    assert statements(case, lambda: issues.first_page(IssueQuery(search="de nghi"))) == 2
    assert statements(case, lambda: issues.ids(IssueQuery())) == 1
    assert statements(case, lambda: view_counts(case)) == 1
    assert statements(case, lambda: firms.first_page(EnterpriseQuery())) <= 2
    assert statements(case, lambda: list_sessions(case)) == 2
    assert statements(case, lambda: list_bodies(case)) <= 4
    assert statements(case, lambda: minutes_facts(case, meeting)) <= 20
