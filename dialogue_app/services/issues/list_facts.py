"""What lists say of an issue that waits: for whom, by which letters, when one last asked."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute

from dialogue_app.domain.vocabulary import Relation
from dialogue_app.services.lists import lines_of
from dialogue_app.storage.models.contacts import Contact
from dialogue_app.storage.models.issues import (
    Assignment,
    Escalation,
    Issue,
)
from dialogue_app.storage.models.people import Body

_BREAK = "\n"


def joined(*texts: str | None) -> tuple[str, ...]:
    """The lines of several texts, each once."""
    return tuple(dict.fromkeys(line for text in texts for line in lines_of(text) if line))


def _of_others(column: Any) -> ScalarSelect[str]:
    """Of the bodies that are not ours and were sent the issue, a line each."""
    return (
        select(func.aggregate_strings(column, _BREAK))
        .select_from(Assignment)
        .join(Body, Body.id == Assignment.body_id)
        .where(Assignment.awaits_answer(), Assignment.relation != Relation.OWN)
        .correlate(Issue)
        .scalar_subquery()
    )


def _sent_up(column: Any) -> ScalarSelect[str]:
    """Of what was sent up and is not answered, a line each."""
    return (
        select(func.aggregate_strings(column, _BREAK))
        .select_from(Escalation)
        .outerjoin(Body, Body.id == Escalation.body_id)
        .where(Escalation.awaits_answer())
        .correlate(Issue)
        .scalar_subquery()
    )


def _last_contact(column: InstrumentedAttribute[Any]) -> ScalarSelect[Any]:
    return (
        select(column)
        .where(Contact.issue_id == Issue.id)
        .order_by(Contact.contacted_on.desc(), Contact.id.desc())
        .limit(1)
        .correlate(Issue)
        .scalar_subquery()
    )


WAITS_FOR = (_of_others(Body.name), _sent_up(func.coalesce(Body.name, Escalation.addressee)))
LETTERS = (_of_others(Assignment.sent_number), _sent_up(Escalation.paper))
LAST_CONTACT_ON = _last_contact(Contact.contacted_on)
CAME_BACK = _last_contact(Contact.came_back)
