"""What a session still lacks."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue_app.domain.vocabulary import ParticipantRole, SessionGap
from dialogue_app.services.issues.standing import IN_GAP
from dialogue_app.services.sessions.lists import SessionRow
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.sessions import DialogueSession


def session_gaps(
    session: Session, row: DialogueSession, counted: SessionRow
) -> list[tuple[SessionGap, int]]:
    """What the session lacks, each with the number of issues it concerns, or 1."""
    roles = {participant.role for participant in row.participants}
    of_issues = {
        gap: session.scalar(
            select(func.count(Issue.id)).where(Issue.session_id == row.id, condition)
        )
        for gap, condition in IN_GAP.items()
    }
    found = [
        (SessionGap.NO_CHAIR, int(ParticipantRole.CHAIR not in roles)),
        (SessionGap.NO_SECRETARY, int(ParticipantRole.SECRETARY not in roles)),
        (SessionGap.NO_START, int(row.started_at is None)),
        (SessionGap.NO_END, int(row.ended_at is None)),
        (SessionGap.NO_ISSUE, int(counted.issue_count == 0)),
        *((gap, n or 0) for gap, n in of_issues.items()),
    ]
    return [(gap, count) for gap, count in found if count]
