"""The life of an issue through the services, as the follow-up clerk sees it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dialogue_app.domain.errors.base import (
    ChangedElsewhere,
    Missing,
    NotAllowed,
)
from dialogue_app.domain.errors.bodies import BodyNotValid
from dialogue_app.domain.errors.issues import (
    AlreadyAssigned,
    DueBeforeGiven,
    DueRequired,
    DuplicateOfItself,
    MoveNotAllowed,
    OutcomeNotAllowed,
    UnknownIssue,
    UnknownRaiser,
    WrongVerb,
)
from dialogue_app.domain.life import Move
from dialogue_app.domain.people import Actor
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentState,
    IssueState,
    Outcome,
    RaiserKind,
    Role,
    VerdictLevel,
    View,
)
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.issues import answering, assigning, ending, intake
from dialogue_app.services.issues.assigning import AssignmentForm, Due
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.lists import IssueList, IssueQuery, IssueRow, view_counts
from dialogue_app.services.papers.minutes import minutes_facts, minutes_pdf
from dialogue_app.services.sessions.editing import SessionForm, add_session, session_detail
from dialogue_app.storage.engine import Store
from tests.services.conftest import DAY

OWN, OTHER = "Phòng Kinh tế, Hạ tầng và Đô thị", "Sở Xây dựng"


def register(store: Store, actor: Actor, meeting: int | None, text: str = "Thuế đất tăng") -> int:
    raiser = intake.RaiserForm(RaiserKind.UNIDENTIFIED, written_name="chị Mẫu")
    form = intake.IssueForm(text, session_id=meeting, received_on=DAY, raisers=(raiser,))
    return intake.register_issue(store, actor, form)


def row(store: Store, issue_id: int) -> IssueRow:
    return IssueList(store).rows([issue_id])[0]


def state(store: Store, issue_id: int) -> IssueState:
    return row(store, issue_id).state


def given(store: Store, name: str, due: Due = Due()) -> AssignmentForm:  # noqa: B008
    return AssignmentForm(find_body(store, name, DAY), due=due)


def said(store: Store, name: str, text: str = "đã xem xét") -> answering.AnswerForm:
    return answering.AnswerForm(
        AnswerKind.IN_WRITING, text, DAY, body_id=find_body(store, name, DAY)
    )


def test_an_issue_may_have_no_session_and_gets_a_code(store: Store, actor: Actor):
    first, second = register(store, actor, None), register(store, actor, None)
    assert [row(store, one).code for one in (first, second)] == ["KN-2026-0001", "KN-2026-0002"]
    assert intake.find_issue(store, "kn 2026-2") == second
    with pytest.raises(UnknownIssue):
        intake.find_issue(store, "KN-2026-0099")


def test_the_verb_follows_from_the_relation(store: Store, actor: Actor, meeting: int):
    one, two = register(store, actor, meeting), register(store, actor, meeting)
    assigning.assign(store, actor, one, given(store, OWN, Due(on=date(2026, 9, 25))), DAY)
    assigning.assign(store, actor, two, given(store, OTHER), DAY)
    assert [state(store, i) for i in (one, two)] == [IssueState.ASSIGNED, IssueState.TRANSFERRED]
    with pytest.raises(WrongVerb):
        assigning.assign(store, actor, one, given(store, OTHER), DAY, move=Move.ASSIGN)


def test_refusals_say_why_and_change_nothing(store: Store, actor: Actor, meeting: int):
    one = register(store, actor, meeting)
    with pytest.raises(DueRequired):
        assigning.assign(store, actor, one, given(store, OWN), DAY)
    with pytest.raises(DueBeforeGiven):
        assigning.assign(store, actor, one, given(store, OWN, Due(on=date(2026, 9, 1))), DAY)
    with pytest.raises(OutcomeNotAllowed):
        ending.close(store, actor, one, Outcome.SETTLED, DAY)
    with pytest.raises(MoveNotAllowed):
        ending.reopen(store, actor, one, "vì")
    with pytest.raises(NotAllowed):
        ending.close(store, replace(actor, role=Role.LEADER), one, Outcome.WITHDRAWN, DAY)
    with pytest.raises(Missing):
        intake.register_issue(store, actor, intake.IssueForm(" \n"))
    assert state(store, one) is IssueState.RECEIVED


def test_a_body_that_has_ended_is_refused_with_its_successor(
    store: Store, actor: Actor, meeting: int
):
    before = find_body(store, "Sở Kế hoạch và Đầu tư", date(2024, 1, 1))
    one = register(store, actor, meeting)
    with pytest.raises(BodyNotValid) as refusal:
        assigning.assign(store, actor, one, AssignmentForm(before), DAY)
    assert refusal.value.successors == ["Sở Tài chính"]


def test_working_days_are_counted_from_the_day_it_is_given(
    store: Store, actor: Actor, meeting: int
):
    one = register(store, actor, meeting)
    assigning.propose(store, actor, one, [given(store, OWN)])
    assert issue_detail(store, one).assignments[0].state is AssignmentState.PROPOSED
    assert state(store, one) is IssueState.RECEIVED
    assigning.give_out(store, actor, [one], DAY, Due(weekdays=5))
    assert row(store, one).next_due_on == date(2026, 9, 22)
    with pytest.raises(AlreadyAssigned):
        assigning.assign(store, actor, one, given(store, OWN), DAY)


def test_what_cannot_be_given_out_is_left_and_named(store: Store, actor: Actor, meeting: int):
    one, two = register(store, actor, meeting), register(store, actor, meeting)
    assigning.propose(store, actor, one, [given(store, OWN)])
    assigning.propose(store, actor, two, [given(store, OTHER)])
    result = assigning.give_out(store, actor, [one, two], DAY)
    assert result.given == 1
    assert [(code, type(why)) for code, why in result.left] == [("KN-2026-0001", DueRequired)]


def test_two_leads_make_it_partly_answered_until_both_are_done(
    store: Store, actor: Actor, meeting: int
):
    one = register(store, actor, meeting)
    assigning.assign(store, actor, one, given(store, OWN, Due(weekdays=5)), DAY)
    assigning.assign(store, actor, one, given(store, OTHER), DAY)
    answering.answer(store, actor, [one], said(store, OWN))
    assert state(store, one) is IssueState.PARTLY_ANSWERED
    assigning.return_issue(store, actor, one, find_body(store, OTHER, DAY), DAY, "sai thẩm quyền")
    assert state(store, one) is IssueState.ANSWERED


def test_one_answer_for_several_issues(store: Store, actor: Actor, meeting: int):
    both = [register(store, actor, meeting), register(store, actor, meeting, "Điện")]
    answering.answer(store, actor, both, said(store, OTHER, "trả lời chung"))
    assert {state(store, one) for one in both} == {IssueState.ANSWERED}
    assert sorted(IssueList(store).ids(IssueQuery(search="tra loi chung"))) == both


def test_closed_reopened_and_answered_anew(store: Store, actor: Actor, meeting: int):
    one = register(store, actor, meeting)
    answering.answer(store, actor, [one], said(store, OTHER))
    ending.close(store, actor, one, Outcome.SETTLED, DAY)
    assert state(store, one) is IssueState.CLOSED
    with pytest.raises(MoveNotAllowed):
        assigning.assign(store, actor, one, given(store, OTHER), DAY)
    ending.reopen(store, actor, one, "chưa đúng nội dung")
    assert state(store, one) is IssueState.REOPENED
    with pytest.raises(OutcomeNotAllowed):
        ending.close(store, actor, one, Outcome.SETTLED, DAY)


def test_waiting_and_sent_up(store: Store, actor: Actor, meeting: int):
    one = register(store, actor, meeting)
    ending.wait_for_enterprise(store, actor, one, DAY, "bản vẽ")
    assert state(store, one) is IssueState.WAITING
    ending.resume(store, actor, one)
    ending.escalate(store, actor, one, ending.EscalationForm(DAY, addressee="Bộ Mẫu"))
    assert state(store, one) is IssueState.SENT_UP
    ending.came_back(store, actor, one, DAY, ending.from_above("theo luật", DAY))
    assert state(store, one) is IssueState.ANSWERED


def test_a_verdict_belongs_to_a_raiser_of_the_issue(store: Store, actor: Actor, meeting: int):
    one, two = register(store, actor, meeting), register(store, actor, meeting)
    answering.answer(store, actor, [one, two], said(store, OTHER))
    with store.reading() as session:
        from dialogue_app.storage.models import Issue

        (mine,) = session.get_one(Issue, one).raisers
        raiser = mine.id
    ending.record_verdict(store, actor, one, raiser, VerdictLevel.SATISFIED, DAY)
    with pytest.raises(UnknownRaiser):
        ending.record_verdict(store, actor, two, raiser, VerdictLevel.SATISFIED, DAY)


def test_duplicates_make_no_ring(store: Store, actor: Actor, meeting: int):
    one, two = register(store, actor, meeting), register(store, actor, meeting)
    ending.mark_duplicate(store, actor, one, two, DAY)
    with pytest.raises(DuplicateOfItself):
        ending.mark_duplicate(store, actor, two, one, DAY)
    assert row(store, one).outcome is Outcome.DUPLICATE


def test_the_second_writer_is_told(store: Store, actor: Actor, meeting: int):
    one = register(store, actor, meeting)
    form = intake.IssueForm("Nội dung sửa", session_id=meeting)
    intake.edit_issue(store, actor, one, form, 1)
    with pytest.raises(ChangedElsewhere):
        intake.edit_issue(store, actor, one, form, 1)


def test_search_needs_no_marks(store: Store, actor: Actor, meeting: int):
    one = register(store, actor, meeting, "Đường ngập nước")
    for typed in ("duong ngap", "Đường", "chi mau", "KN-2026-0001", "ngap nuo"):
        assert list(IssueList(store).ids(IssueQuery(search=typed))) == [one]
    assert not IssueList(store).ids(IssueQuery(search="ngập lụt"))


def test_only_what_we_command_is_late(store: Store, actor: Actor, meeting: int):
    one, two = register(store, actor, meeting), register(store, actor, meeting)
    due = Due(on=date(2026, 9, 20))
    assigning.assign(store, actor, one, given(store, OWN, due), DAY)
    assigning.assign(store, actor, two, given(store, OTHER, due), DAY)
    counts = view_counts(store, meeting, date(2026, 10, 1))
    assert (counts[View.OVERDUE], counts[View.WAITING_FOR_OTHERS], counts[View.ALL]) == (1, 1, 2)


def test_a_session_says_what_is_missing(store: Store, actor: Actor, meeting: int):
    gaps = {gap.value for gap, _count in session_detail(store, meeting).gaps}
    assert gaps == {"no_secretary", "no_end", "no_issue"}


def test_minutes_state_what_was_given_out(store: Store, actor: Actor, meeting: int):
    one = register(store, actor, meeting)
    assigning.propose(store, actor, one, [given(store, OTHER)])
    assert minutes_facts(store, meeting).issues[0].assignments == ()
    assigning.give_out(store, actor, [one], DAY)
    assert minutes_facts(store, meeting).issues[0].assignments[0].lead == OTHER
    assert minutes_pdf(store, meeting).startswith(b"%PDF")


def test_an_empty_session_has_no_minutes(store: Store, actor: Actor, meeting: int):
    from dialogue_app.domain.errors.sessions import EmptySession

    empty = add_session(store, actor, SessionForm("2026-K4", "Hội nghị mẫu"))
    with pytest.raises(EmptySession):
        minutes_facts(store, empty)
