"""Everything the minutes of one session state, collected from the database."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.documents.facts import AgencyFacts, ParticipantFacts
from dialogue_app.documents.minutes_facts import CountFacts, MinutesFacts, StatementFacts
from dialogue_app.documents.naming import addressed, is_the_one_listed
from dialogue_app.domain.agency import full_name
from dialogue_app.domain.errors.agency import AgencyMissing
from dialogue_app.domain.people import Person
from dialogue_app.domain.series import LastSessionReport
from dialogue_app.domain.vocabulary import AgendaKind
from dialogue_app.i18n.formats import local
from dialogue_app.services.papers.minutes_issues import directions_alone, issue_facts
from dialogue_app.storage.models.agency import OurAgency
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.sessions import DialogueSession


def collect_facts(
    session: Session,
    meeting: DialogueSession,
    issues: Sequence[Issue],
    last_session: LastSessionReport | None = None,
) -> MinutesFacts:
    """The facts of a session with its issues in their order. Raises `AgencyMissing`."""
    at_venues = [venue.present_count for venue in meeting.venues if venue.present_count is not None]
    starts = local(meeting.started_at) if meeting.started_at else None
    return MinutesFacts(
        agency=agency_facts(session),
        session_name=meeting.name,
        day=meeting.planned_on,
        starts=starts,
        ends=local(meeting.ended_at) if meeting.ended_at else None,
        place=meeting.place,
        venues=tuple(venue.name for venue in meeting.venues),
        participants=tuple(
            ParticipantFacts(participant.role, participant.person, participant.note)
            for participant in meeting.participants
        ),
        counts=CountFacts(
            meeting.invited_count,
            meeting.present_count,
            meeting.walk_in_count,
            sum(at_venues) if at_venues else None,
        ),
        opening=_said(meeting, AgendaKind.OPENING),
        reports=_said(meeting, AgendaKind.REPORT),
        last_session=last_session if last_session and last_session.total else None,
        issues=issue_facts(session, meeting, issues, meeting.day),
        conclusions=tuple(statement.text for statement in _said(meeting, AgendaKind.CONCLUSION)),
        directions=directions_alone(session, meeting.id),
    )


def agency_facts(session: Session) -> AgencyFacts:
    """How papers head and name our agency. Raises `AgencyMissing`."""
    ours = session.scalar(select(OurAgency))
    if ours is None:
        raise AgencyMissing()
    return AgencyFacts(
        head_lines=tuple(ours.heading.splitlines()),
        full_name=full_name(ours.name, ours.area),
        short_name=ours.short_name,
        level=ours.level_word,
        symbol=ours.abbreviation,
        superior=ours.superior or "",
        place_name=ours.place_name,
    )


def _said(meeting: DialogueSession, kind: AgendaKind) -> tuple[StatementFacts, ...]:
    people = [participant.person for participant in meeting.participants]

    def speaker(person: Person) -> Person | None:
        same = [listed for listed in people if is_the_one_listed(person, listed)]
        if len({addressed(listed.name) for listed in same}) == 1:  # else nobody knows which
            return same[0]
        return person if person.written else None

    return tuple(
        StatementFacts(statement.text, speaker(statement.person))
        for item in meeting.agenda
        if item.kind is kind
        for statement in item.statements
    )
