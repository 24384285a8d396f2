"""Rows that are no entries, and what those say that stand for several below them."""

from __future__ import annotations

from datetime import datetime

from tests.cases.conftest import Desk, Said

HEADER = ["STT", "Tên doanh nghiệp", "Nội dung kiến nghị", "Số lượng"]
WHO, OTHER = "Công ty TNHH Mẫu", "Hộ Mẫu"


def skipped(said: Said) -> list[tuple[int, str]]:
    return [(one["row"], one["kind"]) for one in said.told["skipped"]]


def test_totals_with_words_and_without(desk: Desk):
    said = desk.issues(
        HEADER,
        [1, WHO, "Sửa đường", 1],
        [None, None, None, 1],
        ["Cộng KP 1", None, None, 1],
        [2, OTHER, "Lắp đèn", 1],
        [None, "Tổng", None, 2],
        ["Tổng cộng: 02 kiến nghị"],
    )
    assert skipped(said) == [(row, "total") for row in (3, 4, 6, 7)]
    assert said.statuses == [(2, "new"), (5, "new")]


def test_a_code_or_telephone_alone_is_no_sum(desk: Desk):
    header = ["STT", "Tên doanh nghiệp", "Mã số thuế", "Điện thoại"]
    said = desk.enterprises(header, [1, WHO, "9900000915", None], [None, None, 9900000922, None])
    assert said.statuses == [(2, "new"), (3, "refused")]


def test_headings_repeated_in_another_language(desk: Desk):
    said = desk.enterprises(
        ["STT", "Tên doanh nghiệp", "MST", "Địa chỉ"],
        ["No.", "Company name", "Tax code", "Address"],
        [1, WHO, "9900000915", "12 Mẫu"],
    )
    assert skipped(said) == [(2, "header")]
    assert said.statuses == [(3, "new")]


def test_headings_beside_words_in_other_letters(desk: Desk):
    said = desk.issues(
        ["번호", "회사명 (Tên công ty)", "건의사항 (Nội dung kiến nghị)", "问题 / Reply"],
        [1, WHO, "Cấp phép chậm", "Sẽ cấp."],
    )
    assert list(said.columns.values()) == [None, "raisers", "text", "answer"]


def test_another_table_behind_an_empty_column_is_quoted_and_no_entry(desk: Desk):
    said = desk.issues(
        ["STT", "Đơn vị", "Nội dung kiến nghị", None, "Phường, xã", "Số kiến nghị"],
        [1, WHO, "Sửa đường", None, "Phường A", 3],
        [None, None, None, None, "Phường B", 4],
    )
    assert said.statuses == [(2, "new")]
    assert [(one["row"], one["text"]) for one in said.told["skipped"]] == [(3, "Phường B | 4")]
    assert said.columns["Số kiến nghị"] is None


def test_a_row_without_a_text_says_what_holds_for_those_below(desk: Desk):
    said = desk.issues(
        ["STT", "Lĩnh vực", "Số lượng", "Nội dung kiến nghị", "Đơn vị kiến nghị"],
        [1, "Thuế", 2, None, None],
        [None, None, None, "Giảm thuế", WHO],
        [None, None, None, "Hoàn thuế", OTHER],
        [2, None, 1, None, OTHER],
        [None, None, None, "Cấp sổ", None],
        [3, None, None, "Việc khác", WHO],
    )
    assert skipped(said) == [(2, "section"), (5, "section")]
    assert said.values("topic") == ["Thuế", "Thuế", None, None]
    assert said.values("raisers") == [[WHO], [OTHER], [OTHER], [WHO]]


def test_a_row_without_a_text_above_numbered_ones_is_refused(desk: Desk):
    said = desk.issues(HEADER, [1, WHO, None, None], [2, OTHER, "Lắp đèn", None])
    assert said.statuses == [(2, "refused"), (3, "new")]


def test_each_row_of_a_form_is_sent_by_somebody_of_its_own(desk: Desk):
    sent = datetime(2026, 9, 10, 8, 0)
    said = desk.issues(
        ["STT", "Dấu thời gian", "Tên doanh nghiệp", "Khó khăn", "Kiến nghị"],
        [1, sent, WHO, "Ngập nước", "Nâng cống"],
        [2, sent, None, "Không", "Lắp đèn"],
    )
    assert said.statuses == [(2, "new"), (3, "new")]
    assert said.values("raisers") == [[WHO], []]
    assert said.values("text") == ["Khó khăn: Ngập nước\nKiến nghị: Nâng cống", "Lắp đèn"]


def test_the_number_of_a_row_may_be_a_formula_without_a_result(desk: Desk):
    said = desk.issues(HEADER, [1, WHO, "Sửa đường", None], ["=A2+1", OTHER, "Lắp đèn", None])
    assert said.statuses == [(2, "new"), (3, "new")]
    register = desk.enterprises(["STT", "Tên", "Số lao động"], ["=ROW()-1", WHO, "=5+5"])
    assert register.rows[2]["reasons"] == [
        "Ô C2 là công thức chưa có kết quả: mở bằng Excel, lưu lại rồi nhập."
    ]


def test_a_heading_with_how_many_stand_below_is_no_enterprise(desk: Desk):
    said = desk.enterprises(
        ["STT", "Tên đơn vị", "Địa chỉ", "Số lao động"],
        ["A", "DOANH NGHIỆP", None, 25],
        [1, "Công ty Mẫu", "Số 1", 12],
        ["B", "Hộ kinh doanh", None, 3],
        [1, "Quán Mẫu", "Số 3", 3],
        [None, "KHU PHỐ 2", None, 9],
        [2, "Quán Thử", "Số 4", 9],
    )
    assert said.statuses == [(3, "new"), (5, "new"), (7, "new")]
    assert [(one["row"], one["kind"]) for one in said.told["skipped"]] == [
        (2, "section"), (4, "section"), (6, "section"),
    ]  # fmt: skip
    assert said.values("legal_type")[1] == "Hộ kinh doanh"


def test_letters_that_number_enterprises_head_nothing(desk: Desk):
    header = ["STT", "Tên đơn vị", "Địa chỉ", "Số lao động"]
    said = desk.enterprises(header, ["A", "Quán Mẫu", None, 12], ["B", "Quán Thử", None, 3])
    assert said.statuses == [(2, "new"), (3, "new")]
    mixed = desk.enterprises(
        header, ["A", "Công ty Mẫu", None, 12], [1, "Quán Thử", "Số 1", 3], [2, "Quán Hai", None, 5]
    )
    assert mixed.statuses == [(2, "new"), (3, "new"), (4, "new")]


def test_how_many_issues_a_topic_has(desk: Desk):
    said = desk.issues(
        ["STT", "Đơn vị", "Nội dung", "Số lượng"],
        ["A", "Thuế", None, 2],
        [1, "Công ty Mẫu", "Giảm thuế", 1],
        [2, "Hộ Mẫu", "Hoàn thuế", 1],
        ["a", "Hộ Mẫu", "Hoàn thuế đất", 1],
    )
    assert said.statuses == [(3, "new"), (4, "new"), (5, "new")]
    assert said.values("topic") == ["Thuế", "Thuế", "Thuế"]
