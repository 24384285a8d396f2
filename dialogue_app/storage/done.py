"""Since when an issue is done: what is still open of a session on a day is counted by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from dialogue_app.domain.life import StateFacts
from dialogue_app.domain.vocabulary import AssignmentState, IssueState
from dialogue_app.storage.models.issue_course import AnswerIssue, Waiting
from dialogue_app.storage.models.issues import Escalation, Issue
from dialogue_app.storage.models.promises import Promise

if TYPE_CHECKING:
    from dialogue_app.storage.assigned import AssignmentFacts


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be known of an answer to an issue."""

    round: int
    settles: bool
    in_writing: bool  # one in writing is still to come
    on: date
    of_original: bool  # given to the one it is followed with


def last_ends() -> tuple[Any, ...]:
    """Columns beside an issue: when what else was open of it last came to its end."""
    return (
        _last_waited().label("waited_until"),
        _last_came_back().label("came_back_on"),
        _last_promise_ended().label("promise_ended_on"),
    )


def done_on(
    facts: StateFacts,
    state: IssueState,
    issue: Any,
    leads: Sequence[AssignmentFacts],
    given: Sequence[Given],
) -> date | None:
    """Since when an issue is answered, or has ended without an answer; None while it is open.

    It is answered since the last thing that was open came to its end: a body in charge, a waiting,
    what was sent up, a promise, also of an answer in writing. A later answer that adds something,
    and the end of the follow-up of an answered issue, do not move that day. What never came to its
    end was open until the follow-up ended, and so was what is followed with another issue: what was
    answered to that one answers it only since then. `issue` has its outcome's day and the columns
    of `last_ends`; leads and answers are those of its round.
    """
    if state not in (IssueState.ANSWERED, IssueState.CLOSED):
        return None
    had = [lead for lead in leads if lead.given_on or lead.state is AssignmentState.ANSWERED]
    own = [answer for answer in given if not answer.of_original]
    settling = [answer.on for answer in own if answer.settles]
    ended = issue.outcome_on
    ends = (issue.waited_until, issue.came_back_on, issue.promise_ended_on)
    days = [*(lead.ended_on for lead in had), *ends, min(settling, default=None)]
    if any(answer.in_writing for answer in own):
        days.append(ended if own[-1].in_writing else own[-1].on)
    is_answered = bool(settling) or any(lead.state is AssignmentState.ANSWERED for lead in leads)
    is_answered = is_answered and not facts.open_promise and not facts.sent_up
    answered = max((day for day in days if day is not None), default=None) if is_answered else None
    return min((day for day in (answered, ended) if day is not None), default=None)


def _last_waited() -> Any:
    """The day on which it last stopped waiting for the enterprise, in whatever round."""
    return select(func.max(Waiting.until)).where(Waiting.issue_id == Issue.id).scalar_subquery()


def _last_came_back() -> Any:
    """The day on which what was sent up in this round was last back."""
    back = func.coalesce(Escalation.came_back_on, Escalation.withdrawn_on)
    of_round = (Escalation.issue_id == Issue.id, Escalation.round == Issue.round)
    return select(func.max(back)).where(*of_round).scalar_subquery()


def _last_promise_ended() -> Any:
    """The day on which the last promise of this round was kept or broken."""
    return (
        select(func.max(Promise.ended_on))
        .join(AnswerIssue, AnswerIssue.answer_id == Promise.answer_id)
        .where(AnswerIssue.issue_id == Issue.id, AnswerIssue.round == Issue.round)
        .scalar_subquery()
    )
