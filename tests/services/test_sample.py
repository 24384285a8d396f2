"""The sample of "phường Mẫu": whole, the same a second time, all of it or nothing."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select

from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.vocabulary import SessionGap, StoryKind, View
from dialogue_app.services import sample
from dialogue_app.services.agency.settings import agency
from dialogue_app.services.case import Case
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.lists import IssueList, IssueQuery, view_counts
from dialogue_app.services.papers.minutes import SOURCE
from dialogue_app.services.sessions.editing import session_detail
from dialogue_app.services.sessions.finding import find_session
from dialogue_app.services.sessions.lists import list_sessions
from dialogue_app.storage.models.audit import AuditEntry
from dialogue_app.storage.models.enterprises import Enterprise

FOLDER = Path(__file__).parents[2] / "resources" / "samples"


def entries(case: Case) -> int:
    with case.reading() as session:
        return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def test_the_sample_goes_all_the_way_to_its_minutes(case: Case):
    session_id = find_session(case, sample.fill_sample(case))
    detail = session_detail(case, session_id)
    assert detail.sample
    # Who is no body of ours has been sent nothing yet: that is for the officer to do.
    assert dict(detail.gaps) == {
        SessionGap.ISSUES_UNIDENTIFIED: 1,
        SessionGap.ISSUES_NOT_SENT: 6,
    }
    counts = view_counts(case, session_id)
    assert counts[View.ALL] == 20
    assert counts[View.NOT_GIVEN] == counts[View.NEW] == 0
    assert SOURCE.pdf(case, session_id).content.startswith(b"%PDF")


def test_the_second_time_changes_nothing(case: Case):
    sample.fill_sample(case)
    before = entries(case)
    sample.fill_sample(case)
    assert entries(case) == before


def test_the_sample_is_one_entry_of_the_history(case: Case):
    before = entries(case)
    sample.fill_sample(case)
    assert entries(case) == before + 1


def test_a_sample_that_breaks_off_leaves_nothing(case: Case, monkeypatch: pytest.MonkeyPatch):
    def killed(*_args: object) -> None:
        raise BadInput

    before = entries(case)
    with monkeypatch.context() as patch:
        patch.setattr(sample, "give_out", killed)
        with pytest.raises(BadInput):
            sample.fill_sample(case)
    assert entries(case) == before
    assert list_sessions(case) == []
    assert agency(case) is None
    session_id = find_session(case, sample.fill_sample(case))
    assert view_counts(case, session_id)[View.ALL] == 20
    second = IssueList(case).ids(IssueQuery(session_id=session_id, descending=False))[1]
    assert StoryKind.DIRECTED in {line.kind for line in issue_detail(case, second).story}


def test_no_code_phone_or_address_of_the_sample_can_be_anyones():
    for path in FOLDER.glob("*.xlsx"):
        sheet = openpyxl.load_workbook(path).active
        assert "DỮ LIỆU MẪU" in sheet["A1"].value
        header = [cell.value for cell in sheet[4]]
        for row in sheet.iter_rows(min_row=5, values_only=True):
            values = dict(zip(header, row, strict=True))
            code = values["Mã số thuế"] or ""
            assert code == "" or code.startswith("00")  # no province begins with 00
            assert (values.get("Điện thoại") or "0900 000").startswith("0900 000")
            assert (values.get("Thư điện tử") or ".example").endswith(".example")


def test_the_sample_has_no_enterprise_without_its_mark(case: Case):
    sample.fill_sample(case)
    with case.reading() as session:
        names = session.scalars(select(Enterprise.name)).all()
    assert [name for name in names if "Mẫu" not in name] == []
