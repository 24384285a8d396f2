"""The assignments of issues, and what follows from them: ends of limits, answers that are owed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.life import AssignmentStanding
from dialogue_app.domain.vocabulary import AssignmentRole, AssignmentState, Relation
from dialogue_app.storage.bulk import Change, Statement, is_asked, rows_of
from dialogue_app.storage.limits import Ends, Limits
from dialogue_app.storage.models.contacts import Contact
from dialogue_app.storage.models.issues import Assignment
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.telling import last_reminded

_ENDS = ("ends_on", "first_ends_on")
_FOLLOWS = (*_ENDS, "owed_since", "reminded_on")


class AssignmentRow(NamedTuple):
    """The columns that are read of an assignment.

    Objects of their own take twice the time, and naming a value of SQLAlchemy's rows ten times that
    of a tuple.
    """

    id: int
    issue_id: int
    body_id: int
    round: int
    role: AssignmentRole
    state: AssignmentState
    relation: Relation
    given_on: date | None
    sent_on: date | None
    ended_on: date | None
    due_on: date | None
    original_due_on: date | None
    ends_on: date | None
    first_ends_on: date | None
    owed_since: date | None
    reminded_on: date | None


class Assigned(NamedTuple):
    """An assignment with the sort key of its body, when its limits end, the last reminder.

    `standing` is what the state needs to know of it.
    """

    row: AssignmentRow
    body_sort: str
    ends: Ends
    standing: AssignmentStanding
    last: date | None


def changed_ends(assignments: Mapping[int, list[Assigned]]) -> Iterator[Change]:
    """Those of which it is not stored right when their limits end."""
    for some in assignments.values():
        for row, _sort, ends, _standing, _last in some:
            stored = row.ends_on, row.first_ends_on
            if ends != stored:
                yield Change.of(row.id, row.issue_id, _ENDS, ends, stored)


def changed_assignments(assigned: Sequence[Assigned], owed_in: int | None) -> Iterator[Change]:
    """Those of an issue of which anything that follows is not stored right.

    Answers to it are owed in that round; in none where nobody is waited for.
    """
    for row, _sort, ends, _standing, last in assigned:
        values = (*ends, owed_since(row) if row.round == owed_in else None, last)
        stored = row.ends_on, row.first_ends_on, row.owed_since, row.reminded_on
        if values != stored:
            yield Change.of(row.id, row.issue_id, _FOLLOWS, values, stored)


def owed_since(row: AssignmentRow) -> date | None:
    """Since when a body has had an issue; None while one that is not ours was sent nothing."""
    if row.state is not AssignmentState.GIVEN:
        return None
    return row.sent_on or (row.given_on if row.relation is Relation.OWN else None)


def assignments_of(
    session: Session, ids: Sequence[int], limits: Limits
) -> defaultdict[int, list[Assigned]]:
    """The assignments of each issue, in the order they were made."""
    found: defaultdict[int, list[Assigned]] = defaultdict(list)
    for body_sort, last, *values in _rows(session, ids):
        row = AssignmentRow._make(values)
        standing = AssignmentStanding(row.role, row.state, row.relation, bool(row.sent_on))
        found[row.issue_id].append(Assigned(row, body_sort, limits.ends(row), standing, last))
    return found


@rows_of
def _rows() -> Statement:
    table, body = Assignment.__table__.c, Body.__table__.c
    last = last_reminded(Contact.assignment_id == table.id)
    columns = (table[name] for name in AssignmentRow._fields)
    return (
        select(body.name_sort, last.label("last_reminded"), *columns)
        .where(table.body_id == body.id, is_asked(table.issue_id))
        .order_by(table.id)
    )
