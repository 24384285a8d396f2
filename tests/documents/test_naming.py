"""How people and raisers are named in minutes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogue_app.documents.facts import FlagFacts, ParticipantFacts, RaiserFacts
from dialogue_app.documents.minutes_facts import IssueFacts
from dialogue_app.documents.naming import (
    addressed,
    bare_name,
    introduced,
    is_the_one_listed,
    listed_as,
    named_among,
    office_of,
)
from dialogue_app.documents.raiser_words import raisers_as_printed as printed_raisers
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import Medium, Moment, ParticipantRole
from tests.documents import example_facts as example
from tests.documents.printed import body_of

A, B = (RaiserFacts(f"k{n}", f"Công ty {n}") for n in ("A", "B"))


def raisers_as_printed(issue: IssueFacts) -> str | None:
    return printed_raisers(issue.raisers, issue.flags, issue.medium)


def issue(*raisers: RaiserFacts, flags: FlagFacts = FlagFacts()) -> IssueFacts:  # noqa: B008
    return IssueFacts("x", medium=Medium.SPOKEN, raisers=raisers, flags=flags)


@pytest.mark.parametrize(
    ("typed", "signs", "printed"),
    [
        ("Nguyễn Công Hòa", "Nguyễn Công Hòa", "Ông/Bà Nguyễn Công Hòa"),
        ("Ông Trần Ông Bà Hai", "Trần Ông Bà Hai", "Ông Trần Ông Bà Hai"),
        ("bà Lê Thị Mẫu", "Lê Thị Mẫu", "Bà Lê Thị Mẫu"),
        ("ông/bà Lê Mẫu", "Lê Mẫu", "Ông/Bà Lê Mẫu"),
        ("đồng chí Lê Mẫu", "Lê Mẫu", "Đồng chí Lê Mẫu"),
        ("Bàn Văn Mẫu", "Bàn Văn Mẫu", "Ông/Bà Bàn Văn Mẫu"),
    ],
)
def test_only_an_honorific_at_the_start_is_one(typed, signs, printed):
    assert bare_name(typed) == signs
    assert addressed(typed) == printed


def test_a_title_typed_behind_the_name_is_not_signed():
    assert bare_name("Ông Trần Văn Hòa, Chủ tịch") == "Trần Văn Hòa"


def test_name_and_title_of_one_field_are_told_apart():
    typed = Person.typed("Bà Lê Thị Mẫu, Trưởng phòng Phòng Kinh tế, Hạ tầng và Đô thị")
    assert typed.name == "Bà Lê Thị Mẫu"
    assert typed.title == "Trưởng phòng Phòng Kinh tế, Hạ tầng và Đô thị"
    said = named_among(example.EMPTY.participants, typed)
    assert said == "Bà Lê Thị Mẫu, Trưởng phòng Phòng Kinh tế, Hạ tầng và Đô thị,"


def test_who_was_introduced_is_named_without_title_however_it_was_typed():
    again = Person("Trần Văn Hòa", "Chủ tịch Ủy ban nhân dân phường")
    assert named_among(example.meeting().participants, again) == "Ông/Bà Trần Văn Hòa"


@pytest.mark.parametrize(
    ("typed", "is_chair"),
    [
        (Person("Trần Văn Hòa"), True),
        (Person("Đồng chí Trần Văn Hòa"), True),
        (Person("Ông Trần Văn Hòa", "chủ tịch"), True),
        (Person("Ông Trần Văn Hòa", "", "Ủy ban nhân dân phường"), True),
        (Person("Ông Trần Văn Hòa", "Chủ tịch Ủy ban nhân dân phường"), True),
        (Person("Bà Trần Văn Hòa"), False),
        (Person("Bà Trần Văn Hòa", "Phó Giám đốc", "Sở Xây dựng"), False),
        (Person("Ông Trần Văn Hòa", "Phó Giám đốc"), False),
        (Person("Trần Văn Hòa", "Chủ tịch", "Sở Xây dựng"), False),
        (Person("Ông Trần Văn Hoài"), False),
        (Person("", "Chủ tịch", "Ủy ban nhân dân phường"), False),
    ],
)
def test_a_namesake_is_not_taken_for_a_participant(typed: Person, is_chair: bool):
    assert is_the_one_listed(typed, example.CHAIR) is is_chair


def test_a_namesake_of_the_chair_keeps_title_and_body():
    namesake = Person("Bà Trần Văn Hòa", "Phó Giám đốc", "Sở Xây dựng")
    said = named_among(example.meeting().participants, namesake)
    assert said == "Bà Trần Văn Hòa, Phó Giám đốc Sở Xây dựng,"


def test_a_title_without_a_name_stands_for_the_person():
    assert named_among(example.meeting().participants, Person("", "Phó Giám đốc", "Sở Mẫu")) == (
        "Phó Giám đốc Sở Mẫu"
    )


@pytest.mark.parametrize(
    ("title", "body", "office"),
    [
        ("Phó Trưởng phòng", "Sở Xây dựng", "Phó Trưởng phòng, đại diện Sở Xây dựng"),
        ("Trưởng phòng", "Phòng Kinh tế", "Trưởng phòng Phòng Kinh tế"),
        ("Phó Trưởng phòng", "Văn phòng Ủy ban", "Phó Trưởng phòng Văn phòng Ủy ban"),
        ("Chánh Văn phòng", "Sở Xây dựng", "Chánh Văn phòng Sở Xây dựng"),
        ("Phó Giám đốc", "Sở Xây dựng", "Phó Giám đốc Sở Xây dựng"),
        ("Giám đốc Sở Xây dựng", "Sở Xây dựng", "Giám đốc Sở Xây dựng"),
    ],
)
def test_the_head_of_a_room_stands_for_the_body_around_it(title, body, office):
    person = Person("Bà Mẫu", title, body)
    assert office_of(person) == office
    assert introduced(person) == f"Bà Mẫu, {office}"


@pytest.mark.parametrize(
    ("body", "listed"),
    [
        ("Sở Xây dựng", "đại diện Sở Xây dựng"),
        ("lãnh đạo Sở Xây dựng", "lãnh đạo Sở Xây dựng"),
        ("Đại diện Sở Xây dựng", "Đại diện Sở Xây dựng"),
        ("các sở, ngành", "các sở, ngành"),
    ],
)
def test_an_invited_body_is_there_through_its_delegate(body, listed):
    invited = ParticipantFacts(ParticipantRole.INVITED, Person("", "", body))
    assert listed_as(invited) == listed


def test_nobody_is_addressed_by_nothing():
    assert addressed(" ") == ""


def test_a_person_of_no_office_is_the_name_alone():
    nobody = Person("Ông Mẫu")
    assert introduced(nobody) == "Ông Mẫu"
    assert named_among(example.EMPTY.participants, nobody) == "Ông Mẫu"


def test_a_body_without_a_person_speaks_for_itself():
    """Without commas, and not taken for one of the participants who have no name either."""
    body = Person("", "", "Sở Mẫu")
    assert named_among(example.EMPTY.participants, body) == "Sở Mẫu"
    assert named_among(example.meeting().participants, body) == "Sở Mẫu"


INVITED, OWN_UNIT = ParticipantRole.INVITED, ParticipantRole.OWN_UNIT


@pytest.mark.parametrize(
    ("role", "person", "note", "listed"),
    [
        (INVITED, Person("", "", "Sở Mẫu"), "", "đại diện Sở Mẫu"),
        (ParticipantRole.ABSENT, Person("", "", "Sở Mẫu"), "", "đại diện Sở Mẫu"),
        (OWN_UNIT, Person("", "", "Phòng Mẫu"), "", "Phòng Mẫu"),
        (INVITED, Person("Bà Mẫu", "", "Sở Mẫu"), "", "Bà Mẫu, Sở Mẫu"),
        (INVITED, Person("", "Phó Giám đốc", "Sở Mẫu"), "", "Phó Giám đốc Sở Mẫu"),
        (INVITED, Person("", "", "hội viên"), "", "hội viên"),
        (INVITED, Person("Bà Mẫu"), " đến  muộn ", "Bà Mẫu (đến muộn)"),
    ],
)
def test_who_is_listed_how(role, person, note, listed):
    assert listed_as(ParticipantFacts(role, person, note)) == listed


@pytest.mark.parametrize(
    ("flags", "printed"),
    [
        (FlagFacts(), "Công ty A và Công ty B"),
        (FlagFacts(withhold_name=True), "02 doanh nghiệp"),
        (FlagFacts(unsigned=True), "đại biểu không nêu tên"),
        (FlagFacts(withhold_name=True, unsigned=True), "đại biểu không nêu tên"),
        (FlagFacts(complaint=True), None),
        (FlagFacts(withhold_name=True, complaint=True), None),
    ],
)
def test_raisers_are_named_as_the_flags_allow(flags, printed):
    assert raisers_as_printed(issue(A, B, flags=flags)) == printed


UNSIGNED = {
    Medium.SPOKEN: ("đại biểu không nêu tên", "Một đại biểu không nêu tên phát biểu"),
    Medium.SLIP: ("phiếu không ghi tên", "Phiếu không ghi tên nêu"),
    Medium.ONLINE_FORM: ("phiếu không ghi tên", "Phiếu không ghi tên nêu"),
}


@pytest.mark.parametrize("medium", Medium)
def test_an_unsigned_issue_is_a_slip_or_a_speech_only_where_it_was_one(medium: Medium):
    unsigned = replace(issue(A, flags=FlagFacts(unsigned=True)), medium=medium)
    neither = ("ý kiến không ghi tên người nêu", "Ý kiến không ghi tên người nêu")
    raiser, said = UNSIGNED.get(medium, neither)
    assert raisers_as_printed(unsigned) == raiser
    assert f"1. {said}: x." in body_of(replace(unsigned, moment=Moment.AT_MEETING))


def test_one_raiser_who_asked_is_one_enterprise():
    flags = FlagFacts(withhold_name=True)
    assert raisers_as_printed(issue(A, A, flags=flags)) == "một doanh nghiệp"


def test_a_raiser_named_twice_is_printed_once():
    assert raisers_as_printed(issue(A, B, A)) == "Công ty A và Công ty B"


@pytest.mark.parametrize(
    ("raiser", "printed"),
    [
        (replace(A, members=7), "Công ty A (nêu thay cho 07 hội viên)"),
        (replace(A, members=7, speaker="Bà Mẫu"), "Công ty A (Bà Mẫu; nêu thay cho 07 hội viên)"),
        (
            replace(A, speaker="Bà Mẫu", others_count=3, others_text="3 hộ cùng tuyến đường"),
            "Công ty A (Bà Mẫu) và 03 hộ cùng tuyến đường",
        ),
        (replace(A, others_count=12), "Công ty A và 12 đơn vị khác"),
    ],
)
def test_members_and_others_stand_with_the_raiser(raiser, printed):
    assert raisers_as_printed(issue(raiser)) == printed


def test_others_are_those_of_the_raiser_they_stand_with():
    with_others = replace(A, others_count=3, others_text="03 hộ cùng tuyến đường")
    assert (
        raisers_as_printed(issue(with_others, B))
        == "Công ty A và 03 hộ cùng tuyến đường; Công ty B"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "Chị Sáu (0900 000 123)",
        "Chị Sáu - ĐT: 0900000123",
        "Chị Sáu, MST 0012345678",
        "Chị Sáu (sau@mau.example)",
    ],
)
def test_codes_telephones_and_addresses_in_a_name_are_left_out(typed):
    assert raisers_as_printed(issue(RaiserFacts("k", typed))) == "Chị Sáu"
