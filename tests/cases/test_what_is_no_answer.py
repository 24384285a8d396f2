"""What stands in a column of answers and is none, and which letters an answer is or only quotes."""

from __future__ import annotations

import pytest

from tests.cases.conftest import Desk, Said

HEADER = ["STT", "Đơn vị", "Nội dung"]
WHO = "Công ty TNHH Mẫu Một"
BUILD, MONEY = "Sở Xây dựng", "Sở Tài chính"


def answered(desk: Desk, cell: object, heading: str = "Trả lời") -> Said:
    return desk.issues([*HEADER, heading], [1, WHO, "Vá đường", cell])


@pytest.mark.parametrize(
    "cell",
    [
        "Kính chuyển Sở Xây dựng xem xét, giải quyết theo thẩm quyền.",
        "UBND phường kính chuyển Sở Tài chính xem xét, trả lời doanh nghiệp.",
        "UBND phường đã có Công văn số 12/UBND-KT ngày 03/9/2026 chuyển Sở Xây dựng xem xét.",
        "Đã có Công văn số 13/UBND-KT ngày 03/9/2026 gửi Sở Nông nghiệp và Môi trường.",
        "Ghi nhận, chuyển Sở Tài chính nghiên cứu.",
        "Ngoài thẩm quyền, đề nghị chuyển Sở Công Thương",
        "Không thuộc thẩm quyền của phường, đã chuyển kiến nghị đến Sở Xây dựng",
    ],
)
def test_what_was_only_sent_on_is_not_answered(desk: Desk, cell: str):
    said = answered(desk, cell)
    kept = [said.values(name)[0] for name in ("answer", "answer_kind", "answer_number")]
    assert kept == [None, None, None]
    assert cell in said.values("note")[0]
    assert "answer_kind" not in [field for field, _value, _rows in said.asked]


@pytest.mark.parametrize(
    "cell",
    [
        "UBND phường đã trả lời", "Sở Xây dựng đã có văn bản trả lời", "Đã trả lời bằng văn bản",
        "Đã trả lời trực tiếp tại hội nghị", "Đang giải quyết theo quy định", 5,
    ],
)  # fmt: skip
def test_who_answered_or_how_many_is_no_answer(desk: Desk, cell: object):
    said = answered(desk, cell)
    assert (said.values("answer"), said.values("answer_kind")) == ([None], [None])
    assert str(cell) in said.values("note")[0]


@pytest.mark.parametrize(
    "cell",
    [
        "Tiếp thu kiến nghị, UBND phường sẽ báo cáo UBND Thành phố xem xét.",
        "Đề nghị doanh nghiệp liên hệ Sở Xây dựng để được hướng dẫn.",
        "Phòng Kinh tế đã hướng dẫn doanh nghiệp lập hồ sơ",
        "Đã tiếp thu, sẽ vá trong tháng 10",
        "Gửi trước 30/9 cho phường.",
        "Trùng tu xong trong quý 4",
    ],
)
def test_what_says_anything_is_an_answer(desk: Desk, cell: str):
    assert answered(desk, cell).values("answer") == [cell]


@pytest.mark.parametrize(
    "cell",
    [
        "Theo Công văn số 123/BTC-CST ngày 01/02/2026 của Bộ Tài chính, hộ kinh doanh được giảm.",
        "Căn cứ Công văn số 92/STC ngày 1/9/2026 của Sở Tài chính, phường đã cấp kinh phí.",
        "Công văn số 5/BTC-TCT ngày 1/1/2026 của Bộ Tài chính quy định hộ kinh doanh phải nộp",
        "UBND phường đã có CV số 12/UBND ngày 3/9/2026 đề nghị Sở Xây dựng khảo sát",
    ],
)
def test_a_letter_that_an_answer_rests_on_is_not_that_answer(desk: Desk, cell: str):
    said = answered(desk, cell)
    assert said.values("answer") == [cell]
    names = ("answer_kind", "answer_number", "answer_date", "answered_by")
    assert [said.values(name)[0] for name in names] == [None] * 4


@pytest.mark.parametrize(
    ("cell", "number", "by"),
    [
        ("UBND phường đã trả lời doanh nghiệp tại Công văn số 90/UBND ngày 7/9/2026.", "90/UBND",
         "UBND phường"),
        ("Trả lời tại Báo cáo số 15/BC-PKT ngày 7/9/2026 của Phòng Kinh tế", "15/BC-PKT",
         "Phòng Kinh tế"),
        ("Đã có Công văn số 12/UBND-KT ngày 7/9/2026 trả lời doanh nghiệp", "12/UBND-KT", None),
        ("CV số 12/UBND ngày 7/9/2026 và CV số 15/UBND ngày 9/9/2026", "12/UBND", None),
        ("CV 123 ngày 7/9/2026", "123", None),
    ],
)  # fmt: skip
def test_an_answer_given_by_a_letter(desk: Desk, cell: str, number: str, by: str | None):
    said = answered(desk, cell)
    assert (said.values("answer"), said.values("answer_kind")) == ([None], ["in_writing"])
    assert (said.values("answer_number"), said.values("answer_date")) == ([number], ["2026-09-07"])
    assert said.values("answered_by") == [by]
    assert cell in said.values("note")[0]


@pytest.mark.parametrize(
    "cell",
    [
        "Tại Công văn số 45/SXD ngày 7/9/2026, Sở Xây dựng trả lời: khu đất thuộc quy hoạch.",
        "Công văn số 45/SXD ngày 7/9/2026 của Sở Xây dựng: Khu đất thuộc quy hoạch.",
    ],
)
def test_a_letter_that_holds_the_answer(desk: Desk, cell: str):
    said = answered(desk, cell)
    assert (said.values("answer"), said.values("answer_kind")) == ([cell], ["in_writing"])
    assert said.values("answer_number") == ["45/SXD"]


def test_the_body_that_opens_behind_what_it_rests_on(desk: Desk):
    cell = "Theo Công văn số 1/BTC của Bộ Tài chính, UBND phường trả lời như sau: được giảm."
    said = answered(desk, cell)
    assert (said.values("answered_by"), said.values("answer_number")) == (["UBND phường"], [None])


def test_bodies_that_open_their_sentences_on_one_line(desk: Desk):
    said = answered(desk, "Sở Xây dựng: Đang lập dự án. Sở Tài chính: Đang bố trí vốn.")
    assert said.values("answers")[0] == [
        {"text": "Đang lập dự án.", "answered_by": BUILD},
        {"text": "Đang bố trí vốn.", "answered_by": MONEY},
    ]


def test_how_far_it_has_come_stands_beside_the_answer(desk: Desk):
    said = desk.issues(
        ["STT", "Nội dung", "Trả lời", "Kết quả"],
        [1, "Vá đường", "Sẽ vá", "Đã trả lời"],
        [2, "Lắp đèn", "Sẽ lắp", "Đã lắp ngày 3/10"],
        [3, "Giảm thuế", "Đang xem xét", "Chưa giải quyết"],
    )
    assert said.values("answer") == ["Sẽ vá", "Sẽ lắp\nĐã lắp ngày 3/10", None]
    beside = [(note or "").partition(": ")[2] for note in said.values("note")]
    assert beside == ["Đã trả lời", "", "Đang xem xét\nChưa giải quyết"]


def test_columns_that_tick_how_it_was_answered(desk: Desk):
    said = desk.issues(
        [*HEADER, "Trả lời trực tiếp", "Trả lời bằng văn bản"],
        [1, WHO, "Vá đường", "x", None],
        [2, WHO, "Lắp đèn", None, "x"],
    )
    assert said.values("answer_kind") == ["at_meeting", "in_writing"]
    assert said.values("answer") == [None, None]
    assert said.columns["Trả lời bằng văn bản"] == "answer_kind"


def test_a_column_of_answers_that_is_ticked_beside_the_letter(desk: Desk):
    letter = "Công văn số 12/UBND-KT ngày 3/9/2026"
    header = [*HEADER, "Đã trả lời", "Văn bản trả lời"]
    said = desk.issues(header, [1, WHO, "Vá đường", "x", letter])
    assert (said.values("answer"), said.values("answer_number")) == ([None], ["12/UBND-KT"])
    note = said.values("note")[0]
    assert "Đã trả lời: x" in note
    assert "Văn bản trả lời ghi trong tệp: 12/UBND-KT" in note


@pytest.mark.parametrize(
    "cell",
    [
        "Chưa có kết quả", "Chưa nhận được văn bản trả lời", "Đang trong quá trình xử lý",
        "Đang rà soát", "Đang phối hợp với Sở Xây dựng giải quyết", "Chờ ý kiến của Sở Tài chính",
        "Đang chờ văn bản hướng dẫn", "Đang tham mưu UBND phường", "Đã giao Phòng Kinh tế",
        "Giao Phòng Kinh tế, Hạ tầng và Đô thị tham mưu", "Đang trình", "Tồn", "Trong hạn",
        "Đã xử lý, đã trả lời doanh nghiệp", "Đã tiếp nhận", "Chuyển kỳ sau", "Đã đóng",
        "Phòng Kinh tế đang tham mưu", "Tiếp tục theo dõi", "100%",
        "Trùng KN số 3", "Trùng với kiến nghị số 12.", "Trùng nội dung",
        "Doanh nghiệp đã rút kiến nghị",
    ],
)  # fmt: skip
def test_what_is_being_done_is_no_answer(desk: Desk, cell: str):
    said = answered(desk, cell, "Kết quả giải quyết")
    assert (said.values("answer"), said.values("answer_kind")) == ([None], [None])
    assert said.values("note") == [f"Kết quả ghi trong tệp: {cell}"]


@pytest.mark.parametrize(
    "cell",
    [
        "Đang lắp đèn", "Đang thi công, hoàn thành tháng 10", "Chưa có quy định",
        "Giao Công ty Điện lực lắp đèn trước 30/9", "Đang xử lý: đã lập dự toán sửa đường",
        "Đang phối hợp với Sở Xây dựng lắp đèn", "Sẽ xem xét", "Không đồng ý", "Ghi nhận ý kiến",
        "Chưa có văn bản hướng dẫn của Bộ Tài chính nên chưa thực hiện được", "Chờ vốn",
        "Tiếp tục thực hiện theo Nghị định 70", "Đã giải quyết: cấp phép ngày 2/9",
    ],
)  # fmt: skip
def test_what_is_done_of_the_matter_is_an_answer(desk: Desk, cell: str):
    assert answered(desk, cell, "Kết quả giải quyết").values("answer") == [cell]


@pytest.mark.parametrize(
    ("cell", "number", "day", "by"),
    [
        ("VB số 5/TB ngày 2/9: Đồng ý.", "5/TB", "2026-09-02", None),
        ("(CV 12/SXD ngày 2/9/2026) Đường do phường quản lý", "12/SXD", "2026-09-02", None),
        ("Tại Công văn số 12/SXD-HT ngày 02/9/2026, Sở Xây dựng trả lời: sẽ vá.", "12/SXD-HT",
         "2026-09-02", BUILD),
        ("Sở Xây dựng có Công văn số 15/SXD-KT ngày 3/9/2026 đề nghị doanh nghiệp bổ sung hồ sơ",
         "15/SXD-KT", "2026-09-03", BUILD),
        ("Căn cứ Công văn số 15/SCT ngày 3/9/2026, doanh nghiệp phải bổ sung hồ sơ", None, None,
         None),
    ],
)  # fmt: skip
def test_the_letter_with_which_an_answer_begins(
    desk: Desk, cell: str, number: str | None, day: str | None, by: str | None
):
    said = answered(desk, cell)
    assert said.values("answer") == [cell]
    assert (said.values("answer_number"), said.values("answer_date")) == ([number], [day])
    assert said.values("answer_kind") == ["in_writing" if number else None]
    assert said.values("answered_by") == [by]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Ý kiến trả lời của các đơn vị", "answer"),
        ("Kết quả giải quyết của đơn vị", "result"),
        ("Ý kiến phản hồi của đơn vị", None),
        ("Ý kiến trả lời của doanh nghiệp", None),
    ],
)
def test_whose_answers_stand_below_a_heading(desk: Desk, heading: str, field: str | None):
    said = answered(desk, "Sẽ vá trong tháng 10", heading)
    assert said.columns[heading] == ("answer" if field else None)
    assert said.values("answer") == ["Sẽ vá trong tháng 10" if field else None]


@pytest.mark.parametrize(
    "cell",
    ["Sở Xây dựng", "UBND phường.", "Ông Mẫu - Giám đốc Sở Xây dựng trả lời trực tiếp tại hội nghị",
     "Đ/c Mẫu đã trả lời tại hội nghị"],
)  # fmt: skip
def test_who_answers_is_not_what(desk: Desk, cell: str):
    said = answered(desk, cell)
    assert (said.values("answer"), said.values("answer_kind")) == ([None], [None])
    assert cell.rstrip(".") in said.values("note")[0]


def test_a_person_who_says_something_answers(desk: Desk):
    cell = "Ông Mẫu trả lời: sẽ vá trong tháng 10"
    assert answered(desk, cell).values("answer") == [cell]


@pytest.mark.parametrize(
    "cell", ["12/SXD; 05/9/2026", "12/SXD - 05/9/2026", "12/SXD, ngày 05 tháng 9 năm 2026"]
)
def test_number_and_day_of_a_letter_in_one_cell(desk: Desk, cell: str):
    said = desk.issues(
        [*HEADER, "Trả lời", "Văn bản trả lời (số, ngày)"], [1, WHO, "Vá", "Đã vá", cell]
    )
    assert said.values("answer_number") == ["12/SXD"]
    assert said.values("answer_date") == ["2026-09-05"]


@pytest.mark.parametrize(
    ("answer", "number", "day"),
    [
        ("Đã vá xong đường (CV 12/SXD ngày 3/9/2026)", "12/SXD", "2026-09-03"),
        ("Đã vá. (Công văn số 12/SXD-KT ngày 03 tháng 9 năm 2026).", "12/SXD-KT", "2026-09-03"),
        ("Đã vá (trả lời tại Văn bản số 45/UBND-KT)", "45/UBND-KT", None),
        ("Đã vá (theo Công văn số 12/SXD ngày 3/9/2026)", None, None),
        ("Được giảm (Công văn số 12/BTC-CST ngày 3/9/2026 của Bộ Tài chính)", None, None),
        ("Được giảm (Nghị định số 12/2025/NĐ-CP)", None, None),
        ("Đã vá (CV 12/SXD ngày 3/9/2026) và sẽ lắp đèn", None, None),
    ],
)
def test_a_letter_in_brackets_behind_an_answer_is_its_letter(
    desk: Desk, answer: str, number: str | None, day: str | None
):
    fields = desk.issues(["Nội dung", "Trả lời"], ["Vá đường.", answer]).rows[2]["fields"]
    assert (fields["answer"], fields["answer_number"], fields["answer_date"]) == (
        answer, number, day
    )  # fmt: skip
    assert fields["answer_kind"] == ("in_writing" if number else None)


@pytest.mark.parametrize(
    ("answer", "number", "day"),
    [
        ("12/SXD-HT ngày 5/9/2026", "12/SXD-HT", "2026-09-05"),
        ("(Số 45/2026/UBND-KT)", "45/2026/UBND-KT", None),
    ],
)
def test_a_number_of_a_letter_alone_is_no_text(
    desk: Desk, answer: str, number: str, day: str | None
):
    fields = desk.issues(["Nội dung", "Đã trả lời"], ["Vá đường.", answer]).rows[2]["fields"]
    assert (fields["answer"], fields["answer_number"], fields["answer_date"]) == (
        None, number, day
    )  # fmt: skip
    assert fields["answer_kind"] == "in_writing"


@pytest.mark.parametrize("answer", ["Đoạn 12/5", "3/4 số hộ đã xong"])
def test_other_fractions_are_text(desk: Desk, answer: str):
    fields = desk.issues(["Nội dung", "Trả lời"], ["Vá đường.", answer]).rows[2]["fields"]
    assert (fields["answer"], fields["answer_number"]) == (answer, None)


def test_a_letter_with_a_colon_and_what_is_yet_to_come_are_no_answers(desk: Desk):
    said = desk.issues(
        ["STT", "Nội dung", "Kết quả"],
        [1, "Đường", "Số: 49/UBND-VP ngày 16 tháng 8 năm 2026"],
        [2, "Đèn", "UBND phường sẽ có văn bản trả lời sau"],
    )
    assert said.values("answer") == [None, None]
    assert said.values("answer_number") == ["49/UBND-VP", None]
    assert said.values("answer_date") == ["2026-08-16", None]
