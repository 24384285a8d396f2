"""In time or late: said once of what a body was given, for lists, counts and reports."""

from __future__ import annotations

from enum import Enum

from sqlalchemy import ColumnElement, case, literal

from dialogue_app.domain.vocabulary import AssignmentState, Punctuality
from dialogue_app.services.lists import TODAY
from dialogue_app.storage.models.issues import Assignment


class Limit(Enum):
    """Against which of its two limits a body is measured."""

    FIRST = "first"  # as it was given
    CURRENT = "current"  # as it was extended or moved since


def in_time(limit: Limit) -> ColumnElement[bool]:
    """Of an assignment: answered in time, or not in time; NULL where nobody can say yet.

    Late means the day after. What is still with a body is late once its limit is over, and not yet
    in time before; what was sent back, withdrawn, given without a limit or whose clock stands is
    neither.
    """
    ends = Assignment.first_ends_on if limit is Limit.FIRST else Assignment.ends_on
    return case(
        (ends.is_(None), None),
        (Assignment.state == AssignmentState.ANSWERED, Assignment.ended_on <= ends),
        ((Assignment.state == AssignmentState.GIVEN) & (ends < TODAY), literal(False)),
        else_=None,
    )


def punctuality(is_in_time: bool | None) -> Punctuality | None:
    """The same as a word."""
    if is_in_time is None:
        return None
    return Punctuality.IN_TIME if is_in_time else Punctuality.LATE
