"""Headings of two rows and more: below a group, bare words mean what the group says."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cases.conftest import Desk, Row

LETTER = {"answer_number": "12/SXD", "answer_date": "2026-09-05", "received_on": None}


def fields(desk: Desk, *rows: Row, merged: list[str], kind: str = "issues") -> dict[str, Any]:
    said = desk.told(kind, desk.book(*rows, merged=merged))
    (row,) = said.told["rows"]
    found: dict[str, Any] = row["fields"]
    return found


@pytest.mark.parametrize(
    "group", ["Văn bản trả lời", "Kết quả giải quyết", "Trả lời của UBND phường"]
)
@pytest.mark.parametrize("is_merged", [True, False])
def test_number_and_day_below_answers_are_those_of_the_letter(
    desk: Desk, group: str, is_merged: bool
):
    found = fields(
        desk,
        ["TT", "Kiến nghị", group, None, None],
        [None, None, "Số", "Ngày", "Nội dung"],
        [1, "Sửa đường", "12/SXD", "5/9/2026", "Đã sửa."],
        merged=["A1:A2", "B1:B2", "C1:E1"] if is_merged else [],
    )
    assert {name: found[name] for name in LETTER} == LETTER
    assert (found["text"], found["answer"]) == ("Sửa đường", "Đã sửa.")


def test_three_rows_of_headings(desk: Desk):
    found = fields(
        desk,
        ["TT", "Kiến nghị", "Kết quả", None, None],
        [None, None, "Văn bản trả lời", None, "Nội dung trả lời"],
        [None, None, "Số", "Ngày", None],
        [1, "Sửa đường", "12/SXD", "5/9/2026", "Đã sửa."],
        merged=["A1:A3", "B1:B3", "C1:E1", "C2:D2", "E2:E3"],
    )
    assert {name: found[name] for name in LETTER} == LETTER
    assert (found["text"], found["answer"]) == ("Sửa đường", "Đã sửa.")


@pytest.mark.parametrize("group", ["Văn bản chuyển", "Chuyển cơ quan có thẩm quyền", "Giao xử lý"])
def test_the_letter_by_which_it_was_sent_on_is_no_answer_and_no_receipt(desk: Desk, group: str):
    found = fields(
        desk,
        ["TT", "Kiến nghị", group, None, "Đơn vị"],
        [None, None, "Số", "Ngày", None],
        [1, "Sửa đường", "12/UBND", "5/9/2026", "Công ty Mẫu"],
        merged=["A1:A2", "B1:B2", "C1:D1", "E1:E2"],
    )
    days = (found["received_on"], found["answer_date"], found["answer_number"], found["moment"])
    assert days == (None, None, None, None)


def test_the_day_of_receipt_beside_that_of_the_answer(desk: Desk):
    found = fields(
        desk,
        ["TT", "Thông tin tiếp nhận", None, "Kiến nghị", "Kết quả", None],
        [None, "Ngày", "Đơn vị", None, "Ngày", "Nội dung"],
        [1, "4/9/2026", "Công ty Mẫu", "Sửa đường", "5/9/2026", "Đã sửa."],
        merged=["A1:A2", "B1:C1", "D1:D2", "E1:F1"],
    )
    assert (found["received_on"], found["answer_date"]) == ("2026-09-04", "2026-09-05")
    assert (found["raisers"], found["text"], found["answer"]) == (
        ["Công ty Mẫu"], "Sửa đường", "Đã sửa."
    )  # fmt: skip


@pytest.mark.parametrize("own", ["Số 1", None])
def test_where_a_person_lives_is_not_where_the_enterprise_sits(desk: Desk, own: str | None):
    others = (["Địa chỉ"], [None], [own]) if own else ([], [], [])
    found = fields(
        desk,
        ["TT", "Tên DN", "Người đại diện pháp luật", None, None, *others[0]],
        [None, None, "Họ tên", "Địa chỉ", "Điện thoại", *others[1]],
        [1, "Công ty Mẫu", "Lê Mẫu", "Số 9", "0900000001", *others[2]],
        merged=["A1:A2", "B1:B2", "C1:E1", *(["F1:F2"] if own else [])],
        kind="enterprises",
    )
    said = (found["name"], found["representative"], found["address"], found["phone"])
    assert said == ("Công ty Mẫu", "Lê Mẫu", own, "0900000001")


def test_a_summary_of_the_answer_is_the_answer(desk: Desk):
    rows = ["Kiến nghị", "Tóm tắt nội dung trả lời"], ["Sửa đường", "Đã sửa."]
    found = fields(desk, *rows, merged=[])
    assert (found["text"], found["answer"]) == ("Sửa đường", "Đã sửa.")


def test_shop_signs_and_short_words_of_places(desk: Desk):
    found = fields(
        desk,
        ["Họ tên chủ hộ kinh doanh", "Tên bảng hiệu", "Số nhà", "Đường", "Tổ DP", "KP"],
        ["Lê Thị Mẫu", "Tạp hóa Mẫu", "12/3", "Đường Mẫu", "Tổ 5", "Khu phố 2"],
        merged=[],
        kind="enterprises",
    )
    assert (found["name"], found["representative"]) == ("Tạp hóa Mẫu", "Lê Thị Mẫu")
    assert found["address"] == "12/3 Đường Mẫu, Tổ 5, Khu phố 2"


def test_choices_below_a_group_are_ticked_also_where_one_row_stands(desk: Desk):
    merged = ["A1:A2", "B1:B2", "C1:E1", "F1:G1"]
    found = fields(
        desk,
        ["TT", "Nội dung", "Phân loại", None, None, "Hình thức trả lời", None],
        [None, None, "Kiến nghị", "Phản ánh", "Khiếu nại", "Trực tiếp", "Bằng văn bản"],
        [1, "Rác", None, "x", None, "x", None],
        merged=merged,
    )
    assert (found["text"], found["kind"], found["answer_kind"]) == ("Rác", "report", "at_meeting")


def test_a_group_of_days_is_no_time_limit(desk: Desk):
    found = fields(
        desk,
        ["TT", "Đơn vị", "Nội dung kiến nghị", "Thời hạn", None],
        [None, None, None, "Ngày giao", "Ngày hoàn thành"],
        [1, "Công ty Mẫu", "Rác", "1/9/2026", "5/9/2026"],
        merged=["A1:A2", "B1:B2", "C1:C2", "D1:E1"],
    )
    assert (found["due"], found["received_on"]) == (None, None)


def test_the_owner_below_the_household(desk: Desk):
    found = fields(
        desk,
        ["TT", "Hộ kinh doanh", None, "Địa chỉ"],
        [None, "Tên hộ", "Tên chủ hộ", None],
        [1, "HKD Mẫu", "Lê Mẫu", "Số 1"],
        merged=["A1:A2", "B1:C1", "D1:D2"],
        kind="enterprises",
    )
    assert (found["name"], found["representative"]) == ("HKD Mẫu", "Lê Mẫu")


def test_a_repeated_header_below_entries_is_not_the_first_of_two_rows(desk: Desk):
    lower = ["Thôn", "Tên NNT", "Họ và tên", "Hộp thư"]
    rows: list[Row] = [
        ["Thôn", "Tên NNT", "Thông tin chủ hộ", None], [None, None, "Họ và tên", "Hộp thư"],
        ["Thôn Mẫu", "HKD Mẫu", "Lê Mẫu", "a@mau.vn"], lower,
        ["Thôn Hai", "HKD Hai", "Lê Hai", "b@mau.vn"],
    ]  # fmt: skip
    said = desk.told("enterprises", desk.book(*rows, merged=["A1:A2", "B1:B2", "C1:D1"]))
    assert said.statuses == [(3, "new"), (5, "new")]


@pytest.mark.parametrize("group", ["Khó khăn", "Khó khăn, vướng mắc", "Nội dung kiến nghị"])
def test_what_texts_below_one_heading_are_about_stands_before_each(desk: Desk, group: str):
    said = desk.issues(
        ["STT", "Đơn vị", group, None, None],
        [None, None, "Thuế", "Đất đai", "Khác"],
        [1, "Công ty TNHH Mẫu Một", "Hoàn thuế chậm", "Chưa có sổ", None],
        [2, "Công ty TNHH Mẫu Hai", None, "Hẻm hẹp", None],
        merged=["C1:E1", "A1:A2", "B1:B2"],
    )
    assert said.values("text") == ["Thuế: Hoàn thuế chậm\nĐất đai: Chưa có sổ", "Đất đai: Hẻm hẹp"]
    assert None not in said.columns.values()


def test_texts_about_each_matter_stand_beside_what_is_asked_for(desk: Desk):
    said = desk.issues(
        ["STT", "Khó khăn", None, "Kiến nghị"],
        [None, "Thuế", "Đất đai", None],
        [1, "Hoàn chậm", None, "Hoàn nhanh"],
        merged=["B1:C1", "A1:A2", "D1:D2"],
    )
    assert said.values("text") == ["Khó khăn: Thuế: Hoàn chậm\nKiến nghị: Hoàn nhanh"]


@pytest.mark.parametrize(
    ("headings", "about"),
    [
        (
            ["Kiến nghị với Sở Xây dựng", "Kiến nghị với UBND phường"],
            ["Sở Xây dựng", "UBND phường"],
        ),
        (["Kiến nghị Trung ương", "Kiến nghị Thành phố"], ["Trung ương", "Thành phố"]),
        (["Kiến nghị thuế", "Kiến nghị đất đai"], ["Thuế", "Đất đai"]),
    ],
)
def test_texts_headed_by_whom_they_are_for(desk: Desk, headings: list[str], about: list[str]):
    said = desk.issues(["STT", *headings], [1, "Giảm phí", None], [2, None, "Cấp sổ"])
    first, second = about
    assert said.values("text") == [f"{first}: Giảm phí", f"{second}: Cấp sổ"]


def test_answers_of_bodies_are_no_texts_for_them(desk: Desk):
    header = ["STT", "Kiến nghị", "Ý kiến Sở Xây dựng", "Ý kiến UBND phường"]
    said = desk.issues(header, [1, "Giảm phí", "Sẽ giảm", "Đồng ý"])
    assert said.values("text") == ["Giảm phí"]
    assert said.columns["Ý kiến UBND phường"] == "answer"
