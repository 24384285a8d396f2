"""Bodies every area has under a name of its own are kept once somebody says what ours is called."""

from __future__ import annotations

import pytest

from dialogue_app.domain.errors.bodies import BodyCited, BodyNameTaken, UnknownBody
from dialogue_app.domain.vocabulary import Relation
from dialogue_app.services.bodies.editing import body_detail, find_body
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.bodies.naming import NamedBody, name_bodies, unnamed_bodies
from dialogue_app.services.case import Case
from tests.services.conftest import DAY, Office

TAX, INSURANCE, POWER, FIRE = (
    "Thuế cơ sở",
    "Bảo hiểm xã hội cơ sở",
    "Công ty Điện lực",
    "Đội Cảnh sát phòng cháy và chữa cháy khu vực",
)
OURS = "Thuế cơ sở 12 Thành phố Mẫu"


def names(case: Case) -> set[str]:
    return {row.name for row in list_bodies(case)}


def test_four_bodies_are_to_be_named(case: Case):
    assert unnamed_bodies(case) == [TAX, INSURANCE, POWER, FIRE]


def test_what_nobody_named_is_not_kept(case: Case):
    before = names(case)
    name_bodies(case, [NamedBody(kind, " ") for kind in unnamed_bodies(case)])
    assert names(case) == before
    with pytest.raises(UnknownBody):
        find_body(case, POWER, DAY)


def test_a_body_of_the_register_is_named_in_place(case: Case):
    tax = find_body(case, TAX, DAY)
    name_bodies(case, [NamedBody(TAX, "  Thuế cơ sở 12  Thành phố Mẫu ")])
    assert body_detail(case, tax).draft.name == OURS
    assert find_body(case, TAX, DAY) == tax
    assert find_body(case, "thue co so 12 thanh pho mau", DAY) == tax
    assert unnamed_bodies(case) == [INSURANCE, POWER, FIRE]


def test_another_body_is_added_with_its_name(case: Case):
    name_bodies(case, [NamedBody(POWER, "Công ty Điện lực Mẫu")])
    draft = body_detail(case, find_body(case, POWER, DAY)).draft
    assert (draft.name, draft.relation, draft.level) == (
        "Công ty Điện lực Mẫu",
        Relation.LOCAL,
        "utility",
    )
    assert unnamed_bodies(case) == [TAX, INSURANCE, FIRE]


@pytest.mark.parametrize("kind", [TAX, FIRE])
def test_the_name_of_its_kind_typed_confirms_it(case: Case, kind: str):
    name_bodies(case, [NamedBody(kind, kind)])
    assert body_detail(case, find_body(case, kind, DAY)).draft.aliases == ()
    assert kind not in unnamed_bodies(case)


def test_what_is_cited_keeps_its_name(office: Office):
    case = office.case
    office.other = find_body(case, TAX, DAY)
    office.proposed()
    assert TAX not in unnamed_bodies(case)
    with pytest.raises(BodyCited):
        name_bodies(case, [NamedBody(TAX, OURS)])
    assert body_detail(case, office.other).draft.name == TAX


def test_all_are_named_or_none(case: Case):
    before = names(case)
    with pytest.raises(BodyNameTaken):
        name_bodies(case, [NamedBody(POWER, "Điện lực Mẫu"), NamedBody(TAX, "điện lực mẫu")])
    assert names(case) == before
