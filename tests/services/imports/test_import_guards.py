"""An import writes what was compared, or nothing; and only who may edit may import."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import delete

from dialogue_app.domain.errors.base import NotAllowed
from dialogue_app.domain.errors.workbooks import RegisterChanged
from dialogue_app.domain.people import Actor
from dialogue_app.domain.vocabulary import RaiserKind, Role
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import (
    EnterpriseForm,
    edit_enterprise,
    enterprise_detail,
    register_enterprise,
)
from dialogue_app.services.enterprises.importing import import_enterprises, preview_enterprises
from dialogue_app.services.imports.workbooks import Preview, TableKind, open_workbook
from dialogue_app.services.issues.assigning import AssignmentForm, propose
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.importing import import_issues, preview_issues
from dialogue_app.services.issues.intake import IssueForm, RaiserForm, edit_issue, register_issue
from dialogue_app.storage import audit
from dialogue_app.storage.models import AgendaItem, Assignment, Enterprise, Issue, Raiser
from tests.services.conftest import DAY

IMPORTERS = frozenset({Role.ADMINISTRATOR, Role.OFFICER, Role.SECRETARY, Role.FOLLOW_UP})


@dataclass
class Office:
    """The register of one test, and the workbooks it is compared with."""

    case: Case
    actor: Actor
    folder: Path
    meeting: int

    def workbook(self, *rows: list[object]) -> Path:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(self.folder / "a.xlsx")
        return self.folder / "a.xlsx"

    def enterprises(self) -> Preview:
        """One enterprise that is known and one that is new."""
        header = ["STT", "Tên doanh nghiệp", "Mã số thuế", "Địa chỉ", "Điện thoại"]
        first = [1, "Công ty Mẫu", "0012345678", "", "0900 000 002"]
        path = self.workbook(header, first, [2, "Công ty Mẫu Mới", "0012345679", "", ""])
        book = open_workbook(path, TableKind.ENTERPRISES)
        mapping = book.mappings[book.chosen]
        assert mapping is not None
        return preview_enterprises(self.store, book, book.chosen, mapping)

    def issues(self, session_id: int | None) -> Preview:
        """One issue that is known and one that is new."""
        header = ["STT", "Đơn vị nêu", "Nội dung", "Ghi chú"]
        first = [1, "chị Mẫu", "Đường ngập khi mưa", "đã hẹn"]
        path = self.workbook(header, first, [2, "chị Mẫu", "Thiếu đèn đường", ""])
        book = open_workbook(path, TableKind.ISSUES)
        mapping = book.mappings[book.chosen]
        assert mapping is not None
        return preview_issues(self.store, book, book.chosen, mapping, session_id)

    def state(self) -> tuple[int, str]:
        """The latest entry of the history: the same where nothing was written."""
        with self.case.reading() as session:
            return audit.head(session)


@pytest.fixture
def office(case: Case, meeting: int, tmp_path: Path) -> Office:
    return Office(case, tmp_path, meeting)


def known_enterprise(office: Office) -> int:
    return register_enterprise(
        office.case, EnterpriseForm("Công ty Mẫu", "0012345678")
    )


def edit_the_enterprise(office: Office, key: int) -> None:
    seen = enterprise_detail(office.case, key)
    edit_enterprise(
        office.case, key, replace(seen.form, note="đã gọi"), seen.version
    )


def add_an_enterprise(office: Office, key: int) -> None:
    register_enterprise(office.case, EnterpriseForm("Công ty Khác", "0012345670"))


def take_out_the_enterprise(office: Office, key: int) -> None:
    with office.case.store.writing(office.case.actor, "test") as session:
        session.delete(session.get_one(Enterprise, key))


def test_a_register_that_changed_since_it_was_compared_is_not_written_over(office: Office):
    key = known_enterprise(office)
    for meanwhile in (edit_the_enterprise, add_an_enterprise, take_out_the_enterprise):
        preview = office.enterprises()
        meanwhile(office, key)
        before = office.state()
        with pytest.raises(RegisterChanged):
            import_enterprises(office.case, preview)
        assert office.state() == before, meanwhile.__name__


def test_a_register_that_did_not_change_is_taken_in(office: Office):
    key = known_enterprise(office)
    result = import_enterprises(office.case, office.enterprises())
    assert (result.added, result.changed) == (1, 1)
    assert enterprise_detail(office.case, key).form.phone == "0900 000 002"


def known_issue(office: Office, session_id: int | None) -> int:
    raiser = RaiserForm(RaiserKind.UNIDENTIFIED, written_name="chị Mẫu")
    form = IssueForm("Đường ngập khi mưa", session_id, received_on=DAY, raisers=(raiser,))
    return register_issue(office.case, form)


def edit_the_issue(office: Office, key: int) -> None:
    seen = issue_detail(office.case, key)
    edit_issue(office.case, key, replace(seen.form, note="đã gọi"), seen.version)


def propose_a_body(office: Office, key: int) -> None:
    part = AssignmentForm(find_body(office.case, "Sở Xây dựng", DAY))
    propose(office.case, key, [part])


def add_an_issue_anywhere(office: Office, key: int) -> None:
    form = IssueForm("Việc khác", None, received_on=DAY)
    register_issue(office.case, form)


def take_out_the_issue(office: Office, key: int) -> None:
    with office.case.store.writing(office.case.actor, "test") as session:
        for part in (AgendaItem, Assignment, Raiser):
            session.execute(delete(part).where(part.issue_id == key))
        session.execute(delete(Issue).where(Issue.id == key))


@pytest.mark.parametrize("in_session", [True, False])
def test_issues_that_changed_since_they_were_compared_are_not_written_over(
    office: Office, in_session: bool
):
    session_id = office.meeting if in_session else None
    key = known_issue(office, session_id)
    known_issue(office, None)  # a later one: the number of the last issue says nothing of this one
    for meanwhile in (edit_the_issue, propose_a_body, add_an_issue_anywhere, take_out_the_issue):
        preview = office.issues(session_id)
        meanwhile(office, key)
        before = office.state()
        with pytest.raises(RegisterChanged):
            import_issues(office.case, preview)
        assert office.state() == before, meanwhile.__name__


def test_issues_that_did_not_change_are_taken_in(office: Office):
    key = known_issue(office, office.meeting)
    result = import_issues(office.case, office.issues(office.meeting))
    assert (result.added, result.changed) == (1, 1)
    assert "đã hẹn" in issue_detail(office.case, key).form.note


def test_who_may_not_import(office: Office):
    previews = office.enterprises(), office.issues(office.meeting)
    before = office.state()
    for role in set(Role) - IMPORTERS:
        someone = replace(office.actor, role=role)
        for take_in, preview in zip((import_enterprises, import_issues), previews, strict=True):
            with pytest.raises(NotAllowed) as refused:
                take_in(office.case, someone, preview)
            assert (refused.value.role, refused.value.service) == (role, take_in.__name__)
    assert Role.LEADER not in IMPORTERS
    assert office.state() == before


def test_who_may_import(office: Office):
    for role in IMPORTERS:
        someone = replace(office.actor, role=role)
        import_enterprises(office.case, someone, office.enterprises())
        import_issues(office.case, someone, office.issues(office.meeting))
