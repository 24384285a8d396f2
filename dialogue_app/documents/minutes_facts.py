"""The facts minutes are built from, as plain data: no database and no renderer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dialogue_app.documents.facts import (
    NO_FLAGS,
    AgencyFacts,
    FlagFacts,
    ParticipantFacts,
    RaiserFacts,
)
from dialogue_app.domain.people import Person
from dialogue_app.domain.series import LastSessionReport
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AuthorityLevel,
    Medium,
    Moment,
    ParticipantRole,
    Relation,
)


@dataclass(frozen=True, slots=True)
class CountFacts:
    """How many enterprises took part; None means not known. `present` counts invited ones only."""

    invited: int | None = None
    present: int | None = None
    walk_in: int | None = None
    at_venues: int | None = None


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """What was said; with `by_raiser` the speaker is named only as the issue's flags allow."""

    text: str
    speaker: Person | None = None
    by_raiser: bool = False


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """An answer by a person or a body; the same `key` in several issues is one answer.

    `unnamed`: raisers of issues of other sessions that share the answer; it must not name them.
    """

    key: int
    text: str
    kind: AnswerKind = AnswerKind.AT_MEETING
    person: Person | None = None
    body: str = ""
    also_in_writing: bool = False
    unnamed: tuple[RaiserFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class DirectionFacts:
    """A direction and the bodies it names; without `speaker` the chair gave it.

    `key` and `unnamed` as in `AnswerFacts`.
    """

    key: int
    text: str
    speaker: Person | None = None
    bodies: tuple[str, ...] = ()
    due: date | None = None
    unnamed: tuple[RaiserFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class AssignmentFacts:
    """A lead body an issue was assigned to, with its supporting bodies; proposals are left out."""

    lead: str
    relation: Relation
    supporting: tuple[str, ...] = ()
    due: date | None = None  # the original one: extensions came after the meeting
    at_meeting: bool = False  # assigned on the day of the meeting, so by its chair
    sent: bool = True  # to a body that is not ours: whether it really went out

    @property
    def is_fact(self) -> bool:
        """Whether the body has it: our own unit was given it, another was sent it."""
        return self.relation is Relation.OWN or self.sent

    @property
    def is_told(self) -> bool:
        """Whether minutes may tell of it: as a fact, or as what the chair ordered."""
        return self.is_fact or self.at_meeting


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """One issue as the meeting dealt with it."""

    text: str
    moment: Moment = Moment.UNKNOWN
    medium: Medium = Medium.UNKNOWN
    venue: str = ""  # the online venue it came from
    raisers: tuple[RaiserFacts, ...] = ()
    flags: FlagFacts = NO_FLAGS
    statements: tuple[StatementFacts, ...] = ()
    answers: tuple[AnswerFacts, ...] = ()
    directions: tuple[DirectionFacts, ...] = ()
    assignments: tuple[AssignmentFacts, ...] = ()
    authority: AuthorityLevel = AuthorityLevel.UNKNOWN
    carried_from: date | None = None  # the day of the earlier session at which it was raised
    code: str = ""  # KN-2026-0015


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """All facts of one session's minutes; `issues` stand in the order of the agenda."""

    agency: AgencyFacts
    session_name: str
    day: date | None = None  # planned; `starts` has the day of the meeting itself
    starts: datetime | None = None
    ends: datetime | None = None
    place: str = ""
    venues: tuple[str, ...] = ()
    participants: tuple[ParticipantFacts, ...] = ()
    counts: CountFacts = CountFacts()
    opening: tuple[StatementFacts, ...] = ()
    reports: tuple[StatementFacts, ...] = ()
    last_session: LastSessionReport | None = None  # counted, where the series has one before
    issues: tuple[IssueFacts, ...] = ()
    conclusions: tuple[str, ...] = ()
    directions: tuple[DirectionFacts, ...] = ()  # of the meeting as a whole, on no issue

    @property
    def meeting_day(self) -> date | None:
        """The day on which the meeting started, else the planned one."""
        from dialogue_app.i18n.formats import local  # not where a command only names its kinds

        return local(self.starts).date() if self.starts else self.day

    def people(self, role: ParticipantRole) -> list[ParticipantFacts]:
        """The participants with this role, in their order."""
        return [participant for participant in self.participants if participant.role is role]
