"""What is typed of a dialogue session: the meeting, its venues, its people, what was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated

from dialogue_app.domain.fields.facts import Fact
from dialogue_app.domain.people import NOBODY, Person
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.domain.vocabulary import ParticipantRole
from dialogue_app.domain.worded import N_


@dataclass(frozen=True, slots=True)
class ParticipantDraft:
    """A person the minutes name, or a group such as "Đại diện 04 phòng, ban"."""

    role: ParticipantRole
    person: Person = field(
        default=NOBODY,
        metadata={"json": {"name": "name", "title": "title", "organisation": "body"}},
    )
    note: str = ""


@dataclass(frozen=True, slots=True)
class VenueDraft:
    """A further place from which people take part."""

    name: str
    present_count: int | None = None


@dataclass(frozen=True, slots=True)
class SpeechDraft:
    """What somebody said in the opening or reported."""

    speaker: Person = field(default=NOBODY, metadata={"json": {"speaker": "written"}})
    text: str = ""


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """Everything typed of one session; moments are aware, a line break in the name is meant."""

    code: Annotated[str, Fact(N_("Code"), required=True, public=True)]
    name: Annotated[
        str,
        Fact(
            N_("Formal name"), required=True, lines=2, wide=True, hint=N_("As the minutes print it")
        ),
    ]
    planned_on: Annotated[
        date | None, Fact(N_("Day of the session"), option="date", together="when")
    ] = None
    place: Annotated[str, Fact(N_("Place"), wide=True)] = ""
    started_at: Annotated[
        datetime | None, Fact(N_("Starts at"), option="start", together="when")
    ] = None
    ended_at: Annotated[datetime | None, Fact(N_("Ends at"), option="end", together="when")] = None
    invited_count: Annotated[
        int | None, Fact(N_("Enterprises invited"), option="invited", together="came")
    ] = None
    present_count: Annotated[
        int | None, Fact(N_("Invited enterprises present"), option="present", together="came")
    ] = None
    walk_in_count: Annotated[
        int | None, Fact(N_("Enterprises not on the list"), option="walk_in")
    ] = None
    series_id: Annotated[
        int | None,
        Fact(
            N_("Series"),
            refers="series",
            hint=N_("What is open of its last session stands on the agenda of this one"),
        ),
    ] = None
    venues: Annotated[tuple[VenueDraft, ...], Fact(N_("Further venues"), wide=True)] = ()
    participants: Annotated[
        tuple[ParticipantDraft, ...], Fact(N_("Who takes part"), wide=True)
    ] = ()
    opening: Annotated[tuple[SpeechDraft, ...], Fact(N_("Opening"), wide=True)] = ()
    reports: Annotated[
        tuple[SpeechDraft, ...],
        Fact(
            N_("Report on the last session"),
            wide=True,
            hint=N_("Without words here the minutes print what is counted of it"),
        ),
    ] = ()
    conclusions: Annotated[tuple[str, ...], Fact(N_("Conclusions of the chair"), wide=True)] = ()


def points_of(conclusions: Iterable[str]) -> tuple[str, ...]:
    """The conclusions as papers number them: each line is a point of its own."""
    lines = (clean_line(line) for text in conclusions for line in text.splitlines())
    return tuple(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class SessionShadows:
    """What the row of a session keeps beside what was typed, to find and to sort it by."""

    code_folded: str
    day: date | None  # on which it began, else on which it is planned


def session_shadows(code: str, day: date | None) -> SessionShadows:
    """What follows from its code and its day."""
    return SessionShadows(folded_code(code), day)


def folded_code(code: str) -> str:
    """A code as sessions are found by it."""
    return fold(clean_line(code))
