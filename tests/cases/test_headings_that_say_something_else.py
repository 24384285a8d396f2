"""Headings that resemble one of our fields and are another thing."""

from __future__ import annotations

import pytest

from tests.cases.conftest import Desk, Row

HEADER = ["STT", "Đơn vị", "Nội dung"]
WHO = "Công ty TNHH Mẫu"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Lĩnh vực hoạt động", None), ("Lĩnh vực kinh doanh", None),
        ("Doanh nghiệp hoạt động trong lĩnh vực nào?", None),
        ("Which field does your company operate in?", None),
        ("Kiến nghị thuộc lĩnh vực nào?", "topic"), ("Which field is your issue about?", "topic"),
        ("Hộ kinh doanh có kiến nghị thuộc lĩnh vực nào?", "topic"),
    ],
)  # fmt: skip
def test_what_an_enterprise_does_is_no_topic(desk: Desk, heading: str, field: str | None):
    said = desk.issues([*HEADER, heading], [1, WHO, "Sửa đường", "Thuế"])
    assert said.columns[heading] == field


@pytest.mark.parametrize("heading", ["Ngày VB", "Ngày văn bản", "Ngày ban hành"])
def test_the_day_of_a_letter_is_the_answers_only_behind_it(desk: Desk, heading: str):
    before = desk.issues(
        ["STT", "Số VB", heading, "Đơn vị", "Nội dung", "Trả lời"],
        [1, "12/CV", "1/8/2026", WHO, "Sửa đường", None],
    )
    assert (before.columns[heading], before.values("answer_date")) == (None, [None])
    behind = desk.issues(
        [*HEADER, "Văn bản trả lời", heading], [1, WHO, "Sửa đường", "12/UBND", "1/9/2026"]
    )
    assert behind.values("answer_date") == ["2026-09-01"]


@pytest.mark.parametrize(
    "header",
    [
        ["STT", "Tên đơn vị", "Người kiến nghị", "Nội dung"],
        ["STT", "Đơn vị", "Người gửi", "Nội dung"],
    ],
)
def test_a_person_behind_the_enterprise_speaks_for_it(desk: Desk, header: Row):
    said = desk.issues(header, [1, WHO, "Nguyễn Văn Mẫu", "Sửa đường"])
    assert (said.values("raisers"), said.values("speaker")) == ([[WHO]], ["Nguyễn Văn Mẫu"])


def test_a_column_of_states_is_none_of_kinds(desk: Desk):
    heading = "Phân loại (đã/đang/chưa giải quyết)"
    said = desk.issues([*HEADER, heading], [1, WHO, "Sửa đường", "Đang"])
    assert said.columns[heading] is None
    kinds = desk.issues([*HEADER, "Phân loại (ghi rõ)"], [1, WHO, "Sửa đường", "Kiến nghị"])
    assert kinds.values("kind") == ["request"]


def test_a_lawsuit_is_no_matter_for_the_papers(desk: Desk):
    said = desk.issues([*HEADER, "Loại"], [1, WHO, "Sửa đường", "Khiếu kiện"])
    assert said.values("complaint") == [True]


def test_choices_of_a_form_leave_no_empty_one(desk: Desk):
    said = desk.issues([*HEADER, "Lĩnh vực"], [1, WHO, "Sửa đường", "Thuế;Việc lạ;"])
    assert ("topic", "Việc lạ", [2]) in said.asked


def test_an_address_in_brackets_is_no_name(desk: Desk):
    said = desk.issues(HEADER, [1, f"{WHO} (đường số 5, KP 3)", "Sửa đường"])
    assert said.values("raisers") == [[WHO]]
    assert "đường số 5" in said.values("note")[0]


def test_units_that_are_bodies_are_to_answer(desk: Desk):
    said = desk.issues(
        ["STT", "Hội viên", "Nội dung", "Đơn vị"],
        [1, WHO, "Sửa đường", "Phòng Kinh tế"],
        [2, "Hộ Mẫu", "Lắp đèn", "Sở Xây dựng"],
    )
    assert said.values("raisers") == [[WHO], ["Hộ Mẫu"]]
    assert said.values("bodies") == [["Phòng Kinh tế"], ["Sở Xây dựng"]]
    mixed = desk.issues(["STT", "Nội dung", "Đơn vị"], [1, "Sửa đường", WHO], [2, "Đèn", "Sở A"])
    assert mixed.columns["Đơn vị"] == "raisers"


def test_the_answers_of_all_bodies_are_no_bodys(desk: Desk):
    said = desk.issues(
        [*HEADER, "Ý kiến trả lời của Sở, ngành, địa phương", None],
        [None, None, None, "Cơ quan trả lời", "Nội dung trả lời"],
        [1, WHO, "Sửa đường", "Sở Xây dựng", "Sẽ sửa."],
        merged=["A1:A2", "B1:B2", "C1:C2", "D1:E1"],
    )
    assert (said.values("answer"), said.values("answered_by")) == (["Sẽ sửa."], [None])
    one = desk.issues(
        [*HEADER, "Ý kiến của Sở Xây dựng", None],
        [None, None, None, "Nội dung trả lời", "Ghi chú"],
        [1, WHO, "Sửa đường", "Sẽ sửa.", None],
        merged=["A1:A2", "B1:B2", "C1:C2", "D1:E1"],
    )
    assert one.values("answered_by") == ["Sở Xây dựng"]


@pytest.mark.parametrize("heading", ["Xử lý", "KQGQ", "Kết quả XL", "Tình hình giải quyết"])
def test_headings_of_results_as_offices_shorten_them(desk: Desk, heading: str):
    said = desk.issues([*HEADER, heading], [1, WHO, "Sửa đường", "Đã vá."])
    assert said.values("answer") == ["Đã vá."]


@pytest.mark.parametrize(
    "heading",
    ["Địa chỉ doanh nghiệp", "Số điện thoại đơn vị", "Email doanh nghiệp", "Quy mô doanh nghiệp",
     "Lãnh đạo doanh nghiệp", "Số lượng doanh nghiệp", "Doanh nghiệp có hài lòng không",
     "Loại hình doanh nghiệp", "Fax của đơn vị", "Tình trạng doanh nghiệp"],
)  # fmt: skip
def test_what_is_said_of_an_enterprise_is_not_its_name(desk: Desk, heading: str):
    said = desk.issues(["STT", heading, "Nội dung kiến nghị"], [1, "Mẫu", "Vá đường"])
    assert said.columns[heading] is None
    assert said.values("raisers") == [[]]


@pytest.mark.parametrize(
    "heading",
    ["Mức độ hài lòng về kết quả giải quyết", "Đánh giá kết quả xử lý", "Tình trạng trả lời",
     "Lý do chậm trả lời", "Số lần trả lời", "Chất lượng nội dung trả lời", "Phí giải quyết",
     "Điện thoại cơ quan chủ trì", "Số cơ quan phối hợp", "Chức vụ người trả lời"],
)  # fmt: skip
def test_what_is_said_of_an_answer_is_none(desk: Desk, heading: str):
    said = desk.issues(["STT", "Nội dung kiến nghị", heading], [1, "Vá đường", "Tốt, 5 sao"])
    assert said.columns[heading] is None
    assert said.values("answer") == [None]
    assert said.values("bodies") == [[]]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Tên cá nhân, đơn vị kiến nghị", "raisers"),
        ("Thông tin doanh nghiệp", "raisers"),
        ("Tên, địa chỉ doanh nghiệp", "raisers"),
        ("Các doanh nghiệp", "raisers"),
        ("Sở, ngành chủ trì", "lead_body"),
        ("Phòng, ban phối hợp", "supporting_bodies"),
        ("Đơn vị xử lý, phối hợp", "supporting_bodies"),
        ("Đơn vị chủ trì, phối hợp", "lead_body"),
        ("UBND phường trả lời", "answer"),
        ("Chi tiết kết quả giải quyết", "answer"),
        ("Thuộc thẩm quyền", "authority"),
    ],
)
def test_words_in_front_that_change_nothing(desk: Desk, heading: str, field: str):
    said = desk.issues(["STT", "Nội dung kiến nghị", heading], [1, "Vá đường", "Sở Xây dựng"])
    assert said.columns[heading] == field


@pytest.mark.parametrize("field", ["name", None])
def test_a_register_has_names_only_below_names(desk: Desk, field: str | None):
    heading = "Tên viết tắt doanh nghiệp" if field is None else "Các doanh nghiệp trên địa bàn"
    name = ["Tên doanh nghiệp"] if field is None else []
    header = [heading, *name, "Mã số thuế", "Địa chỉ"]
    said = desk.enterprises(header, ["MAU", *name, "0312345671", "12 Đường Mẫu"])
    assert said.columns[heading] == field


def test_what_was_before_is_not_what_is(desk: Desk):
    said = desk.enterprises(
        ["Tên người nộp thuế", "MST cũ", "MST mới (CCCD)", "Địa chỉ trước sáp nhập", "Địa chỉ mới"],
        ["Lê Mẫu", "8012345678", "079066088844", "Phường Cũ", "Phường Mẫu"],
    )
    assert (said.values("tax_code"), said.values("address")) == (["*********844"], ["Phường Mẫu"])
    assert said.columns["MST cũ"] is None
    assert said.columns["Địa chỉ trước sáp nhập"] is None


@pytest.mark.parametrize("heading", ["Họ tên người tham dự", "Họ và tên cán bộ phụ trách"])
def test_who_was_there_or_keeps_the_list_represents_nobody(desk: Desk, heading: str):
    said = desk.enterprises(["Tên doanh nghiệp", heading, "Tổng số LĐ"], ["Công ty Mẫu", "Lê A", 9])
    assert (said.columns[heading], said.values("representative")) == (None, [None])
    assert said.values("workers") == [9]


def test_headings_of_bookkeeping_programs(desk: Desk):
    said = desk.enterprises(["MaKH", "TenKH", "DiaChi"], ["KH001", "Công ty Mẫu", "Số 1"])
    assert (said.values("name"), said.values("address")) == (["Công ty Mẫu"], ["Số 1"])
