"""Several closed, answered or given at once: who is left out is known before, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.errors.conflicts import ChangedSince
from dialogue_app.domain.errors.issues import (
    AlreadyAssigned,
    DueRequired,
    FollowedWithIt,
    MoveNotAllowed,
    NothingChosen,
    OutcomeNotAllowed,
    PromiseStillOpen,
    TooEarly,
)
from dialogue_app.domain.vocabulary import AnswerKind, IssueState, Outcome
from dialogue_app.services.case import Case, Seen
from dialogue_app.services.issues import ending
from dialogue_app.services.issues.answering import (
    AnswerDraft,
    answer_together,
    what_can_be_answered,
)
from dialogue_app.services.issues.assigning import AssignmentDraft, Due
from dialogue_app.services.issues.assigning_together import assign_together, what_can_be_assigned
from dialogue_app.services.issues.closing import Ending, close_together, what_can_be_closed
from dialogue_app.services.issues.together import Done, Sorted
from dialogue_app.services.undo import last_act, undo
from tests.services.changing import change_issue
from tests.services.conftest import DAY, Office
from tests.services.test_undo import register

KINDS = (
    "received",
    "proposed",
    "handed_over",
    "waiting",
    "sent_up",
    "answered",
    "promised",
    "closed",
)
ANSWER = AnswerDraft(AnswerKind.IN_WRITING, "Trả lời chung.", DAY)


def reasons(found: Sorted | Done) -> dict[int, type[Exception]]:
    return {left.id: type(left.reason) for left in found.left}


def test_who_cannot_end_so_is_named_and_the_others_end(office: Office):
    answered, received, closed, promised = (
        office.answered(), office.received(), office.closed(), office.promised(),
    )  # fmt: skip
    seen = [office.seen(key) for key in (answered, received, closed, promised)]
    ending_so = Ending(Outcome.EXPLAINED, DAY)
    found = what_can_be_closed(office.case, seen, ending_so)
    assert [one.id for one in found.taken] == [answered]
    assert reasons(found) == {
        received: OutcomeNotAllowed, closed: MoveNotAllowed, promised: PromiseStillOpen,
    }  # fmt: skip
    before = {key: office.detail(key) for key in (received, closed, promised)}
    done = close_together(office.case, seen, ending_so)
    assert (done.done, reasons(done)) == (1, reasons(found))
    assert office.detail(answered).row.state is IssueState.CLOSED
    assert {key: office.detail(key) for key in before} == before
    over = replace(ending_so, over_promise=True)
    assert close_together(office.case, [office.seen(promised)], over).done == 1


def test_row_by_row_what_was_changed_since_is_left(office: Office):
    first, second = office.answered(), office.answered()
    seen = [office.seen(first), office.seen(second)]
    change_issue(office.case, second, note="đã gọi")
    done = close_together(office.case, seen, Ending(Outcome.SETTLED, DAY))
    assert (done.done, reasons(done)) == (1, {second: ChangedSince})
    assert office.detail(second).row.state is IssueState.ANSWERED


def test_the_end_of_several_answers_their_duplicates_and_withdraws_none(office: Office):
    original, alone = office.answered(), office.answered()
    duplicate = office.received()
    ending.mark_duplicate(office.case, office.seen(duplicate), original, DAY)
    seen = [office.seen(original), office.seen(alone)]
    withdrawn = what_can_be_closed(office.case, seen, Ending(Outcome.WITHDRAWN, DAY))
    assert reasons(withdrawn) == {original: FollowedWithIt}
    close_together(office.case, seen, Ending(Outcome.SETTLED, DAY))
    assert len(office.detail(duplicate).answers) == 1


def test_one_body_gets_those_that_it_has_not(office: Office):
    new, has_it = office.received(), office.handed_over()
    seen = [office.seen(new), office.seen(has_it)]
    found = what_can_be_assigned(office.case, seen, office.other, DAY)
    assert reasons(found) == {has_it: AlreadyAssigned}
    done = assign_together(office.case, seen, AssignmentDraft(office.other), DAY)
    assert (done.done, reasons(done)) == (1, {has_it: AlreadyAssigned})
    early = what_can_be_assigned(office.case, [office.seen(new)], office.own, DAY - timedelta(9))
    assert reasons(early) == {new: TooEarly}


def test_what_the_form_lacks_is_no_reason_to_leave_issues(office: Office):
    seen = [office.seen(office.received())]
    with pytest.raises(DueRequired):
        assign_together(office.case, seen, AssignmentDraft(office.own), DAY)
    for act in (
        lambda: close_together(office.case, [], Ending(Outcome.SETTLED, DAY)),
        lambda: answer_together(office.case, [], ANSWER),
        lambda: assign_together(office.case, [], AssignmentDraft(office.own), DAY),
    ):
        with pytest.raises(NothingChosen):
            act()


ACTS: dict[str, Callable[..., Done]] = {
    "close": lambda case, seen, watch, _office: close_together(
        case, seen, Ending(Outcome.WITHDRAWN, DAY, over_promise=True), watch
    ),
    "answer": lambda case, seen, watch, _office: answer_together(case, seen, ANSWER, watch),
    "assign": lambda case, seen, watch, office: assign_together(
        case, seen, AssignmentDraft(office.own, due=Due(working_days=5)), DAY, watch=watch
    ),
}


def unwatched(_done: int, _total: int) -> None: ...


@pytest.mark.parametrize("name", ACTS)
def test_all_of_it_is_one_act_that_is_taken_back_as_one(office: Office, name: str):
    seen = [office.seen(office.received()) for _each in range(3)]
    before = register(office.case)
    assert ACTS[name](office.case, seen, unwatched, office).done == 3
    done = last_act(office.case)
    assert done is not None
    undo(office.case, done.sequence)
    assert register(office.case) == before


@pytest.mark.parametrize("name", ACTS)
def test_stopped_at_any_step_nothing_is_done(office: Office, name: str):
    seen = [office.seen(office.received()) for _each in range(3)]
    before, told = register(office.case), []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        ACTS[name](office.case, seen, stop, office)
    assert register(office.case) == before


@settings(
    max_examples=12, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(
    kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=6),
    stale=st.sets(st.integers(0, 5)),
    outcome=st.sampled_from([Outcome.SETTLED, Outcome.WITHDRAWN, Outcome.NOTED]),
    over=st.booleans(),
    own=st.booleans(),
)
def test_what_was_foretold_is_done_and_nothing_else(
    office: Office,
    kinds: list[str],
    stale: set[int],
    outcome: Outcome,
    over: bool,
    own: bool,
):
    def chosen() -> list[Seen]:
        keys = [getattr(office, kind)() for kind in kinds]
        seen = [office.seen(key) for key in keys]
        for place in stale & set(range(len(keys))):
            if office.detail(keys[place]).row.state is not IssueState.CLOSED:
                change_issue(office.case, keys[place], note="đã gọi")
        return seen

    def agree(found: Sorted, act: Callable[[], Done]) -> None:
        left = {one.id: office.detail(one.id) for one in found.left}
        done = act()
        assert done.done == len(found.taken)
        assert reasons(done) == reasons(found)
        assert {key: office.detail(key) for key in left} == left
        for one in found.taken:
            assert office.seen(one.id).version > one.version

    case: Case = office.case
    seen, so = chosen(), Ending(outcome, DAY, "", over)
    agree(what_can_be_closed(case, seen, so), lambda: close_together(case, seen, so))
    for_answer = chosen()
    agree(what_can_be_answered(case, for_answer), lambda: answer_together(case, for_answer, ANSWER))
    body, for_body = office.own if own else office.other, chosen()
    part = AssignmentDraft(body, due=Due(on=date(2026, 12, 1)))
    agree(
        what_can_be_assigned(case, for_body, body, DAY),
        lambda: assign_together(case, for_body, part, DAY),
    )
