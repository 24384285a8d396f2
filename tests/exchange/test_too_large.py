"""What would fill the memory is refused by counting, before it is unpacked or laid out."""

from __future__ import annotations

import struct
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random

import openpyxl
import pytest
import xlrd
import xlwt

from dialogue_app.domain.errors.workbooks import (
    NotAWorkbook,
    SheetTooLarge,
    TooManyColumns,
    TooManyRows,
    TooManySheets,
    WorkbookTooLarge,
)
from dialogue_app.exchange import calamine_reading, sheet_area
from dialogue_app.exchange.limits import LAST_COLUMN, LIMITS, require_size
from dialogue_app.exchange.ods_facts import ods_facts
from dialogue_app.exchange.parsing import parse
from dialogue_app.exchange.xlsx_facts import xlsx_facts
from tests.exchange.test_cell_facts import open_document, xlsx

SHEET = "xl/worksheets/sheet1.xml"
LETTERS = b" " * 3_000_000  # packs to some kilobytes
_CENTRAL, _SIZES = b"PK\x01\x02", 20  # where an entry says both of its sizes
CELL = '<table:table-cell{} office:value-type="string"><text:p>Mẫu</text:p></table:table-cell>'


def packed_again(path: Path, method: int = zipfile.ZIP_DEFLATED, **others: bytes) -> Path:
    """The same workbook with what stands behind its sheet, or packed by another method."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content + others.get("behind", b"") * (name == SHEET))
    return path


def saying(path: Path, part: str, size: int) -> Path:
    """The archive says that a part has another size."""
    content = bytearray(path.read_bytes())
    at = content.rfind(part.encode())
    entry = content.rfind(_CENTRAL, 0, at)
    content[entry + 24 : entry + 28] = struct.pack("<I", size)
    path.write_bytes(content)
    return path


def refuse_to_unpack(*_given: object) -> None:
    pytest.fail("it was unpacked")  # no `Exception`, which would be taken for a damaged part


def test_an_archive_that_says_it_is_too_large_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sheet_area._Unpacked, "chunks", refuse_to_unpack)
    path = saying(xlsx(tmp_path / "a.xlsx"), SHEET, LIMITS.unpacked + 1)
    with pytest.raises(WorkbookTooLarge):
        parse(path)


@pytest.mark.parametrize("size", [0, 1000, 2_999_000])
def test_one_that_says_less_than_it_is_stays_outside(tmp_path: Path, size: int):
    path = packed_again(xlsx(tmp_path / "a.xlsx"), behind=LETTERS)
    assert parse(path)
    with pytest.raises(NotAWorkbook):
        parse(saying(path, SHEET, size))


def test_one_that_is_larger_than_allowed_is_counted(tmp_path: Path):
    path = packed_again(xlsx(tmp_path / "a.xlsx"), behind=LETTERS)
    with pytest.raises(WorkbookTooLarge):
        parse(path, replace(LIMITS, unpacked=2_000_000))


def test_one_that_says_less_than_it_packs_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    noise = Random(1).randbytes(3_000_000)
    path = saying(packed_again(xlsx(tmp_path / "a.xlsx"), behind=noise), SHEET, 1000)
    monkeypatch.setattr(sheet_area._Unpacked, "chunks", refuse_to_unpack)
    with pytest.raises(NotAWorkbook):
        parse(path)


def test_no_more_of_a_part_is_unpacked_than_it_says(tmp_path: Path):
    path = saying(packed_again(xlsx(tmp_path / "a.xlsx"), behind=LETTERS), SHEET, 1000)
    unpacked = sheet_area._Unpacked(path, LIMITS.unpacked)
    with zipfile.ZipFile(path) as archive, pytest.raises(NotAWorkbook):
        list(unpacked.chunks(archive, archive.getinfo(SHEET)))
    assert unpacked.count <= 2 * sheet_area._CHUNK


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_no_program_for_tables_packs_so_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: int
):
    monkeypatch.setattr(sheet_area._Unpacked, "chunks", refuse_to_unpack)
    with pytest.raises(NotAWorkbook):
        parse(packed_again(xlsx(tmp_path / "a.xlsx"), method))


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        (' table:number-rows-repeated="1048576">' + CELL.format(""), TooManyRows),
        (
            ">" + CELL.format(' table:number-columns-repeated="16384"'),
            TooManyColumns,
        ),
        (
            ' table:number-rows-repeated="190000">'
            + CELL.format(' table:number-columns-repeated="900"'),
            WorkbookTooLarge,
        ),
    ],
)
def test_cells_that_are_said_a_million_times_are_not_laid_out(
    tmp_path: Path, row: str, refusal: type[Exception]
):
    path = open_document(tmp_path / "a.ods")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    begins, ends = parts["content.xml"].split(b"</table:table>", 1)
    added = f"<table:table-row{row}</table:table-row></table:table>".encode()
    parts["content.xml"] = begins + added + ends
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(refusal):
        ods_facts(path, path.read_bytes(), LIMITS)
    with pytest.raises(refusal):
        parse(path)


def test_cells_of_a_page_that_cover_others_without_end_are_not_laid_out(tmp_path: Path):
    row = '<tr><td colspan="1000" rowspan="65000">x</td></tr>'
    (tmp_path / "a.xls").write_text(f"<html><table>{row * 3000}</table>")
    with pytest.raises(SheetTooLarge):
        parse(tmp_path / "a.xls")
    (tmp_path / "b.xls").write_text(f"<html><table>{'<tr><td colspan=900>x</td></tr>' * 30_000}")
    with pytest.raises(SheetTooLarge):
        parse(tmp_path / "b.xls")


def test_a_row_of_a_page_goes_no_further_than_the_last_column(tmp_path: Path):
    (tmp_path / "a.xls").write_text(f"<html><table><tr>{'<td colspan=1000>x</td>' * 20}</table>")
    with pytest.raises(SheetTooLarge):
        parse(tmp_path / "a.xls", replace(LIMITS, columns=100_000))


def test_a_text_of_more_than_fits_into_memory_is_not_taken_apart(tmp_path: Path):
    (tmp_path / "a.csv").write_text("STT;Tên\n" + "1;Mẫu\n" * 100)
    assert parse(tmp_path / "a.csv", replace(LIMITS, text=1000))
    with pytest.raises(WorkbookTooLarge):
        parse(tmp_path / "a.csv", replace(LIMITS, text=500))


def test_styles_without_an_end_say_nothing():
    """And are gone through once: by what begins one, an end was looked for each time."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", '<workbook><sheet name="S" r:id="r1"/></workbook>')
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        styles = "<fonts>" * 200_000 + "<font " * 200_000 + "</fonts><cellXfs>" + "<xf " * 200_000
        archive.writestr("xl/styles.xml", styles)
        archive.writestr("xl/sharedStrings.xml", '<rFont val=".VnTime"/>' + "<si>" * 200_000)
        archive.writestr(SHEET, "<row " * 200_000 + "<c " * 200_000)
    assert not xlsx_facts(content.getvalue())["S"].fonts


@pytest.mark.parametrize("tag", ["<tr>", "<TR>", "<tR><td>", "<p>Mẫu", "</table><td>Mẫu"])
def test_rows_of_a_page_that_are_said_without_end_are_counted(tmp_path: Path, tag: str):
    (tmp_path / "a.xls").write_text(f"<html><table>{tag * 502}", "utf-8")
    with pytest.raises(TooManyRows):
        parse(tmp_path / "a.xls", replace(LIMITS, rows=250))


def test_rows_of_a_page_that_hold_nothing_are_no_rows(tmp_path: Path):
    (tmp_path / "a.xls").write_text(f"<html><table>{'<tr>' * 400}<tr><td>Mẫu", "utf-8")
    assert len(parse(tmp_path / "a.xls", replace(LIMITS, rows=250))[0].rows) == 401


@pytest.mark.parametrize("fence", ["", '"'])
def test_a_line_of_a_table_with_more_columns_than_excel_has_is_not_laid_out(
    tmp_path: Path, fence: str
):
    cell = f"{fence}1{fence};"
    (tmp_path / "a.csv").write_text("STT;Tên\n" + cell * LAST_COLUMN + "\n")
    with pytest.raises(TooManyColumns) as refused:
        parse(tmp_path / "a.csv")
    assert refused.value.columns == LAST_COLUMN + 1
    (tmp_path / "a.csv").write_text("STT;Tên\n1;Mẫu" + ";" * (LAST_COLUMN - 2) + "\n")
    assert parse(tmp_path / "a.csv")  # cells that hold nothing are no columns


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_what_is_said_of_sheets_is_not_larger_than_any_program_writes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
):
    path = xlsx(tmp_path / "a.xlsx")
    assert parse(path)
    monkeypatch.setattr(sheet_area._Unpacked, "chunks", refuse_to_unpack)
    with pytest.raises(WorkbookTooLarge):
        parse(saying(path, part, sheet_area.MOST_ABOUT_SHEETS + 1))


def test_a_cell_of_an_old_workbook_far_from_the_others_is_named(tmp_path: Path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sổ")
    sheet.write(0, 0, "Tên doanh nghiệp")
    sheet.write(65_535, 255, "x")
    book.save(str(tmp_path / "a.xls"))
    with pytest.raises(SheetTooLarge) as refused:
        parse(tmp_path / "a.xls")
    assert (refused.value.sheet, refused.value.row, refused.value.column) == ("Sổ", 65_536, "IV")


def test_a_cell_beyond_the_last_column_of_excel_is_too_many_columns(tmp_path: Path):
    rows: list[list[str | None]] = [["Tên"], [None] * LAST_COLUMN]
    require_size(tmp_path, "S", rows, LIMITS)
    rows[1].append("x")
    with pytest.raises(TooManyColumns) as refused:
        require_size(tmp_path, "S", rows, LIMITS)
    assert (refused.value.columns, refused.value.most) == (LAST_COLUMN + 1, LIMITS.columns)


def of_three_sheets(path: Path) -> Path:
    """A workbook of the kind that its suffix says."""
    if path.suffix == ".xls":
        old = xlwt.Workbook()
        for name in "ABC":
            old.add_sheet(name).write(0, 0, "Tên")
        old.save(str(path))
        return path
    book = openpyxl.Workbook()
    for name in "BC":
        book.create_sheet(name).append(["Tên"])
    book.save(path)
    return path


@pytest.mark.parametrize("suffix", [".xls", ".xlsx"])
def test_more_sheets_than_anybody_looks_at_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
):
    """Some bytes name one, and all of them may be the same."""
    path = of_three_sheets(tmp_path / f"a{suffix}")
    assert len(parse(path, replace(LIMITS, sheets=3))) == 3
    monkeypatch.setattr(xlrd.sheet.Sheet, "read", refuse_to_unpack)
    monkeypatch.setattr(calamine_reading, "_read_rows", refuse_to_unpack)
    with pytest.raises(TooManySheets) as refused:
        parse(path, replace(LIMITS, sheets=2))
    assert (refused.value.sheets, refused.value.most) == (3, 2)


@pytest.mark.parametrize("suffix", [".xls", ".xlsx"])
def test_merged_areas_that_lie_over_each_other_fill_no_row_twice(tmp_path: Path, suffix: str):
    """A million of them over each row would take hours."""
    path, areas = tmp_path / f"a{suffix}", [(0, 2), (0, 3), (1, 3), (2, 3), (4, 5)]
    if suffix == ".xls":
        old = xlwt.Workbook()
        sheet = old.add_sheet("A")
        for row in range(6):
            sheet.write(row, 0, f"Hộ {row}")
        sheet._Worksheet__merged_ranges += [(top, bottom, 0, 0) for top, bottom in areas]
        old.save(str(path))
    else:
        book = openpyxl.Workbook()
        for row in range(6):
            book.active.append([f"Hộ {row}"])
        for top, bottom in areas:
            book.active.merged_cells.add(f"A{top + 1}:A{bottom + 1}")
        book.save(path)
    (read,) = parse(path)
    assert len(read.merged) == 2
    assert [row[0] for row in read.rows[4:]] == ["Hộ 4", "Hộ 4"]
    assert len({row[0] for row in read.rows[:3]}) == 1
