"""Workbooks of a real office taken in: counted by independent lines, twice, in part, cancelled."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.errors.issues import IsComplaint, NothingProposed
from dialogue_app.domain.errors.workbooks import BadRows
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import (
    enterprise_detail,
    find_enterprise,
    register_enterprise,
)
from dialogue_app.services.enterprises.importing import import_enterprises, preview_enterprises
from dialogue_app.services.imports.workbooks import (
    Preview,
    TableKind,
    open_workbook,
    write_left_out,
)
from dialogue_app.services.issues.assigning import Due, give_out
from dialogue_app.services.issues.importing import import_issues, preview_issues
from dialogue_app.services.issues.lists import IssueList, IssueQuery, seen_issues
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issue_course import Answer
from dialogue_app.storage.models.issues import Issue
from tests.services.changing import change_enterprise
from tests.services.conftest import DAY

OFFICE = Path(__file__).parents[2] / "workbooks"
REGISTER, ISSUES = OFFICE / "so-doanh-nghiep.xlsx", OFFICE / "kien-nghi-ky-3-2026.xlsx"
HEADER = ["STT", "Tên doanh nghiệp", "Mã số thuế", "Địa chỉ", "Điện thoại"]


def enterprises(case: Case, path: Path) -> Preview:
    book = open_workbook(path, TableKind.ENTERPRISES)
    mapping = book.mappings[book.chosen]
    assert mapping is not None
    return preview_enterprises(case, book, book.chosen, mapping)


def issues(case: Case, path: Path, meeting: int) -> Preview:
    book = open_workbook(path, TableKind.ISSUES)
    mapping = book.mappings[book.chosen]
    assert mapping is not None
    return preview_issues(case, book, book.chosen, mapping, meeting)


def count(case: Case, model: type) -> int:
    with case.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def workbook(path: Path, *rows: list[object], header: list[str] = HEADER) -> Path:
    book = openpyxl.Workbook()
    for row in (header, *rows):
        book.active.append(row)
    book.save(path)
    return path


def test_the_register_of_an_office_twice(case: Case):
    preview = enterprises(case, REGISTER)
    result = import_enterprises(case, preview)
    sheet = openpyxl.load_workbook(REGISTER).worksheets[0]
    names = [row for row in sheet.iter_rows(min_row=5, values_only=True) if row[1] and row[2]]
    codes = {str(row[2]) for row in names if any(c.isdigit() for c in str(row[2]))}
    assert result.added == count(case, Enterprise)
    assert len(codes) <= result.added <= len(names) + 1
    again = enterprises(case, REGISTER)
    assert set(again.counts) <= {RowStatus.SAME, RowStatus.REPEATED, RowStatus.ASKED}
    assert import_enterprises(case, again).changed == 0
    assert count(case, Enterprise) == result.added


def test_another_telephone_of_a_repeated_enterprise_is_asked(case: Case):
    preview = enterprises(case, REGISTER)
    asked = {row.row for row in preview.rows if row.status is RowStatus.ASKED}
    assert import_enterprises(case, preview).asked == len(asked) > 0
    assert phones(case, "0900 000 999") == 0
    import_enterprises(case, enterprises(case, REGISTER), accepted=frozenset(asked))
    assert phones(case, "0900 000 999") == 1


def phones(case: Case, phone: str) -> int:
    with case.reading() as session:
        return len(session.scalars(select(Enterprise).where(Enterprise.phone == phone)).all())


def test_the_issues_of_a_session_twice_then_given_out(case: Case, meeting: int):
    import_enterprises(case, enterprises(case, REGISTER))
    sheet = openpyxl.load_workbook(ISSUES).worksheets[0]
    rows = [r for r in sheet.iter_rows(min_row=5, values_only=True) if isinstance(r[0], int)]
    answered = [row for row in rows if row[8]]
    result = import_issues(case, issues(case, ISSUES, meeting))
    assert (result.added, count(case, Issue)) == (len(rows), len(rows))
    assert count(case, Answer) == len(answered)
    again = issues(case, ISSUES, meeting)
    assert set(again.counts) <= {RowStatus.SAME, RowStatus.REPEATED}
    assert import_issues(case, again).changed == 0
    ids = IssueList(case).ids(IssueQuery(session_id=meeting))
    given = give_out(case, seen_issues(case, list(ids)), DAY, Due(working_days=7))
    still_in_writing = [row for row in answered if "văn bản" in (row[10] or "")]
    assert still_in_writing
    # A body nobody knows, none at all, and a complaint that the workbook would give out.
    assert [type(reason) for _id, _code, reason in given.left] == [
        NothingProposed, IsComplaint, NothingProposed,
    ]  # fmt: skip
    waiting = len(rows) - len(answered) + len(still_in_writing)
    assert given.done + len(given.left) == waiting


def test_who_is_no_registered_enterprise_stays_as_written(case: Case, meeting: int):
    import_issues(case, issues(case, ISSUES, meeting))
    found = IssueList(case).first_page(IssueQuery(search="chi sau"))[0]
    assert any(row.unidentified and row.raisers.startswith("chị Sáu") for row in found)


def test_an_edited_field_is_kept_unless_asked(case: Case, tmp_path: Path):
    form = EnterpriseDraft("Công ty Mẫu", tax_code="0012345678", phone="0900 000 001")
    one = register_enterprise(case, form)
    change_enterprise(case, one, phone="0900 000 002")
    path = workbook(tmp_path / "a.xlsx", [1, "Công ty Mẫu", "0012345678", "", "0900 000 003"])
    preview = enterprises(case, path)
    assert preview.rows[0].status is RowStatus.ASKED
    import_enterprises(case, preview)
    assert enterprise_detail(case, one).form.phone == "0900 000 002"
    preview = enterprises(case, path)
    import_enterprises(case, preview, accepted=frozenset({2}))
    assert enterprise_detail(case, one).form.phone == "0900 000 003"


def test_an_empty_cell_erases_nothing(case: Case, tmp_path: Path):
    path = workbook(tmp_path / "a.xlsx", [1, "Công ty Mẫu", "0012345678", "Số 1", "0900 000 001"])
    import_enterprises(case, enterprises(case, path))
    path = workbook(tmp_path / "b.xlsx", [1, "Công ty Mẫu", "0012345678", "", ""])
    preview = enterprises(case, path)
    assert preview.rows[0].status is RowStatus.SAME
    import_enterprises(case, preview)
    one = find_enterprise(case, "0012345678")
    assert enterprise_detail(case, one).form.phone == "0900 000 001"


def test_bad_rows_stop_all_or_are_left_out_with_the_reason(case: Case, tmp_path: Path):
    path = workbook(
        tmp_path / "a.xlsx",
        [1, "Công ty Mẫu", "0012345678", "", ""],
        [2, "Công ty Mẫu Hai", "12", "", ""],
    )
    preview = enterprises(case, path)
    with pytest.raises(BadRows):
        import_enterprises(case, preview)
    assert count(case, Enterprise) == 0
    result = import_enterprises(case, preview, skip_bad=True)
    assert (result.added, result.left_out) == (1, 1)
    out = tmp_path / "left.xlsx"
    assert write_left_out(preview, out, lambda problem: problem.problem.value, "Lý do") == 1
    last = list(openpyxl.load_workbook(out).active.iter_rows(values_only=True))[-1]
    assert "tax_code_invalid" in last


def test_cancelling_changes_nothing(case: Case, tmp_path: Path):
    path = workbook(tmp_path / "a.xlsx", [1, "Công ty Mẫu", "0012345678", "", ""])
    preview = enterprises(case, path)
    with pytest.raises(Cancelled):
        import_enterprises(case, preview, should_stop=lambda: True)
    assert count(case, Enterprise) == 0
