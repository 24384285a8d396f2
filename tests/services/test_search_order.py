"""Marks that were typed bring the rows with these very marks to the top; others still follow."""

from __future__ import annotations

import pytest

from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import RaiserDraft
from dialogue_app.domain.vocabulary import AnswerKind, RaiserKind
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.issues import answering, intake
from dialogue_app.services.issues.lists import IssueList, IssueQuery, seen_issues
from tests.services.conftest import DAY

# "mận" (a plum), "man" without marks, "mặn" (salty): all the same once folded.
TEXTS = ("Bán mận ở chợ", "Ban man o cho", "Nước mặn tràn vào ruộng")
NAMES = ("An Mận", "Ba Man", "Cô Mặn")  # in the order of the alphabet
SEARCHES = [
    ("man", [0, 1, 2]),
    ("mận", [0, 1, 2]),
    ("mặn", [2, 0, 1]),
    ("MẶN", [2, 0, 1]),
    ("ma\u0323\u0306n", [2, 0, 1]),  # as some keyboards send it
    ("mặ", [2, 0, 1]),  # the beginning of a word is enough
]


@pytest.fixture
def plums(case: Case) -> list[int]:
    raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="chị Sáu")
    return [
        intake.register_issue(case, intake.IssueDraft(text, received_on=DAY, raisers=(raiser,)))
        for text in TEXTS
    ]


@pytest.fixture
def firms(case: Case) -> list[int]:
    return [register_enterprise(case, EnterpriseDraft(name)) for name in NAMES]


def test_issues_with_the_very_marks_come_first(case: Case, plums: list[int]):
    listed = IssueList(case)
    for typed, order in SEARCHES:
        query = IssueQuery(search=typed, sort="code", descending=False)
        expected = [plums[place] for place in order]
        assert list(listed.ids(query)) == expected, typed
        assert [row.id for row in listed.first_page(query)[0]] == expected, typed


def test_enterprises_with_the_very_marks_come_first(case: Case, firms: list[int]):
    listed = EnterpriseList(case)
    for typed, order in SEARCHES:
        query = EnterpriseQuery(search=typed)
        expected = [firms[place] for place in order]
        assert list(listed.ids(query)) == expected, typed
        assert [row.id for row in listed.first_page(query)[0]] == expected, typed


def test_marks_in_another_order_of_the_list(case: Case, plums: list[int], firms: list[int]):
    """The chosen order holds among those with the marks and among those without."""
    issues_down = IssueQuery(search="mận", descending=True)
    assert list(IssueList(case).ids(issues_down)) == [plums[0], plums[2], plums[1]]
    firms_down = EnterpriseQuery(search="mận", descending=True)
    assert list(EnterpriseList(case).ids(firms_down)) == [firms[0], firms[2], firms[1]]


def test_every_word_must_have_its_marks(case: Case, plums: list[int]):
    query = IssueQuery(search="nước mặn", descending=False)
    form = intake.IssueDraft("Nước man", received_on=DAY)
    half = intake.register_issue(case, form)
    assert list(IssueList(case).ids(query)) == [plums[2], half]
    one_way = IssueQuery(search="nước mặn", descending=True)
    assert list(IssueList(case).ids(one_way)) == [plums[2], half]


def test_marks_of_an_answer_count_as_those_of_the_issue(case: Case, plums: list[int]):
    form = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã đo độ mặn", DAY)
    answering.answer(case, seen_issues(case, [plums[1]]), form)
    query = IssueQuery(search="mặn", descending=False)
    assert list(IssueList(case).ids(query)) == [plums[1], plums[2], plums[0]]
