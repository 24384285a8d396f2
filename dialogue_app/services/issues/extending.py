"""Gia hạn: a body gets a later time limit; what stood before stays on record."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import end_of_limit
from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.errors.issues import (
    NothingPromised,
    NothingToExtend,
    NotLater,
    TooEarly,
)
from dialogue_app.domain.life import Move
from dialogue_app.domain.text import clean, clean_line
from dialogue_app.domain.vocabulary import DueBasis
from dialogue_app.i18n import N_
from dialogue_app.services.calendar.counting import counted_date
from dialogue_app.services.case import Case, OpenCase, Seen, use_case
from dialogue_app.services.issues.assigning import Due, given_to
from dialogue_app.services.issues.moving import code_of, issue_seen, require_happened
from dialogue_app.services.issues.views import ExtensionView
from dialogue_app.services.roles import EDIT_ISSUE
from dialogue_app.storage.models.issue_course import Extension
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.people import Body


@dataclass(frozen=True, slots=True)
class ExtensionDraft:
    """A later limit: a date, or so many working days after the present one.

    `moves_promise`: the date promised to the enterprise moves to it, too, where it is earlier.
    """

    due: Due
    reason: str
    extended_on: date
    allowed_by: str = ""
    paper: str = ""
    moves_promise: bool = False


@use_case("issue.extend", EDIT_ISSUE, N_("extended the time limit"), undoable=True)
def extend(case: OpenCase, seen: Seen, body_id: int, form: ExtensionDraft) -> None:
    """Give the body a later limit. The first one and those between stay on record.

    Raises `Missing`, `NoSuchAssignment`, `NothingToExtend`, `NotLater`, `NothingPromised`,
    `DaysOutOfRange`, `NotYet`, `TooEarly` for a day before it was given, `MoveNotAllowed`,
    `ChangedSince`, `IsComplaint`.
    """
    if not clean(form.reason):
        raise Missing("reason")
    issue = issue_seen(case, seen, Move.EXTEND)
    require_happened(case, issue, form.extended_on)
    row = given_to(case, issue, body_id)[0]
    if row.given_on is not None and form.extended_on < row.given_on:
        raise TooEarly(form.extended_on, row.given_on)
    if row.due_on is None:
        raise NothingToExtend(code_of(issue), case.session.get_one(Body, body_id).name)
    if form.due == Due():
        raise Missing("due")
    due = extended_date(case, row.due_on, form.due)
    case.session.add(
        Extension(
            issue_id=issue.id,
            assignment_id=row.id,
            extended_on=form.extended_on,
            due_was=row.due_on,
            due_on=due,
            reason=clean(form.reason),
            allowed_by=clean_line(form.allowed_by),
            paper=clean_line(form.paper),
            **_moved_promise(issue, form, due),
        )
    )
    row.due_on, row.due_basis = due, DueBasis.EXTENDED


def extended_date(case: Case, present: date, due: Due) -> date:
    """The later limit. Raises `NotLater`, `DaysOutOfRange`, `DayOutOfRange`."""
    if due.on is not None:
        if due.on <= present:
            raise NotLater(due.on, present)
        return due.on
    calendar = case.calendar()
    return counted_date(calendar, end_of_limit(calendar, present), due.working_days or 0)


def _moved_promise(issue: Issue, form: ExtensionDraft, due: date) -> dict[str, date]:
    """The date promised to the enterprise before and after; nothing where it stays."""
    if not form.moves_promise:
        return {}
    if issue.promised_on is None:
        raise NothingPromised(code_of(issue))
    if issue.promised_on >= due:
        return {}
    was, issue.promised_on = issue.promised_on, due
    return {"promised_was": was, "promised_on": due}


def extensions_of(session: Session, issue_id: int) -> defaultdict[int, tuple[ExtensionView, ...]]:
    """The extensions of an issue by assignment, in the order they were allowed."""
    found: defaultdict[int, tuple[ExtensionView, ...]] = defaultdict(tuple)
    rows = select(Extension).where(Extension.issue_id == issue_id).order_by(Extension.id)
    for row in session.scalars(rows):
        found[row.assignment_id] += (
            ExtensionView(
                row.extended_on, row.due_was, row.due_on, row.reason, row.allowed_by, row.paper,
                row.promised_was, row.promised_on,
            ),
        )  # fmt: skip
    return found
