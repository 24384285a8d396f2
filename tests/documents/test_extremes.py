"""Papers nobody dreamt of: each prints whole, within its margins, with the same words in Word."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest

from dialogue_app.documents.faces import packaged_face
from dialogue_app.documents.facts import ParticipantFacts, RaiserFacts
from dialogue_app.documents.minutes import minutes_parts
from dialogue_app.documents.parts import Paper
from dialogue_app.documents.pdf import render_pdf
from dialogue_app.documents.transfer import transfer_parts
from dialogue_app.domain.fields.letters import LetterDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import ParticipantRole, Signing
from tests.documents import example_facts, example_letters
from tests.documents.test_parts import bare, words_of, words_read

MM = 72 / 25.4
LONG = "Doanh nghiệp đề nghị bố trí chỗ để xe, mở rộng lối đi và cấp phép sửa chữa. " * 130
NAME = ("Công ty Trách nhiệm hữu hạn một thành viên " + "Vận tải Xuất nhập khẩu " * 8)[:200].strip()
LETTER = example_letters.LETTERS["higher-several"]
MEETING = example_facts.meeting()
SHOUTED = replace(
    example_letters.ROOF,
    text="NHÀ XƯỞNG SỐ 12/3 ĐƯỜNG MẪU, PHƯỜNG MẪU, THÀNH PHỐ HỒ CHÍ MINH BỊ NGẬP",
    raisers=(RaiserFacts("e9", "  CÔNG TY   TNHH \n MẪU ", speaker=" ông  NGUYỄN   VĂN MẪU "),),
)
GUESTS = tuple(
    ParticipantFacts(ParticipantRole.INVITED, Person(f" Ông  Mẫu {n} ", "Giám  đốc", f"Hội {n}"))
    for n in range(300)
)
PAPERS = {
    "no session to speak of": minutes_parts(example_facts.EMPTY),
    "300 participants": minutes_parts(
        replace(MEETING, participants=(*MEETING.participants, *GUESTS))
    ),
    "an issue of five pages": minutes_parts(
        replace(MEETING, issues=(replace(MEETING.issues[0], text=LONG), *MEETING.issues[1:]))
    ),
    "a letter of five pages": transfer_parts(
        replace(LETTER, issues=(replace(example_letters.ROOF, text=LONG), example_letters.TRUCKS))
    ),
    "sixty issues in a letter": transfer_parts(
        replace(LETTER, issues=(example_letters.ROOF,) * 60)
    ),
    "a name of 200 letters": transfer_parts(
        replace(
            LETTER,
            body=NAME,
            letter=LetterDraft(
                "KTHTĐT",
                Signing.BY_ORDER,
                "Ông " + "Nguyễn Văn " * 8,
                "Trưởng phòng Phòng Kinh tế, Hạ tầng và Đô thị",
                contact=NAME,
                contact_email="a" * 150 + "@mau.example",
            ),
        )
    ),
    "capitals and odd blanks": transfer_parts(replace(LETTER, issues=(SHOUTED,))),
}


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_it_stays_within_its_margins(paper: Paper):
    with pdfplumber.open(BytesIO(render_pdf(paper, packaged_face()))) as pdf:
        for page in pdf.pages:
            printed = [char for char in page.chars if char["text"].strip()]
            assert min(char["x0"] for char in printed) >= 30 * MM - 1
            assert max(char["x1"] for char in printed) <= page.width - 20 * MM + 1
            assert max(char["bottom"] for char in printed) <= page.height - 20 * MM + 1


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_word_holds_the_same_words(paper: Paper):
    assert bare(words_read(paper)) == bare(words_of(paper))
