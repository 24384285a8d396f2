from __future__ import annotations

import pickle
import struct
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
import xlwt

from dialogue_app.domain.errors.base import BadInput, Cancelled
from dialogue_app.domain.errors.files import FileMissing, FileUnreadable
from dialogue_app.domain.errors.workbooks import (
    CellTooLong,
    EmptyWorkbook,
    LettersLost,
    NotAWorkbook,
    SheetTooLarge,
    TooManyColumns,
    TooManyRows,
    UnclosedQuote,
    WorkbookProtected,
    WorkbookTooLarge,
)
from dialogue_app.domain.text import clean
from dialogue_app.exchange.limits import Limits
from dialogue_app.exchange.reading import read
from dialogue_app.i18n.sentences import explain
from tests.exchange.workbooks import save

VIETNAMESE = [["Tên", "Địa chỉ"], ["Hộ Ánh", "1 đường Mẫu, phường Mẫu"], ["Hộ Ước", 'nói "vâng"']]


def test_row_and_column_numbers_hold(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    book.active["C5"] = "x"
    book.save(tmp_path / "a.xlsx")
    (sheet,) = read(tmp_path / "a.xlsx")
    assert sheet.rows[4][2] == "x"
    assert len(sheet.rows) == 5


def test_values_keep_their_types(tmp_path: Path) -> None:
    row = [1, 7.5, "0012", True, date(2026, 9, 30), datetime(2026, 9, 30, 8, 30), None, 79066088844]
    (sheet,) = read(save(tmp_path / "a.xlsx", [row]))
    assert sheet.rows == [row]


def test_hidden_and_further_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Cũ").append(["a"])
    book.create_sheet("Ẩn").append(["b"])
    book["Ẩn"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    sheets = read(tmp_path / "a.xlsx")
    assert [(s.name, s.hidden) for s in sheets] == [
        ("Sheet", False),
        ("Cũ", False),
        ("Ẩn", True),
    ]


def test_a_cell_merged_downwards_holds_for_each_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    book.active.append(["Hộ Ánh", "một"])
    book.active.append([None, "hai"])
    book.active.merge_cells("A1:A2")
    book.save(tmp_path / "a.xlsx")
    (sheet,) = read(tmp_path / "a.xlsx")
    assert [row[0] for row in sheet.rows] == ["Hộ Ánh", "Hộ Ánh"]


def test_old_workbooks(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Danh sách")
    sheet.write(2, 1, "Đường Ước")
    sheet.write(3, 1, 12)
    book.save(str(tmp_path / "a.xls"))
    (found,) = read(tmp_path / "a.xls")
    assert found.rows == [[None, None], [None, None], [None, "Đường Ước"], [None, 12]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_tables(tmp_path: Path, encoding: str, delimiter: str) -> None:
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in VIETNAMESE]
    text = "\r\n".join(delimiter.join(row) for row in quoted)
    if encoding == "cp1258":
        for mark, tone in (("Đ", "Đ"), ("ị", "i\u0323"), ("ộ", "ô\u0323"), ("Ướ", "Ươ\u0301")):
            text = text.replace(mark, tone)
        text = text.replace("Á", "A\u0301").replace("ỉ", "i\u0309").replace("ẫ", "â\u0303")
        text = text.replace("ờ", "ơ\u0300").replace("ó", "o\u0301")
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    (sheet,) = read(path)
    assert [[clean(str(cell)) for cell in row] for row in sheet.rows] == VIETNAMESE


MANY = "miễn, giảm, gia hạn, khoanh nợ, xóa nợ"
DELIMITED = {
    ";": f"STT;Đơn vị nêu;Nội dung\n1;Hộ A;{MANY}\n2;Hộ B;{MANY}\n3;Hộ C;{MANY}\n",
    ",": f'STT,Đơn vị nêu,Nội dung\n1,Hộ A,"{MANY}; {MANY}; x; y; z"\n2,Hộ B,x;y;z;t;u;v;w\n',
    "\t": f"Một\tHai\n{MANY}\tx\n{MANY}, {MANY}\ty\nz\tt, u\n",
}


@pytest.mark.parametrize("delimiter", DELIMITED)
def test_the_delimiter_is_the_one_that_shows_the_header(tmp_path: Path, delimiter: str) -> None:
    (tmp_path / "a.csv").write_text(DELIMITED[delimiter], "utf-8")
    (sheet,) = read(tmp_path / "a.csv")
    header = DELIMITED[delimiter].partition("\n")[0]
    assert {len(row) for row in sheet.rows} == {1 + header.count(delimiter)}


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "ascii"])
def test_letters_that_a_code_page_does_not_have_are_missed(tmp_path: Path, encoding: str) -> None:
    rows = "Mã,Tên,Địa chỉ\nDN1,Công ty Mẫu Việt,11 đường Mẫu\nDN2,Hộ Mẫu Điện,Mẫu\n"
    (tmp_path / "a.csv").write_bytes(rows.encode(encoding, errors="replace"))
    with pytest.raises(LettersLost) as caught:
        read(tmp_path / "a.csv")
    assert "?" in caught.value.word


@pytest.mark.parametrize(
    "rows",
    [
        "Tên,Nội dung\nHộ A,Khi nào sửa đường?\nHộ B,Vì sao?\nHộ C,Bao giờ có điện? Có nước?\n",
        "Tên,Tệp\nHộ A,https://mau.example/a?id=1\nHộ B,https://mau.example/b?id=2\n",
        "Tên,Nội dung\nHộ A,Vì sao?Xin trả lời\nHộ B,Sửa đường\nHộ C,Cấp nước\n",
        "??,??\n?,?\n",
    ],
)
def test_questions_and_addresses_have_lost_no_letters(tmp_path: Path, rows: str) -> None:
    (tmp_path / "a.csv").write_text(rows, "utf-8")
    (sheet,) = read(tmp_path / "a.csv")
    assert "\n".join(",".join(map(str, row)) for row in sheet.rows) == rows.strip()


def test_headings_that_offices_shorten_show_the_delimiter(tmp_path: Path) -> None:
    rows = "Hộ A,x;y\nHộ B,x;y,z\nHộ C,x;y\nHộ D,x;y,z\n"
    (tmp_path / "a.csv").write_text(f"Tên DN,ND KN,KQ\n{rows}", "utf-8")
    (sheet,) = read(tmp_path / "a.csv")
    assert sheet.rows[:2] == [["Tên DN", "ND KN", "KQ"], ["Hộ A", "x;y"]]


def test_a_quotation_mark_never_closed_in_a_table_without_quotes(tmp_path: Path) -> None:
    text = 'STT,Đơn vị nêu,Nội dung\n1,Hộ A,"Mở\n2,Hộ B,Sửa đường\n3,Hộ C,Cấp nước\n'
    (tmp_path / "a.csv").write_text(text, "utf-8")
    (sheet,) = read(tmp_path / "a.csv")
    assert [row[2] for row in sheet.rows] == ["Nội dung", '"Mở', "Sửa đường", "Cấp nước"]


def test_a_quotation_mark_never_closed_among_others_is_told(tmp_path: Path) -> None:
    text = 'STT,Đơn vị,Nội dung\n1,Hộ A,"a, b"\n2,Hộ B,"Mở\n3,Hộ C,Sửa\n4,"Hộ D",Cấp nước\n'
    (tmp_path / "a.csv").write_text(text, "utf-8")
    with pytest.raises(UnclosedQuote) as caught:
        read(tmp_path / "a.csv")
    assert caught.value.row == 3


def test_lines_with_delimiters_in_a_well_quoted_cell_swallow_nothing(tmp_path: Path) -> None:
    text = 'STT,Đơn vị,Nội dung\n1,Hộ A,"a, b, c\nd, e, f"\n2,"Hộ ""B""",g\n'
    (tmp_path / "a.csv").write_text(text, "utf-8")
    (sheet,) = read(tmp_path / "a.csv")
    assert [row[1:] for row in sheet.rows[1:]] == [["Hộ A", "a, b, c\nd, e, f"], ['Hộ "B"', "g"]]


def test_a_cell_longer_than_most_letters(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"Tên,Ghi chú\nHộ A,{'x' * 200_000}\n", "utf-8")
    (sheet,) = read(tmp_path / "a.csv")
    assert len(str(sheet.rows[1][1])) == 200_000


def test_number_formats_show_lost_zeros(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    book.active.title = "Sổ & bộ"
    for row in (["Mã số thuế"], [79066088844], [79066088844], [1234567890, 1]):
        book.active.append(row)
    book.active["A2"].number_format = "000000000000"
    book.active["A4"].number_format = "0"
    book.active["B4"].number_format = "0.00"
    book.create_sheet("Khác").append([1])
    book.save(tmp_path / "a.xlsx")
    sheet, other = read(tmp_path / "a.xlsx")
    assert sheet.zero_widths == {(1, 0): 12, (3, 0): 1}
    assert other.zero_widths == {}


def test_number_formats_are_a_help_only(tmp_path: Path) -> None:
    source, target = save(tmp_path / "a.xlsx", [["Mã số thuế"], [7]]), tmp_path / "b.xlsx"
    with ZipFile(source) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/styles.xml":
                content = content.replace(b"numFmtId", b"numFmtld")
            new.writestr(name, content)
    (sheet,) = read(target)
    assert (sheet.rows[1], sheet.zero_widths) == ([7], {})


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read(tmp_path / "không có.xlsx")
    source = save(tmp_path / "a.xlsx", [["a"]])
    with pytest.raises(FileMissing):
        read(source / "b.xlsx")


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        read(tmp_path / ("x" * 300))


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkbook):
        read(tmp_path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"not a workbook"),
        ("a.pdf", b"%PDF-1.7"),
        ("a.xlsx", b"PK\x03\x04 cut short"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    ],
)
def test_files_that_are_no_workbook(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(NotAWorkbook):
        read(path)


def test_another_zip_is_no_workbook(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(NotAWorkbook):
        read(tmp_path / "a.xlsx")


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_nothing_in_the_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(EmptyWorkbook):
        read(tmp_path / name)


def test_a_workbook_whose_damage_makes_the_reader_panic(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("S").write(0, 0, "Tên")
    book.save(str(tmp_path / "a.xls"))
    content = bytearray((tmp_path / "a.xls").read_bytes())
    place = content.index(b"\x85\x00") + 4  # where the record of the sheet says it begins
    content[place : place + 4] = b"\xff\xff\xff\x7f"
    (tmp_path / "a.xls").write_bytes(content)
    with pytest.raises(NotAWorkbook):
        read(tmp_path / "a.xls")


@pytest.mark.parametrize(
    ("place", "row", "column"),
    [("XFD1048576", 1_048_576, "XFD"), ("XFD20001", 20_001, "XFD"), ("AZ1000000", 10**6, "AZ")],
)
def test_a_cell_far_away_is_told_before_room_is_made_for_it(
    tmp_path: Path, place: str, row: int, column: str
) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Cũ & mới")[place] = " "
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(SheetTooLarge) as caught:
        read(tmp_path / "a.xlsx")
    assert (caught.value.sheet, caught.value.row, caught.value.column) == ("Cũ & mới", row, column)


def test_so_it_is_behind_a_sheet_that_is_damaged(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Sau")["XFD1048576"] = " "
    book.save(tmp_path / "a.xlsx")
    content = (tmp_path / "a.xlsx").read_bytes()
    with ZipFile(tmp_path / "a.xlsx") as archive:
        first = archive.getinfo("xl/worksheets/sheet1.xml")
    begin = first.header_offset + 30 + len(first.filename)
    damaged = content[:begin] + b"\xff" * 20 + content[begin + 20 :]
    (tmp_path / "a.xlsx").write_bytes(damaged)
    with pytest.raises(SheetTooLarge):
        read(tmp_path / "a.xlsx")


def test_a_row_that_no_program_numbers(tmp_path: Path) -> None:
    source, target = save(tmp_path / "a.xlsx", [["Tên"], ["Hộ A"]]), tmp_path / "b.xlsx"
    with ZipFile(source) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'r="A2"', b'r="A99999999"'))
    with pytest.raises(SheetTooLarge):
        read(target)


def test_a_long_narrow_sheet_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    book.active["B1"], book.active["A800000"] = "Tên", "x"
    book.save(tmp_path / "a.xlsx")
    (sheet,) = read(tmp_path / "a.xlsx")
    assert (len(sheet.rows), sheet.rows[-1]) == (800_000, ["x", None])


NONE_TOO_MANY = Limits(rows=2, columns=2, cell_length=4, unpacked=10**6)


def test_what_is_read_can_be_sent_to_another_process(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    moment = datetime(2026, 9, 30, 8, 30)
    for row in (
        ["Tên", None, "Ngày"],
        [79066088844, 7.5, date(2026, 9, 30), moment, time(8, 30), timedelta(days=2), True],
    ):
        book.active.append(row)
    book.active["A2"].number_format = "000000000000"
    book.active.merge_cells("A1:B1")
    book.save(tmp_path / "a.xlsx")
    sheets = read(tmp_path / "a.xlsx")
    assert pickle.loads(pickle.dumps(sheets)) == sheets


def test_as_much_as_is_allowed_is_read(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["1234", 2], [None, None], [3, 4]])
    (sheet,) = read(path, NONE_TOO_MANY)
    assert len(sheet.rows) == 3  # blank rows and columns count as none
    (tmp_path / "a.csv").write_text("1234;2\n3;4", encoding="utf-8")
    assert read(tmp_path / "a.csv", NONE_TOO_MANY)


@pytest.mark.parametrize(
    ("rows", "error", "values"),
    [
        ([[1], [2], [3]], TooManyRows, {"rows": 3, "most": 2}),
        ([[1, 2, 3]], TooManyColumns, {"columns": 3, "most": 2}),
        ([[1], [2, "12345"]], CellTooLong, {"cell": "B2", "length": 5, "most": 4}),
    ],
)
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_what_is_over_a_limit_is_told_in_one_sentence(
    tmp_path: Path,
    suffix: str,
    rows: list[list[Any]],
    error: type[BadInput],
    values: dict[str, Any],
) -> None:
    path = tmp_path / f"a.{suffix}"
    if suffix == "csv":
        text = "\n".join(";".join(str(cell) for cell in row) for row in rows)
        path.write_text(text, encoding="utf-8")
    else:
        save(path, rows)
    with pytest.raises(error) as caught:
        read(path, NONE_TOO_MANY)
    assert values.items() <= vars(caught.value).items()
    assert path.name in explain(caught.value)


def test_cells_are_named_as_excel_names_them(tmp_path: Path) -> None:
    row = [None] * 27 + ["12345"]
    with pytest.raises(CellTooLong) as caught:
        read(save(tmp_path / "a.xlsx", [row]), NONE_TOO_MANY)
    assert caught.value.cell == "AB1"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_what_unpacks_to_too_much_is_told_whatever_the_archive_says(
    tmp_path: Path, part: str
) -> None:
    source, target = save(tmp_path / "a.xlsx", [["Tên"]]), tmp_path / "b.xlsx"
    with ZipFile(source) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            more = b" " * 2_000_000 if name == part else b""
            new.writestr(name, old.read(name) + more)
    content = bytearray(target.read_bytes())
    entry = content.rindex(part.encode()) - 46  # its entry in the directory of the archive
    content[entry + 24 : entry + 28] = (100).to_bytes(4, "little")  # its size, unpacked
    target.write_bytes(content)
    with pytest.raises(WorkbookTooLarge):
        read(target, NONE_TOO_MANY)
    with pytest.raises(WorkbookTooLarge):
        read(source, Limits(unpacked=100))


def test_nothing_in_the_sheets(tmp_path: Path) -> None:
    with pytest.raises(EmptyWorkbook):
        read(save(tmp_path / "a.xlsx", []))


def test_a_password(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(encrypted_package())
    with pytest.raises(WorkbookProtected):
        read(path)


def test_cancel(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [[n] for n in range(10)])
    with pytest.raises(Cancelled):
        read(path, should_stop=lambda: True)


def test_progress_ends_at_the_number_of_rows(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    path = save(tmp_path / "a.xlsx", [[n] for n in range(5000)])
    read(path, progress=lambda done, total: steps.append((done, total)))
    assert steps[-1] == (5000, 5000)
    assert steps == sorted(steps)
    assert len(steps) > 2


def encrypted_package() -> bytes:
    """The least OLE file with the stream that every password-protected xlsx has."""
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0, 0
    )
    header += struct.pack("<109I", *[free] * 109)

    def entry(name: str, kind: int, child: int) -> bytes:
        raw = name.encode("utf-16-le")
        body = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
        return (
            body + struct.pack("<III", free, free, child) + bytes(36) + struct.pack("<IQ", end, 0)
        )

    fat = struct.pack("<128I", 0xFFFFFFFD, end, *[free] * 126)
    folder = entry("Root Entry", 5, 1) + entry("EncryptedPackage", 2, free)
    return header[:512] + fat + folder.ljust(512, b"\0")
