"""Contacts about issues: who owes an answer is reminded, who raised it is told, both are called.

What a contact was for follows from what stands open, so that nobody has to say it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import end_of_limit
from dialogue_app.domain.errors.issues import (
    NothingChosen,
    NothingToTell,
    OwesNothing,
    TooEarly,
    UnknownRaiser,
)
from dialogue_app.domain.life import Move
from dialogue_app.domain.reminding import purpose_of
from dialogue_app.domain.text import clean, clean_line
from dialogue_app.domain.vocabulary import ContactMeans, ContactPurpose, PromiseState
from dialogue_app.i18n import N_
from dialogue_app.services.case import OpenCase, Seen, use_case
from dialogue_app.services.issues.moving import (
    code_of,
    issue_as_seen,
    issue_seen,
    require_happened,
)
from dialogue_app.services.issues.owed import (
    ABOVE,
    Owing,
    had_since,
    name_of,
    purpose_on,
    what_they_owe,
)
from dialogue_app.services.issues.telling import Untold, untold_of
from dialogue_app.services.roles import EDIT_ISSUE, RECORD_ANSWER
from dialogue_app.storage.chunks import among
from dialogue_app.storage.models.contacts import Contact
from dialogue_app.storage.models.issue_course import Answer, AnswerIssue
from dialogue_app.storage.models.issues import Assignment, Escalation, Issue, Raiser
from dialogue_app.storage.models.promises import Promise


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A contact as it is typed: when, how, with whom, what was said and what came back."""

    on: date
    means: ContactMeans = ContactMeans.CALL
    person: str = ""
    number: str = ""  # of a letter
    said: str = ""
    came_back: str = ""


@use_case("issue.remind", RECORD_ANSWER, N_("recorded a reminder"), undoable=True)
def remind(
    case: OpenCase,
    seen: Sequence[Seen],
    owing: Owing,
    form: ContactDraft,
    promise_ids: Sequence[int] = (),
) -> None:
    """One call or letter reminded a body, or a higher level, of these issues; all or none.

    It reminded them of the answers they owe, and of these promises; where no promise is named and
    no answer is owed, of what they promised in an answer to the issue. Own units are reminded
    before their date and urged after it, all others are asked. Raises `NothingChosen`,
    `OwesNothing`, `NotYet`, `TooEarly` for a day before they had it, `MoveNotAllowed`,
    `ChangedSince`, `IsComplaint`.
    """
    if not seen:
        raise NothingChosen()
    for one in dict.fromkeys(seen):
        promised = _promised(case.session, one.id, owing, promise_ids)
        issue = issue_seen(case, one, Move.CONTACT if promised else Move.REMIND)
        owed = _owed(case, issue, owing, form)
        if not owed and not promised:
            raise OwesNothing(code_of(issue), name_of(case.session, owing))
        for row in owed:
            _note_contact(case, issue, row, form, Move.REMIND)
        for promise, answered_on in promised if promise_ids or not owed else ():
            remind_of_promise(case, issue, promise, answered_on, form)


@use_case("issue.contact", RECORD_ANSWER, N_("recorded a contact"), undoable=True)
def record_contact(
    case: OpenCase, seen: Sequence[Seen], party: Owing | int, form: ContactDraft
) -> None:
    """Somebody was spoken with about these issues, and nobody was reminded or told anything.

    `party` is who owes an answer to each of them, or the raiser of one. Raises `UnknownRaiser`, and
    what `remind` raises.
    """
    if not seen:
        raise NothingChosen()
    if isinstance(party, Owing):
        _talk_to_body(case, seen, party, form)
        return
    for one in seen:
        issue = issue_seen(case, one, Move.CONTACT)
        require_happened(case, issue, form.on)
        raiser = case.session.get(Raiser, party)
        if raiser is None or raiser.issue_id != issue.id:
            raise UnknownRaiser(str(party))
        add_contact(case.session, issue, ContactPurpose.TALK, form, raiser_id=party)


@use_case("issue.tell", RECORD_ANSWER, N_("recorded that the enterprise was told"), undoable=True)
def tell(
    case: OpenCase, seen: Sequence[Seen], form: ContactDraft, raiser_ids: Sequence[int] = ()
) -> int:
    """Who raised these issues was told what is known: where they went, and what was answered.

    `raiser_ids` are those who were told, all where none is named. An issue whose raisers know
    already is left; gives how many were told of. Raises `NothingChosen`, `NothingToTell`, `NotYet`,
    `TooEarly` for a day before there was anything to tell, `ChangedSince`.
    """
    if not seen:
        raise NothingChosen()
    issues = {one.id: issue_seen(case, one, Move.TELL) for one in seen}
    open_things = [
        thing
        for thing in untold_of(case.session, list(issues))
        if not raiser_ids or thing.raiser_id in raiser_ids
    ]
    if not open_things:
        raise NothingToTell()
    for thing in open_things:
        _note_told(case, issues[thing.issue_id], thing, form)
    return len({thing.issue_id for thing in open_things})


@use_case("issue.note_elsewhere", EDIT_ISSUE, N_("noted its number in 1022, PAKN"), undoable=True)
def note_elsewhere(case: OpenCase, seen: Seen, number: str) -> None:
    """It must stand in the city's system, too, under that number; an empty one is still to come.

    Raises `MoveNotAllowed`, `ChangedSince`.
    """
    issue = issue_seen(case, seen, Move.NOTE_ELSEWHERE)
    issue.also_elsewhere, issue.number_elsewhere = True, clean_line(number)
    edited = {*issue.edited_fields.split(), "also_elsewhere", "number_elsewhere"}
    issue.edited_fields = " ".join(sorted(edited))


@use_case("issue.also_elsewhere", EDIT_ISSUE, N_("said whether it must stand in 1022, PAKN"),
          undoable=True)  # fmt: skip
def set_also_elsewhere(case: OpenCase, seen: Sequence[Seen], needed: bool) -> None:
    """Whether these issues must stand in the city's system, too. Raises `NothingChosen`."""
    if not seen:
        raise NothingChosen()
    for one in seen:
        issue = issue_as_seen(case, one)
        issue.also_elsewhere = needed
        issue.edited_fields = " ".join(sorted({*issue.edited_fields.split(), "also_elsewhere"}))


def _talk_to_body(case: OpenCase, seen: Sequence[Seen], owing: Owing, form: ContactDraft) -> None:
    for one in dict.fromkeys(seen):
        issue = issue_seen(case, one, Move.CONTACT)
        owed = _owed(case, issue, owing, form)
        if not owed:
            raise OwesNothing(code_of(issue), name_of(case.session, owing))
        for row in owed:
            _note_contact(case, issue, row, form, Move.CONTACT)


def _owed(
    case: OpenCase, issue: Issue, owing: Owing, form: ContactDraft
) -> list[Assignment | Escalation]:
    """What they owe of an issue that was received by the day of the contact."""
    require_happened(case, issue, form.on)
    assignments, escalations = what_they_owe(case.session, issue, owing)
    return [*assignments, *escalations]


def _note_contact(
    case: OpenCase, issue: Issue, row: Assignment | Escalation, form: ContactDraft, move: Move
) -> None:
    since = had_since(row)
    if form.on < since:
        raise TooEarly(form.on, since)
    purpose = purpose_on(row, form.on) if move is Move.REMIND else ContactPurpose.TALK
    of = "assignment_id" if isinstance(row, Assignment) else "escalation_id"
    add_contact(case.session, issue, purpose, form, **{of: row.id})


def _promised(
    session: Session, issue_id: int, owing: Owing, promise_ids: Sequence[int]
) -> list[tuple[Promise, date]]:
    """The open promises among these, else those of the body, in answers to an issue."""
    if promise_ids:
        return promises_in(session, issue_id, among(Promise.id, promise_ids))
    if owing.body_id is None:
        return []
    return promises_in(session, issue_id, Promise.body_id == owing.body_id)


def promises_in(
    session: Session, issue_id: int, which: ColumnElement[bool]
) -> list[tuple[Promise, date]]:
    """Such promises in answers to an issue that are still open, with the day of the answer."""
    rows = session.execute(
        select(Promise, Answer.answered_on)
        .join(Answer, Answer.id == Promise.answer_id)
        .join(AnswerIssue, AnswerIssue.answer_id == Answer.id)
        .where(AnswerIssue.issue_id == issue_id, Promise.state == PromiseState.OPEN, which)
        .order_by(Promise.id)
    )
    return [(promise, answered_on) for promise, answered_on in rows]


def remind_of_promise(
    case: OpenCase, issue: Issue, promise: Promise, answered_on: date, form: ContactDraft
) -> None:
    """Note that whoever promised it was reminded. Raises `TooEarly`."""
    if form.on < answered_on:
        raise TooEarly(form.on, answered_on)
    ends_on = end_of_limit(case.calendar(), promise.due_on)
    purpose = purpose_of(promise.relation or ABOVE, ends_on, form.on)
    add_contact(case.session, issue, purpose, form, promise_id=promise.id)


def _note_told(case: OpenCase, issue: Issue, thing: Untold, form: ContactDraft) -> None:
    require_happened(case, issue, form.on)
    if form.on < thing.since:
        raise TooEarly(form.on, thing.since)
    add_contact(
        case.session, issue, thing.purpose, form, raiser_id=thing.raiser_id,
        assignment_id=thing.assignment_id, escalation_id=thing.escalation_id,
        answer_id=thing.answer_id,
    )  # fmt: skip


def add_contact(
    session: Session, issue: Issue, purpose: ContactPurpose, form: ContactDraft, **of: int | None
) -> None:
    """A contact about an issue that was checked; `of` says by ids with whom and about what."""
    session.add(
        Contact(
            issue_id=issue.id,
            round=issue.round,
            purpose=purpose,
            means=form.means,
            contacted_on=form.on,
            person=clean_line(form.person),
            number=clean_line(form.number),
            said=clean(form.said),
            came_back=clean(form.came_back),
            **of,
        )
    )
