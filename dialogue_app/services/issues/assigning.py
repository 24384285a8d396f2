"""Issues assigned to bodies: proposed, assigned or transferred, given out in bulk, sent back.

The verb follows from the body's relation to us: our own units are assigned, with a deadline; all
others are asked, with a date where one is wished for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.errors.conflicts import Gone
from dialogue_app.domain.errors.issues import (
    AlreadyAssigned,
    DueBeforeGiven,
    DueRequired,
    NoSuchAssignment,
    NothingProposed,
    TooEarly,
    WrongVerb,
)
from dialogue_app.domain.life import OPEN_ASSIGNMENT, Move, move_to
from dialogue_app.domain.policies import Matter, Policies
from dialogue_app.domain.text import clean, clean_line
from dialogue_app.domain.vocabulary import (
    AssignmentRole,
    AssignmentState,
    DueBasis,
    Relation,
    WithdrawalCause,
)
from dialogue_app.i18n import N_
from dialogue_app.services.bodies.editing import require_valid
from dialogue_app.services.calendar.counting import count_anew, counted_date
from dialogue_app.services.case import Case, OpenCase, Seen, use_case
from dialogue_app.services.issues.moving import (
    code_of,
    issue_seen,
    require_happened,
    with_each_issue,
)
from dialogue_app.services.issues.together import Done, require_some
from dialogue_app.services.roles import EDIT_ISSUE
from dialogue_app.storage.models.issues import Assignment, Issue
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.policies import policies_of


@dataclass(frozen=True, slots=True)
class Due:
    """A time limit: a typed date, or a number of working days.

    `text` keeps the words of a workbook ("trong tháng 10").
    """

    on: date | None = None
    working_days: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class AssignmentDraft:
    """Which body is to deal with an issue, in which role, by when, and who there."""

    body_id: int
    role: AssignmentRole = AssignmentRole.LEAD
    due: Due = Due()
    person: str = ""


@dataclass(frozen=True, slots=True)
class Rerouting:
    """Which body has an issue no more once another is given it, and why."""

    body_id: int
    reason: str


@use_case("issue.assign", EDIT_ISSUE, N_("assigned or transferred it"), undoable=True)
def assign(
    case: OpenCase,
    seen: Seen,
    form: AssignmentDraft,
    given_on: date,
    supporting: Sequence[AssignmentDraft] = (),
    move: Move | None = None,
    instead_of: Rerouting | None = None,
) -> None:
    """Give an issue to a body from `given_on` on; the verb follows from the relation.

    Supporting bodies are given it too, by the limit of the lead where they have none of their own.
    With `move` (assign or transfer) the lead must be of the kind that this verb is for. The body it
    is given `instead_of` has it no more; what was promised to the enterprise stays as it is.

    Raises `BodyNotValid`, `WrongVerb`, `AlreadyAssigned`, `DueRequired` (an own unit without a
    date), `DueBeforeGiven`, `NotYet`, `TooEarly`, `MoveNotAllowed`, `ChangedSince`; with
    `instead_of` `Missing` without a reason and `NoSuchAssignment`.
    """
    body = require_valid(case.session, form.body_id, given_on)
    if move not in (None, move_to(body.relation)):
        raise WrongVerb(body.name)
    issue = issue_seen(case, seen, move_to(body.relation))
    require_happened(case, issue, given_on)
    if instead_of is not None and instead_of.body_id != body.id:
        _take_away(case, issue, instead_of, given_on)
    hand_over(case, issue, form, given_on, supporting)


def hand_over(
    case: OpenCase,
    issue: Issue,
    form: AssignmentDraft,
    given_on: date,
    supporting: Sequence[AssignmentDraft] = (),
) -> None:
    """As `assign`, of an issue that was checked."""
    body = require_valid(case.session, form.body_id, given_on)
    _give(case, _assignment_of(case, issue, body, form), body, given_on)
    for other in supporting:
        body = require_valid(case.session, other.body_id, given_on)
        due = form.due if other.due == Due() else other.due
        other_form = replace(other, role=AssignmentRole.SUPPORTING, due=due)
        _give(case, _assignment_of(case, issue, body, other_form), body, given_on)


def _take_away(case: OpenCase, issue: Issue, rerouting: Rerouting, on: date) -> None:
    """The body has it no more, as another gets it. Raises `Missing`, and what `given_to` raises."""
    if not clean(rerouting.reason):
        raise Missing("reason")
    for assignment in given_to(case, issue, rerouting.body_id):
        assignment.ended_because = WithdrawalCause.REROUTED
        _end(assignment, on, rerouting.reason)


@use_case("issue.propose", EDIT_ISSUE, N_("proposed who is to deal with it"), undoable=True)
def propose(case: OpenCase, seen: Seen, forms: Sequence[AssignmentDraft]) -> None:
    """Note who should get an issue, in place of earlier proposals; giving out is its own act.

    Raises `BodyNotValid`, `AlreadyAssigned`, `MoveNotAllowed`, `ChangedSince`.
    """
    issue = issue_seen(case, seen, Move.GIVE_OUT)
    propose_anew(case, issue, forms, issue.received_on)
    edited = {*issue.edited_fields.split(), "lead_body", "supporting_bodies", "due"}
    issue.edited_fields = " ".join(sorted(edited))


def propose_anew(case: OpenCase, issue: Issue, forms: Sequence[AssignmentDraft], day: date) -> None:
    """As `propose`, for an issue that was checked. Raises `BodyNotValid`, `AlreadyAssigned`."""
    take_back_proposals(case, issue)
    by_body = {form.body_id: form for form in reversed(forms)}  # the lead wins
    for form in reversed(by_body.values()):
        _assignment_of(case, issue, require_valid(case.session, form.body_id, day), form)


def take_back_proposals(case: OpenCase, issue: Issue) -> None:
    """Nobody is proposed any more; who was given the issue has it still."""
    for proposed in _assignments(issue, AssignmentState.PROPOSED):
        issue.assignments.remove(proposed)
        case.session.delete(proposed)


@use_case("issue.give_out", EDIT_ISSUE, N_("assigned it as proposed"), undoable=True)
def give_out(
    case: OpenCase,
    seen: Sequence[Seen],
    given_on: date,
    default_due: Due = Due(),
    *,
    by_rules: bool = False,
) -> Done:
    """Give these issues to the bodies proposed; own units without a date get `default_due`.

    With `by_rules` they get what the office's rules propose first, supporting bodies, too.

    An issue that cannot be given out, or was changed meanwhile, is left as it is and named with
    the reason. Raises `NothingChosen` where no issue is chosen.
    """
    require_some(seen)
    rules = policies_of(case.session) if by_rules else Policies()
    given, left = with_each_issue(
        case, seen, lambda issue: _give_out_issue(case, issue, given_on, default_due, rules)
    )
    return Done(sum(given), left)


def _give_out_issue(
    case: OpenCase, seen: Seen, given_on: date, default_due: Due, rules: Policies
) -> int:
    """Give the proposed assignments; 1 where there were any, 0 where the issue needs none.

    Raises `NothingProposed`, and what `give_out` names as reasons.
    """
    issue = issue_seen(case, seen, Move.GIVE_OUT)
    require_happened(case, issue, given_on)
    proposed = _assignments(issue, AssignmentState.PROPOSED)
    if not proposed:
        if _assignments(issue, AssignmentState.GIVEN, AssignmentState.ANSWERED):
            return 0  # given out already, or answered at the meeting
        raise NothingProposed()
    for assignment in proposed:
        body = require_valid(case.session, assignment.body_id, given_on)
        if body.relation is Relation.OWN and assignment.due_on is None:
            due = due_by_rules(rules, _matter(issue, body), given_on) or default_due
            _set_due(case, assignment, replace(due, text=assignment.due_text), given_on)
        _give(case, assignment, body, given_on)
    _give_supporters(case, issue, rules, given_on)
    return 1


def due_by_rules(rules: Policies, matter: Matter, given_on: date) -> Due | None:
    """The time limit that the rules propose."""
    rule = rules.due(matter, given_on)
    if rule is None:
        return None
    days = rule.draft.due_days
    return Due(working_days=days) if days else Due(on=rule.draft.due_on)


def _matter(issue: Issue, body: Body) -> Matter:
    return Matter(issue.topic_id, body.id, issue.kind)


def _give_supporters(case: OpenCase, issue: Issue, rules: Policies, given_on: date) -> None:
    """The supporting bodies that the rules propose get it, too, by the limit of the lead."""
    if not rules.rules:
        return
    given = _assignments(issue, *OPEN_ASSIGNMENT, AssignmentState.ANSWERED)
    lead = next((row for row in given if row.role is AssignmentRole.LEAD), None)
    if lead is None:
        return
    rule = rules.supporters(Matter(issue.topic_id, lead.body_id, issue.kind))
    known = {row.body_id for row in given}
    for body_id in rule.draft.supporter_ids if rule is not None else ():
        if body_id not in known:
            body = require_valid(case.session, body_id, given_on)
            form = AssignmentDraft(body_id, AssignmentRole.SUPPORTING, Due(lead.due_on))
            _give(case, _assignment_of(case, issue, body, form), body, given_on)


@use_case("issue.return", EDIT_ISSUE, N_("recorded that it was sent back"), undoable=True)
def return_issue(case: OpenCase, seen: Seen, body_id: int, on: date, reason: str) -> None:
    """A body sends an issue back ("không thuộc thẩm quyền"), or it is no more to be sent to it.

    Raises `NoSuchAssignment`, `Missing`, `NotYet`, `ChangedSince`, and `TooEarly` for a day before
    it was given, or was sent where the body is not ours.
    """
    if not clean(reason):
        raise Missing("reason")
    issue = issue_seen(case, seen, Move.RETURN)
    require_happened(case, issue, on)
    for assignment in given_to(case, issue, body_id):
        _end(assignment, on, reason)


def _end(assignment: Assignment, on: date, reason: str) -> None:
    """The body has it no more. Raises `TooEarly` for a day before it had it."""
    since = assignment.sent_on or assignment.given_on
    if since is not None and on < since:
        raise TooEarly(on, since)
    assignment.state, assignment.ended_on = AssignmentState.RETURNED, on
    assignment.ended_reason = clean(reason)


def given_to(case: OpenCase, issue: Issue, body_id: int) -> list[Assignment]:
    """What the body was given in the round that runs, at least one.

    Raises `Gone`, `NoSuchAssignment`.
    """
    given = _assignments(issue, AssignmentState.GIVEN)
    found = [assignment for assignment in given if assignment.body_id == body_id]
    if not found:
        body = case.session.get(Body, body_id)
        if body is None:
            raise Gone("body")
        raise NoSuchAssignment(code_of(issue), body.name)
    return found


def _assignments(issue: Issue, *states: AssignmentState) -> list[Assignment]:
    """The issue's assignments of the round that runs, in one of these states."""
    return [
        assignment
        for assignment in issue.assignments
        if assignment.round == issue.round and assignment.state in states
    ]


def _assignment_of(case: OpenCase, issue: Issue, body: Body, form: AssignmentDraft) -> Assignment:
    """The body's proposed assignment, or a new one. Raises `AlreadyAssigned`."""
    known = [
        assignment
        for assignment in _assignments(issue, *OPEN_ASSIGNMENT)
        if assignment.body_id == body.id
    ]
    if any(assignment.state is AssignmentState.GIVEN for assignment in known):
        raise AlreadyAssigned(code_of(issue), body.name)
    values = proposal_values(case, body, form, issue.received_on)
    if not known:
        row = Assignment(issue_id=issue.id, round=issue.round, **values)
        issue.assignments.append(row)
        case.session.add(row)  # an issue at hand does not do so itself
        return row
    for name in ("state", "relation", "role", "person"):
        setattr(known[0], name, values[name])
    if form.due != Due():
        _set_due(case, known[0], form.due, issue.received_on)
    return known[0]


def proposal_values(
    case: Case, body: Body, form: AssignmentDraft, received_on: date
) -> dict[str, Any]:
    """The columns of a new proposal of that body."""
    return {
        "body_id": body.id,
        "state": AssignmentState.PROPOSED,
        "relation": body.relation,
        "role": form.role,
        "person": clean_line(form.person),
        **_due_values(case, form.due, received_on),
    }


def _set_due(case: Case, row: Assignment, due: Due, counted_from: date) -> None:
    words = row.due_text if due.on is not None and due.on == row.due_on else ""
    for name, value in _due_values(case, due, counted_from).items():
        setattr(row, name, value)
    row.due_text = row.due_text or words


def _due_values(case: Case, due: Due, counted_from: date) -> dict[str, Any]:
    on, basis = due.on, DueBasis.TYPED if due.on is not None else None
    days = due.working_days if on is None else None
    revision = None
    if days is not None:
        calendar = case.calendar()
        on = counted_date(calendar, counted_from, days)
        basis, revision = DueBasis.WORKING_DAYS, calendar.revision
    return {
        "due_on": on,
        "due_basis": basis,
        "due_days": days,
        "due_revision": revision,
        "due_text": clean_line(due.text),
    }


def _require_due(row: Assignment, body: Body, given_on: date) -> None:
    if body.relation is Relation.OWN and row.due_on is None:
        raise DueRequired(body.name)
    if row.due_on is not None and row.due_on < given_on:
        raise DueBeforeGiven(row.due_on, given_on)


def _give(case: Case, row: Assignment, body: Body, given_on: date) -> None:
    """The body has it from that day on, and counted days begin there.

    Raises `DueRequired`, `DueBeforeGiven`.
    """
    count_anew(case, row, given_on)
    _require_due(row, body, given_on)
    row.state, row.given_on, row.relation = AssignmentState.GIVEN, given_on, body.relation
    row.original_due_on = row.due_on
