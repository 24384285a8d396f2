"""What was really sent to bodies that are not ours: by letter, by telephone, handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dialogue_app.domain.calendar import count_due
from dialogue_app.domain.errors.issues import NothingToSend, TooEarly
from dialogue_app.domain.life import Move
from dialogue_app.domain.text import clean_line
from dialogue_app.domain.vocabulary import AssignmentState, DueBasis, Relation, SendingKind
from dialogue_app.i18n import N_
from dialogue_app.services.case import OpenCase, Seen, use_case
from dialogue_app.services.issues.moving import code_of, issue_seen, require_happened
from dialogue_app.services.roles import RECORD_ANSWER
from dialogue_app.storage.models.people import Body


@dataclass(frozen=True, slots=True)
class SendingDraft:
    """When and how an issue went out to a body; `number` is that of the letter."""

    sent_on: date
    kind: SendingKind = SendingKind.LETTER
    number: str = ""


@use_case("issue.sent", RECORD_ANSWER, N_("recorded that it was sent"), undoable=True)
def record_sent(case: OpenCase, seen: Seen, body_id: int, form: SendingDraft) -> None:
    """An issue meant for a body that is not ours went out to it: from now on its waiting runs.

    Recorded again it is corrected, as long as the body has it. A limit counted in working days is
    counted from the day it was sent; a typed one never moves.

    Raises `NothingToSend`, `NotYet`, `TooEarly` for a day before it was given, `MoveNotAllowed`,
    `ChangedSince`, `IsComplaint`.
    """
    issue = issue_seen(case, seen, Move.SEND)
    require_happened(case, issue, form.sent_on)
    said = form.sent_on, form.kind, clean_line(form.number)
    to_record = [
        assignment
        for assignment in issue.assignments
        if assignment.round == issue.round
        and assignment.body_id == body_id
        and assignment.state is AssignmentState.GIVEN
        and assignment.relation is not Relation.OWN
        and said != (assignment.sent_on, assignment.sent_kind, assignment.sent_number)
    ]
    if not to_record:
        body = case.session.get_one(Body, body_id)
        raise NothingToSend(code_of(issue), body.name)
    for assignment in to_record:
        if assignment.given_on is not None and form.sent_on < assignment.given_on:
            raise TooEarly(form.sent_on, assignment.given_on)
        assignment.sent_on, assignment.sent_kind, assignment.sent_number = said
        if assignment.due_basis is DueBasis.WORKING_DAYS and assignment.due_days is not None:
            due = count_due(case.calendar, form.sent_on, assignment.due_days)
            assignment.due_on = due.date
