"""How many statements a screen costs: the same for ten issues as for a thousand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import event

from dialogue_app.domain.people import Actor
from dialogue_app.services.bodies.editing import list_bodies
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.issues.lists import IssueList, IssueQuery, view_counts
from dialogue_app.services.papers.minutes import minutes_facts
from dialogue_app.services.sessions.editing import list_sessions
from dialogue_app.storage.engine import Store
from tests.services.issues.test_life import register


def statements(store: Store, work: Callable[[], object]) -> int:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(store._engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(store._engine, "before_cursor_execute", note)
    return len(seen)


@pytest.mark.parametrize("count", [3, 60])
def test_lists_and_counts_cost_the_same_however_long(
    store: Store, actor: Actor, meeting: int, count: int
):
    for number in range(count):
        register(store, actor, meeting, f"Đề nghị số {number}")
    issues, firms = IssueList(store), EnterpriseList(store)
    assert statements(store, lambda: issues.first_page(IssueQuery())) == 2
    assert statements(store, lambda: issues.first_page(IssueQuery(search="de nghi"))) == 2
    assert statements(store, lambda: issues.ids(IssueQuery())) == 1
    assert statements(store, lambda: view_counts(store)) == 1
    assert statements(store, lambda: firms.first_page(EnterpriseQuery())) <= 2
    assert statements(store, lambda: list_sessions(store)) == 2
    assert statements(store, lambda: list_bodies(store)) <= 4
    assert statements(store, lambda: minutes_facts(store, meeting)) <= 20
