"""What minutes state of the issues of a session: raisers, answers, directions, who was given them.

What happens later does not change an earlier meeting's minutes: answers and directions are those
of this session, parts are as they were first given out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from dialogue_app.documents.minutes_facts import (
    AnswerFacts,
    AssignmentFacts,
    DirectionFacts,
    FlagFacts,
    IssueFacts,
    RaiserFacts,
)
from dialogue_app.domain.text import enterprise_match_key
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentRole,
    AssignmentState,
    RaiserKind,
)
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Answer, AnswerIssue, Assignment, Issue, Raiser
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
    raisers, answers = _raisers(session, ids), _answers(session, meeting.id, ids)
    directions, parts = _directions(session, meeting.id, ids), _assignments(session, ids, day)
    venues = {venue.id: venue.name for venue in meeting.venues}
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
            assignments=tuple(parts[issue.id]),
            authority=issue.authority,
        )
        for issue in issues
    )


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


def _raisers(session: Session, ids: Sequence[int]) -> defaultdict[int, list[RaiserFacts]]:
    found: defaultdict[int, list[RaiserFacts]] = defaultdict(list)
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
            RaiserFacts(
                key=f"e{known}" if known else f"n{enterprise_match_key(name)}",
                name=name,
                kind=_kind(raiser),
                speaker=raiser.speaker,
                members=raiser.members_count,
                others_count=raiser.others_count,
                others_text=raiser.others_text,
                written_name=raiser.written_name if registered else "",
            )
        )
    return found


def _kind(raiser: Raiser) -> RaiserKind:
    known = raiser.enterprise_id is not None and raiser.kind is not RaiserKind.ASSOCIATION
    return RaiserKind.ENTERPRISE if known else raiser.kind


def _unnamed(
    session: Session, links: Select[int, int], meeting: int
) -> dict[int, tuple[RaiserFacts, ...]]:
    """Raisers of issues of other sessions, by the answer or direction that must not name them."""
    link = links.subquery()
    key, issue_id = link.columns
    rows = session.execute(
        select(key, Issue.id)
        .join(Issue, Issue.id == issue_id)
        .where(
            or_(Issue.session_id.is_(None), Issue.session_id != meeting),
            or_(Issue.withhold_name, Issue.unsigned, Issue.complaint),
        )
    ).all()
    if not rows:
        return {}
    raisers = _raisers(session, [one for _key, one in rows])
    found: defaultdict[int, tuple[RaiserFacts, ...]] = defaultdict(tuple)
    for served_by, one in rows:
        found[served_by] += tuple(raisers[one])
    return found


def _answers(
    session: Session, meeting: int, ids: Sequence[int]
) -> defaultdict[int, list[AnswerFacts]]:
    rows = session.execute(
        select(AnswerIssue.issue_id, Answer, Body.name)
        .join(Answer, Answer.id == AnswerIssue.answer_id)
        .outerjoin(Body, Body.id == Answer.body_id)
        .where(
            AnswerIssue.issue_id.in_(ids),
            Answer.kind.in_(_AT_THE_MEETING),
            or_(Answer.session_id == meeting, Answer.session_id.is_(None)),
        )
        .order_by(AnswerIssue.id)
    ).all()
    served = select(AnswerIssue.answer_id, AnswerIssue.issue_id).where(
        AnswerIssue.answer_id.in_([given.id for _issue, given, _body in rows])
    )
    unnamed = _unnamed(session, served, meeting)
    found: defaultdict[int, list[AnswerFacts]] = defaultdict(list)
    for issue_id, given, body in rows:
        found[issue_id].append(
            AnswerFacts(
                given.id,
                given.text,
                given.kind,
                given.person if given.person.name else None,
                body or "",
                given.also_in_writing,
                unnamed.get(given.id, ()),
            )
        )
    return found


def _directions(
    session: Session, meeting: int, ids: Sequence[int]
) -> defaultdict[int, list[DirectionFacts]]:
    rows = session.execute(
        select(DirectionIssue.issue_id, Direction)
        .join(Direction, Direction.id == DirectionIssue.direction_id)
        .where(
            DirectionIssue.issue_id.in_(ids),
            or_(Direction.session_id == meeting, Direction.session_id.is_(None)),
        )
        .order_by(Direction.position, Direction.id)
    ).all()
    directed = [direction.id for _issue, direction in rows]
    bodies = _directed_bodies(session, directed)
    served = select(DirectionIssue.direction_id, DirectionIssue.issue_id).where(
        DirectionIssue.direction_id.in_(directed)
    )
    unnamed = _unnamed(session, served, meeting)
    found: defaultdict[int, list[DirectionFacts]] = defaultdict(list)
    for issue_id, row in rows:
        found[issue_id].append(_direction(row, bodies[row.id], unnamed.get(row.id, ())))
    return found


def _direction(
    row: Direction, bodies: Iterable[str], unnamed: tuple[RaiserFacts, ...]
) -> DirectionFacts:
    speaker = row.person if row.person.name else None
    return DirectionFacts(row.id, row.text, speaker, tuple(bodies), row.due_on, unnamed)


def _directed_bodies(session: Session, ids: Sequence[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    if ids:
        rows = session.execute(
            select(DirectionBody.direction_id, Body.name)
            .join(Body, Body.id == DirectionBody.body_id)
            .where(DirectionBody.direction_id.in_(ids))
            .order_by(DirectionBody.id)
        )
        for direction_id, name in rows:
            found[direction_id].append(name)
    return found


def _assignments(
    session: Session, ids: Sequence[int], day: date | None
) -> defaultdict[int, list[AssignmentFacts]]:
    """The parts given out first, whatever became of them; supporting ones stand with a lead."""
    rows = session.execute(
        select(Assignment, Body.name)
        .join(Body, Body.id == Assignment.body_id)
        .where(
            Assignment.issue_id.in_(ids), Assignment.round == 0, Assignment.given_on.is_not(None)
        )
        .order_by(Assignment.issue_id, Assignment.id)
    ).all()
    by_issue: defaultdict[int, list[tuple[Assignment, str]]] = defaultdict(list)
    for part, body in rows:
        earlier = (one for one, _body in by_issue[part.issue_id])
        if not _is_replacement(part, earlier):
            by_issue[part.issue_id].append((part, body))
    found: defaultdict[int, list[AssignmentFacts]] = defaultdict(list)
    for issue_id, parts in by_issue.items():
        found[issue_id].extend(_of_one_issue(parts, day))
    return found


def _is_replacement(part: Assignment, earlier: Iterable[Assignment]) -> bool:
    """Whether the part was given out after a body had sent the issue back."""
    return any(
        one.state is AssignmentState.RETURNED
        and one.ended_on is not None
        and part.given_on is not None
        and one.ended_on <= part.given_on
        for one in earlier
    )


def _of_one_issue(
    parts: Sequence[tuple[Assignment, str]], day: date | None
) -> Iterable[AssignmentFacts]:
    supporting = tuple(name for part, name in parts if part.role is AssignmentRole.SUPPORTING)
    leads = [(part, name) for part, name in parts if part.role is AssignmentRole.LEAD]
    for index, (part, name) in enumerate(leads):
        yield AssignmentFacts(
            name,
            part.relation,
            supporting if index == 0 else (),
            part.original_due_on,
            at_meeting=day is not None and part.given_on == day,
            sent=part.sent_on is not None,
        )
