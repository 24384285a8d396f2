"""Columns that nobody sees in Excel, and what open documents say of days and errors, by format."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlwt

from dialogue_app.exchange.parsing import parse
from tests.exchange.workbooks import ods

HEADER = ["Tên doanh nghiệp", "Ghi chú nội bộ", "Điện thoại", "Địa chỉ"]
ROW = ["Công ty Mẫu", "chậm", "0900000001", "Số 1"]


def xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(HEADER)
    sheet.append(ROW)
    sheet.column_dimensions.group("B", "C", hidden=True)
    sheet.column_dimensions.group("F", "XFD", hidden=True)
    book.save(path)


def xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for at, (heading, cell) in enumerate(zip(HEADER, ROW, strict=True)):
        sheet.write(0, at, heading)
        sheet.write(1, at, cell)
    sheet.col(1).hidden = sheet.col(2).hidden = True
    book.save(str(path))


def _row(cells: list[str]) -> str:
    written = (
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row>{''.join(written)}</table:table-row>"


def open_document(path: Path) -> None:
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse" '
        'table:number-columns-repeated="2"/><table:table-column/>'
    )
    ods(path, columns + _row(HEADER) + _row(ROW))


def spreadsheet_of_2003(path: Path) -> None:
    namespace = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = (
        "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row)
        for row in (HEADER, ROW)
    )
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{namespace}" xmlns:ss="{namespace}">'
        '<Worksheet ss:Name="S"><Table><Column ss:Index="2" ss:Span="1" ss:Hidden="1"/><Column/>'
        f"{''.join(f'<Row>{row}</Row>' for row in rows)}</Table></Worksheet></Workbook>",
        "utf-8",
    )


@pytest.mark.parametrize("make", [xlsx, xls, open_document, spreadsheet_of_2003])
def test_columns_that_nobody_sees(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / ("a.xlsx" if make is xlsx else "a.xls")
    make(path)
    (sheet,) = parse(path)
    assert sheet.rows == [HEADER, ROW]
    assert sheet.hidden_columns == {1, 2}


def test_months_and_errors_of_an_open_document(tmp_path: Path) -> None:
    styles = (
        '<number:date-style style:name="N1"><number:month/><number:text>/</number:text>'
        '<number:year number:style="long"/></number:date-style>'
        '<number:date-style style:name="N2"><number:day/><number:month/><number:year/>'
        "</number:date-style>"
        '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
        '<style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/>'
    )
    days = "".join(
        f'<table:table-cell table:style-name="{style}" office:value-type="date" '
        'office:date-value="2026-09-01"><text:p>9/2026</text:p></table:table-cell>'
        for style in ("ce1", "ce2")
    )
    error = (
        '<table:table-cell table:formula="of:=[.#REF!]" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#REF!</text:p>'
        "</table:table-cell>"
    )
    path = ods(
        tmp_path / "a.ods",
        f"{_row(['Tháng', 'Ngày', 'Lỗi'])}<table:table-row>{days}{error}</table:table-row>",
        f"<office:automatic-styles>{styles}</office:automatic-styles>",
    )
    (sheet,) = parse(path)
    assert sheet.rows[1][:2] == ["9/2026", date(2026, 9, 1)]
    assert sheet.errors == {(1, 2): "#REF!"}
    assert sheet.formulas == set()
