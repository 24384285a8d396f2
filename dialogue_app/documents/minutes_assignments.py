"""The sentences of minutes that say to whom an issue was given, and when these are not needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from dialogue_app.documents.minutes_facts import AssignmentFacts, DirectionFacts
from dialogue_app.documents.phrases import Phrases, listed
from dialogue_app.domain.text import clean_line, initial_upper
from dialogue_app.domain.vocabulary import Relation
from dialogue_app.i18n.formats import paper_date

# "Phòng Kinh tế" is not named by "Phòng Kinh tế, Hạ tầng và Đô thị".
_GOES_ON = re.compile(r"(?:,| [-–]| và) ([^\W\d_])")


def given(part: AssignmentFacts, agency: str, words: Phrases) -> str:
    """One sentence that gives, asks, transfers or petitions, by the body's relation to us."""
    key = f"given_{part.relation.value}"
    if not part.at_meeting and f"{key}_later" in words.templates:
        key += "_later"
    pieces = {"support": _support(part, words), "due": _due(part, words)}
    return words.say_with(key, pieces, lead=part.lead, agency=initial_upper(agency))


def _support(part: AssignmentFacts, words: Phrases) -> str:
    if not part.supporting:
        return ""
    key = "support"
    if part.relation is Relation.OWN:
        key = "support_own"
    elif part.relation is Relation.LOCAL and part.at_meeting:
        key = "support_local"
    return words.say(key, bodies=listed(part.supporting))


def _due(part: AssignmentFacts, words: Phrases) -> str:
    day = due_of(part)
    key = "due_if_possible" if part.relation is Relation.OTHER else "due"
    return words.say(key, date=paper_date(day)) if day else ""


def due_of(part: AssignmentFacts) -> date | None:
    """The time limit as far as papers print one: a superior is given none."""
    return None if part.relation is Relation.SUPERIOR else part.due


def is_said(part: AssignmentFacts, directions: Iterable[DirectionFacts]) -> bool:
    """Whether the chair's own words tell the body and its time limit already."""
    day = due_of(part)
    return any(
        (part.lead in direction.bodies or _names(part.lead, direction.text))
        and (day is None or names_day(direction.text, day))
        for direction in directions
    )


def _names(body: str, text: str) -> bool:
    text = clean_line(text)
    for found in re.finditer(rf"(?<!\w){re.escape(clean_line(body))}(?!\w)", text):
        goes_on = _GOES_ON.match(text, found.end())
        if goes_on is None or not goes_on[1].isupper():
            return True
    return False


def names_day(text: str, day: date) -> bool:
    """Whether the text has the day, in words or in figures."""
    figures = rf"0?{day.day}[/.-]0?{day.month}[/.-]{day.year}"
    in_words = rf"0?{day.day}\s+tháng\s+0?{day.month}\s+năm\s+{day.year}"
    return re.search(rf"(?<!\d)(?:{figures}|{in_words})(?!\d)", text) is not None
