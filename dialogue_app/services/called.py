"""What a whole is called where something is said of it: by its code, its name, or its whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import enterprise_code, issue_code
from dialogue_app.storage.aggregates import reaches, versioned
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.digests import Aggregate
from dialogue_app.storage.models import whole_schema
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.sessions import DialogueSession

_CODES: Mapping[str, tuple[tuple[Any, ...], Callable[..., str]]] = {
    "issue": ((Issue.id, Issue.year, Issue.number), issue_code),
    "enterprise": ((Enterprise.id, Enterprise.number), enterprise_code),
    "session": ((DialogueSession.id, DialogueSession.code), str),
}


def called(session: Session, aggregates: Collection[Aggregate]) -> dict[Aggregate, str]:
    """What each is called; nothing for one that is gone, or has no name."""
    found: dict[Aggregate, str] = {}
    for entity in {entity for entity, _key in aggregates}:
        ids = sorted(key for of, key in aggregates if of == entity)
        for some in chunks(ids):
            names = _names(session, entity, some)
            found |= {(entity, key): names.get(key, "") for key in some}
    return found


def _names(session: Session, entity: str, ids: Collection[int]) -> dict[int, str]:
    if entity in _CODES:
        columns, spell = _CODES[entity]
        rows = session.execute(select(*columns).where(columns[0].in_(ids)))
        return {key: spell(*values) for key, *values in rows}
    model = versioned().get(entity)
    if model is not None and hasattr(model, "name"):
        return dict(session.execute(select(model.id, model.name).where(model.id.in_(ids))).all())
    return _of_wholes(session, entity, ids)


def _of_wholes(session: Session, entity: str, ids: Collection[int]) -> dict[int, str]:
    """Of parts: the wholes they belong to."""
    wholes: dict[int, set[Aggregate]] = {}
    for reach in reaches(entity, "__part_of__"):
        table = whole_schema().tables[reach.table]
        whole, by = table.c[reach.whole], table.c[reach.by]
        rows = session.execute(select(by, whole).where(by.in_(ids), whole.is_not(None)))
        for key, whole_id in rows:
            wholes.setdefault(key, set()).add((reach.entity, whole_id))
    names = called(session, {one for some in wholes.values() for one in some})
    return {key: ", ".join(sorted(names[one] for one in some)) for key, some in wholes.items()}
