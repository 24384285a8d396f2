from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from dialogue_app.domain.errors.workbooks import NoHeader
from dialogue_app.exchange import heading_match
from dialogue_app.exchange.columns import (
    ColumnMapping,
    column_titles,
    find_mapping,
    find_tables,
    mapping_headed_by,
)
from dialogue_app.exchange.header_words import TableKind, TableWords, table_words
from dialogue_app.exchange.heading_match import exact_field
from dialogue_app.exchange.reading import Cell, Sheet, read
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
    (sheet,) = read(save(tmp_path / "a.xlsx", [header, ["1", "2"]]))
    assert find_mapping(sheet, ENTERPRISES).fields == {"tax_code": 0, "name": 1}


def test_longer_headers_of_online_forms() -> None:
    header: list[str | int | None] = [
        "Dấu thời gian",
        "Tên doanh nghiệp/hộ kinh doanh của Ông/Bà",
        "Nội dung kiến nghị (nêu cụ thể)",
        "Mã ngành",
    ]
    mapping = find_mapping(sheet_of([header, ["a", "b", "c"]]), ISSUES)
    assert mapping.fields == {"timestamp": 0, "raisers": 1, "text": 2}


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
    (found,) = read(tmp_path / "a.xlsx")
    mapping = find_mapping(found, ISSUES)
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


def fields_of(kind: TableKind, *header: str) -> dict[str, int]:
    return find_mapping(sheet_of([list(header)]), kind).fields


@pytest.mark.parametrize(
    "heading",
    [
        "Ngày thành lập doanh nghiệp",
        "Địa chỉ người đại diện",
        "Địa chỉ thường trú của chủ hộ",
        "Mã số thuế người đại diện",
        "MST của giám đốc",
        "CCCD người đại diện",
        "Chức vụ người đại diện",
        "Vốn điều lệ (đơn vị tính: đồng)",
        "Tình trạng hoạt động của doanh nghiệp",
        "Mã ngành",
    ],
)
def test_headings_of_what_we_keep_no_field_for(heading: str) -> None:
    assert fields_of(ENTERPRISES, "STT", "Tên doanh nghiệp", heading) == {"ordinal": 0, "name": 1}
    with pytest.raises(NoHeader):
        fields_of(ENTERPRISES, "STT", heading, "Ghi chú")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Ngày trả lời", "answer_date"),
        ("Số văn bản trả lời", "answer_number"),
        ("Hình thức trả lời", "answer_kind"),
    ],
)
def test_the_day_of_an_answer_is_no_answer(heading: str, field: str) -> None:
    assert fields_of(ISSUES, "STT", "Nội dung", heading) == {"ordinal": 0, "text": 1, field: 2}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Mã số thuế/CCCD chủ hộ", "tax_code"),
        ("MST doanh nghiệp", "tax_code"),
        ("Số điện thoại người đại diện", "phone"),
        ("SĐT chủ hộ", "phone"),
        ("Email người đại diện", "email"),
        ("Tên người đại diện", "representative"),
        ("Thông tin người đại diện", "representative"),
        ("3. Địa chỉ trụ sở (số nhà, đường)", "address"),
    ],
)
def test_longer_headings(heading: str, field: str) -> None:
    assert fields_of(ENTERPRISES, "1. Tên doanh nghiệp (ghi đủ)", heading) == {"name": 0, field: 1}


@pytest.mark.parametrize("parts", [["Họ tên", "Điện thoại"], ["Họ tên", "Quê quán"]])
def test_a_heading_over_its_parts(tmp_path: Path, parts: list[str]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["STT", "Tên", "Người đại diện", None, "Trụ sở", None])
    sheet.append([None, None, *parts, "Địa chỉ", "Phường"])
    sheet.append([1, "Hộ A", "Ông Mẫu", "0900000001", "1 Mẫu", "phường Mẫu"])
    for area in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
        sheet.merge_cells(area)
    book.save(tmp_path / "a.xlsx")
    (found,) = read(tmp_path / "a.xlsx")
    mapping = find_mapping(found, ENTERPRISES)
    assert (mapping.header_row, mapping.header_height) == (2, 2)
    phone = {"phone": 3} if "Điện thoại" in parts else {}
    assert mapping.fields == {
        "ordinal": 0, "name": 1, "representative": 2, **phone, "address": 4, "unit": 5
    }  # fmt: skip


def test_two_columns_below_one_heading_are_no_second_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["Tên doanh nghiệp", "Người đại diện", None])
    sheet.append(["Hộ A", "Nguyễn", "Mẫu"])
    sheet.merge_cells("B1:C1")
    book.save(tmp_path / "a.xlsx")
    (found,) = read(tmp_path / "a.xlsx")
    assert find_mapping(found, ENTERPRISES).header_row == 1


def test_a_heading_that_stands_twice_can_be_told_apart() -> None:
    sheet = sheet_of([["Tên ", "Địa\nchỉ", "dia chi", None, "Địa chỉ"], ["Hộ A", "1", "2"]])
    mapping = find_mapping(sheet, ENTERPRISES)
    assert mapping.fields == {"name": 0, "address": 1}
    titles = column_titles(sheet, mapping)
    assert titles == ["Tên", "Địa chỉ", "dia chi (2)", "", "Địa chỉ (3)"]


def test_no_header_names_what_is_missing() -> None:
    with pytest.raises(NoHeader) as caught:
        find_mapping(sheet_of([["STT", "Mã số thuế", "Địa chỉ"], ["1", "2", "3"]]), ENTERPRISES)
    assert caught.value.missing == ["name"]
    with pytest.raises(NoHeader):
        find_mapping(sheet_of([["gì đó"]]), ISSUES)


def test_the_user_corrects_the_mapping() -> None:
    mapping = ColumnMapping(1, 1, {"name": 0, "address": 1})
    assert mapping.with_field("name", 1).fields == {"name": 1}
    assert mapping.with_field("phone", 2).fields == {"name": 0, "address": 1, "phone": 2}
    assert mapping.with_field("address", None).fields == {"name": 0}


@pytest.mark.parametrize(
    ("field", "column", "read"),
    [
        ("note", 2, {0: "text", 1: "text", 2: "note", 3: "answer", 4: "kind", 5: "kind"}),
        ("note", 1, {0: "text", 1: "note", 2: "answer", 3: "answer", 4: "kind", 5: "kind"}),
        (
            "note",
            4,
            {**dict.fromkeys((0, 1), "text"), 2: "answer", 3: "answer", 4: "note", 5: "kind"},
        ),
        ("answer", None, {0: "text", 1: "text", 4: "kind", 5: "kind"}),
        ("answer", 3, {0: "text", 1: "text", 3: "answer", 4: "kind", 5: "kind"}),
        ("text", 1, {1: "text", 2: "answer", 3: "answer", 4: "kind", 5: "kind"}),
    ],
)
def test_the_user_corrects_columns_that_share_a_field(
    field: str, column: int | None, read: dict[int, str]
) -> None:
    """What is told of a field holds for all its columns; what is told of a column, for that one."""
    mapping = ColumnMapping(
        1, 1, {"text": 0}, {"kind": {4: "Phản ánh", 5: "Kiến nghị"}}, {2: "Sở A", 3: "Sở B"}, (1,)
    )
    assert mapping.with_field(field, column).by_column == read


def test_the_longest_visible_sheet_comes_first(tmp_path: Path) -> None:
    header = ["STT", "Tên doanh nghiệp"]
    path = save(
        tmp_path / "a.xlsx",
        [["Hướng dẫn"]],
        Cũ=[header, [1, "Hộ A"]],
        Mới=[header, [1, "Hộ A"], [2, "Hộ B"]],
    )
    tables = find_tables(read(path), ENTERPRISES)
    assert [table.sheet.name for table in tables] == ["Mới", "Cũ"]


def test_no_header_word_means_two_fields() -> None:
    for kind in TableKind:
        words = table_words(kind)
        assert set(words.required) <= set(words.names)


HEADED: list[list[Cell]] = [
    ["Tên doanh nghiệp", "Điện thoại"],
    ["Công ty Mẫu", "0900 000 001"],
    ["Liên hệ", None, "Đơn vị"],
    ["Điện thoại", "Thư điện tử", "Tên doanh nghiệp"],
    ["0900 000 002", "a@mau.example", "Công ty Mẫu Hai"],
]


@pytest.mark.parametrize(
    ("row", "header", "fields"),
    [
        (1, (1, 1), {"name": 0, "phone": 1}),
        (4, (4, 1), {"phone": 0, "email": 1, "name": 2}),
        (3, (4, 2), {"phone": 0, "email": 1, "name": 2}),
        (5, (5, 1), {}),
        (9, (5, 1), {}),
    ],
)
def test_a_person_says_in_which_row_the_headings_stand(
    row: int, header: tuple[int, int], fields: dict[str, int]
) -> None:
    """A row above or below belongs to them where both make a header of two rows."""
    mapping = mapping_headed_by(Sheet("a", False, HEADED), row, TableKind.ENTERPRISES)
    assert (mapping.header_row, mapping.header_height) == header
    assert mapping.fields == fields


def test_columns_without_a_heading_are_not_asked_what_they_mean(monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []

    def noted(label: str, words: TableWords) -> str | None:
        asked.append(label)
        return exact_field(label, words)

    monkeypatch.setattr(heading_match, "exact_field", noted)
    wide: list[Cell] = [None] * 40_000
    rows = [["Tên doanh nghiệp", "Mã số thuế", *wide], ["Công ty Mẫu", "0102030405", *wide]]
    mapping = find_mapping(Sheet("Sheet1", False, rows), TableKind.ENTERPRISES)
    assert mapping.fields == {"name": 0, "tax_code": 1}
    assert set(asked) <= {text for row in rows for text in row if text} | {
        "Tên doanh nghiệp Công ty Mẫu",
        "Mã số thuế 0102030405",
    }
