"""Word files: all words in reading order, the same measures as the PDF, properties."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from dialogue_app.documents.docx import render_docx
from dialogue_app.documents.faces import packaged_face
from dialogue_app.documents.minutes import minutes_parts
from dialogue_app.documents.parts import Paper, Paragraph, Section
from tests.documents import example_facts as example
from tests.documents.test_parts import bare, words_of, words_read

PAPER = minutes_parts(example.meeting())


def opened(paper: Paper = PAPER):
    return docx.Document(BytesIO(render_docx(paper, packaged_face())))


@pytest.mark.parametrize("facts", [example.meeting(), example.EMPTY, example.many(30)])
def test_all_words_of_the_minutes_in_reading_order_capitals_typed(facts):
    paper = minutes_parts(facts)
    assert bare(words_read(paper)) == bare(words_of(paper))


def test_the_same_paper_gives_the_same_bytes():
    assert render_docx(PAPER, packaged_face()) == render_docx(PAPER, packaged_face())


def test_margins_and_the_annex_across():
    body, annex = opened().sections
    assert (body.orientation, annex.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
    for section in (body, annex):
        margins = (section.top_margin, section.bottom_margin, section.right_margin)
        assert [round(margin.mm) for margin in margins] == [20, 20, 20]
        assert section.left_margin == pytest.approx(Mm(30), abs=2000)


def test_page_numbers_of_each_section_begin_with_its_second_page():
    body, annex = opened().sections
    for section in (body, annex):
        assert section.different_first_page_header_footer
        assert section.first_page_header.paragraphs[0].text == ""
    assert "PAGE" in body.header._element.xml
    assert annex.header.is_linked_to_previous
    assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_the_heading_of_the_annex_is_repeated_and_long_rows_may_split():
    issue = example.issue_of("Đề nghị sửa đường. " * 200)
    table = opened(minutes_parts(example.meeting((example.PARKING_ISSUE, issue)))).tables[-1]
    head, short, long = table.rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert short._tr.trPr.find(qn("w:cantSplit")) is not None
    assert long._tr.trPr.find(qn("w:cantSplit")) is None


def test_a_file_says_what_it_is_who_wrote_it_and_when():
    told = opened().core_properties
    assert told.title == PAPER.name
    assert (told.author, told.last_modified_by) == ("Ủy ban nhân dân phường Mẫu",) * 2
    assert told.created == told.modified == datetime(2026, 9, 15, tzinfo=UTC)
    assert (told.language, told.comments) == ("vi-VN", "")


def test_without_a_date_in_the_facts_a_file_has_none():
    told = opened(Paper("x", (Section((Paragraph("x"),)),), "y")).core_properties
    assert (told.created, told.modified) == (None, None)
    assert opened(Paper("x", PAPER.sections, "y", date(2026, 1, 2))).core_properties.created


def test_a_long_name_is_cut_where_the_format_ends():
    told = opened(Paper("chữ " * 200, PAPER.sections)).core_properties
    assert told.title.startswith("chữ chữ")


def test_control_characters_and_markup_are_printed_as_typed():
    text = "một\x00\x07hai <b>đậm</b> & \ufffe"
    (paragraph,) = opened(Paper("x", (Section((Paragraph(text),)),))).paragraphs
    assert paragraph.text == "mộthai <b>đậm</b> & ……"


def test_python_docx_is_loaded_only_for_a_word_file():
    code = (
        "import sys, dialogue_app.documents.pdf, dialogue_app.documents.minutes\n"
        "sys.exit('docx' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
