from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace
from typing import Annotated

import pytest

from dialogue_app.discovery import modules_of
from dialogue_app.domain import fields
from dialogue_app.domain.errors.base import Invalid, Missing
from dialogue_app.domain.fields.enterprises import EnterpriseDraft, enterprise_shadows
from dialogue_app.domain.fields.facts import (
    Fact,
    Kind,
    cleaned,
    fields_of,
    fill,
    is_draft,
    names_of,
    plain_names,
    read,
    shadow,
    together,
    with_edited,
)
from dialogue_app.domain.text import enterprise_match_key
from dialogue_app.domain.vocabulary import Relation


@dataclass(frozen=True, slots=True)
class HouseDraft:
    name: Annotated[str, Fact("Name", required=True, searched=True)]
    note: Annotated[str, Fact("Note", lines=3)] = ""
    floors: Annotated[int | None, Fact("Floors", together="size")] = None
    built_on: Annotated[date | None, Fact("Built on", together="size")] = None
    empty: Annotated[bool, Fact("State", tick="Nobody lives there")] = False
    owner: Annotated[Relation, Fact("Owner")] = Relation.OTHER
    street_id: Annotated[int | None, Fact("Street", refers="street")] = None
    rooms: Annotated[tuple[str, ...], Fact("Rooms")] = ()


HOUSE = HouseDraft("Nhà Mẫu", "a\nb", 2, date(2026, 1, 2), empty=True, street_id=7)


def test_what_a_value_is_follows_from_its_type():
    kinds = {name: field.kind for name, field in fields_of(HouseDraft).items()}
    assert kinds == {
        "name": Kind.LINE,
        "note": Kind.LINES,
        "floors": Kind.NUMBER,
        "built_on": Kind.DAY,
        "empty": Kind.TICK,
        "owner": Kind.CHOICE,
        "street_id": Kind.REFERENCE,
        "rooms": Kind.WHOLE,
    }
    assert fields_of(HouseDraft)["owner"].vocabulary is Relation


def test_a_field_is_named_by_what_it_refers_to():
    street = fields_of(HouseDraft)["street_id"]
    assert (street.key, street.option, street.words) == ("street", "--street", "Street")
    assert fields_of(HouseDraft)["empty"].words == "Nobody lives there"


def test_fields_are_found_by_their_facts():
    assert names_of(HouseDraft, searched=True) == ("name",)
    assert together(HouseDraft) == (frozenset({"floors", "built_on"}),)
    assert "rooms" not in plain_names(HouseDraft)


def test_a_row_is_filled_with_a_draft_and_gives_it_back():
    row = SimpleNamespace(name="as it was")
    fill(row, HOUSE, but=("name",))
    assert (row.name, row.floors, hasattr(row, "rooms")) == ("as it was", 2, False)
    assert read(HouseDraft, row, name="Nhà Mẫu", rooms=("bếp",)) == replace(HOUSE, rooms=("bếp",))


def test_texts_are_cleaned_by_their_kind():
    # a decomposed letter, blanks around and within, a line break where none is kept
    draft = replace(HOUSE, name="  Nha\u0300\nMẫu ", note=" a \r\n\r\n\r\n\r\nb ")
    assert (cleaned(draft).name, cleaned(draft).note) == ("Nhà Mẫu", "a\n\nb")


def test_an_empty_field_that_is_required_is_refused():
    with pytest.raises(Missing) as refused:
        cleaned(replace(HOUSE, name=" \u200b"))
    assert refused.value.field == "name"


def test_a_number_below_nought_is_refused():
    assert cleaned(replace(HOUSE, floors=0)).floors == 0
    with pytest.raises(Invalid) as refused:
        cleaned(replace(HOUSE, floors=-1))
    assert (refused.value.field, refused.value.value) == ("floors", "-1")


def test_edited_fields_add_up():
    changed = replace(HOUSE, floors=3, rooms=("bếp",))
    assert with_edited("note", HOUSE, changed) == "floors note rooms"
    assert with_edited("", HOUSE, HOUSE) == ""


def test_shadows_follow_from_what_was_typed():
    row = SimpleNamespace()
    shadow(row, enterprise_shadows("Công ty TNHH Nhựa Mẫu", None))
    assert (row.tax_code_kind, row.match_key) == (None, enterprise_match_key("Cty TNHH Nhựa Mẫu"))


def test_a_draft_says_the_facts_of_each_of_its_fields():
    drafts = [
        value for module in modules_of(fields) for value in vars(module).values() if is_draft(value)
    ]
    assert EnterpriseDraft in drafts
    for draft in drafts:
        assert all(field.fact.label for field in fields_of(draft).values()), draft
