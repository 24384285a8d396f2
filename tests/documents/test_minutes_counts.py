"""What minutes count adds up, whatever the issues are."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_app.documents.minutes_counts import attendance_words, counting_sentence
from dialogue_app.documents.minutes_facts import CountFacts, DirectionFacts, IssueFacts
from tests.documents import example_facts as example
from tests.documents.printed import ISSUE, WORDS, A, B, body_of


def numbers(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"(\d+) (?:kiến nghị|nội dung)", text)]


@settings(max_examples=150, deadline=None)
@given(st.lists(ISSUE, min_size=1, max_size=12))
def test_the_counting_sentence_adds_up(issues):
    said = counting_sentence(issues, WORDS)
    raised, treated = said.split(". Trong số này, ")
    total = len(issues)
    assert numbers(raised)[0] == total
    if "(" in raised:
        assert sum(numbers(re.search(r"\((.*)\)", raised)[1])) == total
    assert sum(numbers(raised.split(", gồm ")[1])) == total
    assert sum(numbers(re.sub(r"\(trong đó[^)]*\)", "", treated))) == total


def test_complaints_are_counted_apart_and_name_no_unit():
    complaint = replace(example.COMPLAINT, raisers=(A,))
    said = counting_sentence((IssueFacts("x", raisers=(B,)), complaint, complaint), WORDS)
    assert "03 kiến nghị (01 kiến nghị của 01 đơn vị; 02 nội dung có dấu hiệu khiếu nại" in said
    assert "02 nội dung được xử lý theo quy định về khiếu nại, tố cáo" in said
    assert "tố cáo, không thuộc phạm vi đối thoại, được xử lý theo" in body_of(complaint)


def test_those_who_raised_it_together_are_units_too():
    many = replace(A, others_count=3, others_text="03 hộ cùng tuyến đường")
    issues = (IssueFacts("x", raisers=(many, B)), IssueFacts("y", raisers=(many,)))
    assert "02 kiến nghị của 05 đơn vị" in counting_sentence(issues, WORDS)


def test_an_issue_that_was_only_directed_is_counted_so():
    issue = IssueFacts("x", raisers=(A,), directions=(DirectionFacts(1, "rà soát"),))
    assert "01 kiến nghị được chủ tọa có ý kiến chỉ đạo" in counting_sentence((issue,), WORDS)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (CountFacts(), ""),
        (CountFacts(present=4), "04 đơn vị có mặt"),
        (CountFacts(invited=0, present=0), ""),
        (CountFacts(invited=0, present=4), "04 đơn vị có mặt"),
        (CountFacts(invited=24, present=0), "00/24 đơn vị được mời có mặt"),
        (CountFacts(invited=120, present=86), "86/120 đơn vị được mời có mặt"),
        (CountFacts(walk_in=9), "09 đơn vị đến ngoài danh sách"),
    ],
)
def test_attendance_says_what_is_known(counts, words):
    assert attendance_words(counts, WORDS) == words
