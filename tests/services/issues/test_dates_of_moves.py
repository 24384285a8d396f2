"""What happened to an issue happened between its receipt and today; parts end on the right day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.errors.issues import NotYet, TooEarly
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentState,
    IssueState,
    Outcome,
    StoryKind,
    VerdictLevel,
)
from dialogue_app.services.issues import answering, assigning, ending, intake
from tests.services.changing import change_issue
from tests.services.conftest import DAY, Office

ONE_DAY = timedelta(1)


def assign(office: Office, issue_id: int, day: date) -> None:
    assigning.assign(
        office.case,
        office.seen(issue_id),
        assigning.AssignmentDraft(office.other),
        day,
    )


def give_out(office: Office, issue_id: int, day: date) -> None:
    """What the bulk act leaves with a reason is here raised like every other refusal."""
    for _id, _code, reason in assigning.give_out(office.case, [office.seen(issue_id)], day).left:
        raise reason


def send_back(office: Office, issue_id: int, day: date) -> None:
    assigning.return_issue(office.case, office.seen(issue_id), office.other, day, "không thuộc")


def answer(office: Office, issue_id: int, day: date, body_id: int | None = None) -> None:
    form = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã xem xét", day, body_id=body_id)
    answering.answer(office.case, [office.seen(issue_id)], form)


def wait(office: Office, issue_id: int, day: date) -> None:
    ending.wait_for_enterprise(office.case, office.seen(issue_id), day, "bản vẽ")


def send_up(office: Office, issue_id: int, day: date) -> None:
    form = ending.EscalationDraft(day, addressee="Bộ Mẫu")
    ending.escalate(office.case, office.seen(issue_id), form)


def come_back(office: Office, issue_id: int, day: date) -> None:
    ending.came_back(office.case, office.seen(issue_id), day)


def judge(office: Office, issue_id: int, day: date) -> None:
    raiser, level = office.raiser_of(issue_id), VerdictLevel.SATISFIED
    ending.record_verdict(office.case, office.seen(issue_id), raiser, level, day)


def close(office: Office, issue_id: int, day: date) -> None:
    ending.close(office.case, office.seen(issue_id), Outcome.WITHDRAWN, day)


def mark_duplicate(office: Office, issue_id: int, day: date) -> None:
    ending.mark_duplicate(office.case, office.seen(issue_id), office.received(), day)


def reopen(office: Office, issue_id: int, day: date) -> None:
    ending.reopen(office.case, office.seen(issue_id), "chưa rõ", day)


def correct_receipt(office: Office, issue_id: int, day: date) -> None:
    change_issue(office.case, issue_id, received_on=day)


def register(office: Office, _issue_id: int, day: date) -> None:
    intake.register_issue(office.case, intake.IssueDraft("Thuế", received_on=day))


Act = Callable[[Office, int, date], None]
Start = Callable[[Office], int]

SINCE_RECEIPT: list[tuple[Act, Start]] = [
    (assign, Office.received),
    (give_out, Office.proposed),
    (send_back, Office.handed_over),
    (wait, Office.received),
    (send_up, Office.received),
    (come_back, Office.sent_up),
    (judge, Office.answered),
    (close, Office.received),
    (mark_duplicate, Office.received),
    (reopen, Office.closed),
]
# An answer may be older than the receipt: given before the session the issue came from.
ANY_DAY_BEFORE: list[tuple[Act, Start]] = [
    (answer, Office.received),
    (correct_receipt, Office.received),
    (register, Office.received),
]


def name(value: object) -> str:
    return getattr(value, "__name__", "")


@pytest.mark.parametrize(("act", "start"), SINCE_RECEIPT, ids=name)
def test_nothing_happens_before_the_receipt(office: Office, act: Act, start: Start):
    issue_id = start(office)
    before = office.detail(issue_id)
    with pytest.raises(TooEarly) as refusal:
        act(office, issue_id, DAY - ONE_DAY)
    assert (refusal.value.day, refusal.value.since) == (DAY - ONE_DAY, DAY)
    assert office.detail(issue_id) == before
    act(office, issue_id, DAY)  # the day of receipt itself will do


@pytest.mark.parametrize(("act", "start"), SINCE_RECEIPT + ANY_DAY_BEFORE, ids=name)
def test_nothing_has_happened_on_a_day_to_come(office: Office, act: Act, start: Start):
    issue_id = start(office)
    before = office.detail(issue_id)
    with pytest.raises(NotYet):
        act(office, issue_id, office.case.today() + ONE_DAY)
    assert office.detail(issue_id) == before
    act(office, issue_id, office.case.today())


def test_an_answer_may_be_older_than_the_receipt(office: Office):
    issue_id = office.received()
    answer(office, issue_id, DAY - ONE_DAY)
    assert [one.answered_on for one in office.detail(issue_id).answers] == [DAY - ONE_DAY]


def test_nobody_sends_back_what_they_were_not_yet_given(office: Office):
    given_on = DAY + timedelta(3)
    issue_id = office.handed_over(given_on)
    before = office.detail(issue_id)
    with pytest.raises(TooEarly) as refusal:
        send_back(office, issue_id, given_on - ONE_DAY)
    assert (refusal.value.day, refusal.value.since) == (given_on - ONE_DAY, given_on)
    assert office.detail(issue_id) == before
    send_back(office, issue_id, given_on)
    assert ended_parts(office, issue_id) == [(AssignmentState.RETURNED, given_on)]


def ended_parts(office: Office, issue_id: int) -> list[tuple[AssignmentState, date | None]]:
    return [(part.state, part.ended_on) for part in office.detail(issue_id).assignments]


def test_a_part_ends_on_the_day_of_its_answer(office: Office):
    issue_id = office.handed_over()
    answer(office, issue_id, DAY + ONE_DAY, office.other)
    assert ended_parts(office, issue_id) == [(AssignmentState.ANSWERED, DAY + ONE_DAY)]


def test_a_part_does_not_end_before_it_was_given(office: Office):
    issue_id = office.handed_over(DAY + ONE_DAY)
    answer(office, issue_id, DAY, office.other)
    assert ended_parts(office, issue_id) == [(AssignmentState.ANSWERED, DAY + ONE_DAY)]


def test_a_proposed_part_ends_on_the_day_of_its_answer(office: Office):
    issue_id = office.proposed()
    answer(office, issue_id, DAY + ONE_DAY, office.other)
    assert ended_parts(office, issue_id) == [(AssignmentState.ANSWERED, DAY + ONE_DAY)]


def test_the_answer_of_one_body_ends_no_part_of_another(office: Office):
    issue_id = office.handed_over()
    answer(office, issue_id, DAY, office.own)
    assert ended_parts(office, issue_id) == [(AssignmentState.GIVEN, None)]


@pytest.mark.parametrize("act", [close, mark_duplicate], ids=name)
@pytest.mark.parametrize("start", [Office.handed_over, Office.proposed], ids=name)
def test_parts_still_open_are_withdrawn_on_the_day_the_issue_ends(
    office: Office, act: Act, start: Start
):
    issue_id = start(office)
    act(office, issue_id, DAY + ONE_DAY)
    assert ended_parts(office, issue_id) == [(AssignmentState.WITHDRAWN, DAY + ONE_DAY)]


def test_parts_still_open_are_withdrawn_on_the_day_of_reopening(office: Office):
    issue_id = office.answered()
    assigning.propose(office.case, office.seen(issue_id), [assigning.AssignmentDraft(office.other)])
    reopen(office, issue_id, DAY + ONE_DAY)
    assert ended_parts(office, issue_id) == [(AssignmentState.WITHDRAWN, DAY + ONE_DAY)]


def wait_as_told(office: Office, issue_id: int) -> list[tuple[StoryKind, date]]:
    kinds = (StoryKind.WAITING, StoryKind.RESUMED)
    return [(line.kind, line.on) for line in office.detail(issue_id).story if line.kind in kinds]


def test_an_answer_ends_the_wait_for_the_enterprise(office: Office):
    issue_id = office.waiting()
    assert office.detail(issue_id).waiting_for == "bản vẽ"
    answer(office, issue_id, DAY + ONE_DAY)
    after = office.detail(issue_id)
    assert (after.row.state, after.waiting_for) == (IssueState.ANSWERED, "")
    assert wait_as_told(office, issue_id) == [
        (StoryKind.WAITING, DAY),
        (StoryKind.RESUMED, DAY + ONE_DAY),
    ]


@pytest.mark.parametrize("act", [close, mark_duplicate], ids=name)
def test_what_ended_waits_no_longer_and_does_not_when_reopened(office: Office, act: Act):
    issue_id = office.waiting()
    act(office, issue_id, DAY + ONE_DAY)
    assert office.detail(issue_id).waiting_for == ""
    assert wait_as_told(office, issue_id)[1:] == [(StoryKind.RESUMED, DAY + ONE_DAY)]
    reopen(office, issue_id, DAY + timedelta(2))
    assert office.detail(issue_id).row.state is IssueState.REOPENED


def test_an_issue_is_not_reconsidered_without_a_reason(office: Office):
    issue_id = office.closed()
    with pytest.raises(Missing) as refused:
        ending.reopen(office.case, office.seen(issue_id), " \n")
    assert refused.value.field == "reason"
    assert office.detail(issue_id).row.state is IssueState.CLOSED
