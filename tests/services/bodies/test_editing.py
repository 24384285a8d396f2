"""Bodies typed by hand: what is refused and what stands afterwards."""

from __future__ import annotations

import pytest

from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.services.bodies.editing import add_body
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.case import Case
from tests.services.conftest import DAY


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_a_body_without_a_name_is_refused_and_added_nowhere(case: Case, name: str):
    before = list_bodies(case, on=DAY)
    with pytest.raises(Missing) as refusal:
        add_body(case, BodyDraft(name))
    assert refusal.value.field == "name"
    assert list_bodies(case, on=DAY) == before
