"""A topic alone in a row heads the rows below it, whatever sign or words stand before it."""

from __future__ import annotations

import pytest

from tests.cases.conftest import Desk

WHO = "Công ty TNHH Mẫu Một"
HEADER = ["STT", "Đơn vị", "Nội dung kiến nghị"]
BELOW = [[1, WHO, "Hoàn thuế chậm"], [2, WHO, "Kê khai"]]


@pytest.mark.parametrize(
    ("column", "heading"),
    [(0, "* Về thuế:"), (2, "- Về thuế"), (2, "Về thuế:"), (0, "+ Lĩnh vực thuế"),
     (2, "• Lĩnh vực thuế:"), (2, "Lĩnh vực: Thuế"), (0, "Nhóm vấn đề về thuế"), (2, "a) Về thuế"),
     (2, "– Thuế"), (2, "THUẾ")],
)  # fmt: skip
def test_a_topic_alone_heads_the_rows_below(desk: Desk, column: int, heading: str):
    row: list[object] = [None, None, None]
    row[column] = heading
    said = desk.issues(HEADER, row, *BELOW)
    assert said.told["skipped"] == [{"row": 2, "kind": "section", "text": heading}]
    assert said.values("topic") == ["Thuế", "Thuế"]


@pytest.mark.parametrize(
    "text", ["Thuế khoán cao", "Về thuế, đề nghị giảm cho hộ nhỏ", "- Thuế: đề nghị giảm", "Ngập"]
)
def test_a_text_alone_that_says_more_is_an_issue(desk: Desk, text: str):
    said = desk.issues(HEADER, BELOW[0], [None, None, text])
    assert len(said.rows) == 2
    assert text.lstrip("- ") in said.values("text")[1]


def test_a_note_below_the_list_stays_one(desk: Desk):
    said = desk.issues(HEADER, *BELOW, ["* Ghi chú: số liệu đến ngày 15/9"])
    assert [row["kind"] for row in said.told["skipped"]] == ["note"]
