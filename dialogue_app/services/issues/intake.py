"""Issues registered and corrected; what happens to them later has modules of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import parse_issue_code
from dialogue_app.domain.errors.base import Invalid
from dialogue_app.domain.errors.conflicts import Gone
from dialogue_app.domain.errors.issues import ComplaintGivenOut, UnknownIssue
from dialogue_app.domain.fields.facts import cleaned, read, values_of, with_edited
from dialogue_app.domain.fields.issues import IssueDraft, issue_shadows
from dialogue_app.domain.life import Move, require
from dialogue_app.domain.vocabulary import (
    COMPLAINT_KINDS,
    AssignmentState,
    WithdrawalCause,
)
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, SeenDraft, merged, use_case
from dialogue_app.services.issues.assigning import AssignmentDraft, propose_anew
from dialogue_app.services.issues.moving import (
    at_latest_today,
    code_of,
    issue_to_edit,
    open_escalations,
    require_past,
    session_day,
    withdraw_assignments,
)
from dialogue_app.services.issues.raisers import fill_members, fill_raisers, raiser_drafts
from dialogue_app.services.numbering import issue_numbers
from dialogue_app.services.roles import EDIT_ISSUE
from dialogue_app.storage.models.issues import Escalation, Issue
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.sessions import Venue

# Where the history has what a field lists.
PARTS = {"raisers": ("raiser", "raiser_member")}


@use_case("issue.register", EDIT_ISSUE, N_("recorded it"))
def register_issue(
    case: OpenCase, form: IssueDraft, proposed: Sequence[AssignmentDraft] = ()
) -> int:
    """Register an issue under the next code of its year, with the bodies proposed for it.

    Raises `Missing`, `NotYet`, `UnknownSession`, `UnknownEnterprise`, `BodyNotValid`, and
    `IsComplaint` for a complaint that is proposed to a body.
    """
    day = session_day(case, case.session, form.session_id)
    received = form.received_on or at_latest_today(case, day)
    require_past(case, received)
    issue = new_issue(case.session, form, received)
    if proposed:
        require(code_of(issue), issue.state, Move.GIVE_OUT, complaint=issue.complaint)
        propose_anew(case, issue, proposed, received)
    return issue.id


def new_issue(session: Session, form: IssueDraft, received: date) -> Issue:
    """The next issue of the year it was received in, inside a transaction."""
    issue = Issue(
        year=received.year,
        number=next(issue_numbers(session, received.year)),
        received_on=received,
    )
    fill_issue(session, issue, form)
    session.add(issue)
    session.flush()
    fill_members(session, issue, form.raisers)
    return issue


@use_case("issue.edit", EDIT_ISSUE, N_("corrected it"), undoable=True)
def edit_issue(
    case: OpenCase, seen: SeenDraft[IssueDraft], form: IssueDraft, *, withdraw: bool = False
) -> None:
    """Correct an issue; what was typed here is no more overwritten by a workbook unasked.

    An issue that becomes a complaint is withdrawn from the bodies that have it and from above,
    where `withdraw` says so; else `ComplaintGivenOut` names them. Raises `Missing`, `NotYet`,
    `UnknownIssue`, `UnknownEnterprise`, `RaiserHasVerdict`, `MoveNotAllowed`, and `EditConflict`
    where somebody else changed the same fields after it was read.
    """
    session = case.session
    issue = issue_to_edit(case, seen)
    now = current_draft(session, issue)
    form = merged(session, "issue", issue.version, seen, now, form, PARTS)
    if form.received_on:
        require_past(case, form.received_on)
    was_complaint = issue.complaint
    fill_issue(session, issue, form)
    if issue.complaint and not was_complaint:
        withdraw_complaint(case, issue, given=withdraw)
    if form.received_on:
        issue.received_on = form.received_on
    session.flush()
    fill_members(session, issue, form.raisers)
    after = current_draft(session, issue)
    issue.edited_fields = with_edited(issue.edited_fields, now, after)


def withdraw_complaint(case: OpenCase, issue: Issue, *, given: bool = False) -> None:
    """Withdraw what became a complaint from the bodies it was proposed for, or was `given`.

    What was sent to a higher level is given to it. Raises `ComplaintGivenOut` where a body has it
    and `given` does not say so.
    """
    session, today = case.session, case.today()
    sent_up = open_escalations(session, issue)
    having = _names_of_having(session, issue, sent_up)
    if having and not given:
        raise ComplaintGivenOut(code_of(issue), having)
    withdraw_assignments(issue, today, WithdrawalCause.COMPLAINT)
    for escalation in sent_up:
        escalation.withdrawn_on = today


def _names_of_having(session: Session, issue: Issue, sent_up: list[Escalation]) -> list[str]:
    """Who has the issue now: bodies it was given to, then those above, each once."""
    given = [
        assignment.body_id
        for assignment in issue.assignments
        if assignment.state is AssignmentState.GIVEN
    ]
    names = list(
        session.scalars(select(Body.name).where(Body.id.in_(given)).order_by(Body.name_sort))
    )
    for escalation in sent_up:
        body = session.get(Body, escalation.body_id) if escalation.body_id is not None else None
        names.append(body.name if body else escalation.addressee)
    return list(dict.fromkeys(names))


def find_issue(case: Case, code: str) -> int:
    """The issue of that code, however it was typed; raises `UnknownIssue`."""
    parsed = parse_issue_code(code)
    with case.reading() as session:
        found = parsed and session.scalar(
            select(Issue.id).where(Issue.year == parsed[0], Issue.number == parsed[1])
        )
    if not found:
        raise UnknownIssue(code)
    return found


def current_draft(session: Session, issue: Issue) -> IssueDraft:
    """The issue as it would be typed."""
    return read(IssueDraft, issue, raisers=raiser_drafts(session, issue))


def fill_issue(session: Session, issue: Issue, form: IssueDraft) -> None:
    """Put what was typed into the issue and its raisers.

    Raises `Missing`, `RaiserHasVerdict`, `UnknownEnterprise`, and `Invalid` for a venue that is not
    one of the session's.
    """
    _require_venue(session, form)
    fill_columns(issue, form)
    fill_raisers(session, issue, form.raisers)


def _require_venue(session: Session, form: IssueDraft) -> None:
    venue = session.get(Venue, form.venue_id) if form.venue_id is not None else None
    if form.venue_id is not None and (venue is None or venue.session_id != form.session_id):
        raise Invalid("venue", venue.name) if venue else Gone("venue")


def fill_columns(issue: Issue, form: IssueDraft) -> None:
    """Put what was typed into the issue's own row. Raises `Missing`."""
    for name, value in issue_values(form).items():
        setattr(issue, name, value)


def issue_values(form: IssueDraft) -> dict[str, Any]:
    """The columns that follow from what was typed; the day of receipt stays where none is.

    Raises `Missing`.
    """
    form = cleaned(form)
    complaint = form.complaint or form.kind in COMPLAINT_KINDS
    typed = values_of(form, but=("received_on",))
    return {**typed, "complaint": complaint, **asdict(issue_shadows(form.text))}
