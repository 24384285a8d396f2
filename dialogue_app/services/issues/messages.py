"""The messages of reminding and telling, made of what the register knows."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dialogue_app.documents.facts import RaiserFacts
from dialogue_app.documents.masking import without_codes
from dialogue_app.documents.messages import (
    Message,
    OwedFacts,
    PromisedFacts,
    ReminderFacts,
    SenderFacts,
    ToldFacts,
    reminder_message,
    told_message,
)
from dialogue_app.documents.withholding import Withholding, unless_named
from dialogue_app.domain.agency import full_name
from dialogue_app.domain.codes import issue_code
from dialogue_app.domain.errors.agency import AgencyMissing
from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.vocabulary import ContactPurpose, Relation
from dialogue_app.services.case import Case
from dialogue_app.services.issues.body_calls import BodyCall
from dialogue_app.services.issues.promised_calls import DuePromise
from dialogue_app.services.issues.telling import Untold, untold_of
from dialogue_app.services.issues.to_tell import ToTell
from dialogue_app.services.papers.minutes_issues import raiser_facts
from dialogue_app.storage.chunks import among, chunks
from dialogue_app.storage.models.agency import OurAgency
from dialogue_app.storage.models.issue_course import Answer, AnswerIssue
from dialogue_app.storage.models.issues import Assignment, Escalation, Issue, Raiser
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.promises import Promise


def message_to_body(case: Case, call: BodyCall) -> Message:
    """What a body is reminded of. Raises `AgencyMissing`."""
    with case.reading() as session:
        sender, hidden = _sender(session), _withheld_in(session, call.promises)
    promised = tuple(
        PromisedFacts(
            hidden.applied_to(one.what), one.codes, one.due_on, one.purpose is ContactPurpose.URGE,
        )
        for one in call.promises
    )  # fmt: skip
    asked = [issue.reminded for issue in call.issues if issue.reminded.on is not None]
    owed = tuple(
        OwedFacts(
            issue.code, issue.since, issue.due_on, issue.purpose is ContactPurpose.URGE,
            issue.number,
        )
        for issue in call.issues
    )  # fmt: skip
    facts = ReminderFacts(
        call.name,
        call.relation,
        owed,
        promised,
        max((one.on for one in asked if one.on is not None), default=None),
        max((one.times for one in asked), default=0),
    )
    return reminder_message(sender, facts)


def _withheld_in(session: Session, promises: Sequence[DuePromise]) -> Withholding:
    """What is left out of promises: the names of who asked not to be named, in any of them."""
    found: list[RaiserFacts] = []
    for some in chunks(promises):
        answers = select(Promise.answer_id).where(Promise.id.in_([one.id for one in some]))
        found += _withheld(session, session.scalars(answers).all())
    return Withholding(unless_named(found, []))


def message_to_raiser(case: Case, group: ToTell) -> Message:
    """What a raiser is told, and asked, about its issues. Raises `AgencyMissing`."""
    with case.reading() as session:
        sender = _sender(session)
        things = [
            thing
            for thing in untold_of(session, group.told_of)
            if thing.raiser_id in group.raiser_ids
        ]
        once = {(one.issue_id, one.assignment_id, one.escalation_id, one.answer_id): one
                for one in things}  # fmt: skip
        itself = _itself(session, group)
        told = [_told(session, thing, itself) for thing in once.values()]
    return told_message(sender, without_codes(itself.name), told, ask=bool(group.asked_of))


def _sender(session: Session) -> SenderFacts:
    ours = session.scalar(select(OurAgency))
    if ours is None:
        raise AgencyMissing()
    name = full_name(ours.name, ours.area)
    return SenderFacts(name, ours.short_name, ours.contact, ours.contact_phone)


def _itself(session: Session, group: ToTell) -> RaiserFacts:
    """The raiser that is told, who may be named to itself."""
    ids = session.scalars(select(Raiser.issue_id).where(Raiser.id == group.raiser_ids[0])).all()
    known = raiser_facts(session, ids)[ids[0]]
    key = f"e{group.enterprise_id}"
    for one in known:
        if one.key == key or group.name in map(mask_persons, (one.name, one.written_name)):
            return one
    return RaiserFacts(key, group.name)


def _told(session: Session, thing: Untold, itself: RaiserFacts) -> ToldFacts:
    issue = session.get_one(Issue, thing.issue_id)
    code = issue_code(issue.year, issue.number)
    if thing.answer_id is not None:
        answer = session.get_one(Answer, thing.answer_id)
        return _told_answer(session, answer, thing, code, itself)
    if thing.escalation_id is not None:
        up = session.get_one(Escalation, thing.escalation_id)
        to = session.get_one(Body, up.body_id).name if up.body_id is not None else up.addressee
        return ToldFacts(thing.purpose, code, thing.since, to, Relation.SUPERIOR)
    if thing.assignment_id is not None:
        given = session.get_one(Assignment, thing.assignment_id)
        body = session.get_one(Body, given.body_id)
        return ToldFacts(thing.purpose, code, thing.since, body.name, given.relation)
    return ToldFacts(thing.purpose, code, thing.since)


def _told_answer(
    session: Session, answer: Answer, thing: Untold, code: str, itself: RaiserFacts
) -> ToldFacts:
    body = session.get(Body, answer.body_id) if answer.body_id is not None else None
    hidden = unless_named(_withheld(session, [answer.id]), [itself])
    return ToldFacts(
        thing.purpose,
        code,
        thing.since,
        body.name if body is not None else "",
        number=answer.letter_number,
        text=Withholding(hidden).applied_to(answer.text),
    )


def _withheld(session: Session, answer_ids: Sequence[int]) -> Sequence[RaiserFacts]:
    """Who is named to nobody, in the issues that the answers serve, and in their sessions."""
    served = select(AnswerIssue.issue_id).where(among(AnswerIssue.answer_id, answer_ids))
    sessions = select(Issue.session_id).where(Issue.id.in_(served), Issue.session_id.is_not(None))
    others = select(Issue.id).where(
        or_(Issue.id.in_(served), Issue.session_id.in_(sessions)),
        or_(Issue.withhold_name, Issue.unsigned, Issue.complaint),
    )
    found = raiser_facts(session, session.scalars(others).all())
    return [raiser for raisers in found.values() for raiser in raisers]
