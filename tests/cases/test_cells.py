"""What single cells are read as, and what is said of it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.styles import Font
from xlrd import error_text_from_code

from dialogue_app.services.opening import open_case
from dialogue_app.storage.models.reference import Unit
from tests.cases.conftest import Desk
from tests.template import USER, standing_clock

WHO = "Công ty TNHH Mẫu Một"
HEADER = ["STT", "Đơn vị kiến nghị", "Nội dung kiến nghị"]

NAME, CODE = "Tên doanh nghiệp", "Mã số thuế"


def test_ten_digits_are_ten_digits(desk: Desk) -> None:
    said = desk.enterprises(
        [CODE, NAME], [9900011018, "Lê Thị Mẫu"], [9900001028, "Trần Văn Thử"], [9900001034, "Thí"]
    )
    assert said.values("tax_code") == ["9900011018", "9900001028", "9900001034"]
    assert {status for _row, status in said.statuses} == {"new"}
    assert "số kiểm tra" in said.reasons(3)


def test_a_house_number_that_became_a_day(desk: Desk) -> None:
    said = desk.enterprises([NAME, "Địa chỉ"], ["Công ty A", date(2026, 5, 12)])
    assert (said.values("address"), said.statuses) == (["12/5"], [(2, "new")])
    assert "Ô B2" in said.reasons(2)
    assert "12/05/2026" in said.reasons(2)


def test_the_column_says_whether_the_month_comes_first(desk: Desk) -> None:
    header = ["Nội dung kiến nghị", "Ngày tiếp nhận"]
    said = desk.issues(header, ["Vá đường", "9/10/2026"], ["Lắp đèn", "9/25/2026"])
    assert said.values("received_on") == ["2026-09-10", "2026-09-25"]
    said = desk.issues(header, ["Vá đường", "9/10/2026"], ["Lắp đèn", "25/9/2026"])
    assert said.values("received_on") == ["2026-10-09", "2026-09-25"]


def test_so_it_does_for_a_time_limit(desk: Desk) -> None:
    header = ["Nội dung kiến nghị", "Cơ quan chủ trì", "Thời hạn"]
    rows = [["Vá đường", "Công an phường", "10/9/2026"], ["Lắp đèn", "Công an phường", "9/30/2026"]]
    assert desk.issues(header, *rows).values("due") == ["2026-10-09", "2026-09-30"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("CÔNG TY TNHH IPC", "Công ty TNHH IPC"),
        ("CÔNG TY CỔ PHẦN ATA MẪU", "Công ty cổ phần ATA Mẫu"),
        ("CÔNG TY TNHH MTV IN ẤN OKI", "Công ty TNHH MTV In Ấn OKI"),
        ("CTY TNHH MẪU TƯ", "Công ty TNHH Mẫu Tư"),
        ("HỘ KINH DOANH NGUYỄN THỊ HUYỀN", "Hộ kinh doanh Nguyễn Thị Huyền"),
    ],
)
def test_names_in_capitals(desk: Desk, written: str, name: str) -> None:
    said = desk.enterprises([NAME, CODE], [written, "9900001115"])
    assert said.values("name") == [name]
    why = "viết đầy đủ" if "CTY" in written else "đổi chữ hoa"
    assert why in said.reasons(2)


def test_the_exact_spelling_comes_first_wherever_the_tone_stands(desk: Desk) -> None:
    desk.write(
        "enterprises",
        [NAME, "Địa chỉ"],
        ["Hộ kinh doanh Thúy Mẫu", "Tổ 1"],
        ["Hộ kinh doanh Thụy Mẫu", "Tổ 2"],
        ["Hộ kinh doanh Hoá Mẫu", "Tổ 3"],
        ["Hộ kinh doanh Hoạ Mẫu", "Tổ 4"],
    )
    for typed, first in (("Thuỵ", "Thụy"), ("Thụy", "Thụy"), ("Họa", "Hoạ"), ("Hoạ", "Hoạ")):
        _code, out = desk.run("enterprise", "list", "--search", typed)
        names = [line for line in out.splitlines() if "Hộ kinh doanh" in line or "HKD" in line]
        assert first in names[0], (typed, names)


def test_both_readings_are_shown_and_one_is_said(desk: Desk) -> None:
    rows = [["Tên", "Mã số thuế", "Loại hình"], ["Mẫu", 1079000312, None]]
    said = desk.enterprises(*rows)
    assert said.statuses == [(2, "asked")]
    assert "1079000312" in said.reasons(2)
    assert said.values("tax_code") == [None]
    assert ("tax_code", "1079000312", [2]) in said.asked
    answered = desk.enterprises(*rows, options=["--say", "tax_code:1079000312=1079000312"])
    assert answered.values("tax_code") == ["1079000312"]
    household = [rows[0], ["Mẫu", 1079000312, "Hộ cá thể"]]
    assert desk.enterprises(*household).statuses == [(2, "new")]


def test_what_excel_did_to_a_number(desk: Desk) -> None:
    said = desk.enterprises(["Tên", "Mã số thuế"], ["Mẫu", 9.900000619e9], ["Mẫu Hai", 3.9e10])
    assert said.values("tax_code")[0] == "9900000619"
    path = desk.folder / "a.csv"
    path.write_text("Tên;MST\nMẫu;7.9E+10\nMẫu Hai;'9900000619\n", encoding="utf-8")
    text = desk.told("enterprises", path)
    assert [status for _row, status in text.statuses] == ["refused", "new"]
    assert text.values("tax_code")[1] == "9900000619"


@pytest.mark.parametrize("written", ["9900000619-001", "9900000619001", "9900000619 - 001"])
def test_a_branch_with_and_without_a_hyphen(desk: Desk, written: str) -> None:
    said = desk.enterprises(["Tên", "Mã số thuế"], ["Chi nhánh Mẫu", written])
    assert said.values("tax_code") == ["9900000619-001"]


def test_days_that_excel_took_the_month_of_for_the_day(desk: Desk) -> None:
    header = ["STT", "Nội dung", "Ngày nhận"]
    said = desk.issues(
        header, [1, "Vá đường", datetime(2026, 2, 9)], [2, "Lắp đèn", "9/14/2026"],
        [3, "Chợ", datetime(2026, 1, 9, 8, 30)],
    )  # fmt: skip
    assert said.values("received_on") == ["2026-09-02", "2026-09-14", "2026-09-01"]
    assert "09/02/2026" in said.reasons(2)
    sure = desk.issues(
        header, [1, "Vá đường", datetime(2026, 8, 9)], [2, "Lắp đèn", "9/14/2026"],
        [3, "Chợ", datetime(2026, 8, 19)],
    )  # fmt: skip
    assert sure.values("received_on") == ["2026-08-09", "2026-09-14", "2026-08-19"]


@pytest.mark.parametrize("written", [20260905, "20260905", "Sáng 05/9/2026", "5/9/2026 14h30"])
def test_days_as_programs_and_people_write_them(desk: Desk, written: object) -> None:
    said = desk.issues(["STT", "Nội dung", "Ngày nhận"], [1, "Vá đường", written])
    assert said.values("received_on") == ["2026-09-05"]


@pytest.mark.parametrize("written", ["MST: 9900000619", "Mã số thuế 9900000619"])
def test_what_a_tax_code_is_called_is_no_part_of_it(desk: Desk, written: str) -> None:
    said = desk.enterprises(["Tên", "MST"], ["Mẫu", written])
    assert said.values("tax_code") == ["9900000619"]


@pytest.mark.parametrize(
    "written", ["10-Sep-26", "Sep 10, 2026", "10 Sept. 2026", "10 September 2026 8:05 AM"]
)
def test_days_in_english(desk: Desk, written: str) -> None:
    said = desk.issues([*HEADER, "Ngày nhận"], [1, WHO, "Vá đường", written])
    assert said.values("received_on") == ["2026-09-10"]


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("31-Feb-26", "refused"),
        ("Sep 2026", "new"),
        ("2026 Sep 10 11", "new"),
        ("Mayo 5", "new"),
        ("5 decision 2026", "new"),
        ("10 Mayor 2026", "new"),
    ],
)
def test_what_is_no_day_in_english_is_taken_for_none(desk: Desk, written: str, status: str) -> None:
    said = desk.issues([*HEADER, "Ngày nhận"], [1, WHO, "Vá đường", written])
    assert (said.statuses, said.values("received_on")) == ([(2, status)], [None])
    assert written in f"{said.values('note')}{said.reasons(2)}"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("P. Sài Gòn", "Phường Sài Gòn"),
        ("P.Sài Gòn", "Phường Sài Gòn"),
        ("Sài Gòn", "Phường Sài Gòn"),
        ("phường Sài Gòn, TP.HCM", "Phường Sài Gòn"),
        ("X. Củ Chi", "Xã Củ Chi"),
        ("Xã Sài Gòn", ""),
        ("P. Củ Chi", ""),
    ],
)
def test_wards_as_offices_write_them(desk: Desk, written: str, name: str) -> None:
    desk.write("enterprises", ["Tên doanh nghiệp", "Phường, xã"], [WHO, written])
    assert [one["unit"] for one in desk.listed("enterprise")] == [name]


def test_a_bare_name_of_two_places_is_none_of_them(desk: Desk) -> None:
    case = open_case(desk.data, standing_clock, USER)
    with case.store.writing(case.actor, "test", case.clock()) as session:
        namesake = Unit(code="99999", name="Xã Sài Gòn")
        namesake.shadow()
        session.add(namesake)
    case.store.close()
    said = desk.enterprises(
        ["Tên doanh nghiệp", "Phường, xã"], [WHO, "Sài Gòn"], ["Hộ Hai", "X. Sài Gòn"]
    )
    assert said.asked == [("unit", "Sài Gòn", [2])]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("TNHH 2TV", "Công ty TNHH hai thành viên trở lên"),
        ("TNHH MTV", "Công ty TNHH một thành viên"),
        ("CTCP", "Công ty cổ phần"),
        ("Hộ KD cá thể", "Hộ kinh doanh"),
        ("Công ty TNHH nước ngoài", ""),
    ],
)
def test_legal_types_as_offices_write_them(desk: Desk, written: str, name: str) -> None:
    desk.write("enterprises", ["Tên doanh nghiệp", "Loại hình"], [WHO, written])
    assert [one["legal_type"] for one in desk.listed("enterprise")] == [name]


@pytest.mark.parametrize("nothing", ["không có", "Chưa có", "-", "x"])
def test_nobody_can_be_called_or_written_to_where_the_cell_says_so(
    desk: Desk, nothing: str
) -> None:
    said = desk.enterprises(
        ["Tên doanh nghiệp", "Điện thoại", "Email"], [WHO, nothing, nothing], ["HKD Mẫu", "x", "-"]
    )
    assert said.values("phone") == [None, None]
    assert said.values("email") == [None, None]
    assert [one["reasons"] for one in said.told["rows"]] == [[], []]


@pytest.mark.parametrize("ending", ["xlsx", "xls", "csv"])
def test_what_excel_shows_as_an_error_is_told(desk: Desk, ending: str) -> None:
    rows = [
        [*HEADER, "Cơ quan chủ trì"],
        [1, "#N/A", "Vá đường", "#REF!"],
        [2, WHO, "#NAME?", None],
    ]
    path = desk.book(*rows)
    if ending == "xls":
        path = with_errors_as_xls(path)
    elif ending == "csv":
        path = desk.folder / "a.csv"
        path.write_text("\n".join(";".join(map(str, row)) for row in rows), encoding="utf-8")
    said = desk.told("issues", path)
    assert said.statuses == [(2, "new"), (3, "refused")]
    assert (said.values("raisers")[0], said.values("bodies")[0]) == ([], [])
    assert "Ô B2 đang báo lỗi của Excel (#N/A)" in said.reasons(2)
    assert "Ô D2 đang báo lỗi của Excel (#REF!)" in said.reasons(2)
    assert "Ô C3" in said.reasons(3)


def with_errors_as_xls(path: Path) -> Path:
    """The workbook as Excel 97 keeps it, its errors as cells of their own kind."""
    book, codes = xlwt.Workbook(), {text: code for code, text in error_text_from_code.items()}
    sheet = book.add_sheet("Sheet")
    for row, cells in enumerate(openpyxl.load_workbook(path).active.values):
        for column, cell in enumerate(cells):
            if cell in codes:
                sheet.row(row).set_cell_error(column, codes[cell])
            elif cell is not None:
                sheet.write(row, column, cell)
    book.save(str(path.with_suffix(".xls")))
    return path.with_suffix(".xls")


def test_a_sign_in_front_tells_excel_that_it_is_a_text(desk: Desk) -> None:
    said = desk.issues(HEADER, ["'1", f"'{WHO}", "'- Vá đường"], [2, WHO, "'Vá' và 'lấp'"])
    assert said.values("raisers") == [[WHO], [WHO]]
    assert said.values("text") == ["- Vá đường", "'Vá' và 'lấp'"]


def test_true_and_false_are_called_as_excel_calls_them(desk: Desk) -> None:
    said = desk.issues(
        [*HEADER, "Cơ quan chủ trì", "Khiếu nại, tố cáo"], [1, WHO, "Vá", True, True]
    )
    assert said.values("note") == ["Cơ quan ghi trong tệp: TRUE"]
    assert said.values("complaint") == [True]


def test_a_font_of_capitals_shows_capitals(desk: Desk) -> None:
    path = desk.book(["Tên doanh nghiệp", "Email"], ["C«ng ty Hoa Mai", "mau@mau.example"], ["IPC"])
    book = openpyxl.load_workbook(path)
    for row in book.active.iter_rows(min_row=2):
        for cell in row:
            cell.font = Font(name=".VnTimeH")
    book.save(path)
    said = desk.told("enterprises", path)
    assert said.values("name") == ["Công ty Hoa Mai", "IPC"]
    assert said.values("email") == ["mau@mau.example", None]
    assert "CÔNG TY HOA MAI" in said.reasons(2)


def test_an_english_name_in_capitals_stays(desk: Desk) -> None:
    said = desk.enterprises([NAME], ["MAU ONE CO., LTD"], ["MAU JSC"])
    assert said.values("name") == ["MAU ONE CO., LTD", "MAU JSC"]
    assert "chữ hoa" not in said.reasons(2)
