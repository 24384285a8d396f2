"""What was exported and is read back says nothing new, whatever stands in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import load_workbook

from dialogue_app import i18n
from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    IssueKind,
    Medium,
    Moment,
    RaiserKind,
    Relation,
    RowStatus,
)
from dialogue_app.services.bodies.editing import add_body
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import enterprise_detail, register_enterprise
from dialogue_app.services.enterprises.importing import import_enterprises, preview_enterprises
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.exporting import export_list
from dialogue_app.services.imports.workbooks import Preview, TableKind, open_workbook
from dialogue_app.services.issues import assigning, intake
from dialogue_app.services.issues.answering import AnswerDraft, answer
from dialogue_app.services.issues.importing import import_issues, preview_issues
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.storage.models.audit import AuditEntry
from tests.services.conftest import DAY
from tests.template import sample_case, seen

PERSON = "000365685183"
NASTY_NAMES = [
    "Công ty TNHH Đường Đá Mẫu", "CÔNG TY CỔ PHẦN MẪU HOA", "Cty TNHH Mẫu Gỗ", "=1+1 Mẫu",
    "+84 Mẫu", "-Mẫu", "@Mẫu", "Tổng cộng", "I. Mẫu", "0012", "Công ty TNHH Đường Đá Mẫu",
    "<b>Mẫu</b>", "Tên", "Chủ tịch",
]  # fmt: skip
NASTY_TEXTS = [
    "Đường ngập.\nHai dòng; dấu chấm phẩy.", "=1+1", "#N/A", "Tổng cộng 12 kiến nghị",
    "Nội dung kiến nghị", "1. Sửa đường", "Chủ tịch", "0012", "_x000D_", "Câu hỏi",
]  # fmt: skip
Import = Callable[[Case, Preview], Any]


@pytest.fixture(params=["vi", "en"], autouse=True)
def _language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n._InUse, "language", i18n._InUse.language)
    monkeypatch.setattr(i18n._InUse, "texts", i18n._InUse.texts)
    i18n.install(request.param)


def nasty_register(case: Case) -> None:
    for place, name in enumerate(NASTY_NAMES):
        form = EnterpriseDraft(
            name,
            address=("", "=A1", "Số 1\u00a0đường Mẫu")[place % 3],
            phone=("0900 000 001", "900000001", "+84 900 000 001")[place % 3],
            representative=("", "@Mẫu", "Đỗ Mẫu")[place % 3],
            email=("", "không phải thư", "a@mau.example")[place % 3],
            workers=(None, 0, 7)[place % 3],
            note=("", "Dòng một\nDòng hai", "không")[place % 3],
        )
        register_enterprise(case, form)
    register_enterprise(case, EnterpriseDraft("Hộ kinh doanh Mẫu", tax_code=PERSON))
    register_enterprise(case, EnterpriseDraft("Công ty sai số Mẫu", tax_code="0072281865"))


def nasty_issues(case: Case, meeting: int) -> None:
    firm = register_enterprise(case, EnterpriseDraft("Công ty TNHH Đường Đá Mẫu"))
    register_enterprise(case, EnterpriseDraft("Công ty TNHH Đường Đá Mẫu"))  # a namesake
    young = add_body(
        case, BodyDraft("Đội Mẫu mới", relation=Relation.OWN, valid_from=DAY + timedelta(2))
    )
    for place, text in enumerate(NASTY_TEXTS):
        form = IssueDraft(
            text,
            session_id=meeting,
            kind=list(IssueKind)[place % 5],
            moment=list(Moment)[place % 4],
            medium=list(Medium)[place % 10],
            raisers=(
                RaiserDraft(RaiserKind.ENTERPRISE, firm),
                RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="chị Mẫu; và 3 hộ"),
            )[place % 3 :],
            note=("Không nêu tên", "đơn tố cáo\nhai dòng", "")[place % 3],
            promised_on=(None, DAY)[place % 2],
        )
        issue = intake.register_issue(case, form)
        if place % 2:
            part = assigning.AssignmentDraft(young, due=assigning.Due(on=date(2026, 12, 24)))
            assigning.assign(case, seen(case, issue), part, DAY + timedelta(5))
        if place % 3 == 2:
            said = AnswerDraft(AnswerKind.AT_MEETING, "=đã trả lời\nrồi", DAY, session_id=meeting)
            answer(case, [seen(case, issue)], said)


def read_register(case: Case, path: Path) -> Preview:
    book = open_workbook(path, TableKind.ENTERPRISES)
    mapping = book.mappings[book.chosen]
    assert mapping is not None
    return preview_enterprises(case, book, book.chosen, mapping)


def read_issues(case: Case, path: Path, session_id: int | None) -> Preview:
    book = open_workbook(path, TableKind.ISSUES)
    mapping = book.mappings[book.chosen]
    assert mapping is not None
    return preview_issues(case, book, book.chosen, mapping, session_id)


def entries(case: Case) -> int:
    with case.reading() as session:
        return session.query(AuditEntry).count()


def require_nothing_new(case: Case, preview: Preview, n: int, write: Import) -> None:
    assert {row.status for row in preview.rows} == {RowStatus.SAME}
    assert [row.problems for row in preview.rows if row.problems] == []
    assert len(preview.rows) == n
    assert all(row.title for row in preview.rows)  # the preview shows which
    result = write(case, preview)
    assert (result.added, result.changed, result.same, result.left_out) == (0, 0, n, 0)


def test_the_register_of_the_sample(tmp_path: Path):
    case = sample_case(tmp_path / "data")
    n = export_list(EnterpriseList(case), EnterpriseQuery(), tmp_path / "dn.xlsx")
    require_nothing_new(case, read_register(case, tmp_path / "dn.xlsx"), n, import_enterprises)
    case.store.close()


def test_the_issues_of_the_sample(tmp_path: Path):
    case = sample_case(tmp_path / "data")
    n = export_list(IssueList(case), IssueQuery(session_id=1), tmp_path / "kn.xlsx")
    require_nothing_new(case, read_issues(case, tmp_path / "kn.xlsx", 1), n, import_issues)
    case.store.close()


def test_a_register_full_of_traps(case: Case, tmp_path: Path):
    nasty_register(case)
    for columns in (None, ["code", "name"], ["name", "phone", "code"]):
        n = export_list(EnterpriseList(case), EnterpriseQuery(), tmp_path / "dn.xlsx", columns)
        preview = read_register(case, tmp_path / "dn.xlsx")
        require_nothing_new(case, preview, n, import_enterprises)


def test_issues_full_of_traps(case: Case, meeting: int, tmp_path: Path):
    nasty_issues(case, meeting)
    for columns in (None, ["code", "text"], ["code", "text", "body", "due", "raiser"]):
        query = IssueQuery(session_id=meeting)
        n = export_list(IssueList(case), query, tmp_path / "kn.xlsx", columns)
        preview = read_issues(case, tmp_path / "kn.xlsx", meeting)
        require_nothing_new(case, preview, n, import_issues)


def change(path: Path, row: int, heading: str, value: Any) -> None:
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    column = [cell.value for cell in sheet[1]].index(heading) + 1
    sheet.cell(row, column).value = value
    book.save(path)


def test_what_was_changed_in_the_workbook_is_a_change_and_a_masked_code_none(
    case: Case, tmp_path: Path
):
    household = register_enterprise(case, EnterpriseDraft("Hộ kinh doanh Mẫu", tax_code=PERSON))
    path = tmp_path / "dn.xlsx"
    export_list(EnterpriseList(case), EnterpriseQuery(), path)
    change(path, 2, i18n._("Telephone"), "0900 000 009")
    preview = read_register(case, path)
    (row,) = preview.rows
    assert row.status is RowStatus.CHANGED
    assert [one.field for one in row.changes] == ["phone"]
    import_enterprises(case, preview)
    form = enterprise_detail(case, household).form
    assert (form.tax_code, form.phone) == (PERSON, "0900 000 009")


def test_another_text_of_an_issue_is_a_change(case: Case, meeting: int, tmp_path: Path):
    nasty_issues(case, meeting)
    path = tmp_path / "kn.xlsx"
    export_list(IssueList(case), IssueQuery(session_id=meeting, descending=False), path)
    change(path, 2, i18n._("Text of the issue"), "Đường đã khô.")
    preview = read_issues(case, path, meeting)
    changed = [row for row in preview.rows if row.status is not RowStatus.SAME]
    assert [row.row for row in changed] == [2]
    assert "text" in [one.field for one in changed[0].changes]


def test_an_enterprise_edited_since_is_shown_with_what_differs(case: Case, tmp_path: Path):
    from dialogue_app.services.enterprises.editing import edit_enterprise
    from tests.services.changing import read_enterprise

    key = register_enterprise(case, EnterpriseDraft("Công ty Mẫu", phone="0900 000 001"))
    export_list(EnterpriseList(case), EnterpriseQuery(), tmp_path / "dn.xlsx")
    known = read_enterprise(case, key)
    edit_enterprise(case, known, replace(known.draft, phone="0900 000 002"))
    (row,) = read_register(case, tmp_path / "dn.xlsx").rows
    assert row.status is RowStatus.ASKED


def test_a_changed_cell_of_an_issue_changes_nothing_else(case: Case, meeting: int, tmp_path: Path):
    """Its raiser has a namesake, its body did not exist yet, its note speaks of a flag."""
    nasty_issues(case, meeting)
    path = tmp_path / "kn.xlsx"
    export_list(IssueList(case), IssueQuery(session_id=meeting, descending=False), path)
    rows = range(2, len(NASTY_TEXTS) + 2)
    for row in rows:
        change(path, row, i18n._("Number elsewhere"), f"1022-{row}")
    preview = read_issues(case, path, meeting)
    assert [[one.field for one in row.changes] for row in preview.rows] == [
        ["number_elsewhere"] for _row in rows
    ]
    assert {row.status for row in preview.rows} == {RowStatus.CHANGED}


def test_a_changed_cell_of_the_register_changes_nothing_else(case: Case, tmp_path: Path):
    nasty_register(case)
    path = tmp_path / "dn.xlsx"
    n = export_list(EnterpriseList(case), EnterpriseQuery(), path)
    for row in range(2, n + 2):
        change(path, row, i18n._("Address"), f"Số {row} đường Mẫu")
    preview = read_register(case, path)
    assert [[one.field for one in row.changes] for row in preview.rows] == [["address"]] * n
    assert {row.status for row in preview.rows} == {RowStatus.CHANGED}


def edits(heading: str, old: Any, chance: Random) -> Any:
    """Another value that a person might type in such a cell."""
    if isinstance(old, date):
        return old + timedelta(days=chance.randrange(1, 9))
    if isinstance(old, int):
        return old + 1
    return f"{old or heading} {chance.choice(['sửa', '12/3', 'a) b', 'Mẫu; Mẫu'])}"


@pytest.mark.parametrize("seed", range(2))
def test_what_was_edited_is_shown_and_nothing_else(tmp_path: Path, seed: int) -> None:
    case, chance = sample_case(tmp_path / "data"), Random(seed)
    lists = (
        (EnterpriseList(case), EnterpriseQuery(), TableKind.ENTERPRISES),
        (IssueList(case), IssueQuery(), TableKind.ISSUES),
    )
    for records, query, kind in lists:
        path = tmp_path / f"{kind}.xlsx"
        export_list(records, query, path)
        read = partial(read_issues, session_id=None) if kind is TableKind.ISSUES else read_register
        before = {row.row: (row.changes, row.problems) for row in read(case, path).rows}
        mapping = read(case, path).mapping
        book = load_workbook(path)
        sheet = book.active
        edited = {}
        for row in chance.sample(range(2, sheet.max_row + 1), 6):
            name, column = chance.choice(sorted(mapping.fields.items()))
            cell = sheet.cell(row, column + 1)
            cell.value = edits(str(sheet.cell(1, column + 1).value), cell.value, chance)
            edited[row] = name
        book.save(path)
        said = read(case, path)
        told = {row.row for row in said.rows if (row.changes, row.problems) != before[row.row]}
        changed = {row.row for row in said.rows if row.status is not RowStatus.SAME}
        assert (told, changed - told) == (set(edited), set()), edited
        assert len(said.rows) == len(before)
    case.store.close()
