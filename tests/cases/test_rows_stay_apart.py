"""No row is merged into another, and none replaces one, for a name or a text alone."""

from __future__ import annotations

from tests.cases.conftest import Desk

HEADER = ["STT", "Nội dung kiến nghị", "Đơn vị kiến nghị", "Cơ quan giải quyết"]
NAME, CODE = "Tên doanh nghiệp", "Mã số thuế"
WHO = "Công ty TNHH Mẫu Một"


def test_households_of_one_name(desk: Desk) -> None:
    header = ["Mã số cơ sở", "Thôn", "Tên cơ sở", "Tên chủ cơ sở", "Số điện thoại"]
    said = desk.enterprises(
        header,
        ["XM_1", "Thôn A", "Nguyễn Thị Mẫu", "Nguyễn Thị Mẫu", None],
        ["XM_2", "Thôn B", "Nguyễn Thị Mẫu", "Nguyễn Thị Mẫu", "0000000001"],
        ["XM_3", "Thôn B", "Nguyễn Thị Mẫu", "Nguyễn Thị Mẫu", None],
        ["XM_4", "Thôn C", None, "Trần Văn Thử", None],
        ["XM_5", "Thôn D", "Đặng Thị Thu", "Đặng Thị Thu", None],
        ["XM_6", "Thôn D", "Đặng Thị Thử", "Đặng Thị Thử", None],
    )
    assert {status for _row, status in said.statuses} == {"new"}
    assert said.values("name")[3] == "Trần Văn Thử"
    assert said.values("address")[0] == "Thôn A"
    assert "dòng 2" in said.reasons(3)
    assert "gần giống" in said.reasons(7)
    assert said.columns["Mã số cơ sở"] is None


def test_a_name_alone_makes_no_two_rows_one(desk: Desk) -> None:
    said = desk.enterprises([NAME, "Ghi chú"], ["Quán Mẫu", None], ["Quán Mẫu", None])
    assert said.statuses == [(2, "new"), (3, "new")]
    desk.write("enterprises", [NAME, "Ghi chú"], ["Quán Mẫu", None], ["Quán Mẫu", None])
    again = desk.enterprises([NAME, "Ghi chú"], ["Quán Mẫu", None], ["Quán Mẫu", None])
    assert again.statuses == [(2, "same"), (3, "same")]


def test_a_name_alone_is_none_of_which_more_is_known(desk: Desk) -> None:
    desk.write("enterprises", [NAME, "Địa chỉ"], ["Quán Mẫu", "1 đường Mẫu"])
    said = desk.enterprises([NAME, "Địa chỉ"], ["Quán Mẫu", None], ["Quán Khác", "2 đường Mẫu"])
    assert said.statuses == [(2, "new"), (3, "new")]


def test_an_exact_repetition_is_the_same(desk: Desk) -> None:
    row = ["Công ty Mẫu", "9900000217", "0000000001"]
    said = desk.enterprises([NAME, CODE, "SĐT"], row, row)
    assert said.statuses == [(2, "new"), (3, "same")]


def test_a_repetition_that_says_something_else_is_asked(desk: Desk) -> None:
    rows = [
        ["Công ty Mẫu", "9900000217", "0000000001"],
        ["Công ty Mẫu", "9900000217", "0000000002"],
    ]
    said = desk.enterprises([NAME, CODE, "Số ĐT"], *rows)
    assert said.statuses == [(2, "new"), (3, "asked")]
    assert said.values("phone") == ["0000000001", "0000000002"]
    assert "1 dòng chưa ghi" in desk.write("enterprises", [NAME, CODE, "Số ĐT"], *rows)
    assert desk.listed("enterprise")[0]["phone"] == "0000000001"
    desk.write("enterprises", [NAME, CODE, "Số ĐT"], *rows, options=["--accept", "3"])
    assert desk.listed("enterprise")[0]["phone"] == "0000000002"


def test_one_code_with_two_names_is_asked(desk: Desk) -> None:
    said = desk.enterprises([NAME, CODE], ["Công ty A", "9900000217"], ["Công ty B", "9900000217"])
    assert said.statuses == [(2, "new"), (3, "asked")]
    desk.write("enterprises", [NAME, CODE], ["Công ty A", "9900000217"])
    other = [[NAME, CODE, "SĐT"], ["Công ty B", "9900000217", "0000000001"]]
    assert desk.enterprises(*other).statuses == [(2, "asked")]
    desk.write("enterprises", *other)
    assert (desk.listed("enterprise")[0]["name"], desk.listed("enterprise")[0]["phone"]) == (
        "Công ty A",
        "",
    )


def test_the_same_words_to_another_body_are_asked(desk: Desk) -> None:
    rows = [
        [1, "Nạo vét cống", WHO, "Phòng Kinh tế"],
        [2, "Nạo vét cống", WHO, "Công an phường"],
        [3, "Nạo vét cống", WHO, "Phòng Kinh tế"],
    ]
    said = desk.issues(HEADER, *rows)
    assert said.statuses == [(2, "new"), (3, "asked"), (4, "same")]
    assert "Cơ quan chủ trì" in said.reasons(3)
    desk.write("issues", HEADER, *rows)
    assert len(desk.listed("issue")) == 1
    desk.write("issues", HEADER, *rows, options=["--accept", "3"])
    assert len(desk.listed("issue")) == 2
    assert desk.issues(HEADER, *rows).statuses == [(2, "same"), (3, "same"), (4, "same")]


def test_a_text_alone_makes_no_two_issues_one(desk: Desk) -> None:
    said = desk.issues(HEADER[:2], [1, "Vá đường"], [2, "Vá đường"])
    assert said.statuses == [(2, "new"), (3, "new")]
    assert "dòng 2" in said.reasons(3)


def test_the_same_words_of_others_are_another_issue(desk: Desk) -> None:
    desk.write("issues", HEADER, [1, "Vá đường", WHO, None])
    said = desk.issues(HEADER, [1, "Vá đường", "Công ty TNHH Mẫu Hai", None])
    assert said.statuses == [(2, "new")]


def test_another_list_of_the_same_numbers_replaces_nothing(desk: Desk) -> None:
    desk.write("issues", HEADER, [1, "Vá đường số 9 trước cổng chợ", WHO, None])
    said = desk.issues(HEADER, [1, "Miễn tiền thuê đất", WHO, None])
    assert said.statuses == [(2, "new")]
    assert "nội dung khác" in said.reasons(2)
    mended = desk.issues(HEADER, [1, "Vá đường số 9 trước cổng chợ Mẫu", WHO, None])
    assert mended.statuses == [(2, "changed")]


def test_a_code_of_another_office_changes_nothing(desk: Desk) -> None:
    header = ["STT", "Mã KN", "Đơn vị kiến nghị", "Nội dung kiến nghị"]
    desk.write("issues", header[2:], [WHO, "Vá đường"])
    rows = [[1, "KN-2026-001", "Công ty TNHH Lạ", "Lắp đèn"]]
    said = desk.issues(header, *rows)
    assert said.statuses == [(2, "asked")]
    assert said.values("number_elsewhere") == ["KN-2026-001"]
    desk.write("issues", header, *rows, options=["--accept", "2"])
    assert [row["text"] for row in desk.listed("issue")] in (
        ["Vá đường", "Lắp đèn"],
        ["Lắp đèn", "Vá đường"],
    )


def test_codes_that_are_none_of_ours_are_kept_as_numbers_elsewhere(desk: Desk) -> None:
    header = ["STT", "Mã kiến nghị", "Đơn vị kiến nghị", "Nội dung kiến nghị"]
    said = desk.issues(header, [1, "X00-12", WHO, "Vá đường"], [2, "1022-45", WHO, "Lắp đèn"])
    assert said.columns["Mã kiến nghị"] == "number_elsewhere"
    assert said.values("number_elsewhere") == ["X00-12", "1022-45"]
    assert said.statuses == [(2, "new"), (3, "new")]


def test_a_number_without_our_letters_is_none_of_our_codes(desk: Desk) -> None:
    header = ["Đơn vị kiến nghị", "Nội dung kiến nghị"]
    desk.write("issues", header, [WHO, "Vá đường"])
    (ours,) = (row["code"] for row in desk.listed("issue"))
    said = desk.issues(["Mã kiến nghị", *header], [ours[3:], WHO, "Lắp đèn ở ngõ sau"])
    assert said.statuses == [(2, "new")]
    assert said.values("number_elsewhere") == [ours[3:]]


def test_codes_of_the_tax_office_and_of_others(desk: Desk) -> None:
    said = desk.enterprises(
        ["Mã DN", NAME], ["9900000217", "Công ty A"], ["9900000224", "Công ty B"]
    )
    assert said.columns["Mã DN"] == "tax_code"
    said = desk.enterprises(["Mã đơn vị", NAME], ["XX1A", "Công ty A"], ["XX2A", "Công ty B"])
    assert (said.columns["Mã đơn vị"], said.code) == (None, 0)
    assert said.statuses == [(2, "new"), (3, "new")]


def test_the_fields_in_which_two_rows_differ_are_named(desk: Desk) -> None:
    header = ["Mã kiến nghị", "Đơn vị kiến nghị", "Nội dung kiến nghị", "Trả lời"]
    row = [WHO, "Vá đường trước chợ, xe đi lại rất khó"]
    said = desk.issues(header, ["KN-2026-0015", *row, "Đã vá"], ["", *row, "Sẽ vá"])
    assert "chỉ khác: Mã kiến nghị, Nội dung trả lời" in said.reasons(3)
