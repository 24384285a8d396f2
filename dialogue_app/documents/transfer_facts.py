"""The facts a letter that hands issues over is built from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dialogue_app.documents.facts import NO_FLAGS, AgencyFacts, FlagFacts, RaiserFacts
from dialogue_app.domain.fields.letters import NOTHING_TYPED, LetterDraft
from dialogue_app.domain.vocabulary import Medium, Relation


@dataclass(frozen=True, slots=True)
class TransferredIssue:
    """One issue as the letter tells of it; complaints are in no letter."""

    code: str
    text: str
    raisers: tuple[RaiserFacts, ...] = ()
    flags: FlagFacts = NO_FLAGS
    medium: Medium = Medium.UNKNOWN
    due: date | None = None


@dataclass(frozen=True, slots=True)
class TransferFacts:
    """All facts of a letter to one body; `relation` gives its verb and tone.

    Number and day stay blank; `drawn_up` gives month and year. `letter` says who drafts and signs
    it and whom to call. The session is named where all issues come from one whose day is known.
    """

    agency: AgencyFacts
    body: str
    relation: Relation
    issues: tuple[TransferredIssue, ...]
    drawn_up: date
    letter: LetterDraft = NOTHING_TYPED
    session_name: str = ""
    session_day: date | None = None
    unnamed: tuple[RaiserFacts, ...] = ()  # who asked it in other issues of their sessions
