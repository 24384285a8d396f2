"""What must not get lost: opinions, reasons, rounds, and what the history says of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from dialogue_app.domain.errors.base import Invalid
from dialogue_app.domain.errors.bodies import SeveralBodies, UnknownBody
from dialogue_app.domain.errors.issues import DueBeforeGiven, NotYet, RaiserHasVerdict, TooEarly
from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.fields.sessions import SpeechDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentRole,
    IssueState,
    Outcome,
    RaiserKind,
    Relation,
    StoryKind,
    VerdictLevel,
    View,
)
from dialogue_app.services.agency.reference import ReferenceList, list_reference
from dialogue_app.services.bodies.editing import (
    add_body,
    body_detail,
    edit_body,
    find_body,
)
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.feed import follow
from dialogue_app.services.issues import answering, assigning, ending, intake
from dialogue_app.services.issues.assigning import AssignmentDraft, Due
from dialogue_app.services.issues.detail import IssueDetail, issue_detail
from dialogue_app.services.issues.lists import IssueList, IssueQuery, seen_issues
from dialogue_app.services.sessions import editing
from dialogue_app.storage.models.audit import AuditEntry
from dialogue_app.storage.models.issue_course import Answer
from dialogue_app.storage.models.issues import Escalation
from tests.services.changing import change_issue, change_session, read_list, save_list
from tests.services.conftest import DAY, on_day
from tests.services.issues.test_life import OTHER, OWN, given, register, said
from tests.storage.history import assert_history_is_true
from tests.template import seen

SECOND_OWN = "Phòng Văn hóa - Xã hội"


def entries(case: Case) -> int:
    with case.reading() as session:
        return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def kinds(detail: IssueDetail) -> list[StoryKind]:
    return [line.kind for line in detail.story]


def test_reopening_keeps_how_it_had_ended_and_why(case: Case):
    one = register(case, None)
    assigning.assign(case, seen(case, one), given(case, OWN, Due(working_days=7)), DAY)
    answering.answer(case, seen_issues(case, [one]), said(case, OWN))
    ending.close(case, seen(case, one), Outcome.SETTLED, DAY, "đã sửa xong")
    ending.reopen(case, seen(case, one), "hỏng lại", DAY + timedelta(5))
    detail = issue_detail(case, one)
    ended = next(line for line in detail.story if line.kind is StoryKind.CLOSED)
    again = next(line for line in detail.story if line.kind is StoryKind.REOPENED)
    assert (ended.outcome, ended.text, ended.on) == (Outcome.SETTLED, "đã sửa xong", DAY)
    assert (again.text, again.on) == ("hỏng lại", DAY + timedelta(5))
    assert detail.row.outcome is None
    assert IssueList(case).first_page(IssueQuery(search="hong lai"))[0]
    assert_history_is_true(case)


def test_an_opinion_of_the_round_before_is_no_opinion_of_this_one(case: Case):
    one = register(case, None)
    answering.answer(case, seen_issues(case, [one]), said(case, OWN))
    raiser = issue_detail(case, one).raisers[0].id
    ending.record_verdict(case, seen(case, one), raiser, VerdictLevel.DISSATISFIED, DAY)
    assert issue_detail(case, one).raisers[0].verdict is VerdictLevel.DISSATISFIED
    ending.reopen(case, seen(case, one), "chưa đúng", DAY)
    detail = issue_detail(case, one)
    assert detail.raisers[0].verdict is None
    assert StoryKind.VERDICT in kinds(detail)


def test_a_wait_that_ended_stays_in_the_story(case: Case):
    one = register(case, None)
    ending.wait_for_enterprise(case, seen(case, one), DAY, "bản vẽ mặt bằng")
    ending.resume(case, seen(case, one))
    story = issue_detail(case, one).story
    assert [line.kind for line in story if "wait" in line.kind or "resum" in line.kind] == [
        StoryKind.WAITING,
        StoryKind.RESUMED,
    ]
    assert IssueList(case).first_page(IssueQuery(search="ban ve"))[0]


def test_the_answer_from_above_stays_with_what_was_sent_up(case: Case):
    one = register(case, None)
    sent = ending.EscalationDraft(DAY, addressee="Bộ Mẫu", paper="77/UBND")
    ending.escalate(case, seen(case, one), sent)
    answered_on, back_on = DAY + timedelta(3), DAY + timedelta(5)
    form = ending.from_above("Thực hiện theo quy định mới.", answered_on)
    ending.came_back(case, seen(case, one), back_on, form)
    detail = issue_detail(case, one)
    assert [(a.kind, a.text, a.answered_on) for a in detail.answers] == [
        (AnswerKind.FROM_ABOVE, "Thực hiện theo quy định mới.", answered_on)
    ]
    assert [(line.kind, line.on) for line in detail.story][1:] == [
        (StoryKind.SENT_UP, DAY),
        (StoryKind.ANSWERED, answered_on),
        (StoryKind.CAME_BACK, back_on),
    ]
    assert list(IssueList(case).ids(IssueQuery(search="quy dinh moi"))) == [one]
    with case.reading() as session:
        escalation = session.scalars(select(Escalation)).one()
        answer = session.scalars(select(Answer)).one()
        assert (escalation.answer_id, escalation.came_back_on) == (answer.id, back_on)


def test_what_came_back_without_an_answer_is_open_again(case: Case):
    one = register(case, None)
    ending.escalate(case, seen(case, one), ending.EscalationDraft(DAY, addressee="Bộ Mẫu"))
    ending.came_back(case, seen(case, one), DAY)
    detail = issue_detail(case, one)
    assert (detail.row.state, detail.answers) == (IssueState.RECEIVED, ())
    with case.reading() as session:
        escalation = session.scalars(select(Escalation)).one()
        assert (escalation.answer_id, escalation.came_back_on) == (None, DAY)


def test_parts_still_open_end_with_the_round(case: Case):
    one = register(case, None)
    helper = AssignmentDraft(find_body(case, SECOND_OWN, DAY), AssignmentRole.SUPPORTING)
    lead = given(case, OWN, Due(working_days=7))
    assigning.assign(case, seen(case, one), lead, DAY, supporting=[helper])
    answering.answer(case, seen_issues(case, [one]), said(case, OWN))
    ending.reopen(case, seen(case, one), "chưa đúng", DAY)
    assert all(row.open_count == 0 for row in list_bodies(case))


def test_who_gave_an_opinion_cannot_be_taken_out(case: Case):
    names = [RaiserDraft(RaiserKind.ASSOCIATION, written_name=name) for name in ("Hội A", "Hội B")]
    form = IssueDraft("Thuế tăng", received_on=DAY, raisers=tuple(names))
    one = intake.register_issue(case, form)
    answering.answer(case, seen_issues(case, [one]), said(case, OWN))
    first, second = issue_detail(case, one).raisers
    ending.record_verdict(case, seen(case, one), first.id, VerdictLevel.SATISFIED, DAY)
    raisers = issue_detail(case, one).form.raisers
    with pytest.raises(RaiserHasVerdict):
        change_issue(case, one, raisers=raisers[1:])
    change_issue(case, one, raisers=raisers[:1])
    detail = issue_detail(case, one)
    assert [(r.id, r.verdict) for r in detail.raisers] == [(first.id, VerdictLevel.SATISFIED)]
    assert second.id != first.id


def test_an_opinion_stays_with_its_raiser_when_they_change_places(case: Case):
    names = [RaiserDraft(RaiserKind.ASSOCIATION, written_name=name) for name in ("Hội A", "Hội B")]
    form = IssueDraft("Thuế tăng", received_on=DAY, raisers=tuple(names))
    one = intake.register_issue(case, form)
    answering.answer(case, seen_issues(case, [one]), said(case, OWN))
    first = issue_detail(case, one).raisers[0]
    ending.record_verdict(case, seen(case, one), first.id, VerdictLevel.DISSATISFIED, DAY)
    change_issue(case, one, raisers=tuple(reversed(names)))
    shown = {r.name: r.verdict for r in issue_detail(case, one).raisers}
    assert shown == {"Hội A": VerdictLevel.DISSATISFIED, "Hội B": None}


def test_a_raiser_identified_later_keeps_its_opinion(case: Case):
    one = register(case, None)
    answering.answer(case, seen_issues(case, [one]), said(case, OWN))
    raiser = issue_detail(case, one).raisers[0]
    ending.record_verdict(case, seen(case, one), raiser.id, VerdictLevel.NEUTRAL, DAY)
    firm = register_enterprise(case, EnterpriseDraft("Hộ kinh doanh Mẫu"))
    change_issue(case, one, raisers=(RaiserDraft(RaiserKind.ENTERPRISE, firm),))
    (now,) = issue_detail(case, one).raisers
    assert (now.name, now.verdict) == ("Hộ kinh doanh Mẫu", VerdictLevel.NEUTRAL)


def test_members_of_an_association_go_with_it_and_raise_the_version(case: Case):
    firm = register_enterprise(case, EnterpriseDraft("Công ty Mẫu"))
    group = RaiserDraft(RaiserKind.ASSOCIATION, written_name="Hội A", member_ids=(firm,))
    form = IssueDraft("Thuế tăng", received_on=DAY, raisers=(group,))
    one = intake.register_issue(case, form)
    before = issue_detail(case, one).version
    change_issue(case, one, raisers=(replace(group, member_ids=()),))
    assert issue_detail(case, one).version == entries(case) > before
    change_issue(case, one, raisers=(group,))
    change_issue(case, one, raisers=())
    assert issue_detail(case, one).raisers == ()
    assert_history_is_true(case)


def test_what_was_said_raises_the_version_of_its_session(case: Case, meeting: int):
    before = editing.session_detail(case, meeting)
    change_session(
        case, meeting, opening=(SpeechDraft(Person.typed("Ông Trần Văn Mẫu"), "Chào mừng."),)
    )
    assert editing.session_detail(case, meeting).version == entries(case) > before.version


def test_nothing_is_noted_of_what_was_not_given_out(case: Case):
    one = register(case, None)
    helper = AssignmentDraft(find_body(case, SECOND_OWN, DAY), AssignmentRole.SUPPORTING)
    assigning.propose(case, seen(case, one), [given(case, OTHER), helper])
    version, count = issue_detail(case, one).version, entries(case)
    result = assigning.give_out(case, seen_issues(case, [one]), DAY)
    assert (result.done, len(result.left)) == (0, 1)
    assert (issue_detail(case, one).version, entries(case)) == (version, count)
    assert_history_is_true(case)


def test_the_same_bodies_proposed_again_are_no_change(case: Case):
    one = register(case, None)
    assigning.propose(case, seen(case, one), [given(case, OTHER)])
    version, count = issue_detail(case, one).version, entries(case)
    assigning.propose(case, seen(case, one), [given(case, OTHER)])
    assert (issue_detail(case, one).version, entries(case)) == (version, count)
    assert_history_is_true(case)


def test_zero_is_a_number_in_the_history(case: Case, meeting: int):
    before = editing.session_detail(case, meeting)
    change_session(case, meeting, walk_in_count=0)
    assert editing.session_detail(case, meeting).version == entries(case) > before.version
    assert_history_is_true(case)


def test_only_our_own_units_are_late_and_each_of_them(case: Case):
    late, soon = DAY - timedelta(1), DAY + timedelta(30)

    def overdue() -> list[int]:
        query = IssueQuery(view=View.OVERDUE, descending=False)
        return list(IssueList(on_day(case, DAY + timedelta(10))).ids(query))

    first = register(case, None, "A")
    assigning.assign(case, seen(case, first), given(case, OTHER, Due(on=soon)), DAY)
    assigning.assign(case, seen(case, first), given(case, OWN, Due(on=DAY)), DAY)
    second = register(case, None, "B")
    assigning.assign(case, seen(case, second), given(case, OWN, Due(on=soon)), DAY)
    assigning.assign(case, seen(case, second), given(case, OTHER, Due(on=DAY)), DAY)
    third = register(case, None, "C")
    helper = replace(given(case, OTHER, Due(on=DAY)), role=AssignmentRole.SUPPORTING)
    assigning.assign(
        case, seen(case, third), given(case, OWN, Due(on=DAY)), DAY, supporting=[helper]
    )
    answering.answer(case, seen_issues(case, [third]), said(case, OWN))
    assert overdue() == [first]
    with pytest.raises(DueBeforeGiven):
        assigning.assign(case, seen(case, third), given(case, SECOND_OWN, Due(on=late)), DAY)


def test_sent_back_by_all_nobody_is_in_charge(case: Case):
    one = register(case, None)
    assigning.assign(case, seen(case, one), given(case, OTHER), DAY)
    assigning.return_issue(case, seen(case, one), find_body(case, OTHER, DAY), DAY, "không thuộc")
    row = issue_detail(case, one).row
    assert row.lead_body == ""
    assert list(IssueList(case).ids(IssueQuery(view=View.NOT_GIVEN))) == [one]


@pytest.mark.parametrize("day", [DAY - timedelta(1), date(2999, 1, 1)])
def test_what_happens_to_an_issue_happens_between_its_receipt_and_today(case: Case, day: date):
    one = register(case, None)
    answering.answer(case, seen_issues(case, [one]), said(case, OWN))
    raiser = issue_detail(case, one).raisers[0].id
    wrong = TooEarly if day < DAY else NotYet
    for act in (
        lambda: assigning.assign(case, seen(case, one), given(case, OTHER), day),
        lambda: ending.wait_for_enterprise(case, seen(case, one), day, "giấy"),
        lambda: ending.escalate(case, seen(case, one), ending.EscalationDraft(day, addressee="Bộ")),
        lambda: ending.record_verdict(case, seen(case, one), raiser, VerdictLevel.NEUTRAL, day),
        lambda: ending.close(case, seen(case, one), Outcome.WITHDRAWN, day),
        lambda: ending.reopen(case, seen(case, one), "lý do", day),
    ):
        with pytest.raises(wrong):
            act()


def test_an_answer_at_the_meeting_is_of_its_day_and_none_is_of_a_day_to_come(
    case: Case, meeting: int
):
    one = register(case, meeting)
    form = answering.AnswerDraft(AnswerKind.AT_MEETING, "đã rõ")
    answering.answer(case, seen_issues(case, [one, one]), form)
    (given_answer,) = issue_detail(case, one).answers
    assert given_answer.answered_on == DAY
    future = replace(form, answered_on=case.today() + timedelta(1))
    with pytest.raises(NotYet):
        answering.answer(case, seen_issues(case, [one]), future)


def test_before_a_session_to_come_an_issue_is_received_today(case: Case):
    form = editing.SessionDraft("2999-K1", "Hội nghị", planned_on=date(2999, 1, 1))
    ahead = editing.add_session(case, form)
    one = intake.register_issue(case, IssueDraft("Hỏi trước", session_id=ahead))
    assert issue_detail(case, one).form.received_on == case.today()


def test_the_words_of_a_limit_stay_with_its_date(case: Case):
    one = register(case, None)
    body = find_body(case, OWN, DAY)
    last = date(2026, 10, 31)
    assigning.propose(
        case, seen(case, one), [AssignmentDraft(body, due=Due(last, text="trong tháng 10"))]
    )
    assigning.assign(case, seen(case, one), AssignmentDraft(body, due=Due(last)), DAY)
    assert issue_detail(case, one).assignments[0].due_text == "trong tháng 10"


def test_a_body_named_twice_leads(case: Case):
    one = register(case, None)
    lead = given(case, OTHER)
    assigning.propose(case, seen(case, one), [lead, replace(lead, role=AssignmentRole.SUPPORTING)])
    (part,) = issue_detail(case, one).assignments
    assert part.role is AssignmentRole.LEAD


def test_everything_typed_is_found(case: Case, meeting: int):
    one = register(case, meeting)
    form = ending.EscalationDraft(DAY, addressee="Bộ Thử nghiệm", paper="77/UBND-KT")
    ending.escalate(case, seen(case, one), form)
    answered = replace(said(case, OWN), person=Person("Ông Mẫu", "Đội trưởng đội xe"))
    answering.answer(case, seen_issues(case, [one]), answered)
    direction = answering.DirectionDraft(Person.typed("Bà Phượng Mẫu"), "làm ngay")
    answering.direct(case, meeting, [seen(case, one)], direction)
    for typed in ("bo thu nghiem", "77/ubnd", "doi truong", "phuong mau"):
        assert IssueList(case).first_page(IssueQuery(search=typed))[0], typed


@pytest.mark.parametrize("typed", ["\u200b", "\u0301", "❤\ufe0f", "%", "\ufeff"])
def test_marks_alone_are_no_search(case: Case, typed: str):
    one = register(case, None)
    assert [row.id for row in IssueList(case).first_page(IssueQuery(search=typed))[0]] == [one]


def test_a_body_is_found_by_its_very_name_and_two_of_a_kind_are_named(case: Case):
    with pytest.raises(SeveralBodies) as caught:
        find_body(case, "VP", DAY)
    assert len(caught.value.names) == 2
    exact = caught.value.names[0]
    assert find_body(case, exact, DAY)
    with pytest.raises(UnknownBody):
        find_body(case, "Cơ quan không có", DAY)


def test_a_body_cannot_follow_itself(case: Case):
    form = BodyDraft("Đội Mẫu", relation=Relation.OWN)
    body = add_body(case, form)
    with pytest.raises(Invalid):
        edit_body(case, body_detail(case, body), replace(form, successor_ids=(body,)))


def test_a_spelling_put_right_stays_one_entry(case: Case):
    names = read_list(case, ReferenceList.TOPICS).draft.rows
    spelled = [("Thuế, phí" if name == "Thuế" else name, active) for name, active in names]
    save_list(case, ReferenceList.TOPICS, *spelled)
    unmarked = [("Thue, phi" if name == "Thuế, phí" else name, on) for name, on in spelled]
    save_list(case, ReferenceList.TOPICS, *unmarked)
    now = list_reference(case, ReferenceList.TOPICS)
    assert [row.name for row in now if row.name.startswith("Thu")][:1] == ["Thue, phi"]
    assert len([row for row in now if row.active]) == len(names)
    save_list(case, ReferenceList.TOPICS, *((row.name, row.active) for row in now))


def test_the_last_participant_taken_out_raises_the_version(case: Case, meeting: int):
    before = editing.session_detail(case, meeting)
    feed = follow(case)
    change_session(case, meeting, participants=())
    after = editing.session_detail(case, meeting)
    assert (after.version, after.form.participants) == (entries(case), ())
    assert after.version > before.version
    assert feed.changes().touched == {"session": {meeting}}
    feed.close()
    assert_history_is_true(case)
