"""The values of a draft's fields as people read them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dialogue_app.domain.fields.facts import Field, Kind, fields_of
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import number, screen_date, screen_moment
from dialogue_app.i18n.words import word

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

NO_NAMES: Mapping[str, str] = MappingProxyType({})


def draft_words(
    draft: DataclassInstance, called: Mapping[str, str] = NO_NAMES, but: Collection[str] = ()
) -> list[tuple[str, str]]:
    """Label and value of each field that is a value of its own, all `but` these; some are empty.

    `called`: what the things are called that the draft names by id, by the name of the field.
    """
    return [
        (_(field.fact.label), value_words(field, getattr(draft, field.name), called))
        for field in fields_of(type(draft)).values()
        if field.kind is not Kind.WHOLE and field.name not in but
    ]


def value_words(field: Field, value: Any, called: Mapping[str, str] = NO_NAMES) -> str:
    """A value of a field in words, empty where there is none."""
    if value is None or value == "":
        return ""
    match field.kind:
        case Kind.NUMBER:
            return number(value)
        case Kind.TICK:
            return _(field.fact.tick) if value else ""
        case Kind.DAY:
            return screen_date(value)
        case Kind.MOMENT:
            return screen_moment(value)
        case Kind.CHOICE:
            return word(value)
        case Kind.REFERENCE:
            return called.get(field.name, "")
    return str(value)
