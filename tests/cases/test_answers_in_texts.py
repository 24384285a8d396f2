"""Answers where texts stand: behind the question in one cell, or in a row of their own below it."""

from __future__ import annotations

from tests.cases.conftest import Desk

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
    assert said.told["skipped"] == [{"row": 3, "kind": "note", "text": "Trả lời: Quý IV sẽ sửa"}]


def test_questions_and_answers_by_turns(desk: Desk):
    said = desk.issues(
        ["Hỏi:", "Phí rác?"], ["Đáp:", "Theo quy định."],
        ["Hỏi:", "Đèn đường?"], ["Đáp:", "Quý IV."],
    )  # fmt: skip
    assert said.values("text") == ["Phí rác?", "Đèn đường?"]
    assert said.values("answer") == ["Theo quy định.", "Quý IV."]
