"""What changed in the database, for windows that show it."""

from __future__ import annotations

from dialogue_app.services.case import Case
from dialogue_app.storage.feed import Feed, everything

__all__ = ["Feed", "everything", "follow"]


def follow(case: Case) -> Feed:
    """A feed of everything that changes from now on."""
    return Feed(case.store)
