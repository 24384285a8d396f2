"""What was really sent to bodies that are not ours: by letter, by telephone, handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from dialogue_app.domain.errors.conflicts import Gone
from dialogue_app.domain.errors.issues import NothingChosen, NothingToSend, TooEarly
from dialogue_app.domain.life import Move
from dialogue_app.domain.text import clean_line
from dialogue_app.domain.vocabulary import AssignmentState, Relation, SendingKind
from dialogue_app.i18n import N_
from dialogue_app.services.calendar.counting import count_anew
from dialogue_app.services.case import Case, OpenCase, Seen, use_case
from dialogue_app.services.issues.moving import code_of, issue_seen, issues_seen, require_happened
from dialogue_app.services.roles import RECORD_ANSWER
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.models.issues import Assignment, Issue
from dialogue_app.storage.models.people import Body


@dataclass(frozen=True, slots=True)
class SendingDraft:
    """When and how an issue went out to a body; `number` is that of the letter."""

    sent_on: date
    kind: SendingKind = SendingKind.LETTER
    number: str = ""


@dataclass(frozen=True, slots=True)
class Addressee:
    """A body that is not ours, and the issues it has that may have been sent to it."""

    body_id: int
    name: str
    issue_ids: tuple[int, ...]


def addressees(case: Case, issue_ids: Sequence[int]) -> list[Addressee]:
    """The bodies to which these issues may have been sent, those of the most issues first."""
    found: dict[tuple[int, str], list[int]] = {}
    with case.reading() as session:
        for some in chunks(list(issue_ids)):
            rows = (
                select(Body.id, Body.name, Issue.id)
                .join(Assignment, Assignment.body_id == Body.id)
                .join(Issue, Issue.id == Assignment.issue_id)
                .where(
                    Issue.id.in_(some),
                    Assignment.round == Issue.round,
                    Assignment.state == AssignmentState.GIVEN,
                    Assignment.relation != Relation.OWN,
                )
                .order_by(Body.name_sort, Issue.id)
            )
            for body_id, name, issue_id in session.execute(rows):
                found.setdefault((body_id, name), []).append(issue_id)
    bodies = [Addressee(*body, tuple(dict.fromkeys(ids))) for body, ids in found.items()]
    return sorted(bodies, key=lambda body: -len(body.issue_ids))


@use_case("issue.sent_together", RECORD_ANSWER, N_("recorded that they were sent"), undoable=True)
def record_sent_together(
    case: OpenCase, seen: Sequence[Seen], body_id: int, form: SendingDraft
) -> None:
    """One letter carried these issues to one body; as `record_sent`, for all of them or none.

    Raises `NothingChosen` where there are none, and what `record_sent` raises.
    """
    if not seen:
        raise NothingChosen()
    with issues_seen(case, seen, Move.SEND) as issues:
        for issue in issues:
            _record_sent(case, issue, body_id, form)


@use_case("issue.sent", RECORD_ANSWER, N_("recorded that it was sent"), undoable=True)
def record_sent(case: OpenCase, seen: Seen, body_id: int, form: SendingDraft) -> None:
    """An issue meant for a body that is not ours went out to it: from now on its waiting runs.

    Recorded again it is corrected, as long as the body has it. A limit counted in working days is
    counted from the day it was sent; a typed one never moves.

    Raises `NothingToSend`, `NotYet`, `TooEarly` for a day before it was given, `MoveNotAllowed`,
    `ChangedSince`, `IsComplaint`.
    """
    _record_sent(case, issue_seen(case, seen, Move.SEND), body_id, form)


def _record_sent(case: OpenCase, issue: Issue, body_id: int, form: SendingDraft) -> None:
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
        body = case.session.get(Body, body_id)
        if body is None:
            raise Gone("body")
        raise NothingToSend(code_of(issue), body.name)
    for assignment in to_record:
        if assignment.given_on is not None and form.sent_on < assignment.given_on:
            raise TooEarly(form.sent_on, assignment.given_on)
        assignment.sent_on, assignment.sent_kind, assignment.sent_number = said
        count_anew(case, assignment, form.sent_on)
