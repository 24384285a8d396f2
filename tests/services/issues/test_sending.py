"""A transfer is a fact only once something was sent; before, the issue waits for our letter."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from dialogue_app.documents.minutes import minutes_parts
from dialogue_app.documents.reading import as_text
from dialogue_app.domain.errors.issues import NothingToSend, NotYet, TooEarly
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentRole,
    IssueState,
    Moment,
    Role,
    SendingKind,
    SessionGap,
    StoryKind,
    View,
)
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case
from dialogue_app.services.issues import answering, assigning, ending, intake
from dialogue_app.services.issues.assigning import AssignmentDraft, Due
from dialogue_app.services.issues.due_words import due_words
from dialogue_app.services.issues.lists import IssueList, IssueQuery, view_counts
from dialogue_app.services.issues.sending import SendingDraft, record_sent
from dialogue_app.services.issues.words import story_words
from dialogue_app.services.papers.minutes import minutes_facts
from dialogue_app.services.sessions.editing import session_detail
from dialogue_app.services.sessions.lists import list_sessions
from tests.services.conftest import DAY, Office, as_role, on_day
from tests.template import seen

OTHER, HELPER = "Sở Xây dựng", "Sở Tài chính"
BEFORE, NEXT = DAY - timedelta(1), DAY + timedelta(1)
SENT_ON = date(2026, 9, 21)


def raised(case: Case, meeting: int) -> int:
    form = IssueDraft("Đường ngập", meeting, moment=Moment.AT_MEETING, received_on=BEFORE)
    return intake.register_issue(case, form)


def test_before_it_is_sent_it_waits_for_our_own_letter(office: Office):
    issue_id = office.handed_over()
    row = office.detail(issue_id).row
    assert (row.state, row.given_on, row.sent_on) == (IssueState.NOT_SENT, DAY, None)
    assert due_words(row, DAY + timedelta(9)) == ""
    assert [(line.on, line.kind, line.who) for line in office.detail(issue_id).story][1:] == [
        (DAY, StoryKind.TO_SEND, OTHER)
    ]


def test_from_the_day_it_was_sent_its_waiting_runs(office: Office):
    issue_id = office.handed_over()
    letter = SendingDraft(SENT_ON, SendingKind.LETTER, " 12/UBND ")
    record_sent(office.case, office.seen(issue_id), office.other, letter)
    detail = office.detail(issue_id)
    assert (detail.row.state, detail.row.sent_on) == (IssueState.TRANSFERRED, SENT_ON)
    (part,) = detail.assignments
    assert (part.sent_on, part.sent_kind, part.sent_number) == (
        SENT_ON, SendingKind.LETTER, "12/UBND",
    )  # fmt: skip
    assert due_words(detail.row, SENT_ON + timedelta(3)) == "waiting for 3 days"
    assert story_words(detail.story[-1]) == (
        "21/09/2026", f"Transferred to {OTHER} (by letter 12/UBND)",
    )  # fmt: skip
    assert [line.kind for line in detail.story][1:] == [StoryKind.TO_SEND, StoryKind.TRANSFERRED]


def test_the_view_of_letters_to_send(case: Case, meeting: int, office: Office):
    one, two = raised(case, meeting), raised(case, meeting)
    for issue_id in (one, two):
        assigning.assign(case, seen(case, issue_id), AssignmentDraft(office.other), DAY)
    record_sent(case, seen(case, two), office.other, SendingDraft(SENT_ON))
    counts = view_counts(case, meeting)
    assert (counts[View.NOT_SENT], counts[View.WAITING_FOR_OTHERS]) == (1, 1)
    assert list(IssueList(case).ids(IssueQuery(view=View.NOT_SENT))) == [one]
    assert list(IssueList(case).ids(IssueQuery(view=View.WAITING_FOR_OTHERS))) == [two]


def test_a_session_counts_what_is_still_to_be_sent(case: Case, meeting: int, office: Office):
    issue_id = raised(case, meeting)
    assigning.assign(case, seen(case, issue_id), AssignmentDraft(office.other), DAY)
    assert dict(session_detail(case, meeting).gaps)[SessionGap.ISSUES_NOT_SENT] == 1
    assert [row.not_sent_count for row in list_sessions(case)] == [1]
    record_sent(case, seen(case, issue_id), office.other, SendingDraft(SENT_ON))
    assert SessionGap.ISSUES_NOT_SENT not in dict(session_detail(case, meeting).gaps)
    assert [row.not_sent_count for row in list_sessions(case)] == [0]


def to_send(office: Office) -> array[int]:
    return IssueList(office.case).ids(IssueQuery(view=View.NOT_SENT))


def answer_of(office: Office, issue_id: int, body_id: int, **said: bool) -> None:
    form = answering.AnswerDraft(
        AnswerKind.AT_MEETING, "đang xem xét", DAY, body_id=body_id, **said
    )
    answering.answer(office.case, [office.seen(issue_id)], form)


def answered_in_part(office: Office) -> tuple[int, IssueState]:
    issue_id = office.handed_over()
    answer_of(office, issue_id, office.other, also_in_writing=True)
    return issue_id, IssueState.PARTLY_ANSWERED


def given_to_ours_too(office: Office) -> tuple[int, IssueState]:
    issue_id = office.handed_over()
    ours = AssignmentDraft(office.own, due=Due(working_days=5))
    assigning.assign(office.case, office.seen(issue_id), ours, DAY)
    return issue_id, IssueState.ASSIGNED


def waiting(office: Office) -> tuple[int, IssueState]:
    issue_id = office.handed_over()
    ending.wait_for_enterprise(office.case, office.seen(issue_id), DAY, "bản vẽ")
    return issue_id, IssueState.WAITING


def sent_up(office: Office) -> tuple[int, IssueState]:
    issue_id = office.handed_over()
    form = ending.EscalationDraft(DAY, addressee="Bộ Mẫu")
    ending.escalate(office.case, office.seen(issue_id), form)
    return issue_id, IssueState.SENT_UP


def supporting(office: Office) -> int:
    issue_id, ours = office.received(), AssignmentDraft(office.own, due=Due(working_days=5))
    others = [AssignmentDraft(office.other)]
    assigning.assign(office.case, office.seen(issue_id), ours, DAY, others)
    return issue_id


def supporting_answered(office: Office) -> tuple[int, IssueState]:
    issue_id = supporting(office)
    answer_of(office, issue_id, office.own)
    return issue_id, IssueState.ANSWERED


def supporting_alone(office: Office) -> tuple[int, IssueState]:
    issue_id = supporting(office)
    assigning.return_issue(office.case, office.seen(issue_id), office.own, DAY, "không thuộc")
    return issue_id, IssueState.RECEIVED


@pytest.mark.parametrize(
    "story",
    [
        answered_in_part, given_to_ours_too, waiting, sent_up, supporting_answered,
        supporting_alone,
    ],
)  # fmt: skip
def test_a_letter_stays_to_be_sent_wherever_the_issue_stands(
    office: Office, story: Callable[[Office], tuple[int, IssueState]]
):
    issue_id, state = story(office)
    assert office.detail(issue_id).row.state is state
    assert issue_id in to_send(office)
    assert view_counts(office.case)[View.NOT_SENT] == len(to_send(office))
    record_sent(office.case, office.seen(issue_id), office.other, SendingDraft(SENT_ON))
    assert issue_id not in to_send(office)
    assert office.detail(issue_id).row.state is state


def test_of_two_bodies_the_one_without_its_letter_is_shown(office: Office):
    issue_id, case = office.handed_over(), office.case
    record_sent(case, office.seen(issue_id), office.other, SendingDraft(SENT_ON))
    second = find_body(case, "Sở Tài chính", DAY)
    assigning.assign(case, office.seen(issue_id), AssignmentDraft(second), DAY)
    row = office.detail(issue_id).row
    assert (row.state, row.lead_body, row.sent_on) == (IssueState.NOT_SENT, "Sở Tài chính", None)
    assert issue_id in to_send(office)
    record_sent(case, office.seen(issue_id), second, SendingDraft(SENT_ON))
    row = office.detail(issue_id).row
    assert (row.state, row.lead_body) == (IssueState.TRANSFERRED, OTHER)


@pytest.mark.parametrize(
    ("given_on", "sent_on", "said", "left_out"),
    [
        (
            DAY,
            None,
            f"Chủ tọa giao tham mưu văn bản đề nghị {OTHER} xem xét, trả lời",
            "chuyển đến",
        ),
        (NEXT, None, "", OTHER),
        (
            DAY,
            SENT_ON,  # the letter that followed changes nothing
            f"Chủ tọa giao tham mưu văn bản đề nghị {OTHER} xem xét, trả lời",
            "chuyển đến",
        ),
        (DAY, DAY, f"Nội dung này được chuyển đến {OTHER}, đề nghị xem xét", "tham mưu"),
        (BEFORE, None, "", OTHER),
        (BEFORE, DAY, f"Nội dung này được chuyển đến {OTHER}, đề nghị xem xét", "tham mưu"),
        (BEFORE, SENT_ON, "", OTHER),
        (NEXT, SENT_ON, f"Nội dung này được chuyển đến {OTHER}, đề nghị xem xét", "tham mưu"),
    ],
)
def test_minutes_say_what_was_said_and_what_was_done(
    case: Case, meeting: int, office: Office, given_on: date, sent_on: date | None, said: str,
    left_out: str,
):  # fmt: skip
    issue_id = raised(case, meeting)
    part = AssignmentDraft(office.other, due=Due(on=date(2026, 9, 30)))
    assigning.assign(case, seen(case, issue_id), part, given_on)
    if sent_on:
        record_sent(case, seen(case, issue_id), office.other, SendingDraft(sent_on))
    text = as_text(minutes_parts(minutes_facts(case, meeting)))
    assert said in text
    assert left_out not in text
    annex = text.split("--- landscape")[1]
    assert (OTHER in annex) is bool(said)  # who was neither named nor asked stands nowhere
    assert ("Các cơ quan, đơn vị được giao, chuyển xử lý" in text) is bool(said)


@pytest.mark.parametrize(
    ("sent", "said", "annex"),
    [
        ({OTHER: DAY}, f"được chuyển đến {OTHER}, đề nghị", OTHER),
        ({OTHER: DAY, HELPER: SENT_ON}, f"được chuyển đến {OTHER}, đề nghị", OTHER),
        (
            {OTHER: DAY, HELPER: DAY},
            f"được chuyển đến {OTHER} và các cơ quan liên quan ({HELPER}), đề nghị",
            f"{OTHER}; phối hợp: {HELPER}",
        ),
        (
            {},
            f"tham mưu văn bản đề nghị {OTHER} và các cơ quan liên quan ({HELPER}) xem xét",
            f"{OTHER}; phối hợp: {HELPER}",
        ),
    ],
)
def test_minutes_name_no_supporting_body_that_was_sent_nothing(
    case: Case, meeting: int, office: Office, sent: dict[str, date], said: str, annex: str
):
    issue_id = raised(case, meeting)
    bodies = {name: find_body(case, name, DAY) for name in (OTHER, HELPER)}
    helper = AssignmentDraft(bodies[HELPER], AssignmentRole.SUPPORTING)
    lead = AssignmentDraft(bodies[OTHER])
    assigning.assign(case, seen(case, issue_id), lead, DAY, supporting=[helper])
    for name, day in sent.items():
        record_sent(case, seen(case, issue_id), bodies[name], SendingDraft(day))
    text = as_text(minutes_parts(minutes_facts(case, meeting)))
    assert said in text
    assert f" | {annex} | " in text


def test_a_day_before_it_was_given_or_still_to_come(office: Office):
    issue_id = office.handed_over(given_on=NEXT)
    before, today = office.detail(issue_id), office.case.today()
    for day, refused in ((DAY, TooEarly), (today + timedelta(1), NotYet)):
        with pytest.raises(refused):
            record_sent(office.case, office.seen(issue_id), office.other, SendingDraft(day))
    assert office.detail(issue_id) == before
    record_sent(office.case, office.seen(issue_id), office.other, SendingDraft(NEXT))


def test_a_limit_in_working_days_is_counted_from_the_day_it_was_sent(office: Office):
    stories = [(Due(working_days=5), date(2026, 9, 28)), (Due(on=DAY), DAY)]  # a typed one stays
    for due, until in stories:
        issue_id, case = office.received(), office.case
        assigning.assign(case, office.seen(issue_id), AssignmentDraft(office.other, due=due), DAY)
        (given,) = office.detail(issue_id).assignments
        assert office.detail(issue_id).row.next_due_on is None
        record_sent(case, office.seen(issue_id), office.other, SendingDraft(SENT_ON))
        detail = office.detail(issue_id)
        (part,) = detail.assignments
        assert (part.due_on, part.original_due_on) == (until, given.original_due_on)
        assert (detail.row.next_due_on, detail.row.next_due_own) == (until, False)


def test_the_letter_is_corrected_where_it_is_recorded_again(office: Office):
    issue_id, case = office.handed_over(), office.case
    record_sent(case, office.seen(issue_id), office.other, SendingDraft(DAY, number="21/UBND"))
    letter = SendingDraft(SENT_ON, SendingKind.HAND_OVER, "12/UBND")
    record_sent(case, office.seen(issue_id), office.other, letter)
    (part,) = office.detail(issue_id).assignments
    now = part.sent_on, part.sent_kind, part.sent_number
    assert now == (SENT_ON, SendingKind.HAND_OVER, "12/UBND")


def test_nothing_comes_back_before_it_was_sent(office: Office):
    issue_id, case = office.handed_over(), office.case
    record_sent(case, office.seen(issue_id), office.other, SendingDraft(SENT_ON))
    before = office.detail(issue_id)
    with pytest.raises(TooEarly) as refusal:
        assigning.return_issue(case, office.seen(issue_id), office.other, NEXT, "không thuộc")
    assert refusal.value.since == SENT_ON
    assert office.detail(issue_id) == before
    assigning.return_issue(case, office.seen(issue_id), office.other, SENT_ON, "không thuộc")
    assert office.detail(issue_id).story[-1].kind is StoryKind.RETURNED


def test_what_was_never_sent_is_not_said_to_have_come_back(office: Office):
    issue_id = office.handed_over()
    assigning.return_issue(office.case, office.seen(issue_id), office.other, NEXT, "nhầm cơ quan")
    line = office.detail(issue_id).story[-1]
    assert (line.kind, line.who, line.text) == (StoryKind.NOT_TRANSFERRED, OTHER, "nhầm cơ quan")


def test_it_is_sent_once_and_never_to_our_own_unit(office: Office):
    issue_id = office.handed_over()
    part = AssignmentDraft(office.own, due=Due(working_days=5))
    assigning.assign(office.case, office.seen(issue_id), part, DAY)
    with pytest.raises(NothingToSend) as refusal:
        record_sent(office.case, office.seen(issue_id), office.own, SendingDraft(DAY))
    assert (refusal.value.code, refusal.value.body) == (
        office.detail(issue_id).code, "Phòng Kinh tế, Hạ tầng và Đô thị",
    )  # fmt: skip
    record_sent(office.case, office.seen(issue_id), office.other, SendingDraft(SENT_ON))
    before = office.detail(issue_id)
    with pytest.raises(NothingToSend):
        record_sent(office.case, office.seen(issue_id), office.other, SendingDraft(SENT_ON))
    assert office.detail(issue_id) == before


def test_what_is_only_proposed_is_not_sent(office: Office):
    issue_id = office.proposed()
    with pytest.raises(NothingToSend):
        record_sent(office.case, office.seen(issue_id), office.other, SendingDraft(DAY))


def test_what_was_sent_back_unsent_has_nothing_to_send(office: Office):
    issue_id, case = office.handed_over(), office.case
    part = AssignmentDraft(office.own, due=Due(working_days=5))
    assigning.assign(case, office.seen(issue_id), part, DAY)
    assigning.return_issue(case, office.seen(issue_id), office.other, NEXT, "không thuộc")
    with pytest.raises(NothingToSend):
        record_sent(case, office.seen(issue_id), office.other, SendingDraft(NEXT))


def test_what_came_back_is_sent_anew(office: Office):
    issue_id = office.handed_over()
    case, other = office.case, office.other
    record_sent(case, office.seen(issue_id), other, SendingDraft(DAY))
    assigning.return_issue(case, office.seen(issue_id), other, NEXT, "thiếu hồ sơ")
    assigning.assign(case, office.seen(issue_id), AssignmentDraft(other), NEXT)
    assert office.detail(issue_id).row.state is IssueState.NOT_SENT
    record_sent(case, office.seen(issue_id), other, SendingDraft(SENT_ON))
    assert sorted(part.sent_on for part in office.detail(issue_id).assignments) == [DAY, SENT_ON]


def test_a_clerk_sends_letters(office: Office):
    issue_id = office.handed_over()
    clerk = as_role(office.case, Role.CLERK)
    record_sent(clerk, office.seen(issue_id), office.other, SendingDraft(DAY, SendingKind.CALL))
    assert office.detail(issue_id).row.state is IssueState.TRANSFERRED


def test_an_answer_ends_it_whether_a_letter_was_recorded_or_not(office: Office):
    issue_id = office.handed_over()
    form = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã sửa", NEXT, body_id=office.other)
    answering.answer(on_day(office.case, NEXT), [office.seen(issue_id)], form)
    assert office.detail(issue_id).row.state is IssueState.ANSWERED
