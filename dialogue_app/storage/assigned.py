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

# What is stored of an assignment and follows from the rest.
ENDS = ("ends_on", "first_ends_on")
FOLLOWING = (*ENDS, "owed_since", "reminded_on")


class AssignmentFacts(NamedTuple):
    """What an issue's state, its limit and its lead body follow from, of one assignment."""

    given_on: date | None
    ended_on: date | None
    due_on: date | None
    ends: Ends  # when its limits end
    sent_on: date | None
    body_id: int
    body_sort: str
    round: int
    role: AssignmentRole
    state: AssignmentState
    relation: Relation

    @property
    def standing(self) -> AssignmentStanding:
        """What the state needs to know of it."""
        return AssignmentStanding(self.role, self.state, self.relation, bool(self.sent_on))


class Assigned(NamedTuple):
    """An assignment, with the last reminder and what is stored of all that follows."""

    id: int
    issue_id: int
    facts: AssignmentFacts
    last: date | None
    stored: tuple[date | None, ...]


def changed_ends(assignments: Mapping[int, list[Assigned]]) -> Iterator[Change]:
    """Those of which it is not stored right when their limits end, by `ENDS`."""
    for some in assignments.values():
        for key, issue_id, facts, _last, stored in some:
            if facts.ends != stored[: len(ENDS)]:
                yield Change(key, issue_id, facts.ends, stored[: len(ENDS)])


def changed_assignments(assigned: Sequence[Assigned], owed_in: int | None) -> Iterator[Change]:
    """Those of an issue of which anything that follows is not stored right, by `FOLLOWING`.

    Answers to it are owed in that round; in none where nobody is waited for.
    """
    for key, issue_id, facts, last, stored in assigned:
        values = (*facts.ends, owed_since(facts) if facts.round == owed_in else None, last)
        if values != stored:
            yield Change(key, issue_id, values, stored)


def owed_since(facts: AssignmentFacts) -> date | None:
    """Since when a body has had an issue; None while one that is not ours was sent nothing."""
    if facts.state is not AssignmentState.GIVEN:
        return None
    return facts.sent_on or (facts.given_on if facts.relation is Relation.OWN else None)


def assignments_of(
    session: Session, ids: Sequence[int], limits: Limits
) -> defaultdict[int, list[Assigned]]:
    """The assignments of each issue, in the order they were made."""
    found: defaultdict[int, list[Assigned]] = defaultdict(list)
    for row in _rows(session, ids):
        known, stored = row[: -len(FOLLOWING)], row[-len(FOLLOWING) :]
        key, issue_id, last, first_due_on, given_on, ended_on, due_on, *others = known
        ends = limits.ends(issue_id, given_on, ended_on, due_on, first_due_on)
        facts = AssignmentFacts(given_on, ended_on, due_on, ends, *others)
        found[issue_id].append(Assigned(key, issue_id, facts, last, stored))
    return found


@rows_of
def _rows() -> Statement:
    table = Assignment.__table__.c
    return (
        select(
            table.id, table.issue_id, last_reminded(Contact.assignment_id == table.id),
            table.original_due_on, table.given_on, table.ended_on, table.due_on, table.sent_on,
            table.body_id, Body.name_sort, table.round, table.role, table.state, table.relation,
            *(table[name] for name in FOLLOWING),
        )
        .where(table.body_id == Body.id, is_asked(table.issue_id))
        .order_by(table.id)
    )  # fmt: skip
