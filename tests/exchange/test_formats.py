"""What Excel and LibreOffice open beside xlsx: ods, web pages, XML 2003 and text."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlwt

from dialogue_app.domain.errors.workbooks import (
    NotAWorkbook,
    SheetTooLarge,
    WorkbookNotReadable,
    WorkbookProtected,
)
from dialogue_app.exchange.columns import find_mapping
from dialogue_app.exchange.header_words import TableKind
from dialogue_app.exchange.parsing import parse
from dialogue_app.exchange.reading import CellRange, Sheet, read
from tests.exchange.workbooks import ods

TABLE = [["STT", "Tên doanh nghiệp", "Mã số thuế"], ["1", "Công ty Mẫu Một", "9900000915"]]


def page(path: Path, text: str, encoding: str = "utf-8") -> Sheet:
    path.write_bytes(text.encode(encoding))
    (sheet,) = parse(path)
    return sheet


def html(rows: list[list[str]]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.html"])
def test_a_web_page_under_any_name(tmp_path: Path, name: str, encoding: str) -> None:
    around = f"<!-- x --><!DOCTYPE html>\n<HTML><head><title>T</title></head><body>{html(TABLE)}"
    assert page(tmp_path / name, around, encoding).rows == TABLE


def test_a_web_page_says_its_letters(tmp_path: Path) -> None:
    text = '<html><meta charset="windows-1252"><table><tr><td>Café “Là”</td></tr></table>'
    assert page(tmp_path / "a.xls", text, "cp1252").rows == [["Café “Là”"]]


def test_a_web_page_is_laid_out_as_in_excel(tmp_path: Path) -> None:
    sheet = page(
        tmp_path / "a.xls",
        """<html><style>.z {mso-number-format:"000000000000";} .h {display:none}</style>
        <script>var x = "<td>no</td>";</script>
        <h1>DANH SÁCH</h1>
        <TABLE border=1><TR><TH rowspan=2>Hộ&nbsp;Mẫu<TH colspan="2">A &amp; B<TR>
        <td>một<br>hai  ba<p>bốn</p></td><td class=z>79066088844</td></TR>
        <tr style="display:none"><td>ẩn<td><td></tr><tr class="h"><td>ẩn nữa</table>
        <p>Người lập</p>""",
    )
    assert sheet.rows == [
        ["DANH SÁCH"],
        ["Hộ Mẫu", "A & B", None],
        ["Hộ Mẫu", "một\nhai ba\nbốn", "79066088844"],
        ["ẩn", None, None],
        ["ẩn nữa"],
        ["Người lập"],
    ]
    assert sheet.merged == [CellRange(1, 0, 2, 0), CellRange(1, 1, 1, 2)]
    assert sheet.zero_widths == {(2, 2): 12}
    assert sheet.hidden_rows == {4, 5}


@pytest.mark.parametrize("text", ["<html><body>Phiên đã hết hạn</body></html>", "<x>a</x>"])
def test_a_page_without_a_table_is_no_workbook(tmp_path: Path, text: str) -> None:
    with pytest.raises(NotAWorkbook):
        page(tmp_path / "a.xls", text)


def test_spans_without_end_make_no_room(tmp_path: Path) -> None:
    text = "<table><tr><td colspan=999999999 rowspan=99999999999>a<td colspan=x>b</table>"
    assert [len(row) for row in page(tmp_path / "a.xls", text).rows] == [1001]


BOOK = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40">
<Styles><Style ss:ID="z"><NumberFormat ss:Format="000000000000"/></Style></Styles>
<Worksheet ss:Name="DN"><Table>{rows}</Table></Worksheet>
<Worksheet ss:Name="Ẩn"><Table/><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible>
</x:WorksheetOptions></Worksheet></Workbook>"""


def data(kind: str, text: str) -> str:
    return f'<Data ss:Type="{kind}">{text}</Data>'


def test_a_spreadsheet_of_2003(tmp_path: Path) -> None:
    rows = f"""<Row ss:Index="2"><Cell ss:Index="2">{data("String", "Hộ&#10;<html:B>Mẫu</html:B>")}
    </Cell><Cell ss:StyleID="z">{data("Number", "79066088844")}</Cell><Cell>{data("Number", "7.5")}
    </Cell><Cell ss:MergeAcross="1">{data("DateTime", "2026-09-30T00:00:00.000")}</Cell>
    <Cell>{data("DateTime", "2026-09-30T08:30:00.000")}</Cell><Cell>{data("Boolean", "1")}</Cell>
    <Cell>{data("DateTime", "1899-12-31T08:30:00.000")}</Cell><Cell>{data("String", "")}</Cell>
    </Row>
    <Row ss:Hidden="1" ss:Span="1"><Cell ss:MergeDown="1">{data("Error", "#N/A")}</Cell></Row>
    <Row><Cell/><Cell ss:Formula="=RC[-1]"/><Cell ss:Formula="=1">{data("Number", "1")}</Cell>
    </Row>"""
    (tmp_path / "a.xls").write_text(BOOK.format(rows=rows), "utf-8")
    sheet, other = parse(tmp_path / "a.xls")
    day, half_past = date(2026, 9, 30), time(8, 30)
    moment = datetime.combine(day, half_past)
    assert sheet.rows == [
        [],
        [None, "Hộ\nMẫu", 79066088844, 7.5, day, None, moment, True, half_past, None],
        ["#N/A"],
        [],
        [None, "=RC[-1]", 1],
    ]
    assert (sheet.name, sheet.hidden, other.name, other.hidden) == ("DN", False, "Ẩn", True)
    assert sheet.zero_widths == {(1, 2): 12}
    assert sheet.hidden_rows == {3, 4}
    assert sheet.formulas == {(4, 1)}
    assert CellRange(1, 4, 1, 5) in sheet.merged


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ("<Row", NotAWorkbook),
        (f"<Row><Cell>{data('Number', 'x')}</Cell></Row>", NotAWorkbook),
        ('<Row ss:Index="99999999"/>', SheetTooLarge),
        ('<Row><Cell ss:Index="99999999"/></Row>', NotAWorkbook),
    ],
)
def test_a_damaged_spreadsheet_of_2003(tmp_path: Path, rows: str, error: type[Exception]) -> None:
    (tmp_path / "a.xls").write_text(BOOK.format(rows=rows), "utf-8")
    with pytest.raises(error):
        parse(tmp_path / "a.xls")


def test_entities_that_multiply_are_one_sentence(tmp_path: Path) -> None:
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    book = BOOK.format(rows=f"<Row><Cell>{data('String', '&e9;')}</Cell></Row>")
    bomb = book.replace("<Workbook", f'<!DOCTYPE x [<!ENTITY e0 "{"x" * 99}">{steps}]><Workbook', 1)
    (tmp_path / "a.xls").write_text(bomb, "utf-8")
    with pytest.raises((NotAWorkbook, WorkbookNotReadable)):
        read(tmp_path / "a.xls")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_under_the_name_of_a_workbook(tmp_path: Path, encoding: str) -> None:
    text = "\n".join("\t".join(row) for row in [["Đơn vị", *TABLE[0]], ["Đội", *TABLE[1]]])
    sheet = page(tmp_path / "a.xls", text, encoding)
    assert [row[1:] for row in sheet.rows] == TABLE


def test_the_line_that_tells_excel_the_delimiter(tmp_path: Path) -> None:
    sheet = page(tmp_path / "a.csv", "sep=|\r\nTên|Mã, số\r\nHộ A|1;2\r\n")
    assert sheet.rows == [["Tên", "Mã, số"], ["Hộ A", "1;2"]]


def test_text_kept_from_losing_its_zeros(tmp_path: Path) -> None:
    sheet = page(tmp_path / "a.csv", 'Mã,Tên\n"=""0123""",="Hộ A"\n=A1,="x"&"y"\n')
    assert sheet.rows == [["Mã", "Tên"], ["0123", "Hộ A"], ["=A1", '="x"&"y"']]


def test_an_open_document(tmp_path: Path) -> None:
    lines = "<text:p>Hộ</text:p><text:p>Mẫu</text:p>"
    cells = (
        f'office:value-type="string">{lines}',
        'office:value-type="float" office:value="9900000915">',
        'office:value-type="date" office:date-value="2026-09-30">',
    )
    row = "".join(f"<table:table-cell {cell}</table:table-cell>" for cell in cells)
    far = '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    path = ods(
        tmp_path / "a.ods",
        f"<table:table-row>{row}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="1048570">{far}',
    )
    (sheet,) = parse(path)
    assert sheet.rows == [["Hộ\nMẫu", 9900000915, date(2026, 9, 30)]]


def test_an_open_document_with_a_password(tmp_path: Path) -> None:
    path, locked = ods(tmp_path / "a.ods", ""), tmp_path / "b.ods"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(locked, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == "META-INF/manifest.xml":
                content = content.replace(
                    "</manifest:manifest>",
                    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type='
                    '"text/xml" manifest:size="9"><manifest:encryption-data/>'
                    "</manifest:file-entry></manifest:manifest>",
                )
            new.writestr(name, "\x01\x02" if name == "content.xml" else content)
    with pytest.raises(WorkbookProtected):
        parse(locked)


@pytest.mark.parametrize("kind", [b"\0\0", b"\1\0"])  # Excel 95, Excel 97
def test_an_old_workbook_with_a_password(tmp_path: Path, kind: bytes) -> None:
    book = xlwt.Workbook()
    book.add_sheet("S").write(0, 0, "Tên")
    book.save(str(tmp_path / "a.xls"))
    content = (tmp_path / "a.xls").read_bytes()
    begins = b"\xe1\x00\x02\x00\xb0\x04"  # a record that says little, in place of it a password's
    assert content.count(begins) == 1
    (tmp_path / "a.xls").write_bytes(content.replace(begins, b"\x2f\x00\x02\x00" + kind))
    with pytest.raises(WorkbookProtected):
        parse(tmp_path / "a.xls")


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.csv", "a.ods"])
@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\t<<>>\x01",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\t",
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\t",
        bytes(2000),
        b"\t" + bytes(range(256)) * 8,
    ],
)
def test_other_kinds_of_files_under_a_workbooks_name(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NotAWorkbook):
        parse(tmp_path / name)


def test_three_hundred_columns(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    book.active.append([*(f"Cột {n}" for n in range(300)), *TABLE[0]])
    book.active.append([*range(300), *TABLE[1]])
    book.save(tmp_path / "a.xlsx")
    (sheet,) = parse(tmp_path / "a.xlsx")
    mapping = find_mapping(sheet, TableKind.ENTERPRISES)
    assert (mapping.fields["name"], mapping.fields["tax_code"]) == (301, 302)
