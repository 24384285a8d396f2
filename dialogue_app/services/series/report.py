"""The report on the last session, which opens the next one: what became of each issue.

Its numbers add up: what was received at the last session, what had been carried over to it and
what was reopened since is, together, what has ended in each way, what is answered, and what stands
open on the agenda of the next session. The window, the minutes and the command say the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.sessions import UnknownSession
from dialogue_app.domain.series import (
    Fate,
    LastSessionReport,
    PromiseFate,
    PromisesKept,
    ReportPart,
    Source,
)
from dialogue_app.domain.vocabulary import IssueState, Outcome
from dialogue_app.services.case import Case
from dialogue_app.services.issues.carried import earlier_sessions, stood_open
from dialogue_app.services.issues.promises import PromiseLine, PromiseReport, promise_report
from dialogue_app.services.series.as_of import stood_on
from dialogue_app.services.series.proposing import last_session
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.models.issue_course import Reopening
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.sessions import DialogueSession

_OF_STATE = {
    IssueState.RECEIVED: Fate.NOT_GIVEN,
    IssueState.REOPENED: Fate.NOT_GIVEN,
    IssueState.ASSIGNED: Fate.IN_TIME,
    IssueState.NOT_SENT: Fate.NOT_SENT,
    IssueState.TRANSFERRED: Fate.TRANSFERRED,
    IssueState.SENT_UP: Fate.TRANSFERRED,
    IssueState.WAITING: Fate.WAITING,
    IssueState.PROMISED: Fate.PROMISED,
}  # what is open in another state was answered in part


def before_it(session: Session, meeting: DialogueSession) -> tuple[list[int], list[int]]:
    """The earlier sessions of a session's series, and the issues its agenda and report need."""
    last = _last_before(session, meeting)
    if last is None or last.day is None:
        return [], []
    issues = session.execute(_issues(last, meeting, last.day))
    return list(session.scalars(earlier_sessions(meeting.id))), [row.id for row in issues]


def _last_before(session: Session, meeting: DialogueSession) -> DialogueSession | None:
    if meeting.series_id is None:
        return None
    return last_session(session, meeting.series_id, before=meeting.day)


@dataclass(frozen=True, slots=True)
class _Reported:
    """An issue as far as the report needs it."""

    id: int
    complaint: bool
    outcome: Outcome | None
    outcome_on: date | None


@dataclass(frozen=True, slots=True)
class _Told:
    """What the report tells of, issue by issue."""

    last: DialogueSession
    held_on: date
    as_of: date
    sources: dict[int, Source]
    fates: dict[int, Fate]
    promises: PromiseReport

    def issues(self, part: ReportPart) -> list[int]:
        """The issues that one of its numbers counts, or that were promised something."""
        if isinstance(part, PromiseFate):
            lines: tuple[PromiseLine, ...] = getattr(self.promises, part.value)
            return sorted({key for line in lines for key in line.issue_ids})
        found: dict[int, Any] = self.sources if isinstance(part, Source) else self.fates
        return [key for key, its in found.items() if its is part]


def last_session_report(case: Case, session_id: int) -> LastSessionReport | None:
    """The report that opens a session; None where its series has none before it.

    As of the day before the session, or of today while it is still to come. Raises
    `UnknownSession`.
    """
    with case.reading() as session:
        meeting = session.get(DialogueSession, session_id)
        if meeting is None:
            raise UnknownSession(str(session_id))
        return report_to(session, meeting, case.today())


def reported_issues(case: Case, session_id: int, part: ReportPart) -> list[int]:
    """The issues behind a number of the report that opens a session, as it stands now."""
    with case.reading() as session:
        meeting = session.get(DialogueSession, session_id)
        told = _told_at(session, meeting, case.today()) if meeting is not None else None
        return told.issues(part) if told is not None else []


def report_to(session: Session, meeting: DialogueSession, today: date) -> LastSessionReport | None:
    """As `last_session_report`."""
    told = _told_at(session, meeting, today)
    if told is None:
        return None
    sources, fates = Counter(told.sources.values()), Counter(told.fates.values())
    return LastSessionReport(
        told.last.id,
        told.last.code,
        told.held_on,
        told.as_of,
        sources[Source.RECEIVED],
        sources[Source.CARRIED],
        sources[Source.REOPENED],
        tuple((fate, fates[fate]) for fate in Fate if fates[fate]),
        PromisesKept(*(len(getattr(told.promises, fate.value)) for fate in PromiseFate)),
    )


def _told_at(session: Session, meeting: DialogueSession, today: date) -> _Told | None:
    last = _last_before(session, meeting)
    if last is None or last.day is None:
        return None
    as_of = min(today, meeting.day - timedelta(days=1)) if meeting.day else today
    ended, still_open, sources = _reported(session, last, meeting, as_of)
    fates = _ended_fates(session, ended, as_of) | _open_fates(session, still_open, as_of)
    promises = promise_report(session, list(sources), as_of)
    return _Told(last, last.day, as_of, sources, fates, promises)


def _reported(
    session: Session, last: DialogueSession, meeting: DialogueSession, as_of: date
) -> tuple[list[_Reported], list[_Reported], dict[int, Source]]:
    """The issues that had ended by that day, those still open, and where each came from."""
    ended: list[_Reported] = []
    still_open: list[_Reported] = []
    sources: dict[int, Source] = {}
    for row in session.execute(_issues(last, meeting, as_of)):
        key, of_session, complaint, outcome, outcome_on, was_open, is_open, was_reopened = row
        if of_session == last.id:
            source = Source.RECEIVED
        elif not complaint and (was_open or was_reopened or is_open):
            # what was answered by then and given out anew since is reconsidered, too
            source = Source.CARRIED if was_open else Source.REOPENED
        else:
            continue
        sources[key] = source
        (still_open if is_open else ended).append(_Reported(key, complaint, outcome, outcome_on))
    return ended, still_open, sources


def _issues(last: DialogueSession, meeting: DialogueSession, as_of: date) -> Any:
    """Those of the last session, and those of earlier ones that may have been open since."""
    was_reopened = exists().where(
        Reopening.issue_id == Issue.id, Reopening.reopened_on.between(last.day, as_of)
    )
    may_be_open = Issue.done_on.is_(None) | (Issue.done_on >= last.day)
    reported = select(
        Issue.id, Issue.session_id, Issue.complaint, Issue.outcome, Issue.outcome_on,
        stood_open(last.day), stood_open(as_of + timedelta(days=1)), was_reopened,
    )  # fmt: skip
    return reported.where(
        (Issue.session_id == last.id)
        | (Issue.session_id.in_(earlier_sessions(meeting.id)) & may_be_open)
    )


def _open_fates(session: Session, issues: Sequence[_Reported], as_of: date) -> dict[int, Fate]:
    stood = stood_on(session, [issue.id for issue in issues], as_of)

    def fate(issue: _Reported) -> Fate:
        if issue.complaint:
            return Fate.COMPLAINT
        where = stood[issue.id]
        return Fate.OVERDUE if where.is_late else _OF_STATE.get(where.state, Fate.PARTLY_ANSWERED)

    return {issue.id: fate(issue) for issue in issues}


def _ended_fates(session: Session, issues: Sequence[_Reported], as_of: date) -> dict[int, Fate]:
    """By outcome where the follow-up had ended by that day; what was only answered is told so."""
    later = _outcomes_before_reopening(session, [issue.id for issue in issues], as_of)

    def fate(issue: _Reported) -> Fate:
        outcome, on = later.get(issue.id, (issue.outcome, issue.outcome_on))
        has_ended = outcome is not None and on is not None and on <= as_of
        return Fate(outcome.value) if outcome is not None and has_ended else Fate.ANSWERED

    return {issue.id: fate(issue) for issue in issues}


def _outcomes_before_reopening(
    session: Session, ids: Sequence[int], as_of: date
) -> dict[int, tuple[Outcome | None, date | None]]:
    """How the round had ended that ran on that day, for issues that were reopened after it."""
    found: dict[int, tuple[Outcome | None, date | None]] = {}
    for some in chunks(ids):
        rows = (
            select(Reopening.issue_id, Reopening.outcome, Reopening.outcome_on)
            .where(Reopening.issue_id.in_(some), Reopening.reopened_on > as_of)
            .order_by(Reopening.round.desc())
        )
        for issue_id, outcome, on in session.execute(rows):
            found[issue_id] = (outcome, on)
    return found
