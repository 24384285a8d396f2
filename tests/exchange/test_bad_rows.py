from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dialogue_app.domain.errors.files import FileNotWritable
from dialogue_app.exchange.bad_rows import write_bad_rows
from dialogue_app.exchange.columns import find_tables
from dialogue_app.exchange.header_words import TableKind
from dialogue_app.exchange.reading import read
from tests.exchange.workbooks import ENTERPRISE_HEADER, save

ROWS = [
    ["DANH SÁCH (DỮ LIỆU MẪU)"],
    ENTERPRISE_HEADER,
    [1, 300588560, "=1+1", "Hộ kinh doanh", "0900 000 001", date(2026, 9, 30)],
    [2, "0072281864", "Hộ B"],
]


def test_the_rows_and_the_reasons_come_back(tmp_path: Path) -> None:
    source = save(tmp_path / "a.xlsx", ROWS)
    book = openpyxl.load_workbook(source)
    assert book.active
    book.active["C3"].data_type = "s"
    book.save(source)
    table = find_tables(read(source), TableKind.ENTERPRISES)[0]
    target = tmp_path / "bỏ lại.xlsx"
    write_bad_rows(target, table.sheet, table.mapping, {3: "=sai\x07 mã"}, "Lý do")
    (sheet,) = read(target)
    assert sheet.rows == [
        [*ENTERPRISE_HEADER, None, "Lý do"],
        [
            1,
            "300588560",
            "=1+1",
            "Hộ kinh doanh",
            "0900 000 001",
            date(2026, 9, 30),
            "=sai mã",
        ],
    ]
    assert list(tmp_path.glob(".*")) == []


def test_a_text_longer_than_a_cell_holds_is_told_beside_it(tmp_path: Path) -> None:
    text = "STT;Tên doanh nghiệp;Ghi chú\n1;Hộ A;" + "x" * 40_000 + "\n2;Hộ B;y\n"
    (tmp_path / "'a'.csv").write_text(text, "utf-8")
    table = find_tables(read(tmp_path / "'a'.csv"), TableKind.ENTERPRISES)[0]
    reasons = {2: "Sai mã.", 3: "Sai mã."}
    write_bad_rows(tmp_path / "b.xlsx", table.sheet, table.mapping, reasons, "Lý do")
    (sheet,) = read(tmp_path / "b.xlsx")
    assert sheet.name == "a"
    said = [str(row[-1]) for row in sheet.rows]
    assert said[1].startswith("Sai mã. ")
    assert said[2] == "Sai mã."


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    table = find_tables(read(save(tmp_path / "a.xlsx", ROWS)), TableKind.ENTERPRISES)[0]
    with pytest.raises(FileNotWritable):
        write_bad_rows(tmp_path / "không có" / "b.xlsx", table.sheet, table.mapping, {3: "x"}, "y")
