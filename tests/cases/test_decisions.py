"""What options decide of a workbook: its words, cells, rows, and what an empty cell does."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from dialogue_app.services.imports.decisions import UNDECIDED
from dialogue_app.services.imports.profiles import Profile, save_profile
from dialogue_app.services.imports.workbooks import TableKind
from dialogue_app.services.opening import open_case
from tests.cases.conftest import Desk
from tests.template import standing_clock

NAME, CODE, PHONE = "Tên doanh nghiệp", "Mã số thuế", "Điện thoại"
HEADER = ["Đơn vị nêu", "Nội dung kiến nghị", "Cơ quan chủ trì", "Lĩnh vực"]
WRONG_CHECK_DIGIT = "9900001028"


def test_words_are_said_for_a_part_of_a_cell(desk: Desk) -> None:
    desk.run("enterprise", "add", "Công ty TNHH Nhựa Mẫu")
    row = ["Cơ sở Lạ; Hộ Lê Mẫu", "Vá đường", "Phòng Lạ; Công an phường", "đường xá, Thuế"]
    asked = desk.issues(HEADER, row).asked
    assert ("lead_body", "Phòng Lạ", [2]) in asked
    said = desk.issues(
        HEADER,
        row,
        options=[
            "--say", "lead_body:phòng lạ=Công an phường", "--say", "topic:đường xá=Thuế",
            "--say", "raisers:Cơ sở Lạ=Công ty TNHH Nhựa Mẫu",
        ],
    )  # fmt: skip
    fields = said.rows[2]["fields"]
    assert fields["raisers"] == ["Công ty TNHH Nhựa Mẫu", "Hộ Lê Mẫu"]
    assert "Phòng Lạ" not in str(fields)
    assert (fields["topic"], fields["note"]) == ("Thuế", None)
    assert {field for field, _value, _rows in said.asked} == {"medium", "moment"}


def test_what_empty_cells_say_is_no_separator(desk: Desk) -> None:
    said = desk.issues(
        HEADER, ["Hộ Mẫu", "Vá đường", "", "đường xá; Thuế"], options=["--say", "topic=Đất đai"]
    )
    assert "Đất đai" not in str(said.rows[2]["fields"])


def test_a_mended_cell_holds_for_the_row_and_for_what_is_left_out(desk: Desk) -> None:
    rows = [CODE, NAME], ["12", "Công ty A Mẫu"], ["13", "Công ty B Mẫu"]
    assert [status for _row, status in desk.enterprises(*rows).statuses] == ["refused"] * 2
    said = desk.enterprises(*rows, options=["--mend", "A2=0072281864", "--mend", "A3="])
    assert [status for _row, status in said.statuses] == ["new", "new"]
    assert said.values("tax_code") == ["0072281864", None]
    desk.write("enterprises", *rows, options=["--mend", "A2=0072281864", "--skip-bad"])
    left = openpyxl.load_workbook(desk.folder / "a-bo-qua.xlsx").worksheets[0]
    assert [str(cell) for cell in list(left.values)[1][:2]] == ["13", "Công ty B Mẫu"]


@pytest.mark.parametrize("wrong", ["A=1", "2=x", "A0=x", "A2", "=x"])
def test_what_is_no_cell_is_told(desk: Desk, wrong: str) -> None:
    path = desk.book([NAME], ["Công ty A Mẫu"])
    code, _out, said = desk.run_whole("import", "enterprises", path, "--mend", wrong)
    assert code == 2
    assert wrong in said


def test_rows_are_left_out_and_taken_whatever_they_look_like(desk: Desk) -> None:
    rows = [NAME, CODE], ["Công ty A Mẫu", ""], ["Tổng công ty Mẫu", ""], ["Tổng cộng: 2", ""]
    usual = desk.enterprises(*rows)
    assert [row for row, _status in usual.statuses] == [2, 3]
    said = desk.enterprises(*rows, options=["--leave-out", "2", "--accept", "4"])
    assert [row for row, _status in said.statuses] == [3, 4]
    assert {"row": 2, "kind": "left_out", "text": "Công ty A Mẫu"} in said.told["skipped"]


def test_what_heads_numbered_parts_is_taken_by_hand(desk: Desk) -> None:
    rows = ["STT", "Nội dung kiến nghị"], ["1", "Thuế, phí"], ["1.1", "Hoàn thuế"]
    for options, taken in (([], [3]), (["--accept", "2"], [2, 3])):
        said = desk.issues(*rows, options=options)
        assert [row for row, _status in said.statuses] == taken


def test_a_row_taken_by_hand_still_stands_below_its_heading(desk: Desk) -> None:
    header = ["STT", "Đơn vị nêu", "Nội dung kiến nghị"]
    rows = header, ["I", "Lĩnh vực Thuế", ""], [1, "Hộ Mẫu", "Tổng cộng phải nộp quá cao"]
    for options in ([], ["--accept", "3"]):
        said = desk.issues(*rows, options=options)
        assert [row for row, _status in said.statuses] == [3]
        assert said.values("topic") == ["Thuế"]


def hidden(desk: Desk) -> Path:
    path = desk.book([NAME], ["Công ty A Mẫu"], ["Công ty B Mẫu"])
    book = openpyxl.load_workbook(path)
    book.worksheets[0].row_dimensions[3].hidden = True
    book.save(path)
    return path


def test_hidden_rows_are_taken_or_left(desk: Desk) -> None:
    told = desk.told("enterprises", hidden(desk))
    assert [row["hidden"] for row in told.told["rows"]] == [False, True]
    told = desk.told("enterprises", hidden(desk), "--without-hidden")
    assert [row for row, _status in told.statuses] == [2]
    assert {"row": 3, "kind": "hidden", "text": "Công ty B Mẫu"} in told.told["skipped"]
    told = desk.told("enterprises", hidden(desk), "--without-hidden", "--accept", "3")
    assert [row for row, _status in told.statuses] == [2, 3]


def test_a_wrong_check_digit_is_agreed_to_once(desk: Desk) -> None:
    rows = [CODE, NAME], [WRONG_CHECK_DIGIT, "Công ty A Mẫu"]
    assert "số kiểm tra" in desk.enterprises(*rows).reasons(2)
    said = desk.enterprises(*rows, options=["--agree", "tax_code_check_digit"])
    assert (said.reasons(2), said.values("tax_code")) == ("", [WRONG_CHECK_DIGIT])


def phones(desk: Desk) -> list[str]:
    return [row["phone"] for row in desk.listed("enterprise")]


def test_an_empty_cell_empties_only_where_that_was_said(desk: Desk) -> None:
    first = [NAME, CODE, PHONE], ["Công ty A Mẫu", "0072281864", "0900 000 001"]
    desk.write("enterprises", *first)
    empty = [NAME, CODE, PHONE], ["Công ty A Mẫu", "0072281864", None]
    assert desk.enterprises(*empty).statuses == [(2, "same")]
    said = desk.enterprises(*empty, options=["--clear", "phone"])
    assert said.statuses == [(2, "changed")]
    assert desk.enterprises(*first, options=["--clear", "phone"]).statuses == [(2, "same")]
    without = desk.enterprises(*[row[:2] for row in empty], options=["--clear", "phone"])
    assert without.statuses == [(2, "same")]  # without a column nothing is said to be empty
    desk.write("enterprises", *empty, options=["--clear", "phone"])
    assert phones(desk) == [""]


def test_so_it_is_for_an_issue(desk: Desk) -> None:
    header = [*HEADER, "Ghi chú"]
    row = ["Hộ Lê Mẫu", "Vá đường", "", "Thuế", "Đã gọi"]
    desk.write("issues", header, row)
    empty = [header, ["Hộ Lê Mẫu", "Vá đường", "", None, None]]
    assert desk.issues(*empty).statuses == [(2, "same")]
    options = ["--clear", "topic", "--clear", "note"]
    assert desk.issues(*empty, options=options).statuses == [(2, "changed")]
    desk.write("issues", *empty, options=options)
    (issue,) = desk.listed("issue")
    assert "Thuế" not in str(issue)
    assert "Đã gọi" not in str(issue)


def test_a_list_of_ours_read_back_loses_nothing_where_empty_cells_empty(desk: Desk) -> None:
    desk.write("enterprises", [NAME, PHONE], ["Công ty A Mẫu", "0900 000 001"], ["Công ty B", ""])
    code, _out = desk.run("export", "enterprises", "-o", desk.folder / "so.xlsx")
    assert code == 0
    said = desk.told("enterprises", desk.folder / "so.xlsx", "--clear", "phone", "--clear", "note")
    assert {status for _row, status in said.statuses} == {"same"}


def test_only_blanks_are_filled_where_that_was_said(desk: Desk) -> None:
    header = [NAME, CODE, PHONE, "Email"]
    desk.write("enterprises", header, ["Công ty A Mẫu", "0072281864", "0900 000 001", ""])
    later = header, ["Công ty A Mẫu", "0072281864", "0900 000 002", "a@mau.vn"]
    said = desk.enterprises(*later, options=["--fill-blanks"])
    assert said.statuses == [(2, "changed")]
    assert "giữ nguyên “0900 000 001”" in said.reasons(2)
    desk.write("enterprises", *later, options=["--fill-blanks"])
    assert phones(desk) == ["0900 000 001"]


def test_a_field_nobody_knows_is_told(desk: Desk) -> None:
    path = desk.book([NAME], ["Công ty A Mẫu"])
    code, _out, said = desk.run_whole("import", "enterprises", path, "--clear", "màu")
    assert code == 2
    assert "--clear màu" in said


def test_a_file_is_read_as_was_decided_before(desk: Desk) -> None:
    case = open_case(desk.data, standing_clock, "mau")
    profile = Profile(
        TableKind.ENTERPRISES,
        "Sổ thuế",
        {"don vi": "name", "so may": "phone"},
        UNDECIDED.with_said("unit", "P1", "x"),
    )
    save_profile(case, profile)
    case.store.close()
    rows = ["Số máy", "Đơn vị"], ["0900 000 001", "Công ty A Mẫu"]
    assert desk.enterprises(*rows).columns["Số máy"] is None
    said = desk.enterprises(*rows, options=["--profile", "sổ thuế"])
    assert said.values("phone") == ["0900 000 001"]
    path = desk.book(*rows)
    code, _out, told = desk.run_whole("import", "enterprises", path, "--profile", "khác")
    assert (code, "khác" in told) == (2, True)


def test_rows_and_cells_of_several_sheets_are_not_named_by_number(desk: Desk) -> None:
    book = desk.book([NAME, CODE], ["Công ty A", ""], Hai=[[NAME, CODE], ["Công ty B", ""]])
    for option in ("--mend=A2=x", "--accept=2", "--leave-out=2"):
        code, _out, told = desk.run_whole("import", "enterprises", book, "--sheet", "*", option)
        assert (code, "từng trang" in told) == (2, True)


def test_a_bad_row_in_any_sheet_stops_all(desk: Desk) -> None:
    book = desk.book([NAME, CODE], ["Công ty A", ""], Hai=[[NAME, CODE], ["Công ty B", "12"]])
    code, _out = desk.run("import", "enterprises", book, "--sheet", "*")
    assert code == 2
    assert desk.listed("enterprise") == []


def test_cells_and_rows_of_cards_are_named_as_excel_names_them(desk: Desk) -> None:
    rows = [
        ["Tên doanh nghiệp:", "Hộ Mẫu", "Điện thoại:", "0900000001"],
        ["Địa chỉ:", "Số 1", "Mã số thuế:", "12"],
        [],
        ["Tên doanh nghiệp:", "Hộ Mẫu Hai", "Điện thoại:", "0900000002"],
        ["Địa chỉ:", "Số 2", "Mã số thuế:", None],
    ]
    said = desk.enterprises(*rows, options=["--mend", "D2=0072281864", "--mend", "B5=Số 3"])
    assert said.values("tax_code") == ["0072281864", None]
    assert said.values("address") == ["Số 1", "Số 3"]
    left = desk.enterprises(*rows, options=["--leave-out", "1"])
    assert left.values("name") == ["Hộ Mẫu Hai"]


def test_cells_of_tables_side_by_side_are_named_as_excel_names_them(desk: Desk) -> None:
    header = ["STT", "Tên doanh nghiệp", "Địa chỉ"]
    rows = [[*header, *header], [1, "Hộ A", "Số 1", 2, "Hộ B", "Số 2"]]
    said = desk.enterprises(*rows, options=["--mend", "F2=Số 9"])
    assert said.values("address") == ["Số 1", "Số 9"]
