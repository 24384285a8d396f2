"""The minutes of a session: facts collected from the database, then the paper, then its PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from dialogue_app.domain.errors.sessions import EmptySession, UnknownSession
from dialogue_app.exchange.files import write_whole
from dialogue_app.services.case import Case
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.sessions import DialogueSession

if TYPE_CHECKING:
    from dialogue_app.documents.minutes_facts import MinutesFacts


def minutes_pdf(case: Case, session_id: int) -> bytes:
    """The minutes as PDF. Raises what `minutes_facts` raises, and `LettersMissing`."""
    from dialogue_app.documents.minutes import minutes_parts
    from dialogue_app.documents.pdf import render_pdf

    return render_pdf(minutes_parts(minutes_facts(case, session_id)))


def minutes_name(case: Case, session_id: int) -> str:
    """A file name for the minutes: Bien-ban-2026-K3.pdf. Raises `UnknownSession`."""
    with case.reading() as session:
        meeting = session.get(DialogueSession, session_id)
        if meeting is None:
            raise UnknownSession(str(session_id))
        safe = "".join(char if char.isalnum() or char in "-_" else "-" for char in meeting.code)
        return f"Bien-ban-{safe}.pdf"


def write_minutes(case: Case, session_id: int, path: Path) -> Path:
    """Write the minutes to `path`, whole or not at all.

    Raises `FileNotWritable` and what `minutes_pdf` raises.
    """
    write_whole(path, minutes_pdf(case, session_id))
    return path


def minutes_facts(case: Case, session_id: int) -> MinutesFacts:
    """Everything the minutes state. Raises `UnknownSession`, `EmptySession`, `AgencyMissing`."""
    from dialogue_app.services.papers.collecting import collect_facts

    with case.reading() as session:
        meeting = session.get(DialogueSession, session_id)
        if meeting is None:
            raise UnknownSession(str(session_id))
        issues = session.scalars(
            select(Issue).where(Issue.session_id == session_id).order_by(Issue.year, Issue.number)
        ).all()
        if not issues and meeting.started_at is None and not meeting.participants:
            raise EmptySession(meeting.code)
        return collect_facts(session, meeting, issues)
