"""What the models say of wholes and their parts, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from dialogue_app.storage.models import load_models
from dialogue_app.storage.models.base import Base, Identified, Reach


@cache
def models() -> Mapping[str, type[Base]]:
    """All models by their tables, in the order of these."""
    load_models()
    found = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    return {table: found[table] for table in sorted(found)}


def model_of(table: str) -> type[Base]:
    """The model of a table. Raises `KeyError`."""
    return models()[table]


@cache
def models_of_aggregates() -> Mapping[str, list[type[Base]]]:
    """The models of each aggregate, in the order of their tables."""
    found: dict[str, list[type[Base]]] = {}
    for model in models().values():
        found.setdefault(model.__root__[0], []).append(model)
    return found


@cache
def versioned() -> dict[str, Any]:
    """The models with versions, by the kind of whole they are."""
    return {
        entity: model
        for entity, models in models_of_aggregates().items()
        for model in models
        if issubclass(model, Identified)
    }


def reaches(entity: str, name: str) -> list[Reach]:
    """What `__part_of__` or `__shown_in__` of an aggregate's models say, each once."""
    said = (reach for model in models_of_aggregates()[entity] for reach in getattr(model, name))
    return list(dict.fromkeys(said))


def is_whole(entity: str) -> bool:
    """A part without a version of its own (a raiser, an item of the agenda) is none."""
    return entity in versioned() or not reaches(entity, "__part_of__")
