"""What the minutes say: the model's sentences, sums that add up, names as the flags allow."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_app.documents.minutes import minutes_parts
from dialogue_app.documents.minutes_counts import attendance_words, counting_sentence
from dialogue_app.documents.minutes_facts import (
    AssignmentFacts,
    CountFacts,
    FlagFacts,
    IssueFacts,
    RaiserFacts,
    StatementFacts,
)
from dialogue_app.documents.minutes_issues import given as given_words
from dialogue_app.documents.naming import raiser_names
from dialogue_app.documents.parts import as_text
from dialogue_app.documents.phrases import Phrases, ended, phrases, sentence
from dialogue_app.domain.errors import UnknownField
from dialogue_app.domain.vocabulary import Relation
from tests.documents import example_facts as example

GOLDEN = Path(__file__).parent / "golden"
WORDS = phrases("minutes")


def text_of(facts=None) -> str:
    return as_text(minutes_parts(facts or example.meeting()))


@pytest.mark.parametrize("name", ["meeting", "empty"])
def test_parts_are_those_of_the_golden(name):
    facts = {"meeting": example.meeting(), "empty": example.EMPTY}[name]
    assert text_of(facts) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_an_empty_meeting_has_gaps_and_no_none():
    text = text_of(example.EMPTY)
    assert "None" not in text
    assert "…… giờ …… phút" in text
    assert "Phụ lục" not in text


A, B = (RaiserFacts(f"k{n}", f"Công ty {n}") for n in ("A", "B"))


@pytest.mark.parametrize(
    ("flags", "printed"),
    [
        (FlagFacts(), "Công ty A và Công ty B"),
        (FlagFacts(withhold_name=True), "02 doanh nghiệp"),
        (FlagFacts(unsigned=True), "phiếu không ghi tên"),
        (FlagFacts(withhold_name=True, unsigned=True), "phiếu không ghi tên"),
        (FlagFacts(complaint=True), None),
        (FlagFacts(withhold_name=True, complaint=True), None),
    ],
)
def test_raisers_are_named_as_the_flags_allow(flags, printed):
    assert raiser_names((A, B), flags) == printed


def test_one_raiser_who_asked_is_one_enterprise():
    assert raiser_names((A,), FlagFacts(withhold_name=True)) == "một doanh nghiệp"


@pytest.mark.parametrize(
    "typed", ["Chị Sáu (0900 000 123)", "Chị Sáu - ĐT: 0900000123", "Chị Sáu, MST 0012345678"]
)
def test_codes_and_telephones_in_a_name_are_left_out(typed):
    assert raiser_names((RaiserFacts("k", typed),), FlagFacts()) == "Chị Sáu"


def test_a_complaint_leaves_neither_name_nor_content():
    text = text_of()
    assert "Kín" not in text
    assert "ba trăm" not in text
    assert "không trình bày 01 nội dung" in text


@pytest.mark.parametrize("flags", [FlagFacts(withhold_name=True), FlagFacts(unsigned=True)])
def test_a_withheld_name_is_withheld_in_every_text(flags):
    issue = replace(
        example.PARKING_ISSUE,
        text="Hộ kinh doanh Quán cơm Bà Sáu (mẫu) đề nghị sửa đèn",
        flags=flags,
        statements=(StatementFacts("Bà Lê Thị Sáu cảm ơn", example.LOAN, by_raiser=True),),
        directions=("trả lời bà Lê Thị Sáu",),
    )
    text = text_of(example.meeting((issue,)))
    assert "Sáu" not in text


def numbers(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"(\d+) (?:kiến nghị|nội dung)", text)]


FLAGS = st.builds(FlagFacts, st.booleans(), st.booleans(), st.booleans())
ISSUE = st.builds(
    IssueFacts,
    text=st.just("Đề nghị sửa đường"),
    venue=st.sampled_from(["", "chợ Mẫu"]),
    raisers=st.sampled_from([(), (A,), (A, B)]),
    flags=FLAGS,
    answers=st.sampled_from([(), (example.PARKING,)]),
    assignments=st.sampled_from([(), (AssignmentFacts("Sở Mẫu", Relation.OTHER),)]),
    carried_from=st.sampled_from(["", "kỳ II"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ISSUE, min_size=1, max_size=12))
def test_the_counting_sentence_adds_up(issues):
    said = counting_sentence(issues, WORDS)
    raised, treated = said.split(". Trong số này, ")
    total = len(issues)
    assert numbers(raised)[0] == total
    assert sum(numbers(raised.split(", gồm ")[1])) == total
    assert sum(numbers(re.sub(r"\(trong đó[^)]*\)", "", treated))) == total


@settings(max_examples=60, deadline=None)
@given(st.lists(ISSUE, max_size=8))
def test_body_and_annex_show_each_issue_that_may_be_shown_once(issues):
    paper = minutes_parts(example.meeting(tuple(issues)))
    shown = sum(not issue.flags.complaint for issue in issues)
    rows = paper.sections[1].parts[1].rows if len(paper.sections) > 1 else ()
    assert [row[0] for row in rows] == [str(n) for n in range(1, shown + 1)]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (CountFacts(), ""),
        (CountFacts(present=4), "04 đơn vị có mặt"),
        (CountFacts(invited=120, present=86), "86/120 đơn vị được mời có mặt"),
        (CountFacts(walk_in=9), "09 đơn vị đến ngoài danh sách"),
    ],
)
def test_attendance_says_what_is_known(counts, words):
    assert attendance_words(counts, WORDS) == words


@pytest.mark.parametrize("relation", list(Relation))
def test_only_our_own_units_are_commanded(relation):
    said = given_words(AssignmentFacts("Sở Mẫu", relation), WORDS)
    verb = {"own": "giao", "local": "đề nghị", "other": "chuyển", "superior": "kiến nghị"}
    assert verb[relation.value] in said
    assert ("giao" in said) is (relation is Relation.OWN)


def test_an_answer_to_several_issues_stands_once_in_the_body():
    body = text_of().split("--- landscape")[0]
    assert body.count("Phường đã khảo sát hai vị trí") == 1
    assert "trả lời chung tại mục 1" in body


def test_a_long_issue_is_whole_in_the_annex_only():
    long = "Đề nghị sửa đường. " * 220 + "Hết lời."
    body, annex = text_of(example.meeting((IssueFacts(long, raisers=(A,)),))).split("--- landscape")
    assert "Hết lời" not in body
    assert "nội dung đầy đủ tại Phụ lục" in body
    assert "Hết lời." in annex


def test_a_template_with_an_unknown_field_names_it():
    with pytest.raises(UnknownField) as caught:
        Phrases("minutes", {"ends": "{giờ}"}, {}).say("ends", time="08 giờ")
    assert caught.value.name == "giờ"


def test_minutes_are_composed_without_loading_reportlab():
    code = "import sys, dialogue_app.documents.minutes; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_user_texts_keep_their_words():
    assert ended("UBND phường sửa đèn") == "UBND phường sửa đèn."
    assert sentence("đã xong;") == "Đã xong."
    assert ended("một\nhai?") == "một\nhai?"
