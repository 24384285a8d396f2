"""Each draft against the row that keeps it: the same names, types that hold its values."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from sqlalchemy import inspect

from dialogue_app.discovery import load_all
from dialogue_app.domain.fields.facts import Kind, fields_of, names_of, plain_names
from dialogue_app.storage import models
from dialogue_app.storage.audit import personal_fields
from dialogue_app.storage.models.base import Base

load_all(models)
DRAFTED = sorted(
    (mapper.class_ for mapper in Base.registry.mappers if mapper.class_.draft()),
    key=lambda model: model.__tablename__,
)
# What a row keeps otherwise than it is typed: an empty text as None; a day typed as none stays.
KEPT_OTHERWISE = {
    ("enterprise", "tax_code"),
    ("our_agency", "superior"),
    ("issue", "received_on"),
}


def types_in(hint: Any) -> set[Any]:
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    return set(parts)


@pytest.mark.parametrize("model", DRAFTED, ids=lambda model: model.__tablename__)
def test_a_row_holds_what_its_draft_says(model: type[Base]):
    draft = model.draft()
    assert draft is not None
    of_draft = get_type_hints(draft)
    of_row = {
        name: hint
        for kind in reversed(model.__mro__)
        for name, hint in vars(kind).get("__annotations__", {}).items()
    }
    columns = {attribute.key for attribute in inspect(model).column_attrs}
    for name in plain_names(draft):
        assert name in columns, f"{model.__tablename__} has no column {name}"
        typed, (kept,) = types_in(of_draft[name]), get_args(of_row[name])
        if (model.__tablename__, name) in KEPT_OTHERWISE:
            typed, kept = typed - {NoneType}, types_in(kept) - {NoneType}
        assert typed == (kept if isinstance(kept, set) else types_in(kept)), name


@pytest.mark.parametrize("model", DRAFTED, ids=lambda model: model.__tablename__)
def test_each_text_that_is_not_public_is_one_the_history_can_be_cleared_of(model: type[Base]):
    draft = model.draft()
    assert draft is not None
    personal = {column for table, column in personal_fields() if table == model.__tablename__}
    texts = {
        name for name, field in fields_of(draft).items() if field.kind in (Kind.LINE, Kind.LINES)
    }
    assert texts - set(names_of(draft, public=True)) <= personal
    assert not personal & set(names_of(draft, public=True))


def test_what_is_searched_is_text():
    for model in DRAFTED:
        kinds = {
            fields_of(model.draft())[name].kind for name in names_of(model.draft(), searched=True)
        }
        assert kinds <= {Kind.LINE, Kind.LINES, Kind.WHOLE}
