"""The contacts about one issue, as they are shown."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from dialogue_app.domain.vocabulary import ContactPurpose
from dialogue_app.services.issues.views import ContactView
from dialogue_app.storage.models.contacts import Contact
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Assignment, Escalation, Issue, Raiser
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.promises import Promise
from dialogue_app.storage.telling import REMINDERS

TOLD_ANSWER = (ContactPurpose.TOLD_ANSWER, ContactPurpose.GUIDED)


def contacts_of(session: Session, issue: Issue) -> tuple[ContactView, ...]:
    """Who was reminded, told or spoken with about an issue, in the order of their days."""
    given_to, sent_to, promised_by = aliased(Body), aliased(Body), aliased(Body)
    who = func.coalesce(
        Enterprise.name, Raiser.written_name, given_to.name, sent_to.name, Escalation.addressee,
        promised_by.name, Promise.person,
    )  # fmt: skip
    rows = session.execute(
        select(Contact, who)
        .outerjoin(Raiser, Raiser.id == Contact.raiser_id)
        .outerjoin(Enterprise, Enterprise.id == Raiser.enterprise_id)
        .outerjoin(Assignment, Assignment.id == Contact.assignment_id)
        .outerjoin(given_to, given_to.id == Assignment.body_id)
        .outerjoin(Escalation, Escalation.id == Contact.escalation_id)
        .outerjoin(sent_to, sent_to.id == Escalation.body_id)
        .outerjoin(Promise, Promise.id == Contact.promise_id)
        .outerjoin(promised_by, promised_by.id == Promise.body_id)
        .where(Contact.issue_id == issue.id)
        .order_by(Contact.contacted_on, Contact.id)
    )
    times: Counter[tuple[int | None, ...]] = Counter()
    found = []
    for row, name in rows:
        of = row.assignment_id, row.escalation_id, row.promise_id
        times[of] += row.purpose in REMINDERS
        found.append(
            ContactView(
                row.contacted_on, row.purpose, row.means, name or "", row.person, row.number,
                row.said, row.came_back, row.raiser_id,
                times[of] if row.purpose in REMINDERS else 0,
            )
        )  # fmt: skip
    return tuple(found)
