"""Several bodies answer one issue: each answer is kept with the body that gave it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cases.conftest import Desk

COLUMNS = ["STT", "Đơn vị nêu", "Nội dung", "Ý kiến của Sở Xây dựng", "Ý kiến của Sở Tài chính"]
CELL = ["STT", "Đơn vị nêu", "Nội dung", "Trả lời"]
BUILD, MONEY = "Sở Xây dựng", "Sở Tài chính"


def answers(desk: Desk, code: str = "KN-2026-0001") -> list[tuple[str, str]]:
    done, out = desk.run("issue", "show", code, "--json")
    assert done == 0
    found: list[dict[str, Any]] = json.loads(out)["answers"]
    return [(one["body"], one["text"]) for one in found]


def test_each_column_of_a_body_is_an_answer_of_its_own(desk: Desk):
    rows = COLUMNS, [1, "Hộ Mẫu", "Đường ngập.", "Đang làm.", "Đã cấp tiền."]
    said = desk.issues(*rows)
    assert said.values("bodies") == [[BUILD, MONEY]]
    assert said.values("answered_by") == [None]
    assert said.values("answers") == [
        [
            {"text": "Đang làm.", "answered_by": BUILD},
            {"text": "Đã cấp tiền.", "answered_by": MONEY},
        ]
    ]
    desk.write("issues", *rows)
    assert answers(desk) == [(BUILD, "Đang làm."), (MONEY, "Đã cấp tiền.")]
    assert desk.issues(*rows).statuses == [(2, "same")]


def test_a_changed_answer_of_one_body_leaves_the_others(desk: Desk):
    desk.write("issues", COLUMNS, [1, "Hộ Mẫu", "Đường ngập.", "Đang làm.", "Đã cấp tiền."])
    changed = COLUMNS, [1, "Hộ Mẫu", "Đường ngập.", "Đang làm.", "Đã cấp đủ tiền."]
    assert desk.issues(*changed).statuses == [(2, "changed")]
    desk.write("issues", *changed)
    assert answers(desk) == [(BUILD, "Đang làm."), (MONEY, "Đã cấp đủ tiền.")]
    desk.write("issues", [*CELL, "Cơ quan trả lời"], [1, "Hộ Mẫu", "Đường ngập.", "Khác.", BUILD])
    assert answers(desk) == [(BUILD, "Khác."), (MONEY, "Đã cấp đủ tiền.")]


@pytest.mark.parametrize("group", ["Kết quả trả lời", "KQ trả lời"])
def test_bodies_below_a_heading_of_answers(desk: Desk, group: str):
    said = desk.issues(
        ["STT", "Đơn vị nêu", "Nội dung", group, None],
        [None, None, None, BUILD, MONEY],
        [1, "Hộ Mẫu", "Đường ngập.", "Đang làm.", "Đã cấp tiền."],
        merged=["A1:A2", "B1:B2", "C1:C2", "D1:E1"],
    )
    assert said.values("bodies") == [[BUILD, MONEY]]


@pytest.mark.parametrize("heading", ["Trả lời bằng văn bản", "Trả lời bằng VB"])
def test_the_heading_says_that_it_was_answered_in_writing(desk: Desk, heading: str):
    said = desk.issues(["STT", "Đơn vị nêu", "Nội dung", heading], [1, "Hộ Mẫu", "Ngập.", "Sẽ vá"])
    assert said.values("answer_kind") == ["in_writing"]


@pytest.mark.parametrize(
    "cell",
    [
        "Sở Xây dựng: Đang làm.\nSở Tài chính: Đã cấp tiền.",
        "- Sở Xây dựng trả lời: Đang làm.\n- Sở Tài chính trả lời như sau: Đã cấp tiền.",
    ],
)
def test_bodies_that_open_their_lines_in_one_cell(desk: Desk, cell: str):
    rows = CELL, [1, "Hộ Mẫu", "Đường ngập.", cell]
    said = desk.issues(*rows)
    assert said.values("answer") == [cell]
    assert [one["answered_by"] for one in said.values("answers")[0]] == [BUILD, MONEY]
    desk.write("issues", *rows)
    assert answers(desk) == [(BUILD, "Đang làm."), (MONEY, "Đã cấp tiền.")]
    assert desk.issues(*rows).statuses == [(2, "same")]


def test_an_answer_that_goes_on_or_names_one_body_stays_whole(desk: Desk):
    cell = "Sở Xây dựng: Đang làm.\nDự kiến xong trong quý IV."
    said = desk.issues(CELL, [1, "Hộ Mẫu", "Đường ngập.", cell])
    assert said.values("answer") == [cell]
    assert said.values("answered_by") == [BUILD]
    assert said.values("answers") == [[]]


@pytest.mark.parametrize(
    "cell",
    ["123/SXD-HT ngày 5/10/2026", "Số 123/SXD-HT, 05/10/2026", "CV số 123/SXD-HT ngày 5/10/2026"],
)
@pytest.mark.parametrize(
    "heading", ["Số, ngày văn bản", "Số VB, ngày", "Số, ký hiệu, ngày tháng văn bản"]
)
def test_number_and_day_of_the_letter_in_one_cell(desk: Desk, heading: str, cell: str):
    said = desk.issues(
        ["STT", "Đơn vị kiến nghị", "Nội dung kiến nghị", "Kết quả giải quyết", None, None],
        [None, None, None, "Cơ quan trả lời", "Nội dung trả lời", heading],
        [1, "Công ty TNHH Mẫu Một", "Vá đường", "Sở Xây dựng", "Đã vá", cell],
        merged=["A1:A2", "B1:B2", "C1:C2", "D1:F1"],
    )
    assert said.values("answer") == ["Đã vá"]
    assert said.values("answer_number") == ["123/SXD-HT"]
    assert said.values("answer_date") == ["2026-10-05"]
    assert said.values("answer_kind") == ["in_writing"]


def test_the_answer_stands_beside_what_only_ticks_how_it_was_given(desk: Desk):
    said = desk.issues(
        ["STT", "Nội dung", "Trả lời trực tiếp", "Trả lời bằng văn bản", "Nội dung trả lời"],
        [1, "Đường", "x", None, "Sẽ sửa"],
        [2, "Đèn", None, "x", "Sẽ lắp"],
    )
    assert said.values("answer") == ["Sẽ sửa", "Sẽ lắp"]
    assert said.values("answer_kind") == ["at_meeting", "in_writing"]
