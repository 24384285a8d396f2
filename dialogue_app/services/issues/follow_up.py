"""How much stands open towards others and the enterprises: the numbers that lead to their lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ScalarSelect, func, select

from dialogue_app.services.case import Case
from dialogue_app.services.issues.reminding import to_remind
from dialogue_app.services.issues.standing import (
    NOT_ELSEWHERE,
    TO_ASK,
    TO_TELL,
    WAITING_FOR_OTHERS,
    waited_for_days,
)
from dialogue_app.services.lists import Condition, days_of
from dialogue_app.storage.models.issues import Issue

LONG = 30  # days others have had an issue, from which it is counted by itself


@dataclass(frozen=True, slots=True)
class OpenTowards:
    """How many issues: whose raisers were not told, or not asked; for which others are waited for,
    and for long; and without their number in the city's system.
    """

    not_told: int
    not_asked: int
    waiting: int
    waiting_long: int
    not_elsewhere: int


def open_towards(case: Case, session_id: int | None = None, long: int = LONG) -> OpenTowards:
    """The numbers, of all issues or of those of a session, in one statement.

    The lists: `View.NOT_TOLD`, `NOT_ASKED`, `WAITING_FOR_OTHERS`, with `waiting_days` for those
    that have waited `long` days or longer, and `NOT_ELSEWHERE`.
    """
    conditions = (TO_TELL, TO_ASK, WAITING_FOR_OTHERS, waited_for_days(long), NOT_ELSEWHERE)
    counts = (_count(condition, session_id) for condition in conditions)
    with case.reading() as session:
        found: Any = session.execute(select(*counts), days_of(case.today())).one()
    return OpenTowards(*found)


def bodies_to_remind(case: Case) -> int:
    """How many bodies are to be reminded today."""
    return len(to_remind(case))


def _count(condition: Condition, session_id: int | None) -> ScalarSelect[int]:
    counted = select(func.count()).select_from(Issue).where(condition)
    if session_id is not None:
        counted = counted.where(Issue.session_id == session_id)
    return counted.scalar_subquery()
