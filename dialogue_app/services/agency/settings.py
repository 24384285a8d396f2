"""Pick-lists that users edit, and who we are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from dialogue_app.domain.errors.agency import NameTwice
from dialogue_app.domain.errors.base import Invalid, Missing
from dialogue_app.domain.people import Actor
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.domain.vocabulary import AuthorityLevel, SourceLabel, VerdictLevel
from dialogue_app.services.roles import EDIT_SETTINGS, require_role
from dialogue_app.storage.engine import Store
from dialogue_app.storage.models import LegalType, OurAgency, SatisfactionLevel, Topic, Unit


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
    """One entry of a pick-list as its keeper sees it; `source` says where it came from."""

    id: int
    name: str
    active: bool
    source: SourceLabel


@dataclass(frozen=True, slots=True)
class AgencyForm:
    """Our agency; `superior` is empty for a ward's People's Committee."""

    name: str
    area: str
    abbreviation: str = "UBND"
    superior: str = ""
    place_name: str = ""
    level: AuthorityLevel = AuthorityLevel.LOCAL
    default_days: int = 7


_MODELS: dict[ReferenceList, Any] = {  # both have the columns of a pick-list
    ReferenceList.TOPICS: Topic,
    ReferenceList.LEGAL_TYPES: LegalType,
}


def topics(store: Store) -> list[Choice]:
    """Topics in use, in their order."""
    with store.reading() as session:
        rows = select(Topic.id, Topic.name).where(Topic.active).order_by(Topic.position)
        return [Choice(*row) for row in session.execute(rows)]


def legal_types(store: Store) -> list[Choice]:
    """Legal types in use, in their order."""
    with store.reading() as session:
        rows = select(LegalType.id, LegalType.name).where(LegalType.active)
        return [Choice(*row) for row in session.execute(rows.order_by(LegalType.position))]


def list_reference(store: Store, which: ReferenceList) -> list[ReferenceRow]:
    """All entries of a pick-list, those no longer offered too, in their order."""
    model = _MODELS[which]
    with store.reading() as session:
        rows = select(model.id, model.name, model.active, model.source).order_by(model.position)
        return [ReferenceRow(*row) for row in session.execute(rows)]


def save_reference(
    store: Store, actor: Actor, which: ReferenceList, rows: Sequence[tuple[str, bool]]
) -> None:
    """Bring a pick-list to these names, in this order, each offered or not.

    A name that only differs in marks or capitals is the same entry, spelled anew; one that is
    missing is no longer offered, and what was recorded under it stays as it is. Raises `NameTwice`
    for a name given twice.
    """
    require_role(actor, EDIT_SETTINGS, "save_reference")
    model = _MODELS[which]
    with store.writing(actor, "reference.save") as session:
        known = {fold(one.name): one for one in session.scalars(select(model))}
        seen: set[str] = set()
        for position, (written, active) in enumerate(rows):
            name = clean_line(written)
            if fold(name) in seen:
                raise NameTwice(name)
            seen.add(fold(name))
            row = known.get(fold(name)) or model(source=SourceLabel.TYPED)
            row.name, row.name_folded = name, fold(name)
            row.position, row.active = position, active
            session.add(row)
        for folded, row in known.items():
            if folded not in seen:
                row.active, row.position = False, len(rows)


def units(store: Store) -> list[Choice]:
    """Wards, communes and the special zone, by official code."""
    with store.reading() as session:
        rows = session.execute(select(Unit.id, Unit.name).order_by(Unit.code))
        return [Choice(*row) for row in rows]


def agency(store: Store) -> AgencyForm | None:
    """Our agency, or None where it has not been set."""
    with store.reading() as session:
        row = session.scalar(select(OurAgency))
        if row is None:
            return None
        return AgencyForm(
            row.name, row.area, row.abbreviation, row.superior or "", row.place_name, row.level,
            row.default_days,
        )  # fmt: skip


def set_agency(store: Store, actor: Actor, form: AgencyForm) -> None:
    """Say who we are. Raises `Missing` without name or area, `Invalid` for impossible days."""
    require_role(actor, EDIT_SETTINGS, "set_agency")
    for field in ("name", "area"):
        if not clean_line(getattr(form, field)):
            raise Missing(field)
    if not 0 < form.default_days <= 365:
        raise Invalid("default_days", str(form.default_days))
    with store.writing(actor, "agency.set") as session:
        row = session.scalar(select(OurAgency)) or OurAgency()
        row.name, row.area = clean_line(form.name), clean_line(form.area)
        row.abbreviation = clean_line(form.abbreviation)
        row.superior = clean_line(form.superior) or None
        row.place_name = clean_line(form.place_name) or row.area
        row.level, row.default_days = form.level, form.default_days
        session.add(row)


def satisfaction_levels(store: Store) -> list[tuple[VerdictLevel, str]]:
    """The levels of a verdict with their official wording, in their order."""
    with store.reading() as session:
        rows = select(SatisfactionLevel.level, SatisfactionLevel.name)
        return [(level, name) for level, name in session.execute(rows.order_by("id"))]
