"""The rows left out are a workbook with the reason beside each, mended and read again."""

from __future__ import annotations

from openpyxl import load_workbook

from tests.cases.conftest import Desk

HEADER = ["STT", "Tên doanh nghiệp", "Mã số thuế"]


def test_rows_left_out_are_mended_and_read_again(desk: Desk) -> None:
    path = desk.book(
        HEADER, [1, "Mẫu A", "123"], [2, "Mẫu B", "9900000312"], [3, "Mẫu C", "9900000312"]
    )
    target = desk.folder / "left.xlsx"
    code, _out = desk.run("import", "enterprises", path, "--skip-bad", "--left-out", target)
    assert (code, len(desk.listed("enterprise"))) == (0, 1)
    book = load_workbook(target)
    sheet = book.active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[1] for row in rows] == ["Tên doanh nghiệp", "Mẫu A", "Mẫu C"]
    assert rows[0][3] == "Lý do"
    assert "123" in str(rows[1][3])
    assert "Có ghi dòng này không" in str(rows[2][3])
    sheet["C2"], sheet["C3"] = "9900000619", "9900010818"
    book.save(target)
    assert desk.told("enterprises", target).statuses == [(2, "new"), (3, "new")]


def test_issues_of_one_cell_that_cannot_be_written(desk: Desk) -> None:
    path = desk.book(
        ["Nội dung kiến nghị", "Ngày tiếp nhận"], ["1. Vá đường\n2. Lắp đèn", "31/9/2026"]
    )
    target = desk.folder / "left.xlsx"
    options = ["--say", "parts=yes", "--skip-bad", "--left-out", target]
    assert desk.run("import", "issues", path, *options)[0] == 0
    sheet = load_workbook(target).active
    assert sheet is not None
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["Vá đường", "Lắp đèn"]
