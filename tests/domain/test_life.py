"""The table of allowed moves, and the state the facts add up to, for every combination of facts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.errors.issues import IsComplaint, MoveNotAllowed, OutcomeNotAllowed
from dialogue_app.domain.life import (
    ALLOWED,
    AssignmentStanding,
    Move,
    StateFacts,
    allowed_moves,
    allowed_outcomes,
    derive_state,
    move_to,
    require,
    require_outcome,
)
from dialogue_app.domain.vocabulary import (
    AssignmentRole,
    AssignmentState,
    IssueKind,
    IssueState,
    Outcome,
    Relation,
)

PARTS = st.builds(
    AssignmentStanding,
    role=st.sampled_from(AssignmentRole),
    state=st.sampled_from(AssignmentState),
    relation=st.sampled_from(Relation),
    sent=st.booleans(),
)
FACTS = st.builds(
    StateFacts,
    outcome=st.none() | st.sampled_from(Outcome),
    waiting=st.booleans(),
    sent_up=st.booleans(),
    reopened=st.booleans(),
    answered=st.booleans(),
    in_writing_promised=st.booleans(),
    assignments=st.lists(PARTS, max_size=4).map(tuple),
    open_promise=st.booleans(),
)
LEAD, GIVEN = AssignmentRole.LEAD, AssignmentState.GIVEN
OWN_PART = AssignmentStanding(LEAD, GIVEN, Relation.OWN)
OTHER_PART = AssignmentStanding(LEAD, GIVEN, Relation.SUPERIOR)
SENT_PART = AssignmentStanding(LEAD, GIVEN, Relation.OTHER, sent=True)
ANSWERED_PART = AssignmentStanding(LEAD, AssignmentState.ANSWERED, Relation.SUPERIOR)


@given(FACTS)
def test_every_combination_of_facts_has_a_state_that_knows_its_moves(facts: StateFacts):
    assert derive_state(facts) in ALLOWED


@given(FACTS)
def test_an_outcome_ends_an_issue_and_nothing_else_does(facts: StateFacts):
    assert (derive_state(facts) is IssueState.CLOSED) is (facts.outcome is not None)


@given(FACTS)
def test_supporting_bodies_never_decide_the_state(facts: StateFacts):
    leads = tuple(part for part in facts.assignments if part.role is LEAD)
    assert derive_state(facts) is derive_state(replace(facts, assignments=leads))


@given(FACTS)
def test_no_issue_is_answered_while_a_lead_still_owes_its_answer(facts: StateFacts):
    if any(part.role is LEAD and part.state is GIVEN for part in facts.assignments):
        assert derive_state(facts) is not IssueState.ANSWERED


@given(st.lists(PARTS, max_size=4))
def test_a_proposal_is_no_assignment(parts: list[AssignmentStanding]):
    proposed = tuple(part._replace(state=AssignmentState.PROPOSED) for part in parts)
    facts = StateFacts(None, False, False, False, False, False, proposed)
    assert derive_state(facts) is IssueState.RECEIVED


@pytest.mark.parametrize("relation", Relation)
def test_one_verb_per_relation(relation: Relation):
    own = relation is Relation.OWN
    assert move_to(relation) is (Move.ASSIGN if own else Move.TRANSFER)


@pytest.mark.parametrize("relation", Relation)
@pytest.mark.parametrize("sent", [True, False])
def test_only_what_was_sent_is_transferred(relation: Relation, sent: bool):
    given_to = AssignmentStanding(LEAD, GIVEN, relation, sent)
    state = derive_state(StateFacts(None, False, False, False, False, False, (given_to,)))
    if relation is Relation.OWN:
        assert state is IssueState.ASSIGNED
    else:
        assert state is (IssueState.TRANSFERRED if sent else IssueState.NOT_SENT)


TOLD = "contact tell note_elsewhere"
ALWAYS = (
    f"{TOLD} edit give_out assign transfer send direct answer keep break escalate wait close "
    "mark_duplicate group ungroup"
)


@pytest.mark.parametrize(
    ("state", "moves"),
    [
        ("received", ALWAYS),
        ("reopened", ALWAYS),
        ("assigned", f"{ALWAYS} extend return remind"),
        ("not_sent", f"{ALWAYS} extend return remind"),
        ("transferred", f"{ALWAYS} extend return remind"),
        ("partly_answered", f"{ALWAYS} extend return remind verdict promise"),
        ("promised", f"{ALWAYS} extend verdict promise reopen"),
        ("answered", f"{ALWAYS} extend verdict promise reopen"),
        ("waiting", f"{ALWAYS.replace('wait ', '')} extend return remind resume"),
        ("sent_up", f"{ALWAYS} extend return remind came_back"),
        ("closed", f"{TOLD} verdict keep break reopen ungroup"),
    ],
)
def test_what_can_be_done_in_each_state(state: str, moves: str):
    assert set(ALLOWED[IssueState(state)]) == set(moves.split())


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, "received"),
        ({"reopened": True}, "reopened"),
        ({"answered": True, "reopened": True}, "answered"),
        ({"answered": True, "in_writing_promised": True}, "partly_answered"),
        ({"in_writing_promised": True}, "received"),
        ({"sent_up": True, "answered": True}, "sent_up"),
        ({"waiting": True, "sent_up": True}, "waiting"),
        ({"assignments": (OWN_PART, OTHER_PART)}, "assigned"),
        ({"assignments": (OTHER_PART,)}, "not_sent"),
        ({"assignments": (SENT_PART,)}, "transferred"),
        ({"assignments": (OTHER_PART, SENT_PART)}, "not_sent"),
        ({"assignments": (SENT_PART, SENT_PART)}, "transferred"),
        ({"assignments": (SENT_PART, OWN_PART)}, "assigned"),
        ({"assignments": (OTHER_PART,), "answered": True}, "partly_answered"),
        ({"assignments": (OTHER_PART, ANSWERED_PART)}, "partly_answered"),
        ({"assignments": (ANSWERED_PART,)}, "answered"),
    ],
)
def test_the_state_the_facts_add_up_to(facts: dict[str, Any], state: str):
    nothing = StateFacts(None, False, False, False, False, False)
    assert derive_state(replace(nothing, **facts)) == state


@pytest.mark.parametrize("state", IssueState)
@pytest.mark.parametrize("move", Move)
def test_a_move_is_allowed_or_refused_with_code_and_state(state: IssueState, move: Move):
    if move in ALLOWED[state]:
        require("KN-2026-0001", state, move, complaint=False)
        return
    with pytest.raises(MoveNotAllowed) as refused:
        require("KN-2026-0001", state, move, complaint=False)
    assert (refused.value.code, refused.value.move, refused.value.state) == (
        "KN-2026-0001",
        move,
        state,
    )


def test_every_state_has_a_way_on_and_only_ended_ones_cannot_be_ended():
    assert {state for state in IssueState if not ALLOWED[state]} == set()
    endless = {state for state in IssueState if Move.CLOSE not in ALLOWED[state]}
    assert endless == {IssueState.CLOSED}


GIVING = {
    Move.GIVE_OUT, Move.ASSIGN, Move.TRANSFER, Move.SEND, Move.ESCALATE, Move.EXTEND, Move.RETURN,
    Move.MARK_DUPLICATE, Move.GROUP, Move.REMIND,
}  # fmt: skip


@pytest.mark.parametrize("state", IssueState)
def test_a_complaint_is_given_to_nobody_whatever_its_state(state: IssueState):
    assert allowed_moves(state, complaint=True) == ALLOWED[state] - GIVING
    assert allowed_moves(state, complaint=False) == ALLOWED[state]
    for move in Move:
        if move in GIVING:
            with pytest.raises(IsComplaint) as refused:
                require("KN-2026-0001", state, move, complaint=True)
            assert refused.value.code == "KN-2026-0001"
        elif move not in ALLOWED[state]:
            with pytest.raises(MoveNotAllowed):
                require("KN-2026-0001", state, move, complaint=True)
        else:
            require("KN-2026-0001", state, move, complaint=True)


def end(
    outcome: Outcome, kind: IssueKind, *, complaint: bool, answered: bool, note: str = ""
) -> None:
    require_outcome(
        "KN-2026-0001", outcome, kind, complaint=complaint, answered=answered, note=note
    )


@given(st.sampled_from(IssueKind), st.booleans())
def test_outcomes_need_what_stands_behind_them(kind: IssueKind, answered: bool):
    outcomes = allowed_outcomes(kind, complaint=False, answered=answered)
    assert Outcome.DUPLICATE not in outcomes  # only by naming the original
    for needing in (Outcome.SETTLED, Outcome.PARTLY_SETTLED, Outcome.EXPLAINED):
        assert (needing in outcomes) is answered
    assert {Outcome.UNFOUNDED, Outcome.WITHDRAWN} <= set(outcomes)
    assert (Outcome.NOTED in outcomes) is (kind is IssueKind.SUGGESTION)
    assert Outcome.REDIRECTED not in outcomes
    for outcome in set(Outcome) - set(outcomes):
        with pytest.raises(OutcomeNotAllowed):
            end(outcome, kind, complaint=False, answered=answered, note="vì")


NOTHING = StateFacts(None, False, False, False, False, False)
OWN, OTHER = Relation.OWN, Relation.OTHER
SUPPORTING = AssignmentRole.SUPPORTING


def part(
    state: AssignmentState,
    relation: Relation = Relation.OWN,
    role: AssignmentRole = AssignmentRole.LEAD,
    *,
    sent: bool = False,
) -> AssignmentStanding:
    return AssignmentStanding(role, state, relation, sent)


DONE, BACK = AssignmentState.ANSWERED, AssignmentState.RETURNED
WITHDRAWN = AssignmentState.WITHDRAWN
STORIES = [
    ("just received", {}, (), IssueState.RECEIVED),
    ("reopened", {"reopened": True}, (), IssueState.REOPENED),
    ("answered on the spot", {"answered": True}, (), IssueState.ANSWERED),
    ("answered anew", {"answered": True, "reopened": True}, (), IssueState.ANSWERED),
    (
        "answered, the rest in writing",
        {"answered": True, "in_writing_promised": True},
        (),
        IssueState.PARTLY_ANSWERED,
    ),
    ("only a letter to come", {"in_writing_promised": True}, (), IssueState.RECEIVED),
    ("only promised", {"open_promise": True}, (), IssueState.RECEIVED),
    (
        "answered with a promise",
        {"answered": True, "open_promise": True},
        (),
        IssueState.PROMISED,
    ),
    ("the lead promised", {"open_promise": True}, (part(DONE),), IssueState.PROMISED),
    (
        "promised, one of two answered",
        {"answered": True, "open_promise": True},
        (part(DONE), part(GIVEN, OTHER)),
        IssueState.PARTLY_ANSWERED,
    ),
    (
        "promised, and a letter to come",
        {"answered": True, "open_promise": True, "in_writing_promised": True},
        (),
        IssueState.PARTLY_ANSWERED,
    ),
    (
        "ended over a promise",
        {"answered": True, "open_promise": True, "outcome": Outcome.EXPLAINED},
        (),
        IssueState.CLOSED,
    ),
    ("given to our unit", {}, (part(GIVEN),), IssueState.ASSIGNED),
    ("given again", {"reopened": True}, (part(GIVEN),), IssueState.ASSIGNED),
    ("meant for others", {}, (part(GIVEN, OTHER),), IssueState.NOT_SENT),
    ("sent to others", {}, (part(GIVEN, OTHER, sent=True),), IssueState.TRANSFERRED),
    (
        "sent to one of two",
        {},
        (part(GIVEN, OTHER), part(GIVEN, OTHER, sent=True)),
        IssueState.NOT_SENT,
    ),
    (
        "sent to both",
        {},
        (part(GIVEN, OTHER, sent=True), part(GIVEN, OTHER, sent=True)),
        IssueState.TRANSFERRED,
    ),
    (
        "only the supporting body was sent it",
        {},
        (part(GIVEN, OTHER), part(GIVEN, OTHER, SUPPORTING, sent=True)),
        IssueState.NOT_SENT,
    ),
    (
        "what was sent came back",
        {},
        (part(BACK, OTHER, sent=True), part(GIVEN, OTHER)),
        IssueState.NOT_SENT,
    ),
    ("given to both", {}, (part(GIVEN, OTHER), part(GIVEN)), IssueState.ASSIGNED),
    (
        "our unit helps another body",
        {},
        (part(GIVEN, OTHER, sent=True), part(GIVEN, OWN, SUPPORTING)),
        IssueState.TRANSFERRED,
    ),
    ("only a supporting body", {}, (part(GIVEN, OWN, SUPPORTING),), IssueState.RECEIVED),
    (
        "a supporting body did its part",
        {},
        (part(GIVEN), part(DONE, OWN, SUPPORTING)),
        IssueState.ASSIGNED,
    ),
    ("sent back", {}, (part(BACK),), IssueState.RECEIVED),
    ("sent back, given on", {}, (part(BACK), part(GIVEN, OTHER)), IssueState.NOT_SENT),
    ("taken back", {}, (part(WITHDRAWN),), IssueState.RECEIVED),
    ("our unit gave it back", {}, (part(BACK), part(DONE, OTHER)), IssueState.ANSWERED),
    ("the lead answered", {}, (part(DONE),), IssueState.ANSWERED),
    ("one of two answered", {}, (part(DONE), part(GIVEN, OTHER)), IssueState.PARTLY_ANSWERED),
    ("answered and given", {"answered": True}, (part(GIVEN),), IssueState.PARTLY_ANSWERED),
    ("answered, other gone", {}, (part(DONE), part(WITHDRAWN)), IssueState.ANSWERED),
    (
        "the lead answered, the rest in writing",
        {"in_writing_promised": True},
        (part(DONE),),
        IssueState.PARTLY_ANSWERED,
    ),
    ("asked the enterprise", {"waiting": True}, (part(GIVEN),), IssueState.WAITING),
    ("asked, sent up", {"waiting": True, "sent_up": True}, (), IssueState.WAITING),
    ("asked after an answer", {"waiting": True, "answered": True}, (), IssueState.WAITING),
    ("sent up", {"sent_up": True}, (), IssueState.SENT_UP),
    ("sent up though given", {"sent_up": True}, (part(GIVEN),), IssueState.SENT_UP),
    ("sent up after an answer", {"sent_up": True, "answered": True}, (), IssueState.SENT_UP),
    (
        "ended while waiting",
        {"outcome": Outcome.WITHDRAWN, "waiting": True, "sent_up": True},
        (part(GIVEN),),
        IssueState.CLOSED,
    ),
]


@pytest.mark.parametrize(
    ("facts", "assignments", "state"),
    [story[1:] for story in STORIES],
    ids=[story[0] for story in STORIES],
)
def test_the_state_that_a_story_adds_up_to(
    facts: dict[str, object], assignments: tuple[AssignmentStanding, ...], state: IssueState
):
    assert derive_state(replace(NOTHING, **facts, assignments=assignments)) is state


ANSWER_NEEDED = {Outcome.SETTLED, Outcome.PARTLY_SETTLED, Outcome.EXPLAINED}
ALWAYS = {Outcome.UNFOUNDED, Outcome.WITHDRAWN}


@pytest.mark.parametrize("kind", IssueKind)
@pytest.mark.parametrize("answered", [True, False])
def test_the_outcomes_to_choose_from(kind: IssueKind, answered: bool):
    expected = ALWAYS | (ANSWER_NEEDED if answered else set())
    expected |= {Outcome.NOTED} if kind is IssueKind.SUGGESTION else set()
    offered = allowed_outcomes(kind, complaint=False, answered=answered)
    assert set(offered) == expected
    assert len(offered) == len(expected)
    for outcome in expected:
        end(outcome, kind, complaint=False, answered=answered)


@pytest.mark.parametrize("kind", IssueKind)
@pytest.mark.parametrize("answered", [True, False])
def test_a_complaint_ends_redirected_withdrawn_or_for_a_stated_reason(
    kind: IssueKind, answered: bool
):
    offered = allowed_outcomes(kind, complaint=True, answered=answered)
    assert sorted(offered) == sorted(ALWAYS | {Outcome.REDIRECTED})
    for outcome in set(Outcome) - set(offered):
        with pytest.raises(OutcomeNotAllowed):
            end(outcome, kind, complaint=True, answered=answered, note="vì")
    for outcome in (Outcome.REDIRECTED, Outcome.WITHDRAWN):
        end(outcome, kind, complaint=True, answered=answered)
    with pytest.raises(Missing) as refused:
        end(Outcome.UNFOUNDED, kind, complaint=True, answered=answered)
    assert refused.value.field == "reason"
    end(Outcome.UNFOUNDED, kind, complaint=True, answered=answered, note="không có căn cứ")
