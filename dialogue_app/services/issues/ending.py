"""Later turns of an issue: waiting, sent up, judged by its raisers, ended, opened again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import issue_code
from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.errors.issues import DuplicateOfItself, UnknownIssue, UnknownRaiser
from dialogue_app.domain.life import Move, require_outcome
from dialogue_app.domain.people import Actor
from dialogue_app.domain.text import clean, clean_line
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentState,
    Outcome,
    VerdictLevel,
)
from dialogue_app.i18n.formats import today
from dialogue_app.services.issues.answering import AnswerForm, add_answer
from dialogue_app.services.issues.intake import end_waiting, open_issue, require_happened
from dialogue_app.services.roles import EDIT_ISSUE, require_role
from dialogue_app.storage.engine import Store
from dialogue_app.storage.models import (
    AnswerIssue,
    Assignment,
    Escalation,
    Issue,
    Raiser,
    Reopening,
    Verdict,
    Waiting,
)


@dataclass(frozen=True, slots=True)
class EscalationForm:
    """To whom an issue is sent up, by which paper, when."""

    sent_on: date
    body_id: int | None = None
    addressee: str = ""
    paper: str = ""


def wait_for_enterprise(store: Store, actor: Actor, issue_id: int, on: date, what: str) -> None:
    """The enterprise is to bring something first. Raises `Missing`, `MoveNotAllowed`."""
    require_role(actor, EDIT_ISSUE, "wait_for_enterprise")
    if not clean(what):
        raise Missing("waiting_for")
    with store.writing(actor, "issue.wait") as session:
        issue = open_issue(session, issue_id, Move.WAIT)
        require_happened(issue, on)
        session.add(Waiting(issue_id=issue.id, since=on, what=clean(what)))


def resume(store: Store, actor: Actor, issue_id: int) -> None:
    """The enterprise brought what was missing."""
    require_role(actor, EDIT_ISSUE, "resume")
    with store.writing(actor, "issue.resume") as session:
        end_waiting(session, open_issue(session, issue_id, Move.RESUME), today())


def escalate(store: Store, actor: Actor, issue_id: int, form: EscalationForm) -> None:
    """Kiến nghị cấp trên. Raises `Missing` where nobody is named."""
    require_role(actor, EDIT_ISSUE, "escalate")
    if form.body_id is None and not clean_line(form.addressee):
        raise Missing("addressee")
    with store.writing(actor, "issue.escalate") as session:
        issue = open_issue(session, issue_id, Move.ESCALATE)
        require_happened(issue, form.sent_on)
        session.add(
            Escalation(
                issue_id=issue.id,
                body_id=form.body_id,
                addressee=clean_line(form.addressee),
                paper=clean_line(form.paper),
                sent_on=form.sent_on,
                round=issue.round,
            )
        )


def came_back(
    store: Store, actor: Actor, issue_id: int, on: date, form: AnswerForm | None = None
) -> None:
    """What was sent up came back, with the answer from above where there is one."""
    require_role(actor, EDIT_ISSUE, "came_back")
    with store.writing(actor, "issue.came_back") as session:
        issue = open_issue(session, issue_id, Move.CAME_BACK)
        require_happened(issue, on)
        given = add_answer(session, [issue], form) if form else None
        for sent in session.scalars(
            select(Escalation).where(
                Escalation.issue_id == issue.id, Escalation.came_back_on.is_(None)
            )
        ):
            sent.came_back_on = on
            sent.answer_id = given.id if given else None


def from_above(text: str, on: date, body_id: int | None = None) -> AnswerForm:
    """The form of an answer from above."""
    return AnswerForm(AnswerKind.FROM_ABOVE, text, on, body_id=body_id)


def record_verdict(
    store: Store,
    actor: Actor,
    issue_id: int,
    raiser_id: int,
    level: VerdictLevel,
    on: date,
    note: str = "",
) -> None:
    """What one raiser thinks of the answer. `UnknownRaiser`: one of another issue."""
    require_role(actor, EDIT_ISSUE, "record_verdict")
    with store.writing(actor, "issue.verdict") as session:
        issue = open_issue(session, issue_id, Move.VERDICT)
        require_happened(issue, on)
        raiser = session.get(Raiser, raiser_id)
        if raiser is None or raiser.issue_id != issue.id:
            raise UnknownRaiser(str(raiser_id))
        session.add(
            Verdict(
                issue_id=issue.id,
                raiser_id=raiser_id,
                level=level,
                given_on=on,
                round=issue.round,
                note=clean(note),
            )
        )


def close(
    store: Store, actor: Actor, issue_id: int, outcome: Outcome, on: date, note: str = ""
) -> None:
    """End the follow-up with an outcome; open parts are withdrawn. Raises `OutcomeNotAllowed`."""
    require_role(actor, EDIT_ISSUE, "close")
    with store.writing(actor, "issue.close") as session:
        issue = open_issue(session, issue_id, Move.CLOSE)
        code = issue_code(issue.year, issue.number)
        require_outcome(
            code,
            outcome,
            issue.kind,
            complaint=issue.complaint,
            answered=is_answered(session, issue),
        )
        _end(session, issue, outcome, on, note)


def mark_duplicate(store: Store, actor: Actor, issue_id: int, original_id: int, on: date) -> None:
    """Follow an issue together with its original. Raises `DuplicateOfItself`."""
    require_role(actor, EDIT_ISSUE, "mark_duplicate")
    with store.writing(actor, "issue.duplicate") as session:
        issue = open_issue(session, issue_id, Move.MARK_DUPLICATE)
        step = session.get(Issue, original_id)
        if step is None:
            raise UnknownIssue(str(original_id))
        while step is not None:
            if step.id == issue.id:
                raise DuplicateOfItself(issue_code(issue.year, issue.number))
            step = session.get(Issue, step.duplicate_of_id) if step.duplicate_of_id else None
        issue.duplicate_of_id = original_id
        _end(session, issue, Outcome.DUPLICATE, on, "")


def reopen(store: Store, actor: Actor, issue_id: int, reason: str, on: date | None = None) -> None:
    """Xem xét lại, today or `on`: a new round; answers and parts of the old one are history."""
    require_role(actor, EDIT_ISSUE, "reopen")
    if not clean(reason):
        raise Missing("reason")
    with store.writing(actor, "issue.reopen") as session:
        issue = open_issue(session, issue_id, Move.REOPEN)
        on = on or today()
        require_happened(issue, on)
        session.add(
            Reopening(
                issue_id=issue.id,
                round=issue.round,
                reopened_on=on,
                reason=clean(reason),
                outcome=issue.outcome,
                outcome_on=issue.outcome_on,
                outcome_note=issue.outcome_note,
                duplicate_of_id=issue.duplicate_of_id,
            )
        )
        _withdraw(session, issue, on)
        issue.round += 1
        issue.outcome, issue.outcome_on, issue.outcome_note = None, None, ""
        issue.duplicate_of_id = None


def _end(session: Session, issue: Issue, outcome: Outcome, on: date, note: str) -> None:
    require_happened(issue, on)
    issue.outcome, issue.outcome_on, issue.outcome_note = outcome, on, clean(note)
    end_waiting(session, issue, on)
    _withdraw(session, issue, on)


def _withdraw(session: Session, issue: Issue, on: date) -> None:
    """No body is in charge any more."""
    open_parts = session.scalars(
        select(Assignment).where(
            Assignment.issue_id == issue.id,
            Assignment.state.in_([AssignmentState.GIVEN, AssignmentState.PROPOSED]),
        )
    )
    for part in open_parts:
        part.state, part.ended_on = AssignmentState.WITHDRAWN, on


def is_answered(session: Session, issue: Issue) -> bool:
    """Whether an answer stands behind the issue in the round that runs."""
    answered = select(AnswerIssue.id).where(
        AnswerIssue.issue_id == issue.id, AnswerIssue.round == issue.round
    )
    return session.scalar(answered.limit(1)) is not None
