"""What is open of a series stands on the agenda of its next session: worked out, never written.

It follows from what the register has anyway: the series and the days of sessions, since when an
issue is done, and when it was reopened. Items written beside them would have to be kept true by
every act that opens or closes an issue, by undo, imports and check, and on both sides of a
travelling copy; this is true after each of them.

A session's agenda is that of the morning it began: what is answered there stood on it, what was
answered before did not, and what happens later does not change it. Complaints and denunciations go
a way of their own and stand on no agenda.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from dialogue_app.services.lists import Condition
from dialogue_app.storage.models.issues import Issue, Reopening
from dialogue_app.storage.models.sessions import DialogueSession

_UNPLANNED = date.max  # a session without a day comes after all that have one


def day_of(meeting: Any) -> Any:
    """The day of a session, as sessions of a series follow each other."""
    return func.coalesce(meeting.day, _UNPLANNED)


def stood_open(morning: Any) -> Condition:
    """Whether an issue was open on the morning of a day, as its facts are dated."""
    since = func.coalesce(Reopening.done_on, Reopening.outcome_on, Reopening.reopened_on)
    was_done = (
        select(Reopening.id)
        .where(Reopening.issue_id == Issue.id, since < morning, Reopening.reopened_on >= morning)
        .correlate_except(Reopening)  # also inside what counts sessions: the issue is the list's
        .exists()
    )
    return and_(or_(Issue.done_on.is_(None), Issue.done_on >= morning), ~was_done)


def earlier_sessions(session_id: int) -> Select[int]:
    """The sessions of a session's series before it."""
    meeting, earlier = aliased(DialogueSession), aliased(DialogueSession)
    return (
        select(earlier.id)
        .join(meeting, meeting.series_id == earlier.series_id)
        .where(meeting.id == session_id, earlier.day < day_of(meeting))
    )


def carried_to(session_id: int) -> Condition:
    """Whether an issue of an earlier session stands on the agenda of this one of its series."""
    meeting = aliased(DialogueSession)
    morning = select(day_of(meeting)).where(meeting.id == session_id).scalar_subquery()
    before = Issue.session_id.in_(earlier_sessions(session_id))
    return before & Issue.complaint.is_(False) & stood_open(morning)


def sessions_it_stood_on() -> Any:
    """On the agendas of how many later sessions of its series an issue has stood; for a list."""
    own, later = aliased(DialogueSession), aliased(DialogueSession)
    return (
        select(func.count(later.id))
        .join(own, own.series_id == later.series_id)
        .where(
            own.id == Issue.session_id,
            later.id != own.id,
            day_of(later) > day_of(own),
            Issue.complaint.is_(False),
            stood_open(day_of(later)),
        )
        .scalar_subquery()
    )
