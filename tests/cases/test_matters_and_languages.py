"""Headings of a matter and what is asked for, and headings in one language or in two."""

from __future__ import annotations

import pytest

from tests.cases.conftest import Desk

WHO = "Công ty TNHH Mẫu Một"


@pytest.mark.parametrize(
    ("left", "right"),
    [("Vấn đề", "Kiến nghị"), ("Nội dung", "Đề xuất"), ("Problem", "Proposal")],
)
def test_a_matter_and_what_is_asked_for_make_the_text(desk: Desk, left: str, right: str) -> None:
    said = desk.issues(["STT", "Doanh nghiệp", left, right], [1, WHO, "Đường ngập", "Nâng cống"])
    assert said.values("text") == ["Vấn đề: Đường ngập\nKiến nghị: Nâng cống"]
    assert list(said.columns.values())[2:] == ["text", "text"]
    alone = desk.issues(["STT", "Doanh nghiệp", left], [1, WHO, "Đường ngập"])
    assert alone.values("text") == ["Đường ngập"]


def test_what_is_asked_for_is_no_matter(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Doanh nghiệp", "Nội dung kiến nghị", "Yêu cầu"], [1, WHO, "Nâng cống", "Gấp"]
    )
    assert said.values("text") == ["Nâng cống"]
    assert list(said.columns.values())[2:] == ["text", None]


@pytest.mark.parametrize("link", [" / ", "/", "\n", " - ", " ({})"])
def test_headings_in_two_languages(desk: Desk, link: str) -> None:
    pairs = [
        ("STT", "No."),
        ("Tên doanh nghiệp", "Company name"),
        ("Vướng mắc", "Issues"),
        ("Kiến nghị", "Recommendation"),
        ("Cơ quan xử lý", "Responsible agency"),
        ("Trả lời", "Response"),
    ]
    for order in (1, -1):
        header = [
            pair[0] + link.format(pair[1]) if "{}" in link else link.join(pair)
            for pair in (found[::order] for found in pairs)
        ]
        said = desk.issues(header, [1, WHO, "Ngập", "Nâng cống", "Sở Xây dựng", "Sẽ làm"])
        assert list(said.columns.values()) == [
            "ordinal", "raisers", "text", "text", "lead_body", "answer",
        ]  # fmt: skip
        assert said.values("text") == ["Khó khăn: Ngập\nKiến nghị: Nâng cống"]


def test_two_words_of_one_language_are_no_heading_in_two(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Doanh nghiệp", "Nội dung", "Ngày\nsinh", "Mã/HS"],
        [1, WHO, "Ngập", "01/02/1980", "12"],
    )
    assert list(said.columns.values())[3:] == [None, None]


def test_owners_of_households_are_their_names_where_no_other_stands(desk: Desk) -> None:
    said = desk.enterprises(["STT", "Họ tên chủ hộ", "Địa chỉ"], [1, "Trần Thị Mẫu", "12 chợ Mẫu"])
    assert said.values("name") == ["Trần Thị Mẫu"]
    said = desk.enterprises(
        ["STT", "Họ tên chủ hộ", "Tên biển hiệu", "Liên hệ"],
        [1, "Trần Thị Mẫu", "Tạp hóa Mẫu", "0900 000 001, a@mau.vn"],
    )
    assert said.values("name") == ["Tạp hóa Mẫu"]
    assert said.values("representative") == ["Trần Thị Mẫu"]
    assert said.values("email") == ["a@mau.vn"]


def test_words_that_offices_shorten_in_headings(desk: Desk) -> None:
    said = desk.issues(
        ["TT", "Tên ĐV", "ND KN", "CQ xử lý", "Số VB trả lời", "Ngày ra VB"],
        [1, WHO, "Ngập", "Sở Xây dựng", "15/SXD", "05/10/2026"],
    )
    assert list(said.columns.values()) == [
        "ordinal", "raisers", "text", "lead_body", "answer_number", "answer_date",
    ]  # fmt: skip
    assert said.values("answer") == [None]


@pytest.mark.parametrize(
    "heading", ["Anh/chị có tham dự hội nghị không?", "Đơn vị đã nhận giấy mời hội nghị chưa?"]
)
def test_what_is_answered_with_yes_or_no_says_no_field(desk: Desk, heading: str) -> None:
    said = desk.issues(
        ["Dấu thời gian", "Tên đơn vị", "Nội dung kiến nghị", heading],
        ["10/09/2026 8:00:00", WHO, "Ngập", "Có"],
    )
    assert said.columns[heading] is None


def test_whether_there_is_anything_to_raise_asks_for_it(desk: Desk) -> None:
    said = desk.issues(
        ["Dấu thời gian", "Tên đơn vị", "Quý đơn vị có nội dung kiến nghị gì không?"],
        ["10/09/2026 8:00:00", WHO, "Ngập"],
    )
    assert said.values("text") == ["Ngập"]


def test_a_difficulty_and_the_way_out_of_it(desk: Desk) -> None:
    said = desk.issues(
        ["Số TT", "Tên cơ sở", "Nội dung khó khăn", "Giải pháp kiến nghị", "Thẩm quyền (P/TP/TW)"],
        [1, WHO, "Thiếu vốn", "Cho vay", "P"],
    )
    assert said.values("text") == ["Khó khăn: Thiếu vốn\nKiến nghị: Cho vay"]
    assert said.values("authority") == ["local"]


@pytest.mark.parametrize(
    ("written", "topic"),
    [
        ("Lĩnh vực thuế", "Thuế"),
        ("1. Thuế", "Thuế"),
        ("II. LĨNH VỰC THUẾ", "Thuế"),
        ("-", None),
        ("Chưa xác định", None),
    ],
)
def test_a_topic_with_its_number_or_what_it_is(desk: Desk, written: str, topic: str | None):
    said = desk.issues(["Nội dung", "Lĩnh vực"], ["Vá", "Khác"], ["Hoàn thuế", written])
    assert said.values("topic") == ["Khác", topic]
    assert said.values("note") == [None, None]


@pytest.mark.parametrize(
    ("written", "level", "bodies"),
    [
        ("Cấp TP", "city", []),
        ("Cấp phường", "local", []),
        ("Thành phố/Sở Xây dựng", "city", ["Sở Xây dựng"]),
        ("Thành phố (Sở Xây dựng)", "city", ["Sở Xây dựng"]),
    ],
)
def test_levels_in_other_words(desk: Desk, written: str, level: str, bodies: list[str]):
    said = desk.issues(["Nội dung", "Thẩm quyền"], ["Vá đường", written])
    assert (said.values("authority"), said.values("bodies")) == ([level], [bodies])


@pytest.mark.parametrize("nobody", ["Chưa rõ", "Không", "-", "Chưa phân công"])
def test_a_cell_that_says_that_no_body_is_known(desk: Desk, nobody: str):
    said = desk.issues(["Nội dung", "Cơ quan chủ trì"], ["Vá đường", nobody])
    assert (said.values("bodies"), said.values("note")) == ([[]], [None])


def test_answers_of_several_bodies_in_one_column(desk: Desk):
    said = desk.issues(
        ["Nội dung", "Ý kiến của các sở, ngành"],
        ["Vá", "- Sở Xây dựng: đồng ý.\n- Sở Tài chính: chưa có vốn."],
    )
    assert said.columns["Ý kiến của các sở, ngành"] == "answer"
    assert [one["answered_by"] for one in said.values("answers")[0]] == [
        "Sở Xây dựng", "Sở Tài chính",
    ]  # fmt: skip


def test_limits_and_states_in_english(desk: Desk):
    said = desk.issues(
        ["Issue", "Responsible agency", "Response", "Deadline"],
        ["Road", "Sở Xây dựng", "Will be mended in October.", "Oct 31, 2026"],
        ["Light", "Sở Xây dựng", "In progress", None],
        ["Market", "Sở Xây dựng", "Pending", None],
    )
    assert said.values("due") == ["2026-10-31", None, None]
    assert said.values("answer") == ["Will be mended in October.", None, None]
