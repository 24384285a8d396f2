"""No paper states what no file said: marks, channels, moments, forms of answers."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.cases.conftest import Desk

HEADER = ["STT", "Đơn vị kiến nghị", "Nội dung kiến nghị"]
WHO = "Công ty TNHH Mẫu Một"


@pytest.mark.parametrize(
    ("heading", "word", "kind"),
    [
        ("Phân loại đơn", "Tố cáo", "denunciation"),
        ("Loại", "Khiếu nại", "complaint"),
        ("Phân loại", "Đơn tố cáo", None),
        ("Phân loại", "Khiếu nại, tố cáo", "denunciation"),
        ("Lĩnh vực", "Tố cáo", "denunciation"),
    ],
)
def test_kinds_of_complaints_set_the_mark(
    desk: Desk, heading: str, word: str, kind: str | None
) -> None:
    said = desk.issues([*HEADER, heading], [1, WHO, "Ông A nhận tiền", word])
    assert said.values("complaint") == [True]
    assert said.values("kind") == [kind]


def test_a_denied_complaint_sets_no_mark(desk: Desk) -> None:
    said = desk.issues([*HEADER, "Phân loại"], [1, WHO, "Vá đường", "Không phải khiếu nại"])
    assert said.values("complaint") == [False]


def test_short_words_for_complaints_are_asked(desk: Desk) -> None:
    rows = [[1, WHO, "Ông B vòi vĩnh", "TC"], [2, WHO, "Bồi thường", "KN"]]
    rows.append([3, WHO, "Vá đường", "Kiến nghị, phản ánh"])
    said = desk.issues([*HEADER, "Phân loại đơn"], *rows)
    assert said.statuses == [(2, "asked"), (3, "asked"), (4, "new")]
    assert {("kind", "TC", (2,)), ("kind", "KN", (3,))} <= {
        (f, v, tuple(r)) for f, v, r in said.asked
    }
    told = desk.issues([*HEADER, "Phân loại đơn"], *rows, options=["--say", "kind:KN=Kiến nghị"])
    assert told.statuses == [(2, "asked"), (3, "new"), (4, "new")]
    assert told.values("kind") == ["denunciation", "request", "request"]


def test_an_asked_row_is_not_written_until_it_is_accepted(desk: Desk) -> None:
    rows = [[*HEADER, "Phân loại"], [1, WHO, "Ông B vòi vĩnh", "TC"]]
    assert "1 dòng chưa ghi" in desk.write("issues", *rows)
    assert desk.listed("issue") == []
    desk.write("issues", *rows, options=["--accept", "2"])
    assert len(desk.listed("issue")) == 1


def test_without_a_column_of_channel_the_file_is_asked(desk: Desk) -> None:
    said = desk.issues(HEADER, [1, WHO, "Vá đường"], [2, WHO, "Lắp đèn"])
    assert said.values("medium") == said.values("moment") == [None, None]
    assert said.asked == [("medium", None, [2, 3]), ("moment", None, [2, 3])]
    told = desk.issues(
        HEADER,
        [1, WHO, "Vá đường"],
        options=["--say", "medium=Phiếu", "--say", "moment=Tại hội nghị"],
    )
    assert (told.values("medium"), told.values("moment")) == (["slip"], ["at_meeting"])
    assert told.asked == []


def test_a_medium_is_no_moment(desk: Desk) -> None:
    said = desk.issues([*HEADER, "Kênh tiếp nhận"], [1, WHO, "Vá đường", "Zalo"])
    assert (said.values("medium"), said.values("moment")) == (["zalo"], [None])


def test_a_time_stamp_is_an_online_form_and_a_day_before_the_session_was_before_it(
    desk: Desk,
) -> None:
    said = desk.issues(
        ["Dấu thời gian", "Tên doanh nghiệp", "Nội dung kiến nghị"],
        [datetime(2026, 9, 10, 8, 0, 5), WHO, "Nâng cấp cống"],
        [datetime(2026, 9, 15, 8, 0, 5), WHO, "Lắp đèn"],
    )
    assert said.values("medium") == ["online_form", "online_form"]
    assert said.values("moment") == ["before", None]
    assert said.values("received_on") == ["2026-09-10", "2026-09-15"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Trả lời tại hội nghị", "at_meeting"),
        ("Trả lời bằng văn bản", "in_writing"),
        ("Trả lời", None),
        ("Ý kiến tiếp thu, giải trình", None),
    ],
)
def test_the_form_of_an_answer_is_what_the_heading_says(
    desk: Desk, heading: str, kind: str | None
) -> None:
    said = desk.issues([*HEADER, heading], [1, WHO, "Vá đường", "Sẽ vá."])
    assert said.values("answer_kind") == [kind]
    asked = [field for field, _value, _rows in said.asked]
    assert ("answer_kind" in asked) == (kind is None)


def test_an_answer_whose_form_is_not_known_is_not_said_at_the_session(desk: Desk) -> None:
    desk.write("issues", [*HEADER, "Trả lời"], [1, WHO, "Vá đường", "Sẽ vá ngay."])
    _code, out = desk.run("issue", "show", desk.listed("issue")[0]["code"], "--json")
    assert '"unknown"' in out
    assert "at_meeting" not in out


def test_a_number_and_a_day_make_a_written_answer(desk: Desk) -> None:
    header = [*HEADER, "Nội dung trả lời", "Số văn bản trả lời", "Ngày văn bản trả lời"]
    said = desk.issues(header, [1, WHO, "Vá đường", "Đã vá.", "12/UBND-KT", "1/9/2026"])
    assert (said.values("answer_kind"), said.values("answer_number")) == (
        ["in_writing"],
        ["12/UBND-KT"],
    )
    assert (said.values("answer"), said.values("answer_date")) == (["Đã vá."], ["2026-09-01"])


@pytest.mark.parametrize(
    "cell",
    [
        "Công văn số 12/UBND-KT ngày 01/9/2026",
        "(Văn bản số 12/UBND-KT ngày 1 tháng 9 năm 2026 của Phòng Kinh tế)",
        "Đã trả lời tại Công văn số 12/UBND-KT ngày 01/9/2026.",
    ],
)
def test_a_citation_is_no_text_of_an_answer(desk: Desk, cell: str) -> None:
    said = desk.issues([*HEADER, "Trả lời"], [1, WHO, "Vá đường", cell])
    assert (said.values("answer"), said.values("answer_kind")) == ([None], ["in_writing"])
    assert (said.values("answer_number"), said.values("answer_date")) == (
        ["12/UBND-KT"],
        ["2026-09-01"],
    )
    assert cell in said.values("note")[0]


def test_a_letter_with_its_text_is_a_written_answer(desk: Desk) -> None:
    cell = "Công văn số 12/UBND-KT ngày 01/9/2026: Đã đưa vào kế hoạch."
    said = desk.issues([*HEADER, "Trả lời"], [1, WHO, "Vá đường", cell])
    assert said.values("answer") == [cell]
    assert (said.values("answer_kind"), said.values("answer_number")) == (
        ["in_writing"],
        ["12/UBND-KT"],
    )


def test_a_law_in_an_answer_is_no_letter(desk: Desk) -> None:
    cell = "Theo Quyết định số 5/QĐ-UBND ngày 1/9/2026, hồ sơ nộp tại phường."
    said = desk.issues([*HEADER, "Trả lời"], [1, WHO, "Vá đường", cell])
    assert (said.values("answer"), said.values("answer_number")) == ([cell], [None])


@pytest.mark.parametrize(
    "cell",
    [
        "Đã chuyển Sở Xây dựng",
        "Đã chuyển Thuế cơ sở (CV 13/UBND-KT ngày 6/10/2026)",
        "Chuyển đến Công an phường xem xét, trả lời.",
    ],
)
def test_an_issue_passed_on_is_not_answered(desk: Desk, cell: str) -> None:
    said = desk.issues([*HEADER, "Kết quả"], [1, WHO, "Vá đường", cell])
    assert said.values("answer") == [None]
    assert said.values("answer_number") == [None]
    assert cell in said.values("note")[0]


@pytest.mark.parametrize(
    "cell",
    [
        "Chuyển mục đích sử dụng đất theo quy hoạch.",
        "Đã chuyển Sở Xây dựng. Sở trả lời: sẽ vá trong tháng 10.",
    ],
)
def test_what_says_more_than_to_whom_it_went_is_an_answer(desk: Desk, cell: str) -> None:
    said = desk.issues([*HEADER, "Kết quả"], [1, WHO, "Vá đường", cell])
    assert said.values("answer") == [cell]


@pytest.mark.parametrize("cell", ["Có", "Đã giải quyết dứt điểm", "Đã xử lý xong"])
def test_that_it_was_answered_is_no_text_of_an_answer(desk: Desk, cell: str) -> None:
    said = desk.issues([*HEADER, "Kết quả trả lời"], [1, WHO, "Vá đường", cell])
    assert said.values("answer") == [None]
    assert cell in said.values("note")[0]


@pytest.mark.parametrize("heading", ["Hội nghị", "Kỳ đối thoại", "Đợt đối thoại"])
def test_the_day_of_a_session_nobody_knows_is_before_none(desk: Desk, heading: str) -> None:
    said = desk.issues(
        ["STT", heading, "Ngày nêu", "Doanh nghiệp", "Kiến nghị"],
        [1, "Quý I/2026", "15/03/2026", "Công ty Mẫu", "Vá đường"],
        [2, "2026-K3", "15/03/2026", "Công ty Mẫu", "Lắp đèn"],
        [3, None, "15/03/2026", "Công ty Mẫu", "Cấp nước"],
    )
    assert said.values("moment") == [None, "before", "before"]
    assert "“Quý I/2026”" in said.reasons(2)


def test_two_ways_of_raising_in_one_cell_are_asked_and_a_moment_is_no_way(desk: Desk) -> None:
    said = desk.issues(
        [*HEADER, "Hình thức"],
        [1, WHO, "Vá đường", "Điện thoại, Zalo"],
        [2, WHO, "Lắp đèn", "Gửi trước"],
        [3, WHO, "Trồng cây", "Phiếu gửi qua Zalo"],
        [4, WHO, "Nạo vét", "Trực tiếp, phát biểu"],
    )
    assert said.values("medium") == [None, None, "zalo", "spoken"]
    assert said.values("moment")[1] == "before"
    asked = [one for one in said.asked if one[0] in ("medium", "channel")]
    assert asked == [("channel", "Điện thoại, Zalo", [2]), ("medium", None, [3])]
    assert "Điện thoại, Zalo" in said.values("note")[0]


MIXED = (
    ["STT", "Đơn vị", "Kiến nghị", "Ngày nhận", "Cách nêu", "Trả lời tại hội nghị", "Kết quả"],
    [1, "Công ty Mẫu", "Vá đường", "10/09/2026", None, "Đã vá", None],
    [2, "Công ty Mẫu", "Lắp đèn", None, None, None, "Đã lắp"],
    [3, "Công ty Mẫu", "Cấp nước", None, "Văn bản", None, None],
    [4, "Công ty Mẫu", "Mở chợ", None, "Gõ cửa", None, "Trả lời bằng văn bản: Đã mở."],
    [5, "Công ty Mẫu", "Nạo vét", None, "Gửi trước", None, None],
)  # fmt: skip


def test_what_is_asked_is_answered_for_the_rows_that_do_not_say(desk: Desk) -> None:
    assert sorted(desk.issues(*MIXED).asked) == [
        ("answer_kind", None, [3]), ("channel", "Gõ cửa", [5]), ("medium", None, [2, 3, 6]),
        ("moment", None, [3, 4, 5]),
    ]  # fmt: skip
    answers = ["--say", "moment=at_meeting", "--say", "medium=spoken"]
    said = desk.issues(*MIXED, options=[*answers, "--say", "answer_kind=in_writing"])
    assert said.values("moment") == ["before", *["at_meeting"] * 3, "before"]
    assert said.values("medium") == ["spoken", "spoken", "letter", None, "spoken"]
    assert said.values("answer_kind") == ["at_meeting", "in_writing", None, "in_writing", None]
    assert {field for field, _value, _rows in said.asked} == {"channel"}


def test_no_note_says_of_the_file_what_a_person_answered(desk: Desk) -> None:
    header = ["STT", "Đơn vị", "Kiến nghị", "Trả lời", "Hình thức trả lời"]
    rows = [1, "Công ty Mẫu", "Vá", "Đã vá", None], [2, "Công ty Mẫu", "Lắp đèn", None, None]
    said = desk.issues(header, *rows, options=["--say", "answer_kind=in_writing"])
    assert said.values("answer_kind") == ["in_writing", None]
    assert said.values("note") == [None, None]
    written = desk.issues(
        header, [1, "Công ty Mẫu", "Vá", None, "Gõ cửa"],
        options=["--say", "answer_kind:Gõ cửa=in_writing"],
    )  # fmt: skip
    assert "Gõ cửa" in written.values("note")[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Trả lời trực tiếp tại hội nghị: Đã vá.", "at_meeting"),
        ("Đã giải đáp bằng văn bản: Đã vá.", "in_writing"),
        ("Trả lời Công văn số 12 của doanh nghiệp: Đã vá.", None),
        ("Theo văn bản của Sở Mẫu: Đã vá.", None),
    ],
)
def test_an_answer_says_itself_how_it_was_given(desk: Desk, text: str, kind: str | None) -> None:
    said = desk.issues(
        ["STT", "Doanh nghiệp", "Kiến nghị", "Trả lời"], [1, "Công ty Mẫu", "Vá", text]
    )
    assert said.values("answer_kind") == [kind]


@pytest.mark.parametrize(("cell", "medium"), [("Văn bản", "letter"), ("Điện thoại", "phone")])
def test_ways_are_known_in_the_column_of_ways(desk: Desk, cell: str, medium: str) -> None:
    header = ["STT", "Doanh nghiệp", "Kiến nghị", "Phương thức nêu"]
    assert desk.issues(header, [1, "Công ty Mẫu", "Vá đường", cell]).values("medium") == [medium]
