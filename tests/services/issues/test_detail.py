"""The story of one issue: what happened, in the order of the days, and nothing of another issue."""

from __future__ import annotations

from datetime import date

import pytest

from dialogue_app.domain.errors.base import UnknownCode
from dialogue_app.domain.people import Actor
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    Outcome,
    RaiserKind,
    StoryKind,
    VerdictLevel,
)
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.issues import answering, assigning, ending, intake
from dialogue_app.services.issues.detail import IssueDetail, issue_detail
from dialogue_app.storage.engine import Store

DAY = date(2026, 9, 15)
OWN, OTHER = "Phòng Kinh tế, Hạ tầng và Đô thị", "Sở Xây dựng"


def september(day: int) -> date:
    return date(2026, 9, day)


def register(store: Store, actor: Actor) -> int:
    raiser = intake.RaiserForm(RaiserKind.UNIDENTIFIED, written_name="chị Mẫu")
    form = intake.IssueForm("Thuế đất tăng", received_on=DAY, raisers=(raiser,))
    return intake.register_issue(store, actor, form)


def part(store: Store, name: str, due: assigning.Due = assigning.Due()) -> assigning.AssignmentForm:  # noqa: B008
    return assigning.AssignmentForm(find_body(store, name, DAY), due=due)


def answer(store: Store, actor: Actor, issue_ids: list[int], on: date) -> None:
    body = find_body(store, OTHER, DAY)
    form = answering.AnswerForm(AnswerKind.IN_WRITING, "đã rõ", on, body_id=body, person="Bà Mẫu")
    answering.answer(store, actor, issue_ids, form)


def story(detail: IssueDetail) -> list[tuple[int, StoryKind, str]]:
    return [(line.on.day, line.kind, line.who) for line in detail.story]


def test_a_life_is_told_in_the_order_of_its_days(store: Store, actor: Actor):
    one, other = register(store, actor), register(store, actor)
    for issue_id in (one, other):
        assigning.assign(store, actor, issue_id, part(store, OTHER), september(16))
    body = find_body(store, OTHER, DAY)
    assigning.return_issue(store, actor, one, body, september(17), "sai thẩm quyền")
    due = assigning.Due(on=september(30))
    assigning.assign(store, actor, one, part(store, OWN, due), september(18))
    ending.wait_for_enterprise(store, actor, other, september(18), "bản vẽ")
    ending.escalate(
        store, actor, one, ending.EscalationForm(september(19), addressee="Bộ Mẫu", paper="1/UB")
    )
    ending.came_back(store, actor, one, september(21))
    ending.close(store, actor, one, Outcome.WITHDRAWN, september(22), "theo đơn")
    ending.reopen(store, actor, one, "rút nhầm", september(23))
    detail = issue_detail(store, one)
    assert story(detail) == [
        (15, StoryKind.RECEIVED, ""),
        (16, StoryKind.TRANSFERRED, OTHER),
        (17, StoryKind.RETURNED, OTHER),
        (18, StoryKind.ASSIGNED, OWN),
        (19, StoryKind.SENT_UP, "Bộ Mẫu"),
        (21, StoryKind.CAME_BACK, "Bộ Mẫu"),
        (22, StoryKind.CLOSED, ""),
        (23, StoryKind.REOPENED, ""),
    ]
    assert (detail.reopen_reason, detail.waiting_for) == ("rút nhầm", "")
    waiting = issue_detail(store, other)
    assert (waiting.waiting_for, waiting.reopen_reason) == ("bản vẽ", "")
    assert [line.kind for line in waiting.story] == [
        StoryKind.RECEIVED, StoryKind.TRANSFERRED, StoryKind.WAITING,
    ]  # fmt: skip


def test_a_proposal_is_told_until_it_is_withdrawn(store: Store, actor: Actor):
    one = register(store, actor)
    assigning.propose(store, actor, one, [part(store, OTHER)])
    proposed = (15, StoryKind.PROPOSED, OTHER)
    assert story(issue_detail(store, one)) == [(15, StoryKind.RECEIVED, ""), proposed]
    ending.close(store, actor, one, Outcome.WITHDRAWN, september(16))
    assert proposed not in story(issue_detail(store, one))


def test_an_answer_names_the_other_issues_it_serves(store: Store, actor: Actor):
    one, other, apart = (register(store, actor) for _ in range(3))
    answer(store, actor, [one, other], september(17))
    answer(store, actor, [apart], september(18))
    (given,) = issue_detail(store, one).answers
    assert given.other_codes == ("KN-2026-0002",)
    assert story(issue_detail(store, one))[-1] == (17, StoryKind.ANSWERED, f"Bà Mẫu, {OTHER}")
    (alone,) = issue_detail(store, apart).answers
    assert (alone.answered_on, alone.other_codes) == (september(18), ())


def test_a_raiser_stands_with_what_it_thinks_in_the_round_that_runs(store: Store, actor: Actor):
    one, other = register(store, actor), register(store, actor)
    answer(store, actor, [one, other], september(17))
    (raiser,) = issue_detail(store, one).raisers
    satisfied = VerdictLevel.SATISFIED
    ending.record_verdict(store, actor, one, raiser.id, satisfied, september(18))
    (judged,) = issue_detail(store, one).raisers
    assert (judged.name, judged.enterprise_code, judged.verdict) == ("chị Mẫu", "", satisfied)
    assert StoryKind.VERDICT not in {line.kind for line in issue_detail(store, other).story}
    ending.reopen(store, actor, one, "chưa đúng nội dung", september(19))
    (again,) = issue_detail(store, one).raisers
    assert again.verdict is None
    assert (18, StoryKind.VERDICT, "chị Mẫu") in story(issue_detail(store, one))


def test_what_is_followed_with_another_names_it(store: Store, actor: Actor):
    one, original = register(store, actor), register(store, actor)
    ending.mark_duplicate(store, actor, one, original, september(16))
    assert issue_detail(store, one).original_code == "KN-2026-0002"
    assert issue_detail(store, original).original_code == ""


def test_an_issue_nobody_has_is_named(store: Store):
    with pytest.raises(UnknownCode):
        issue_detail(store, 99)
