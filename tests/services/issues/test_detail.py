"""The story of one issue: what happened, in the order of the days, and nothing of another issue."""

from __future__ import annotations

from datetime import date

import pytest

from dialogue_app.domain.errors.base import UnknownCode
from dialogue_app.domain.fields.issues import RaiserDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    Outcome,
    RaiserKind,
    StoryKind,
    VerdictLevel,
)
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case
from dialogue_app.services.issues import answering, assigning, ending, intake, sending
from dialogue_app.services.issues.detail import IssueDetail, issue_detail
from dialogue_app.services.issues.lists import seen_issues
from tests.template import seen

DAY = date(2026, 9, 15)
OWN, OTHER = "Phòng Kinh tế, Hạ tầng và Đô thị", "Sở Xây dựng"


def september(day: int) -> date:
    return date(2026, 9, day)


def register(case: Case) -> int:
    raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="chị Mẫu")
    form = intake.IssueDraft("Thuế đất tăng", received_on=DAY, raisers=(raiser,))
    return intake.register_issue(case, form)


def part(case: Case, name: str, due: assigning.Due = assigning.Due()) -> assigning.AssignmentDraft:  # noqa: B008
    return assigning.AssignmentDraft(find_body(case, name, DAY), due=due)


def answer(case: Case, issue_ids: list[int], on: date) -> None:
    body = find_body(case, OTHER, DAY)
    form = answering.AnswerDraft(
        AnswerKind.IN_WRITING, "đã rõ", on, body_id=body, person=Person("Bà Mẫu")
    )
    answering.answer(case, seen_issues(case, issue_ids), form)


def story(detail: IssueDetail) -> list[tuple[int, StoryKind, str]]:
    return [(line.on.day, line.kind, line.who) for line in detail.story]


def test_a_life_is_told_in_the_order_of_its_days(case: Case):
    one, other = register(case), register(case)
    for issue_id in (one, other):
        assigning.assign(case, seen(case, issue_id), part(case, OTHER), september(15))
    body = find_body(case, OTHER, DAY)
    for issue_id in (one, other):
        letter = sending.SendingDraft(september(16), number="12/UBND")
        sending.record_sent(case, seen(case, issue_id), body, letter)
    assigning.return_issue(case, seen(case, one), body, september(17), "sai thẩm quyền")
    due = assigning.Due(on=september(30))
    assigning.assign(case, seen(case, one), part(case, OWN, due), september(18))
    ending.wait_for_enterprise(case, seen(case, other), september(18), "bản vẽ")
    ending.escalate(
        case,
        seen(case, one),
        ending.EscalationDraft(september(19), addressee="Bộ Mẫu", paper="1/UB"),
    )
    ending.came_back(case, seen(case, one), september(21))
    ending.close(case, seen(case, one), Outcome.WITHDRAWN, september(22), "theo đơn")
    ending.reopen(case, seen(case, one), "rút nhầm", september(23))
    detail = issue_detail(case, one)
    assert story(detail) == [
        (15, StoryKind.RECEIVED, ""),
        (15, StoryKind.TO_SEND, OTHER),
        (16, StoryKind.TRANSFERRED, OTHER),
        (17, StoryKind.RETURNED, OTHER),
        (18, StoryKind.ASSIGNED, OWN),
        (19, StoryKind.SENT_UP, "Bộ Mẫu"),
        (21, StoryKind.CAME_BACK, "Bộ Mẫu"),
        (22, StoryKind.CLOSED, ""),
        (23, StoryKind.REOPENED, ""),
    ]
    assert (detail.reopen_reason, detail.waiting_for) == ("rút nhầm", "")
    waiting = issue_detail(case, other)
    assert (waiting.waiting_for, waiting.reopen_reason) == ("bản vẽ", "")
    assert [line.kind for line in waiting.story] == [
        StoryKind.RECEIVED, StoryKind.TO_SEND, StoryKind.TRANSFERRED, StoryKind.WAITING,
    ]  # fmt: skip


def test_a_proposal_is_told_until_it_is_withdrawn(case: Case):
    one = register(case)
    assigning.propose(case, seen(case, one), [part(case, OTHER)])
    proposed = (15, StoryKind.PROPOSED, OTHER)
    assert story(issue_detail(case, one)) == [(15, StoryKind.RECEIVED, ""), proposed]
    ending.close(case, seen(case, one), Outcome.WITHDRAWN, september(16))
    assert proposed not in story(issue_detail(case, one))


def test_an_answer_names_the_other_issues_it_serves(case: Case):
    one, other, apart = (register(case) for _ in range(3))
    answer(case, [one, other], september(17))
    answer(case, [apart], september(18))
    (given,) = issue_detail(case, one).answers
    assert given.other_codes == ("KN-2026-0002",)
    assert story(issue_detail(case, one))[-1] == (17, StoryKind.ANSWERED, f"Bà Mẫu, {OTHER}")
    (alone,) = issue_detail(case, apart).answers
    assert (alone.answered_on, alone.other_codes) == (september(18), ())


def test_a_raiser_stands_with_what_it_thinks_in_the_round_that_runs(case: Case):
    one, other = register(case), register(case)
    answer(case, [one, other], september(17))
    (raiser,) = issue_detail(case, one).raisers
    satisfied = VerdictLevel.SATISFIED
    ending.record_verdict(case, seen(case, one), raiser.id, satisfied, september(18))
    (judged,) = issue_detail(case, one).raisers
    assert (judged.name, judged.enterprise_code, judged.verdict) == ("chị Mẫu", "", satisfied)
    assert StoryKind.VERDICT not in {line.kind for line in issue_detail(case, other).story}
    ending.reopen(case, seen(case, one), "chưa đúng nội dung", september(19))
    (again,) = issue_detail(case, one).raisers
    assert again.verdict is None
    assert (18, StoryKind.VERDICT, "chị Mẫu") in story(issue_detail(case, one))


def test_what_is_followed_with_another_names_it(case: Case):
    one, original = register(case), register(case)
    ending.mark_duplicate(case, seen(case, one), original, september(16))
    assert issue_detail(case, one).original_code == "KN-2026-0002"
    assert issue_detail(case, original).original_code == ""


def test_an_issue_nobody_has_is_named(case: Case):
    with pytest.raises(UnknownCode):
        issue_detail(case, 99)
