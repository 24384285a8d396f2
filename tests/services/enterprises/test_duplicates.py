"""The enterprises of a register that may be one, and those somebody told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.errors.enterprises import (
    NotDistinct,
    OneAndTheSame,
    UnknownEnterprise,
)
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.likeness import LikenessReason
from dialogue_app.domain.rows import Problem, RowProblem
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.duplicates import (
    distinct_pairs,
    like_pairs,
    note_distinct,
    withdraw_distinct,
)
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.enterprises.importing import import_enterprises
from tests.services.imports.test_imports import enterprises, workbook

NAME = "Công ty TNHH Thương mại Mẫu Phát"


def added(case: Case, name: str, **more: str) -> int:
    return register_enterprise(case, EnterpriseDraft(name, **more))


def listed(case: Case) -> list[tuple[int, int, LikenessReason]]:
    found = like_pairs(case)
    return [(p.first.id, p.second.id, p.likeness.reason) for p in found if p.likeness]


def test_they_are_listed_the_surest_first(case: Case):
    one = added(case, NAME)
    short = added(case, "Cty TNHH TM Mẫu Phát", phone="0900 000 001")
    phone = added(case, "Mẫu Phát An", phone="0900000001")
    added(case, "Công ty TNHH Vận tải Mẫu Phát")
    assert listed(case) == [
        (short, phone, LikenessReason.SAME_PHONE), (one, short, LikenessReason.SAME_NAME),
    ]  # fmt: skip


def test_those_told_apart_are_listed_apart_until_it_is_withdrawn(case: Case, tmp_path: Path):
    one, other = added(case, NAME), added(case, "Cty TNHH TM Mẫu Phát")
    note_distinct(case, other, one)
    note_distinct(case, one, other)
    assert like_pairs(case) == []
    (pair,) = distinct_pairs(case)
    assert (pair.first.id, pair.second.id, pair.likeness) == (one, other, None)
    path = workbook(tmp_path / "a.xlsx", [1, NAME, "", "12 Lê Lợi", ""])
    import_enterprises(case, enterprises(case, path))
    assert (one, other) not in [pair[:2] for pair in listed(case)]
    withdraw_distinct(case, one, other)
    assert distinct_pairs(case) == []
    assert (one, other, LikenessReason.SAME_NAME) in listed(case)
    with pytest.raises(NotDistinct):
        withdraw_distinct(case, one, other)


def test_only_two_that_are_there_are_told_apart(case: Case):
    one = added(case, NAME)
    with pytest.raises(OneAndTheSame):
        note_distinct(case, one, one)
    with pytest.raises(UnknownEnterprise):
        note_distinct(case, one, 99)


def test_looking_for_them_can_be_stopped(case: Case):
    added(case, NAME)
    with pytest.raises(Cancelled):
        like_pairs(case, should_stop=lambda: True)


def of_row(case: Case, path: Path, *row: object) -> list[Problem]:
    (shown,) = enterprises(case, workbook(path, [1, *row])).rows
    return [found for found in shown.problems if found.problem is RowProblem.MAY_BE]


def test_a_new_row_is_held_against_the_register(case: Case, tmp_path: Path):
    added(case, NAME, phone="0900 000 001")
    added(case, "Hộ kinh doanh Khác", address="99 Trần Phú")
    path = tmp_path / "a.xlsx"
    (short,) = of_row(case, path, "Cty TNHH TM Mau Phat", "", "", "")
    assert short.values["value"] == f"DN-00001 {NAME}"
    (phone,) = of_row(case, path, "Mẫu Phát An", "", "", "0900000001")
    assert "0900 000 001" in phone.values["reason"] or "0900000001" in phone.values["reason"]
    assert of_row(case, path, "Công ty TNHH Vận tải Mẫu Phát", "", "", "") == []


def test_of_two_told_apart_only_the_surer_is_named(case: Case, tmp_path: Path):
    one = added(case, NAME, address="12 Lê Lợi")
    other = added(case, "Cty TNHH TM Mẫu Phát", address="99 Trần Phú")
    row = ("Công ty TNHH TM Mẫu Phát", "", "Số 99 Trần Phú, phường Mẫu", "")
    assert len(of_row(case, tmp_path / "a.xlsx", *row)) == 2
    note_distinct(case, one, other)
    (named,) = of_row(case, tmp_path / "a.xlsx", *row)
    assert named.values["value"].startswith("DN-00002 ")
