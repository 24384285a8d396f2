"""The life of an issue: which moves each state allows, and which state the facts add up to.

One table, used by services (refusals), screens (which buttons exist) and tests. The state is
derived from what happened; the copy stored on the issue is recomputed by one function in the store.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dialogue_app.domain.errors.issues import MoveNotAllowed, OutcomeNotAllowed
from dialogue_app.domain.vocabulary import (
    AssignmentRole,
    AssignmentState,
    IssueKind,
    IssueState,
    Outcome,
    Relation,
)
from dialogue_app.domain.worded import N_, Worded


class Move(Worded):
    """What can be done to an issue."""

    EDIT = "edit", N_("correct it")
    GIVE_OUT = "give_out", N_("give it out")  # the proposed assignments
    ASSIGN = "assign", N_("assign it")  # our own unit, with a deadline
    TRANSFER = "transfer", N_("transfer it")  # any other body
    DIRECT = "direct", N_("record a direction")  # ý kiến chỉ đạo của chủ trì
    ANSWER = "answer", N_("record an answer")
    RETURN = "return", N_("record that it was sent back")  # a body sends it back
    ESCALATE = "escalate", N_("send it to a higher level")
    CAME_BACK = "came_back", N_("record the answer of the higher level")  # an answer from above
    WAIT = "wait", N_("wait for the enterprise")  # for the enterprise
    RESUME = "resume", N_("go on without waiting")
    VERDICT = "verdict", N_("record the enterprise's opinion")
    CLOSE = "close", N_("end the follow-up")
    REOPEN = "reopen", N_("reconsider it")
    MARK_DUPLICATE = "mark_duplicate", N_("follow it together with another")


_WHILE_OPEN = frozenset(
    {
        Move.EDIT,
        Move.GIVE_OUT,
        Move.ASSIGN,
        Move.TRANSFER,
        Move.DIRECT,
        Move.ANSWER,
        Move.ESCALATE,
        Move.WAIT,
        Move.CLOSE,
        Move.MARK_DUPLICATE,
    }
)
_HANDED_OVER = _WHILE_OPEN | {Move.RETURN}

ALLOWED: dict[IssueState, frozenset[Move]] = {
    IssueState.RECEIVED: _WHILE_OPEN,
    IssueState.ASSIGNED: _HANDED_OVER,
    IssueState.TRANSFERRED: _HANDED_OVER,
    IssueState.PARTLY_ANSWERED: _HANDED_OVER | {Move.VERDICT},
    IssueState.ANSWERED: _WHILE_OPEN | {Move.VERDICT, Move.REOPEN},
    IssueState.WAITING: (_HANDED_OVER - {Move.WAIT}) | {Move.RESUME},
    IssueState.SENT_UP: _HANDED_OVER | {Move.CAME_BACK},
    IssueState.REOPENED: _WHILE_OPEN,
    IssueState.CLOSED: frozenset({Move.VERDICT, Move.REOPEN}),
}

# Lists sort by these: the order of a life.
STATE_RANKS = {state: place for place, state in enumerate(IssueState)}

# Nobody has begun with these.
NOT_BEGUN = (IssueState.RECEIVED, IssueState.REOPENED)

# A body still has to do with the issue: it is proposed, or was given it.
OPEN_ASSIGNMENT = frozenset({AssignmentState.PROPOSED, AssignmentState.GIVEN})

# An answer must stand behind these; the others end an issue for a reason of their own.
NEEDS_ANSWER = frozenset({Outcome.SETTLED, Outcome.PARTLY_SETTLED, Outcome.EXPLAINED})


def require(code: str, state: IssueState, move: Move) -> None:
    """Raise `MoveNotAllowed` where the state of issue `code` forbids the move."""
    if move not in ALLOWED[state]:
        raise MoveNotAllowed(code, move, state)


def allowed_outcomes(kind: IssueKind, *, complaint: bool, answered: bool) -> list[Outcome]:
    """Outcomes a person may choose; "duplicate" only comes from naming the original."""

    def fits(outcome: Outcome) -> bool:
        if outcome is Outcome.DUPLICATE:
            return False
        if outcome in NEEDS_ANSWER:
            return answered
        if outcome is Outcome.NOTED:
            return kind is IssueKind.SUGGESTION
        if outcome is Outcome.REDIRECTED:
            return complaint
        return True

    return [outcome for outcome in Outcome if fits(outcome)]


def require_outcome(
    code: str, outcome: Outcome, kind: IssueKind, *, complaint: bool, answered: bool
) -> None:
    """Raise `OutcomeNotAllowed` where the issue cannot end this way."""
    if outcome not in allowed_outcomes(kind, complaint=complaint, answered=answered):
        raise OutcomeNotAllowed(code, outcome)


def move_to(relation: Relation) -> Move:
    """One verb per relation: giao to our own units, chuyển to everybody else."""
    return Move.ASSIGN if relation is Relation.OWN else Move.TRANSFER


@dataclass(frozen=True, slots=True)
class AssignmentStanding:
    """What the state needs to know of one body's part."""

    role: AssignmentRole
    state: AssignmentState
    relation: Relation


@dataclass(frozen=True, slots=True)
class StateFacts:
    """What happened to an issue since it was received or last reopened."""

    outcome: Outcome | None
    waiting: bool
    sent_up: bool  # an escalation without an answer
    reopened: bool
    answered: bool  # any answer that settles its point
    in_writing_promised: bool  # còn trả lời bằng văn bản
    assignments: tuple[AssignmentStanding, ...] = ()


def derive_state(facts: StateFacts) -> IssueState:
    """The state the facts add up to. Several lead bodies: partly answered until each is done."""
    if facts.outcome is not None:
        return IssueState.CLOSED
    if facts.waiting:
        return IssueState.WAITING
    if facts.sent_up:
        return IssueState.SENT_UP
    leads = [a for a in facts.assignments if a.role is AssignmentRole.LEAD]
    pending = [a for a in leads if a.state is AssignmentState.GIVEN]
    answered = facts.answered or any(a.state is AssignmentState.ANSWERED for a in leads)
    if pending:
        return IssueState.PARTLY_ANSWERED if answered else _handed_over(pending)
    if answered:
        promised = facts.in_writing_promised
        return IssueState.PARTLY_ANSWERED if promised else IssueState.ANSWERED
    return IssueState.REOPENED if facts.reopened else IssueState.RECEIVED


def _handed_over(pending: Iterable[AssignmentStanding]) -> IssueState:
    own = any(a.relation is Relation.OWN for a in pending)
    return IssueState.ASSIGNED if own else IssueState.TRANSFERRED
