"""What a face cannot print leaves a sign or a visible gap, and is named before."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pytest

from dialogue_app.documents.faces import letters_of, packaged_face
from dialogue_app.documents.minutes import minutes_parts
from dialogue_app.documents.parts import Paper, Paragraph, Run, Section
from dialogue_app.documents.pdf import render_pdf
from dialogue_app.documents.printing import printable, unprintable
from tests.documents import example_facts as example

LETTERS = letters_of(packaged_face())


def shown(text: str) -> str:
    (section,) = printable(Paper("x", (Section((Paragraph(text),)),)), LETTERS).sections
    (part,) = section.parts
    assert isinstance(part, Paragraph)
    assert isinstance(part.text, str)
    return part.text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("☑ đã nộp hồ sơ ✗ chưa được trả lời", "[v] đã nộp hồ sơ [x] chưa được trả lời"),
        ("Công ty TNHH 日本 Mẫu", "Công ty TNHH …… Mẫu"),
        ("cảm ơn 👍🏽!", "cảm ơn ……!"),
        ("👨\u200d👩\u200d👧 nhà", "…… nhà"),
        ("✔\ufe0f xong", "[v] xong"),
        ("Ủy ban nhân dân phường Mẫu\nmột", "Ủy ban nhân dân phường Mẫu\nmột"),
        ("12\xa0%", "12\xa0%"),
        ("chưa trả lời 👍.", "chưa trả lời ……"),
        ("日 本 nhà. Hết.", "…… nhà. Hết."),
    ],
)
def test_signs_and_gaps(typed: str, printed: str):
    assert shown(typed) == printed


def test_what_is_named_is_what_leaves_a_gap():
    assert unprintable("日本 ☑ 日 👍 \u200d\ufe0fđường", LETTERS) == "日本👍"
    assert unprintable("Đường Điện Biên Phủ – “ngập”", LETTERS) == ""


def test_runs_and_everything_else_of_a_paper_are_mapped():
    paper = Paper("日", (Section((Paragraph((Run("本", bold=True),)),)),), "👍")
    mapped = printable(paper, LETTERS)
    assert (mapped.name, mapped.author) == ("……", "……")
    assert mapped.sections[0].parts == (Paragraph((Run("……", bold=True),)),)


def test_the_pdf_runs_no_words_together():
    facts = example.meeting((example.issue_of("đã nộp ✓日本 chưa trả lời", "Công ty 日本 Mẫu"),))
    with pdfplumber.open(BytesIO(render_pdf(minutes_parts(facts), packaged_face()))) as pdf:
        text = " ".join(" ".join((page.extract_text() or "").split()) for page in pdf.pages)
    assert "đã nộp [v]…… chưa trả lời" in text
    assert "Công ty …… Mẫu" in text
