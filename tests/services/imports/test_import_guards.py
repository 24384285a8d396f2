"""An import leaves rows alone that changed since they were compared; only who may edit imports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import delete, select

from dialogue_app.domain.errors.base import NotAllowed
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.vocabulary import RaiserKind, Role
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import enterprise_detail, register_enterprise
from dialogue_app.services.enterprises.importing import import_enterprises, preview_enterprises
from dialogue_app.services.imports.workbooks import Preview, TableKind, open_workbook
from dialogue_app.services.issues.assigning import AssignmentDraft, propose
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.importing import import_issues, preview_issues
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.storage import audit
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Assignment, Issue, Raiser
from tests.services.changing import change_enterprise, change_issue
from tests.services.conftest import DAY, as_role
from tests.template import NOW, seen

IMPORTERS = frozenset({Role.ADMINISTRATOR, Role.OFFICER, Role.SECRETARY, Role.FOLLOW_UP})
KNOWN_ROW, NEW_ROW = 2, 3  # of the sheets below


@dataclass
class Office:
    """The database of one test, and the workbooks it is compared with."""

    case: Case
    folder: Path
    meeting: int

    def workbook(self, *rows: list[object]) -> Path:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(self.folder / "a.xlsx")
        return self.folder / "a.xlsx"

    def enterprises(self, path: Path | None = None) -> Preview:
        """One enterprise that is known and one that is new, unless a workbook is given."""
        header = ["STT", "Tên doanh nghiệp", "Mã số thuế", "Địa chỉ", "Điện thoại"]
        first = [1, "Công ty Mẫu", "0012345678", "", "0900 000 002"]
        new = [2, "Công ty Mẫu Mới", "0012345679", "", ""]
        path = path or self.workbook(header, first, new)
        book = open_workbook(path, TableKind.ENTERPRISES)
        mapping = book.mappings[book.chosen]
        assert mapping is not None
        return preview_enterprises(self.case, book, book.chosen, mapping)

    def issues(self, session_id: int | None) -> Preview:
        """One issue that is known and one that is new."""
        header = ["STT", "Đơn vị nêu", "Nội dung", "Ghi chú"]
        first = [1, "chị Mẫu", "Đường ngập khi mưa", "đã hẹn"]
        path = self.workbook(header, first, [2, "chị Mẫu", "Thiếu đèn đường", ""])
        book = open_workbook(path, TableKind.ISSUES)
        mapping = book.mappings[book.chosen]
        assert mapping is not None
        return preview_issues(self.case, book, book.chosen, mapping, session_id)

    def state(self) -> tuple[int, str]:
        """The latest entry of the history: the same where nothing was written."""
        with self.case.reading() as session:
            return audit.head(session)


@pytest.fixture
def office(case: Case, meeting: int, tmp_path: Path) -> Office:
    return Office(case, tmp_path, meeting)


def known_enterprise(office: Office) -> int:
    return register_enterprise(office.case, EnterpriseDraft("Công ty Mẫu", "0012345678"))


def edit_the_enterprise(office: Office, key: int) -> None:
    change_enterprise(office.case, key, note="đã gọi")


def import_the_new_enterprise(office: Office, key: int) -> None:
    register_enterprise(office.case, EnterpriseDraft("Công ty Mẫu Mới", "0012345679"))


def give_the_code_of_the_new_one_away(office: Office, key: int) -> None:
    """To an enterprise that stood in the database before the workbook was compared."""
    change_enterprise(office.case, key + 1, tax_code="0012345679")


def add_another_enterprise(office: Office, key: int) -> None:
    register_enterprise(office.case, EnterpriseDraft("Công ty Khác", "0012345670"))


def take_out_the_enterprise(office: Office, key: int) -> None:
    with office.case.store.writing(office.case.actor, "test", NOW) as session:
        session.delete(session.get_one(Enterprise, key))


# What happens between the comparison and the import: the rows of the sheet refused for it.
Meanwhile = Callable[[Office, int], None]
REFUSED_ENTERPRISES: list[tuple[Meanwhile, tuple[int, ...]]] = [
    (edit_the_enterprise, (KNOWN_ROW,)),
    (take_out_the_enterprise, (KNOWN_ROW,)),
    (import_the_new_enterprise, (NEW_ROW,)),
    (give_the_code_of_the_new_one_away, (NEW_ROW,)),
    (add_another_enterprise, ()),
]


def enterprises_by_id(office: Office) -> dict[int, tuple[object, ...]]:
    """Each enterprise with its version: whatever is written to it changes that."""
    columns = (Enterprise.id, Enterprise.version, Enterprise.name, Enterprise.phone)
    with office.case.reading() as session:
        return {row.id: tuple(row) for row in session.execute(select(*columns))}


@pytest.mark.parametrize(("meanwhile", "refused"), REFUSED_ENTERPRISES)
def test_an_enterprise_changed_since_it_was_compared_is_refused_alone(
    office: Office, meanwhile: Meanwhile, refused: tuple[int, ...]
):
    key = known_enterprise(office)
    register_enterprise(office.case, EnterpriseDraft("Hộ Khác"))
    preview = office.enterprises()
    meanwhile(office, key)
    before = enterprises_by_id(office)
    result = import_enterprises(office.case, preview)
    assert result.refused == refused
    assert (result.added, result.changed) == (NEW_ROW not in refused, KNOWN_ROW not in refused)
    after = enterprises_by_id(office)
    written = {shown[2] for key, shown in after.items() if before.get(key) != shown}
    rows = {KNOWN_ROW: "Công ty Mẫu", NEW_ROW: "Công ty Mẫu Mới"}
    assert written == {name for row, name in rows.items() if row not in refused}
    assert len(after) == len(before) + result.added


def test_an_enterprise_without_a_code_taken_in_meanwhile_is_refused(office: Office):
    header = ["STT", "Tên doanh nghiệp", "Mã số thuế", "Địa chỉ", "Điện thoại"]
    path = office.workbook(header, [1, "Hộ Mẫu", "", "Số 1", ""], [2, "Hộ Khác", "", "Số 2", ""])
    preview = office.enterprises(path)
    register_enterprise(office.case, EnterpriseDraft("Hộ Mẫu", address="Số 1"))
    result = import_enterprises(office.case, preview)
    assert (result.added, result.refused) == (1, (2,))
    names = sorted(str(shown[2]) for shown in enterprises_by_id(office).values())
    assert names == ["Hộ Khác", "Hộ Mẫu"]


def test_a_register_that_did_not_change_is_imported(office: Office):
    key = known_enterprise(office)
    result = import_enterprises(office.case, office.enterprises())
    assert (result.added, result.changed) == (1, 1)
    assert enterprise_detail(office.case, key).form.phone == "0900 000 002"


def known_issue(office: Office, session_id: int | None) -> int:
    raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="chị Mẫu")
    form = IssueDraft("Đường ngập khi mưa", session_id, received_on=DAY, raisers=(raiser,))
    return register_issue(office.case, form)


def edit_the_issue(office: Office, key: int) -> None:
    change_issue(office.case, key, note="đã gọi")


def propose_a_body(office: Office, key: int) -> None:
    part = AssignmentDraft(find_body(office.case, "Sở Xây dựng", DAY))
    propose(office.case, seen(office.case, key), [part])


def import_the_new_issue(office: Office, key: int) -> None:
    raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="chị Mẫu")
    session_id = issue_detail(office.case, key).form.session_id
    form = IssueDraft("Thiếu đèn đường", session_id, received_on=DAY, raisers=(raiser,))
    register_issue(office.case, form)


def add_another_issue(office: Office, key: int) -> None:
    form = IssueDraft("Việc khác", None, received_on=DAY)
    register_issue(office.case, form)


def take_out_the_issue(office: Office, key: int) -> None:
    with office.case.store.writing(office.case.actor, "test", NOW) as session:
        for part in (Assignment, Raiser):
            session.execute(delete(part).where(part.issue_id == key))
        session.execute(delete(Issue).where(Issue.id == key))


REFUSED_ISSUES: list[tuple[Meanwhile, tuple[int, ...]]] = [
    (edit_the_issue, (KNOWN_ROW,)),
    (propose_a_body, (KNOWN_ROW,)),
    (take_out_the_issue, (KNOWN_ROW,)),
    (import_the_new_issue, (NEW_ROW,)),
    (add_another_issue, ()),
]


def issues_by_id(office: Office) -> dict[int, tuple[object, ...]]:
    columns = (Issue.id, Issue.version, Issue.text, Issue.note)
    with office.case.reading() as session:
        return {row.id: tuple(row) for row in session.execute(select(*columns))}


@pytest.mark.parametrize("in_session", [True, False])
@pytest.mark.parametrize(("meanwhile", "refused"), REFUSED_ISSUES)
def test_an_issue_changed_since_it_was_compared_is_refused_alone(
    office: Office, meanwhile: Meanwhile, refused: tuple[int, ...], in_session: bool
):
    session_id = office.meeting if in_session else None
    key = known_issue(office, session_id)
    known_issue(office, None)  # a later one: the number of the last issue says nothing of this one
    preview = office.issues(session_id)
    meanwhile(office, key)
    before = issues_by_id(office)
    result = import_issues(office.case, preview)
    assert result.refused == refused
    assert (result.added, result.changed) == (NEW_ROW not in refused, KNOWN_ROW not in refused)
    after = issues_by_id(office)
    written = {shown[2] for key, shown in after.items() if before.get(key) != shown}
    rows = {KNOWN_ROW: "Đường ngập khi mưa", NEW_ROW: "Thiếu đèn đường"}
    assert written == {text for row, text in rows.items() if row not in refused}
    assert len(after) == len(before) + result.added


def test_what_was_compared_once_is_not_written_twice(office: Office):
    known_enterprise(office)
    known_issue(office, office.meeting)
    enterprises, issues = office.enterprises(), office.issues(office.meeting)
    import_enterprises(office.case, enterprises)
    import_issues(office.case, issues)
    before = office.state()
    again = import_enterprises(office.case, enterprises), import_issues(office.case, issues)
    assert [result.refused for result in again] == [(KNOWN_ROW, NEW_ROW)] * 2
    assert office.state() == before


def test_issues_that_did_not_change_are_imported(office: Office):
    key = known_issue(office, office.meeting)
    result = import_issues(office.case, office.issues(office.meeting))
    assert (result.added, result.changed) == (1, 1)
    assert "đã hẹn" in issue_detail(office.case, key).form.note


def test_who_may_not_import(office: Office):
    previews = office.enterprises(), office.issues(office.meeting)
    before = office.state()
    for role in set(Role) - IMPORTERS:
        someone = as_role(office.case, role)
        for import_it, preview in zip((import_enterprises, import_issues), previews, strict=True):
            with pytest.raises(NotAllowed) as refused:
                import_it(someone, preview)
            assert refused.value.role is role
    assert Role.LEADER not in IMPORTERS
    assert office.state() == before


def test_who_may_import(office: Office):
    for role in IMPORTERS:
        someone = as_role(office.case, role)
        import_enterprises(someone, office.enterprises())
        import_issues(someone, office.issues(office.meeting))
