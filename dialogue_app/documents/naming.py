"""How people are named in papers: honorific, name, title and body."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dialogue_app.documents.common_texts import common_texts
from dialogue_app.documents.facts import ParticipantFacts
from dialogue_app.documents.form import HONORIFICS
from dialogue_app.domain.people import Person
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.domain.vocabulary import ParticipantRole as Who

_HONORIFIC = re.compile(rf"({'|'.join(HONORIFICS)})\s+", re.IGNORECASE)
_HONORIFICS = {word.lower(): word for word in HONORIFICS}
_WOMAN_OR_MAN = {word.lower() for word in HONORIFICS[1:3]}
_HEAD_OF_A_ROOM = re.compile(r"\b(?:Trưởng|Phó) phòng$", re.IGNORECASE)
_ROOM = re.compile(r"(?:Văn )?Phòng\b", re.IGNORECASE)
_GROUPS = ("dai dien ", "lanh dao ", "cac ")  # such a group already consists of people


def addressed(name: str) -> str:
    """The name with its honorific ("Ông Trần Văn Hòa"); both where none was typed."""
    name = clean_line(name)
    if found := _HONORIFIC.match(name):
        return f"{_HONORIFICS[found[1].lower()]} {name[found.end() :]}"
    return f"{HONORIFICS[0]} {name}" if name else ""


def bare_name(name: str) -> str:
    """The name without honorific and title, as it stands under a signature."""
    name = clean_line(name).partition(",")[0].rstrip()
    found = _HONORIFIC.match(name)
    return name[found.end() :] if found else name


def introduced(person: Person) -> str:
    """The person with title and body; the title and body alone where there is no name."""
    office = office_of(person)
    if not person.name:
        return office
    return f"{addressed(person.name)}, {office}" if office else addressed(person.name)


def listed_as(participant: ParticipantFacts) -> str:
    """The participant as listed: "đại diện …" for an invited or absent body without a name."""
    who, person = introduced(participant.person), participant.person
    bare_body = not (person.name or person.title)
    if bare_body and participant.role in (Who.INVITED, Who.ABSENT) and not _names_people(who):
        who = common_texts().say("representative", who=who)
    return f"{who} ({clean_line(participant.note)})" if participant.note else who


def _names_people(group: str) -> bool:
    return group[:1].islower() or fold(group).startswith(_GROUPS)


def named_among(listed: Iterable[ParticipantFacts], person: Person) -> str:
    """The person as the subject of a sentence.

    The name alone where the list of participants has the person, else with title and body between
    commas.
    """
    known = any(is_the_one_listed(person, one.person) for one in listed)
    if known or not office_of(person):
        return addressed(person.name)
    return f"{introduced(person)}," if person.name else introduced(person)


def is_the_one_listed(typed: Person, listed: Person) -> bool:
    """Whether a person typed elsewhere is that participant, and no namesake of another office."""
    if not typed.name or bare_name(typed.name) != bare_name(listed.name):
        return False
    honorifics = {_honorific_of(typed.name), _honorific_of(listed.name)} & _WOMAN_OR_MAN
    return len(honorifics) < 2 and _is_office_of(typed, listed)


def _honorific_of(name: str) -> str:
    found = _HONORIFIC.match(clean_line(name))
    return found[1].lower() if found else ""


def _is_office_of(typed: Person, listed: Person) -> bool:
    """Whether what was typed of title and body is what is listed, as far as it was typed."""
    if office_of(typed).lower() == office_of(listed).lower():
        return True
    pairs = ((typed.title, listed.title), (typed.body, listed.body))
    return all(
        not said or clean_line(said).lower() == clean_line(known).lower() for said, known in pairs
    )


def office_of(person: Person) -> str:
    """Title and body as one phrase; the body is left out where the title contains it."""
    title, body = clean_line(person.title), clean_line(person.body)
    if not body or body in title:
        return title
    if _HEAD_OF_A_ROOM.search(title) and not _ROOM.match(body):
        return common_texts().say(
            "head_of_room", title=title, body=body
        )  # heads a division (phòng) within that body
    return f"{title} {body}".strip()
