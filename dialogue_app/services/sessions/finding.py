"""A session by its code, as people call it."""

from __future__ import annotations

from sqlalchemy import select

from dialogue_app.domain.errors.sessions import UnknownSession
from dialogue_app.domain.fields.sessions import folded_code
from dialogue_app.services.case import Case
from dialogue_app.storage.models.sessions import DialogueSession


def find_session(case: Case, code: str) -> int:
    """The session of that code; raises `UnknownSession`."""
    with case.reading() as session:
        folded = folded_code(code)
        found = session.scalar(
            select(DialogueSession.id).where(DialogueSession.code_folded == folded)
        )
    if found is None:
        raise UnknownSession(code)
    return found
