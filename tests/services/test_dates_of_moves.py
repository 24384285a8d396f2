"""What happened to an issue happened between its receipt and today; parts end on the right day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dialogue_app.domain.errors import NotYet, TooEarly
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentState,
    IssueState,
    Outcome,
    StoryKind,
    VerdictLevel,
)
from dialogue_app.i18n.formats import today
from dialogue_app.services import answers, endings, handing, issues
from tests.services.conftest import DAY, Desk

ONE_DAY = timedelta(1)


def hand_over(desk: Desk, issue_id: int, day: date) -> None:
    handing.hand_over(desk.store, desk.actor, issue_id, handing.Handing(desk.other), day)


def give_out(desk: Desk, issue_id: int, day: date) -> None:
    """What the bulk act leaves with a reason is here raised like every other refusal."""
    for _code, reason in handing.give_out(desk.store, desk.actor, [issue_id], day).left:
        raise reason


def send_back(desk: Desk, issue_id: int, day: date) -> None:
    handing.return_issue(desk.store, desk.actor, issue_id, desk.other, day, "không thuộc")


def answer(desk: Desk, issue_id: int, day: date, body_id: int | None = None) -> None:
    form = answers.AnswerForm(AnswerKind.IN_WRITING, "đã xem xét", day, body_id=body_id)
    answers.answer(desk.store, desk.actor, [issue_id], form)


def wait(desk: Desk, issue_id: int, day: date) -> None:
    endings.wait_for_enterprise(desk.store, desk.actor, issue_id, day, "bản vẽ")


def send_up(desk: Desk, issue_id: int, day: date) -> None:
    form = endings.EscalationForm(day, addressee="Bộ Mẫu")
    endings.escalate(desk.store, desk.actor, issue_id, form)


def come_back(desk: Desk, issue_id: int, day: date) -> None:
    endings.came_back(desk.store, desk.actor, issue_id, day)


def judge(desk: Desk, issue_id: int, day: date) -> None:
    raiser, level = desk.raiser_of(issue_id), VerdictLevel.SATISFIED
    endings.record_verdict(desk.store, desk.actor, issue_id, raiser, level, day)


def close(desk: Desk, issue_id: int, day: date) -> None:
    endings.close(desk.store, desk.actor, issue_id, Outcome.WITHDRAWN, day)


def mark_duplicate(desk: Desk, issue_id: int, day: date) -> None:
    endings.mark_duplicate(desk.store, desk.actor, issue_id, desk.received(), day)


def reopen(desk: Desk, issue_id: int, day: date) -> None:
    endings.reopen(desk.store, desk.actor, issue_id, "chưa rõ", day)


def correct_receipt(desk: Desk, issue_id: int, day: date) -> None:
    before = desk.detail(issue_id)
    form = replace(before.form, received_on=day)
    issues.edit_issue(desk.store, desk.actor, issue_id, form, before.version)


def register(desk: Desk, _issue_id: int, day: date) -> None:
    issues.register_issue(desk.store, desk.actor, issues.IssueForm("Thuế", received_on=day))


Act = Callable[[Desk, int, date], None]
Start = Callable[[Desk], int]

SINCE_RECEIPT: list[tuple[Act, Start]] = [
    (hand_over, Desk.received),
    (give_out, Desk.proposed),
    (send_back, Desk.handed_over),
    (wait, Desk.received),
    (send_up, Desk.received),
    (come_back, Desk.sent_up),
    (judge, Desk.answered),
    (close, Desk.received),
    (mark_duplicate, Desk.received),
    (reopen, Desk.closed),
]
# An answer may be older than the receipt: given before the session the issue came from.
ANY_DAY_BEFORE: list[tuple[Act, Start]] = [
    (answer, Desk.received),
    (correct_receipt, Desk.received),
    (register, Desk.received),
]


def name(value: object) -> str:
    return getattr(value, "__name__", "")


@pytest.mark.parametrize(("act", "start"), SINCE_RECEIPT, ids=name)
def test_nothing_happens_before_the_receipt(desk: Desk, act: Act, start: Start):
    issue_id = start(desk)
    before = desk.detail(issue_id)
    with pytest.raises(TooEarly) as refusal:
        act(desk, issue_id, DAY - ONE_DAY)
    assert (refusal.value.day, refusal.value.since) == (DAY - ONE_DAY, DAY)
    assert desk.detail(issue_id) == before
    act(desk, issue_id, DAY)  # the day of receipt itself will do


@pytest.mark.parametrize(("act", "start"), SINCE_RECEIPT + ANY_DAY_BEFORE, ids=name)
def test_nothing_has_happened_on_a_day_to_come(desk: Desk, act: Act, start: Start):
    issue_id = start(desk)
    before = desk.detail(issue_id)
    with pytest.raises(NotYet):
        act(desk, issue_id, today() + ONE_DAY)
    assert desk.detail(issue_id) == before
    act(desk, issue_id, today())


def test_an_answer_may_be_older_than_the_receipt(desk: Desk):
    issue_id = desk.received()
    answer(desk, issue_id, DAY - ONE_DAY)
    assert [one.answered_on for one in desk.detail(issue_id).answers] == [DAY - ONE_DAY]


def test_nobody_sends_back_what_they_were_not_yet_given(desk: Desk):
    given_on = DAY + timedelta(3)
    issue_id = desk.handed_over(given_on)
    before = desk.detail(issue_id)
    with pytest.raises(TooEarly) as refusal:
        send_back(desk, issue_id, given_on - ONE_DAY)
    assert (refusal.value.day, refusal.value.since) == (given_on - ONE_DAY, given_on)
    assert desk.detail(issue_id) == before
    send_back(desk, issue_id, given_on)
    assert ended_parts(desk, issue_id) == [(AssignmentState.RETURNED, given_on)]


def ended_parts(desk: Desk, issue_id: int) -> list[tuple[AssignmentState, date | None]]:
    return [(part.state, part.ended_on) for part in desk.detail(issue_id).assignments]


def test_a_part_ends_on_the_day_of_its_answer(desk: Desk):
    issue_id = desk.handed_over()
    answer(desk, issue_id, DAY + ONE_DAY, desk.other)
    assert ended_parts(desk, issue_id) == [(AssignmentState.ANSWERED, DAY + ONE_DAY)]


def test_a_part_does_not_end_before_it_was_given(desk: Desk):
    issue_id = desk.handed_over(DAY + ONE_DAY)
    answer(desk, issue_id, DAY, desk.other)
    assert ended_parts(desk, issue_id) == [(AssignmentState.ANSWERED, DAY + ONE_DAY)]


def test_a_proposed_part_ends_on_the_day_of_its_answer(desk: Desk):
    issue_id = desk.proposed()
    answer(desk, issue_id, DAY + ONE_DAY, desk.other)
    assert ended_parts(desk, issue_id) == [(AssignmentState.ANSWERED, DAY + ONE_DAY)]


def test_the_answer_of_one_body_ends_no_part_of_another(desk: Desk):
    issue_id = desk.handed_over()
    answer(desk, issue_id, DAY, desk.own)
    assert ended_parts(desk, issue_id) == [(AssignmentState.GIVEN, None)]


@pytest.mark.parametrize("act", [close, mark_duplicate], ids=name)
@pytest.mark.parametrize("start", [Desk.handed_over, Desk.proposed], ids=name)
def test_parts_still_open_are_withdrawn_on_the_day_the_issue_ends(
    desk: Desk, act: Act, start: Start
):
    issue_id = start(desk)
    act(desk, issue_id, DAY + ONE_DAY)
    assert ended_parts(desk, issue_id) == [(AssignmentState.WITHDRAWN, DAY + ONE_DAY)]


def test_parts_still_open_are_withdrawn_on_the_day_of_reopening(desk: Desk):
    issue_id = desk.answered()
    handing.propose(desk.store, desk.actor, issue_id, [handing.Handing(desk.other)])
    reopen(desk, issue_id, DAY + ONE_DAY)
    assert ended_parts(desk, issue_id) == [(AssignmentState.WITHDRAWN, DAY + ONE_DAY)]


def wait_as_told(desk: Desk, issue_id: int) -> list[tuple[StoryKind, date]]:
    kinds = (StoryKind.WAITING, StoryKind.RESUMED)
    return [(line.kind, line.on) for line in desk.detail(issue_id).story if line.kind in kinds]


def test_an_answer_ends_the_wait_for_the_enterprise(desk: Desk):
    issue_id = desk.waiting()
    assert desk.detail(issue_id).waiting_for == "bản vẽ"
    answer(desk, issue_id, DAY + ONE_DAY)
    after = desk.detail(issue_id)
    assert (after.row.state, after.waiting_for) == (IssueState.ANSWERED, "")
    assert wait_as_told(desk, issue_id) == [
        (StoryKind.WAITING, DAY),
        (StoryKind.RESUMED, DAY + ONE_DAY),
    ]


@pytest.mark.parametrize("act", [close, mark_duplicate], ids=name)
def test_what_ended_waits_no_longer_and_does_not_when_reopened(desk: Desk, act: Act):
    issue_id = desk.waiting()
    act(desk, issue_id, DAY + ONE_DAY)
    assert desk.detail(issue_id).waiting_for == ""
    assert wait_as_told(desk, issue_id)[1:] == [(StoryKind.RESUMED, DAY + ONE_DAY)]
    reopen(desk, issue_id, DAY + timedelta(2))
    assert desk.detail(issue_id).row.state is IssueState.REOPENED
