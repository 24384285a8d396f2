"""The life of an issue through the services, as the follow-up clerk sees it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dialogue_app.domain.errors.base import (
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
    NothingToReconsider,
    OutcomeNotAllowed,
    UnknownIssue,
    UnknownRaiser,
    WrongVerb,
)
from dialogue_app.domain.fields.issues import RaiserDraft
from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.domain.life import Move
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
from dialogue_app.services.case import Case, Seen
from dialogue_app.services.issues import answering, assigning, ending, intake, sending
from dialogue_app.services.issues.assigning import AssignmentDraft, Due
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.lists import (
    IssueList,
    IssueQuery,
    IssueRow,
    seen_issues,
    view_counts,
)
from dialogue_app.services.papers.minutes import SOURCE, minutes_facts
from dialogue_app.services.sessions.editing import add_session, session_detail
from dialogue_app.services.undo import last_act, undo
from tests.services.conftest import DAY, as_role, on_day
from tests.template import seen

OWN, OTHER = "Phòng Kinh tế, Hạ tầng và Đô thị", "Sở Xây dựng"


def register(case: Case, meeting: int | None, text: str = "Thuế đất tăng") -> int:
    raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="chị Mẫu")
    form = intake.IssueDraft(text, session_id=meeting, received_on=DAY, raisers=(raiser,))
    return intake.register_issue(case, form)


def row(case: Case, issue_id: int) -> IssueRow:
    return IssueList(case).rows([issue_id])[0]


def state(case: Case, issue_id: int) -> IssueState:
    return row(case, issue_id).state


def given(case: Case, name: str, due: Due = Due()) -> AssignmentDraft:  # noqa: B008
    return AssignmentDraft(find_body(case, name, DAY), due=due)


def said(case: Case, name: str, text: str = "đã xem xét") -> answering.AnswerDraft:
    return answering.AnswerDraft(
        AnswerKind.IN_WRITING, text, DAY, body_id=find_body(case, name, DAY)
    )


def test_an_issue_may_have_no_session_and_gets_a_code(case: Case):
    first, second = register(case, None), register(case, None)
    assert [row(case, one).code for one in (first, second)] == ["KN-2026-0001", "KN-2026-0002"]
    assert intake.find_issue(case, "kn 2026-2") == second
    with pytest.raises(UnknownIssue):
        intake.find_issue(case, "KN-2026-0099")


def test_the_verb_follows_from_the_relation(case: Case, meeting: int):
    one, two = register(case, meeting), register(case, meeting)
    assigning.assign(case, seen(case, one), given(case, OWN, Due(on=date(2026, 9, 25))), DAY)
    assigning.assign(case, seen(case, two), given(case, OTHER), DAY)
    assert [state(case, i) for i in (one, two)] == [IssueState.ASSIGNED, IssueState.NOT_SENT]
    with pytest.raises(WrongVerb):
        assigning.assign(case, seen(case, one), given(case, OTHER), DAY, move=Move.ASSIGN)


def test_refusals_say_why_and_change_nothing(case: Case, meeting: int):
    one = register(case, meeting)
    with pytest.raises(DueRequired):
        assigning.assign(case, seen(case, one), given(case, OWN), DAY)
    with pytest.raises(DueBeforeGiven):
        assigning.assign(case, seen(case, one), given(case, OWN, Due(on=date(2026, 9, 1))), DAY)
    with pytest.raises(OutcomeNotAllowed):
        ending.close(case, seen(case, one), Outcome.SETTLED, DAY)
    with pytest.raises(MoveNotAllowed):
        ending.reopen(case, seen(case, one), "vì")
    with pytest.raises(NotAllowed):
        ending.close(as_role(case, Role.LEADER), seen(case, one), Outcome.WITHDRAWN, DAY)
    with pytest.raises(Missing):
        intake.register_issue(case, intake.IssueDraft(" \n"))
    assert state(case, one) is IssueState.RECEIVED


def test_a_body_that_has_ended_is_refused_with_its_successor(case: Case, meeting: int):
    before = find_body(case, "Sở Kế hoạch và Đầu tư", date(2024, 1, 1))
    one = register(case, meeting)
    with pytest.raises(BodyNotValid) as refusal:
        assigning.assign(case, seen(case, one), AssignmentDraft(before), DAY)
    assert refusal.value.successors == ["Sở Tài chính"]


def test_working_days_are_counted_from_the_day_it_is_given(case: Case, meeting: int):
    one = register(case, meeting)
    assigning.propose(case, seen(case, one), [given(case, OWN)])
    assert issue_detail(case, one).assignments[0].state is AssignmentState.PROPOSED
    assert state(case, one) is IssueState.RECEIVED
    assigning.give_out(case, seen_issues(case, [one]), DAY, Due(working_days=5))
    assert row(case, one).next_due_on == date(2026, 9, 22)
    with pytest.raises(AlreadyAssigned):
        assigning.assign(case, seen(case, one), given(case, OWN), DAY)


def test_what_cannot_be_given_out_is_left_and_named(case: Case, meeting: int):
    one, two = register(case, meeting), register(case, meeting)
    assigning.propose(case, seen(case, one), [given(case, OWN)])
    assigning.propose(case, seen(case, two), [given(case, OTHER)])
    removed = Seen(99, 1)  # meanwhile
    result = assigning.give_out(case, [*seen_issues(case, [one, two]), removed], DAY)
    assert result.done == 1
    left = [(code, type(why)) for _id, code, why in result.left]
    assert left == [("KN-2026-0001", DueRequired), ("99", UnknownIssue)]


def test_two_leads_make_it_partly_answered_until_both_are_done(case: Case, meeting: int):
    one = register(case, meeting)
    assigning.assign(case, seen(case, one), given(case, OWN, Due(working_days=5)), DAY)
    assigning.assign(case, seen(case, one), given(case, OTHER), DAY)
    answering.answer(case, seen_issues(case, [one]), said(case, OWN))
    assert state(case, one) is IssueState.PARTLY_ANSWERED
    assigning.return_issue(
        case, seen(case, one), find_body(case, OTHER, DAY), DAY, "sai thẩm quyền"
    )
    assert state(case, one) is IssueState.ANSWERED


def test_who_answered_in_part_may_still_give_way_to_another_body(case: Case, meeting: int):
    one = register(case, meeting)
    assigning.propose(case, seen(case, one), [given(case, OWN)])
    form = replace(said(case, OWN, "còn xem xét"), settles=False)
    answering.answer(case, seen_issues(case, [one]), form)
    assigning.propose(case, seen(case, one), [given(case, OTHER)])
    detail = issue_detail(case, one)
    assert [part.body for part in detail.assignments] == [OTHER]
    assert [answer.text for answer in detail.answers] == ["còn xem xét"]


def test_one_answer_for_several_issues(case: Case, meeting: int):
    both = [register(case, meeting), register(case, meeting, "Điện")]
    answering.answer(case, seen_issues(case, both), said(case, OTHER, "trả lời chung"))
    assert {state(case, one) for one in both} == {IssueState.ANSWERED}
    assert sorted(IssueList(case).ids(IssueQuery(search="tra loi chung"))) == both


def test_closed_reopened_and_answered_anew(case: Case, meeting: int):
    one = register(case, meeting)
    answering.answer(case, seen_issues(case, [one]), said(case, OTHER))
    ending.close(case, seen(case, one), Outcome.SETTLED, DAY)
    assert state(case, one) is IssueState.CLOSED
    with pytest.raises(MoveNotAllowed):
        assigning.assign(case, seen(case, one), given(case, OTHER), DAY)
    ending.reopen(case, seen(case, one), "chưa đúng nội dung")
    assert state(case, one) is IssueState.REOPENED
    with pytest.raises(OutcomeNotAllowed):
        ending.close(case, seen(case, one), Outcome.SETTLED, DAY)


def test_waiting_and_sent_up(case: Case, meeting: int):
    one = register(case, meeting)
    ending.wait_for_enterprise(case, seen(case, one), DAY, "bản vẽ")
    assert state(case, one) is IssueState.WAITING
    ending.resume(case, seen(case, one))
    ending.escalate(case, seen(case, one), ending.EscalationDraft(DAY, addressee="Bộ Mẫu"))
    assert state(case, one) is IssueState.SENT_UP
    ending.came_back(case, seen(case, one), DAY, ending.from_above("theo luật", DAY))
    assert state(case, one) is IssueState.ANSWERED


def test_a_verdict_belongs_to_a_raiser_of_the_issue(case: Case, meeting: int):
    one, two = register(case, meeting), register(case, meeting)
    answering.answer(case, seen_issues(case, [one, two]), said(case, OTHER))
    with case.reading() as session:
        from dialogue_app.storage.models.issues import Issue

        (mine,) = session.get_one(Issue, one).raisers
        raiser = mine.id
    ending.record_verdict(case, seen(case, one), raiser, VerdictLevel.SATISFIED, DAY)
    with pytest.raises(UnknownRaiser):
        ending.record_verdict(case, seen(case, two), raiser, VerdictLevel.SATISFIED, DAY)


def test_duplicates_make_no_ring(case: Case, meeting: int):
    one, two = register(case, meeting), register(case, meeting)
    ending.mark_duplicate(case, seen(case, one), two, DAY)
    with pytest.raises(DuplicateOfItself):
        ending.mark_duplicate(case, seen(case, two), one, DAY)
    assert row(case, one).outcome is Outcome.DUPLICATE


def test_search_needs_no_marks(case: Case, meeting: int):
    one = register(case, meeting, "Đường ngập nước")
    for typed in ("duong ngap", "Đường", "chi mau", "KN-2026-0001", "ngap nuo"):
        assert list(IssueList(case).ids(IssueQuery(search=typed))) == [one]
    assert not IssueList(case).ids(IssueQuery(search="ngập lụt"))


def test_only_what_we_command_is_late(case: Case, meeting: int):
    one, two = register(case, meeting), register(case, meeting)
    due = Due(on=date(2026, 9, 20))
    assigning.assign(case, seen(case, one), given(case, OWN, due), DAY)
    assigning.assign(case, seen(case, two), given(case, OTHER, due), DAY)
    sending.record_sent(
        case, seen(case, two), find_body(case, OTHER, DAY), sending.SendingDraft(DAY)
    )
    counts = view_counts(on_day(case, date(2026, 10, 1)), meeting)
    assert (counts[View.OVERDUE], counts[View.WAITING_FOR_OTHERS], counts[View.ALL]) == (1, 1, 2)


def test_a_session_says_what_is_missing(case: Case, meeting: int):
    gaps = {gap.value for gap, _count in session_detail(case, meeting).gaps}
    assert gaps == {"no_secretary", "no_end", "no_issue"}


def test_minutes_state_what_was_given_out(case: Case, meeting: int):
    one = register(case, meeting)
    assigning.propose(case, seen(case, one), [given(case, OTHER)])
    assert minutes_facts(case, meeting).issues[0].assignments == ()
    assigning.give_out(case, seen_issues(case, [one]), DAY)
    assert minutes_facts(case, meeting).issues[0].assignments[0].lead == OTHER
    assert SOURCE.pdf(case, meeting).content.startswith(b"%PDF")


def test_an_empty_session_has_no_minutes(case: Case, meeting: int):
    from dialogue_app.domain.errors.sessions import EmptySession

    empty = add_session(case, SessionDraft("2026-K4", "Hội nghị mẫu"))
    with pytest.raises(EmptySession):
        minutes_facts(case, empty)


def test_who_is_not_satisfied_may_have_it_reconsidered_in_the_same_act(case: Case):
    issue_id = register(case, None)
    form = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã xem xét", DAY)
    answering.answer(case, [seen(case, issue_id)], form)
    ending.close(case, seen(case, issue_id), Outcome.EXPLAINED, DAY)
    raiser = issue_detail(case, issue_id).raisers[0].id
    before = issue_detail(case, issue_id)

    def judge(level: VerdictLevel, reason: str) -> None:
        ending.record_verdict(
            case, seen(case, issue_id), raiser, level, DAY, "chưa đúng", reopen_because=reason
        )

    with pytest.raises(NothingToReconsider):
        judge(VerdictLevel.SATISFIED, "chưa rõ")
    with pytest.raises(Missing) as refused:
        judge(VerdictLevel.DISSATISFIED, " ")
    assert refused.value.field == "reason"
    assert issue_detail(case, issue_id) == before
    judge(VerdictLevel.BESIDE_THE_POINT, "hỏi việc khác")
    after = issue_detail(case, issue_id)
    assert after.row.state is IssueState.REOPENED
    assert after.reopen_reason == "hỏi việc khác"
    assert [line.verdict for line in after.story if line.verdict] == [VerdictLevel.BESIDE_THE_POINT]
    done = last_act(case)
    assert done is not None
    undo(case, done.sequence)
    assert replace(issue_detail(case, issue_id), version=0, row=before.row) == replace(
        before, version=0
    )
