"""Which session somebody works in who does not say so."""

from __future__ import annotations

from sqlalchemy import select

from dialogue_app.services.case import Case
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.sessions import DialogueSession


def session_at_hand(case: Case) -> int | None:
    """The session of today, else the one that was last worked in, itself or an issue of it."""
    with case.reading() as session:
        of_today = select(DialogueSession.id).where(DialogueSession.day == case.today())
        held = session.scalar(of_today.order_by(DialogueSession.id.desc()).limit(1))
        if held is not None:
            return held
        newest = select(DialogueSession.version, DialogueSession.id)
        of_issue = select(Issue.version, Issue.session_id).where(Issue.session_id.is_not(None))
        found = [
            session.execute(newest.order_by(DialogueSession.version.desc()).limit(1)).first(),
            session.execute(of_issue.order_by(Issue.version.desc()).limit(1)).first(),
        ]
    worked_in = [(version, key) for version, key in filter(None, found)]
    return max(worked_in)[1] if worked_in else None
