"""What a picker of bodies offers: by any name, the best first, only what exists that day."""

from __future__ import annotations

from datetime import date

from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.services.bodies.editing import add_body
from dialogue_app.services.bodies.suggesting import suggest_bodies
from dialogue_app.services.case import Case

DAY = date(2026, 9, 15)


def offered(case: Case, text: str) -> list[str]:
    return [body.name for body in suggest_bodies(case, text, DAY)]


def test_the_beginning_of_a_name_comes_first(case: Case):
    assert offered(case, "cong an p")[0] == "Công an phường"
    assert offered(case, "ca p")[0] == "Công an phường"


def test_other_names_are_found_and_ended_bodies_are_not(case: Case):
    add_body(case, BodyDraft("Tổ công tác Mẫu", aliases=("Đội phản ứng nhanh",)))
    add_body(case, BodyDraft("Đội phản ứng cũ", valid_to=date(2025, 6, 30)))
    assert offered(case, "doi phan ung") == ["Tổ công tác Mẫu"]


def test_nothing_is_offered_for_nothing(case: Case):
    assert offered(case, "") == offered(case, " ") == []
