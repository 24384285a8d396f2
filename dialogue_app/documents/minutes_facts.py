"""What minutes state, collected from the register beforehand and free of storage and renderers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AuthorityLevel,
    Medium,
    Moment,
    ParticipantRole,
    RaiserKind,
    Relation,
)
from dialogue_app.i18n.formats import local


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A named person; `name` may carry "Ông" or "Bà" and is empty where a body came as such."""

    name: str
    title: str = ""
    body: str = ""

    @classmethod
    def typed(cls, name: str, title: str = "", body: str = "") -> PersonFacts:
        """The person of one field in which the title may follow the name after a comma."""
        name, _comma, behind = map(str.strip, name.partition(","))
        return cls(name, ", ".join(dict.fromkeys(filter(None, (behind, title)))), body)


@dataclass(frozen=True, slots=True)
class ParticipantFacts:
    """Who took part, or was missing (with the reason as `note`)."""

    role: ParticipantRole
    person: PersonFacts
    note: str = ""


@dataclass(frozen=True, slots=True)
class CountFacts:
    """Enterprises counted; None is not known, `present` is of those invited."""

    invited: int | None = None
    present: int | None = None
    walk_in: int | None = None
    at_venues: int | None = None


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """What someone said; with `by_raiser` the speaker's name follows the issue's flags."""

    text: str
    speaker: PersonFacts | None = None
    by_raiser: bool = False


@dataclass(frozen=True, slots=True)
class RaiserFacts:
    """Who raised an issue; `key` is the same for the same unit in every issue."""

    key: str
    name: str
    kind: RaiserKind = RaiserKind.ENTERPRISE
    speaker: str = ""
    speaker_title: str = ""
    members: int | None = None  # an association: for how many it speaks
    others_count: int | None = None  # units that raised it together with this one
    others_text: str = ""  # "03 hộ cùng tuyến đường"
    written_name: str = ""  # as it was taken in, where the register has another name


@dataclass(frozen=True, slots=True)
class FlagFacts:
    """đề nghị không nêu tên, không ghi tên, có dấu hiệu khiếu nại, tố cáo."""

    withhold_name: bool = False
    unsigned: bool = False
    complaint: bool = False


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """An answer by a person or a body; the same `key` in several issues is one answer.

    `unnamed` are raisers of issues of other sessions that it serves, too, and must not name.
    """

    key: int
    text: str
    kind: AnswerKind = AnswerKind.AT_MEETING
    person: PersonFacts | None = None
    body: str = ""
    also_in_writing: bool = False
    unnamed: tuple[RaiserFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class DirectionFacts:
    """What was directed, to which bodies; without a speaker by the chair. The rest as answers."""

    key: int
    text: str
    speaker: PersonFacts | None = None
    bodies: tuple[str, ...] = ()
    due: date | None = None
    unnamed: tuple[RaiserFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class AssignmentFacts:
    """One lead body an issue was really given to (a proposal is none), with those supporting it."""

    lead: str
    relation: Relation
    supporting: tuple[str, ...] = ()
    due: date | None = None  # the first one: later extensions are no business of this meeting
    at_meeting: bool = False  # given on its day, so by its chair


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """One issue as the meeting dealt with it."""

    text: str
    moment: Moment = Moment.AT_MEETING
    medium: Medium = Medium.SPOKEN
    venue: str = ""  # the online venue it came from
    raisers: tuple[RaiserFacts, ...] = ()
    flags: FlagFacts = FlagFacts()
    statements: tuple[StatementFacts, ...] = ()
    answers: tuple[AnswerFacts, ...] = ()
    directions: tuple[DirectionFacts, ...] = ()
    assignments: tuple[AssignmentFacts, ...] = ()
    authority: AuthorityLevel = AuthorityLevel.UNKNOWN
    carried_from: str = ""  # "kỳ II/2026"


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """Who holds the meeting."""

    head_lines: tuple[str, ...]  # "ỦY BAN NHÂN DÂN", "PHƯỜNG MẪU"
    full_name: str  # "Ủy ban nhân dân phường Mẫu"
    short_name: str  # "Ủy ban nhân dân phường"
    level: str  # "phường"
    symbol: str  # "UBND"
    superior: str = ""


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """Everything the minutes of one session state; issues stand in the order of the agenda."""

    agency: AgencyFacts
    session_name: str
    day: date | None = None  # planned; `starts` has the day it was held
    starts: datetime | None = None
    ends: datetime | None = None
    place: str = ""
    venues: tuple[str, ...] = ()
    participants: tuple[ParticipantFacts, ...] = ()
    counts: CountFacts = CountFacts()
    opening: tuple[StatementFacts, ...] = ()
    reports: tuple[StatementFacts, ...] = ()
    issues: tuple[IssueFacts, ...] = ()
    conclusions: tuple[str, ...] = ()
    directions: tuple[DirectionFacts, ...] = ()  # of the meeting as a whole, on no issue

    @property
    def held_on(self) -> date | None:
        """The day it was held, else the one it was planned for."""
        return local(self.starts).date() if self.starts else self.day

    def people(self, role: ParticipantRole) -> list[ParticipantFacts]:
        """The participants of one role, in their order."""
        return [someone for someone in self.participants if someone.role is role]
