"""The register of enterprises: taken in, corrected, found again, and what reads the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogue_app.domain.errors.base import BadInput, Invalid, Missing
from dialogue_app.domain.errors.enterprises import (
    NotATaxCode,
    SeveralFound,
    TaxCodeTaken,
    UnknownEnterprise,
)
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.vocabulary import RaiserKind
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import (
    enterprise_detail,
    find_enterprise,
    register_enterprise,
    similar_enterprises,
)
from dialogue_app.services.issues.intake import register_issue
from tests.services.changing import change_enterprise
from tests.services.conftest import DAY

MOLD = EnterpriseDraft("Công ty TNHH Nhựa Mẫu", "0012345678", phone="0900 000 001")
MOLD_TWO = EnterpriseDraft("  Hộ kinh doanh   Quán cơm Mẫu ")


def test_what_was_typed_stands_in_the_register(case: Case):
    first, second = register_enterprise(case, MOLD), register_enterprise(case, MOLD_TWO)
    detail = enterprise_detail(case, first)
    assert (detail.code, detail.form) == ("DN-00001", MOLD)
    other = enterprise_detail(case, second)
    assert (other.code, other.form.name) == ("DN-00002", "Hộ kinh doanh Quán cơm Mẫu")
    with pytest.raises(UnknownEnterprise):
        enterprise_detail(case, 99)


def test_a_wrong_check_digit_is_told_and_kept(case: Case):
    right = register_enterprise(case, replace(MOLD, tax_code="0072281864"))
    wrong = register_enterprise(case, replace(MOLD, tax_code="0072281865"))
    assert enterprise_detail(case, right).tax_code_ok
    assert not enterprise_detail(case, wrong).tax_code_ok


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"name": " "}, Missing),
        ({"tax_code": "12"}, NotATaxCode),
        ({"tax_code": "0012345678"}, TaxCodeTaken),
        ({"workers": -1}, Invalid),
    ],
)
def test_what_cannot_stand_in_the_register(
    case: Case, changes: dict[str, object], refused: type[BadInput]
):
    register_enterprise(case, MOLD)
    other = register_enterprise(case, MOLD_TWO)
    before = enterprise_detail(case, other)
    with pytest.raises(refused):
        register_enterprise(case, replace(MOLD_TWO, **changes))
    with pytest.raises(refused):
        change_enterprise(case, other, **changes)
    assert enterprise_detail(case, other) == before


def test_an_enterprise_keeps_its_own_tax_code_and_may_lose_it(case: Case):
    known = register_enterprise(case, MOLD)
    change_enterprise(case, known, phone="0900 000 002", workers=0)
    form = enterprise_detail(case, known).form
    assert (form.tax_code, form.phone, form.workers) == ("0012345678", "0900 000 002", 0)
    change_enterprise(case, known, tax_code="")
    assert register_enterprise(case, MOLD)  # the code is free again


@pytest.mark.parametrize("typed", ["DN-00001", "dn 1", "0012345678", "cty tnhh nhua mau"])
def test_it_is_found_by_code_tax_code_or_name(case: Case, typed: str):
    known = register_enterprise(case, MOLD)
    register_enterprise(case, MOLD_TWO)
    assert find_enterprise(case, typed) == known


def test_what_is_not_found_or_found_twice_is_said(case: Case):
    for _namesake in range(2):
        register_enterprise(case, MOLD_TWO)
    with pytest.raises(UnknownEnterprise):
        find_enterprise(case, "Công ty Khác")
    with pytest.raises(SeveralFound) as refusal:
        find_enterprise(case, "hộ kinh doanh quan com mau")
    assert refusal.value.codes == ["DN-00001", "DN-00002"]


def test_what_reads_the_same_is_shown_before_saving(case: Case):
    known = register_enterprise(case, MOLD)
    register_enterprise(case, MOLD_TWO)
    again = EnterpriseDraft("CTY TNHH NHỰA MẪU")
    assert [row.id for row in similar_enterprises(case, again)] == [known]
    assert similar_enterprises(case, EnterpriseDraft("Công ty Khác")) == []


def test_the_issues_it_raised_stand_with_it_the_latest_first(case: Case):
    known = register_enterprise(case, MOLD)
    raiser = RaiserDraft(RaiserKind.ENTERPRISE, known)
    form = IssueDraft("Thuế tăng", received_on=DAY, raisers=(raiser,))
    first, second = register_issue(case, form), register_issue(case, form)
    register_issue(case, replace(form, raisers=()))
    assert [row.id for row in enterprise_detail(case, known).issues] == [second, first]
