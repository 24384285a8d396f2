"""Bodies as pickers offer them while a name is typed, the best first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from dialogue_app.domain.body_names import body_key
from dialogue_app.domain.ranking import Wanted
from dialogue_app.domain.vocabulary import Relation
from dialogue_app.services.bodies.editing import exists_on
from dialogue_app.services.case import Case
from dialogue_app.storage.models.people import Body, BodyAlias


@dataclass(frozen=True, slots=True)
class SuggestedBody:
    """A body to pick, with whose it is."""

    id: int
    name: str
    relation: Relation


def suggest_bodies(case: Case, text: str, on: date) -> list[SuggestedBody]:
    """Bodies in being that day that fit what is typed, by any of their names.

    Short forms (CA p, UBND) mean what they stand for. Nothing for an empty text.
    """
    with case.reading() as session:
        aliases: defaultdict[int, list[str]] = defaultdict(list)
        for body_id, name in session.execute(select(BodyAlias.body_id, BodyAlias.name)):
            aliases[body_id].append(name)
        bodies = [
            body for body in session.scalars(select(Body).order_by(Body.name_sort))
            if exists_on(body, on)
        ]  # fmt: skip
    wanted = Wanted(text, body_key(text))
    best = wanted.best(bodies, lambda body: [body.name, body.abbreviation, *aliases[body.id]])
    return [SuggestedBody(body.id, body.name, body.relation) for body in best]
