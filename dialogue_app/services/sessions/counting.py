"""What is counted of a session: its issues by where they stand, and what the session lacks."""

from __future__ import annotations

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from dialogue_app.domain.life import NOT_BEGUN
from dialogue_app.domain.vocabulary import IssueState, ParticipantRole, RaiserKind, SessionGap
from dialogue_app.storage.models.issues import Issue, Raiser
from dialogue_app.storage.models.sessions import DialogueSession

Counts = tuple[int, int, int, int]  # issues, answered or closed, given to nobody, not sent
NO_ISSUE: Counts = (0, 0, 0, 0)


def issue_counts(session: Session, session_id: int | None = None) -> dict[int, Counts]:
    """The counts of each session that has issues, or of one session."""
    done = (IssueState.ANSWERED, IssueState.CLOSED)
    statement = (
        select(
            Issue.session_id,
            func.count(),
            func.count().filter(Issue.state.in_(done)),
            func.count().filter(Issue.state.in_(NOT_BEGUN), Issue.complaint.is_(False)),
            func.count().filter(Issue.to_send == true()),
        )
        .where(Issue.session_id.is_not(None))
        .group_by(Issue.session_id)
    )
    if session_id is not None:
        statement = statement.where(Issue.session_id == session_id)
    rows = session.execute(statement)
    return {key: (n, ended, new, unsent) for key, n, ended, new, unsent in rows if key}


def session_gaps(
    session: Session, row: DialogueSession, counts: Counts
) -> list[tuple[SessionGap, int]]:
    """What the session lacks, each with the number of issues it concerns, or 1."""
    issue_count, _answered, _not_given, not_sent_count = counts
    roles = {participant.role for participant in row.participants}
    without_body = session.scalar(
        select(func.count())
        .select_from(Issue)
        .where(
            Issue.session_id == row.id,
            Issue.state.in_(NOT_BEGUN),
            Issue.lead_body_id.is_(None),
            Issue.complaint.is_(False),
        )
    )
    unidentified = session.scalar(
        select(func.count(Raiser.issue_id.distinct()))
        .join(Issue, Issue.id == Raiser.issue_id)
        .where(Issue.session_id == row.id, Raiser.kind == RaiserKind.UNIDENTIFIED)
    )
    found = [
        (SessionGap.NO_CHAIR, int(ParticipantRole.CHAIR not in roles)),
        (SessionGap.NO_SECRETARY, int(ParticipantRole.SECRETARY not in roles)),
        (SessionGap.NO_START, int(row.started_at is None)),
        (SessionGap.NO_END, int(row.ended_at is None)),
        (SessionGap.NO_ISSUE, int(issue_count == 0)),
        (SessionGap.ISSUES_WITHOUT_BODY, without_body or 0),
        (SessionGap.ISSUES_UNIDENTIFIED, unidentified or 0),
        (SessionGap.ISSUES_NOT_SENT, not_sent_count),
    ]
    return [(gap, count) for gap, count in found if count]
