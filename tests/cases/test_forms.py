"""Answers to online forms as their programs export them, and read again a week later."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.cases.conftest import Desk

WHO, OTHER = "Công ty TNHH Mẫu Một", "Công ty CP Mẫu Hai"
BEFORE = datetime(2026, 9, 10, 8, 30)
GOOGLE = ["Dấu thời gian", "Địa chỉ email", "Tên doanh nghiệp", "Nội dung kiến nghị"]
MICROSOFT = ["ID", "Start time", "Completion time", "Email", "Name", "Tên đơn vị", "Nội dung"]
MICROSOFT_VI = [
    "ID", "Thời gian bắt đầu", "Thời gian hoàn thành", "Email", "Tên", "Tên đơn vị của Quý vị",
    "Câu hỏi hoặc kiến nghị",
]  # fmt: skip
ZALO = ["STT", "Thời gian gửi", "Tên Zalo", "Số điện thoại", "Tên doanh nghiệp", "Nội dung"]


def test_what_the_program_of_a_form_adds_is_no_answer(desk: Desk) -> None:
    for header in (MICROSOFT, MICROSOFT_VI):
        said = desk.issues(
            header,
            [1, BEFORE, BEFORE, "anonymous", "Lê Mẫu", WHO, "Vá đường"],
            [2, BEFORE, BEFORE, "anonymous", None, OTHER, "Lắp đèn"],
        )
        assert said.values("raisers") == [[WHO], [OTHER]]
        assert said.values("medium") == ["online_form", "online_form"]
        assert said.values("due") == [None, None]  # when it was completed is no time limit
        assert said.columns[header[4]] is None


@pytest.mark.parametrize("moment", ["10/09/2026 08:30", "08:30 10/09/2026", "8h30 ngày 10/9/2026"])
def test_moments_as_forms_write_them(desk: Desk, moment: str) -> None:
    said = desk.issues(ZALO, [1, moment, "Mẫu", "0900000001", WHO, "Vá đường"])
    assert said.values("received_on") == ["2026-09-10"]
    assert said.values("moment") == ["before"]
    assert said.values("medium") == ["online_form"]


def test_questions_in_whole_sentences(desk: Desk) -> None:
    said = desk.issues(
        [
            "Timestamp", "1. Tên doanh nghiệp/hộ kinh doanh của Ông/Bà", "2. Mã số thuế (nếu có)",
            "3. Vui lòng ghi rõ nội dung kiến nghị", "4. Lĩnh vực kiến nghị (chọn nhiều)",
        ],
        ["9/15/2026 8:30:00", WHO, "9900000312", "Vá đường", "Thuế"],
    )  # fmt: skip
    assert list(said.columns.values()) == ["received_on", "raisers", "tax_code", "text", "topic"]


FIRST_WEEK: dict[str, list[list[Any]]] = {
    "google": [
        GOOGLE,
        ["10/09/2026 8:30:00", "a@mau.example", WHO, "Vá đường"],
        ["11/09/2026 9:00:00", "b@mau.example", None, "Lắp đèn"],
    ],
    "microsoft": [
        MICROSOFT,
        [1, BEFORE, BEFORE, "anonymous", None, WHO, "Vá đường"],
        [2, BEFORE, BEFORE, "anonymous", None, None, "Lắp đèn"],
    ],
}
NEXT_WEEK: dict[str, list[Any]] = {
    "google": ["15/09/2026 9:00:00", "c@mau.example", OTHER, "Vá đường"],
    "microsoft": [3, BEFORE, BEFORE, "anonymous", None, OTHER, "Vá đường"],
}


@pytest.mark.parametrize("program", list(FIRST_WEEK))
def test_read_again_only_what_is_new_is_added(desk: Desk, program: str) -> None:
    rows = FIRST_WEEK[program]
    desk.write("issues", *rows)
    said = desk.issues(*rows, NEXT_WEEK[program])
    assert [status for _row, status in said.statuses] == ["same", "same", "new"]
    assert desk.write("issues", *rows, NEXT_WEEK[program])
    assert len(desk.listed("issue")) == 3


def test_a_question_asked_several_times(desk: Desk) -> None:
    rows: list[list[Any]] = [
        ["Dấu thời gian", "Tên đơn vị", "Kiến nghị 1", "Kiến nghị 2", "Kiến nghị 3"],
        ["10/09/2026 8:00:00", WHO, "Vá đường", "Lắp đèn", None],
        ["10/09/2026 9:00:00", OTHER, "Giảm thuế", None, None],
    ]
    said = desk.issues(*rows)
    assert said.values("text") == ["1. Vá đường\n2. Lắp đèn", "Giảm thuế"]
    assert not [title for title, field in said.columns.items() if field is None]
    apart = desk.issues(*rows, options=["--say", "parts=yes"])
    assert apart.values("text") == ["Vá đường", "Lắp đèn", "Giảm thuế"]


def test_a_question_that_asks_which_body(desk: Desk) -> None:
    said = desk.issues(
        ["Thời gian bắt đầu", "Tên cơ sở kinh doanh", "Vui lòng nêu rõ nội dung cần kiến nghị",
         "Kiến nghị gửi đến cơ quan nào?", "Thuộc lĩnh vực nào?"],
        ["10/09/2026 08:00:00", "Hộ Mẫu", "Vá đường", "Sở Xây dựng", "Thuế"],
        ["16/09/2026 08:00:00", "Hộ Mẫu Hai", "Lắp đèn", None, None],
        ["15/09/2026 08:00:00", "Hộ Mẫu Ba", "Chợ", None, None],
    )  # fmt: skip
    assert said.values("text") == ["Vá đường", "Lắp đèn", "Chợ"]
    assert said.values("bodies") == [["Sở Xây dựng"], [], []]
    assert said.values("topic") == ["Thuế", None, None]
    assert said.values("moment") == ["before", "after", None]  # of the day itself nobody says


def test_a_form_in_english_asks_for_your_issue(desk: Desk) -> None:
    said = desk.issues(
        ["ID", "Start time", "Completion time", "Email", "Name", "Company name",
         "What is your issue?", "Topic"],
        [1, "9/13/2026 8:01:00", "9/13/2026 8:05:00", "anonymous", None, "Hộ Mẫu", "Vá đường",
         "Thuế"],
    )  # fmt: skip
    assert (said.values("text"), said.values("raisers")) == (["Vá đường"], [["Hộ Mẫu"]])
    assert said.values("received_on") == ["2026-09-13"]


@pytest.mark.parametrize(
    ("heading", "withheld", "named"),
    [
        ("Đồng ý công khai tên?", "Không", "Có"),
        ("Quý doanh nghiệp có đồng ý nêu tên tại hội nghị không?", "Không đồng ý", "Đồng ý"),
        (
            "Có cho phép công khai thông tin doanh nghiệp hay không",
            "Đề nghị giấu tên",
            "Tôi đồng ý",
        ),
        ("7. Doanh nghiệp có đồng ý công bố danh tính không?", "không", "Đồng ý công khai"),
        ("Do you agree to publish your name?", "No", "Yes, I agree"),
        ("Bạn có muốn giấu tên không?", "Có", "Không"),
        ("Đề nghị giữ bí mật thông tin", "x", None),
        ("Would you like to remain anonymous?", "Yes", "No"),
    ],
)
def test_whether_somebody_may_be_named(
    desk: Desk, heading: str, withheld: str, named: str | None
) -> None:
    said = desk.issues(
        ["Dấu thời gian", "Tên doanh nghiệp", "Nội dung kiến nghị", heading],
        ["10/09/2026 08:00:00", WHO, "Vá đường", withheld],
        ["10/09/2026 09:00:00", OTHER, "Lắp đèn", named],
        ["10/09/2026 09:30:00", OTHER, "Giảm phí", None],
    )
    assert said.columns[heading] == "withhold_name"
    assert said.values("withhold_name") == [True, False, False]
    assert said.values("raisers") == [[WHO], [OTHER], [OTHER]]


@pytest.mark.parametrize(
    "heading", ["Đồng ý công khai nội dung kiến nghị?", "Thông tin công khai", "Đồng ý tham dự?"]
)
def test_other_consent_says_nothing_of_the_name(desk: Desk, heading: str) -> None:
    said = desk.issues(
        ["Dấu thời gian", "Tên doanh nghiệp", "Nội dung kiến nghị", heading],
        ["10/09/2026 08:00:00", WHO, "Vá đường", "Không"],
    )
    assert (said.columns[heading], said.values("withhold_name")) == (None, [False])


def test_an_answer_in_other_words_is_kept(desk: Desk) -> None:
    said = desk.issues(
        ["Dấu thời gian", "Tên doanh nghiệp", "Nội dung kiến nghị", "Đồng ý công khai tên?"],
        ["10/09/2026 08:00:00", WHO, "Vá đường", "Hỏi lại sau"],
    )
    assert said.values("withhold_name") == [False]
    assert said.values("note") == ["Công khai tên ghi trong tệp: Hỏi lại sau"]


@pytest.mark.parametrize(
    "header",
    [
        ["Time", "Zalo name", "Phone", "Company", "Message"],
        ["Thời gian", "Tên Zalo", "SĐT", "Tên đơn vị", "Tin nhắn"],
    ],
)
def test_messages_of_zalo_in_both_languages(desk: Desk, header: list[str]) -> None:
    said = desk.issues(header, ["08:00 10/09/2026", "Mẫu", "0900000001", WHO, "Vá đường"])
    assert (said.values("text"), said.values("raisers")) == (["Vá đường"], [[WHO]])
    assert said.values("received_on") == ["2026-09-10"]
    assert (said.values("medium"), said.values("moment")) == (["online_form"], ["before"])


def test_which_body_did_something_is_not_whom_it_is_for(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Tên doanh nghiệp (ghi rõ tên, địa chỉ)", "Nội dung kiến nghị",
         "Đã được cơ quan nào giải quyết, kết quả?", "Đề nghị cơ quan giải quyết"],
        [1, WHO, "Vá đường", "Phòng Mẫu: chờ vốn", "Sở Xây dựng"],
    )  # fmt: skip
    assert list(said.columns.values()) == ["ordinal", "raisers", "text", None, "lead_body"]
    assert said.values("bodies") == [["Sở Xây dựng"]]


@pytest.mark.parametrize(
    "headings",
    [
        ["[Thuế] Nội dung kiến nghị", "[Đất đai] Nội dung kiến nghị"],
        ["Nội dung kiến nghị [Thuế]", "Nội dung kiến nghị [Đất đai]"],
        ["Kiến nghị về thuế", "Kiến nghị về đất đai"],
        ["Kiến nghị", "Kiến nghị khác"],
        ["Ý kiến về lĩnh vực thuế", "Ý kiến về lĩnh vực đất đai"],
        ["Vướng mắc về thuế", "Vướng mắc về đất đai"],
    ],
)
def test_a_question_asked_for_each_topic(desk: Desk, headings: list[str]) -> None:
    said = desk.issues(
        ["Dấu thời gian", "Tên đơn vị", *headings],
        ["10/09/2026 8:00:00", WHO, "Hoàn thuế chậm", None],
        ["10/09/2026 9:00:00", OTHER, None, "Cấp sổ chậm"],
        ["10/09/2026 9:30:00", OTHER, "Phạt nặng", "Thuê đất"],
    )
    assert said.values("text") == [
        "Hoàn thuế chậm", "Cấp sổ chậm", "1. Phạt nặng\n2. Thuê đất",
    ]  # fmt: skip
    assert [said.columns[heading] for heading in headings] == ["text", "text"]


def test_difficulties_of_each_topic_beside_what_else_is_asked_for(desk: Desk) -> None:
    headings = ["Khó khăn về thuế", "Khó khăn về vốn", "Kiến nghị khác"]
    said = desk.issues(
        ["STT", "Tên đơn vị", *headings],
        [1, WHO, "Hoàn thuế chậm", None, "Không"],
        [2, OTHER, None, "Khó vay", "Lắp đèn"],
        [3, WHO, "Không có", "Không", None],
    )
    assert [said.columns[heading] for heading in headings] == ["text"] * 3
    assert said.values("text")[:2] == ["Hoàn thuế chậm", "1. Khó vay\n2. Lắp đèn"]
    assert said.statuses[2] == (4, "asked")


@pytest.mark.parametrize(
    "heading",
    ["Bạn sẽ tham dự hội nghị chứ?", "Ai dự hội nghị?", "Đã có kiến nghị tại hội nghị trước chưa"],
)
def test_a_question_about_the_session_names_none(desk: Desk, heading: str) -> None:
    said = desk.issues(
        ["Dấu thời gian", "Tên đơn vị", "Nội dung kiến nghị", heading],
        ["10/09/2026 8:00:00", WHO, "Vá đường", "Có"],
    )
    assert (said.columns[heading], said.values("session")) == (None, [None])


@pytest.mark.parametrize(
    "text",
    [
        "Không có ý kiến gì thêm",
        "Hiện tại công ty chưa có kiến nghị gì",
        "không ạ",
        "Không khó khăn gì",
    ],
)
def test_nothing_to_raise_in_other_words_is_asked(desk: Desk, text: str) -> None:
    said = desk.issues(["Tên đơn vị", "Nội dung kiến nghị"], [WHO, text], [OTHER, "Có kiến nghị"])
    assert said.statuses == [(2, "asked"), (3, "new")]


def test_a_form_in_english_may_ask_in_any_words(desk: Desk):
    said = desk.issues(
        ["Timestamp", "Company name", "What difficulties do you face?", "What do you propose?"],
        [datetime(2026, 9, 10, 8), "Công ty TNHH Mẫu", "Slow refunds", "Refund faster"],
    )
    assert said.values("text") == ["Khó khăn: Slow refunds\nKiến nghị: Refund faster"]
