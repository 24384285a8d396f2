"""The assignments of issues as what follows from them is worked out, with the ends of limits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from dialogue_app.domain.life import AssignmentStanding
from dialogue_app.storage.limits import Ends, Limits
from dialogue_app.storage.models.issues import Assignment
from dialogue_app.storage.models.people import Body

# What is read of an assignment: rows of columns, as objects of their own take twice the time.
_OF_ASSIGNMENT = (
    "id", "issue_id", "body_id", "round", "role", "state", "relation", "given_on", "sent_on",
    "ended_on", "due_on", "original_due_on", "ends_on", "first_ends_on",
)  # fmt: skip


@dataclass(slots=True)
class Assigned:
    """An assignment with the sort key of its body, and when its limits end.

    `standing` is what the state needs to know of it.
    """

    row: Any
    body_sort: str
    ends: Ends
    standing: AssignmentStanding


def write_ends(session: Session, assigned: list[Assigned]) -> None:
    """Store when their limits end."""
    table = Assignment.__table__
    session.connection().execute(
        update(Assignment)
        .where(table.c.id == bindparam("key"))
        .values(ends_on=bindparam("ends"), first_ends_on=bindparam("first_ends")),
        [{"key": one.row.id, "ends": one.ends[0], "first_ends": one.ends[1]} for one in assigned],
    )


def with_wrong_ends(assignments: Mapping[int, list[Assigned]]) -> list[Assigned]:
    """Those of which it is not stored right when their limits end."""
    every = (assigned for some in assignments.values() for assigned in some)
    return [one for one in every if one.ends != (one.row.ends_on, one.row.first_ends_on)]


def assignments_of(
    session: Session, ids: Sequence[int], limits: Limits
) -> defaultdict[int, list[Assigned]]:
    """The assignments of each issue, in the order they were made."""
    found: defaultdict[int, list[Assigned]] = defaultdict(list)
    rows = session.execute(
        select(*(getattr(Assignment, name) for name in _OF_ASSIGNMENT), Body.name_sort)
        .join(Body, Body.id == Assignment.body_id)
        .where(Assignment.issue_id.in_(ids))
        .order_by(Assignment.id)
    )
    for row in rows:
        standing = AssignmentStanding(row.role, row.state, row.relation, bool(row.sent_on))
        assigned = Assigned(row, row.name_sort, limits.ends(row), standing)
        found[row.issue_id].append(assigned)
    return found
