"""Who may call which service. On SQLite this is bookkeeping, not security: the README says so."""

from __future__ import annotations

from dialogue_app.domain.vocabulary import Role

_ALWAYS = frozenset({Role.ADMINISTRATOR, Role.OFFICER})
EDIT_REGISTER = _ALWAYS | {Role.FOLLOW_UP, Role.SECRETARY}
EDIT_SESSION = _ALWAYS | {Role.SECRETARY}
EDIT_ISSUE = _ALWAYS | {Role.SECRETARY, Role.FOLLOW_UP}
RECORD_ANSWER = EDIT_ISSUE | {Role.CLERK}
ATTACH_FILE = EDIT_ISSUE | {Role.CLERK}
GIVE_DIRECTION = EDIT_SESSION | {Role.LEADER}
EDIT_SETTINGS = _ALWAYS
ANYBODY = frozenset(Role)  # the act itself asks further
