"""Which issues a letter that asks again is about, what it says of how they went out, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dialogue_app.documents.reading import as_text
from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.errors.issues import OwesNothing
from dialogue_app.domain.errors.papers import (
    AwaitedFromNobody,
    BodyUnnamed,
    NoCommonBody,
    NothingOwed,
    OursIsReminded,
)
from dialogue_app.domain.vocabulary import AnswerKind, ContactMeans, Relation, SendingKind
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case
from dialogue_app.services.issues import answering, ending
from dialogue_app.services.issues.contacting import ContactDraft, remind
from dialogue_app.services.issues.owed import Owing
from dialogue_app.services.issues.sending import SendingDraft, record_sent
from dialogue_app.services.papers.reminder import SOURCE
from tests.services.conftest import DAY
from tests.services.papers.test_transfer import OTHER, OWN, THIRD, code, given, raised
from tests.template import seen

LETTER = SendingDraft(DAY, number="125/UBND-KTHTĐT")


def sent(case: Case, meeting: int, body: str = OTHER, form: SendingDraft = LETTER) -> int:
    issue = given(case, meeting, body)
    record_sent(case, seen(case, issue), find_body(case, body, DAY), form)
    return issue


def words(case: Case, codes: list[str], body: str = "") -> str:
    return as_text(SOURCE.paper(case, SOURCE.chosen(case, codes, body)))


def test_it_names_the_letter_and_what_is_still_open(case: Case, meeting: int) -> None:
    first, answered, second = (sent(case, meeting) for _each in range(3))
    form = answering.AnswerDraft(
        AnswerKind.IN_WRITING, "đã xem", DAY, body_id=find_body(case, OTHER, DAY)
    )
    answering.answer(case, [seen(case, answered)], form)
    given(case, meeting, OTHER)  # nothing went out yet
    text = words(case, ["2026-K3"], OTHER)
    assert "Ngày 15 tháng 9 năm 2026, Ủy ban nhân dân phường Mẫu có văn bản số 125/UBND-KTHTĐT" in (
        text
    )
    assert "(lần 2)" in text
    assert "02 kiến nghị nêu trên" in text
    assert [one in text for one in (code(case, first), code(case, second))] == [True, True]
    assert code(case, answered) not in text


def test_the_how_manieth_letter_it_is_follows_from_the_letters_there_were(
    case: Case, meeting: int
) -> None:
    body = find_body(case, OTHER, DAY)
    issue = sent(case, meeting)
    for means, time in (
        (ContactMeans.CALL, 2), (ContactMeans.LETTER, 3), (ContactMeans.LETTER, 4),
    ):  # fmt: skip
        remind(case, [seen(case, issue)], Owing(body), ContactDraft(DAY, means))
        assert f"(lần {time})" in words(case, [code(case, issue)])
    by_hand = sent(case, meeting, form=SendingDraft(DAY, SendingKind.HAND_OVER))
    text = words(case, [code(case, by_hand)])
    assert "(lần" not in text  # no letter went out before
    assert "đã chuyển Quý Sở 01 kiến nghị" in text


def test_what_was_sent_up_to_a_body_is_asked_for_too(case: Case, meeting: int) -> None:
    issue = raised(case, meeting)
    up = ending.EscalationDraft(DAY, body_id=find_body(case, THIRD, DAY), paper="9/UBND")
    ending.escalate(case, seen(case, issue), up)
    facts = SOURCE.facts(case, SOURCE.chosen(case, [code(case, issue)], ""))
    assert (facts.body, facts.relation, facts.sent[0].number) == (
        THIRD, Relation.SUPERIOR, "9/UBND",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("", BodyUnnamed),
        (THIRD, NothingOwed),
        (OWN, OursIsReminded),
    ],
)
def test_why_there_is_no_letter_of_a_session(
    case: Case, meeting: int, body: str, error: type[BadInput]
) -> None:
    sent(case, meeting)
    with pytest.raises(error):
        SOURCE.chosen(case, ["2026-K3"], body)


def test_why_there_is_no_letter_of_issues(case: Case, meeting: int) -> None:
    to_other, to_third = sent(case, meeting), sent(case, meeting, THIRD)
    codes = [code(case, to_other), code(case, to_third)]
    with pytest.raises(NoCommonBody):
        SOURCE.chosen(case, codes, "")
    with pytest.raises(OwesNothing):
        SOURCE.chosen(case, codes, OTHER)
    with pytest.raises(NoCommonBody):
        SOURCE.chosen(case, [code(case, given(case, meeting, OTHER))], "")
    with pytest.raises(AwaitedFromNobody):  # which says of one issue what is true of it
        SOURCE.chosen(case, [*codes, code(case, given(case, meeting, OTHER))], "")


def test_what_is_typed_for_one_letter_stands_in_it(case: Case, meeting: int) -> None:
    issue = sent(case, meeting)
    about = SOURCE.chosen(case, [code(case, issue)], "")
    about = replace(about, typed=replace(about.typed, drafting_unit="vp"))
    assert "/UBND-VP" in as_text(SOURCE.paper(case, about))
    assert SOURCE.file_name(case, about).startswith("Cong-van-de-nghi-tra-loi-KN-2026-0001-")
    assert SOURCE.facts(case, about).drawn_up == date(2026, 11, 27)
