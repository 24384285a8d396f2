"""Answers where texts stand: behind the question in one cell, or in a row of their own below it."""

from __future__ import annotations

import pytest

from tests.cases.conftest import SESSION, Desk

WHO = "Công ty TNHH Mẫu Một"


def test_an_answer_behind_its_question(desk: Desk):
    said = desk.issues(
        ["STT", "Đơn vị", "Nội dung đối thoại"],
        [1, WHO, "Khi nào sửa đường?\nTrả lời: Quý IV/2026."],
        [2, WHO, "Giảm phí\n- Trả lời: Sở Tài chính: Ghi nhận."],
        [3, WHO, "Vá hè\nTrả lời: Đang xem xét"],
    )
    assert said.values("text") == ["Khi nào sửa đường?", "Giảm phí", "Vá hè"]
    assert said.values("answer") == ["Quý IV/2026.", "Sở Tài chính: Ghi nhận.", None]
    assert said.values("answered_by") == [None, "Sở Tài chính", None]
    assert "Quý IV/2026." in said.reasons(2)
    assert "Đang xem xét" in said.values("note")[2]


def test_several_answers_stay_with_their_questions(desk: Desk):
    text = "1. Giảm phí\nTrả lời: A\n2. Lắp đèn\nTrả lời: B"
    said = desk.issues(["STT", "Nội dung"], [1, text])
    assert (said.values("text"), said.values("answer")) == ([text], [None])


def test_where_a_column_holds_the_answers_a_text_stays_whole(desk: Desk):
    text = "Khi nào sửa đường?\nTrả lời: Quý IV."
    said = desk.issues(["STT", "Nội dung", "Trả lời"], [1, text, "Sẽ sửa"])
    assert (said.values("text"), said.values("answer")) == ([text], ["Sẽ sửa"])


def test_an_answer_in_a_row_of_its_own(desk: Desk):
    said = desk.issues(
        ["STT", "Nội dung"],
        [1, "Sửa đường số 5"],
        [None, "Trả lời: Quý IV sẽ sửa"],
        [2, "Lắp đèn"],
        [3, "Trả lời: đơn chậm"],
    )
    assert said.values("text") == ["Sửa đường số 5", "Lắp đèn", "Trả lời: đơn chậm"]
    assert said.values("answer") == ["Quý IV sẽ sửa", None, None]
    answer = {"row": 3, "kind": "answer", "text": "Trả lời: Quý IV sẽ sửa", "of": 2}
    assert said.told["skipped"] == [answer]


def test_an_answer_of_the_row_above_is_not_told_as_skipped(desk: Desk):
    path = desk.book(["STT", "Nội dung"], [1, "Sửa đường"], [None, "Trả lời: Quý IV"], [2, "Đèn"])
    _code, out = desk.run("import", "issues", path, "--session", SESSION, "--dry-run")
    assert "Dòng 3, là câu trả lời của dòng 2: “Trả lời: Quý IV”" in out
    assert "Đã bỏ qua" not in out


def test_an_answer_stays_with_its_row_where_several_sheets_are_read(desk: Desk):
    sheet = [["STT", "Nội dung"], [1, "Sửa đường"], [None, "Trả lời: Quý IV"], [2, "Đèn"]]
    other = [["STT", "Nội dung"], [1, "Vá hè"], [None, "Trả lời: Quý I"], [2, "Cống"]]
    said = desk.issues(*sheet, Hai=other, options=["--sheet", "*"])
    assert said.values("text") == ["Sửa đường", "Đèn", "Vá hè", "Cống"]
    assert said.values("answer") == ["Quý IV", None, "Quý I", None]


def test_nobody_takes_an_answer_for_a_row_of_its_own(desk: Desk):
    rows = [["STT", "Nội dung"], [1, "Sửa đường"], [None, "Trả lời: Quý IV"], [2, "Đèn"]]
    said = desk.issues(*rows, options=["--accept", "3"])
    assert said.values("text") == ["Sửa đường", "Đèn"]


def test_questions_and_answers_by_turns(desk: Desk):
    said = desk.issues(
        ["Hỏi:", "Phí rác?"], ["Đáp:", "Theo quy định."],
        ["Hỏi:", "Đèn đường?"], ["Đáp:", "Quý IV."],
    )  # fmt: skip
    assert said.values("text") == ["Phí rác?", "Đèn đường?"]
    assert said.values("answer") == ["Theo quy định.", "Quý IV."]


@pytest.mark.parametrize(
    ("row", "answer", "by"),
    [
        ([None, "Sở Xây dựng trả lời: Sẽ sửa"], "Sở Xây dựng trả lời: Sẽ sửa", "Sở Xây dựng"),
        ([None, "Trả lời của Sở Y tế: Sẽ sửa"], "Trả lời của Sở Y tế: Sẽ sửa", "Sở Y tế"),
        ([None, "Ý kiến trả lời: Sẽ sửa"], "Sẽ sửa", None),
        (["Trả lời:", "Sẽ sửa"], "Sẽ sửa", None),
        (["Đáp", "Sẽ sửa"], "Sẽ sửa", None),
        (["Trả lời: Sẽ sửa"], "Sẽ sửa", None),
    ],
)
def test_a_row_below_a_question_answers_it(
    desk: Desk, row: list[str | None], answer: str, by: str | None
):
    said = desk.issues(["STT", "Nội dung"], [1, "Sửa đường"], row, [2, "Lắp đèn"])
    assert said.values("text") == ["Sửa đường", "Lắp đèn"]
    assert said.values("answer") == [answer, None]
    assert said.values("answered_by") == [by, None]
    assert [(one["row"], one["of"]) for one in said.told["skipped"]] == [(3, 2)]


def test_what_only_a_body_does_is_no_answer(desk: Desk):
    rows = [[1, "Sửa đường"], [None, "Sở Xây dựng: Kiểm tra"], ["Đáp ứng", "Đúng hạn"]]
    said = desk.issues(["STT", "Nội dung"], *rows)
    assert said.values("answer") == [None] * len(said.told["rows"])
    assert "answer" not in [one["kind"] for one in said.told["skipped"]]
