"""Who raised issues and was not told yet where they went or what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, null, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from dialogue_app.domain.vocabulary import ContactPurpose
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.models.issue_course import Answer
from dialogue_app.storage.models.issues import Assignment, Escalation, Issue, Raiser
from dialogue_app.storage.telling import (
    UNGUIDED,
    UNTOLD_ANSWER,
    UNTOLD_ASSIGNMENT,
    UNTOLD_ESCALATION,
)


@dataclass(frozen=True, slots=True)
class Untold:
    """Something a raiser was not told yet: where its issue went, what was answered, or guidance."""

    issue_id: int
    raiser_id: int
    purpose: ContactPurpose
    since: date  # there has been something to tell
    assignment_id: int | None = None
    escalation_id: int | None = None
    answer_id: int | None = None


def _things(
    condition: Any, since: Any, of: InstrumentedAttribute[int] | None = None
) -> Select[Any]:
    return select(Issue.id, Raiser.id, since, null() if of is None else of).where(condition)


# What it is for, the column of what it is about, and all that is open of it in the register.
_KINDS: tuple[tuple[ContactPurpose, str, Select[Any]], ...] = (
    (
        ContactPurpose.TOLD_WHERE,
        "assignment_id",
        _things(
            UNTOLD_ASSIGNMENT, func.coalesce(Assignment.sent_on, Assignment.given_on), Assignment.id
        ),
    ),
    (
        ContactPurpose.TOLD_WHERE,
        "escalation_id",
        _things(UNTOLD_ESCALATION, Escalation.sent_on, Escalation.id),
    ),
    (
        ContactPurpose.TOLD_ANSWER,
        "answer_id",
        _things(UNTOLD_ANSWER, Answer.answered_on, Answer.id),
    ),
    (ContactPurpose.GUIDED, "", _things(UNGUIDED, Issue.received_on)),
)


def untold_of(session: Session, issue_ids: Sequence[int]) -> list[Untold]:
    """All that is to be told of these issues, in their order and that of their raisers."""
    found: list[Untold] = []
    for some in chunks(list(issue_ids)):
        found += _read(session, Issue.id.in_(some))
    return sorted(found, key=lambda one: (one.issue_id, one.raiser_id, one.since))


def _read(session: Session, narrowed: Any) -> Iterator[Untold]:
    for purpose, column, things in _KINDS:
        for issue_id, raiser_id, since, key in session.execute(things.where(narrowed)):
            of = {column: key} if column else {}
            yield Untold(issue_id, raiser_id, purpose, since, **of)
