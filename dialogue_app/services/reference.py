"""Pick-lists that users edit, and who we are."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from dialogue_app.domain.errors import Invalid, Missing
from dialogue_app.domain.people import Actor
from dialogue_app.domain.text import clean_line
from dialogue_app.domain.vocabulary import AuthorityLevel, VerdictLevel
from dialogue_app.services.roles import EDIT_SETTINGS, require_role
from dialogue_app.storage.engine import Store
from dialogue_app.storage.models import LegalType, OurAgency, SatisfactionLevel, Topic, Unit


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a pick-list."""

    id: int
    name: str


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
