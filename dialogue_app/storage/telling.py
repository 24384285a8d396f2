"""What stands open towards others: raisers not told or asked yet, and answers that others owe.

Beside its issue each condition says it of one raiser, so that it serves the columns of an issue,
the list of whom to tell and the act that notes that somebody was told.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select

from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentRole,
    AssignmentState,
    ContactPurpose,
    IssueState,
    Moment,
    Outcome,
    Relation,
    VerdictLevel,
)
from dialogue_app.storage.models.contacts import Contact
from dialogue_app.storage.models.issues import (
    Answer,
    AnswerIssue,
    Assignment,
    Escalation,
    Issue,
    Raiser,
    Verdict,
)

if TYPE_CHECKING:
    from dialogue_app.storage.assigned import AssignmentRow

Condition = ColumnElement[bool]


def _not_told(*of: Condition) -> Condition:
    return ~exists().where(Contact.raiser_id == Raiser.id, *of)


_HAS_RAISER = and_(Raiser.issue_id == Issue.id, Issue.complaint.is_(False))
# It went to a lead body: given to a unit of ours, or really sent to another.
UNTOLD_ASSIGNMENT = and_(
    _HAS_RAISER,
    Issue.outcome.is_(None),
    Assignment.awaits_answer(),
    Assignment.role == AssignmentRole.LEAD,
    _not_told(Contact.assignment_id == Assignment.id),
)
UNTOLD_ESCALATION = and_(
    _HAS_RAISER,
    Issue.outcome.is_(None),
    Escalation.awaits_answer(),
    _not_told(Contact.escalation_id == Escalation.id),
)
# Who raised it at the meeting heard what was answered there.
UNTOLD_ANSWER = and_(
    _HAS_RAISER,
    or_(Issue.outcome.is_(None), Issue.outcome != Outcome.WITHDRAWN),
    AnswerIssue.issue_id == Issue.id,
    AnswerIssue.round == Issue.round,
    Answer.id == AnswerIssue.answer_id,
    or_(Answer.kind != AnswerKind.AT_MEETING, Issue.moment != Moment.AT_MEETING),
    _not_told(Contact.answer_id == Answer.id),
)
# A complaint or denunciation goes its own way: its raiser is guided there, and told no more.
UNGUIDED = and_(
    Raiser.issue_id == Issue.id,
    Issue.complaint.is_(True),
    or_(Issue.outcome.is_(None), Issue.outcome != Outcome.WITHDRAWN),
    _not_told(Contact.purpose == ContactPurpose.GUIDED),
)
# Who could not be reached is still to be asked.
UNASKED = and_(
    _HAS_RAISER,
    ~exists()
    .where(
        Verdict.raiser_id == Raiser.id,
        Verdict.round == Issue.round,
        Verdict.level != VerdictLevel.NOT_REACHED,
    )
    .correlate_except(Verdict),  # else the round of any issue would do, two queries deep
)


# An answer stands, for the raisers to judge.
_JUDGED = (IssueState.ANSWERED, IssueState.PROMISED, IssueState.CLOSED)
# Nobody is waited for: it is answered or over, or it is the enterprise's turn.
OWED_NOTHING = (*_JUDGED, IssueState.WAITING)


def is_to_tell() -> ColumnElement[Any]:
    """Whether anybody who raised an issue is still to be told something."""
    untold = (UNTOLD_ASSIGNMENT, UNTOLD_ESCALATION, UNTOLD_ANSWER, UNGUIDED)
    return or_(*(exists().where(one) for one in untold))


def is_unasked() -> ColumnElement[Any]:
    """Whether anybody who raised an issue has said nothing of its answer."""
    return exists().where(UNASKED)


def sent_up_on() -> ScalarSelect[Any]:
    """Since when an answer from above is awaited."""
    since = select(func.min(Escalation.sent_on)).where(Escalation.awaits_answer())
    return since.scalar_subquery()


def towards_others(
    issue: Any, current: Iterable[AssignmentRow], state: IssueState, *, is_answered: bool
) -> dict[str, Any]:
    """Since when others owe an answer, and whether raisers are still to be told and asked.

    `issue` is its row with what the conditions here say of it.
    """
    is_judged = state in _JUDGED and issue.outcome is not Outcome.WITHDRAWN
    return {
        "waits_since": _waits_since(current, state, issue.sent_up_on),
        "to_tell": issue.untold,
        "to_ask": issue.unasked and is_answered and is_judged,
    }


def _waits_since(
    current: Iterable[AssignmentRow], state: IssueState, sent_up: date | None
) -> date | None:
    if state in OWED_NOTHING:
        return None
    sent = [
        row.sent_on
        for row in current
        if row.state is AssignmentState.GIVEN and row.relation is not Relation.OWN
    ]
    return min(filter(None, [*sent, sent_up]), default=None)
