"""What other tables have for an issue, as lists ask for it beside the columns of its own row."""

from typing import Any

from sqlalchemy import func, select

from dialogue_app.domain.life import OPEN_ASSIGNMENT
from dialogue_app.domain.vocabulary import AnswerKind, AssignmentRole, AssignmentState
from dialogue_app.storage.models.issues import Answer, AnswerIssue, Assignment, Issue
from dialogue_app.storage.models.people import Body


def one(column: Any, *conditions: Any) -> Any:
    """What another table has for an issue."""
    return select(column).where(*conditions).scalar_subquery()


SUPPORTING = (
    select(func.aggregate_strings(Body.name, "\n"))
    .join(Assignment, Assignment.body_id == Body.id)
    .where(
        Assignment.issue_id == Issue.id,
        Assignment.round == Issue.round,
        Assignment.role == AssignmentRole.SUPPORTING,
        Assignment.state.in_([*OPEN_ASSIGNMENT, AssignmentState.ANSWERED]),
    )
    .scalar_subquery()
)
SAID_AT_MEETING = (
    select(Answer.text)
    .join(AnswerIssue, AnswerIssue.answer_id == Answer.id)
    .where(AnswerIssue.issue_id == Issue.id, Answer.kind == AnswerKind.AT_MEETING)
    .order_by(AnswerIssue.id)
    .limit(1)
    .scalar_subquery()
)


def of_lead(column: Any) -> Any:
    """What the assignment of the lead body has that lists show, the latest of several."""
    return (
        select(column)
        .where(
            Assignment.issue_id == Issue.id,
            Assignment.round == Issue.round,
            Assignment.body_id == Issue.lead_body_id,
        )
        .order_by(Assignment.id.desc())
        .limit(1)
        .scalar_subquery()
    )
