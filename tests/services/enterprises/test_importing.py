"""Rows of a register that mean an enterprise known here, or stand there twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.rows import RowProblem
from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.services.agency.reference import legal_types
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.enterprises.importing import import_enterprises
from dialogue_app.services.enterprises.lists import EnterpriseList
from dialogue_app.services.imports.workbooks import Preview
from tests.services.changing import change_enterprise
from tests.services.imports.test_imports import enterprises, workbook

ONE, TWO, THREE = "0012345678", "0012345679", "0012345680"


@pytest.fixture
def compare(case: Case, tmp_path: Path):
    """Two enterprises stand in the register; rows are code of ours, name, tax code, telephone."""
    register_enterprise(case, EnterpriseDraft("Công ty Mẫu Một", ONE))
    register_enterprise(case, EnterpriseDraft("Công ty Mẫu Hai", TWO))
    header = ["Mã", "Tên doanh nghiệp", "Mã số thuế", "Điện thoại"]

    def of(*rows: list[object]) -> Preview:
        return enterprises(case, workbook(tmp_path / "a.xlsx", *rows, header=header))

    return of


def test_the_tax_code_of_another_is_refused(compare):
    (row,) = compare(["DN-00001", "Công ty Mẫu Một", TWO, ""]).rows
    found = row.problems[0]
    assert (row.status, found.problem) == (RowStatus.REFUSED, RowProblem.TAX_CODE_TAKEN)
    assert found.values == {"value": TWO, "holder": "DN-00002"}


def test_the_tax_code_of_one_that_the_file_adds_is_refused_by_its_name(compare):
    preview = compare(["", "Công ty Mẫu Ba", THREE, ""], ["DN-00001", "Công ty Mẫu Một", THREE, ""])
    new, row = preview.rows
    assert (new.status, row.status) == (RowStatus.WARNING, RowStatus.REFUSED)
    assert row.problems[0].values == {"value": THREE, "holder": "Công ty Mẫu Ba"}


def test_its_own_tax_code_is_not_anothers(compare):
    (row,) = compare(["DN-00001", "Công ty Mẫu Một", ONE, "0900 000 001"]).rows
    assert row.status is RowStatus.CHANGED


def test_a_later_row_of_one_enterprise_is_counted_as_repeated(compare):
    rows = compare(["", "Công ty Mẫu Một", ONE, ""], ["", "Công ty Mẫu Một", ONE, ""]).rows
    assert [row.status for row in rows] == [RowStatus.SAME, RowStatus.REPEATED]


def test_a_later_row_that_adds_something_names_the_first_and_is_no_change_of_its_own(
    case: Case, compare
):
    preview = compare(
        ["", "Công ty Mẫu Ba", THREE, ""], ["", "Công ty Mẫu Ba", THREE, "0900 000 003"]
    )
    new, later = preview.rows
    assert (later.status, later.adds_to) == (RowStatus.CHANGED, new.row)
    (found,) = (one for one in later.problems if one.problem is RowProblem.ADDS)
    assert found.values == {"row": str(new.row)}
    result = import_enterprises(case, preview)
    assert (result.added, result.changed, result.same, result.repeated) == (1, 0, 0, 1)


def test_a_later_row_that_clashes_stays_a_conflict(case: Case, compare):
    change_enterprise(case, 1, phone="0900 000 009")
    rows = compare(
        ["", "Công ty Mẫu Một", ONE, ""], ["", "Công ty Mẫu Một", ONE, "0900 000 001"]
    ).rows
    assert [row.status for row in rows] == [RowStatus.ASKED, RowStatus.ASKED]


def test_the_legal_type_stands_in_the_list(case: Case, tmp_path: Path):
    kind = legal_types(case)[0]
    with_type = register_enterprise(case, EnterpriseDraft("Công ty Mẫu", legal_type_id=kind.id))
    without = register_enterprise(case, EnterpriseDraft("Hộ Mẫu"))
    rows = EnterpriseList(case).rows([with_type, without])
    assert {row.id: row.legal_type for row in rows} == {with_type: kind.name, without: ""}


def test_a_field_that_was_edited_here_is_written_where_the_file_is_to_win(case: Case, compare):
    change_enterprise(case, 1, phone="0900 000 009")
    preview = compare(["", "Công ty Mẫu Một", ONE, "0900 000 001"])
    import_enterprises(case, preview, accepted=frozenset({2}))
    (row,) = EnterpriseList(case).rows([1])
    assert row.phone == "0900 000 001"
