"""Rules are kept, and propose: nothing is a fact before somebody gives an issue out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from dialogue_app.domain.errors.base import BadInput, NotAllowed
from dialogue_app.domain.errors.bodies import BodyNotValid
from dialogue_app.domain.errors.calendar import DaysOutOfRange
from dialogue_app.domain.errors.conflicts import ChangedSince
from dialogue_app.domain.errors.policies import (
    DayIsOver,
    DaysAndDay,
    ReminderOutOfRange,
    RuleSaysNothing,
    RuleTwice,
    SupportsItself,
    UnknownPolicy,
)
from dialogue_app.domain.fields.policies import PolicyDraft
from dialogue_app.domain.vocabulary import AssignmentRole, IssueKind, Role, WaitingClock
from dialogue_app.services.agency.reference import topics
from dialogue_app.services.bodies.editing import body_detail, edit_body, find_body
from dialogue_app.services.case import Case
from dialogue_app.services.issues import assigning, ending
from dialogue_app.services.policies.editing import (
    add_policy,
    edit_policy,
    policy_detail,
    remove_policy,
    rule_book,
)
from dialogue_app.services.policies.words import rule_words
from dialogue_app.storage.models.issue_course import Waiting
from tests.services.changing import change_issue
from tests.services.conftest import DAY, Office, as_role, on_day


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    laid_out = Office(tmp_path)
    yield laid_out
    laid_out.case.store.close()


def drafts(case: Case) -> list[PolicyDraft]:
    return [rule.draft for rule in rule_book(case).policies.rules]


def topic(case: Case) -> int:
    return topics(case)[0].id


def test_a_rule_is_kept_changed_and_removed(office: Office):
    case = office.case
    form = PolicyDraft(topic(case), office.own, IssueKind.QUESTION, due_days=10)
    form = replace(form, supporter_ids=(office.other,), waiting=WaitingClock.STOPS)
    key = add_policy(case, form)
    assert drafts(case) == [form]
    read = policy_detail(case, key)
    assert read.draft == form
    edit_policy(case, read, replace(form, due_days=5, supporter_ids=()))
    assert drafts(case) == [replace(form, due_days=5, supporter_ids=())]
    with pytest.raises(ChangedSince):
        remove_policy(case, read)
    remove_policy(case, policy_detail(case, key))
    assert drafts(case) == []


def test_a_rule_is_told_in_words(office: Office):
    case = office.case
    name = topics(case)[0].name
    form = PolicyDraft(topic(case), due_days=10, supporter_ids=(office.other,), reminder_days=2)
    add_policy(case, form)
    book = rule_book(case)
    said = rule_words(book, form)
    assert said.startswith(f"{name}: ")
    for part in ("10", "Sở Xây dựng", "2"):
        assert part in said


@pytest.mark.parametrize(
    ("form", "error"),
    [
        (PolicyDraft(), RuleSaysNothing),
        (PolicyDraft(kind=IssueKind.QUESTION), RuleSaysNothing),
        (PolicyDraft(due_days=5, due_on=date(2026, 12, 31)), DaysAndDay),
        (PolicyDraft(due_days=0), DaysOutOfRange),
        (PolicyDraft(due_days=10_000), DaysOutOfRange),
        (PolicyDraft(due_on=date(2026, 11, 26)), DayIsOver),
        (PolicyDraft(reminder_days=61), ReminderOutOfRange),
        (PolicyDraft(reminder_days=-1), BadInput),
        (PolicyDraft(body_id=1, supporter_ids=(1, 2)), SupportsItself),
    ],
)
def test_what_is_refused_leaves_the_rules(office: Office, form: PolicyDraft, error: type[BadInput]):
    add_policy(office.case, PolicyDraft(due_days=7))
    known = policy_detail(office.case, rule_book(office.case).policies.rules[0].id)
    with pytest.raises(error):
        add_policy(office.case, replace(form, topic_id=topic(office.case)))
    with pytest.raises(error):
        edit_policy(office.case, known, form)
    assert drafts(office.case) == [PolicyDraft(due_days=7)]


def test_two_rules_are_never_for_the_same(office: Office):
    add_policy(office.case, PolicyDraft(body_id=office.own, due_days=7))
    key = add_policy(office.case, PolicyDraft(due_days=9))
    with pytest.raises(RuleTwice):
        add_policy(office.case, PolicyDraft(body_id=office.own, reminder_days=2))
    with pytest.raises(RuleTwice):
        edit_policy(
            office.case, policy_detail(office.case, key), PolicyDraft(None, office.own, due_days=9)
        )


def end_last_week(office: Office, body_id: int) -> None:
    known = body_detail(office.case, body_id)
    last = office.case.today() - timedelta(days=7)
    edit_body(office.case, known, replace(known.draft, valid_to=last))


def test_a_body_that_ended_last_week_stands_in_no_new_rule(office: Office):
    end_last_week(office, office.other)
    for form in (
        PolicyDraft(body_id=office.other, due_days=5),
        PolicyDraft(supporter_ids=(office.other,)),
    ):
        with pytest.raises(BodyNotValid):
            add_policy(office.case, form)
    assert drafts(office.case) == []


def test_a_body_that_ended_since_leaves_the_rule_editable(office: Office):
    key = add_policy(office.case, PolicyDraft(body_id=office.other, due_days=5))
    end_last_week(office, office.other)
    read = policy_detail(office.case, key)
    edit_policy(office.case, read, replace(read.draft, due_days=6))


def test_rules_are_settings(office: Office):
    key = add_policy(office.case, PolicyDraft(due_days=7))
    with pytest.raises(NotAllowed):
        add_policy(as_role(office.case, Role.FOLLOW_UP), PolicyDraft(due_days=8))
    with pytest.raises(UnknownPolicy):
        policy_detail(office.case, key + 1)


# What rules propose ------------------------------------------------------------------------------


def proposed(office: Office, body: int, **changes: Any) -> int:
    issue_id = office.received()
    if changes:
        change_issue(office.case, issue_id, **changes)
    part = assigning.AssignmentDraft(body)
    assigning.propose(office.case, office.seen(issue_id), [part])
    return issue_id


def test_given_out_by_rules_each_gets_what_its_rule_proposes(office: Office):
    land = topic(office.case)
    add_policy(office.case, PolicyDraft(topic_id=land, due_days=10))
    then = on_day(office.case, DAY)
    add_policy(then, PolicyDraft(kind=IssueKind.QUESTION, due_on=date(2026, 9, 30)))
    ids = [
        proposed(office, office.own, topic_id=land),
        proposed(office, office.own, kind=IssueKind.QUESTION),
        proposed(office, office.own),
    ]
    seen = [office.seen(key) for key in ids]
    result = assigning.give_out(
        office.case, seen, DAY, assigning.Due(working_days=3), by_rules=True
    )
    assert (result.done, result.left) == (3, ())
    dues = [office.detail(key).assignments[0] for key in ids]
    assert [(part.due_days, part.due_on) for part in dues] == [
        (10, date(2026, 9, 29)),
        (None, date(2026, 9, 30)),
        (3, date(2026, 9, 18)),
    ]


def test_unasked_no_rule_sets_a_limit(office: Office):
    add_policy(office.case, PolicyDraft(due_days=10, supporter_ids=(office.other,)))
    issue_id = proposed(office, office.own)
    (part,) = office.detail(issue_id).assignments
    assert part.due_on is None
    assigning.give_out(office.case, [office.seen(issue_id)], DAY, assigning.Due(working_days=3))
    (part,) = office.detail(issue_id).assignments
    assert part.due_days == 3


def test_supporting_bodies_of_a_rule_are_given_it_too(office: Office):
    more = find_body(office.case, "Công an phường", DAY)
    form = PolicyDraft(due_days=10, supporter_ids=(office.other, more, office.own))
    add_policy(office.case, form)
    issue_id = proposed(office, office.own)
    assigning.give_out(office.case, [office.seen(issue_id)], DAY, by_rules=True)
    parts = office.detail(issue_id).assignments
    assert [(part.body_id, part.role) for part in parts] == [
        (office.own, AssignmentRole.LEAD),
        (office.other, AssignmentRole.SUPPORTING),
        (more, AssignmentRole.SUPPORTING),
    ]
    assert {part.due_on for part in parts} == {date(2026, 9, 29)}


def test_what_a_rule_cannot_give_is_left_with_its_reason(office: Office):
    add_policy(office.case, PolicyDraft(due_days=10, supporter_ids=(office.other,)))
    issue_id = proposed(office, office.own)
    known = body_detail(office.case, office.other)
    edit_body(office.case, known, replace(known.draft, valid_to=DAY - timedelta(days=7)))
    before = office.detail(issue_id)
    result = assigning.give_out(office.case, [office.seen(issue_id)], DAY, by_rules=True)
    ((_id, code, reason),) = result.left
    assert (result.done, code) == (0, before.code)
    assert isinstance(reason, BodyNotValid)
    assert office.detail(issue_id) == before


def stops(office: Office) -> list[bool]:
    with office.case.reading() as session:
        return [row.stops_clock for row in session.query(Waiting).order_by(Waiting.id)]


def test_whether_waiting_stops_the_clock_say_the_rules_unless_somebody_does(office: Office):
    add_policy(office.case, PolicyDraft(kind=IssueKind.REQUEST, waiting=WaitingClock.STOPS))
    for said in (None, False, True):
        issue_id = office.received()
        ending.wait_for_enterprise(
            office.case, office.seen(issue_id), DAY, "bản vẽ", stops_clock=said
        )
    other = office.received()
    change_issue(office.case, other, kind=IssueKind.QUESTION)
    ending.wait_for_enterprise(office.case, office.seen(other), DAY, "bản vẽ")
    assert stops(office) == [True, False, True, False]
