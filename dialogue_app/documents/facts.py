"""Facts that papers of any kind are built from, as plain data: no database and no renderer."""

from __future__ import annotations

from dataclasses import dataclass

from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import ParticipantRole, RaiserKind


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """The agency that holds the meeting."""

    head_lines: tuple[str, ...]  # "ỦY BAN NHÂN DÂN", "PHƯỜNG MẪU"
    full_name: str  # "Ủy ban nhân dân phường Mẫu"
    short_name: str  # "Ủy ban nhân dân phường"
    level: str  # "phường"
    symbol: str  # "UBND"
    superior: str = ""
    place_name: str = ""  # before the date of papers


@dataclass(frozen=True, slots=True)
class ParticipantFacts:
    """A person or body on the list of participants; for an absent one `note` is the reason."""

    role: ParticipantRole
    person: Person
    note: str = ""


@dataclass(frozen=True, slots=True)
class RaiserFacts:
    """A raiser of an issue; `key` identifies the same unit in all issues."""

    key: str
    name: str
    kind: RaiserKind = RaiserKind.ENTERPRISE
    speaker: str = ""
    members: int | None = None  # an association: for how many it speaks
    others_count: int | None = None  # units that raised it together with this one
    others_text: str = ""  # "03 hộ cùng tuyến đường"
    written_name: str = ""  # as the issue has it, where the register of enterprises differs
    member_names: tuple[str, ...] = ()  # the members it speaks for, as far as they are known


@dataclass(frozen=True, slots=True)
class FlagFacts:
    """đề nghị không nêu tên (nêu tên khi chuyển), không ghi tên, dấu hiệu khiếu nại, tố cáo."""

    withhold_name: bool = False
    unsigned: bool = False
    complaint: bool = False
    name_when_transferring: bool = False


NO_FLAGS = FlagFacts()
