"""The calendar as the register has it, now or at an earlier revision."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import Calendar, CalendarDay
from dialogue_app.storage.models.calendar import CalendarDayRevision


def calendar_of(session: Session, revision: int | None = None) -> Calendar:
    """The calendar of that revision, the latest where none is named."""
    latest = session.scalar(select(func.max(CalendarDayRevision.revision))) or 0
    wanted = latest if revision is None else revision
    row = CalendarDayRevision
    rows = session.execute(
        select(row.day, row.kind, row.name, row.source, row.is_estimate)
        .where(row.revision <= wanted, row.is_latest(wanted))
        .order_by(row.day)
    )
    return Calendar.of((CalendarDay(*values) for values in rows), wanted)
