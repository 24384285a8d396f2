"""A person as papers name them: one value, however it was typed."""

from __future__ import annotations

import pytest

from dialogue_app.domain.people import NOBODY, Person


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        (("Ông Trần Văn Mẫu",), Person("Ông Trần Văn Mẫu")),
        (("  Bà Lê Mẫu ,  Trưởng  phòng ",), Person("Bà Lê Mẫu", "Trưởng phòng")),
        (("Bà Lê Mẫu, Trưởng phòng", "Trưởng phòng"), Person("Bà Lê Mẫu", "Trưởng phòng")),
        (("Bà Lê Mẫu, Trưởng phòng", "Đại biểu"), Person("Bà Lê Mẫu", "Trưởng phòng, Đại biểu")),
        (("Bà Lê Mẫu, Phó phòng, Sở Mẫu",), Person("Bà Lê Mẫu", "Phó phòng, Sở Mẫu")),
        (("", "", " Sở Mẫu, Chi cục Mẫu "), Person("", "", "Sở Mẫu, Chi cục Mẫu")),
        ((" ",), NOBODY),
    ],
)
def test_a_name_may_hold_the_title_after_a_comma(typed: tuple[str, ...], person: Person):
    assert Person.typed(*typed) == person


@pytest.mark.parametrize("said", ["Bà Lê Mẫu", "Bà Lê Mẫu, Trưởng phòng, Sở Mẫu", ""])
def test_what_is_written_in_one_line_is_typed_again_as_the_same_person(said: str):
    assert Person.typed(said).written == said
    assert Person.typed(Person.typed(said).written) == Person.typed(said)


def test_two_whom_papers_print_alike_are_the_same_whether_they_are_staff_or_not():
    assert Person("Bà Lê Mẫu", "Trưởng phòng", staff_id=4) == Person("Bà Lê Mẫu", "Trưởng phòng")
    assert Person("Bà Lê Mẫu", "Trưởng phòng") != Person("Bà Lê Mẫu")
