"""A body exists from its first day to its last, both included, wherever it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from dialogue_app.domain.errors.bodies import BodyNotValid
from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.services.bodies.editing import add_body, find_body
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.issues import assigning, intake
from dialogue_app.services.issues.assigning import AssignmentDraft
from tests.services.conftest import DAY, Office

FIRST, LAST = DAY + timedelta(5), DAY + timedelta(10)
BEFORE, AFTER = FIRST - timedelta(1), LAST + timedelta(1)


@dataclass(frozen=True)
class Team:
    """A body that existed for six days, and the one that followed another like it."""

    id: int
    replaced: int
    successor: int


@pytest.fixture(scope="module")
def team(office: Office) -> Team:
    def add(name: str, first: date | None, last: date | None, *successors: int) -> int:
        form = BodyDraft(name, valid_from=first, valid_to=last, successor_ids=successors)
        return add_body(office.case, form)

    alone = add("Tổ công tác thử nghiệm", FIRST, LAST)
    successor = add("Đội quản lý chợ mới", AFTER, None)
    replaced = add("Đội quản lý chợ cũ", None, LAST, successor)
    return Team(alone, replaced, successor)


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_on_its_first_and_last_day_a_body_is_there(office: Office, team: Team, day: date):
    assert find_body(office.case, "Tổ công tác thử nghiệm", day) == team.id
    assert team.id in {row.id for row in list_bodies(office.case, on=day)}
    issue_id = office.received()
    assigning.assign(office.case, office.seen(issue_id), AssignmentDraft(office.other), day,
                      supporting=[AssignmentDraft(team.id)])  # fmt: skip
    issue_id = office.received()
    assigning.assign(office.case, office.seen(issue_id), AssignmentDraft(team.id), day)
    proposed_on(office, team, day)


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_the_day_before_and_the_day_after_it_is_not(office: Office, team: Team, day: date):
    with pytest.raises(BodyNotValid) as refusal:
        find_body(office.case, "Tổ công tác thử nghiệm", day)
    assert refusal.value.day == day
    assert team.id not in {row.id for row in list_bodies(office.case, on=day)}
    issue_id = office.received()
    before = office.detail(issue_id)
    for lead, supporting in ((team.id, []), (office.other, [AssignmentDraft(team.id)])):
        with pytest.raises(BodyNotValid):
            assigning.assign(
                office.case,
                office.seen(issue_id),
                AssignmentDraft(lead),
                day,
                supporting=supporting,
            )
    assert office.detail(issue_id) == before
    with pytest.raises(BodyNotValid):
        proposed_on(office, team, day)


def proposed_on(office: Office, team: Team, day: date) -> int:
    """Whether a body may be proposed is asked of the day of receipt."""
    form = intake.IssueDraft("Chợ thiếu đèn", received_on=day)
    issue_id = intake.register_issue(office.case, form)
    assigning.propose(office.case, office.seen(issue_id), [AssignmentDraft(team.id)])
    return issue_id


def test_a_proposed_body_is_given_out_until_its_last_day(office: Office, team: Team):
    issue_id = proposed_on(office, team, FIRST)
    late = assigning.give_out(office.case, [office.seen(issue_id)], AFTER)
    assert [type(reason) for _id, _code, reason in late.left] == [BodyNotValid]
    assert assigning.give_out(office.case, [office.seen(issue_id)], LAST).done == 1


def test_the_day_after_its_last_the_name_means_the_successor(office: Office, team: Team):
    assert find_body(office.case, "Đội quản lý chợ cũ", LAST) == team.replaced
    assert find_body(office.case, "Đội quản lý chợ cũ", AFTER) == team.successor
    issue_id = office.received()
    with pytest.raises(BodyNotValid) as refusal:
        assigning.assign(office.case, office.seen(issue_id), AssignmentDraft(team.replaced), AFTER)
    assert refusal.value.successors == ["Đội quản lý chợ mới"]
