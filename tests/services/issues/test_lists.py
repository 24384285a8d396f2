"""What a list of issues holds: narrowed by what the query names, each row for itself."""

from __future__ import annotations

import pytest

from dialogue_app.domain.errors.conflicts import Gone
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.vocabulary import RaiserKind
from dialogue_app.services.agency.reference import topics
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery


def test_of_one_topic_only(case: Case):
    tax, land = topics(case)[:2]
    taxed = register_issue(case, IssueDraft("Thuế tăng.", topic_id=tax.id))
    register_issue(case, IssueDraft("Giá đất tăng.", topic_id=land.id))
    register_issue(case, IssueDraft("Hẻm ngập."))
    assert list(IssueList(case).ids(IssueQuery(topic_id=tax.id))) == [taxed]


def test_each_row_says_of_itself_whether_its_raiser_is_to_be_identified(case: Case):
    known = register_enterprise(case, EnterpriseDraft("Công ty Mẫu"))
    firm = RaiserDraft(RaiserKind.ENTERPRISE, known)
    somebody = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="chị Mẫu")
    identified = register_issue(case, IssueDraft("Hẻm ngập.", raisers=(firm,)))
    not_yet = register_issue(case, IssueDraft("Giấy phép chậm.", raisers=(somebody,)))
    rows = {row.id: row.unidentified for row in IssueList(case).rows([identified, not_yet])}
    assert rows == {identified: False, not_yet: True}


def test_an_issue_of_a_session_nobody_knows_is_refused(case: Case):
    with pytest.raises(Gone, match="session"):
        register_issue(case, IssueDraft("Hẻm ngập.", session_id=99))
    assert list(IssueList(case).ids(IssueQuery())) == []
