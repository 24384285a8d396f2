"""Lists without a header: cards with numbers, and texts below a title that says what they are."""

from __future__ import annotations

import pytest

from tests.cases.conftest import Desk

WHO = "Công ty TNHH Mẫu Một"


def test_numbered_questions_and_their_answers_in_one_column(desk: Desk):
    said = desk.issues(
        ["DANH SÁCH CÂU HỎI ĐỐI THOẠI"],
        ["Câu hỏi 1: Khi nào sửa đường số 5?"],
        ["Trả lời: Quý IV/2026."],
        ["Câu hỏi 2: Khi nào lắp đèn?"],
    )
    assert said.values("text") == ["Khi nào sửa đường số 5?", "Khi nào lắp đèn?"]
    assert said.values("answer") == ["Quý IV/2026.", None]
    assert [(one["row"], one["kind"]) for one in said.told["skipped"]] == [(1, "title")]


@pytest.mark.parametrize("words", ["Câu hỏi {}:", "Câu {}:", "Kiến nghị số {}:"])
def test_numbered_labels_beside_their_texts(desk: Desk, words: str):
    said = desk.issues(*([words.format(n), f"Việc {n}"] for n in (1, 2, 3)))
    assert said.values("text") == ["Việc 1", "Việc 2", "Việc 3"]


def test_a_numbered_question_begins_a_card(desk: Desk):
    cards = ([[f"Câu hỏi {n}:", f"Việc {n}"], ["Đơn vị:", f"{WHO} {n}"]] for n in (1, 2))
    said = desk.issues(*(row for card in cards for row in card))
    assert said.values("text") == ["Việc 1", "Việc 2"]
    assert said.values("raisers") == [[f"{WHO} 1"], [f"{WHO} 2"]]


def test_numbered_issues_of_one_raiser_are_parts_of_one_card(desk: Desk):
    said = desk.issues(["Đơn vị:", WHO], ["Kiến nghị 1:", "Đường"], ["Kiến nghị 2:", "Đèn"])
    assert said.values("text") == ["1. Đường\n2. Đèn"]
    assert said.values("raisers") == [[WHO]]


@pytest.mark.parametrize("number", [True, False])
@pytest.mark.parametrize("title", ["Danh sách câu hỏi", "CÁC CÂU HỎI"])
def test_texts_below_a_title_that_says_what_they_are(desk: Desk, title: str, number: bool):
    texts = ["Khi nào sửa đường số 5?", "Bao giờ có sổ?"]
    rows = [[n, text] if number else [text] for n, text in enumerate(texts, start=1)]
    said = desk.issues([f"{title} gửi Hội nghị đối thoại"], *rows)
    assert said.values("text") == texts


def test_names_below_a_title_that_says_what_they_are(desk: Desk):
    title = ["DANH SÁCH HỘ KINH DOANH ĐƯỢC MỜI"]
    said = desk.enterprises(title, ["Hộ kinh doanh An"], ["Hộ kinh doanh Bình"])
    assert said.values("name") == ["Hộ kinh doanh An", "Hộ kinh doanh Bình"]


def test_a_title_above_several_columns_is_no_heading(desk: Desk):
    said = desk.enterprises(["DANH SÁCH DOANH NGHIỆP"], ["Firma", "Sitz"], [WHO, "x"], [WHO, "y"])
    assert said.code == 2
    assert said.told["rows"] == []
