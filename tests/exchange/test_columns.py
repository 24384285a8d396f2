from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from dialogue_app.domain.errors import NoHeader
from dialogue_app.exchange.columns import Mapping, column_titles, find_mapping, find_tables
from dialogue_app.exchange.header_words import TableKind, table_words
from dialogue_app.exchange.reading import Sheet, read_workbook
from tests.exchange.workbooks import save

ENTERPRISES, ISSUES = TableKind.ENTERPRISES, TableKind.ISSUES


def sheet_of(rows: list[list[str | int | None]]) -> Sheet:
    return Sheet("S", hidden=False, rows=[list(row) for row in rows], path=Path("s.xlsx"))


def test_other_order_other_words_no_marks() -> None:
    header: list[str | int | None] = ["ĐT", "dia chi tru so", "MST", "TEN  CONG TY", "Tt", "Vốn"]
    mapping = find_mapping(sheet_of([["Phụ lục 1"], [], header, ["1"]]), ENTERPRISES)
    assert mapping.header_row == 3
    assert mapping.fields == {"phone": 0, "address": 1, "tax_code": 2, "name": 3, "ordinal": 4}


def test_decomposed_letters_in_the_header(tmp_path: Path) -> None:
    import unicodedata

    header = [unicodedata.normalize("NFD", word) for word in ("Mã số thuế", "Tên đơn vị")]
    (sheet,) = read_workbook(save(tmp_path / "a.xlsx", [header, ["1", "2"]]))
    assert find_mapping(sheet, ENTERPRISES).fields == {"tax_code": 0, "name": 1}


def test_longer_headers_of_online_forms() -> None:
    header: list[str | int | None] = [
        "Dấu thời gian",
        "Tên doanh nghiệp/hộ kinh doanh của Ông/Bà",
        "Nội dung kiến nghị (nêu cụ thể)",
        "Mã ngành",
    ]
    mapping = find_mapping(sheet_of([header, ["a", "b", "c"]]), ISSUES)
    assert mapping.fields == {"received_on": 0, "raisers": 1, "text": 2}


def test_two_header_rows_with_merged_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["STT", "Đơn vị nêu", "Nội dung", "Cơ quan", None, "Ghi chú"])
    sheet.append([None, None, None, "Chủ trì", "Phối hợp", None])
    sheet.append([1, "Hộ Mẫu", "Đường ngập", "Phòng A", "Phòng B", None])
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"):
        sheet.merge_cells(area)
    book.save(tmp_path / "a.xlsx")
    (read,) = read_workbook(tmp_path / "a.xlsx")
    mapping = find_mapping(read, ISSUES)
    assert (mapping.header_row, list(mapping.fields)) == (
        2,
        ["ordinal", "raisers", "text", "lead_body", "supporting_bodies", "note"],
    )


def test_two_header_rows_without_merged_cells() -> None:
    rows: list[list[str | int | None]] = [
        ["TT", "Tên đơn vị", "Thông tin", None],
        [None, None, "Điện thoại", "Email"],
        [1, "Hộ Mẫu", "0900 000 000", "a@b.example"],
    ]
    mapping = find_mapping(sheet_of(rows), ENTERPRISES)
    assert (mapping.header_row, mapping.header_height) == (2, 2)
    assert mapping.fields == {"ordinal": 0, "name": 1, "phone": 2, "email": 3}
    titles = column_titles(sheet_of(rows), mapping)
    assert titles == ["TT", "Tên đơn vị", "Thông tin - Điện thoại", "Email"]


def test_no_header_names_what_is_missing() -> None:
    with pytest.raises(NoHeader) as caught:
        find_mapping(sheet_of([["STT", "Mã số thuế", "Địa chỉ"], ["1", "2", "3"]]), ENTERPRISES)
    assert caught.value.missing == ["name"]
    with pytest.raises(NoHeader):
        find_mapping(sheet_of([["gì đó"]]), ISSUES)


def test_the_user_corrects_the_mapping() -> None:
    mapping = Mapping(1, 1, {"name": 0, "address": 1})
    assert mapping.with_field("name", 1).fields == {"name": 1}
    assert mapping.with_field("phone", 2).fields == {"name": 0, "address": 1, "phone": 2}
    assert mapping.with_field("address", None).fields == {"name": 0}


def test_the_longest_visible_sheet_comes_first(tmp_path: Path) -> None:
    header = ["STT", "Tên doanh nghiệp"]
    path = save(
        tmp_path / "a.xlsx",
        [["Hướng dẫn"]],
        Cũ=[header, [1, "Hộ A"]],
        Mới=[header, [1, "Hộ A"], [2, "Hộ B"]],
    )
    tables = find_tables(read_workbook(path), ENTERPRISES)
    assert [table.sheet.name for table in tables] == ["Mới", "Cũ"]


def test_no_header_word_means_two_fields() -> None:
    for kind in TableKind:
        words = table_words(kind)
        assert set(words.required) <= set(words.names)
