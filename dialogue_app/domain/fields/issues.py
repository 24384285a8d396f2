"""What is typed of an issue (kiến nghị) and of who raised it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from dialogue_app.domain.fields.facts import Fact
from dialogue_app.domain.text import text_digest
from dialogue_app.domain.vocabulary import (
    AuthorityLevel,
    IssueKind,
    Medium,
    Moment,
    RaiserKind,
)
from dialogue_app.domain.worded import N_


@dataclass(frozen=True, slots=True)
class RaiserDraft:
    """Who raised an issue. Without `enterprise_id` the name stays as it is written.

    `id` is the raiser this is, where it stood in the issue before.
    """

    kind: RaiserKind
    enterprise_id: int | None = None
    written_name: str = ""
    speaker: str = ""
    members_count: int | None = None
    others_count: int | None = None
    others_text: str = ""
    member_ids: tuple[int, ...] = ()
    id: int | None = None


@dataclass(frozen=True, slots=True)
class IssueDraft:
    """Everything typed of one issue."""

    text: Annotated[
        str,
        Fact(
            N_("Text of the issue"),
            required=True,
            searched=True,
            compared=True,
            lines=4,
            wide=True,
        ),
    ]
    session_id: Annotated[int | None, Fact(N_("Session"), refers="session", together="where")] = (
        None
    )
    kind: Annotated[IssueKind, Fact(N_("Kind"), compared=True, together="complaint")] = (
        IssueKind.REQUEST
    )
    moment: Annotated[Moment, Fact(N_("Moment of raising"), compared=True, together="how")] = (
        Moment.UNKNOWN
    )
    medium: Annotated[Medium, Fact(N_("Way of raising"), compared=True, together="how")] = (
        Medium.UNKNOWN
    )
    received_on: Annotated[
        date | None,
        Fact(
            N_("Day of receipt"),
            compared=True,
            option="on",
            hint=N_("Empty: the day of the session"),
        ),
    ] = None
    raisers: Annotated[
        tuple[RaiserDraft, ...],
        Fact(
            N_("Raisers"),
            wide=True,
            hint=N_("Type part of the name; none for a slip without a name"),
        ),
    ] = ()
    topic_id: Annotated[int | None, Fact(N_("Topic"), compared=True, refers="topic")] = None
    authority: Annotated[AuthorityLevel, Fact(N_("Level of authority"), compared=True)] = (
        AuthorityLevel.UNKNOWN
    )
    venue_id: Annotated[
        int | None, Fact(N_("Venue"), compared=True, refers="venue", together="where")
    ] = None
    withhold_name: Annotated[
        bool,
        Fact(N_("Papers"), compared=True, tick=N_("Asks not to be named"), together="names"),
    ] = False
    name_when_transferring: Annotated[
        bool,
        Fact(N_("Letter of transfer"), tick=N_("Name it when transferring"), together="names"),
    ] = False
    unsigned: Annotated[
        bool, Fact(N_("Slip"), compared=True, tick=N_("The slip bears no name"), together="names")
    ] = False
    complaint: Annotated[
        bool,
        Fact(
            N_("Complaint, denunciation"),
            compared=True,
            tick=N_("Shows signs of a complaint or denunciation"),
            together="complaint",
        ),
    ] = False
    also_elsewhere: Annotated[
        bool,
        Fact(
            N_("The city's system"),
            compared=True,
            tick=N_("Must stand in 1022, PAKN"),
        ),
    ] = False
    number_elsewhere: Annotated[
        str, Fact(N_("Number in another system (1022, doithoaidn…)"), searched=True, compared=True)
    ] = ""
    promised_on: Annotated[
        date | None,
        Fact(N_("Answer promised to the enterprise by"), compared=True, option="promised"),
    ] = None
    note: Annotated[str, Fact(N_("Note"), searched=True, compared=True, lines=2, wide=True)] = ""


@dataclass(frozen=True, slots=True)
class IssueShadows:
    """What the row of an issue keeps beside what was typed, to find it by."""

    text_digest: str  # of the folded text, for imports


def issue_shadows(text: str) -> IssueShadows:
    """What follows from its text."""
    return IssueShadows(text_digest(text))
