"""What can go wrong with sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from dialogue_app.domain.errors.base import BadInput, UnknownCode
from dialogue_app.domain.worded import N_


class UnknownSession(UnknownCode):
    """No session has this code."""

    sentence = N_("Session {code} was not found.")
    field: ClassVar[str] = "session"


@dataclass(eq=False)
class SessionCodeTaken(BadInput):
    """Another session already has this code."""

    sentence = N_("Another session already has the code {code}.")
    field: ClassVar[str] = "code"

    code: str


@dataclass(eq=False)
class EndsBeforeStart(BadInput):
    """A session that ends before it starts."""

    sentence = N_("The end must come after the start ({start}).")
    field: ClassVar[str] = "ends"

    start: datetime


@dataclass(eq=False)
class MorePresentThanInvited(BadInput):
    """More invited enterprises are said to be present than were invited."""

    sentence = N_("More enterprises are present ({value}) than invited.")
    field: ClassVar[str] = "present_count"

    value: str


@dataclass(eq=False)
class VenueInUse(BadInput):
    """A venue at which issues were raised cannot be taken out of its session."""

    sentence = N_("Issues were raised at the venue “{value}”, so it stays.")
    field: ClassVar[str] = "venues"

    value: str


@dataclass(eq=False)
class EmptySession(BadInput):
    """Minutes were asked of a session that has no start, no chair and no issue."""

    sentence = N_(
        "Session {code} has no start, no chair and no issue: there is nothing to put in minutes."
    )

    code: str
