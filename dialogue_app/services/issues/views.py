"""What is shown of an issue's raisers, assignments, answers, directions and story."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentRole,
    AssignmentState,
    ContactMeans,
    ContactPurpose,
    DueBasis,
    Outcome,
    PromiseState,
    RaiserKind,
    Relation,
    SendingKind,
    StoryKind,
    VerdictLevel,
    WithdrawalCause,
)


@dataclass(frozen=True, slots=True)
class RaiserView:
    """A raiser with its latest opinion of the answer."""

    id: int
    name: str
    kind: RaiserKind
    enterprise_code: str
    phone: str  # of the enterprise, as the register has it
    speaker: str
    members_count: int | None
    verdict: VerdictLevel | None
    told_where_on: date | None = None  # the last time it was told where the issue went
    told_answer_on: date | None = None  # or what was answered; of a complaint, guided
    untold: tuple[ContactPurpose, ...] = ()  # what it is still to be told


@dataclass(frozen=True, slots=True)
class ExtensionView:
    """A time limit extended; with the date promised to the enterprise where that moved, too."""

    extended_on: date
    due_was: date
    due_on: date
    reason: str
    allowed_by: str
    paper: str
    promised_was: date | None
    promised_on: date | None


@dataclass(frozen=True, slots=True)
class AssignmentView:
    """The assignment of the issue to one body, in the round that runs or an earlier one."""

    id: int
    body_id: int
    body: str
    person: str
    role: AssignmentRole
    state: AssignmentState
    relation: Relation
    given_on: date | None
    original_due_on: date | None
    due_on: date | None
    due_basis: DueBasis | None
    due_days: int | None
    due_text: str
    sent_on: date | None
    sent_kind: SendingKind | None
    sent_number: str
    ended_on: date | None
    ended_because: WithdrawalCause | None
    ended_reason: str
    round: int
    extensions: tuple[ExtensionView, ...] = ()

    @property
    def was_never_sent(self) -> bool:
        """Whether nothing went out, or yet, to a body that is not ours."""
        return self.relation is not Relation.OWN and self.sent_on is None


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer, the other issues it serves, and the round of this one in which it was given."""

    id: int
    kind: AnswerKind
    body: str
    person: Person = field(metadata={"json": {"person": "name", "person_title": "title"}})
    text: str
    answered_on: date
    letter_number: str
    settles: bool
    also_in_writing: bool
    other_codes: tuple[str, ...]
    round: int

    @property
    def answerer(self) -> str:
        """Who answered, in one line: the person, if any, and the body as it is called now."""
        return ", ".join(filter(None, [self.person.name, self.person.title, self.body]))


@dataclass(frozen=True, slots=True)
class PromiseView:
    """What an answer promised, by when, and what became of it; `round` is that of the answer."""

    id: int
    answer_id: int
    round: int
    what: str
    body: str
    person: str
    due_on: date
    ends_on: date  # later where its day is a day off
    due_text: str
    state: PromiseState
    ended_on: date | None  # kept, or broken
    proof: str  # or why it was broken
    file: str  # that proves it, by its name

    @property
    def who(self) -> str:
        """Who promised it, in one line."""
        return ", ".join(filter(None, [self.person, self.body]))

    def is_late(self, today: date) -> bool:
        """Whether it has ended and is neither kept nor broken; the day it ends is in time.

        One that was kept is never late: `days_late` says by how much it came too late.
        """
        return self.state is PromiseState.OPEN and self.ends_on < today

    def days_late(self, today: date) -> int:
        """How many days after it ended it was kept, or is not kept yet; else 0."""
        until = self.ended_on if self.state is PromiseState.KEPT else today
        counts = self.state is not PromiseState.BROKEN and until is not None
        return max(0, (until - self.ends_on).days) if counts and until else 0


@dataclass(frozen=True, slots=True)
class DirectionView:
    """What the chair directed, on the day of its session."""

    on: date
    speaker: Person = field(metadata={"json": {"speaker": "written"}})
    text: str
    due_on: date | None
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact about the issue: with a body, a higher level or a raiser."""

    on: date
    purpose: ContactPurpose
    means: ContactMeans
    who: str
    person: str  # who was spoken with there
    number: str
    said: str
    came_back: str
    raiser_id: int | None
    time: int  # the first reminder of what is owed, the second …; 0 for what is no reminder


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One thing that happened; `who` is a body or a person, `text` what was said or why."""

    on: date
    kind: StoryKind
    who: str = ""
    text: str = ""
    due_on: date | None = None
    outcome: Outcome | None = None
    verdict: VerdictLevel | None = None
    contact: ContactView | None = None
