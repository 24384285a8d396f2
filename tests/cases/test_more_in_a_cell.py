"""Cells of a register that hold more than their column says."""

from __future__ import annotations

import pytest

from tests.cases.conftest import Desk

WHO = "Công ty TNHH Mẫu Một"


@pytest.mark.parametrize(
    ("heading", "cell", "fields"),
    [
        ("Người liên hệ - SĐT", "Chị Mẫu - 0903000001",
         {"representative": "Chị Mẫu", "phone": "0903000001"}),
        ("Người liên hệ", "0903000001 (anh Mẫu)",
         {"representative": "anh Mẫu", "phone": "0903000001"}),
        ("Họ tên, chức vụ, SĐT người đại diện", "Bà Mẫu - PGĐ - 0903.000.001",
         {"representative": "Bà Mẫu - PGĐ", "phone": "0903.000.001"}),
        ("Người đại diện", "Bà Mẫu (0903000001, a@mau.vn)",
         {"representative": "Bà Mẫu", "phone": "0903000001", "email": "a@mau.vn"}),
        ("Người đại diện", "Ông Mẫu (GĐ: 0903 000 001 - 0903 000 002)",
         {"representative": "Ông Mẫu (GĐ)", "phone": "0903 000 001; 0903 000 002"}),
        ("Địa chỉ, điện thoại", "12 Đường Mẫu, Phường Mẫu. ĐT: 0903000001",
         {"address": "12 Đường Mẫu, Phường Mẫu", "phone": "0903000001"}),
        ("Địa chỉ", "12 Đường Mẫu (ĐT: 028 3800 0001 - Fax: 028 3800 0002)",
         {"address": "12 Đường Mẫu (Fax: 028 3800 0002)", "phone": "028 3800 0001"}),
        ("MST, địa chỉ", "9900000619, 12 Đường Mẫu",
         {"tax_code": "9900000619", "address": "12 Đường Mẫu"}),
        ("Mã số thuế", "MST: 9900000619-001; ĐC: 12 Đường Mẫu; ĐT: 0903000001",
         {"tax_code": "9900000619-001", "address": "12 Đường Mẫu", "phone": "0903000001"}),
    ],
)  # fmt: skip
def test_each_part_goes_to_its_field(
    desk: Desk, heading: str, cell: str, fields: dict[str, str]
) -> None:
    said = desk.enterprises(["STT", "Tên doanh nghiệp", heading], [1, WHO, cell])
    assert said.statuses == [(2, "new")]
    found = said.rows[2]["fields"]
    assert {key: found[key] for key in fields} == fields
    assert ("contacts", None, [2]) in said.asked
    assert cell in said.reasons(2)


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [
        ("Tên doanh nghiệp (MST)", f"{WHO} (9900000619)", "9900000619"),
        ("Tên doanh nghiệp - mã số thuế", f"{WHO} - 9900000619-001", "9900000619-001"),
        ("Tên doanh nghiệp", f"{WHO} - MST: 9900000619", "9900000619"),
        ("Tên doanh nghiệp", f"{WHO}, ĐT: 0903000001, MST 9900000619", "9900000619"),
    ],
)
def test_a_name_with_its_tax_code(desk: Desk, heading: str, cell: str, code: str) -> None:
    said = desk.enterprises(["STT", heading], [1, cell])
    assert (said.values("name"), said.values("tax_code")) == ([WHO], [code])


def test_a_number_behind_a_name_is_a_telephone_unless_the_heading_says_code(desk: Desk) -> None:
    said = desk.enterprises(["STT", "Tên doanh nghiệp"], [1, f"{WHO} (0312345678)"])
    assert (said.values("phone"), said.values("tax_code")) == (["0312345678"], [None])


@pytest.mark.parametrize(
    ("heading", "cell", "beside", "said_beside"),
    [
        ("Tên doanh nghiệp", f"{WHO} MST 9900000619", "Mã số thuế", "9900000626"),
        ("Tên doanh nghiệp", f"{WHO}, ĐC: 12 Đường Mẫu", "Địa chỉ", "14 Đường Mẫu"),
        ("Tên doanh nghiệp", f"{WHO}, giám đốc: ông Mẫu", "Người đại diện", "Bà Mẫu"),
    ],
)
def test_what_says_another_than_its_own_column_stays_where_it_is(
    desk: Desk, heading: str, cell: str, beside: str, said_beside: str
) -> None:
    said = desk.enterprises(["STT", heading, beside], [1, cell, said_beside])
    assert said.values("name") == [cell]


def test_a_further_telephone_stands_beside_the_first(desk: Desk) -> None:
    said = desk.enterprises(
        ["STT", "Tên doanh nghiệp", "Điện thoại"], [1, f"{WHO}, ĐT 0903000002", "0903000001"]
    )
    assert (said.values("name"), said.values("phone")) == ([WHO], ["0903000001; 0903000002"])


@pytest.mark.parametrize("cell", ["Bà Mẫu, sinh 1980", "Bà Mẫu (CCCD 079088000123)", "0903000001"])
def test_other_numbers_stay_with_the_person(desk: Desk, cell: str) -> None:
    said = desk.enterprises(["Tên doanh nghiệp", "Người đại diện"], [WHO, cell])
    assert (said.values("phone"), said.asked) == ([None], [])


@pytest.mark.parametrize("cell", ["9900000619 cấp ngày 01/02/2020", "9900000619/9900000626"])
def test_a_code_with_what_has_no_field_is_refused(desk: Desk, cell: str) -> None:
    said = desk.enterprises(["Tên doanh nghiệp", "Mã số thuế"], [WHO, cell])
    assert said.statuses == [(2, "refused")]
    assert cell in said.reasons(2)


def test_declined_cells_stay_whole(desk: Desk) -> None:
    rows = [["Tên doanh nghiệp", "Người liên hệ"], [WHO, "Bà Mẫu 0903000001"]]
    said = desk.enterprises(*rows, options=["--say", "contacts=no"])
    assert said.values("representative") == ["Bà Mẫu 0903000001"]


@pytest.mark.parametrize(
    ("role", "speaker", "said"),
    [
        ("Giám đốc Công ty TNHH Mẫu", "Ông Mẫu", "Ông Mẫu, Giám đốc"),
        ("Công ty TNHH Mẫu - Giám đốc", "Ông Mẫu", "Ông Mẫu, Giám đốc"),
        ("Công ty TNHH Mẫu (Kế toán trưởng)", None, "Kế toán trưởng"),
        ("Công ty TNHH Mẫu", "Ông Mẫu", "Ông Mẫu"),
    ],
)
def test_who_spoke_for_whom_as_what(desk: Desk, role: str, speaker: str | None, said: str) -> None:
    told = desk.issues(
        ["Đại biểu phát biểu", "Chức vụ, đơn vị", "Nội dung phát biểu"], [speaker, role, "Vá đường"]
    )
    assert told.columns["Chức vụ, đơn vị"] == "raisers"
    assert told.values("raisers") == [["Công ty TNHH Mẫu"]]
    assert told.values("speaker") == [said]


@pytest.mark.parametrize(
    ("cell", "name", "speaker"),
    [
        ("Bà Mẫu - Chủ Hộ kinh doanh Mẫu Ba", "Hộ kinh doanh Mẫu Ba", "Bà Mẫu"),
        ("Ông Mẫu (chủ cơ sở may Mẫu)", "cơ sở may Mẫu", "Ông Mẫu"),
        ("Ông Mẫu - chủ hộ kinh doanh", "Ông Mẫu - chủ hộ kinh doanh", None),
    ],
)
def test_the_owner_speaks_for_what_he_owns(
    desk: Desk, cell: str, name: str, speaker: str | None
) -> None:
    said = desk.issues(["Đơn vị", "Nội dung"], [cell, "Vá đường"])
    assert (said.values("raisers"), said.values("speaker")) == ([[name]], [speaker])


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Nguyễn Văn Mẫu, số 5 Lê Lợi, KP2", "Nguyễn Văn Mẫu"),
        ("Quán Mẫu, 12 Nguyễn Huệ", "Quán Mẫu"), ("Tiệm Mẫu (số 5 Lê Lợi)", "Tiệm Mẫu"),
        ("Trần Thị Mẫu - 12/5 Lê Lợi", "Trần Thị Mẫu"),
        ("Quán Mẫu - 5 Sao", "Quán Mẫu - 5 Sao"), ("Chợ Mẫu, 12 hộ", "Chợ Mẫu, 12 hộ"),
        ("Hội Mẫu, 3 Doanh nghiệp", "Hội Mẫu, 3 Doanh nghiệp"),
    ],
)  # fmt: skip
def test_a_house_before_a_street_is_no_part_of_a_name(desk: Desk, cell: str, name: str):
    said = desk.issues(["Đơn vị", "Nội dung"], [cell, "Vá đường."])
    assert said.values("raisers") == [[name]]
    assert cell == name or cell.removeprefix(name).strip(" ,-") in said.rows[2]["fields"]["note"]


@pytest.mark.parametrize("cell", ["Nguyễn Văn Mẫu, {}", "{} - Trần Thị Mẫu", "{} (Lê Văn Mẫu)"])
def test_a_person_without_a_title_speaks_for_the_enterprise_beside(desk: Desk, cell: str):
    said = desk.issues(["STT", "Đơn vị", "Nội dung"], [1, cell.format("Công ty TNHH An"), "Đường"])
    assert said.values("raisers") == [["Công ty TNHH An"]]


@pytest.mark.parametrize("name", ["Công ty TNHH Hoàng - Lê Gia", "Karaoke Hoa Hồng"])
def test_other_names_stay_whole(desk: Desk, name: str):
    said = desk.issues(["STT", "Đơn vị", "Nội dung"], [1, name, "Đường"])
    assert said.values("raisers") == [[name]]
