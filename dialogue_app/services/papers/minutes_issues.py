"""What minutes state of the issues of a session: raisers, answers, directions, who was given them.

What happens later does not change an earlier meeting's minutes: answers and directions are those
of this session, assignments are as they were first given out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from dialogue_app.documents.facts import FlagFacts, RaiserFacts
from dialogue_app.documents.minutes_facts import (
    AnswerFacts,
    AssignmentFacts,
    DirectionFacts,
    IssueFacts,
)
from dialogue_app.domain.people import Person
from dialogue_app.domain.text import enterprise_match_key
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentRole,
    AssignmentState,
    RaiserKind,
    Relation,
)
from dialogue_app.services.issues.moving import code_of
from dialogue_app.storage.chunks import among
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issue_course import Answer, AnswerIssue
from dialogue_app.storage.models.issues import Assignment, Issue, Raiser, RaiserMember
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.sessions import (
    DialogueSession,
    Direction,
    DirectionBody,
    DirectionIssue,
)

_AT_THE_MEETING = (AnswerKind.BEFORE_MEETING, AnswerKind.AT_MEETING)


def issue_facts(
    session: Session, meeting: DialogueSession, issues: Sequence[Issue], day: date | None
) -> tuple[IssueFacts, ...]:
    """The issues of a session meeting on `day`."""
    ids = [issue.id for issue in issues]
    raisers, answers = raiser_facts(session, ids), _answers(session, meeting.id, ids)
    directions = _directions(session, meeting.id, ids)
    assignments = _assignments(session, ids, day)
    venues = {venue.id: venue.name for venue in meeting.venues}
    origins = _origins(session, meeting, issues)
    return tuple(
        IssueFacts(
            text=issue.text,
            moment=issue.moment,
            medium=issue.medium,
            venue=venues.get(issue.venue_id or 0, ""),
            raisers=tuple(raisers[issue.id]),
            flags=FlagFacts(issue.withhold_name, issue.unsigned, issue.complaint),
            answers=tuple(answers[issue.id]),
            directions=tuple(directions[issue.id]),
            assignments=tuple(assignments[issue.id]),
            authority=issue.authority,
            carried_from=origins.get(issue.session_id or 0),
            code=code_of(issue),
        )
        for issue in issues
    )


def _origins(
    session: Session, meeting: DialogueSession, issues: Sequence[Issue]
) -> dict[int, date]:
    """The days of the earlier sessions from which issues were carried over."""
    others = {issue.session_id or 0 for issue in issues} - {meeting.id}
    if not others:
        return {}
    rows = select(DialogueSession.id, DialogueSession.day).where(among(DialogueSession.id, others))
    return {key: day for key, day in session.execute(rows) if day is not None}


def directions_alone(session: Session, session_id: int) -> tuple[DirectionFacts, ...]:
    """The directions of a session that concern no issue."""
    rows = session.scalars(
        select(Direction)
        .where(
            Direction.session_id == session_id,
            Direction.id.not_in(select(DirectionIssue.direction_id)),
        )
        .order_by(Direction.position, Direction.id)
    ).all()
    bodies = _directed_bodies(session, [row.id for row in rows])
    return tuple(_direction(row, bodies[row.id], ()) for row in rows)


def raiser_facts(session: Session, ids: Sequence[int]) -> defaultdict[int, list[RaiserFacts]]:
    """Who raised these issues, by issue, in their order."""
    found: defaultdict[int, list[RaiserFacts]] = defaultdict(list)
    members = _member_names(session, ids)
    rows = session.execute(
        select(Raiser, Enterprise.name)
        .outerjoin(Enterprise, Enterprise.id == Raiser.enterprise_id)
        .where(among(Raiser.issue_id, ids))
        .order_by(Raiser.issue_id, Raiser.position)
    )
    for raiser, registered in rows:
        name = registered or raiser.written_name
        known = raiser.enterprise_id
        found[raiser.issue_id].append(
            RaiserFacts(
                key=f"e{known}" if known else f"n{enterprise_match_key(name)}",
                name=name,
                kind=_kind(raiser),
                speaker=raiser.speaker,
                members=raiser.members_count,
                others_count=raiser.others_count,
                others_text=raiser.others_text,
                written_name=raiser.written_name if registered else "",
                member_names=tuple(members[raiser.id]),
            )
        )
    return found


def _member_names(session: Session, ids: Sequence[int]) -> defaultdict[int, list[str]]:
    """The members that associations speak for in these issues, by raiser."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = session.execute(
        select(RaiserMember.raiser_id, Enterprise.name)
        .join(Raiser, Raiser.id == RaiserMember.raiser_id)
        .join(Enterprise, Enterprise.id == RaiserMember.enterprise_id)
        .where(among(Raiser.issue_id, ids))
        .order_by(RaiserMember.id)
    )
    for raiser_id, name in rows:
        found[raiser_id].append(name)
    return found


def _kind(raiser: Raiser) -> RaiserKind:
    known = raiser.enterprise_id is not None and raiser.kind is not RaiserKind.ASSOCIATION
    return RaiserKind.ENTERPRISE if known else raiser.kind


def _unnamed(
    session: Session, links: Select[int, int], meeting: int
) -> dict[int, tuple[RaiserFacts, ...]]:
    """Raisers of issues of other sessions, by the answer or direction that must not name them."""
    link = links.subquery()
    key, linked_issue_id = link.columns
    rows = session.execute(
        select(key, Issue.id)
        .join(Issue, Issue.id == linked_issue_id)
        .where(
            or_(Issue.session_id.is_(None), Issue.session_id != meeting),
            or_(Issue.withhold_name, Issue.unsigned, Issue.complaint),
        )
    ).all()
    if not rows:
        return {}
    raisers = raiser_facts(session, [issue_id for _key, issue_id in rows])
    found: defaultdict[int, tuple[RaiserFacts, ...]] = defaultdict(tuple)
    for served_by, issue_id in rows:
        found[served_by] += tuple(raisers[issue_id])
    return found


def _answers(
    session: Session, meeting: int, ids: Sequence[int]
) -> defaultdict[int, list[AnswerFacts]]:
    rows = session.execute(
        select(AnswerIssue.issue_id, Answer, Body.name)
        .join(Answer, Answer.id == AnswerIssue.answer_id)
        .outerjoin(Body, Body.id == Answer.body_id)
        .where(
            among(AnswerIssue.issue_id, ids),
            Answer.kind.in_(_AT_THE_MEETING),
            _of_meeting(Answer.session_id, meeting),
        )
        .order_by(AnswerIssue.id)
    ).all()
    served = select(AnswerIssue.answer_id, AnswerIssue.issue_id).where(
        among(AnswerIssue.answer_id, (answer.id for _issue, answer, _body in rows))
    )
    unnamed = _unnamed(session, served, meeting)
    found: defaultdict[int, list[AnswerFacts]] = defaultdict(list)
    for issue_id, answer, body in rows:
        found[issue_id].append(
            AnswerFacts(
                answer.id,
                answer.text,
                answer.kind,
                _for_body(answer.person, body or "") if answer.person.written else None,
                body or "",
                answer.also_in_writing,
                unnamed.get(answer.id, ()),
            )
        )
    return found


def _of_meeting(session_id: InstrumentedAttribute[int | None], meeting: int) -> ColumnElement[bool]:
    """Of this session or of none; so that no index of all those of none is gone through."""
    return func.coalesce(session_id, meeting) == meeting


def _for_body(person: Person, body: str) -> Person:
    """The person with the body they answer for, also where only a title was typed."""
    return person if person.body else replace(person, body=body)


def _directions(
    session: Session, meeting: int, ids: Sequence[int]
) -> defaultdict[int, list[DirectionFacts]]:
    rows = session.execute(
        select(DirectionIssue.issue_id, Direction)
        .join(Direction, Direction.id == DirectionIssue.direction_id)
        .where(
            among(DirectionIssue.issue_id, ids),
            _of_meeting(Direction.session_id, meeting),
        )
        .order_by(Direction.position, Direction.id)
    ).all()
    directed = [direction.id for _issue, direction in rows]
    bodies = _directed_bodies(session, directed)
    served = select(DirectionIssue.direction_id, DirectionIssue.issue_id).where(
        among(DirectionIssue.direction_id, directed)
    )
    unnamed = _unnamed(session, served, meeting)
    found: defaultdict[int, list[DirectionFacts]] = defaultdict(list)
    for issue_id, row in rows:
        found[issue_id].append(_direction(row, bodies[row.id], unnamed.get(row.id, ())))
    return found


def _direction(
    row: Direction, bodies: Iterable[str], unnamed: tuple[RaiserFacts, ...]
) -> DirectionFacts:
    speaker = row.person if row.person.written else None
    return DirectionFacts(row.id, row.text, speaker, tuple(bodies), row.due_on, unnamed)


def _directed_bodies(session: Session, ids: Sequence[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    if ids:
        rows = session.execute(
            select(DirectionBody.direction_id, Body.name)
            .join(Body, Body.id == DirectionBody.body_id)
            .where(among(DirectionBody.direction_id, ids))
            .order_by(DirectionBody.id)
        )
        for direction_id, name in rows:
            found[direction_id].append(name)
    return found


def _assignments(
    session: Session, ids: Sequence[int], day: date | None
) -> defaultdict[int, list[AssignmentFacts]]:
    """The assignments given out first, whatever became of them, by issue.

    Supporting bodies are named with the first lead.
    """
    rows = session.execute(
        select(Assignment, Body.name)
        .join(Body, Body.id == Assignment.body_id)
        .where(
            among(Assignment.issue_id, ids), Assignment.round == 0, Assignment.given_on.is_not(None)
        )
        .order_by(Assignment.issue_id, Assignment.id)
    ).all()
    by_issue: defaultdict[int, list[tuple[Assignment, str]]] = defaultdict(list)
    for row, body in rows:
        earlier = (known for known, _body in by_issue[row.issue_id])
        if not _is_replacement(row, earlier):
            by_issue[row.issue_id].append((row, body))
    found: defaultdict[int, list[AssignmentFacts]] = defaultdict(list)
    for issue_id, first_given in by_issue.items():
        found[issue_id].extend(_assignment_facts(first_given, day))
    return found


def _is_replacement(assignment: Assignment, earlier: Iterable[Assignment]) -> bool:
    """Whether the assignment was given out after a body had sent the issue back."""
    return any(
        known.state is AssignmentState.RETURNED
        and known.ended_on is not None
        and assignment.given_on is not None
        and known.ended_on <= assignment.given_on
        for known in earlier
    )


def _assignment_facts(
    assignments: Sequence[tuple[Assignment, str]], day: date | None
) -> Iterable[AssignmentFacts]:
    """The lead bodies of one issue, the first with the supporting ones."""
    supporting = [(row, name) for row, name in assignments if row.role is AssignmentRole.SUPPORTING]
    leads = [(row, name) for row, name in assignments if row.role is AssignmentRole.LEAD]
    for index, (lead, name) in enumerate(leads):
        yield AssignmentFacts(
            name,
            lead.relation,
            tuple(
                other for row, other in supporting if index == 0 and _is_told_with(lead, row, day)
            ),
            lead.original_due_on,
            at_meeting=day is not None and lead.given_on == day,
            sent=_was_sent(lead, day),
        )


def _is_told_with(lead: Assignment, supporting: Assignment, day: date | None) -> bool:
    """Whether the supporting body stands in the sentence on the lead.

    None that was asked after the meeting stands beside a lead of the meeting; and where the
    sentence says the issue was sent, only who has it is named.
    """
    if _is_after(supporting.given_on, day) and not _is_after(lead.given_on, day):
        return False
    is_order = lead.relation is Relation.OWN or not _was_sent(lead, day)
    return is_order or supporting.relation is Relation.OWN or _was_sent(supporting, day)


def _was_sent(assignment: Assignment, day: date | None) -> bool:
    """Whether the issue was sent to the body, as far as minutes of a meeting on `day` tell.

    A letter that followed later leaves what was given by that day as it was then.
    """
    if assignment.sent_on is None:
        return False
    return _is_after(assignment.given_on, day) or not _is_after(assignment.sent_on, day)


def _is_after(on: date | None, day: date | None) -> bool:
    return on is not None and day is not None and on > day
