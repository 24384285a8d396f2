"""Who acts: one of our people in one role, made once at start and handed to every service."""

from __future__ import annotations

from dataclasses import dataclass

from dialogue_app.domain.vocabulary import Role


@dataclass(frozen=True)
class Actor:
    """A member of our staff (by id and name) acting in a role."""

    staff_id: int
    name: str
    role: Role
