"""What other tables have for an issue, as lists ask for it beside the columns of its own row.

Loaded by the first list that shows any of it: the first list of a start shows none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ScalarSelect, exists, func, select

from dialogue_app.domain.life import OPEN_ASSIGNMENT
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentRole,
    AssignmentState,
    RaiserKind,
    Relation,
)
from dialogue_app.services.issues.carried import sessions_it_stood_on
from dialogue_app.services.issues.promise_columns import PROMISED, PROMISED_FOR, PROMISES_STATE
from dialogue_app.services.issues.punctuality import Limit, in_time, punctuality
from dialogue_app.services.lists import TODAY, Made, lines_of, one, or_empty
from dialogue_app.storage.models.contacts import Contact
from dialogue_app.storage.models.issue_course import Answer, AnswerIssue
from dialogue_app.storage.models.issues import Assignment, Escalation, Issue, Raiser
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.reference import Topic
from dialogue_app.storage.models.sessions import DialogueSession, Venue
from dialogue_app.storage.working_days import number_of

_BREAK = "\n"


_SUPPORTING = (
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
_SAID_AT_MEETING = (
    select(Answer.text)
    .join(AnswerIssue, AnswerIssue.answer_id == Answer.id)
    .where(AnswerIssue.issue_id == Issue.id, Answer.kind == AnswerKind.AT_MEETING)
    .order_by(AnswerIssue.id)
    .limit(1)
    .scalar_subquery()
)


def _of_lead(column: Any) -> Any:
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


def _joined(*texts: str | None) -> tuple[str, ...]:
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


BESIDE: Mapping[str, Made] = {
    "session_code": Made(
        or_empty, one(DialogueSession.code, DialogueSession.id == Issue.session_id)
    ),
    "unidentified": Made(
        None, exists().where(Raiser.issue_id == Issue.id, Raiser.kind == RaiserKind.UNIDENTIFIED)
    ),
    "topic": Made(or_empty, one(Topic.name, Topic.id == Issue.topic_id)),
    "days_left": Made(None, number_of(Issue.next_ends_on) - number_of(TODAY)),
    "days_since_sent": Made(None, number_of(TODAY) - number_of(Issue.lead_sent_on)),
    "venue": Made(or_empty, one(Venue.name, Venue.id == Issue.venue_id)),
    "first_due_on": Made(None, _of_lead(Assignment.original_due_on)),
    "current_due_on": Made(None, _of_lead(Assignment.due_on)),
    "by_first": Made(punctuality, _of_lead(in_time(Limit.FIRST))),
    "by_current": Made(punctuality, _of_lead(in_time(Limit.CURRENT))),
    "supporting_bodies": Made(lines_of, _SUPPORTING),
    "answer": Made(or_empty, _SAID_AT_MEETING),
    "promises": PROMISED,
    "promised_for": PROMISED_FOR,
    "promises_state": PROMISES_STATE,
    "carried_over": Made(None, sessions_it_stood_on()),
    "waits_for": Made(
        _joined, _of_others(Body.name), _sent_up(func.coalesce(Body.name, Escalation.addressee))
    ),
    "letters": Made(_joined, _of_others(Assignment.sent_number), _sent_up(Escalation.paper)),
    "last_contact_on": Made(None, _last_contact(Contact.contacted_on)),
    "came_back": Made(or_empty, _last_contact(Contact.came_back)),
}
