"""The life of an issue: which moves each state allows, and which state the facts add up to.

One table, used by services (refusals), screens (which buttons exist) and tests. The state is
derived from what happened; `storage.derived` alone writes the copy stored on the issue.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.errors.issues import IsComplaint, MoveNotAllowed, OutcomeNotAllowed
from dialogue_app.domain.vocabulary import (
    AssignmentRole,
    AssignmentState,
    IssueKind,
    IssueState,
    Outcome,
    Relation,
    VerdictLevel,
)
from dialogue_app.domain.worded import N_, Worded


class Move(Worded):
    """What can be done to an issue."""

    EDIT = "edit", N_("correct it")
    GIVE_OUT = "give_out", N_("assign it as proposed")  # the proposed assignments
    ASSIGN = "assign", N_("assign it")  # our own unit, with a deadline
    TRANSFER = "transfer", N_("transfer it")  # any other body
    SEND = "send", N_("record that it was sent")  # what is meant for a body that is not ours
    DIRECT = "direct", N_("record a direction")  # ý kiến chỉ đạo của chủ trì
    ANSWER = "answer", N_("record an answer")
    EXTEND = "extend", N_("extend the time limit")  # gia hạn
    PROMISE = "promise", N_("record a promise")  # in an answer that was recorded before
    KEEP = "keep", N_("record that a promise was kept")
    BREAK = "break", N_("record that a promise was broken")
    RETURN = "return", N_("record that it was sent back")  # a body sends it back
    ESCALATE = "escalate", N_("send it to a higher level")
    CAME_BACK = "came_back", N_("record the answer of the higher level")  # an answer from above
    WAIT = "wait", N_("wait for the enterprise")  # for the enterprise
    RESUME = "resume", N_("continue without waiting")
    VERDICT = "verdict", N_("record the enterprise's opinion")
    CLOSE = "close", N_("end the follow-up")
    REOPEN = "reopen", N_("reconsider it")
    MARK_DUPLICATE = "mark_duplicate", N_("follow it together with another")
    GROUP = "group", N_("group it with similar ones")  # gộp nội dung
    UNGROUP = "ungroup", N_("take it out of its group")  # tách ra
    REMIND = "remind", N_("remind who is to answer it")
    CONTACT = "contact", N_("record a contact about it")
    TELL = "tell", N_("record that the enterprise was told")
    NOTE_ELSEWHERE = "note_elsewhere", N_("note its number in the city's system")


# What is told of an issue and noted beside it asks for no state.
_ALWAYS = frozenset({Move.CONTACT, Move.TELL, Move.NOTE_ELSEWHERE})


_WHILE_OPEN = _ALWAYS | frozenset(
    {
        Move.EDIT,
        Move.GIVE_OUT,
        Move.ASSIGN,
        Move.TRANSFER,
        # a body that only supports may still be without its letter, wherever the lead stands
        Move.SEND,
        Move.DIRECT,
        Move.ANSWER,
        # a promise outlives what else happens, also the end
        Move.KEEP,
        Move.BREAK,
        Move.ESCALATE,
        Move.WAIT,
        Move.CLOSE,
        Move.MARK_DUPLICATE,
        Move.GROUP,
        Move.UNGROUP,
    }
)
_ASSIGNED = _WHILE_OPEN | {Move.RETURN, Move.REMIND, Move.EXTEND}
# a body that only supports may still owe its part
_ANSWERED = _WHILE_OPEN | {Move.EXTEND, Move.VERDICT, Move.PROMISE, Move.REOPEN}

ALLOWED: dict[IssueState, frozenset[Move]] = {
    IssueState.RECEIVED: _WHILE_OPEN,
    IssueState.ASSIGNED: _ASSIGNED,
    IssueState.NOT_SENT: _ASSIGNED,
    IssueState.TRANSFERRED: _ASSIGNED,
    IssueState.PARTLY_ANSWERED: _ASSIGNED | {Move.VERDICT, Move.PROMISE},
    IssueState.PROMISED: _ANSWERED,
    IssueState.ANSWERED: _ANSWERED,
    IssueState.WAITING: (_ASSIGNED - {Move.WAIT}) | {Move.RESUME},
    IssueState.SENT_UP: _ASSIGNED | {Move.CAME_BACK},
    IssueState.REOPENED: _WHILE_OPEN,
    IssueState.CLOSED: _ALWAYS | {Move.VERDICT, Move.KEEP, Move.BREAK, Move.REOPEN, Move.UNGROUP},
}

# A complaint or denunciation goes the way of laws of its own: to no body by this program.
_NOT_FOR_COMPLAINTS = frozenset(
    {
        Move.GIVE_OUT, Move.ASSIGN, Move.TRANSFER, Move.SEND, Move.ESCALATE, Move.EXTEND,
        Move.RETURN, Move.MARK_DUPLICATE, Move.GROUP, Move.REMIND,
    }
)  # fmt: skip
_COMPLAINT_OUTCOMES = (Outcome.REDIRECTED, Outcome.WITHDRAWN, Outcome.UNFOUNDED)

# Lists sort by these: the order of a life.
STATE_RANKS = {state: place for place, state in enumerate(IssueState)}

# Nobody has begun with these.
NOT_BEGUN = (IssueState.RECEIVED, IssueState.REOPENED)

# An answer stands, for the raisers to judge.
JUDGED = (IssueState.ANSWERED, IssueState.PROMISED, IssueState.CLOSED)

# Nobody is waited for: it is answered or over, or it is the enterprise's turn.
OWED_NOTHING = (*JUDGED, IssueState.WAITING)

# A body still has to do with the issue: it is proposed, or was given it.
OPEN_ASSIGNMENT = frozenset({AssignmentState.PROPOSED, AssignmentState.GIVEN})

# Whoever thinks so of an answer may ask for the issue to be considered again.
NOT_SATISFIED = frozenset(
    {VerdictLevel.DISSATISFIED, VerdictLevel.VERY_DISSATISFIED, VerdictLevel.BESIDE_THE_POINT}
)

# An answer must stand behind these; the others end an issue for a reason of their own.
NEEDS_ANSWER = frozenset({Outcome.SETTLED, Outcome.PARTLY_SETTLED, Outcome.EXPLAINED})


def allowed_moves(state: IssueState, *, complaint: bool) -> frozenset[Move]:
    """What can be done to an issue in that state."""
    return ALLOWED[state] - _NOT_FOR_COMPLAINTS if complaint else ALLOWED[state]


def require(code: str, state: IssueState, move: Move, *, complaint: bool) -> None:
    """Raise `MoveNotAllowed` where the state of issue `code` forbids the move.

    Raises `IsComplaint` where the move is none for a complaint or denunciation.
    """
    if complaint and move in _NOT_FOR_COMPLAINTS:
        raise IsComplaint(code)
    if move not in ALLOWED[state]:
        raise MoveNotAllowed(code, move, state)


def allowed_outcomes(kind: IssueKind, *, complaint: bool, answered: bool) -> list[Outcome]:
    """Outcomes a person may choose; "duplicate" only comes from naming the original."""
    return list(_outcomes(kind, complaint, answered))


@cache
def _outcomes(kind: IssueKind, complaint: bool, answered: bool) -> tuple[Outcome, ...]:
    if complaint:
        return _COMPLAINT_OUTCOMES

    def fits(outcome: Outcome) -> bool:
        if outcome in (Outcome.DUPLICATE, Outcome.REDIRECTED):
            return False
        if outcome in NEEDS_ANSWER:
            return answered
        return outcome is not Outcome.NOTED or kind is IssueKind.SUGGESTION

    return tuple(outcome for outcome in Outcome if fits(outcome))


def require_outcome(
    code: str, outcome: Outcome, kind: IssueKind, *, complaint: bool, answered: bool, note: str
) -> None:
    """Raise `OutcomeNotAllowed` where the issue cannot end this way.

    A complaint without ground ends with a stated reason only: `Missing("reason")`.
    """
    if outcome not in _outcomes(kind, complaint, answered):
        raise OutcomeNotAllowed(code, outcome)
    if complaint and outcome is Outcome.UNFOUNDED and not note:
        raise Missing("reason")


def move_to(relation: Relation) -> Move:
    """One verb per relation: giao to our own units, chuyển to everybody else."""
    return Move.ASSIGN if relation is Relation.OWN else Move.TRANSFER


class AssignmentStanding(NamedTuple):
    """What the state needs to know of one assignment; of a hundred thousand at times."""

    role: AssignmentRole
    state: AssignmentState
    relation: Relation
    sent: bool = False  # to a body that is not ours, by letter, call or hand-over

    @property
    def is_to_send(self) -> bool:
        """Given to a body that is not ours, to which nothing went out yet."""
        ours = self.relation is Relation.OWN
        return self.state is AssignmentState.GIVEN and not ours and not self.sent


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
    open_promise: bool = False  # an answer of the round promised what is not kept yet


def derive_state(facts: StateFacts) -> IssueState:
    """The state the facts add up to. Several lead bodies: partly answered until each is done."""
    if facts.outcome is not None:
        return IssueState.CLOSED
    if facts.waiting:
        return IssueState.WAITING
    if facts.sent_up:
        return IssueState.SENT_UP
    leads = [lead for lead in facts.assignments if lead.role is AssignmentRole.LEAD]
    pending = [lead for lead in leads if lead.state is AssignmentState.GIVEN]
    answered = facts.answered or any(lead.state is AssignmentState.ANSWERED for lead in leads)
    if pending:
        return IssueState.PARTLY_ANSWERED if answered else _given_state(pending)
    if answered:
        if facts.in_writing_promised:
            return IssueState.PARTLY_ANSWERED
        return IssueState.PROMISED if facts.open_promise else IssueState.ANSWERED
    return IssueState.REOPENED if facts.reopened else IssueState.RECEIVED


def _given_state(pending: Iterable[AssignmentStanding]) -> IssueState:
    """Assigned where a unit of ours has it, else transferred once it was sent to every body."""
    if any(lead.relation is Relation.OWN for lead in pending):
        return IssueState.ASSIGNED
    to_send = any(lead.is_to_send for lead in pending)
    return IssueState.NOT_SENT if to_send else IssueState.TRANSFERRED
