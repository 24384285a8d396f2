"""How people and raisers are named in papers: honorifics, and what the flags of an issue allow."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogue_app.documents.minutes_facts import (
    FlagFacts,
    IssueFacts,
    MinutesFacts,
    PersonFacts,
    RaiserFacts,
)
from dialogue_app.documents.phrases import GAP, listed
from dialogue_app.domain.text import clean_line

_HONORIFIC = re.compile(r"(?:Ông/Bà|Ông|Bà|Đồng chí)\s+", re.IGNORECASE)
# Free text of a raiser may carry a tax code or a telephone number: nine digits or more.
_CODE = re.compile(
    r"\s*[-–,;(]*\s*(?:MST|mã số thuế|CCCD|ĐT|SĐT|ĐTDĐ|điện thoại|tel)?"
    r"[\s:.]*\+?\d(?:[ .-]?\d){8,}\)?",
    re.IGNORECASE,
)


def addressed(name: str) -> str:
    """Ông Trần Văn Hòa: the name with its honorific, "Ông/Bà" where none was typed."""
    name = clean_line(name)
    return name if not name or _HONORIFIC.match(name) else f"Ông/Bà {name}"


def bare_name(name: str) -> str:
    """The name alone, as it stands under a signature."""
    return _HONORIFIC.sub("", clean_line(name), count=1)


def introduced(person: PersonFacts) -> str:
    """The person with title and body, or the body alone: "đại diện …"."""
    office = office_of(person)
    if not person.name:
        return office
    return f"{addressed(person.name)}, {office}" if office else addressed(person.name)


def named_in(facts: MinutesFacts, person: PersonFacts) -> str:
    """The subject of a sentence: the name alone for someone the list of participants introduced,
    else with title and body between commas.
    """
    names = {bare_name(someone.person.name) for someone in facts.participants}
    known = person.name and bare_name(person.name) in names
    if known or not office_of(person):
        return addressed(person.name)
    return f"{introduced(person)}," if person.name else introduced(person)


def office_of(person: PersonFacts) -> str:
    """Title and body as one phrase, each once."""
    title, body = clean_line(person.title), clean_line(person.body)
    return title if body and body in title else f"{title} {body}".strip()


def raiser_names(raisers: Sequence[RaiserFacts], flags: FlagFacts) -> str | None:
    """What minutes and annex print for the raisers of an issue (design §4); None is: no mention.

    A complaint is not mentioned at all, an unsigned slip has no name, a raiser who asked for it is
    "một doanh nghiệp". A tax code or telephone number within a name is left out.
    """
    if flags.complaint:
        return None
    if flags.unsigned:
        return "phiếu không ghi tên"
    if flags.withhold_name:
        return f"{len(raisers):02d} doanh nghiệp" if len(raisers) > 1 else "một doanh nghiệp"
    return listed([_raiser(raiser) for raiser in raisers]) or GAP


def _raiser(raiser: RaiserFacts) -> str:
    name = without_codes(raiser.name) or GAP
    if raiser.members:
        name += f", nêu thay cho {raiser.members:02d} hội viên"
    spoken = ", ".join(filter(None, map(without_codes, (raiser.speaker, raiser.speaker_title))))
    return f"{name} ({spoken})" if spoken and spoken != name else name


def without_codes(text: str) -> str:
    """The text on one line without numbers that could be a tax code or a telephone."""
    return _CODE.sub("", clean_line(text)).strip(" -,;")


def veiled(text: str, issue: IssueFacts) -> str:
    """A text of an issue; where its raisers stay unnamed their names are gaps in it, too."""
    if not (issue.flags.withhold_name or issue.flags.unsigned):
        return text
    names = {name for raiser in issue.raisers for name in (raiser.name, raiser.speaker) if name}
    for name in sorted(names | {bare_name(name) for name in names}, key=len, reverse=True):
        text = re.sub(re.escape(clean_line(name)), GAP, text, flags=re.IGNORECASE)
    return text
