"""An import taken back as one act: all stands as before it but what somebody worked on since."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dialogue_app.domain.errors.base import NotUndoable
from dialogue_app.domain.errors.imports import UnknownImport
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.vocabulary import RaiserKind
from dialogue_app.services.case import Case
from dialogue_app.services.checking import check
from dialogue_app.services.enterprises.editing import find_enterprise, register_enterprise
from dialogue_app.services.enterprises.importing import import_enterprises
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.imports.past_imports import list_imports
from dialogue_app.services.imports.taking_back import (
    TakenBack,
    take_back_import,
    what_goes_back,
)
from dialogue_app.services.imports.workbooks import TableKind
from dialogue_app.services.issues.assigning import give_out
from dialogue_app.services.issues.importing import import_issues
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery, seen_issues
from dialogue_app.services.undo import undo
from dialogue_app.storage.later_work import Why
from tests.services.changing import change_enterprise, change_issue
from tests.services.conftest import DAY
from tests.services.imports.test_imports import (
    ISSUES,
    REGISTER,
    enterprises,
    issues,
    workbook,
)
from tests.services.test_undo import register

FIRST = [1, "Công ty TNHH Mẫu Một", "0300588569", "12 Lê Lợi", "0900 000 001"]
SECOND = [2, "Công ty TNHH Mẫu Hai", "", "14 Lê Lợi", "0900 000 002"]


def taken_in(case: Case, path: Path, *rows: list[object]) -> int:
    """Import these enterprises; the number of the import."""
    preview = enterprises(case, workbook(path, *rows) if rows else path)
    return import_enterprises(case, preview).number


def in_order(case: Case, number: int, before: dict[str, Any]) -> TakenBack:
    """Take the import back; all is as before, and true."""
    taken = take_back_import(case, number)
    assert register(case) == before
    assert check(case).findings == []
    return taken


def test_new_enterprises_go(case: Case, tmp_path: Path):
    before = register(case)
    number = taken_in(case, REGISTER)
    (known,) = list_imports(case)
    assert (known.number, known.kind, known.file) == (number, TableKind.ENTERPRISES, REGISTER.name)
    looked = what_goes_back(case, number)
    taken = in_order(case, number, before)
    assert taken == looked
    assert (taken.removed, taken.restored, taken.kept) == (known.added, 0, ())
    assert list_imports(case) == []
    assert list(EnterpriseList(case).ids(EnterpriseQuery(search="cong ty"))) == []
    assert taken_in(case, REGISTER) > number


def test_updates_go_too(case: Case, tmp_path: Path):
    taken_in(case, tmp_path / "1.xlsx", FIRST, SECOND)
    before = register(case)
    moved = [FIRST[0], "Cty TNHH Mẫu Một", FIRST[2], "99 Trần Phú", ""]
    number = taken_in(case, tmp_path / "2.xlsx", moved, [3, "Hộ kinh doanh Mẫu Ba", "", "", ""])
    taken = in_order(case, number, before)
    assert (taken.removed, taken.restored) == (1, 1)


def test_issues_with_what_came_with_them_go(case: Case, meeting: int):
    taken_in(case, REGISTER)
    before = register(case)
    result = import_issues(case, issues(case, ISSUES, meeting))
    taken = in_order(case, result.number, before)
    assert taken.removed == result.added
    assert list(IssueList(case).ids(IssueQuery(search="doanh nghiep"))) == []
    again = import_issues(case, issues(case, ISSUES, meeting))
    assert again.added == result.added


def test_what_was_edited_since_stays_and_is_named(case: Case, tmp_path: Path):
    taken_in(case, tmp_path / "1.xlsx", FIRST)
    rows = [[1, FIRST[1], FIRST[2], "99 Trần Phú", ""], SECOND, [3, "HKD Mẫu Ba", "", "", ""]]
    number = taken_in(case, tmp_path / "2.xlsx", *rows)
    first, second = (find_enterprise(case, str(row[1])) for row in (FIRST, SECOND))
    change_enterprise(case, first, note="đã gọi")
    change_enterprise(case, second, phone="0900 000 009")
    before = register(case)
    taken = take_back_import(case, number)
    assert [(one.code, one.why) for one in taken.kept] == [
        ("DN-00001", Why.EDITED), ("DN-00002", Why.EDITED),
    ]  # fmt: skip
    now = register(case)
    assert before.keys() - now.keys() == {"enterprise:3"}
    assert {key: before[key] for key in now} == now
    assert [one.number for one in list_imports(case)][:1] == [number]  # of which something stands


def test_what_was_brought_back_was_not_edited(case: Case, tmp_path: Path):
    before = register(case)
    number = taken_in(case, tmp_path / "1.xlsx", FIRST)
    known = find_enterprise(case, "DN-00001")
    change_enterprise(case, known, note="đã gọi")
    undo(case, case.store.last_written)
    in_order(case, number, before)


def test_the_latest_first_then_the_one_before(case: Case, tmp_path: Path):
    empty = register(case)
    first = taken_in(case, tmp_path / "1.xlsx", FIRST)
    between = register(case)
    second = taken_in(case, tmp_path / "2.xlsx", [1, FIRST[1], FIRST[2], "99 Trần Phú", ""])
    in_order(case, second, between)
    in_order(case, first, empty)


def test_what_a_later_import_changed_stays(case: Case, tmp_path: Path):
    first = taken_in(case, tmp_path / "1.xlsx", FIRST, SECOND)
    taken_in(case, tmp_path / "2.xlsx", [1, FIRST[1], FIRST[2], "99 Trần Phú", ""])
    assert [one.code for one in take_back_import(case, first).kept] == ["DN-00001"]
    change_enterprise(case, find_enterprise(case, "DN-00001"), note="đã gọi")
    with pytest.raises(NotUndoable):
        take_back_import(case, first)


def test_one_that_raised_an_issue_since_stays(case: Case, tmp_path: Path):
    number = taken_in(case, tmp_path / "1.xlsx", FIRST, SECOND)
    raiser = RaiserDraft(RaiserKind.ENTERPRISE, find_enterprise(case, "DN-00002"))
    register_issue(case, IssueDraft("Hẻm ngập.", raisers=(raiser,)))
    taken = take_back_import(case, number)
    assert [(one.code, one.why) for one in taken.kept] == [("DN-00002", Why.REFERRED_TO)]
    assert taken.removed == 1


def test_an_issue_worked_on_since_stays_whole(case: Case, meeting: int):
    result = import_issues(case, issues(case, ISSUES, meeting))
    ids = list(IssueList(case).ids(IssueQuery(session_id=meeting)))
    give_out(case, seen_issues(case, ids[:2]), DAY)
    change_issue(case, ids[2], note="đã gọi")
    before = register(case)
    taken = take_back_import(case, result.number)
    left = list(IssueList(case).ids(IssueQuery(session_id=meeting)))
    assert len(taken.kept) == len(left) == result.added - taken.removed
    assert {ids[2]} <= set(left)
    now = register(case)
    parts = [key for key in before if key in now]
    assert {key: before[key] for key in parts} == now
    assert check(case).findings == []


def test_a_code_that_another_took_meanwhile_is_not_given_twice(case: Case, tmp_path: Path):
    known = register_enterprise(case, EnterpriseDraft(str(FIRST[1]), "0300588569"))
    row = ["DN-00001", *FIRST[1:]]
    header = ["Mã", "Tên doanh nghiệp", "Mã số thuế", "Địa chỉ", "Điện thoại"]
    row[2] = "0312120782"
    path = workbook(tmp_path / "1.xlsx", row, header=header)
    preview = enterprises(case, path)
    result = import_enterprises(case, preview, accepted=frozenset({2}))
    assert result.changed == 1
    register_enterprise(case, EnterpriseDraft("Công ty TNHH Mẫu Bốn", "0300588569"))
    with pytest.raises(NotUndoable):
        take_back_import(case, result.number)
    assert register(case)[f"enterprise:{known}"]["tax_code"] == "0312120782"


def test_an_import_that_is_none(case: Case):
    with pytest.raises(UnknownImport):
        take_back_import(case, 7)


def test_an_import_that_wrote_nothing_is_none(case: Case, tmp_path: Path):
    taken_in(case, tmp_path / "1.xlsx", FIRST)
    assert taken_in(case, tmp_path / "1.xlsx", FIRST) == 0
    assert len(list_imports(case)) == 1
