"""The sentences of minutes that say to whom an issue was assigned, and when they are left out."""

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


def assignment_sentence(assignment: AssignmentFacts, agency: str, words: Phrases) -> str:
    """The sentence for one assignment; its verb follows the body's relation to us.

    giao (own unit), đề nghị (local body), chuyển (other body) or kiến nghị (superior). Of what was
    not sent yet only the chair's order to draft the letter is said; nothing where it was not given
    at the meeting either.
    """
    key = f"given_{assignment.relation.value}"
    if not assignment.is_fact:
        if not assignment.at_meeting:
            return ""
        key += "_unsent"
    elif not assignment.at_meeting and f"{key}_later" in words.templates:
        key += "_later"
    pieces = {"support": _support(assignment, words), "due": _due(assignment, words)}
    return words.say_with(key, pieces, lead=assignment.lead, agency=initial_upper(agency))


def _support(assignment: AssignmentFacts, words: Phrases) -> str:
    if not assignment.supporting:
        return ""
    key = "support"
    if assignment.relation is Relation.OWN:
        key = "support_own"
    elif assignment.relation is Relation.LOCAL and assignment.at_meeting:
        key = "support_local"
    return words.say(key, bodies=listed(assignment.supporting))


def _due(assignment: AssignmentFacts, words: Phrases) -> str:
    day = due_of(assignment)
    key = "due_if_possible" if assignment.relation is Relation.OTHER else "due"
    return words.say(key, date=paper_date(day)) if day else ""


def due_of(assignment: AssignmentFacts) -> date | None:
    """The time limit that papers print; None for a superior, to whom we set none."""
    return None if assignment.relation is Relation.SUPERIOR else assignment.due


def is_said(assignment: AssignmentFacts, directions: Iterable[DirectionFacts]) -> bool:
    """Whether a direction of the chair already names the lead body and its time limit."""
    day = due_of(assignment)
    return any(
        (assignment.lead in direction.bodies or _names(assignment.lead, direction.text))
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
    """Whether the text contains the day as 30/9/2026 or as "30 tháng 9 năm 2026"."""
    figures = rf"0?{day.day}[/.-]0?{day.month}[/.-]{day.year}"
    in_words = rf"0?{day.day}\s+tháng\s+0?{day.month}\s+năm\s+{day.year}"
    return re.search(rf"(?<!\d)(?:{figures}|{in_words})(?!\d)", text) is not None
