"""Which issues a view, a standing, a gap, a body holds: conditions that lists and counts share."""

from __future__ import annotations

from sqlalchemy import Select, case, exists, func, or_, select, true

from dialogue_app.domain.life import NOT_BEGUN, STATE_RANKS
from dialogue_app.domain.vocabulary import (
    AssignmentState,
    IssueState,
    PromiseState,
    RaiserKind,
    Relation,
    SessionGap,
    Standing,
)
from dialogue_app.services.lists import TODAY, Condition
from dialogue_app.storage.models.issues import Assignment, Issue, Raiser


def is_in(*states: IssueState) -> Condition:
    """Whether an issue is in one of these; by rank, whose index has the order of codes in it."""
    ranks = [STATE_RANKS[state] for state in states]
    return Issue.state_rank == ranks[0] if len(ranks) == 1 else Issue.state_rank.in_(ranks)


# Only what we may command can be late.
LATE: Condition = (Issue.next_due_own == true()) & (Issue.next_ends_on < TODAY)
WAITING_FOR_OTHERS: Condition = Issue.waits_since.is_not(None)
TO_TELL: Condition = Issue.to_tell == true()
TO_ASK: Condition = Issue.to_ask == true()
NOT_ELSEWHERE: Condition = (Issue.also_elsewhere == true()) & (Issue.number_elsewhere == "")


def promise_passed() -> Condition:
    """Whoever promised it: others are not late, but nobody forgets what they said.

    A day off gives way to the next working day, so since the day before there must have been one,
    up to yesterday.
    """
    from dialogue_app.storage.models.issue_course import AnswerIssue
    from dialogue_app.storage.models.promises import Promise
    from dialogue_app.storage.working_days import number_of

    return is_in(IssueState.PROMISED) & exists().where(
        AnswerIssue.issue_id == Issue.id,
        AnswerIssue.round == Issue.round,
        Promise.answer_id == AnswerIssue.answer_id,
        Promise.state == PromiseState.OPEN,
        Promise.due_on < TODAY,
        number_of(func.date(Promise.due_on, "-1 day")) < number_of(func.date(TODAY, "-1 day")),
    )


_WITH_SOMEBODY = [
    state
    for state in IssueState
    if state not in (IssueState.ANSWERED, IssueState.CLOSED, *NOT_BEGUN)
]
_IS_LATE = case((LATE, 1), else_=0)
# Each issue stands in one place, or else in hand: what is counted by place adds up to all. Each is
# narrowed by states, which an index has by session.
_STANDINGS: dict[Standing, Condition] = {
    # answered, or its follow-up has ended, with an answer or without
    Standing.DONE: Issue.state.in_([IssueState.ANSWERED, IssueState.CLOSED]),
    # a unit of ours has it and its limit has passed; in a CASE, else the index of all late issues
    # would be gone through for each session
    Standing.OVERDUE: Issue.state.in_(_WITH_SOMEBODY) & (_IS_LATE == 1),
    # whom we cannot command has it, or the enterprise is to bring something; none of ours is late
    Standing.WAITING: Issue.state.in_(
        [IssueState.TRANSFERRED, IssueState.SENT_UP, IssueState.WAITING]
    )
    & (_IS_LATE == 0),
}


def stands(standing: Standing) -> Condition:
    """Whether an issue stands there.

    In hand, and not overdue: with us to be given out or sent, with a unit of ours in time, partly
    answered; and the complaints that go their own way.
    """
    return _STANDINGS[standing] if standing in _STANDINGS else ~or_(*_STANDINGS.values())


def waited_for_days(days: int) -> Condition:
    """Whether others have owed an answer for so many days, or longer."""
    return Issue.waits_since <= func.date(TODAY, f"-{days} days")


# The issues because of which a session lacks something.
IN_GAP: dict[SessionGap, Condition] = {
    SessionGap.ISSUES_WITHOUT_BODY: Issue.state.in_(NOT_BEGUN)
    & Issue.lead_body_id.is_(None)
    & Issue.complaint.is_(False),
    SessionGap.ISSUES_UNIDENTIFIED: exists().where(
        Raiser.issue_id == Issue.id, Raiser.kind == RaiserKind.UNIDENTIFIED
    ),
    SessionGap.ISSUES_NOT_SENT: Issue.to_send == true(),
}


def of_body(body_id: int) -> Select[int]:
    """The issues it has or had."""
    return select(Assignment.issue_id).where(Assignment.body_id == body_id)


def in_hand_of(body_id: int) -> Select[int]:
    """The issues it has now."""
    return of_body(body_id).where(Assignment.state == AssignmentState.GIVEN)


def owed_by(body_id: int) -> Select[int]:
    """The issues it owes an answer to; with `NO_BODY` higher levels in no list of bodies."""
    from dialogue_app.services.issues.owed import awaited

    owed = awaited().subquery()
    return select(owed.c.issue_id).where(owed.c.body_id == body_id)


def late_in_hand() -> Condition:
    """Whether the body of an assignment that it has in hand is late; it was given it as ours."""
    return (Assignment.relation == Relation.OWN) & (Assignment.ends_on < TODAY)


def late_at(body_id: int) -> Select[int]:
    """The issues it is late with."""
    return in_hand_of(body_id).where(late_in_hand())
