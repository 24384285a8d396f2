"""Where the issues of a session stand is counted and listed by the same conditions."""

from __future__ import annotations

from pathlib import Path

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.vocabulary import SessionGap, Standing
from dialogue_app.services.case import Case
from dialogue_app.services.issues.conditions import IN_GAP
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.sessions.editing import session_detail
from tests.template import sample_case


def listed(case: Case, **query: object) -> int:
    return len(IssueList(case).ids(IssueQuery(session_id=1, **query)))  # type: ignore[arg-type]


def test_each_issue_of_a_session_stands_in_one_place_and_is_found_there(tmp_path: Path):
    case = sample_case(tmp_path)
    for complaint in (False, True):
        register_issue(case, IssueDraft("Mới.", session_id=1, complaint=complaint))
    row = session_detail(case, 1).row
    counted = {
        Standing.NOT_GIVEN: row.not_given_count,
        Standing.IN_HAND: row.in_hand_count,
        Standing.OVERDUE: row.overdue_count,
        Standing.DONE: row.answered_count,
    }
    assert sum(counted.values()) == row.issue_count == listed(case)
    assert counted[Standing.NOT_GIVEN] == 1  # a complaint is given to nobody
    for standing, n in counted.items():
        assert listed(case, standing=standing) == n
    case.store.close()


def test_what_a_session_lacks_because_of_issues_is_what_is_listed(tmp_path: Path):
    case = sample_case(tmp_path)
    register_issue(case, IssueDraft("Mới.", session_id=1))
    gaps = dict(session_detail(case, 1).gaps)
    assert gaps[SessionGap.ISSUES_WITHOUT_BODY] == 1
    for gap in IN_GAP:
        assert listed(case, gap=gap) == gaps.get(gap, 0)
    case.store.close()
