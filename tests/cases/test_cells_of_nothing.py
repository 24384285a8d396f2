"""Cells that say that there is nothing: nothing is claimed of them, and no row is refused."""

from __future__ import annotations

import pytest

from tests.cases.conftest import Desk

RAISER, TEXT = "Công ty TNHH Mẫu", "Vá đường"
HEADER = [
    "STT", "Đơn vị nêu", "Nội dung kiến nghị", "Lĩnh vực", "Cơ quan chủ trì", "Cơ quan phối hợp",
    "Thời hạn", "Số văn bản trả lời", "Ngày văn bản trả lời", "Ngày tiếp nhận", "Cách nêu",
    "Người phát biểu", "Thẩm quyền", "Ghi chú",
]  # fmt: skip
WHOLE = [
    1, RAISER, TEXT, "Thuế", "Sở Xây dựng", "Công an phường", "30/9/2026", "12/SXD", "20/8/2026",
    "12/8/2026", "Công văn", "Ông Mẫu", "Thành phố", "",
]  # fmt: skip
OF_TEXTS = ("text", "raisers")
UNKNOWN = ("unknown", "request")


@pytest.mark.parametrize("sign", ["-", "–", "---", "...", "…", "/", "(-)", "*", "_"])
def test_signs_alone_say_nothing(desk: Desk, sign: str) -> None:
    said = desk.issues(HEADER, WHOLE, [2, RAISER, "Cấp điện", *[sign] * 11])
    assert said.statuses == [(2, "new"), (3, "new")]
    assert _claimed(said.rows[3]["fields"]) == {}
    assert [one[2] for one in said.asked if one[1] == sign] == []


@pytest.mark.parametrize("words", ["Không", "Không có", "Chưa có", "Không rõ", "N/A", "không."])
def test_words_for_nothing_say_nothing_where_a_name_or_a_day_stands(desk: Desk, words: str) -> None:
    said = desk.issues(HEADER, WHOLE, [2, RAISER, "Cấp điện", *[words] * 10, ""])
    assert said.statuses == [(2, "new"), (3, "new")]
    assert _claimed(said.rows[3]["fields"]) == {}


def test_words_for_nothing_stay_in_a_note(desk: Desk) -> None:
    said = desk.issues(["Nội dung kiến nghị", "Ghi chú"], [TEXT, "Không"], ["Cấp điện", "-"])
    assert said.values("note") == ["Không", None]


def test_as_above_below_nothing_is_no_name_and_no_answer(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Đơn vị nêu", "Nội dung kiến nghị", "Trả lời", "Số văn bản trả lời"],
        [1, "nt", TEXT, "nt", "như trên"],
    )
    (fields,) = (row["fields"] for row in said.rows.values())
    assert (fields["raisers"], fields["answer"], fields["answer_number"]) == ([], None, None)


@pytest.mark.parametrize("cell", ["x", "Có", "CV-UBND"])
def test_a_letter_without_a_number_is_no_answer_in_writing(desk: Desk, cell: str) -> None:
    header = ["Nội dung kiến nghị", "Số văn bản trả lời", "Kết quả giải quyết"]
    said = desk.issues(header, [TEXT, cell, ""], ["Cấp điện", cell, "Đã cấp điện"])
    assert said.values("answer_number") == [None, None]
    assert said.values("answer_kind") == [None, None]
    assert said.values("note") == [f"Kết quả ghi trong tệp: Số văn bản trả lời: {cell}"] * 2


def test_signs_of_marks_are_marks(desk: Desk) -> None:
    header = ["Nội dung kiến nghị", "Đề nghị không nêu tên"]
    said = desk.issues(header, [TEXT, "+"], ["Cấp điện", "-"])
    assert said.values("withhold_name") == [True, False]


def _claimed(fields: dict[str, object]) -> dict[str, object]:
    """What a row says beside its text and who raises it."""
    return {
        name: value
        for name, value in fields.items()
        if value and name not in OF_TEXTS and value not in UNKNOWN
    }
