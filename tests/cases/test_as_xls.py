"""The same sheet says the same as an old .xls workbook as it does as an .xlsx."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.cases.conftest import Desk

NAME, CODE, TEXT, WHOSE = "Tên doanh nghiệp", "Mã số thuế", "Nội dung kiến nghị", "Đơn vị"


def as_xls(path: Path) -> Path:
    """The workbook as Excel 97 keeps it: values, formats, fonts, merged areas, hidden rows."""
    book = xlwt.Workbook()
    for source in openpyxl.load_workbook(path).worksheets:
        sheet = book.add_sheet(source.title)
        areas = {(area.min_row, area.min_col): area for area in source.merged_cells.ranges}
        for cell in (cell for row in source.iter_rows() for cell in row if cell.value is not None):
            is_plain = cell.is_date and cell.number_format.startswith("yyyy")
            shown = "dd/mm/yyyy" if is_plain else cell.number_format
            style = xlwt.easyxf(f"font: name {cell.font.name}", num_format_str=shown)
            at, area = (cell.row - 1, cell.column - 1), areas.get((cell.row, cell.column))
            if area is None:
                sheet.write(*at, cell.value, style)
            else:
                ends = (area.min_row - 1, area.max_row - 1, area.min_col - 1, area.max_col - 1)
                sheet.write_merge(*ends, cell.value, style)
        for number, told in source.row_dimensions.items():
            sheet.row(number - 1).hidden = told.hidden
    book.save(str(path.with_suffix(".xls")))
    return path.with_suffix(".xls")


def _merged_raiser(sheet: Worksheet) -> None:
    for row in (
        ["STT", WHOSE, TEXT, "Ngày nhận", "Ý kiến của Sở Xây dựng"],
        [1, "Công ty Mẫu Một", "Vá đường", "9/13/2026", "Sở Xây dựng xin phúc đáp như sau: đã vá."],
        [2, None, "Lắp đèn", "9/10/2026", None],
        ["II", "Hộ kinh doanh Mẫu Hai"],
        [3, "nt", "Giảm phí", date(2026, 9, 5), None],
        [None, "Tổng cộng", 3],
    ):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    sheet.row_dimensions[3].hidden = True


def _codes(sheet: Worksheet) -> None:
    for row in (
        ["DANH SÁCH DOANH NGHIỆP"],
        ["TT", NAME, CODE, "Loại hình", "Địa chỉ"],
        [1, "CTY TNHH IPC MẪU", 9900001115, "Công ty TNHH", date(2026, 5, 12)],
        [2, "Hộ kinh doanh Mẫu", 79066088844, "Hộ kinh doanh", "5 đường Mẫu"],
        [3, "C«ng ty MÉu", 100109106, None, "phè MÉu"],
    ):
        sheet.append(row)
    sheet["C5"].number_format = "0000000000"
    for place in ("B5", "E5"):
        sheet[place].font = Font(name=".VnTime")


def _channels(sheet: Worksheet) -> None:
    for row in (
        [WHOSE, TEXT, "Hình thức", "Thẩm quyền", "Số văn bản", "Kết quả trả lời"],
        ["Bà Mẫu", "Đường ngập", "Zalo", "UBND phường - Công an phường", "12/UBND", "Đã ghi nhận."],
        ["Ông Mẫu, Giám đốc Công ty Mẫu", "Đường ngập", "lạ", "Thành phố", None, "Tố cáo"],
        [WHOSE, TEXT, "Hình thức", "Thẩm quyền", "Số văn bản", "Kết quả trả lời"],
        ["Công ty Mẫu; HTX Mẫu", "1. Thiếu điện.\n2. Thiếu nước.", None, None, None, None],
    ):
        sheet.append(row)


@pytest.mark.parametrize(
    ("kind", "fill"),
    [("issues", _merged_raiser), ("enterprises", _codes), ("issues", _channels)],
)
def test_an_old_workbook_says_what_a_new_one_does(
    desk: Desk, kind: str, fill: Callable[[Worksheet], Any]
):
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    book.save(desk.folder / "a.xlsx")
    new = desk.told(kind, desk.folder / "a.xlsx")
    old = desk.told(kind, as_xls(desk.folder / "a.xlsx"))
    assert old == new
    assert len(new.rows) >= 3
