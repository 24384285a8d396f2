"""The minutes of a session: facts gathered from the register, then the paper, then its PDF."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors import EmptySession, FileNotWritable, Missing, UnknownCode
from dialogue_app.domain.vocabulary import (
    AgendaKind,
    AssignmentRole,
    AssignmentState,
    RaiserKind,
)
from dialogue_app.i18n.formats import local
from dialogue_app.storage.engine import Store
from dialogue_app.storage.models import (
    Answer,
    AnswerIssue,
    Assignment,
    Body,
    DialogueSession,
    Direction,
    DirectionIssue,
    Enterprise,
    Issue,
    OurAgency,
    Raiser,
)

if TYPE_CHECKING:
    from dialogue_app.documents import minutes_facts as facts

_LEVELS = ("phường", "xã", "đặc khu")


def minutes_pdf(store: Store, session_id: int) -> bytes:
    """The minutes as PDF. Raises `EmptySession`, `Missing("agency")`, `LettersMissing`."""
    from dialogue_app.documents.minutes import minutes_parts
    from dialogue_app.documents.pdf import render_pdf

    return render_pdf(minutes_parts(minutes_facts(store, session_id)))


def minutes_name(store: Store, session_id: int) -> str:
    """A file name for the minutes: Bien-ban-2026-K3.pdf."""
    with store.reading() as session:
        held = session.get(DialogueSession, session_id)
        if held is None:
            raise UnknownCode("session", str(session_id))
        safe = "".join(char if char.isalnum() or char in "-_" else "-" for char in held.code)
        return f"Bien-ban-{safe}.pdf"


def write_minutes(store: Store, session_id: int, path: Path) -> Path:
    """Write the minutes to `path`, whole or not at all. Raises `FileNotWritable`."""
    content = minutes_pdf(store, session_id)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise FileNotWritable(path) from error
    return path


def minutes_facts(store: Store, session_id: int) -> facts.MinutesFacts:
    """Everything the minutes state. Raises `UnknownCode`, `EmptySession`, `Missing("agency")`."""
    with store.reading() as session:
        held = session.get(DialogueSession, session_id)
        if held is None:
            raise UnknownCode("session", str(session_id))
        issues = session.scalars(
            select(Issue).where(Issue.session_id == session_id).order_by(Issue.year, Issue.number)
        ).all()
        if not issues and held.started_at is None and not held.participants:
            raise EmptySession(held.code)
        return _facts(session, held, list(issues))


def _facts(session: Session, held: DialogueSession, issues: list[Issue]) -> facts.MinutesFacts:
    from dialogue_app.documents import minutes_facts as facts

    at_venues = [venue.present_count for venue in held.venues if venue.present_count is not None]
    return facts.MinutesFacts(
        agency=_agency(session),
        session_name=held.name,
        starts=local(held.started_at) if held.started_at else None,
        ends=local(held.ended_at) if held.ended_at else None,
        place=held.place,
        venues=tuple(venue.name for venue in held.venues),
        participants=tuple(
            facts.ParticipantFacts(
                one.role, facts.PersonFacts(one.name, one.title, one.organisation), one.note
            )
            for one in held.participants
        ),
        counts=facts.CountFacts(
            held.invited_count,
            held.present_count,
            held.walk_in_count,
            sum(at_venues) if at_venues else None,
        ),
        opening=_said(held, AgendaKind.OPENING),
        reports=_said(held, AgendaKind.REPORT),
        issues=_issues(session, held, issues),
        conclusions=tuple(one.text for one in _said(held, AgendaKind.CONCLUSION)),
    )


def _agency(session: Session) -> facts.AgencyFacts:
    from dialogue_app.documents import minutes_facts as facts

    ours = session.scalar(select(OurAgency))
    if ours is None:
        raise Missing("agency")
    level = next((one for one in _LEVELS if ours.area.lower().startswith(one)), "Thành phố")
    whole = ours.name.removesuffix(ours.area).strip() or ours.name
    has_area = whole != ours.name
    lines = (whole.upper(), ours.area.upper()) if has_area else (ours.name.upper(),)
    return facts.AgencyFacts(
        head_lines=lines,
        short_name=f"{whole} {level}" if has_area else ours.name,
        level=level,
        symbol=ours.abbreviation,
        superior=ours.superior or "",
    )


def _said(held: DialogueSession, kind: AgendaKind) -> tuple[facts.StatementFacts, ...]:
    from dialogue_app.documents import minutes_facts as facts

    known = {one.name: one for one in held.participants}

    def person(speaker: str, title: str) -> facts.PersonFacts | None:
        if not speaker:
            return None
        one = known.get(speaker)
        if one is None:
            return facts.PersonFacts(speaker, title)
        return facts.PersonFacts(one.name, one.title, one.organisation)

    return tuple(
        facts.StatementFacts(said.text, person(said.speaker, said.speaker_title))
        for item in held.agenda
        if item.kind is kind
        for said in item.statements
    )


def _issues(
    session: Session, held: DialogueSession, issues: list[Issue]
) -> tuple[facts.IssueFacts, ...]:
    from dialogue_app.documents import minutes_facts as facts

    ids = [issue.id for issue in issues]
    raisers, answers = _raisers(session, ids), _answers(session, ids)
    directions, parts = _directions(session, ids), _assignments(session, ids)
    venues = {venue.id: venue.name for venue in held.venues}
    return tuple(
        facts.IssueFacts(
            text=issue.text,
            moment=issue.moment,
            medium=issue.medium,
            venue=venues.get(issue.venue_id or 0, ""),
            raisers=tuple(raisers[issue.id]),
            flags=facts.FlagFacts(issue.withhold_name, issue.unsigned, issue.complaint),
            answers=tuple(answers[issue.id]),
            directions=tuple(directions[issue.id]),
            assignments=tuple(parts[issue.id]),
            authority=issue.authority,
        )
        for issue in issues
    )


def _raisers(session: Session, ids: list[int]) -> defaultdict[int, list[facts.RaiserFacts]]:
    from dialogue_app.documents import minutes_facts as facts
    from dialogue_app.domain.text import enterprise_match_key

    found: defaultdict[int, list[facts.RaiserFacts]] = defaultdict(list)
    rows = session.execute(
        select(Raiser, Enterprise.name)
        .outerjoin(Enterprise, Enterprise.id == Raiser.enterprise_id)
        .where(Raiser.issue_id.in_(ids))
        .order_by(Raiser.issue_id, Raiser.position)
    )
    for raiser, registered in rows:
        name = registered or raiser.written_name
        known = raiser.enterprise_id
        found[raiser.issue_id].append(
            facts.RaiserFacts(
                key=f"e{known}" if known else f"n{enterprise_match_key(name)}",
                name=name,
                kind=_kind(raiser),
                speaker=raiser.speaker,
                members=raiser.members_count,
            )
        )
    return found


def _kind(raiser: Raiser) -> RaiserKind:
    known = raiser.enterprise_id is not None and raiser.kind is not RaiserKind.ASSOCIATION
    return RaiserKind.ENTERPRISE if known else raiser.kind


def _answers(session: Session, ids: list[int]) -> defaultdict[int, list[facts.AnswerFacts]]:
    from dialogue_app.documents import minutes_facts as facts

    found: defaultdict[int, list[facts.AnswerFacts]] = defaultdict(list)
    rows = session.execute(
        select(AnswerIssue.issue_id, Answer, Body.name)
        .join(Answer, Answer.id == AnswerIssue.answer_id)
        .outerjoin(Body, Body.id == Answer.body_id)
        .where(AnswerIssue.issue_id.in_(ids))
        .order_by(AnswerIssue.id)
    )
    for issue_id, given, body in rows:
        person = None
        if given.person:
            person = facts.PersonFacts(given.person, given.person_title, body or "")
        found[issue_id].append(
            facts.AnswerFacts(
                given.id, given.text, given.kind, person, body or "", given.also_in_writing
            )
        )
    return found


def _directions(session: Session, ids: list[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = session.execute(
        select(DirectionIssue.issue_id, Direction.text)
        .join(Direction, Direction.id == DirectionIssue.direction_id)
        .where(DirectionIssue.issue_id.in_(ids))
        .order_by(Direction.position, Direction.id)
    )
    for issue_id, text in rows:
        found[issue_id].append(text)
    return found


def _assignments(session: Session, ids: list[int]) -> defaultdict[int, list[facts.AssignmentFacts]]:
    """What was really given out; supporting bodies stand with the first lead."""
    rows = session.execute(
        select(Assignment, Body.name)
        .join(Body, Body.id == Assignment.body_id)
        .where(
            Assignment.issue_id.in_(ids),
            Assignment.given_on.is_not(None),
            Assignment.state.in_([AssignmentState.GIVEN, AssignmentState.ANSWERED]),
        )
        .order_by(Assignment.issue_id, Assignment.id)
    ).all()
    by_issue: defaultdict[int, list[tuple[Assignment, str]]] = defaultdict(list)
    for part, body in rows:
        by_issue[part.issue_id].append((part, body))
    found: defaultdict[int, list[facts.AssignmentFacts]] = defaultdict(list)
    for issue_id, parts in by_issue.items():
        found[issue_id].extend(_of_one_issue(parts))
    return found


def _of_one_issue(parts: list[tuple[Assignment, str]]) -> Iterable[facts.AssignmentFacts]:
    from dialogue_app.documents import minutes_facts as facts

    supporting = tuple(name for part, name in parts if part.role is AssignmentRole.SUPPORTING)
    leads = [(part, name) for part, name in parts if part.role is AssignmentRole.LEAD]
    for index, (part, name) in enumerate(leads):
        yield facts.AssignmentFacts(
            name, part.relation, supporting if index == 0 else (), part.due_on
        )
