"""What is picked by name comes in one order, and the typed part of a name is found in it."""

from __future__ import annotations

import pytest

from dialogue_app.domain.ranking import (
    Fit,
    Wanted,
    enterprise_wanted,
    matching_parts,
    reads_as_sentence,
)

BODIES = [
    "Ban Quản lý các khu chế xuất và công nghiệp An Phú",
    "Công an phường",
    "Công an Thành phố",
    "Phòng Cảnh sát - Công an Phú",
]


@pytest.mark.parametrize(
    ("typed", "name", "fit"),
    [
        ("cong an phuong", "Công an phường", Fit.EXACT),
        ("cong an p", "Công an phường", Fit.BEGINNING),
        ("ngan ha", "Công ty TNHH Ngân Hà", Fit.EXACT),
        ("ngan h", "Công ty TNHH Ngân Hà", Fit.BEGINNING),
        ("ha", "Công ty TNHH Ngân Hà", Fit.WORD),
        ("ha ngan", "Công ty TNHH Ngân Hà", Fit.WORD),
        ("gan", "Công ty TNHH Ngân Hà", Fit.INSIDE),
        ("le loi", "Công ty TNHH Ngân Hà", Fit.BESIDE),
        ("ngan loi", "Công ty TNHH Ngân Hà", Fit.BESIDE),
        ("xyz", "Công ty TNHH Ngân Hà", None),
        ("", "Công ty TNHH Ngân Hà", None),
        ("  - ", "Công ty TNHH Ngân Hà", None),
    ],
)
def test_how_a_name_fits(typed: str, name: str, fit: Fit | None):
    assert Wanted(typed).fit([name], "22 Lê Lợi") is fit


def test_the_beginning_of_a_name_comes_before_words_inside_others():
    found = Wanted("cong an p").best(BODIES, lambda name: [name])
    assert found[0] == "Công an phường"
    assert "Ban Quản lý các khu chế xuất và công nghiệp An Phú" in found[1:]


def test_an_address_comes_last():
    rows = [("Hộ kinh doanh Bà Sáu", "đường Ngân Hà, Khu Đô thị"), ("Ngân Hà Đô Kinh", "")]
    found = Wanted("ngan ha do k").best(rows, lambda row: [row[0]], lambda row: row[1])
    assert [name for name, _address in found] == ["Ngân Hà Đô Kinh", "Hộ kinh doanh Bà Sáu"]


def test_marks_that_were_typed_count_among_equals():
    names = ["Công ty TNHH Hoa Mai", "Công ty TNHH Hòa Mai"]
    assert Wanted("hòa").best(names, lambda name: [name])[0] == "Công ty TNHH Hòa Mai"
    assert Wanted("hoa").best(names, lambda name: [name]) == names


def test_short_forms_mean_the_same():
    names = ["Công ty cổ phần Cơ khí Mẫu"]
    wanted = enterprise_wanted("cty cp co khi")
    assert wanted.fit([*names, "cong ty cp co khi mau"]) is Fit.BEGINNING


@pytest.mark.parametrize(
    ("typed", "text", "bold"),
    [
        ("ngan h", "Công ty TNHH Ngân Hà", ["Ngân H"]),
        ("ha ngan", "Công ty TNHH Ngân Hà", ["Ngân", "Hà"]),
        ("gan", "Công ty TNHH Ngân Hà", ["gân"]),
        ("do thi", "Quản lý Đô thị", ["Đô thị"]),
        ("ha", "Nha Trang - Hà Nội", ["Hà"]),
        ("van hoa - xa", "Phòng Văn hóa - Xã hội", ["Văn", "hóa", "Xã"]),
        ("", "Ngân Hà", []),
        ("xyz", "Ngân Hà", []),
    ],
)
def test_what_was_typed_is_found_in_a_text(typed: str, text: str, bold: list[str]):
    assert [text[start:end] for start, end in matching_parts(typed, text)] == bold


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Cty. TNHH Ngân Hà", False),
        ("Bà Sáu, chợ P. Bến Nghé, TP. Hồ Chí Minh", False),
        ("Mẫu Co. Ltd", False),
        ("Đường ngập nước. Đề nghị sửa.", True),
        ("Ngập khi mưa. Đề nghị sửa.", True),
        ("Bà Sáu\nĐường ngập nước", True),
        ("Công ty " + "rất dài " * 30, True),
        ("Hộ kinh doanh Bà Sáu.", False),
    ],
)
def test_a_sentence_is_told_from_a_name(text: str, is_one: bool):
    assert reads_as_sentence(text) is is_one
