"""Answers that are owed: by bodies in charge, and by those to whom an issue was sent up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, CompoundSelect, func, select, union_all
from sqlalchemy.orm import Session

from dialogue_app.domain.life import OWED_NOTHING
from dialogue_app.domain.reminding import purpose_of
from dialogue_app.domain.text import clean_line
from dialogue_app.domain.vocabulary import ContactPurpose, Relation
from dialogue_app.services.case import Case
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.models.issues import Assignment, Escalation, Issue
from dialogue_app.storage.models.people import Body

# Who was sent something up need not stand in the list of bodies; nobody commands them.
ABOVE = Relation.SUPERIOR
NO_BODY = 0  # in place of the id of a body, for a higher level that stands in no list of them


@dataclass(frozen=True, slots=True)
class Owing:
    """Who owes answers: a body, or a higher level that stands in no list of bodies."""

    body_id: int | None = None
    addressee: str = ""


def is_to(owing: Owing) -> ColumnElement[bool]:
    """Whether something was sent up to them."""
    if owing.body_id is not None:
        return Escalation.body_id == owing.body_id
    return Escalation.body_id.is_(None) & (Escalation.addressee == clean_line(owing.addressee))


def is_still_open() -> ColumnElement[bool]:
    """Whether anybody is waited for; stored beside an assignment, not beside what was sent up."""
    return Issue.complaint.is_(False) & Issue.state.not_in(OWED_NOTHING)


def awaited() -> CompoundSelect[int, int, date]:
    """`body_id`, `issue_id`, `since`: what was sent to whom we do not command, and sent up."""
    sent = select(
        Assignment.body_id.label("body_id"),
        Assignment.issue_id.label("issue_id"),
        Assignment.owed_since.label("since"),
    ).where(Assignment.relation != Relation.OWN, Assignment.owed_since.is_not(None))
    up = (
        select(func.coalesce(Escalation.body_id, NO_BODY), Escalation.issue_id, Escalation.sent_on)
        .join(Issue, Escalation.awaits_answer())
        .where(is_still_open())
    )
    return union_all(sent, up)


def what_they_owe(
    session: Session, issue: Issue, owing: Owing
) -> tuple[list[Assignment], list[Escalation]]:
    """The assignments by which they owe an answer to an issue, and what it was sent up with."""
    of_issue = Issue.id == issue.id
    assignments = select(Assignment).join(Issue, Assignment.awaits_answer()).where(of_issue)
    escalations = select(Escalation).join(Issue, Escalation.awaits_answer()).where(of_issue)
    return (
        list(session.scalars(assignments.where(Assignment.body_id == owing.body_id))),
        list(session.scalars(escalations.where(is_to(owing)))),
    )


def had_since(row: Assignment | Escalation) -> date:
    """Since when they have had what they owe an answer to."""
    since = row.sent_on if isinstance(row, Escalation) else row.sent_on or row.given_on
    assert since is not None  # else nothing is owed
    return since


def purpose_on(row: Assignment | Escalation, day: date) -> ContactPurpose:
    """What it is to remind them on that day."""
    if isinstance(row, Escalation):
        return purpose_of(ABOVE, None, day)
    return purpose_of(row.relation, row.ends_on, day)


def name_of(session: Session, owing: Owing) -> str:
    """What they are called."""
    body = session.get(Body, owing.body_id) if owing.body_id is not None else None
    return body.name if body is not None else owing.addressee


@dataclass(frozen=True, slots=True)
class WhoOwes:
    """Somebody who owes answers to some of the issues that were asked about."""

    owing: Owing
    name: str
    issue_ids: tuple[int, ...]


def who_owes(case: Case, issue_ids: Sequence[int]) -> list[WhoOwes]:
    """Who owes answers to these issues, those of the most issues first."""
    found: dict[tuple[Owing, str], list[int]] = {}
    with case.reading() as session:
        for some in chunks(list(issue_ids)):
            bodies = select(Issue.id, Body.id, Body.name).join(
                Assignment, Assignment.awaits_answer()
            )
            bodies = bodies.join(Body, Body.id == Assignment.body_id).where(Issue.id.in_(some))
            for issue_id, body_id, name in session.execute(bodies.order_by(Issue.id)):
                found.setdefault((Owing(body_id), name), []).append(issue_id)
            up = select(Issue.id, Escalation.body_id, Body.name, Escalation.addressee)
            up = up.join(Escalation, Escalation.awaits_answer()).where(Issue.id.in_(some))
            up = up.outerjoin(Body, Body.id == Escalation.body_id).order_by(Issue.id)
            for issue_id, above, known, addressee in session.execute(up):
                owing = Owing(above, "" if above is not None else addressee)
                found.setdefault((owing, known or addressee), []).append(issue_id)
    parties = [WhoOwes(*who, tuple(dict.fromkeys(ids))) for who, ids in found.items()]
    return sorted(parties, key=lambda one: -len(one.issue_ids))
