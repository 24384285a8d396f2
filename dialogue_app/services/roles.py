"""Who may call which service. On SQLite this is bookkeeping, not security: the README says so."""

from __future__ import annotations

from dialogue_app.domain.errors.base import NotAllowed
from dialogue_app.domain.people import Actor
from dialogue_app.domain.vocabulary import Role

_ALWAYS = frozenset({Role.ADMINISTRATOR, Role.OFFICER})
EDIT_REGISTER = _ALWAYS | {Role.FOLLOW_UP, Role.SECRETARY}
EDIT_SESSION = _ALWAYS | {Role.SECRETARY}
EDIT_ISSUE = _ALWAYS | {Role.SECRETARY, Role.FOLLOW_UP}
RECORD_ANSWER = EDIT_ISSUE | {Role.CLERK}
GIVE_DIRECTION = EDIT_SESSION | {Role.LEADER}
EDIT_SETTINGS = _ALWAYS


def require_role(actor: Actor, allowed: frozenset[Role], service: str) -> None:
    """Raise `NotAllowed` where the actor's role is not among those allowed."""
    if actor.role not in allowed:
        raise NotAllowed(actor.role, service)
