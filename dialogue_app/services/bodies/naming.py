"""Bodies every area has under a name of its own: kept here once somebody says what ours is called.

Some stand among the bodies a register begins with, because topics lead to them; those are named in
place as long as nothing cites them. The others are added with their name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from sqlalchemy import Table, exists, select
from sqlalchemy.orm import Session

from dialogue_app.domain.body_names import body_key
from dialogue_app.domain.errors.bodies import BodyCited, BodyNameTaken
from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.domain.text import clean_line
from dialogue_app.domain.vocabulary import Relation, SourceLabel
from dialogue_app.i18n import N_
from dialogue_app.services.bodies.editing import add_body
from dialogue_app.services.case import Case, OpenCase, use_case
from dialogue_app.services.roles import EDIT_SETTINGS
from dialogue_app.storage.models import whole_schema
from dialogue_app.storage.models.people import Body, BodyAlias
from dialogue_app.storage.seeds import area_bodies

_BELONG_TO_IT = {"body_alias", "body_succession", "topic"}  # a body that stands in these is new


@dataclass(frozen=True, slots=True)
class NamedBody:
    """What any area's body of a kind is called, and what ours is called."""

    kind: str
    name: str


def unnamed_bodies(case: Case) -> list[str]:
    """The kinds of bodies of which nobody has said yet what ours is called."""
    with case.reading() as session:
        return [kind for kind in area_bodies() if not _is_named(session, kind)]


@use_case("body.name", EDIT_SETTINGS, N_("said what bodies are called here"))
def name_bodies(case: OpenCase, named: Sequence[NamedBody]) -> None:
    """Say what bodies of our area are called; those with an empty name are not kept.

    What any of them is called finds it from then on, too; typed as its name, it is confirmed.
    Raises `BodyNameTaken`, `BodyCited`.
    """
    for one in named:
        name = clean_line(one.name)
        if name:
            _name(case, one.kind, name)


def _name(case: OpenCase, kind: str, name: str) -> None:
    session = case.session
    body = session.scalar(select(Body).where(Body.name == kind))
    aliases = (kind,) if name != kind else ()
    if body is None:
        level = area_bodies()[kind]
        add_body(case, BodyDraft(name, level=level, relation=Relation.LOCAL, aliases=aliases))
        return
    others = session.scalars(select(Body.name).where(Body.id != body.id))
    taken = {body_key(known): known for known in others}
    if body_key(name) in taken:
        raise BodyNameTaken(taken[body_key(name)])
    if name != kind and _is_cited(session, body):
        raise BodyCited(kind)
    body.aliases = [*body.aliases, *(BodyAlias(name=alias) for alias in aliases)]
    body.name, body.source = name, SourceLabel.TYPED
    body.shadow()


def _is_named(session: Session, kind: str) -> bool:
    if session.scalar(select(BodyAlias.id).where(BodyAlias.name == kind)) is not None:
        return True
    body = session.scalar(select(Body).where(Body.name == kind))
    return body is not None and (body.source is SourceLabel.TYPED or _is_cited(session, body))


def _is_cited(session: Session, body: Body) -> bool:
    """Whether any row says something of the body: what cites it cites its name."""
    citing = [
        exists().where(key.parent == body.id)
        for table in whole_schema().tables.values()
        if isinstance(table, Table) and table.name not in _BELONG_TO_IT
        for key in table.foreign_keys
        if key.column.table.name == Body.__tablename__
    ]
    return bool(session.scalar(select(reduce(or_, citing))))
