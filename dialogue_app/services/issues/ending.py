"""What comes later in the life of an issue: waiting, sent up, judged, ended, reopened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.errors.conflicts import Gone
from dialogue_app.domain.errors.issues import (
    DuplicateOfItself,
    IsComplaint,
    NothingToReconsider,
    UnknownRaiser,
)
from dialogue_app.domain.life import NOT_SATISFIED, Move
from dialogue_app.domain.policies import Matter
from dialogue_app.domain.text import clean, clean_line
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    Outcome,
    VerdictLevel,
)
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, Seen, use_case
from dialogue_app.services.issues.answering import AnswerDraft, add_answer
from dialogue_app.services.issues.closing import Ending, close_one, end
from dialogue_app.services.issues.duplicates import answer_duplicates, take_answers
from dialogue_app.services.issues.moving import (
    code_of,
    end_waiting,
    issue_seen,
    open_escalations,
    require_happened,
    withdraw_assignments,
)
from dialogue_app.services.issues.promises import open_promises, require_kept
from dialogue_app.services.roles import EDIT_ISSUE
from dialogue_app.storage.models.issue_course import Reopening, Verdict, Waiting
from dialogue_app.storage.models.issues import Escalation, Issue, Raiser
from dialogue_app.storage.policies import policies_of


@dataclass(frozen=True, slots=True)
class EscalationDraft:
    """To whom an issue is sent up, by which paper, when."""

    sent_on: date
    body_id: int | None = None
    addressee: str = ""
    paper: str = ""


@use_case("issue.wait", EDIT_ISSUE, N_("noted that it waits for the enterprise"), undoable=True)
def wait_for_enterprise(
    case: OpenCase, seen: Seen, on: date, what: str, *, stops_clock: bool | None = None
) -> None:
    """The enterprise is to bring something first.

    Whether the clock of the bodies stops meanwhile say the office's rules, where `stops_clock` does
    not; that of the enterprise runs on. Raises `Missing`, `MoveNotAllowed`.
    """
    if not clean(what):
        raise Missing("waiting_for")
    session = case.session
    issue = issue_seen(case, seen, Move.WAIT)
    require_happened(case, issue, on)
    if stops_clock is None:
        stops_clock = _stops_by_rules(session, issue)
    session.add(Waiting(issue_id=issue.id, since=on, what=clean(what), stops_clock=stops_clock))


def proposed_stop(case: Case, issue_id: int) -> bool:
    """Whether the clock of its bodies stops while its enterprise is waited for, by the rules."""
    with case.reading() as session:
        issue = session.get(Issue, issue_id)
        return issue is not None and _stops_by_rules(session, issue)


def _stops_by_rules(session: Session, issue: Issue) -> bool:
    matter = Matter(issue.topic_id, issue.lead_body_id, issue.kind)
    return policies_of(session).stops_clock(matter)


@use_case("issue.resume", EDIT_ISSUE, N_("ended the waiting"), undoable=True)
def resume(case: OpenCase, seen: Seen) -> None:
    """The enterprise brought what was missing."""
    session = case.session
    end_waiting(session, issue_seen(case, seen, Move.RESUME), case.today())


@use_case("issue.escalate", EDIT_ISSUE, N_("sent it to a higher level"))
def escalate(case: OpenCase, seen: Seen, form: EscalationDraft) -> None:
    """Kiến nghị cấp trên. Raises `Missing` where nobody is named."""
    if form.body_id is None and not clean_line(form.addressee):
        raise Missing("addressee")
    session = case.session
    issue = issue_seen(case, seen, Move.ESCALATE)
    require_happened(case, issue, form.sent_on)
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


@use_case("issue.came_back", EDIT_ISSUE, N_("recorded what came back from the higher level"))
def came_back(case: OpenCase, seen: Seen, on: date, form: AnswerDraft | None = None) -> None:
    """What was sent up came back, with the answer from above where there is one."""
    session = case.session
    issue = issue_seen(case, seen, Move.CAME_BACK)
    require_happened(case, issue, on)
    answer = add_answer(case, [issue], form) if form else None
    for escalation in open_escalations(session, issue):
        escalation.came_back_on = on
        escalation.answer_id = answer.id if answer else None


def from_above(text: str, on: date, body_id: int | None = None) -> AnswerDraft:
    """The form of an answer from above."""
    return AnswerDraft(AnswerKind.FROM_ABOVE, text, on, body_id=body_id)


@use_case("issue.verdict", EDIT_ISSUE, N_("recorded the enterprise's opinion"), undoable=True)
def record_verdict(
    case: OpenCase,
    seen: Seen,
    raiser_id: int,
    level: VerdictLevel,
    on: date,
    note: str = "",
    *,
    reopen_because: str | None = None,
) -> None:
    """What a raiser thinks of the answer; who is not satisfied may have the issue reconsidered.

    Raises `UnknownRaiser` for a raiser of another issue, `NothingToReconsider` where the opinion
    asks for nothing, and what `reopen` raises.
    """
    session = case.session
    issue = issue_seen(case, seen, Move.VERDICT)
    require_happened(case, issue, on)
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
    if reopen_because is not None:
        if level not in NOT_SATISFIED:
            raise NothingToReconsider(level)
        reopen(case, seen, reopen_because, on)


@use_case("issue.close", EDIT_ISSUE, N_("ended the follow-up"), undoable=True)
def close(
    case: OpenCase,
    seen: Seen,
    outcome: Outcome,
    on: date,
    note: str = "",
    *,
    over_promise: bool = False,
) -> None:
    """End the follow-up with an outcome; open assignments are withdrawn.

    Its answers then answer those that are followed together with it, too. A promise that is not
    kept yet stays on record; `over_promise` says that it is known.

    Raises `OutcomeNotAllowed`, `Missing` for a complaint without ground and reason,
    `PromiseStillOpen`, `FollowedWithIt`, `MoveNotAllowed`, `ChangedSince`, `NotYet`, `TooEarly`.
    """
    ending = Ending(outcome, on, note, over_promise)
    close_one(case, issue_seen(case, seen, Move.CLOSE), ending)


@use_case("issue.duplicate", EDIT_ISSUE, N_("followed it together with another"), undoable=True)
def mark_duplicate(
    case: OpenCase, seen: Seen, original_id: int, on: date, *, over_promise: bool = False
) -> None:
    """Follow an issue together with its original; that ends its own follow-up, as `close` does.

    Raises `Gone`, `DuplicateOfItself`, `PromiseStillOpen`, and `IsComplaint` where the original is
    one.
    """
    session = case.session
    issue = issue_seen(case, seen, Move.MARK_DUPLICATE)
    first = original = session.get(Issue, original_id)
    require_happened(case, issue, on)
    if not over_promise:
        require_kept(code_of(issue), open_promises(session, [issue.id]).get(issue.id))
    if first is None:
        raise Gone("issue_code")
    while original is not None:  # which may be followed with another itself
        if original.complaint:  # whose answer is in no paper and on a way of its own
            raise IsComplaint(code_of(original))
        if original.id == issue.id:
            raise DuplicateOfItself(code_of(issue))
        next_id = original.duplicate_of_id
        original = session.get(Issue, next_id) if next_id else None
    issue.duplicate_of_id = original_id
    end(case, issue, Outcome.DUPLICATE, on)
    take_answers(session, issue, first)
    answer_duplicates(session, issue)


@use_case("issue.reopen", EDIT_ISSUE, N_("reconsidered it"), undoable=True)
def reopen(case: OpenCase, seen: Seen, reason: str, on: date | None = None) -> None:
    """Xem xét lại, today or `on`: a new round; answers and assignments so far become history.

    Raises `Missing`, `MoveNotAllowed`, `ChangedSince`, `NotYet`, `TooEarly`.
    """
    if not clean(reason):
        raise Missing("reason")
    session = case.session
    issue = issue_seen(case, seen, Move.REOPEN)
    on = on or case.today()
    require_happened(case, issue, on)
    session.add(
        Reopening(
            issue_id=issue.id,
            round=issue.round,
            reopened_on=on,
            done_on=issue.done_on,
            reason=clean(reason),
            outcome=issue.outcome,
            outcome_on=issue.outcome_on,
            outcome_note=issue.outcome_note,
            duplicate_of_id=issue.duplicate_of_id,
        )
    )
    withdraw_assignments(issue, on)
    issue.round += 1
    issue.outcome, issue.outcome_on, issue.outcome_note = None, None, ""
    issue.duplicate_of_id = None
