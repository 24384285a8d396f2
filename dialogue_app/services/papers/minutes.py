"""The minutes of a session: their facts, collected from the database."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_, select

from dialogue_app.documents.kinds.minutes import KIND
from dialogue_app.documents.minutes_facts import MinutesFacts
from dialogue_app.domain.errors.papers import OneSession
from dialogue_app.domain.errors.sessions import EmptySession, UnknownSession
from dialogue_app.domain.vocabulary import AnswerKind
from dialogue_app.services.case import Case
from dialogue_app.services.issues.carried import carried_to
from dialogue_app.services.papers.collecting import collect_facts
from dialogue_app.services.papers.source import PaperSource
from dialogue_app.services.series.report import report_to
from dialogue_app.services.sessions.finding import find_session
from dialogue_app.storage.models.issue_course import Answer, AnswerIssue
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.sessions import DialogueSession, Direction, DirectionIssue


def minutes_facts(case: Case, session_id: int) -> MinutesFacts:
    """Everything the minutes state. Raises `UnknownSession`, `EmptySession`, `AgencyMissing`."""
    with case.reading() as session:
        meeting = session.get(DialogueSession, session_id)
        if meeting is None:
            raise UnknownSession(str(session_id))
        issues = session.scalars(
            select(Issue).where(_dealt_with_at(session_id)).order_by(Issue.year, Issue.number)
        ).all()
        if not issues and meeting.started_at is None and not meeting.participants:
            raise EmptySession(meeting.code)
        return collect_facts(session, meeting, issues, report_to(session, meeting, case.today()))


def _dealt_with_at(session_id: int) -> ColumnElement[bool]:
    """The issues of a session, and those carried over to it that were answered or directed on."""
    answered = (
        select(AnswerIssue.issue_id)
        .join(Answer, Answer.id == AnswerIssue.answer_id)
        .where(Answer.session_id == session_id, Answer.kind == AnswerKind.AT_MEETING)
    )
    directed = (
        select(DirectionIssue.issue_id)
        .join(Direction, Direction.id == DirectionIssue.direction_id)
        .where(Direction.session_id == session_id)
    )
    spoken_of = or_(Issue.id.in_(answered), Issue.id.in_(directed))
    return or_(Issue.session_id == session_id, and_(spoken_of, carried_to(session_id)))


def _chosen(case: Case, codes: Sequence[str], _body: str) -> int:
    """The session. Raises `OneSession`, `UnknownSession`."""
    if len(codes) != 1:
        raise OneSession()
    return find_session(case, codes[0])


def _code(case: Case, session_id: int) -> str:
    with case.reading() as session:
        meeting = session.get(DialogueSession, session_id)
        if meeting is None:
            raise UnknownSession(str(session_id))
        return meeting.code


SOURCE = PaperSource(KIND, _chosen, minutes_facts, _code)
