"""Which bodies a row names, which of them leads, and what is no body we know."""

from __future__ import annotations

import json

import pytest

from dialogue_app.services.bodies.editing import BodyNames
from tests.cases.conftest import Desk

HEADER = ["STT", "Đơn vị", "Nội dung", "Cơ quan giải quyết"]
WHO = "Công ty TNHH Mẫu Một"
TRADE, BUILD, POLICE, POWER = "Phòng Kinh tế", "Sở Xây dựng", "Công an phường", "Điện lực Mẫu"


def bodies(desk: Desk, cell: str) -> list[str]:
    (found,) = desk.issues(HEADER, [1, WHO, "Vá đường", cell]).values("bodies")
    return list(found)


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("Phòng Kinh tế (chủ trì), Công an phường, Điện lực Mẫu (phối hợp)",
         [TRADE, POLICE, POWER]),
        ("Công an phường (phối hợp); Phòng Kinh tế (chủ trì)", [TRADE, POLICE]),
        ("Chủ trì: Phòng Kinh tế; phối hợp: Công an phường", [TRADE, POLICE]),
        ("Điện lực Mẫu/Sở Xây dựng", [POWER, BUILD]),
        ("Sở Xây dựng, Điện lực Mẫu", [BUILD, POWER]),
    ],
)  # fmt: skip
def test_each_body_of_a_cell_the_lead_first(desk: Desk, cell: str, named: list[str]):
    assert bodies(desk, cell) == named


@pytest.mark.parametrize(
    ("cell", "leads"),
    [
        ("Phòng Kinh tế; Công an phường", [TRADE]),
        ("Công an phường (phối hợp)", []),
        ("Điện lực Mẫu/Sở Xây dựng", []),
    ],
)
def test_none_leads_for_another(desk: Desk, cell: str, leads: list[str]):
    desk.write("issues", HEADER, [1, WHO, "Vá đường", cell])
    _code, out = desk.run("issue", "show", "KN-2026-0001", "--json")
    assignments = json.loads(out)["assignments"]
    assert [one["body"] for one in assignments if one["role"] == "lead"] == leads


def test_a_list_as_long_as_a_cell_is_read_through_once(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    is_name = BodyNames.is_name

    def counted(names: BodyNames, written: str) -> bool:
        asked.append(written)
        return is_name(names, written)

    monkeypatch.setattr(BodyNames, "is_name", counted)
    assert bodies(desk, f"{BUILD}, " * 300 + TRADE) == [BUILD, TRADE]
    words_of_longest = 15  # about; a piece of a list has at least one
    assert len(asked) < 302 * words_of_longest


def test_what_is_no_list_of_bodies_stays_as_written(desk: Desk):
    told = desk.issues(HEADER, [1, WHO, "Vá đường", "Thông tin, Truyền thông, " * 1_200])
    assert told.statuses == [(2, "new")]


def test_a_name_with_and_is_no_list(desk: Desk):
    office = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường"
    assert bodies(desk, "Văn phòng HĐND và UBND") == [office]
    assert bodies(desk, "Phòng Kinh tế, Văn phòng HĐND và UBND") == [TRADE, office]


@pytest.mark.parametrize(
    "cell",
    [
        "UBND", "Trung tâm", "Ngân hàng", "Bảo hiểm", "Thuế cơ sở 3", "Sở Xây dựng EVN",
        "Công ty Cấp nước Mẫu",
    ],
)  # fmt: skip
def test_what_may_be_another_body_is_asked(desk: Desk, cell: str):
    said = desk.issues(HEADER, [1, WHO, "Vá đường", cell])
    assert said.values("bodies") == [[cell]]
    assert ("lead_body", cell, [2]) in said.asked


@pytest.mark.parametrize(
    ("cell", "body"),
    [
        ("Công an phường Mẫu", POLICE), ("Sở Xây dựng TP.HCM", BUILD),
        ("UBND Thành phố", "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
        ("Thuế cơ sở", "Thuế cơ sở"),
    ],
)  # fmt: skip
def test_a_body_with_its_place_or_without(desk: Desk, cell: str, body: str):
    assert bodies(desk, cell) == [body]


def test_units_that_are_bodies_take_no_other_columns_place(desk: Desk):
    said = desk.issues(
        ["STT", "Đơn vị", "Nội dung", "Cơ quan chủ trì"], [1, POLICE, "Vá đường", BUILD]
    )
    assert said.columns["Cơ quan chủ trì"] == "lead_body"
    assert said.values("bodies") == [[BUILD]]


@pytest.mark.parametrize(
    ("cell", "body", "note"),
    [
        ("Công an phường (đ/c Mẫu)", POLICE, "Công an phường (đ/c Mẫu)"),
        ("Sở Xây dựng [đã họp]", BUILD, "Sở Xây dựng [đã họp]"),
        ("Ông Mẫu - Phó Giám đốc Sở Xây dựng (có mặt)", BUILD,
         "Ông Mẫu - Phó Giám đốc Sở Xây dựng (có mặt)"),
        ("Sở Xây dựng (chủ trì)", BUILD, ""),
    ],
)  # fmt: skip
def test_what_is_remarked_of_a_body_stays_in_the_note(desk: Desk, cell: str, body: str, note: str):
    said = desk.issues(HEADER, [1, WHO, "Vá đường", cell])
    assert said.values("bodies") == [[body]]
    assert said.values("note") == [f"Cơ quan ghi trong tệp: {note}" if note else None]


@pytest.mark.parametrize(
    ("cell", "authority", "bodies"),
    [
        ("Thuộc thẩm quyền của phường", "local", []),
        ("Thẩm quyền thành phố", "city", []),
        ("Thuộc thẩm quyền của Sở Xây dựng", None, ["Sở Xây dựng"]),
        ("Thuộc thẩm quyền", None, []),
    ],
)
def test_whose_the_authority_is_in_a_sentence(
    desk: Desk, cell: str, authority: str | None, bodies: list[str]
):
    fields = desk.issues(["Nội dung", "Thẩm quyền"], ["Vá đường.", cell]).rows[2]["fields"]
    assert (fields["authority"], fields["bodies"]) == (authority, bodies)


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("Phòng Kinh tế trả lời", "Phòng Kinh tế"),
        ("UBND phường đã phúc đáp", "UBND phường"),
        ("Nội dung tiếp thu, giải trình của UBND phường", "UBND phường"),
    ],
)
def test_a_heading_of_answers_names_who_answers(desk: Desk, heading: str, body: str):
    said = desk.issues(["STT", "Nội dung kiến nghị", heading], [1, "Sửa đường", "Sẽ sửa"])
    assert (said.values("answer"), said.values("answered_by")) == (["Sẽ sửa"], [body])


def test_an_answer_opens_with_whose_it_is(desk: Desk):
    answer = "* Trả lời của Sở Xây dựng: Sẽ sửa"
    said = desk.issues(["STT", "Nội dung", "Trả lời"], [1, "Sửa đường", answer])
    assert said.values("answered_by") == ["Sở Xây dựng"]
