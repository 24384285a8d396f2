"""What a field refers to by its id, found by the name people write."""

from __future__ import annotations

from dialogue_app.domain.errors.base import Invalid
from dialogue_app.domain.fields.facts import Field
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.services.agency.reference import Choice, legal_types, topics, units
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case
from dialogue_app.services.series.editing import series_choices
from dialogue_app.services.sessions.editing import venues_of
from dialogue_app.services.sessions.finding import find_session

_LISTS = {"legal_type": legal_types, "unit": units, "topic": topics, "series": series_choices}


def find_reference(
    case: Case, field: Field, written: str, session_id: int | None = None
) -> int | None:
    """The id that is meant by a name; None for an empty one. A venue is one of its session.

    Raises `Invalid` where no entry of the list has this name, or `UnknownSession`.
    """
    if not clean_line(written):
        return None
    match field.fact.refers:
        case "session":
            return find_session(case, written)
        case "venue":
            return _picked(venues_of(case, session_id), written, field.key)
        case "body":
            return find_body(case, written, case.today())
        case refers:
            return _picked(_LISTS[refers](case), written, field.key)


def _picked(choices: list[Choice], written: str, key: str) -> int:
    wanted = fold(clean_line(written))
    found = [choice.id for choice in choices if fold(choice.name) == wanted]
    if len(found) != 1:
        raise Invalid(key, written)
    return found[0]
