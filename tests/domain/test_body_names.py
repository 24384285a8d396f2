"""Names of bodies with more around them, and with less."""

from __future__ import annotations

import pytest

from dialogue_app.domain.body_names import name_alone, without_place


@pytest.mark.parametrize(
    ("written", "alone"),
    [
        ("Ông Mẫu - Phó Giám đốc Sở Mẫu (văn bản 12)", "Sở Mẫu"),
        ("Lãnh đạo Phòng Kinh tế", "Phòng Kinh tế"),
        ("Phòng Kinh tế [đ/c Mẫu]", "Phòng Kinh tế"),
        ("Sở Thông tin, Truyền thông", "Sở Thông tin, Truyền thông"),  # "ông tin," is nobody
        ("Sở Mẫu, ông Mẫu, phó giám đốc", "Sở Mẫu, ông Mẫu, phó giám đốc"),
        ("Văn phòng Chánh Thanh tra", "Văn phòng Chánh Thanh tra"),
    ],
)
def test_who_speaks_stands_in_front_and_a_remark_behind(written: str, alone: str):
    assert name_alone(written) == alone


@pytest.mark.parametrize(
    ("own", "written"),
    [
        ("thue thanh pho ho chi minh", ["thue"]),
        ("phong kinh te phuong mau thanh pho mau", ["phong kinh te", "phong kinh te phuong mau"]),
        ("so xay dung", []),
        ("bao hiem xa hoi thanh pho mau", ["bao hiem xa hoi"]),
        ("uy ban nhan dan phuong mau", []),  # each place has one
    ],
)
def test_the_place_may_be_left_out_of_a_name(own: str, written: list[str]):
    assert list(without_place(own)) == written
