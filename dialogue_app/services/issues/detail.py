"""One issue whole, for the screen beside the list and for `issue show`, with its story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import working_days_between
from dialogue_app.domain.codes import enterprise_code, issue_code
from dialogue_app.domain.errors.issues import UnknownIssue
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.life import Move, allowed_moves, allowed_outcomes
from dialogue_app.domain.vocabulary import (
    ContactPurpose,
    Outcome,
    StoryKind,
)
from dialogue_app.services.case import Case, Seen
from dialogue_app.services.issues.attaching import AttachmentView, attachments_of
from dialogue_app.services.issues.closing import is_answered
from dialogue_app.services.issues.contacts import TOLD_ANSWER, contacts_of
from dialogue_app.services.issues.duplicates import duplicates_of
from dialogue_app.services.issues.extending import extensions_of
from dialogue_app.services.issues.grouping import SimilarView, similar_to
from dialogue_app.services.issues.intake import current_draft
from dialogue_app.services.issues.lists import ISSUES, IssueRow
from dialogue_app.services.issues.moving import code_of
from dialogue_app.services.issues.promises import promises_of
from dialogue_app.services.issues.story import (
    attached,
    became_of,
    contacted,
    happened,
    judged,
    said,
)
from dialogue_app.services.issues.telling import untold_of
from dialogue_app.services.issues.views import (
    AnswerView,
    AssignmentView,
    ContactView,
    DirectionView,
    PromiseView,
    RaiserView,
    StoryLine,
)
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issue_course import (
    Answer,
    AnswerIssue,
    Reopening,
    Verdict,
    Waiting,
)
from dialogue_app.storage.models.issues import Assignment, Issue
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.sessions import Direction, DirectionBody, DirectionIssue, Venue


@dataclass(frozen=True, slots=True)
class IssueDetail:
    """One issue whole, with the moves its state allows and the outcomes it may end with."""

    id: int
    version: int
    code: str
    form: IssueDraft
    row: IssueRow
    round: int  # 0, and one more each time it is reconsidered
    venue: str
    waiting_for: str
    waited_days: int  # working days for which others have owed an answer
    reopen_reason: str
    original_code: str  # of the issue it is followed together with
    duplicates: tuple[str, ...]  # codes of those that are followed together with it
    similar: tuple[SimilarView, ...]  # those that say the same and are answered with it
    raisers: tuple[RaiserView, ...]
    assignments: tuple[AssignmentView, ...]
    answers: tuple[AnswerView, ...]
    promises: tuple[PromiseView, ...]
    directions: tuple[DirectionView, ...]
    attachments: tuple[AttachmentView, ...]
    contacts: tuple[ContactView, ...]
    story: tuple[StoryLine, ...]
    moves: frozenset[Move]
    outcomes: tuple[Outcome, ...]

    @property
    def seen(self) -> Seen:
        """What an act on the issue is built on."""
        return Seen(self.id, self.version)


def issue_detail(case: Case, issue_id: int) -> IssueDetail:
    """One issue whole; raises `UnknownIssue`."""
    with case.reading() as session:
        issue, row = _known(session, issue_id), _row(session, issue_id, case)
        verdicts, attachments = _verdicts(session, issue), attachments_of(session, issue)
        raisers = _raisers(session, issue, verdicts, contacts := contacts_of(session, issue))
        waitings, reopenings = _waitings(session, issue), _reopenings(session, issue)
        assignments, answers = _assignments(session, issue), _answers(session, issue)
        promises, directions = promises_of(session, issue.id), _directions(session, issue)
        story = (
            *happened(session, issue, waitings, reopenings),
            *(line for assignment in assignments for line in became_of(assignment, issue)),
            *said(directions, answers, promises),
            *_beside(attachments, contacts, verdicts, raisers),
        )
        return IssueDetail(
            id=issue.id,
            version=issue.version,
            code=row.code,
            form=current_draft(session, issue),
            row=row,
            round=issue.round,
            venue=session.get_one(Venue, issue.venue_id).name if issue.venue_id else "",
            waiting_for=next((one.what for one in waitings if one.until is None), ""),
            waited_days=_waited_days(case, issue),
            reopen_reason=reopenings[-1].reason if reopenings else "",
            original_code=_original_code(session, issue),
            duplicates=tuple(map(code_of, duplicates_of(session, issue))),
            similar=similar_to(session, issue),
            raisers=raisers,
            assignments=assignments,
            answers=answers,
            promises=promises,
            directions=directions,
            attachments=attachments,
            contacts=contacts,
            story=_in_order(story),
            moves=allowed_moves(issue.state, complaint=issue.complaint),
            outcomes=_outcomes(session, issue),
        )


def _beside(
    attachments: tuple[AttachmentView, ...],
    contacts: tuple[ContactView, ...],
    verdicts: list[Verdict],
    raisers: tuple[RaiserView, ...],
) -> Iterator[StoryLine]:
    """Files, contacts and opinions."""
    yield from attached(attachments)
    yield from contacted(contacts)
    yield from judged(verdicts, raisers)


def _row(session: Session, issue_id: int, case: Case) -> IssueRow:
    (row,) = ISSUES.read(session, [issue_id], case.today())
    return row


def _known(session: Session, issue_id: int) -> Issue:
    issue = session.get(Issue, issue_id)
    if issue is None:
        raise UnknownIssue(str(issue_id))
    return issue


_RANK = {kind: place for place, kind in enumerate(StoryKind)}


def _in_order(story: Iterable[StoryLine]) -> tuple[StoryLine, ...]:
    return tuple(sorted(story, key=lambda line: (line.on, _RANK[line.kind])))


def _outcomes(session: Session, issue: Issue) -> tuple[Outcome, ...]:
    answered = is_answered(session, issue)
    return tuple(allowed_outcomes(issue.kind, complaint=issue.complaint, answered=answered))


def _original_code(session: Session, issue: Issue) -> str:
    original = session.get(Issue, issue.duplicate_of_id) if issue.duplicate_of_id else None
    return code_of(original) if original else ""


def _waited_days(case: Case, issue: Issue) -> int:
    since = issue.waits_since
    return working_days_between(case.calendar(), since, case.today()) if since else 0


def _verdicts(session: Session, issue: Issue) -> list[Verdict]:
    statement = select(Verdict).where(Verdict.issue_id == issue.id).order_by(Verdict.id)
    return list(session.scalars(statement))


def _raisers(
    session: Session, issue: Issue, verdicts: list[Verdict], contacts: tuple[ContactView, ...]
) -> tuple[RaiserView, ...]:
    untold = untold_of(session, [issue.id])
    told_on = {(contact.raiser_id, contact.purpose): contact.on for contact in contacts}
    now = {verdict.raiser_id: verdict.level for verdict in verdicts if verdict.round == issue.round}
    found = []
    for raiser in issue.raisers:
        enterprise_id = raiser.enterprise_id
        known = session.get(Enterprise, enterprise_id) if enterprise_id else None
        found.append(
            RaiserView(
                id=raiser.id,
                name=known.name if known else raiser.written_name,
                kind=raiser.kind,
                enterprise_code=enterprise_code(known.number) if known else "",
                phone=known.phone if known else "",
                speaker=raiser.speaker,
                members_count=raiser.members_count,
                verdict=now.get(raiser.id),
                told_where_on=told_on.get((raiser.id, ContactPurpose.TOLD_WHERE)),
                told_answer_on=next(
                    filter(None, (told_on.get((raiser.id, what)) for what in TOLD_ANSWER)), None
                ),
                untold=tuple(
                    dict.fromkeys(one.purpose for one in untold if one.raiser_id == raiser.id)
                ),
            )
        )
    return tuple(found)


def _assignments(session: Session, issue: Issue) -> tuple[AssignmentView, ...]:
    extensions = extensions_of(session, issue.id)
    rows = session.execute(
        select(Assignment, Body.name)
        .join(Body, Body.id == Assignment.body_id)
        .where(Assignment.issue_id == issue.id)
        .order_by(Assignment.round, Assignment.id)
    )
    return tuple(
        AssignmentView(
            row.id, row.body_id, body, row.person, row.role, row.state, row.relation,
            row.given_on, row.original_due_on, row.due_on, row.due_basis, row.due_days,
            row.due_text, row.sent_on, row.sent_kind, row.sent_number, row.ended_on,
            row.ended_because, row.ended_reason, row.round, extensions[row.id],
        )
        for row, body in rows
    )  # fmt: skip


def _answers(session: Session, issue: Issue) -> tuple[AnswerView, ...]:
    rows = session.execute(
        select(Answer, Body.name, AnswerIssue.round)
        .join(AnswerIssue, AnswerIssue.answer_id == Answer.id)
        .outerjoin(Body, Body.id == Answer.body_id)
        .where(AnswerIssue.issue_id == issue.id)
        .order_by(AnswerIssue.id)
    )
    return tuple(
        AnswerView(
            answer.id, answer.kind, body or "", answer.person, answer.text, answer.answered_on,
            answer.letter_number, answer.settles, answer.also_in_writing,
            _other_codes(session, answer, issue), in_round,
        )
        for answer, body, in_round in rows
    )  # fmt: skip


def _other_codes(session: Session, answer: Answer, issue: Issue) -> tuple[str, ...]:
    """The codes of the other issues that the answer serves."""
    rows = session.execute(
        select(Issue.year, Issue.number)
        .join(AnswerIssue, AnswerIssue.issue_id == Issue.id)
        .where(AnswerIssue.answer_id == answer.id, Issue.id != issue.id)
        .order_by(Issue.year, Issue.number)
    )
    return tuple(issue_code(year, number) for year, number in rows)


def _directions(session: Session, issue: Issue) -> tuple[DirectionView, ...]:
    rows = session.scalars(
        select(Direction)
        .join(DirectionIssue, DirectionIssue.direction_id == Direction.id)
        .where(DirectionIssue.issue_id == issue.id)
        .order_by(Direction.id)
    ).all()
    return tuple(
        DirectionView(
            direction.directed_on,
            direction.person,
            direction.text,
            direction.due_on,
            tuple(
                session.scalars(
                    select(Body.name)
                    .join(DirectionBody, DirectionBody.body_id == Body.id)
                    .where(DirectionBody.direction_id == direction.id)
                )
            ),
        )
        for direction in rows
    )


def _waitings(session: Session, issue: Issue) -> list[Waiting]:
    statement = select(Waiting).where(Waiting.issue_id == issue.id).order_by(Waiting.id)
    return list(session.scalars(statement))


def _reopenings(session: Session, issue: Issue) -> list[Reopening]:
    statement = select(Reopening).where(Reopening.issue_id == issue.id).order_by(Reopening.id)
    return list(session.scalars(statement))
