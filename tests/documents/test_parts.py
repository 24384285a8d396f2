"""Every part is drawn by every renderer, and read in the order in which it stands on paper."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, get_args

import docx
import pdfplumber
import pytest
from docx.table import Table as WordTable

from dialogue_app.documents import parts
from dialogue_app.documents.docx import render_docx
from dialogue_app.documents.faces import packaged_face
from dialogue_app.documents.form import MOTTO, NATION
from dialogue_app.documents.parts import (
    Heading,
    Level,
    Numbered,
    Paper,
    Paragraph,
    Part,
    Recipient,
    Recipients,
    Run,
    Section,
    Signature,
    SignatureColumns,
    ordinal_words,
)
from dialogue_app.documents.pdf import render_pdf
from dialogue_app.documents.reading import as_text

RECIPIENTS = Recipients(
    (Recipient("Như trên"), Recipient("Thường trực Đảng ủy", "để báo cáo")), ("VT", "KTHTĐT")
)
CAPACITY = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
EXAMPLES: tuple[Any, ...] = (
    parts.LetterHead(
        ("ỦY BAN NHÂN DÂN", "PHƯỜNG MẪU"),
        "        /UBND-VP",
        "CẤP TRÊN",
        "Mẫu, ngày      tháng 9 năm 2026",
        "đề nghị xem xét, trả lời kiến nghị của doanh nghiệp, hộ kinh doanh",
    ),
    parts.Title("BÁO CÁO", "Kết quả đối thoại\nquý III năm 2026"),
    parts.Addressees(("Sở Xây dựng",)),
    parts.Addressees(("Sở Xây dựng", "Sở Tài chính")),
    parts.Grounds(("Căn cứ Luật Một", "Căn cứ Luật Hai")),
    Paragraph("Một câu.\nCâu nữa."),
    Paragraph((Run("Thường, "), Run("đậm ", bold=True), Run("cả hai", bold=True, italic=True))),
    parts.Labelled("Địa điểm", "Hội trường"),
    *(Heading(level, place, "Tiêu đề") for place, level in enumerate(Level, 1)),
    Numbered(1, "khoản"),
    Numbered(4, (Run("điểm", italic=True),), Level.POINT),
    SignatureColumns(Signature(CAPACITY, "Lê Mẫu"), RECIPIENTS),
    SignatureColumns(
        Signature(("CHỦ TỌA",), "Lê Mẫu", "CHỦ TỊCH"), RECIPIENTS, Signature(("THƯ KÝ",), "Võ Mẫu")
    ),
    parts.Table((parts.TableColumn("STT", 1), parts.TableColumn("Cột", 3)), (("1", "ô\nhai"),)),
    parts.AnnexHeading("BẢNG TỔNG HỢP", "(Kèm theo Báo cáo)", 2),
)


def paper_of(*shown: Part) -> Paper:
    return Paper("mẫu", (Section(shown),))


def word_of(paper: Paper) -> Any:
    return docx.Document(BytesIO(render_docx(paper, packaged_face())))


def blocks(container: Any) -> Iterator[str]:
    for block in container.iter_inner_content():
        if isinstance(block, WordTable):
            for row in block.rows:
                for cell in row.cells:
                    yield from blocks(cell)
        else:
            yield block.text


def words_read(paper: Paper) -> list[str]:
    """The words of the Word file in order, without what the decree prints above every paper."""
    text = "\n".join(blocks(word_of(paper)))
    return text.replace(NATION, "").replace(MOTTO, "").split()


def words_of(paper: Paper) -> list[str]:
    """The words of the parts as Word has them: with dashes and endings, no signs of ours."""
    ours = ("|", "/", "---", "portrait", "landscape")
    return [word for word in as_text(paper).split() if word not in ours]


def bare(words: list[str]) -> list[str]:
    """Without the dashes and endings of lists, which only renderers add."""
    return [word.rstrip(";.") for word in words if word != "-"]


def test_there_is_an_example_of_every_part():
    assert {type(part) for part in EXAMPLES} == set(get_args(Part))
    assert {part.level for part in EXAMPLES if isinstance(part, Heading)} == set(Level)


@pytest.mark.parametrize("part", EXAMPLES, ids=lambda part: type(part).__name__)
def test_word_holds_all_words_of_a_part_in_reading_order(part: Part):
    paper = paper_of(part)
    assert bare(words_read(paper)) == bare(words_of(paper))


@pytest.mark.parametrize("part", EXAMPLES, ids=lambda part: type(part).__name__)
def test_the_pdf_holds_all_words_of_a_part(part: Part):
    paper = paper_of(part)
    with pdfplumber.open(BytesIO(render_pdf(paper, packaged_face()))) as pdf:
        text = " ".join((page.extract_text() or "") for page in pdf.pages)
    shown = text.replace(NATION, "").replace(MOTTO, "").split()
    assert sorted(bare(shown)) == sorted(bare(words_of(paper)))


def test_runs_of_bold_and_italic():
    part = Paragraph((Run("thường "), Run("đậm "), Run("đậm", bold=True), Run(" cả", True, True)))
    with pdfplumber.open(BytesIO(render_pdf(paper_of(part), packaged_face()))) as pdf:
        faces = [
            char["fontname"].split("-")[-1] for char in pdf.pages[0].chars if char["text"] != " "
        ]
    assert [*dict.fromkeys(faces)] == ["Roman", "Bold", "BoldItalic"] or len(set(faces)) == 3
    (paragraph,) = word_of(paper_of(part)).paragraphs
    assert [(bool(run.bold), bool(run.italic)) for run in paragraph.runs] == [
        (False, False),
        (False, False),
        (True, False),
        (True, True),
    ]
    assert paragraph.text == "thường đậm đậm cả"


@pytest.mark.parametrize(
    ("level", "ordinal", "printed"),
    [
        (Level.PART, 4, "Phần IV"),
        (Level.CHAPTER, 9, "Chương IX"),
        (Level.DIVISION, 2, "Mục 2"),
        (Level.SECTION, 3, "III."),
        (Level.ARTICLE, 12, "Điều 12."),
        (Level.CLAUSE, 5, "5."),
        (Level.POINT, 5, "đ)"),
        (Level.POINT, 23, "y)"),
        (Level.POINT, 24, "aa)"),
    ],
)
def test_numbers_follow_from_the_level(level: Level, ordinal: int, printed: str):
    assert ordinal_words(level, ordinal) == printed


@pytest.mark.parametrize("capacity", [(), ("1", "2", "3", "4")])
def test_a_capacity_has_one_to_three_lines(capacity: tuple[str, ...]):
    with pytest.raises(AssertionError):
        Signature(capacity, "Lê Mẫu")


ENDLESS = "chữ " * 3000
LONG = {
    "agency": parts.LetterHead((ENDLESS,), "1", ENDLESS, subject=ENDLESS),
    "title": parts.Title("BÁO CÁO", ENDLESS),
    "heading": Heading(Level.SECTION, 1, ENDLESS),
    "addressees": parts.Addressees(tuple(f"Sở {n}" for n in range(300))),
    "signer": SignatureColumns(Signature((ENDLESS,) * 3, ENDLESS, ENDLESS), RECIPIENTS),
    "recipients": SignatureColumns(
        Signature(CAPACITY, "Lê Mẫu"),
        Recipients(tuple(Recipient(f"Nơi {n}") for n in range(300)), ("VT",)),
    ),
    "recipients below": SignatureColumns(
        Signature(("CHỦ TỌA",), "Lê Mẫu"),
        Recipients(tuple(Recipient(f"Nơi {n}") for n in range(300)), ("VT",)),
        Signature(("THƯ KÝ",), "Võ Mẫu"),
    ),
    "cells": parts.Table((parts.TableColumn("STT", 1),), ((ENDLESS,), ("W" * 20000,))),
}


@pytest.mark.parametrize("part", LONG.values(), ids=LONG.keys())
def test_no_block_is_too_long_to_be_printed(part: Part):
    paper = paper_of(Paragraph("đầu"), part, Paragraph("cuối"))
    with pdfplumber.open(BytesIO(render_pdf(paper, packaged_face()))) as pdf:
        lowest = min(page.height - page.chars[-1]["bottom"] for page in pdf.pages if page.chars)
        assert "cuối" in pdf.pages[-1].extract_text()
    assert lowest > 20 * 72 / 25.4 - 1
    assert "cuối" in words_read(paper)[-1]


def test_what_is_cut_is_cut_visibly():
    paper = paper_of(LONG["signer"])
    with pdfplumber.open(BytesIO(render_pdf(paper, packaged_face()))) as pdf:
        assert (pdf.pages[0].extract_text() or "").count("…") == 5
