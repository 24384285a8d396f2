"""What a session still lacks."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue_app.domain.life import NOT_BEGUN
from dialogue_app.domain.vocabulary import ParticipantRole, RaiserKind, SessionGap
from dialogue_app.services.sessions.lists import SessionRow
from dialogue_app.storage.models.issues import Issue, Raiser
from dialogue_app.storage.models.sessions import DialogueSession


def session_gaps(
    session: Session, row: DialogueSession, counted: SessionRow
) -> list[tuple[SessionGap, int]]:
    """What the session lacks, each with the number of issues it concerns, or 1."""
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
        (SessionGap.NO_ISSUE, int(counted.issue_count == 0)),
        (SessionGap.ISSUES_WITHOUT_BODY, without_body or 0),
        (SessionGap.ISSUES_UNIDENTIFIED, unidentified or 0),
        (SessionGap.ISSUES_NOT_SENT, counted.not_sent_count),
    ]
    return [(gap, count) for gap, count in found if count]
