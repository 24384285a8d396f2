"""Cách tính hạn: how each date of an issue came about, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import Calendar, CountedDay, count_due, end_of_limit
from dialogue_app.domain.deadlines import Pause, PausedDays, ends_on, paused_days
from dialogue_app.domain.vocabulary import DueBasis
from dialogue_app.services.case import Case
from dialogue_app.services.issues.extending import extensions_of
from dialogue_app.services.issues.views import ExtensionView
from dialogue_app.storage.limits import pauses_before, pauses_of
from dialogue_app.storage.models.issues import Assignment, Issue
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.working_days import calendar_of


@dataclass(frozen=True, slots=True)
class ExplainedDue:
    """A date a body must keep, and how it came about.

    A typed date has neither `working_days` nor `days`. `given_due_on` is the date before the first
    of the `extensions`. `ends_on` is the day after which it is missed: later than `due_on` where
    that is a day off or the clock stood, None while it stands.
    """

    body: str
    due_on: date
    original_due_on: date | None
    given_due_on: date
    basis: DueBasis | None
    text: str  # of a workbook, "trong tháng 10"
    start: date  # day 0
    is_sent: bool  # day 0 is the day it was sent
    is_given: bool  # day 0 is the day it was given, else the day of receipt
    working_days: int | None
    revision: int | None  # of the calendar by which it was counted
    days: tuple[CountedDay, ...]
    extensions: tuple[ExtensionView, ...]
    rolls_to: date  # the working day to which a day off gives way
    pauses: tuple[PausedDays, ...]
    ends_on: date | None


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
        now, extended = calendar_of(session), extensions_of(session, issue_id)
        stopped = pauses_of(session, [issue_id])[issue_id]
        return [
            _explained(session, now, row, extended[row.id], stopped, body, received)
            for row, body, received in rows
        ]


def _explained(
    session: Session,
    now: Calendar,
    row: Assignment,
    extensions: tuple[ExtensionView, ...],
    stopped: list[Pause],
    body: str,
    received: date,
) -> ExplainedDue:
    assert row.due_on is not None
    start = row.sent_on or row.given_on or received
    pauses = pauses_before(row.ended_on, stopped)
    is_counted = row.due_basis is not DueBasis.TYPED and row.due_days is not None
    revision = (row.due_revision or 0) if is_counted else None
    days: tuple[CountedDay, ...] = ()
    if revision is not None and row.due_days is not None:
        by = now if revision == now.revision else calendar_of(session, revision)
        days = count_due(by, start, row.due_days).days
    return ExplainedDue(
        body,
        row.due_on,
        row.original_due_on,
        extensions[0].due_was if extensions else row.due_on,
        row.due_basis,
        row.due_text,
        start,
        row.sent_on is not None,
        row.given_on is not None,
        row.due_days if is_counted else None,
        revision,
        days,
        extensions,
        end_of_limit(now, row.due_on),
        tuple(paused_days(now, row.due_on, row.given_on or received, pauses)),
        ends_on(now, row.due_on, row.given_on or received, pauses),
    )
