"""Rows copied in Excel, read with or without their headings, also in letters of old fonts."""

from __future__ import annotations

import pytest

from dialogue_app.domain.errors.workbooks import EmptyWorkbook
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.importing import preview_enterprises
from dialogue_app.services.imports.pasting import open_pasted
from dialogue_app.services.imports.workbooks import Preview, TableKind, require_mapping
from dialogue_app.services.issues.importing import preview_issues

TEXT = "Đề nghị phường xem lại mức thu phí giữ xe tại chợ vì hộ nhỏ không kham nổi"


def pasted(case: Case, html: str, text: str, kind: TableKind = TableKind.ENTERPRISES) -> Preview:
    book = open_pasted(html, text, kind)
    mapping = require_mapping(book, book.chosen)
    if kind is TableKind.ENTERPRISES:
        return preview_enterprises(case, book, book.chosen, mapping)
    return preview_issues(case, book, book.chosen, mapping, None)


def test_tab_text_with_its_headings_and_a_cell_of_two_lines(case: Case):
    found = pasted(case, "", 'Tên\tGhi chú\nCông ty Mẫu\t"a\nb"\n')
    (row,) = found.rows
    assert (row.title, row.draft.values["note"]) == ("Công ty Mẫu", "a\nb")


def test_rows_without_headings_are_all_taken(case: Case):
    found = pasted(case, "", "1\tCông ty TNHH Mẫu A\n2\tHộ kinh doanh Mẫu B\n")
    assert [row.row for row in found.rows] == [1, 2]
    assert [row.title for row in found.rows] == ["Công ty TNHH Mẫu A", "Hộ kinh doanh Mẫu B"]


def test_issues_without_headings(case: Case):
    text = f"1\tCông ty TNHH Mẫu A\t{TEXT}\n2\tHộ kinh doanh Mẫu B\t{TEXT} nữa\n"
    found = pasted(case, "", text, TableKind.ISSUES)
    assert [row.draft.text for row in found.rows] == [TEXT, f"{TEXT} nữa"]
    assert [row.draft.raisers[0].name for row in found.rows] == [
        "Công ty TNHH Mẫu A",
        "Hộ kinh doanh Mẫu B",
    ]


def test_a_web_page_knows_the_fonts_of_its_cells(case: Case):
    html = (
        "<html><head><style>.a {font-family:.VnTime;}</style></head><body><table>"
        "<tr><td>Tên doanh nghiệp</td></tr><tr><td class=a>C«ng ty MÉu</td></tr>"
        "</table></body></html>"
    )
    found = pasted(case, html, "Tên doanh nghiệp\nC«ng ty MÉu\n")
    (row,) = found.rows
    assert row.title == "Công ty Mẫu"
    assert any(repair.before == "C«ng ty MÉu" for repair in row.repairs)


def test_old_letters_are_known_without_their_font_too(case: Case):
    found = pasted(case, "", "Tên doanh nghiệp\tĐịa chỉ\nC«ng ty MÉu\t12 ®­êng MÉu\n")
    assert found.rows[0].title == "Công ty Mẫu"


def test_a_page_without_a_table_gives_its_text(case: Case):
    found = pasted(case, "<p>Tên</p>", "Tên\tGhi chú\nCông ty Mẫu\tx\n")
    assert [row.title for row in found.rows] == ["Công ty Mẫu"]


def test_nothing_pasted_is_told():
    with pytest.raises(EmptyWorkbook):
        open_pasted("", " \n", TableKind.ISSUES)
