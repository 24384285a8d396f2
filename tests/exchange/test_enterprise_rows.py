from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.rows import RepairReason, RowProblem, SkippedRow
from dialogue_app.exchange.columns import ColumnMapping, FoundTable, find_tables
from dialogue_app.exchange.enterprise_rows import ENTERPRISE_ROWS, SheetEnterprise
from dialogue_app.exchange.header_words import TableKind
from dialogue_app.exchange.reading import Sheet, read
from dialogue_app.exchange.recognising import recognise
from tests.exchange.workbooks import (
    ENTERPRISE_HEADER,
    RIGHT_CODE,
    Parsed,
    parse_rows,
    save,
    stopped,
)

TODAY = date(2026, 9, 15)


def table_of(path: Path) -> FoundTable:
    return find_tables(read(path), TableKind.ENTERPRISES)[0]


def parse(tmp_path: Path, *rows: Sequence[Any]) -> Parsed[SheetEnterprise]:
    table = table_of(save(tmp_path / "a.xlsx", [ENTERPRISE_HEADER, *rows]))
    return parse_rows(ENTERPRISE_ROWS, table.sheet, table.mapping, TODAY)


def one(tmp_path: Path, *row: Any) -> SheetEnterprise:
    (draft,) = parse(tmp_path, row).drafts
    return draft


def test_a_plain_row(tmp_path: Path) -> None:
    draft = one(tmp_path, 1, RIGHT_CODE, "  Công ty  TNHH Mẫu ", "Công ty TNHH", "0900 000 001")
    assert draft.row == 2
    assert draft.tax_code
    assert (draft.tax_code.value, draft.name) == (RIGHT_CODE, "Công ty TNHH Mẫu")
    assert draft.repairs + draft.warnings + draft.errors == ()


def test_decomposed_letters_come_out_composed(tmp_path: Path) -> None:
    name = "Hộ kinh doanh Ước Đường"
    draft = one(tmp_path, 1, None, unicodedata.normalize("NFD", name))
    assert draft.name == name


def test_capitals_and_cty_are_shown_as_repairs(tmp_path: Path) -> None:
    draft = one(tmp_path, 1, RIGHT_CODE, "CTY TNHH MẪU HỒNG")
    (repair,) = draft.repairs
    assert (repair.before, repair.after, repair.reason) == (
        "CTY TNHH MẪU HỒNG",
        "Công ty TNHH Mẫu Hồng",
        RepairReason.SPELLING,
    )


@pytest.mark.parametrize(
    ("cell", "legal_type", "value"),
    [
        (int(RIGHT_CODE), "Công ty TNHH", RIGHT_CODE),
        (19090512, "Hộ kinh doanh", "0019090512"),
        (79066088844, "", "079066088844"),
        (int(RIGHT_CODE + "001"), "Chi nhánh", RIGHT_CODE + "-001"),
    ],
)
def test_numbers_with_one_reading_are_repaired(
    tmp_path: Path, cell: int, legal_type: str, value: str
) -> None:
    draft = one(tmp_path, 1, cell, "Đơn vị mẫu", legal_type)
    assert draft.tax_code
    assert draft.tax_code.value == value
    assert [r.reason for r in draft.repairs] == [RepairReason.LOST_ZEROS]


def test_a_number_with_two_readings_is_asked_and_both_are_said(tmp_path: Path) -> None:
    draft = one(tmp_path, 1, 1001234567, "Đơn vị mẫu")
    (problem,) = draft.warnings
    assert draft.tax_code is None
    assert problem.asks
    assert problem.problem is RowProblem.TAX_CODE_AMBIGUOUS
    assert problem.values["readings"] == "1001234567 / 001001234567"


def test_the_number_of_a_household_that_is_no_persons_is_its_enterprise_code(
    tmp_path: Path,
) -> None:
    draft = one(tmp_path, 1, 312345678, "Hộ kinh doanh Mẫu", "Hộ kinh doanh")
    assert draft.tax_code
    assert (draft.tax_code.value, draft.errors) == ("0312345678", ())
    assert [p.problem for p in draft.warnings] == [RowProblem.TAX_CODE_CHECK_DIGIT]


@pytest.mark.parametrize("written", [79000000123, "079 000 000 123"])
def test_a_persons_code_is_masked_where_its_repair_is_shown(tmp_path: Path, written: Any) -> None:
    draft = one(tmp_path, 1, written, "Hộ kinh doanh Mẫu")
    (repair,) = draft.repairs
    assert draft.tax_code
    assert draft.tax_code.value == "079000000123"
    assert repair.after == "*********123"
    assert repair.before.replace(" ", "").strip("*") == "123"


@pytest.mark.parametrize("nothing", ["-", "Không có", "chưa có", "x", "N/A", "0", 0, "…"])
def test_a_cell_that_says_there_is_no_code(tmp_path: Path, nothing: Any) -> None:
    draft = one(tmp_path, 1, nothing, "Đơn vị mẫu")
    assert (draft.tax_code, draft.errors) == (None, ())
    assert [p.problem for p in draft.warnings] == [RowProblem.TAX_CODE_MISSING]


def test_a_number_shown_with_its_zeros_is_right(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    book.active.append(ENTERPRISE_HEADER)
    book.active.append([1, 300588560, "Đơn vị mẫu"])
    book.active["B2"].number_format = "000000000000"
    book.save(tmp_path / "a.xlsx")
    table = table_of(tmp_path / "a.xlsx")
    (draft,) = parse_rows(ENTERPRISE_ROWS, table.sheet, table.mapping, TODAY).drafts
    assert draft.tax_code
    assert draft.tax_code.value == "000300588560"
    assert draft.repairs + draft.errors == ()


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("7.9E+10", RowProblem.TAX_CODE_LOST_DIGITS),
        ("7,90661E+10", RowProblem.TAX_CODE_LOST_DIGITS),
        ("không nhớ", RowProblem.TAX_CODE_INVALID),
        (12, RowProblem.TAX_CODE_INVALID),
    ],
)
def test_codes_that_cannot_be_taken_in(tmp_path: Path, cell: Any, problem: RowProblem) -> None:
    draft = one(tmp_path, 1, cell, "Đơn vị mẫu")
    assert [p.problem for p in draft.errors] == [problem]
    assert draft.tax_code is None


def test_warnings(tmp_path: Path) -> None:
    rows = parse(
        tmp_path,
        [1, RIGHT_CODE, "Hộ A"],
        [2, RIGHT_CODE[:9] + "5", "Hộ B"],
        [3, None, "Hộ C"],
    )
    found = [[p.problem for p in draft.warnings] for draft in rows.drafts]
    assert found == [
        [],
        [RowProblem.TAX_CODE_CHECK_DIGIT],
        [RowProblem.TAX_CODE_MISSING],
    ]


@pytest.mark.parametrize(
    ("written", "valid"), [("dn 12", 12), ("-", None), ("DN-00000", None), ("KH001", None)]
)
def test_our_own_code(tmp_path: Path, written: str, valid: int | None) -> None:
    header = ["Mã", "Tên doanh nghiệp", "Địa chỉ"]
    table = table_of(save(tmp_path / "a.xlsx", [header, [written, "Hộ A", "1 Mẫu"]]))
    (draft,) = parse_rows(ENTERPRISE_ROWS, table.sheet, table.mapping, TODAY).drafts
    assert draft.number == valid
    wrong = valid is None and written != "-"
    assert [p.problem for p in draft.errors] == [RowProblem.CODE_INVALID] * wrong


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        (900000001, "0900000001"),
        ("900000001", "0900000001"),
        ("900 000 001", "0900 000 001"),
        (2800000001, "02800000001"),
        ("0900000001", "0900000001"),
        ("8400000001", "8400000001"),
    ],
)
def test_a_phone_number_gets_its_zero_back(tmp_path: Path, written: Any, phone: str) -> None:
    draft = one(tmp_path, 1, RIGHT_CODE, "Hộ A", None, written)
    assert draft.values["phone"] == phone
    assert len(draft.repairs) == (phone != str(written))


@pytest.mark.parametrize(
    ("written", "workers"),
    [
        (50, 50),
        ("1.234", 1234),
        ("50 người", 50),
        (10**20, None),
        ("9" * 20, None),
        ("9" * 5000, None),
        (1e300, None),
        (12.5, None),
        (-3, None),
        (True, None),
    ],
)
def test_how_many_people_work_there(tmp_path: Path, written: Any, workers: int | None) -> None:
    sheet = Sheet("S", hidden=False, rows=[["Tên doanh nghiệp", "Số lao động"], ["Hộ A", written]])
    (draft,) = parse_rows(
        ENTERPRISE_ROWS, sheet, ColumnMapping(1, 1, {"name": 0, "workers": 1}), TODAY
    ).drafts
    assert draft.values["workers"] == workers
    assert [p.problem for p in draft.warnings] == [RowProblem.NUMBER_INVALID] * (workers is None)


def test_a_row_without_a_name_is_an_error(tmp_path: Path) -> None:
    draft = one(tmp_path, 1, RIGHT_CODE, None, "Hộ kinh doanh")
    assert [p.problem for p in draft.errors] == [RowProblem.NAME_MISSING]


def test_rows_that_are_no_entries_are_counted(tmp_path: Path) -> None:
    rows = parse(
        tmp_path,
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["A", "Doanh nghiệp"],
        [1, RIGHT_CODE, "Tổng công ty Mẫu"],
        [],
        ["  "],
        [None, "B. Bổ sung trong tháng 9"],
        ENTERPRISE_HEADER,
        [2, None, "Cộng Cà phê (mẫu)"],
        [None, "Tổng cộng: 2 đơn vị"],
        [None, None, "Người lập biểu"],
    )
    assert [draft.name for draft in rows.drafts] == ["Tổng công ty Mẫu", "Cộng Cà phê (mẫu)"]
    assert [draft.row for draft in rows.drafts] == [4, 9]
    assert rows.skipped == {
        SkippedRow.HEADER: 2,
        SkippedRow.SECTION: 2,
        SkippedRow.BLANK: 2,
        SkippedRow.TOTAL: 1,
        SkippedRow.NOTE: 1,
    }


def test_a_csv_saved_by_excel(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"STT;MST;Tên đơn vị\n1;{int(RIGHT_CODE)};Hộ A\n2;7.9E+10;Hộ B\n", "utf-8-sig")
    table = table_of(path)
    first, second = parse_rows(ENTERPRISE_ROWS, table.sheet, table.mapping, TODAY).drafts
    assert first.tax_code
    assert first.tax_code.value == RIGHT_CODE
    assert [p.problem for p in second.errors] == [RowProblem.TAX_CODE_LOST_DIGITS]


def test_a_hundred_thousand_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.append(ENTERPRISE_HEADER)
    for number in range(100_000):
        sheet.append([number, None, f"Công ty TNHH Mẫu {number}", "Công ty TNHH", None])
    book.save(tmp_path / "a.xlsx")
    table = table_of(tmp_path / "a.xlsx")
    steps: list[int] = []
    rows = parse_rows(
        ENTERPRISE_ROWS, table.sheet, table.mapping, TODAY, lambda done, _total: steps.append(done)
    )
    assert len(rows.drafts) == 100_000
    assert rows.drafts[-1].row == 100_001
    assert len(steps) > 10
    again = recognise(table.sheet, table.mapping, TableKind.ENTERPRISES)
    with pytest.raises(Cancelled):
        ENTERPRISE_ROWS.read(again, TODAY, stopped)
