"""Issues registered and corrected; what happens to them later has modules of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import parse_issue_code
from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.errors.issues import ComplaintGivenOut, UnknownIssue
from dialogue_app.domain.text import clean, clean_line, text_digest
from dialogue_app.domain.vocabulary import (
    COMPLAINT_KINDS,
    AssignmentState,
    AuthorityLevel,
    IssueKind,
    Medium,
    Moment,
    WithdrawalCause,
)
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, SeenDraft, merged, use_case
from dialogue_app.services.issues.moving import (
    at_latest_today,
    code_of,
    issue_to_edit,
    open_escalations,
    require_past,
    session_day,
    withdraw_assignments,
)
from dialogue_app.services.issues.raisers import (
    RaiserDraft,
    fill_members,
    fill_raisers,
    raiser_drafts,
    typed_of,
)
from dialogue_app.services.roles import EDIT_ISSUE
from dialogue_app.storage.models.issues import Escalation, Issue
from dialogue_app.storage.models.people import Body

_PLAIN_FIELDS = (
    "kind", "moment", "medium", "topic_id", "authority", "venue_id", "withhold_name",
    "name_when_transferring", "unsigned", "complaint", "promised_on",
)  # fmt: skip

# Fields that hang together clash together when two people change them.
TOGETHER = (
    frozenset({"session_id", "venue_id"}),
    frozenset({"moment", "medium"}),
    frozenset({"withhold_name", "name_when_transferring", "unsigned"}),
    frozenset({"kind", "complaint"}),
)
# Where the history has what a field lists.
PARTS = {"raisers": ("raiser", "raiser_member")}


@dataclass(frozen=True, slots=True)
class IssueDraft:
    """Everything typed of one issue."""

    text: str
    session_id: int | None = None
    kind: IssueKind = IssueKind.REQUEST
    moment: Moment = Moment.UNKNOWN
    medium: Medium = Medium.UNKNOWN
    received_on: date | None = None
    raisers: tuple[RaiserDraft, ...] = ()
    topic_id: int | None = None
    authority: AuthorityLevel = AuthorityLevel.UNKNOWN
    venue_id: int | None = None
    withhold_name: bool = False
    name_when_transferring: bool = False
    unsigned: bool = False
    complaint: bool = False
    number_elsewhere: str = ""
    promised_on: date | None = None
    note: str = ""


@use_case("issue.register", EDIT_ISSUE, N_("took it in"))
def register_issue(case: OpenCase, form: IssueDraft) -> int:
    """Register an issue under the next code of its year.

    Raises `Missing`, `NotYet`, `UnknownSession`, `UnknownEnterprise`.
    """
    day = session_day(case, case.session, form.session_id)
    received = form.received_on or at_latest_today(case, day)
    require_past(case, received)
    return new_issue(case.session, form, received).id


def new_issue(session: Session, form: IssueDraft, received: date) -> Issue:
    """The next issue of the year it was received in, inside a transaction."""
    issue = Issue(
        year=received.year,
        number=_next_number(session, received.year),
        received_on=received,
        text="",
        text_digest="",
    )
    fill_issue(session, issue, form)
    session.add(issue)
    session.flush()
    fill_members(session, issue, form.raisers)
    return issue


@use_case("issue.edit", EDIT_ISSUE, N_("corrected it"))
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
    form = merged(session, "issue", issue.version, seen, now, form, TOGETHER, PARTS)
    if form.received_on:
        require_past(case, form.received_on)
    before, was_complaint = _compared_values(issue), issue.complaint
    fill_issue(session, issue, form)
    if issue.complaint and not was_complaint:
        withdraw_complaint(case, issue, given=withdraw)
    if form.received_on:
        issue.received_on = form.received_on
    edited = {name for name, value in _compared_values(issue).items() if value != before[name]}
    issue.edited_fields = " ".join(sorted({*issue.edited_fields.split(), *edited}))
    session.flush()
    fill_members(session, issue, form.raisers)


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
    withdraw_assignments(session, issue, today, WithdrawalCause.COMPLAINT)
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


def _compared_values(issue: Issue) -> dict[str, object]:
    """The values by which edits are noted, so that an import does not overwrite them unasked."""
    values = {
        name: getattr(issue, name) for name in ("text", "note", "received_on", *_PLAIN_FIELDS)
    }
    return {**values, "raisers": [typed_of(raiser) for raiser in issue.raisers]}


def _next_number(session: Session, year: int) -> int:
    return (session.scalar(select(func.max(Issue.number)).where(Issue.year == year)) or 0) + 1


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
    return IssueDraft(
        text=issue.text,
        session_id=issue.session_id,
        kind=issue.kind,
        moment=issue.moment,
        medium=issue.medium,
        received_on=issue.received_on,
        raisers=raiser_drafts(session, issue),
        topic_id=issue.topic_id,
        authority=issue.authority,
        venue_id=issue.venue_id,
        withhold_name=issue.withhold_name,
        name_when_transferring=issue.name_when_transferring,
        unsigned=issue.unsigned,
        complaint=issue.complaint,
        number_elsewhere=issue.number_elsewhere,
        promised_on=issue.promised_on,
        note=issue.note,
    )


def fill_issue(session: Session, issue: Issue, form: IssueDraft) -> None:
    """Put what was typed into the issue's row.

    Raises `Missing`, `RaiserHasVerdict`, `UnknownEnterprise`.
    """
    text = clean(form.text)
    if not text:
        raise Missing("text")
    issue.text, issue.text_digest = text, text_digest(text)
    issue.session_id = form.session_id
    issue.number_elsewhere, issue.note = clean_line(form.number_elsewhere), clean(form.note)
    for name in _PLAIN_FIELDS:
        setattr(issue, name, getattr(form, name))
    issue.complaint = form.complaint or form.kind in COMPLAINT_KINDS
    fill_raisers(session, issue, form.raisers)
