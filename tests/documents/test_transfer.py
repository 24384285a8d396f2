"""The letter that hands issues over: verb and tone by relation, names by flag, dates, gaps."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from dialogue_app.documents.docx import render_docx
from dialogue_app.documents.faces import packaged_face
from dialogue_app.documents.facts import FlagFacts
from dialogue_app.documents.kinds.transfer import KIND
from dialogue_app.documents.pdf import render_pdf
from dialogue_app.documents.reading import as_text
from dialogue_app.documents.transfer import transfer_parts
from dialogue_app.documents.transfer_facts import TransferFacts
from dialogue_app.domain.vocabulary import Relation
from tests.documents import example_letters as example
from tests.documents.example_letters import LETTERS, letter
from tests.documents.test_parts import bare, words_of, words_read

GOLDEN = Path(__file__).parent / "golden"


def text_of(facts: TransferFacts) -> str:
    return as_text(transfer_parts(facts))


@pytest.mark.parametrize("name", LETTERS)
def test_letters_are_those_of_the_golden(name: str):
    golden = (GOLDEN / f"transfer-{name}.txt").read_text(encoding="utf-8")
    assert text_of(LETTERS[name]) == golden


@pytest.mark.parametrize("name", LETTERS)
def test_word_holds_all_words_in_reading_order(name: str):
    paper = transfer_parts(LETTERS[name])
    assert bare(words_read(paper)) == bare(words_of(paper))


@pytest.mark.parametrize(
    ("relation", "verb", "never"),
    [
        (Relation.OWN, "phường giao Sở Mẫu", ("kính", "Rất mong")),
        (Relation.LOCAL, "phường đề nghị Sở Mẫu phối hợp", ("kính", "giao", "Yêu cầu")),
        (Relation.OTHER, "phường kính đề nghị Quý Sở", ("giao", "Yêu cầu")),
        (Relation.SUPERIOR, "phường kính kiến nghị Quý Sở", ("giao", "Yêu cầu", "chậm nhất")),
    ],
)
def test_verb_and_tone_follow_from_the_relation(relation, verb, never):
    text = text_of(letter("Sở Mẫu", relation, example.ROOF, example.TRUCKS))
    assert verb in text
    assert [word for word in never if word in text] == []


@pytest.mark.parametrize("relation", Relation)
@pytest.mark.parametrize("ticked", [True, False])
@pytest.mark.parametrize("withheld", [True, False])
@pytest.mark.parametrize("unsigned", [True, False])
def test_names_as_the_flags_allow(relation, ticked, withheld, unsigned):
    """The name stands where nobody asked against it, or where it was ticked for the body."""
    flags = FlagFacts(withheld, unsigned, name_when_transferring=ticked)
    issue = replace(example.WITHHELD, flags=flags)
    text = text_of(letter("Sở Mẫu", relation, issue))
    assert ("Đại Lộc" in text) is (not unsigned and (ticked or not withheld))
    assert KIND.names(flags).withhold_name is (withheld and not ticked)
    assert "0909" not in text
    if withheld and not ticked and not unsigned:
        assert "Một doanh nghiệp, kiến nghị số KN-2026-0021, nêu: ……" in text


@pytest.mark.parametrize("in_letter", [True, False])
def test_no_issue_of_the_letter_names_who_asked_it_elsewhere(in_letter):
    """In another issue of the letter, or in one of the session that goes another way."""
    roof = replace(example.ROOF, text="Như Công ty Cổ phần Nội thất Đại Lộc, chúng tôi chờ.")
    facts = letter("Sở Mẫu", Relation.OTHER, roof, *([example.WITHHELD] if in_letter else []))
    if not in_letter:
        facts = replace(facts, unnamed=example.WITHHELD.raisers)
    assert "Đại Lộc" not in text_of(facts)
    assert "Như ……, chúng tôi chờ" in text_of(facts)
    ticked = replace(facts, issues=(roof, example.TICKED))
    assert "Như Công ty Cổ phần Nội thất Đại Lộc, chúng tôi chờ" in text_of(ticked)


def test_a_speaker_who_asked_it_stays_unnamed_where_the_letter_names_the_unit():
    (unit,) = example.ROOF.raisers
    asked = replace(unit, speaker="bà Nguyễn Thị Kín")
    hidden = replace(example.WITHHELD, raisers=(asked,))
    roof = replace(example.ROOF, text=f"Như {unit.name} và bà Nguyễn Thị Kín đã nói.")
    text = text_of(letter("Sở Mẫu", Relation.OTHER, roof, hidden))
    assert f"Như {unit.name} và " in text
    assert "Thị Kín" not in text
    unlinked = replace(asked, key="n-other")
    other = replace(hidden, raisers=(unlinked,))
    text = text_of(letter("Sở Mẫu", Relation.OTHER, roof, other))
    assert f"Như {unit.name} và " in text
    assert "Thị Kín" not in text


def test_a_body_cannot_answer_who_is_not_named():
    text = text_of(LETTERS["higher-withheld"])
    assert "trả lời trực tiếp" not in text
    assert "để thông tin đến đơn vị kiến nghị" in text


def test_one_date_is_said_once_and_several_at_each_issue():
    one = text_of(LETTERS["higher-several"])
    assert one.count("ngày 09 tháng 10 năm 2026") == 1
    several = text_of(LETTERS["own-several"])
    assert several.count("ngày 09 tháng 10 năm 2026") == 1
    assert several.count("ngày 16 tháng 10 năm 2026") == 1
    assert "theo thời hạn nêu tại từng kiến nghị" in several
    assert "tháng 10" not in text_of(LETTERS["superior-several"])


def test_number_and_day_are_left_to_the_records_office():
    text = text_of(LETTERS["higher-one"])
    assert "\nSố:        /UBND-……\n" in text
    assert "\nMẫu, ngày      tháng 9 năm 2026\n" in text
    assert "……." not in text.replace("……).", "")


def test_what_was_typed_of_us_stands_where_the_form_has_it():
    typed = replace(example.TYPED, drafting_unit="kt - htđt", contact_email="mau@example.vn")
    text = text_of(replace(LETTERS["higher-one"], letter=typed))
    assert "\nSố:        /UBND-KT-HTĐT\n" in text
    assert "\nLưu: VT, KT-HTĐT\n" in text
    assert "Đô thị (điện thoại: 0900 000 001; thư điện tử: mau@example.vn)." in text
    assert "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH |  | Phạm Thị Mẫu" in text
    assert "……" not in text
    without_phone = replace(typed, contact_phone="")
    assert "(thư điện tử: mau@example.vn)." in text_of(
        replace(LETTERS["higher-one"], letter=without_phone)
    )


def test_how_a_higher_body_is_spoken_of():
    for body, spoken in (
        ("Sở Xây dựng", "Quý Sở"),
        ("Chi cục Hải quan Mẫu", "Quý Chi cục"),
        ("Công ty Điện lực Mẫu", "Quý Công ty"),
        ("Bưu điện Mẫu", "Quý cơ quan"),
        ("Sởi Mẫu", "Quý cơ quan"),
    ):
        assert f"quản lý của {spoken}," in text_of(letter(body, Relation.OTHER, example.ROOF))


@pytest.mark.parametrize("name", LETTERS)
def test_it_prints_on_both_renderers_with_the_agency_as_author(name: str):
    paper = transfer_parts(LETTERS[name])
    with pdfplumber.open(BytesIO(render_pdf(paper, packaged_face()))) as pdf:
        assert pdf.metadata["Author"] == "Ủy ban nhân dân phường Mẫu"
        assert pdf.metadata["CreationDate"].startswith("D:20260916")
        assert "Kính gửi:" in pdf.pages[0].extract_text()
    assert render_docx(paper, packaged_face()) == render_docx(paper, packaged_face())


def test_the_subject_stands_six_points_below_the_number():
    paper = transfer_parts(LETTERS["higher-one"])
    with pdfplumber.open(BytesIO(render_pdf(paper, packaged_face()))) as pdf:
        number = pdf.pages[0].search("/UBND-")[0]
        subject = pdf.pages[0].search("V/v")[0]
        assert {char["size"] for char in subject["chars"]} == {12}
        assert 6 <= subject["top"] - number["bottom"] <= 12
        dated = pdf.pages[0].search("tháng 9 năm 2026")[0]["chars"]
        assert all("Italic" in char["fontname"] for char in dated)


def test_a_long_symbol_stays_in_its_column():
    unit = "Phòng Kinh tế, Hạ tầng và Đô thị"
    facts = replace(LETTERS["own-one"], letter=replace(example.TYPED, drafting_unit=unit))
    with pdfplumber.open(BytesIO(render_pdf(transfer_parts(facts), packaged_face()))) as pdf:
        page = pdf.pages[0]
        number, dated = page.search("Số:")[0], page.search("tháng 9 năm")[0]
        symbol = page.search("/UBND-PHÒNG")[0]
        subject = page.search("V/v")[0]
        wide = [c for c in page.chars if c["x0"] < dated["x0"] and c["top"] < subject["top"]]
        assert number["x0"] >= 85
        assert symbol["x0"] - number["x1"] > 10  # room for the number
        assert max(c["x1"] for c in wide if c["x0"] < 250) < page.width / 2
        assert page.search("ĐÔ THỊ")[0]["bottom"] <= subject["top"]
