"""What other tables have for an issue, as lists ask for it beside the columns of its own row."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ScalarSelect, func, select

from dialogue_app.domain.life import OPEN_ASSIGNMENT
from dialogue_app.domain.vocabulary import AnswerKind, AssignmentRole, AssignmentState, Relation
from dialogue_app.services.lists import lines_of
from dialogue_app.storage.models.contacts import Contact
from dialogue_app.storage.models.issues import Answer, AnswerIssue, Assignment, Escalation, Issue
from dialogue_app.storage.models.people import Body

_BREAK = "\n"


def one(column: Any, *conditions: Any) -> Any:
    """What another table has for an issue."""
    return select(column).where(*conditions).scalar_subquery()


SUPPORTING = (
    select(func.aggregate_strings(Body.name, _BREAK))
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


# Of one that waits: for whom, by which letters, when one last asked.


def joined(*texts: str | None) -> tuple[str, ...]:
    """The lines of several texts, each once."""
    return tuple(dict.fromkeys(line for text in texts for line in lines_of(text) if line))


def _of_others(column: Any) -> ScalarSelect[str]:
    """Of the bodies that are not ours and were sent the issue, a line each."""
    return (
        select(func.aggregate_strings(column, _BREAK))
        .select_from(Assignment)
        .join(Body, Body.id == Assignment.body_id)
        .where(Assignment.awaits_answer(), Assignment.relation != Relation.OWN)
        .correlate(Issue)
        .scalar_subquery()
    )


def _sent_up(column: Any) -> ScalarSelect[str]:
    """Of what was sent up and is not answered, a line each."""
    return (
        select(func.aggregate_strings(column, _BREAK))
        .select_from(Escalation)
        .outerjoin(Body, Body.id == Escalation.body_id)
        .where(Escalation.awaits_answer())
        .correlate(Issue)
        .scalar_subquery()
    )


def _last_contact(column: Any) -> ScalarSelect[Any]:
    return (
        select(column)
        .where(Contact.issue_id == Issue.id)
        .order_by(Contact.contacted_on.desc(), Contact.id.desc())
        .limit(1)
        .correlate(Issue)
        .scalar_subquery()
    )


WAITS_FOR = (_of_others(Body.name), _sent_up(func.coalesce(Body.name, Escalation.addressee)))
LETTERS = (_of_others(Assignment.sent_number), _sent_up(Escalation.paper))
LAST_CONTACT_ON = _last_contact(Contact.contacted_on)
CAME_BACK = _last_contact(Contact.came_back)
