"""Several issues given to one body at once, and before it: which of them can be, and why not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.conflicts import ChangedSince
from dialogue_app.domain.errors.issues import (
    AlreadyAssigned,
    IsComplaint,
    MoveNotAllowed,
    TooEarly,
    WrongVerb,
)
from dialogue_app.domain.life import Move, move_to
from dialogue_app.domain.vocabulary import AssignmentState
from dialogue_app.i18n import N_
from dialogue_app.services.bodies.editing import require_valid
from dialogue_app.services.case import Case, OpenCase, Seen, use_case
from dialogue_app.services.issues.assigning import AssignmentDraft, hand_over
from dialogue_app.services.issues.moving import code_of, require_happened
from dialogue_app.services.issues.together import (
    Done,
    Rule,
    Sorted,
    do_to_each,
    require_some,
    sort_out,
)
from dialogue_app.services.roles import EDIT_ISSUE
from dialogue_app.storage.bulk import Statement, is_asked, rows_of
from dialogue_app.storage.models.issues import Assignment, Issue
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.steps import Watch, unwatched

# What stands against one issue alone; all else is wrong with what is asked for all of them.
_OF_THE_ISSUE = (AlreadyAssigned, ChangedSince, IsComplaint, MoveNotAllowed, TooEarly)


def what_can_be_assigned(
    case: Case, seen: Sequence[Seen], body_id: int, given_on: date, move: Move | None = None
) -> Sorted:
    """Which of these issues could be given to the body that day, and why not others.

    Nothing is written. With `move` the body must be of the kind that this verb is for. Raises
    `BodyNotValid`, `WrongVerb`.
    """
    with case.reading() as session:
        body = _body(session, body_id, given_on, move)
        rule = _rule(case, session, seen, body, given_on)
        return sort_out(session, seen, move_to(body.relation), rule)


@use_case("issue.assign_together", EDIT_ISSUE, N_("assigned or transferred it"), undoable=True)
def assign_together(
    case: OpenCase,
    seen: Sequence[Seen],
    form: AssignmentDraft,
    given_on: date,
    supporting: Sequence[AssignmentDraft] = (),
    watch: Watch = unwatched,
    move: Move | None = None,
) -> Done:
    """Give all of these that can be given to one body, in one act; the others are left and named.

    Raises `NothingChosen`, `BodyNotValid`, what `assign` raises for the body and the limit, and
    what `watch` raises: then nothing is given.
    """
    require_some(seen)
    body = _body(case.session, form.body_id, given_on, move)
    done = do_to_each(
        case,
        seen,
        move_to(body.relation),
        _rule(case, case.session, seen, body, given_on),
        lambda issue: hand_over(case, issue, form, given_on, supporting),
        watch,
    )
    for left in done.left:
        if not isinstance(left.reason, _OF_THE_ISSUE):
            raise left.reason
    return done


def _body(session: Session, body_id: int, given_on: date, move: Move | None) -> Body:
    body = require_valid(session, body_id, given_on)
    if move not in (None, move_to(body.relation)):
        raise WrongVerb(body.name)
    return body


def _rule(case: Case, session: Session, seen: Sequence[Seen], body: Body, given_on: date) -> Rule:
    have_it = frozenset(_have_it(session, [one.id for one in seen]))

    def rule(issue: Issue) -> None:
        require_happened(case, issue, given_on)
        if (issue.id, body.id) in have_it:
            raise AlreadyAssigned(code_of(issue), body.name)

    return rule


@rows_of
def _have_it() -> Statement:
    """Issues and the bodies that have them already."""
    return (
        select(Assignment.issue_id, Assignment.body_id)
        .join(Issue, Issue.id == Assignment.issue_id)
        .where(
            is_asked(Issue.id),
            Assignment.round == Issue.round,
            Assignment.state == AssignmentState.GIVEN,
        )
    )
