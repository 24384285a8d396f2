"""Similar issues: grouped, answered once, taken apart again; each keeps its raisers."""

from __future__ import annotations

import pytest

from dialogue_app.domain.errors.conflicts import ChangedSince
from dialogue_app.domain.errors.issues import AloneInGroup, IsComplaint, MoveNotAllowed
from dialogue_app.domain.vocabulary import AnswerKind, IssueState
from dialogue_app.services.issues.answering import AnswerDraft, answer_together
from dialogue_app.services.issues.grouping import group, ungroup, with_similar
from tests.services.changing import change_issue
from tests.services.conftest import DAY, Office


def grouped(office: Office, n: int) -> list[int]:
    keys = [office.received() for _each in range(n)]
    assert group(office.case, [office.seen(key) for key in keys]) == n
    return keys


def others(office: Office, key: int) -> set[int]:
    return {one.id for one in office.detail(key).similar}


def test_one_answer_serves_the_group_and_each_keeps_its_raisers(office: Office):
    first, second, third = grouped(office, 3)
    assert others(office, first) == {second, third}
    seen = [office.seen(key) for key in with_similar(office.case, [second])]
    done = answer_together(office.case, seen, AnswerDraft(AnswerKind.AT_MEETING, "Chung.", DAY))
    assert (done.done, done.left) == (3, ())
    for key in (first, second, third):
        detail = office.detail(key)
        assert detail.row.state is IssueState.ANSWERED
        assert len(detail.raisers) == 1
    codes = {office.detail(key).code for key in (second, third)}
    assert set(office.detail(first).answers[0].other_codes) == codes


def test_groups_that_touch_become_one(office: Office):
    first, second = grouped(office, 2)
    third, fourth = grouped(office, 2)
    assert group(office.case, [office.seen(second), office.seen(third)]) == 4
    assert others(office, first) == {second, third, fourth}


def test_who_is_left_alone_is_in_no_group(office: Office):
    first, second = grouped(office, 2)
    ungroup(office.case, [office.seen(first)])
    assert others(office, first) == others(office, second) == set()
    third = office.received()
    assert group(office.case, [office.seen(first), office.seen(third)]) == 2
    assert others(office, second) == set()


def test_a_group_needs_two_that_are_open_and_no_complaint(office: Office):
    one = office.seen(office.received())
    for chosen in ([], [one], [one, one]):
        with pytest.raises(AloneInGroup):
            group(office.case, chosen)
    with pytest.raises(MoveNotAllowed):
        group(office.case, [one, office.seen(office.closed())])
    complaint = office.received()
    change_issue(office.case, complaint, complaint=True)
    with pytest.raises(IsComplaint):
        group(office.case, [one, office.seen(complaint)])
    stale = office.seen(complaint)
    change_issue(office.case, complaint, note="đã gọi")
    with pytest.raises(ChangedSince):
        ungroup(office.case, [stale])


def test_what_turns_out_to_be_a_complaint_is_answered_with_none(office: Office):
    first, second = grouped(office, 2)
    change_issue(office.case, second, complaint=True)
    assert others(office, first) == others(office, second) == set()
