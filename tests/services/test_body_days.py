"""A body exists from its first day to its last, both included, wherever it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from dialogue_app.domain.errors import BodyNotValid
from dialogue_app.services import handing, issues
from dialogue_app.services.bodies import BodyForm, add_body, find_body, list_bodies
from dialogue_app.services.handing import Handing
from tests.services.conftest import DAY, Desk

FIRST, LAST = DAY + timedelta(5), DAY + timedelta(10)
BEFORE, AFTER = FIRST - timedelta(1), LAST + timedelta(1)


@dataclass(frozen=True)
class Team:
    """A body that existed for six days, and the one that followed another like it."""

    id: int
    replaced: int
    successor: int


@pytest.fixture(scope="module")
def team(desk: Desk) -> Team:
    def add(name: str, first: date | None, last: date | None, *successors: int) -> int:
        form = BodyForm(name, valid_from=first, valid_to=last, successor_ids=successors)
        return add_body(desk.store, desk.actor, form)

    alone = add("Tổ công tác thử nghiệm", FIRST, LAST)
    successor = add("Đội quản lý chợ mới", AFTER, None)
    replaced = add("Đội quản lý chợ cũ", None, LAST, successor)
    return Team(alone, replaced, successor)


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_on_its_first_and_last_day_a_body_is_there(desk: Desk, team: Team, day: date):
    assert find_body(desk.store, "Tổ công tác thử nghiệm", day) == team.id
    assert team.id in {row.id for row in list_bodies(desk.store, on=day)}
    issue_id = desk.received()
    handing.hand_over(desk.store, desk.actor, issue_id, Handing(desk.other), day,
                      supporting=[Handing(team.id)])  # fmt: skip
    issue_id = desk.received()
    handing.hand_over(desk.store, desk.actor, issue_id, Handing(team.id), day)
    proposed_on(desk, team, day)


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_the_day_before_and_the_day_after_it_is_not(desk: Desk, team: Team, day: date):
    with pytest.raises(BodyNotValid) as refusal:
        find_body(desk.store, "Tổ công tác thử nghiệm", day)
    assert refusal.value.on == day
    assert team.id not in {row.id for row in list_bodies(desk.store, on=day)}
    issue_id = desk.received()
    before = desk.detail(issue_id)
    for lead, supporting in ((team.id, []), (desk.other, [Handing(team.id)])):
        with pytest.raises(BodyNotValid):
            handing.hand_over(
                desk.store, desk.actor, issue_id, Handing(lead), day, supporting=supporting
            )
    assert desk.detail(issue_id) == before
    with pytest.raises(BodyNotValid):
        proposed_on(desk, team, day)


def proposed_on(desk: Desk, team: Team, day: date) -> int:
    """Whether a body may be proposed is asked of the day of receipt."""
    form = issues.IssueForm("Chợ thiếu đèn", received_on=day)
    issue_id = issues.register_issue(desk.store, desk.actor, form)
    handing.propose(desk.store, desk.actor, issue_id, [Handing(team.id)])
    return issue_id


def test_a_proposed_body_is_given_out_until_its_last_day(desk: Desk, team: Team):
    issue_id = proposed_on(desk, team, FIRST)
    late = handing.give_out(desk.store, desk.actor, [issue_id], AFTER)
    assert [type(reason) for _code, reason in late.left] == [BodyNotValid]
    assert handing.give_out(desk.store, desk.actor, [issue_id], LAST).given == 1


def test_the_day_after_its_last_the_name_means_the_successor(desk: Desk, team: Team):
    assert find_body(desk.store, "Đội quản lý chợ cũ", LAST) == team.replaced
    assert find_body(desk.store, "Đội quản lý chợ cũ", AFTER) == team.successor
    issue_id = desk.received()
    with pytest.raises(BodyNotValid) as refusal:
        handing.hand_over(desk.store, desk.actor, issue_id, Handing(team.replaced), AFTER)
    assert refusal.value.successors == ["Đội quản lý chợ mới"]
