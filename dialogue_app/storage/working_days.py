"""The number of each working day as a table, so that spans of them are one subtraction in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Integer, ScalarSelect, cast, func, or_, select, union
from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import FIRST_DAY, Calendar, CalendarDay
from dialogue_app.domain.policies import MOST_REMINDER_DAYS
from dialogue_app.domain.vocabulary import IssueState
from dialogue_app.storage.models.calendar import CalendarDayRevision, WorkingDay
from dialogue_app.storage.models.issues import Assignment, Issue

_FIRST = FIRST_DAY.toordinal() + 1_721_425  # the first day as SQLite's julianday counts it
_REMINDED_WITHIN = timedelta(days=3 * MOST_REMINDER_DAYS)  # days a reminder may lie before


def calendar_of(session: Session, revision: int | None = None) -> Calendar:
    """The calendar of that revision, the latest where none is named."""
    row = CalendarDayRevision
    latest = row.is_latest(revision)
    said = latest if revision is None else (row.revision <= revision) & latest
    columns = (row.day, row.kind, row.name, row.source, row.is_estimate, row.revision)
    rows = session.execute(select(*columns).where(said).order_by(row.day)).all()
    newest = max((values[-1] for values in rows), default=0)
    days = (CalendarDay(*values[:-1]) for values in rows)
    return Calendar.of(days, newest if revision is None else revision)


def number_of(day: object) -> ScalarSelect[int]:
    """In SQL: how many working days there are up to a day; between two it is one subtraction.

    NULL for no day, and beyond the calendar.
    """
    julian = cast(func.julianday(day) + 0.5, Integer)
    return select(WorkingDay.number).where(WorkingDay.id == julian).scalar_subquery()


def write_numbers(session: Session) -> None:
    """Bring the table up to date with the calendar; numbers that are right are not written."""
    wrong = wrong_numbers(session)
    if wrong:
        statement = "INSERT OR REPLACE INTO working_day (id, number) VALUES (?, ?)"
        session.connection().exec_driver_sql(statement, wrong)


def wrong_numbers(session: Session) -> list[tuple[int, int]]:
    """The days whose number is missing or wrong, with the right one."""
    known = session.connection().exec_driver_sql("SELECT id, number FROM working_day")
    right = enumerate(calendar_of(session).numbers(), start=_FIRST)
    return sorted(set(right).difference(map(tuple, known)))


def follow(session: Session, changed: Sequence[date]) -> list[int]:
    """Bring the numbers up to date; the issues whose limits the changed days may concern."""
    write_numbers(session)
    if not changed:
        return []
    first, last = min(changed), max(changed) + _REMINDED_WITHIN
    not_over = or_(
        Assignment.ends_on.is_(None), Assignment.ends_on >= first, Assignment.first_ends_on >= first
    )
    given = select(Assignment.issue_id).where(Assignment.due_on <= last, not_over)
    promised = select(Issue.id).where(
        Issue.state == IssueState.PROMISED, Issue.next_due_on <= last, Issue.next_ends_on >= first
    )
    return sorted(session.scalars(union(given, promised)))
