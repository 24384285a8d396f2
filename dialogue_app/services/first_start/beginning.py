"""Whether a register is one that nobody has begun yet."""

from __future__ import annotations

from sqlalchemy import exists, or_, select

from dialogue_app.services.case import Case
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.people import OurAgency
from dialogue_app.storage.models.sessions import DialogueSession


def is_untouched(case: Case) -> bool:
    """Whether nobody has said who we are, nor put anything into the register.

    Asked of the register itself: settings that are missing begin nothing anew.
    """
    held = [exists(select(kind.id)) for kind in (OurAgency, DialogueSession, Issue, Enterprise)]
    with case.reading() as session:
        return not session.scalar(select(or_(*held)))
