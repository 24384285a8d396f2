"""An issue goes on to another body: who had it has it no more, for a reason that stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.errors.issues import AlreadyAssigned, NoSuchAssignment, TooEarly
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.vocabulary import AssignmentState, IssueState, StoryKind, WithdrawalCause
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.issues import assigning
from dialogue_app.services.issues.assigning import AssignmentDraft, Due, Rerouting
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.words import assignment_words, story_words
from dialogue_app.services.undo import undo
from tests.services.conftest import DAY, Office

PROMISED = date(2026, 10, 30)
LATER = DAY + timedelta(3)
REASON = "Đường do Thành phố quản lý"


def with_our_unit(office: Office) -> int:
    draft = IssueDraft("Vỉa hè hư.", received_on=DAY, promised_on=PROMISED)
    issue_id = register_issue(office.case, draft)
    part = AssignmentDraft(office.own, due=Due(date(2026, 9, 25)))
    assigning.assign(office.case, office.seen(issue_id), part, DAY)
    return issue_id


def pass_on(office: Office, issue_id: int, reason: str = REASON, day: date = LATER) -> None:
    given = AssignmentDraft(office.other)
    instead = Rerouting(office.own, reason)
    assigning.assign(office.case, office.seen(issue_id), given, day, instead_of=instead)


def test_who_had_it_has_it_no_more_and_the_clock_of_the_enterprise_goes_on(office: Office):
    issue_id = with_our_unit(office)
    pass_on(office, issue_id)
    detail = office.detail(issue_id)
    before, now = detail.assignments
    assert (before.state, before.ended_on) == (AssignmentState.RETURNED, LATER)
    assert (before.ended_because, before.ended_reason) == (WithdrawalCause.REROUTED, REASON)
    assert (now.state, now.body_id) == (AssignmentState.GIVEN, office.other)
    assert detail.form.promised_on == PROMISED
    assert detail.row.state is IssueState.NOT_SENT
    assert detail.row.lead_body == now.body


def test_the_story_says_that_it_was_given_to_another_and_not_that_it_was_sent_back(office: Office):
    issue_id = with_our_unit(office)
    pass_on(office, issue_id)
    detail = office.detail(issue_id)
    (line,) = [one for one in detail.story if one.kind is StoryKind.REROUTED]
    assert story_words(line)[1] == f"Given to another body in place of {line.who}. {REASON}"
    assert "given to another body" in assignment_words(detail.assignments[0])
    assert not [one for one in detail.story if one.kind is StoryKind.RETURNED]


def test_nothing_is_passed_on_without_a_reason(office: Office):
    issue_id = with_our_unit(office)
    with pytest.raises(Missing):
        pass_on(office, issue_id, " ")
    (part,) = office.detail(issue_id).assignments
    assert part.state is AssignmentState.GIVEN


def test_only_who_has_it_can_give_it_up_and_not_before_it_had_it(office: Office):
    issue_id = with_our_unit(office)
    with pytest.raises(TooEarly):
        pass_on(office, issue_id, day=DAY - timedelta(1))
    nobody = Rerouting(office.other, REASON)
    third = AssignmentDraft(find_body(office.case, "Sở Tài chính", DAY))
    with pytest.raises(NoSuchAssignment):
        assigning.assign(office.case, office.seen(issue_id), third, LATER, instead_of=nobody)
    same = AssignmentDraft(office.own, due=Due(working_days=5))
    itself = Rerouting(office.own, REASON)
    with pytest.raises(AlreadyAssigned):
        assigning.assign(office.case, office.seen(issue_id), same, LATER, instead_of=itself)
    (part,) = office.detail(issue_id).assignments
    assert part.state is AssignmentState.GIVEN


def test_it_is_taken_back_as_one_act(office: Office):
    issue_id = with_our_unit(office)
    before = office.detail(issue_id).assignments
    pass_on(office, issue_id)
    undo(office.case, office.detail(issue_id).version)
    assert office.detail(issue_id).assignments == before
