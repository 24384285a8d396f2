"""Cách tính hạn: how each date of an issue came about, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import Calendar, CountedDay, count_due, end_of_limit
from dialogue_app.domain.vocabulary import DueBasis
from dialogue_app.services.calendar.reading import calendar_of
from dialogue_app.services.case import Case
from dialogue_app.storage.models.issues import Assignment, Issue
from dialogue_app.storage.models.people import Body


@dataclass(frozen=True, slots=True)
class ExplainedDue:
    """A date a body must keep, and how it came about.

    A typed date has neither `working_days` nor `days`. `ends_on` is when it ends by law, later than
    `due_on` where that is a day off.
    """

    body: str
    due_on: date
    original_due_on: date | None
    basis: DueBasis | None
    text: str  # of a workbook, "trong tháng 10"
    start: date  # day 0
    is_sent: bool  # day 0 is the day it was sent
    is_given: bool  # day 0 is the day it was given, else the day of receipt
    working_days: int | None
    revision: int | None  # of the calendar by which it was counted
    days: tuple[CountedDay, ...]
    ends_on: date


def explained_dues(case: Case, issue_id: int) -> list[ExplainedDue]:
    """The dates of the round that runs, in the order in which bodies were named."""
    with case.reading() as session:
        rows = session.execute(
            select(Assignment, Body.name, Issue.received_on)
            .join(Issue, Issue.id == Assignment.issue_id)
            .join(Body, Body.id == Assignment.body_id)
            .where(
                Assignment.issue_id == issue_id,
                Assignment.round == Issue.round,
                Assignment.due_on.is_not(None),
            )
            .order_by(Assignment.id)
        )
        now = calendar_of(session)
        return [_explained(session, now, row, body, received) for row, body, received in rows]


def _explained(
    session: Session, now: Calendar, row: Assignment, body: str, received: date
) -> ExplainedDue:
    assert row.due_on is not None
    start = row.sent_on or row.given_on or received
    is_counted = row.due_basis is DueBasis.WORKING_DAYS and row.due_days is not None
    revision = (row.due_revision or 0) if is_counted else None
    days: tuple[CountedDay, ...] = ()
    if revision is not None and row.due_days is not None:
        by = now if revision == now.revision else calendar_of(session, revision)
        days = count_due(by, start, row.due_days).days
    return ExplainedDue(
        body,
        row.due_on,
        row.original_due_on,
        row.due_basis,
        row.due_text,
        start,
        row.sent_on is not None,
        row.given_on is not None,
        row.due_days if is_counted else None,
        revision,
        days,
        end_of_limit(now, row.due_on),
    )
