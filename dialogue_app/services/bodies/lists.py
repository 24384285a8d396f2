"""Lists of bodies: what they are made of, their columns, their named views."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session, aliased

from dialogue_app.domain.text import fold, searched_words
from dialogue_app.domain.vocabulary import AssignmentState, BodyView, Relation, SourceLabel
from dialogue_app.i18n import N_, _
from dialogue_app.i18n.formats import screen_date
from dialogue_app.services.case import Case
from dialogue_app.services.lists import (
    TODAY,
    Column,
    Condition,
    Listing,
    Made,
    NamedView,
    Query,
    RecordList,
    lines_of,
)
from dialogue_app.storage.models.issues import Assignment
from dialogue_app.storage.models.people import Body, BodyAlias, BodySuccession


@dataclass(frozen=True, slots=True)
class BodyQuery(Query):
    """Which bodies a list shows; with `on` only those that exist that day."""

    view: BodyView = BodyView.ALL
    on: date | None = None
    sort: str = "name"


_after = aliased(Body)
_ALIASES = (
    select(func.aggregate_strings(BodyAlias.name, "\n"))
    .where(BodyAlias.body_id == Body.id)
    .scalar_subquery()
)
_SUCCESSORS = (
    select(func.aggregate_strings(_after.name, "\n"))
    .join(BodySuccession, BodySuccession.successor_id == _after.id)
    .where(BodySuccession.predecessor_id == Body.id)
    .scalar_subquery()
)
_IN_HAND = (
    select(func.count(Assignment.id))
    .where(Assignment.body_id == Body.id, Assignment.state == AssignmentState.GIVEN)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One body as lists show it."""

    id: Annotated[int, Body.id]
    name: Annotated[str, Body.name]
    abbreviation: Annotated[str, Body.abbreviation]
    relation: Annotated[Relation, Body.relation]
    level: Annotated[str, Body.level]
    valid_from: Annotated[date | None, Body.valid_from]
    valid_to: Annotated[date | None, Body.valid_to]
    source: Annotated[SourceLabel, Body.source]
    note: Annotated[str, Body.note]
    aliases: Annotated[tuple[str, ...], Made(lines_of, _ALIASES)]
    successors: Annotated[tuple[str, ...], Made(lines_of, _SUCCESSORS)]
    open_count: Annotated[int, _IN_HAND]
    contact: Annotated[str, Body.contact] = ""
    phone: Annotated[str, Body.phone] = ""
    email: Annotated[str, Body.email] = ""


def valid_words(row: BodyRow) -> str:
    """From when to when a body exists."""
    since = _("from {day}").format(day=screen_date(row.valid_from)) if row.valid_from else ""
    until = _("to {day}").format(day=screen_date(row.valid_to)) if row.valid_to else ""
    return " ".join(filter(None, [since, until]))


_BY_RELATION = case({kind: place for place, kind in enumerate(Relation)}, value=Body.relation)
_COLUMNS: tuple[Column[BodyRow], ...] = (
    Column(
        "name", N_("Name"), order=(Body.name_sort, Body.id), width=36, least=22, stretch=True,
        rank=0, fixed=True,
    ),
    Column("short", N_("Abbreviation"), ("abbreviation",), width=12, rank=3),
    Column("relation", N_("Relation to us"), order=(_BY_RELATION, Body.name_sort), width=22,
           least=19, rank=2),
    Column("valid", N_("Exists"), ("valid_from", "valid_to"), valid_words,
           width=23, rank=4),
    Column("after", N_("Followed by"), ("successors",), width=24, least=12, rank=5),
    Column("open", N_("In hand"), ("open_count",), width=9, numeric=True),
    Column("contact", N_("Contact person"), width=20, rank=6, shown=False),
    Column("phone", N_("Telephone"), width=14, rank=6, shown=False),
    Column("email", N_("E-mail"), width=22, rank=6, shown=False),
    Column("valid_from", N_("Exists from"), width=11, rank=6, shown=False),
    Column("valid_to", N_("Exists until"), width=11, rank=6, shown=False),
    Column("aliases", N_("Other names people write"), width=28, rank=6, shown=False),
    Column("source", N_("Source"), width=22, rank=6, shown=False),
    Column("note", N_("Note"), width=24, rank=6, shown=False),
)  # fmt: skip


def _exists_on(day: Any) -> Condition:
    begun = or_(Body.valid_from.is_(None), Body.valid_from <= day)
    return begun & or_(Body.valid_to.is_(None), Body.valid_to >= day)


_VIEWS = (
    NamedView(BodyView.ALL, None, "name"),
    NamedView(BodyView.IN_BEING, _exists_on(TODAY), "name"),
    NamedView(BodyView.WITH_WORK, _IN_HAND > 0, "name"),
    NamedView(BodyView.TO_CHECK, Body.source == SourceLabel.RECALL, "name"),
    NamedView(BodyView.ENDED, Body.valid_to < TODAY, "name"),
)


def _found(session: Session, typed: str) -> tuple[Condition | None, Condition | None]:
    """By any of its names; there are few bodies, so that they need no index."""
    words = searched_words(typed)
    if not words:
        return None, None
    named: dict[int, str] = {}
    for key, *texts in session.execute(select(Body.id, Body.name, Body.abbreviation, _ALIASES)):
        named[key] = fold(" ".join(filter(None, texts)))
    return Body.id.in_([k for k, name in named.items() if all(w in name for w in words)]), None


BODIES: Listing[BodyQuery, BodyRow] = Listing(
    noun="body",
    heading=N_("Bodies"),
    row=BodyRow,
    key=Body.id,
    query=BodyQuery,
    columns=_COLUMNS,
    views=_VIEWS,
    found=_found,
    filters={"on": _exists_on},
)


class BodyList(RecordList[BodyQuery, BodyRow]):
    """The rows behind a list of bodies."""

    def __init__(self, case: Case) -> None:
        super().__init__(BODIES, case)


def list_bodies(case: Case, search: str = "", on: date | None = None) -> list[BodyRow]:
    """Bodies in the order of the alphabet; with `on` only those that exist that day."""
    bodies = BodyList(case)
    return bodies.records(bodies.ids(BodyQuery(search=search, on=on)))
