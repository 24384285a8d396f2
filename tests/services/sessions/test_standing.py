"""Where the issues of a session stand is counted and listed by the same conditions."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from sqlalchemy import event

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.vocabulary import IssueState, SessionGap, Standing
from dialogue_app.services.case import Case
from dialogue_app.services.issues.ending import wait_for_enterprise
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.issues.standing import IN_GAP
from dialogue_app.services.sessions.editing import session_detail
from dialogue_app.services.sessions.lists import SessionList
from tests.template import sample_case, seen


def listed(case: Case, **query: object) -> int:
    return len(IssueList(case).ids(IssueQuery(session_id=1, **query)))  # type: ignore[arg-type]


def recounted(case: Case) -> Counter[Standing]:
    """Issue by issue, from what lists show of each."""
    records, today = IssueList(case), case.today()
    counts: Counter[Standing] = Counter()
    for row in records.records(records.ids(IssueQuery(session_id=1))):
        late = row.next_due_own and row.next_ends_on is not None and row.next_ends_on < today
        if row.state in (IssueState.ANSWERED, IssueState.CLOSED):
            counts[Standing.DONE] += 1
        elif late:
            counts[Standing.OVERDUE] += 1
        elif row.state in (IssueState.TRANSFERRED, IssueState.SENT_UP, IssueState.WAITING):
            counts[Standing.WAITING] += 1
        else:
            counts[Standing.IN_HAND] += 1
    return counts


def test_each_issue_of_a_session_stands_in_one_place_and_is_found_there(tmp_path: Path):
    case = sample_case(tmp_path)
    for complaint in (False, True):
        register_issue(case, IssueDraft("Mới.", session_id=1, complaint=complaint))
    late = IssueList(case).ids(IssueQuery(session_id=1, standing=Standing.OVERDUE))[0]
    wait_for_enterprise(case, seen(case, late), case.today(), "bản vẽ")  # it stays late
    row = session_detail(case, 1).row
    counted = {where: row.standing(where) for where in Standing}
    assert counted == {where: recounted(case)[where] for where in Standing}
    assert sum(counted.values()) == row.issue_count == listed(case)
    assert row.not_given_count == 1  # a complaint is given to nobody
    for standing, n in counted.items():
        assert listed(case, standing=standing) == n
    case.store.close()


def test_the_numbers_of_sessions_are_counted_from_an_index_alone(tmp_path: Path):
    """Else a list of fifty sessions would read every issue of theirs."""
    case = sample_case(tmp_path)
    ran: list[tuple[str, object]] = []

    def note(_connection, _cursor, statement: str, values: object, *_more: object) -> None:
        ran.append((statement, values))

    engine = case.store._engine
    event.listen(engine, "before_cursor_execute", note)
    shown = {"issues", "in_hand", "overdue", "waiting", "answered", "new"}
    SessionList(case).rows([1], shown)
    event.remove(engine, "before_cursor_execute", note)
    (statement, values), *more = [pair for pair in ran if "SELECT" in pair[0]]
    assert more == []
    with closing(sqlite3.connect(case.store.path)) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
    of_issues = [line[3] for line in plan if line[3].split()[1] == "issue"]
    assert len(of_issues) == 9  # those in hand are all but the three others
    assert all("USING COVERING INDEX" in line for line in of_issues), of_issues
    case.store.close()


def test_what_a_session_lacks_because_of_issues_is_what_is_listed(tmp_path: Path):
    case = sample_case(tmp_path)
    register_issue(case, IssueDraft("Mới.", session_id=1))
    gaps = dict(session_detail(case, 1).gaps)
    assert gaps[SessionGap.ISSUES_WITHOUT_BODY] == 1
    for gap in IN_GAP:
        assert listed(case, gap=gap) == gaps.get(gap, 0)
    case.store.close()
