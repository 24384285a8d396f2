"""Who we are: set once, corrected by two people, refused where papers could not be headed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogue_app.domain.agency import propose_heading
from dialogue_app.domain.errors.base import BadInput, Invalid, Missing
from dialogue_app.domain.errors.conflicts import EditConflict
from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.vocabulary import AuthorityLevel
from dialogue_app.services.agency.settings import NOT_SET, agency, agency_detail
from dialogue_app.services.agency.settings import set_agency as save
from dialogue_app.services.case import Case
from tests.services.changing import name_agency

WARD = AgencyDraft("Ủy ban nhân dân phường Mẫu", "phường Mẫu")
PROPOSED = propose_heading(WARD.name, WARD.area)
WITH_HEADING = replace(
    WARD,
    place_name="phường Mẫu",  # the place follows the area
    heading=PROPOSED.heading,
    short_name=PROPOSED.short_name,
    level_word=PROPOSED.level_word,
)


def test_before_it_is_set_there_is_none(case: Case):
    assert agency(case) is None
    assert agency_detail(case).draft == NOT_SET


def test_what_was_typed_is_kept_clean(case: Case):
    name_agency(case, replace(WARD, name="  Ủy ban nhân dân  phường Mẫu ", superior=" "))
    assert agency(case) == WITH_HEADING
    city = replace(
        WITH_HEADING, level=AuthorityLevel.CITY, place_name="Thành phố Mẫu", default_days=15
    )
    name_agency(case, city)
    assert agency(case) == city


@pytest.mark.parametrize(
    ("changes", "refused", "field"),
    [
        ({"name": " "}, Missing, "name"),
        ({"area": ""}, Missing, "area"),
        ({"default_days": 0}, Invalid, "default_days"),
        ({"default_days": 366}, Invalid, "default_days"),
    ],
)
def test_papers_could_not_be_headed(
    case: Case, changes: dict[str, object], refused: type[BadInput], field: str
):
    name_agency(case, WARD)
    before = agency_detail(case)
    with pytest.raises(refused) as refusal:
        name_agency(case, replace(WARD, **changes))
    assert refusal.value.field == field
    assert agency_detail(case) == before


@pytest.mark.parametrize("days", [1, 365])
def test_the_fewest_and_most_days(case: Case, days: int):
    name_agency(case, replace(WARD, default_days=days))
    assert agency(case) == replace(WITH_HEADING, default_days=days)


def test_a_stale_page_overwrites_nothing(case: Case):
    name_agency(case, WARD)
    stale = agency_detail(case)
    name_agency(case, replace(stale.draft, default_days=10))
    save(case, stale, replace(stale.draft, superior="UBND Thành phố Mẫu"))
    merged = replace(stale.draft, default_days=10, superior="UBND Thành phố Mẫu")
    assert agency(case) == merged
    with pytest.raises(EditConflict) as refusal:
        save(case, stale, replace(stale.draft, default_days=12))
    assert refusal.value.clashes == ("default_days",)
    assert agency(case) == merged
