"""The letter of an answer: in columns to its left, in brackets behind it, below one heading."""

from __future__ import annotations

from datetime import datetime

from tests.cases.conftest import Desk

NUMBER, DAY = "123/SXD-VP", "2026-03-05"


def letters(desk: Desk, *rows: list[object], **settings: list[str]) -> list[tuple[str, str, str]]:
    said = desk.issues(*rows, **settings)
    names = ("answer_number", "answer_date", "answer_kind")
    return list(zip(*map(said.values, names), strict=True))


def test_number_and_day_in_one_cell_between_text_and_answer(desk: Desk):
    header = ["STT", "Nội dung kiến nghị", "Số, ngày văn bản", "Nội dung trả lời"]
    row = [1, "Sửa đường", "123/SXD-VP ngày 05/3/2026", "Sẽ sửa"]
    found = letters(desk, header, row, [2, "Vá hè"])
    assert found == [(NUMBER, DAY, "in_writing"), (None, None, None)]


def test_the_body_that_answers_may_stand_between(desk: Desk):
    header = ["STT", "Kiến nghị", "Số văn bản", "Ngày văn bản", "Cơ quan trả lời", "Trả lời"]
    row = [1, "Sửa đường", NUMBER, datetime(2026, 3, 5), "Sở Xây dựng", "Sẽ sửa"]
    assert letters(desk, header, row) == [(NUMBER, DAY, "in_writing")]


def test_a_letter_of_those_who_raise_is_not_the_answers(desk: Desk):
    header = ["STT", "Nội dung kiến nghị", "Số, ngày văn bản", "Nội dung trả lời"]
    said = desk.issues(header, [1, "Sửa đường", "05/CV-CTM ngày 05/3/2026", "Sẽ sửa"])
    assert said.columns["Số, ngày văn bản"] is None
    assert said.values("answer_number") == [None]


def test_left_of_the_text_it_may_be_any_letter(desk: Desk):
    header = ["STT", "Số, ngày văn bản", "Nội dung kiến nghị", "Trả lời"]
    said = desk.issues(header, [1, "123/SXD-VP ngày 05/3/2026", "Sửa đường", "Sẽ sửa"])
    assert said.columns["Số, ngày văn bản"] is None


def test_number_day_and_words_below_one_heading(desk: Desk):
    found = letters(
        desk,
        ["STT", "Nội dung kiến nghị", "Kết quả giải quyết", None, None],
        [None, None, "Số văn bản", "Ngày", "Nội dung"],
        [1, "Sửa đường", NUMBER, datetime(2026, 3, 5), "Sẽ sửa"],
        merged=["C1:E1", "A1:A2", "B1:B2"],
    )
    assert found == [(NUMBER, DAY, "in_writing")]


def test_a_letter_behind_an_answer_of_who_answers_is_its_own(desk: Desk):
    behind = "Sẽ lắp (Công văn số 123/SXD-VP ngày 5/3/2026 của Sở Xây dựng)"
    header = ["STT", "Nội dung", "Cơ quan chủ trì", "Trả lời"]
    said = desk.issues(header, [1, "Đèn", "Sở Xây dựng", behind], [2, "Hè", "Thuế cơ sở 1", behind])
    assert said.values("answer_number") == [NUMBER, None]
    assert said.values("answer_date") == [DAY, None]


def test_when_it_was_given_out_and_done_is_named_as_not_taken(desk: Desk):
    header = ["STT", "Nội dung", "Thời hạn", "Ngày giao", "Ngày hoàn thành"]
    days = [datetime(2026, 3, day) for day in (15, 5, 14)]
    said = desk.issues(header, [1, "Sửa đường", *days])
    assert said.values("due") == ["2026-03-15"]
    assert (said.columns["Ngày giao"], said.columns["Ngày hoàn thành"]) == (None, None)
