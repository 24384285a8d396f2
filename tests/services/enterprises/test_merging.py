"""Two enterprises made one, with all that pointed to the other, and made two again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dialogue_app.domain.errors.base import NotUndoable
from dialogue_app.domain.errors.conflicts import ChangedSince
from dialogue_app.domain.errors.enterprises import (
    OneAndTheSame,
    TaxCodeTaken,
    UnknownEnterprise,
)
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.rows import RowProblem
from dialogue_app.domain.vocabulary import RaiserKind, RowStatus, VerdictLevel
from dialogue_app.services.case import Case, Seen
from dialogue_app.services.checking import check
from dialogue_app.services.enterprises.duplicates import (
    distinct_pairs,
    note_distinct,
)
from dialogue_app.services.enterprises.editing import (
    enterprise_detail,
    find_enterprise,
    register_enterprise,
)
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.enterprises.merging import merge_enterprises, separate_enterprise
from dialogue_app.services.enterprises.suggesting import suggest_enterprises
from dialogue_app.services.issues import answering, ending
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.undo import undo
from tests.services.changing import change_enterprise, change_issue, read_enterprise
from tests.services.conftest import DAY
from tests.services.imports.test_imports import enterprises, workbook
from tests.services.test_undo import register
from tests.template import seen

NAME, CODE = "Công ty TNHH Thương mại Mẫu Phát", "0300588569"


@pytest.fixture
def two(case: Case) -> tuple[int, int]:
    """One enterprise entered twice: the second time in short, with another telephone."""
    one = register_enterprise(case, EnterpriseDraft(NAME, CODE, phone="0900 000 001"))
    draft = EnterpriseDraft("Cty TNHH TM Mẫu Phát", "0312120782", phone="0900 000 002")
    return one, register_enterprise(case, replace(draft, email="mau@mau.example"))


def raised(case: Case, *ids: int, **more: object) -> int:
    raisers = tuple(RaiserDraft(RaiserKind.ENTERPRISE, key, **more) for key in ids)  # type: ignore[arg-type]
    return register_issue(case, IssueDraft("Hẻm ngập.", received_on=DAY, raisers=raisers))


def merge(case: Case, kept: int, merged: int, **chosen: str) -> None:
    one, other = read_enterprise(case, kept), read_enterprise(case, merged)
    merge_enterprises(case, one, other, replace(one.draft, **chosen))


def assert_true(case: Case) -> None:
    case.store.write_due_search_texts()
    assert check(case).findings == []


def test_one_remains_with_what_was_chosen(case: Case, two: tuple[int, int]):
    issue = raised(case, two[1])
    merge(case, *two, phone="0900 000 002", email="mau@mau.example")
    detail = enterprise_detail(case, two[0])
    assert (detail.form.name, detail.form.phone) == (NAME, "0900 000 002")
    assert [row.id for row in detail.issues] == [issue]
    assert [one.code for one in detail.merged] == ["DN-00002"]
    assert list(EnterpriseList(case).ids(EnterpriseQuery())) == [two[0]]
    assert issue_detail(case, issue).row.raisers == NAME
    assert_true(case)


def test_the_merged_codes_lead_to_the_one_that_remains(case: Case, two: tuple[int, int]):
    merge(case, *two)
    for text in ("DN-00002", "0312120782", "Cty TNHH TM Mẫu Phát"):
        assert find_enterprise(case, text) == two[0]
    assert enterprise_detail(case, two[1]).id == two[0]  # a link of yesterday
    for searched in ("DN-00002", "0312120782", "tm mau phat"):
        assert list(EnterpriseList(case).ids(EnterpriseQuery(search=searched))) == [two[0]]
    assert [row.id for row in suggest_enterprises(case, "DN-00002")] == [two[0]]
    other = register_enterprise(case, EnterpriseDraft("Hộ kinh doanh Mẫu Ba"))
    assert other > two[1]
    assert enterprise_detail(case, other).code == "DN-00003"  # no code is given twice


@pytest.mark.parametrize("row", [["DN-00002", ""], ["", "0312120782"]])
def test_a_workbook_names_it_by_a_merged_code(
    case: Case, two: tuple[int, int], tmp_path: Path, row: list[str]
):
    merge(case, *two)
    header = ["Mã", "Mã số thuế", "Tên doanh nghiệp", "Điện thoại"]
    path = workbook(
        tmp_path / "a.xlsx", [*row, "Cty TNHH TM Mẫu Phát", "0900 000 002"], header=header
    )
    (shown,) = enterprises(case, path).rows
    assert shown.matched == "DN-00001"
    assert shown.status is RowStatus.ASKED  # what the merged one was called is no news


def test_whom_the_merged_one_was_is_found_by_its_name(
    case: Case, two: tuple[int, int], tmp_path: Path
):
    change_enterprise(case, two[1], name="Cửa hàng Vinatexo Mẫu")
    merge(case, *two)
    (shown,) = enterprises(case, workbook(tmp_path / "a.xlsx", [1, "CH Vinatexo Mẫu"])).rows
    (found,) = (one for one in shown.problems if one.problem is RowProblem.MAY_BE)
    assert found.values["value"].startswith("DN-00001 ")


def test_undone_at_once_all_is_as_before(case: Case, two: tuple[int, int]):
    third = register_enterprise(case, EnterpriseDraft("Công ty TNHH Mẫu Ba"))
    both, alone = raised(case, *two), raised(case, two[1], speaker="chị Mẫu")
    association = RaiserDraft(RaiserKind.ASSOCIATION, written_name="Hội Mẫu", member_ids=two)
    register_issue(case, IssueDraft("Thuế tăng.", raisers=(association,)))
    form = answering.AnswerDraft(answering.AnswerKind.IN_WRITING, "đã xem xét", DAY)
    answering.answer(case, [seen(case, both)], form)
    second = issue_detail(case, both).raisers[1].id
    ending.record_verdict(case, seen(case, both), second, VerdictLevel.SATISFIED, DAY)
    for other in (two[0], third):
        note_distinct(case, two[1], other)
    before = register(case)
    merge(case, *two, tax_code="0312120782")
    assert issue_detail(case, both).row.raisers == NAME  # once
    assert issue_detail(case, alone).row.raisers == NAME
    assert len(distinct_pairs(case)) == 1
    assert_true(case)
    undo(case, case.store.last_written)
    assert register(case) == before
    assert_true(case)


def test_separated_later_all_is_as_before(case: Case, two: tuple[int, int]):
    raised(case, *two)
    before = register(case)
    merge(case, *two, phone="0900 000 002")
    register_enterprise(case, EnterpriseDraft("Công ty TNHH Mẫu Ba"))
    separated = separate_enterprise(case, two[1])
    assert (separated.code, separated.kept) == ("DN-00002", ())
    after = register(case)
    assert {key: after[key] for key in before} == before
    assert_true(case)


def test_what_was_edited_since_stays_and_is_named(case: Case, two: tuple[int, int]):
    issue = raised(case, two[1])
    other = raised(case, two[1])
    merge(case, *two, phone="0900 000 002")
    change_enterprise(case, two[0], phone="0900 000 009")
    change_enterprise(case, two[0], note="đã gọi")
    change_issue(
        case, other, raisers=(RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="bà Mẫu"),)
    )
    separated = separate_enterprise(case, two[1])
    code = issue_detail(case, other).row.code
    assert set(separated.kept) == {("DN-00001", "phone"), (code, "raisers")}
    one, again = (enterprise_detail(case, key) for key in two)
    assert (one.form.phone, one.form.note) == ("0900 000 009", "đã gọi")
    assert (again.code, again.form.phone) == ("DN-00002", "0900 000 002")
    assert [row.id for row in again.issues] == [issue]
    assert_true(case)


def test_merged_twice_and_separated(case: Case, two: tuple[int, int]):
    third = register_enterprise(case, EnterpriseDraft("Công ty TNHH Mẫu Ba"))
    raised(case, two[1])
    merge(case, *two)
    merge(case, third, two[0])
    assert find_enterprise(case, "DN-00002") == find_enterprise(case, "DN-00001") == third
    separate_enterprise(case, two[0])
    assert find_enterprise(case, "DN-00001") == find_enterprise(case, "DN-00002") == two[0]
    separate_enterprise(case, two[1])
    assert find_enterprise(case, "DN-00002") == two[1]
    assert_true(case)


def test_it_is_refused_where_others_changed_one_meanwhile(case: Case, two: tuple[int, int]):
    one, other = (read_enterprise(case, key) for key in two)
    change_enterprise(case, two[1], note="đã gọi")
    before = register(case)
    with pytest.raises(ChangedSince):
        merge_enterprises(case, one, other, one.draft)
    assert register(case) == before


def test_what_cannot_be_merged(case: Case, two: tuple[int, int]):
    register_enterprise(case, EnterpriseDraft("Công ty TNHH Mẫu Ba", "0100233488"))
    one, other = (read_enterprise(case, key) for key in two)
    with pytest.raises(OneAndTheSame):
        merge_enterprises(case, one, one, one.draft)
    with pytest.raises(UnknownEnterprise):
        merge_enterprises(case, one, Seen(99, 1), one.draft)
    before = register(case)
    with pytest.raises(TaxCodeTaken):
        merge_enterprises(case, one, other, replace(one.draft, tax_code="0100233488"))
    assert register(case) == before
    with pytest.raises(UnknownEnterprise):
        separate_enterprise(case, two[1])


def test_a_code_that_another_took_meanwhile_is_not_given_twice(case: Case, two: tuple[int, int]):
    merge(case, *two)
    register_enterprise(case, EnterpriseDraft("Công ty TNHH Mẫu Ba", "0312120782"))
    before = register(case)
    with pytest.raises(NotUndoable):
        separate_enterprise(case, two[1])
    assert register(case) == before


def test_issues_of_both_are_counted_once(case: Case, two: tuple[int, int]):
    raised(case, *two)
    merge(case, *two)
    assert len(IssueList(case).ids(IssueQuery(enterprise_id=two[0]))) == 1


def test_undone_though_nothing_else_was_chosen(case: Case, two: tuple[int, int]):
    before = register(case)
    merge(case, *two)
    undo(case, case.store.last_written)
    assert register(case) == before
    assert_true(case)
