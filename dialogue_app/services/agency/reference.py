"""Pick-lists: topics, legal types, wards, and the levels of a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.agency import NameTwice
from dialogue_app.domain.fields.facts import Fact
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.domain.vocabulary import SourceLabel, VerdictLevel
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, SeenDraft, merged, use_case
from dialogue_app.services.roles import EDIT_SETTINGS
from dialogue_app.storage.models.reference import LegalType, SatisfactionLevel, Topic, Unit


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a pick-list."""

    id: int
    name: str


class ReferenceList(StrEnum):
    """The pick-lists an office keeps itself."""

    TOPICS = "topics"
    LEGAL_TYPES = "legal_types"


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """One entry of a pick-list as the settings show it; `source` says where it came from."""

    id: int
    version: int
    name: str
    active: bool
    source: SourceLabel


@dataclass(frozen=True, slots=True)
class PickList:
    """A pick-list as it is typed: its names in their order, each offered or not."""

    rows: Annotated[tuple[tuple[str, bool], ...], Fact(N_("Entries"))]


_MODELS: dict[ReferenceList, Any] = {  # both have the columns of a pick-list
    ReferenceList.TOPICS: Topic,
    ReferenceList.LEGAL_TYPES: LegalType,
}


def topics(case: Case) -> list[Choice]:
    """Topics in use, in their order."""
    with case.reading() as session:
        rows = select(Topic.id, Topic.name).where(Topic.active).order_by(Topic.position)
        return [Choice(*row) for row in session.execute(rows)]


def legal_types(case: Case) -> list[Choice]:
    """Legal types in use, in their order."""
    with case.reading() as session:
        rows = select(LegalType.id, LegalType.name).where(LegalType.active)
        return [Choice(*row) for row in session.execute(rows.order_by(LegalType.position))]


def list_reference(case: Case, which: ReferenceList) -> list[ReferenceRow]:
    """All entries of a pick-list, those no longer offered too, in their order."""
    with case.reading() as session:
        return _reference_rows(session, which)


def _reference_rows(session: Session, which: ReferenceList) -> list[ReferenceRow]:
    model = _MODELS[which]
    rows = select(model.id, model.version, model.name, model.active, model.source)
    return [ReferenceRow(*row) for row in session.execute(rows.order_by(model.position, model.id))]


def seen_list(rows: Sequence[ReferenceRow]) -> SeenDraft[PickList]:
    """A pick-list as it was read before editing; its version is that of the entry changed last."""
    draft = PickList(tuple((row.name, row.active) for row in rows))
    return SeenDraft(0, max((row.version for row in rows), default=0), draft)


@use_case("reference.save", EDIT_SETTINGS, N_("changed the list"))
def save_reference(
    case: OpenCase, which: ReferenceList, seen: SeenDraft[PickList], draft: PickList
) -> None:
    """Bring a pick-list to these names, in this order, each offered or not.

    A name that only differs in marks or capitals is the same entry, spelled anew; one that is
    missing is no longer offered, and what was recorded under it stays as it is. Raises `NameTwice`
    for a name given twice, and `EditConflict` where somebody else changed the list after it was
    read.
    """
    session, model = case.session, _MODELS[which]
    now = seen_list(_reference_rows(session, which))
    draft = merged(session, "reference", now.version, seen, now.draft, draft)
    known = {fold(row.name): row for row in session.scalars(select(model))}
    named: set[str] = set()
    for position, (written, active) in enumerate(draft.rows):
        name = clean_line(written)
        if fold(name) in named:
            raise NameTwice(name)
        named.add(fold(name))
        row = known.get(fold(name)) or model(source=SourceLabel.TYPED)
        row.name = name
        row.shadow()
        row.position, row.active = position, active
        session.add(row)
    for folded, row in known.items():
        if folded not in named:
            row.active, row.position = False, len(draft.rows)


def units(case: Case) -> list[Choice]:
    """Wards, communes and the special zone, by official code."""
    with case.reading() as session:
        rows = session.execute(select(Unit.id, Unit.name).order_by(Unit.code))
        return [Choice(*row) for row in rows]


def satisfaction_levels(case: Case) -> list[tuple[VerdictLevel, str]]:
    """The levels of a verdict with their official wording, in their order."""
    with case.reading() as session:
        rows = select(SatisfactionLevel.level, SatisfactionLevel.name)
        return [(level, name) for level, name in session.execute(rows.order_by("id"))]
