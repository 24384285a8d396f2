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

from sqlalchemy import Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from dialogue_app.domain.vocabulary import AssignmentRole, AssignmentState
from dialogue_app.services.lists import TODAY, Condition
from dialogue_app.storage.models.issue_course import Answer, AnswerIssue, Reopening, Waiting
from dialogue_app.storage.models.issues import Assignment, Escalation, Issue
from dialogue_app.storage.models.promises import Promise
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
    not_done_since = or_(Issue.done_on.is_(None), Issue.done_on >= morning)
    return and_(not_done_since, ~was_done, ~_was_answered(morning))


def _was_answered(morning: Any) -> Condition:
    """Whether it was answered on that morning, and something was begun of it only later.

    Waiting for the enterprise, a letter upwards, another body: with each an answered issue is open
    again, in the same round.
    """
    reopened = select(func.count(Reopening.id)).where(
        Reopening.issue_id == Issue.id, Reopening.reopened_on < morning
    )
    in_round = _of_the_issue(reopened).scalar_subquery()
    said = _its_answers().where(AnswerIssue.round == in_round, Answer.answered_on < morning)
    in_writing = said.with_only_columns(Answer.also_in_writing).order_by(AnswerIssue.id.desc())
    promised = said.join(Promise, Promise.answer_id == Answer.id).where(
        _goes_on(Promise.ended_on, morning)
    )
    leads = select(Assignment.id).where(
        Assignment.issue_id == Issue.id,
        Assignment.round == in_round,
        Assignment.role == AssignmentRole.LEAD,
    )
    done = leads.where(Assignment.state == AssignmentState.ANSWERED, Assignment.ended_on < morning)
    had = leads.where(Assignment.given_on < morning, _goes_on(Assignment.ended_on, morning))
    waited = select(Waiting.id).where(
        Waiting.issue_id == Issue.id, Waiting.since < morning, _goes_on(Waiting.until, morning)
    )
    back = func.coalesce(Escalation.came_back_on, Escalation.withdrawn_on)
    up = select(Escalation.id).where(
        Escalation.issue_id == Issue.id,
        Escalation.round == in_round,
        Escalation.sent_on < morning,
        _goes_on(back, morning),
    )
    still_open = (had, waited, up, promised)
    return and_(
        or_(_exists(said.where(Answer.settles.is_(True))), _exists(done)),
        *(~_exists(one) for one in still_open),
        ~func.coalesce(_of_the_issue(in_writing.limit(1)).scalar_subquery(), false()),
    )


def _its_answers() -> Select[Any]:
    """Those to the issue itself, not to the one it is followed with since."""
    of_it = (AnswerIssue.issue_id == Issue.id, AnswerIssue.of_original.is_(False))
    return select(Answer.id).join(AnswerIssue, AnswerIssue.answer_id == Answer.id).where(*of_it)


def _goes_on(ended_on: Any, morning: Any) -> Condition:
    return or_(ended_on.is_(None), ended_on >= morning)


def _exists(rows: Select[Any]) -> Condition:
    return _of_the_issue(rows).exists()


def _of_the_issue(rows: Select[Any]) -> Select[Any]:
    """Of the list's issue, also inside what counts sessions."""
    own = (Answer, AnswerIssue, Assignment, Escalation, Promise, Reopening, Waiting)
    return rows.correlate_except(*own)


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
    """On the agendas of how many later sessions of its series an issue has stood; for a list.

    Of sessions that are planned it is carried over to the next one; nobody knows of those after it.
    """
    own, later, coming = (aliased(DialogueSession) for _session in range(3))
    comes_first = exists().where(
        coming.series_id == own.series_id,
        coming.day >= TODAY,
        coming.day > own.day,
        coming.day < day_of(later),
    )
    return (
        select(func.count(later.id))
        .join(own, own.series_id == later.series_id)
        .where(
            own.id == Issue.session_id,
            later.id != own.id,
            day_of(later) > day_of(own),
            ~comes_first,
            Issue.complaint.is_(False),
            stood_open(day_of(later)),
        )
        .scalar_subquery()
    )
