"""AssignmentForm issues to bodies: proposed, assigned or transferred, given out in bulk, sent back.

The verb follows from the body's relation to us: our own units are assigned, with a deadline; all
others are asked, with a date where one is wished for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from dialogue_app.domain.codes import issue_code
from dialogue_app.domain.dates import weekdays_after
from dialogue_app.domain.errors.base import BadInput, Missing
from dialogue_app.domain.errors.issues import (
    AlreadyAssigned,
    DueBeforeGiven,
    DueRequired,
    NoSuchAssignment,
    NothingChosen,
    NothingProposed,
    TooEarly,
    WrongVerb,
)
from dialogue_app.domain.life import Move, move_to
from dialogue_app.domain.people import Actor
from dialogue_app.domain.text import clean, clean_line
from dialogue_app.domain.vocabulary import (
    AssignmentRole,
    AssignmentState,
    DueBasis,
    Relation,
)
from dialogue_app.services.bodies.editing import require_valid
from dialogue_app.services.issues.intake import open_issue, require_happened
from dialogue_app.services.roles import EDIT_ISSUE, require_role
from dialogue_app.storage.commit import Recorder
from dialogue_app.storage.engine import Store
from dialogue_app.storage.models import Assignment, Body, Issue

_OPEN = (AssignmentState.PROPOSED, AssignmentState.GIVEN)


@dataclass(frozen=True, slots=True)
class Due:
    """A time limit: a typed date, or working days counted Monday to Friday without holidays.

    `text` keeps the words of a workbook ("trong tháng 10").
    """

    on: date | None = None
    weekdays: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class AssignmentForm:
    """The part one body is to take."""

    body_id: int
    role: AssignmentRole = AssignmentRole.LEAD
    due: Due = Due()
    person: str = ""


@dataclass(frozen=True, slots=True)
class GivenOut:
    """How many issues were given out, and which were left, each with the reason."""

    given: int
    left: tuple[tuple[str, BadInput], ...]


def assign(
    store: Store,
    actor: Actor,
    issue_id: int,
    form: AssignmentForm,
    given_on: date,
    expected_version: int | None = None,
    supporting: Sequence[AssignmentForm] = (),
    move: Move | None = None,
) -> None:
    """Give an issue to a body from `given_on` on; the verb follows from the relation.

    Supporting bodies are given it too, by the limit of the lead where they have none of their own.
    With `move` (assign or transfer) the lead must be of the kind that this verb is for.

    Raises `BodyNotValid`, `WrongVerb`, `AlreadyAssigned`, `DueRequired` (an own unit
    without a date), `DueBeforeGiven`, `NotYet`, `TooEarly`, `MoveNotAllowed`, `ChangedElsewhere`.
    """
    require_role(actor, EDIT_ISSUE, "assign")
    with store.writing(actor, "issue.assign") as session:
        body = require_valid(session, form.body_id, given_on)
        if move not in (None, move_to(body.relation)):
            raise WrongVerb(body.name)
        issue = open_issue(session, issue_id, move_to(body.relation), expected_version)
        require_happened(issue, given_on)
        _give(_part_for(issue, body, form), body, given_on)
        for one in supporting:
            helper = require_valid(session, one.body_id, given_on)
            due = form.due if one.due == Due() else one.due
            part = replace(one, role=AssignmentRole.SUPPORTING, due=due)
            _give(_part_for(issue, helper, part), helper, given_on)


def propose(
    store: Store,
    actor: Actor,
    issue_id: int,
    forms: Sequence[AssignmentForm],
    expected_version: int | None = None,
) -> None:
    """Note who should get an issue, in place of earlier proposals; giving out is its own act."""
    require_role(actor, EDIT_ISSUE, "propose")
    with store.writing(actor, "issue.propose") as session:
        issue = open_issue(session, issue_id, Move.GIVE_OUT, expected_version)
        propose_anew(session, issue, forms, issue.received_on)
        edited = {*issue.edited_fields.split(), "lead_body", "supporting_bodies", "due"}
        issue.edited_fields = " ".join(sorted(edited))


def propose_anew(
    session: Session, issue: Issue, forms: Sequence[AssignmentForm], day: date
) -> None:
    """The same inside a transaction that has checked the issue. Raises `BodyNotValid`."""
    for old in _parts(issue, AssignmentState.PROPOSED):
        issue.assignments.remove(old)
        session.delete(old)
    each_once = {form.body_id: form for form in reversed(forms)}  # the lead wins
    for form in reversed(each_once.values()):
        _part_for(issue, require_valid(session, form.body_id, day), form)


def give_out(
    store: Store,
    actor: Actor,
    issue_ids: Sequence[int],
    given_on: date,
    default_due: Due = Due(),
) -> GivenOut:
    """Give out every proposed part of these issues; own units without a date get `default_due`.

    An issue that cannot be given out is left as it is and named with the reason.
    """
    require_role(actor, EDIT_ISSUE, "give_out")
    if not issue_ids:
        raise NothingChosen()
    left: list[tuple[str, BadInput]] = []
    given = 0
    with store.writing(actor, "issue.give_out") as session:
        for issue_id in dict.fromkeys(issue_ids):
            issue = session.get_one(Issue, issue_id)
            try:
                with Recorder.of(session).attempt():
                    given += _give_out_one(session, issue, given_on, default_due)
            except BadInput as error:
                left.append((issue_code(issue.year, issue.number), error))
    return GivenOut(given, tuple(left))


def _give_out_one(session: Session, issue: Issue, given_on: date, default_due: Due) -> int:
    """1 where the issue had proposals; all of them are given, or none and an error raised."""
    issue = open_issue(session, issue.id, Move.GIVE_OUT)
    require_happened(issue, given_on)
    parts = _parts(issue, AssignmentState.PROPOSED)
    if not parts:
        if _parts(issue, AssignmentState.GIVEN, AssignmentState.ANSWERED):
            return 0  # given out already, or answered at the meeting
        raise NothingProposed()
    for part in parts:
        body = require_valid(session, part.body_id, given_on)
        if body.relation is Relation.OWN and part.due_on is None:
            _set_due(part, replace(default_due, text=part.due_text), given_on)
        _give(part, body, given_on)
    return 1


def return_issue(
    store: Store, actor: Actor, issue_id: int, body_id: int, on: date, reason: str
) -> None:
    """A body sends an issue back ("không thuộc thẩm quyền").

    Raises `NoSuchAssignment`, `Missing`, `NotYet`, and `TooEarly` for a day before it was given.
    """
    require_role(actor, EDIT_ISSUE, "return_issue")
    if not clean(reason):
        raise Missing("reason")
    with store.writing(actor, "issue.return") as session:
        issue = open_issue(session, issue_id, Move.RETURN)
        require_happened(issue, on)
        parts = [p for p in _parts(issue, AssignmentState.GIVEN) if p.body_id == body_id]
        if not parts:
            body = session.get_one(Body, body_id)
            raise NoSuchAssignment(issue_code(issue.year, issue.number), body.name)
        for part in parts:
            if part.given_on is not None and on < part.given_on:
                raise TooEarly(on, part.given_on)
            part.state, part.ended_on = AssignmentState.RETURNED, on
            part.ended_reason = clean(reason)


def _parts(issue: Issue, *states: AssignmentState) -> list[Assignment]:
    return [p for p in issue.assignments if p.round == issue.round and p.state in states]


def _part_for(issue: Issue, body: Body, form: AssignmentForm) -> Assignment:
    """The body's proposed part, or a new one; raises `AlreadyAssigned` where it has been given."""
    mine = [p for p in _parts(issue, *_OPEN) if p.body_id == body.id]
    if any(part.state is AssignmentState.GIVEN for part in mine):
        raise AlreadyAssigned(issue_code(issue.year, issue.number), body.name)
    part = mine[0] if mine else Assignment(body_id=body.id, round=issue.round)
    part.state, part.relation, part.role = AssignmentState.PROPOSED, body.relation, form.role
    part.person = clean_line(form.person)
    if form.due != Due() or not mine:
        _set_due(part, form.due, issue.received_on)
    if not mine:
        issue.assignments.append(part)
    return part


def _set_due(part: Assignment, due: Due, counted_from: date) -> None:
    words = part.due_text if due.on is not None and due.on == part.due_on else ""
    part.due_text, part.due_days = clean_line(due.text) or words, due.weekdays
    part.due_on, part.due_basis = None, None
    if due.on is not None:
        part.due_on, part.due_basis, part.due_days = due.on, DueBasis.TYPED, None
    elif due.weekdays is not None:
        part.due_on, part.due_basis = (
            weekdays_after(counted_from, due.weekdays),
            DueBasis.WEEKDAYS,
        )


def _require_due(part: Assignment, body: Body, given_on: date) -> None:
    if body.relation is Relation.OWN and part.due_on is None:
        raise DueRequired(body.name)
    if part.due_on is not None and part.due_on < given_on:
        raise DueBeforeGiven(part.due_on, given_on)


def _give(part: Assignment, body: Body, given_on: date) -> None:
    if part.due_basis is DueBasis.WEEKDAYS and part.due_days is not None:
        part.due_on = weekdays_after(given_on, part.due_days)
    _require_due(part, body, given_on)
    part.state, part.given_on, part.relation = AssignmentState.GIVEN, given_on, body.relation
    part.original_due_on = part.due_on
