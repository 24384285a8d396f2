"""The assignments of issues as what follows from them is worked out, with the ends of limits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.life import AssignmentStanding
from dialogue_app.domain.vocabulary import AssignmentRole, AssignmentState, Relation
from dialogue_app.storage.bulk import write_columns
from dialogue_app.storage.limits import Ends, Limits
from dialogue_app.storage.models.issues import Assignment
from dialogue_app.storage.models.people import Body


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


class Assigned(NamedTuple):
    """An assignment with the sort key of its body, and when its limits end.

    `standing` is what the state needs to know of it.
    """

    row: AssignmentRow
    body_sort: str
    ends: Ends
    standing: AssignmentStanding


def write_ends(session: Session, assigned: list[Assigned]) -> None:
    """Store when their limits end."""
    rows = ((*one.ends, one.row.id) for one in assigned)
    write_columns(session, Assignment, ("ends_on", "first_ends_on"), rows)


def with_wrong_ends(assignments: Mapping[int, list[Assigned]]) -> list[Assigned]:
    """Those of which it is not stored right when their limits end."""
    every = (assigned for some in assignments.values() for assigned in some)
    return [one for one in every if one.ends != (one.row.ends_on, one.row.first_ends_on)]


def assignments_of(
    session: Session, ids: Sequence[int], limits: Limits
) -> defaultdict[int, list[Assigned]]:
    """The assignments of each issue, in the order they were made."""
    found: defaultdict[int, list[Assigned]] = defaultdict(list)
    table, body = Assignment.__table__.c, Body.__table__.c
    rows = session.execute(
        select(body.name_sort, *(table[name] for name in AssignmentRow._fields))
        .where(table.body_id == body.id, table.issue_id.in_(ids))
        .order_by(table.id)
    )
    for body_sort, *values in rows:
        row = AssignmentRow._make(values)
        standing = AssignmentStanding(row.role, row.state, row.relation, bool(row.sent_on))
        found[row.issue_id].append(Assigned(row, body_sort, limits.ends(row), standing))
    return found
