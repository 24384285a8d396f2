"""Hidden rows, letters of old fonts, number formats and formulas without a result, by format."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from dialogue_app.domain.rows import Repair, RepairReason, RowProblem
from dialogue_app.exchange import calamine_reading
from dialogue_app.exchange.cell_facts import CellFacts
from dialogue_app.exchange.columns import find_mapping
from dialogue_app.exchange.enterprise_rows import ENTERPRISE_ROWS
from dialogue_app.exchange.header_words import TableKind
from dialogue_app.exchange.parsing import parse
from dialogue_app.exchange.reading import Sheet
from tests.exchange.workbooks import ods, parse_rows, save

HEADER = ["STT", "Tªn doanh nghiÖp", "M· sè thuÕ", "Email"]  # in .VnTime
HEADER_READ = ["STT", "Tên doanh nghiệp", "Mã số thuế", "Email"]
CELLS = (
    (1, "C«ng ty MÉu", ".VnTime", "Công ty Mẫu"),
    (2, "c«ng ty mÉu", ".VnTimeH", "CÔNG TY MẪU"),
    (3, "Coâng ty Maãu", "VNI-Times", "Công ty Mẫu"),
    (4, "Công ty Mẫu", ".VnTime", "Công ty Mẫu"),  # Unicode pasted into such a cell
    (5, "Hé", ".VnTime", "Hộ"),
    (6, "Hộ", "Arial", "Hộ"),
    (7, "C«ng ty MÉu", "Arial", "Công ty Mẫu"),
)


def xlsx(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(HEADER)
    for number, text, _font, _read in CELLS:
        sheet.append([number, text, None, "mau@mau.example"])
    for place, font in [(1, ".VnTime"), *((1 + cell[0], cell[2]) for cell in CELLS)]:
        for column in (2, 3, 4):
            sheet.cell(place, column).font = Font(name=font)
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[5].hidden = True
    book.save(path)
    return path


def xls(path: Path) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    styles = {font: xlwt.easyxf(f"font: name {font}") for _n, _t, font, _r in CELLS}
    for column, text in enumerate(HEADER):
        sheet.write(0, column, text, styles[".VnTime"])
    for number, text, font, _read in CELLS:
        sheet.write(number, 0, number)
        sheet.write(number, 1, text, styles[font])
        sheet.write(number, 3, "mau@mau.example", styles[font])
    sheet.row(2).hidden = True
    sheet.row(4).hidden = True
    book.save(str(path))
    return path


def open_document(path: Path) -> Path:
    fonts = {font: f"ce{n}" for n, font in enumerate({cell[2] for cell in CELLS})}
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table-cell"><style:text-properties '
        f'style:font-name="{font}1"/></style:style>'
        for font, name in fonts.items()
    )
    faces = "".join(
        f'<style:font-face style:name="{font}1" svg:font-family="{font}"/>' for font in fonts
    )

    def cell(text: object, font: str) -> str:
        return (
            f'<table:table-cell table:style-name="{fonts[font]}" office:value-type="string">'
            f"<text:p>{text}</text:p></table:table-cell>"
        )

    rows = ["".join(cell(text, ".VnTime") for text in HEADER)]
    for number, text, font, _read in CELLS:
        mail = cell("mau@mau.example", font)
        rows.append(f"{cell(number, 'Arial')}{cell(text, font)}<table:table-cell/>{mail}")
    hidden = {2: ' table:visibility="filter"', 4: ' table:visibility="collapse"'}
    return ods(
        path,
        "".join(
            f"<table:table-row{hidden.get(n, '')}>{row}</table:table-row>"
            for n, row in enumerate(rows)
        ),
        f"<office:font-face-decls>{faces}</office:font-face-decls>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>",
    )


def spreadsheet_of_2003(path: Path) -> Path:
    fonts = {font: f"s{n}" for n, font in enumerate({cell[2] for cell in CELLS})}
    styles = "".join(
        f'<Style ss:ID="{name}"><Font ss:FontName="{font}"/></Style>'
        for font, name in fonts.items()
    )

    def cell(text: object, font: str) -> str:
        data = f'<Data ss:Type="String">{text}</Data>' if text else ""
        return f'<Cell ss:StyleID="{fonts[font]}">{data}</Cell>'

    rows = [[cell(text, ".VnTime") for text in HEADER]]
    rows += [
        [cell(number, "Arial"), cell(text, font), cell("", font), cell("mau@mau.example", font)]
        for number, text, font, _read in CELLS
    ]
    lines = (
        f'<Row ss:Hidden="{int(n in (2, 4))}">{"".join(row)}</Row>' for n, row in enumerate(rows)
    )
    namespace = "urn:schemas-microsoft-com:office:spreadsheet"
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{namespace}" xmlns:ss="{namespace}"><Styles>'
        f'{styles}</Styles><Worksheet ss:Name="S"><Table>{"".join(lines)}</Table></Worksheet>'
        "</Workbook>",
        "utf-8",
    )
    return path


def web_page(path: Path) -> Path:
    def cell(text: object, font: str) -> str:
        return f"<td style='font-family:\"{font}\"'>{text}</td>"

    rows = ["".join(cell(text, ".VnTime") for text in HEADER)]
    rows += [
        f"{cell(number, 'Arial')}{cell(text, font)}<td></td>{cell('mau@mau.example', font)}"
        for number, text, font, _read in CELLS
    ]
    hidden = " style='display:none'"
    lines = (f"<tr{hidden if n in (2, 4) else ''}>{row}</tr>" for n, row in enumerate(rows))
    path.write_text(f"<table>{''.join(lines)}</table>", "utf-8")
    return path


@pytest.mark.parametrize("make", [xlsx, xls, open_document, spreadsheet_of_2003, web_page])
def test_old_fonts_cell_by_cell_and_hidden_rows(tmp_path: Path, make: object) -> None:
    assert callable(make)
    (sheet,) = parse(make(tmp_path / ("a.xlsx" if make is xlsx else "a.xls")))
    assert sheet.rows[0] == HEADER_READ
    assert [row[1] for row in sheet.rows[1:]] == [read for *_others, read in CELLS]
    assert {row[3] for row in sheet.rows[1:]} == {"mau@mau.example"}
    changed = {number: {1: text} for number, text, _font, read in CELLS if text != read}
    assert sheet.converted == changed | {0: {1: HEADER[1], 2: HEADER[2]}}
    assert sheet.hidden_rows == {3, 5}


def drafts(sheet: Sheet) -> list[object]:
    mapping = find_mapping(sheet, TableKind.ENTERPRISES)
    return list(parse_rows(ENTERPRISE_ROWS, sheet, mapping, date(2026, 9, 1)).drafts)


def test_a_changed_cell_is_shown_as_a_repair(tmp_path: Path) -> None:
    (sheet,) = parse(xlsx(tmp_path / "a.xlsx"))
    first, *_others = drafts(sheet)
    (repair,) = first.repairs  # type: ignore[attr-defined]
    assert repair == Repair("name", "C«ng ty MÉu", "Công ty Mẫu", RepairReason.OLD_LETTERS)


def test_old_letters_inside_a_cell_and_merged_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet["A1"] = CellRichText("STT ", TextBlock(InlineFont(rFont=".VnTime"), "hé"))
    sheet["A2"], sheet["A2"].font = "hé", Font(name=".VnTime")
    sheet.merge_cells("A2:A3")
    sheet["B3"] = 1
    book.save(tmp_path / "a.xlsx")
    (found,) = parse(tmp_path / "a.xlsx")
    assert [row[0] for row in found.rows] == ["STT hộ", "hộ", "hộ"]
    assert found.converted == {0: {0: "STT hé"}, 1: {0: "hé"}, 2: {0: "hé"}}


@pytest.mark.parametrize("old", ["C«ng ty TNHH MÉu;Hµ Néi", "Coâng ty Maãu;Haø Noäi"])
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_text_has_no_fonts(tmp_path: Path, old: str, encoding: str) -> None:
    (tmp_path / "a.csv").write_bytes(f"Tên\n{old}\n".replace("Tên", "X;Y").encode(encoding))
    (sheet,) = parse(tmp_path / "a.csv")
    assert sheet.rows[1][1] == "Hà Nội"
    assert sheet.converted[1][1] == old.partition(";")[2]


def test_doubtful_cells_follow_the_others(tmp_path: Path) -> None:
    alone, among = [["Loïc"], ["5 µm"]], [["Baïn"], ["5 µm"], ["Coâng ty Maãu"]]
    (sheet,) = parse(save(tmp_path / "a.xlsx", alone))
    assert (sheet.rows, sheet.converted) == (alone, {})
    (sheet,) = parse(save(tmp_path / "b.xlsx", among))
    assert sheet.rows == [["Bạn"], ["5 µm"], ["Công ty Mẫu"]]


def test_unicode_typed_into_cells_of_an_old_font(tmp_path: Path) -> None:
    """Excel shows another face where the font is missing, so nobody notices."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    for text in ("Đường Mẫu", "Công ty", "Hộ Mẫu", "Bé", "C«ng ty"):
        sheet.append([text])
    for (cell,) in sheet.iter_rows():
        cell.font = Font(name=".VnTime")
    book.save(tmp_path / "a.xlsx")
    (found,) = parse(tmp_path / "a.xlsx")
    read = ["Đường Mẫu", "Công ty", "Hộ Mẫu", "Bé", "Công ty"]
    assert [row[0] for row in found.rows] == read


def formulas(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["STT", "Tên doanh nghiệp", "Mã số thuế", "Ghi chú"])
    sheet.append([1, '="Hộ "&"A"', "=C9", "=1+1"])
    sheet.append([2, "Hộ B", None, None])
    sheet.append([None, "=B2", None, None])
    book.save(path)
    return path


def test_formulas_without_a_result_are_errors_of_their_cells(tmp_path: Path) -> None:
    (sheet,) = parse(formulas(tmp_path / "a.xlsx"))
    assert sheet.formulas == {(1, 1), (1, 2), (1, 3), (3, 1)}
    first, second, third = drafts(sheet)
    told = [(error.problem, error.values) for error in first.errors]  # type: ignore[attr-defined]
    assert told == [
        (RowProblem.FORMULA_WITHOUT_RESULT, {"cell": cell}) for cell in ("B2", "C2", "D2")
    ]
    assert second.errors == ()  # type: ignore[attr-defined]
    assert len(third.errors) == 1  # type: ignore[attr-defined]


def with_row(folder: Path, row: str, shared: str = "") -> Sheet:
    """A sheet whose XML has this row."""
    source, target = save(folder / "a.xlsx", [["x"]]), folder / "b.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                before, after = content.index("<row"), content.index("</sheetData>")
                content = content[:before] + row + content[after:]
                content = content.replace("<worksheet ", f'<worksheet xmlns:x="{MAIN}" ')
            if name == "xl/_rels/workbook.xml.rels":
                content = content.replace("</Relationships>", f"{SHARED}</Relationships>")
            new.writestr(name, content)
        new.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{shared}</sst>')
    (sheet,) = parse(target)
    return sheet


SHARED = (
    '<Relationship Id="rId9" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/sharedStrings"/>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><f>B1</f><v>7</v></c>', 7),
        ('<c r="A1" t="str"><f>B1</f><v></v></c>', None),
        ('<c r="A1" t="str"><f>B1</f><v/></c>', None),
        ('<c r="A1" t="str"><f>B1</f></c>', "=B1"),
        ('<c r="A1"><f>B1&amp;"x"</f><v></v></c>', '=B1&"x"'),
        ('<c r="A1"><f>B1</f><v/></c>', "=B1"),
        ('<c r="A1"><f t="shared" si="0"/></c>', "="),
        ('<c r="A1" s="0"><f t="array" ref="A1">B1</f><v>a</v></c>', None),
        ("<c><f>B1</f></c>", "=B1"),
        ('<x:c r="A1"><x:f>B1</x:f><x:v/></x:c>', "=B1"),
    ],
)
def test_what_counts_as_a_result(tmp_path: Path, cell: str, value: object) -> None:
    sheet = with_row(tmp_path, f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>')
    is_formula = str(value).startswith("=")
    assert sheet.formulas == ({(0, 0)} if is_formula else set())
    if is_formula or value:
        assert sheet.rows[0][0] == value


@pytest.mark.parametrize(
    ("told", "hidden"),
    [
        ('r="1" hidden="1"', {1}),
        ('hidden="true"', {1}),
        ('r="1" ht="0" customHeight="1"', {1}),
        ('r="1" ht="0.0"', {1}),
        ('r="1" ht="0.75"', set()),
        ('r="1" hidden="0"', set()),
    ],
)
def test_what_counts_as_hidden(tmp_path: Path, told: str, hidden: set[int]) -> None:
    cell = '<c><v>1</v></c></row><row r="9"><c r="A9"><v>1</v></c></row>'
    assert with_row(tmp_path, f"<row {told}>{cell}").hidden_rows == hidden


def test_old_letters_inside_a_shared_text(tmp_path: Path) -> None:
    run = '<r><rPr><b/><rFont val=".VnTime"/></rPr><t>hé</t></r>'
    sheet = with_row(
        tmp_path,
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>',
        f'<si><t>hé</t></si><si><r><t xml:space="preserve">STT </t></r>{run}</si>',
    )
    assert sheet.rows == [["hé", "STT hộ"]]


def test_an_open_document_says_the_same(tmp_path: Path) -> None:
    formula = 'table:formula="of:=[.A9]"'
    styles = (
        '<office:automatic-styles><number:number-style style:name="N1"><number:number '
        'number:min-integer-digits="12"/></number:number-style><style:style style:name="ce1" '
        'style:family="table-cell" style:data-style-name="N1"/></office:automatic-styles>'
    )
    value = 'office:value-type="float" office:value="79066088844"'
    text = 'office:value-type="string"><text:p>hộ</text:p></table:table-cell>'
    path = ods(
        tmp_path / "a.ods",
        f'<table:table-column table:default-cell-style-name="ce1"/><table:table-row '
        f'table:number-rows-repeated="2"><table:table-cell {value}/><table:table-cell {formula}/>'
        f"<table:table-cell {formula} {text}</table:table-row>"
        f'<table:table-row><table:table-cell table:number-rows-spanned="2" {text}</table:table-row>'
        f"<table:table-row><table:covered-table-cell/><table:table-cell {text}</table:table-row>",
        styles,
    )
    (sheet,) = parse(path)
    assert sheet.rows == [[79066088844, "=[.A9]", "hộ"]] * 2 + [
        ["hộ", None, None], ["hộ", "hộ", None],
    ]  # fmt: skip
    assert sheet.formulas == {(0, 1), (1, 1)}
    assert sheet.zero_widths == {(0, 0): 12, (1, 0): 12, (2, 0): 12}


def test_number_formats_of_old_workbooks(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    sheet.write(0, 0, 79066088844, xlwt.easyxf(num_format_str="000000000000"))
    sheet.write(0, 1, 1)
    book.save(str(tmp_path / "a.xls"))
    (found,) = parse(tmp_path / "a.xls")
    assert found.zero_widths == {(0, 0): 12}


def test_what_goes_wrong_beside_calamine_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_content: bytes) -> dict[str, CellFacts]:
        raise MemoryError

    monkeypatch.setattr(calamine_reading, "xlsx_facts", fails)
    with pytest.raises(MemoryError):
        parse(xlsx(tmp_path / "a.xlsx"))
