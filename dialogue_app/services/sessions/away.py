"""Where the copies of a session are, and whether this register is such a copy itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.carrying import OnlyInTheOffice
from dialogue_app.storage.models.carrying import Taking
from dialogue_app.storage.models.identity import RegisterIdentity
from dialogue_app.storage.models.sessions import DialogueSession


@dataclass(frozen=True, slots=True)
class Away:
    """A copy of a session that is out: since when, taken by whom, on whose machine as typed."""

    since: datetime
    by: str
    carrier: str


def copies_away(session: Session, session_id: int) -> tuple[Away, ...]:
    """The copies of a session that are out, the latest first; none where this is a copy."""
    if carried_code(session) is not None:
        return ()
    rows = select(Taking.taken_at, Taking.taken_by, Taking.carrier).where(
        Taking.session_id == session_id, Taking.brought_at.is_(None)
    )
    return tuple(Away(*row) for row in session.execute(rows.order_by(Taking.taken_at.desc())))


def require_office(session: Session) -> None:
    """Raise `OnlyInTheOffice` where this register is a travelling copy."""
    code = carried_code(session)
    if code is not None:
        raise OnlyInTheOffice(code)


def carried_code(session: Session) -> str | None:
    """The code of the session that this register is a travelling copy of; None for an office's."""
    return session.scalar(
        select(DialogueSession.code)
        .join(Taking, Taking.session_id == DialogueSession.id)
        .join(RegisterIdentity, RegisterIdentity.uid == Taking.uid)
    )
