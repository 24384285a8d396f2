"""The sentences of minutes that say to whom an issue was assigned, and when they are left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dialogue_app.documents.mentions import names_body, names_day
from dialogue_app.documents.minutes_facts import AssignmentFacts, DirectionFacts
from dialogue_app.documents.phrases import Phrases, listed
from dialogue_app.domain.text import initial_upper
from dialogue_app.domain.vocabulary import Relation
from dialogue_app.i18n.formats import paper_date


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
    fields = {"lead": assignment.lead}
    if assignment.supporting:
        key += "_support"
        fields["bodies"] = listed(assignment.supporting)
    if day := due_of(assignment):
        key += "_due"
        fields["date"] = paper_date(day)
    if "agency" in words.fields[key]:
        fields["agency"] = initial_upper(agency)
    return words.say(key, **fields)


def due_of(assignment: AssignmentFacts) -> date | None:
    """The time limit that papers print; None for a superior, to whom we set none."""
    return None if assignment.relation is Relation.SUPERIOR else assignment.due


def is_said(assignment: AssignmentFacts, directions: Iterable[DirectionFacts]) -> bool:
    """Whether a direction of the chair already names the lead body and its time limit."""
    day = due_of(assignment)
    return any(
        (assignment.lead in direction.bodies or names_body(direction.text, assignment.lead))
        and (day is None or names_day(direction.text, day))
        for direction in directions
    )
