"""One issue whole, for the screen beside the list and for `issue show`, with its story."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import enterprise_code, issue_code
from dialogue_app.domain.errors.issues import UnknownIssue
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.life import Move, allowed_moves, allowed_outcomes
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentRole,
    AssignmentState,
    DueBasis,
    Outcome,
    RaiserKind,
    Relation,
    SendingKind,
    StoryKind,
    VerdictLevel,
    WithdrawalCause,
)
from dialogue_app.i18n.words import word
from dialogue_app.services.case import Case, Seen
from dialogue_app.services.issues.attaching import AttachmentView, attachments_of
from dialogue_app.services.issues.ending import is_answered
from dialogue_app.services.issues.intake import current_draft
from dialogue_app.services.issues.lists import IssueRow, read_rows
from dialogue_app.services.issues.moving import code_of
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import (
    Answer,
    AnswerIssue,
    Assignment,
    Escalation,
    Issue,
    Reopening,
    Verdict,
    Waiting,
)
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.sessions import Direction, DirectionBody, DirectionIssue


@dataclass(frozen=True, slots=True)
class RaiserView:
    """A raiser with its latest opinion of the answer."""

    id: int
    name: str
    kind: RaiserKind
    enterprise_code: str
    speaker: str
    members_count: int | None
    verdict: VerdictLevel | None


@dataclass(frozen=True, slots=True)
class AssignmentView:
    """The assignment of the issue to one body, in the round that runs or an earlier one."""

    id: int
    body_id: int
    body: str
    person: str
    role: AssignmentRole
    state: AssignmentState
    relation: Relation
    given_on: date | None
    original_due_on: date | None
    due_on: date | None
    due_basis: DueBasis | None
    due_days: int | None
    due_text: str
    sent_on: date | None
    sent_kind: SendingKind | None
    sent_number: str
    ended_on: date | None
    ended_because: WithdrawalCause | None
    ended_reason: str
    round: int

    @property
    def was_never_sent(self) -> bool:
        """Whether nothing went out, or yet, to a body that is not ours."""
        return self.relation is not Relation.OWN and self.sent_on is None


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer, and the other issues it serves."""

    id: int
    kind: AnswerKind
    body: str
    person: Person = field(metadata={"json": {"person": "name", "person_title": "title"}})
    text: str
    answered_on: date
    letter_number: str
    settles: bool
    also_in_writing: bool
    other_codes: tuple[str, ...]

    @property
    def answerer(self) -> str:
        """Who answered, in one line: the person, if any, and the body as it is called now."""
        return ", ".join(filter(None, [self.person.name, self.person.title, self.body]))


@dataclass(frozen=True, slots=True)
class DirectionView:
    """What the chair directed, on the day of its session."""

    on: date
    speaker: Person = field(metadata={"json": {"speaker": "written"}})
    text: str
    due_on: date | None
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One thing that happened; `who` is a body or a person, `text` what was said or why."""

    on: date
    kind: StoryKind
    who: str = ""
    text: str = ""
    due_on: date | None = None
    outcome: Outcome | None = None
    verdict: VerdictLevel | None = None


@dataclass(frozen=True, slots=True)
class IssueDetail:
    """One issue whole, with the moves its state allows and the outcomes it may end with."""

    id: int
    version: int
    code: str
    form: IssueDraft
    row: IssueRow
    waiting_for: str
    reopen_reason: str
    original_code: str  # of the issue it is followed together with
    raisers: tuple[RaiserView, ...]
    assignments: tuple[AssignmentView, ...]
    answers: tuple[AnswerView, ...]
    directions: tuple[DirectionView, ...]
    attachments: tuple[AttachmentView, ...]
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
        issue = session.get(Issue, issue_id)
        if issue is None:
            raise UnknownIssue(str(issue_id))
        (row,) = read_rows(session, [issue_id])
        verdicts = _verdicts(session, issue)
        raisers = _raisers(session, issue, verdicts)
        waitings, reopenings = _waitings(session, issue), _reopenings(session, issue)
        assignments, answers = _assignments(session, issue), _answers(session, issue)
        directions, attachments = _directions(session, issue), attachments_of(session, issue)
        story = (
            *_happened(session, issue, waitings, reopenings),
            *(line for assignment in assignments for line in _assigned(assignment, issue)),
            *_said(directions, answers),
            *(StoryLine(file.added_on, StoryKind.ATTACHED, file.name) for file in attachments),
            *_judged(verdicts, raisers),
        )
        outcomes = allowed_outcomes(
            issue.kind, complaint=issue.complaint, answered=is_answered(session, issue)
        )
        return IssueDetail(
            id=issue.id,
            version=issue.version,
            code=row.code,
            form=current_draft(session, issue),
            row=row,
            waiting_for=next((waiting.what for waiting in waitings if waiting.until is None), ""),
            reopen_reason=reopenings[-1].reason if reopenings else "",
            original_code=_original_code(session, issue),
            raisers=raisers,
            assignments=assignments,
            answers=answers,
            directions=directions,
            attachments=attachments,
            story=tuple(sorted(story, key=lambda line: (line.on, _RANK[line.kind]))),
            moves=allowed_moves(issue.state, complaint=issue.complaint),
            outcomes=tuple(outcomes),
        )


_RANK = {kind: place for place, kind in enumerate(StoryKind)}


def _original_code(session: Session, issue: Issue) -> str:
    original = session.get(Issue, issue.duplicate_of_id) if issue.duplicate_of_id else None
    return code_of(original) if original else ""


def _verdicts(session: Session, issue: Issue) -> list[Verdict]:
    statement = select(Verdict).where(Verdict.issue_id == issue.id).order_by(Verdict.id)
    return list(session.scalars(statement))


def _raisers(session: Session, issue: Issue, verdicts: list[Verdict]) -> tuple[RaiserView, ...]:
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
                speaker=raiser.speaker,
                members_count=raiser.members_count,
                verdict=now.get(raiser.id),
            )
        )
    return tuple(found)


def _assignments(session: Session, issue: Issue) -> tuple[AssignmentView, ...]:
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
            row.ended_because, row.ended_reason, row.round,
        )
        for row, body in rows
    )  # fmt: skip


def _answers(session: Session, issue: Issue) -> tuple[AnswerView, ...]:
    rows = session.execute(
        select(Answer, Body.name)
        .join(AnswerIssue, AnswerIssue.answer_id == Answer.id)
        .outerjoin(Body, Body.id == Answer.body_id)
        .where(AnswerIssue.issue_id == issue.id)
        .order_by(AnswerIssue.id)
    )
    return tuple(
        AnswerView(
            answer.id, answer.kind, body or "", answer.person, answer.text, answer.answered_on,
            answer.letter_number, answer.settles, answer.also_in_writing,
            _other_codes(session, answer, issue),
        )
        for answer, body in rows
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


def _happened(
    session: Session, issue: Issue, waitings: list[Waiting], reopenings: list[Reopening]
) -> Iterator[StoryLine]:
    """Received, waiting, ended and reopened, round by round, and what was sent up."""
    yield StoryLine(issue.received_on, StoryKind.RECEIVED)
    for waiting in waitings:
        yield StoryLine(waiting.since, StoryKind.WAITING, text=waiting.what)
        if waiting.until:
            yield StoryLine(waiting.until, StoryKind.RESUMED)
    rounds: tuple[Reopening | Issue, ...] = (*reopenings, issue)
    for ended in rounds:
        if ended.outcome is not None and ended.outcome_on is not None:
            yield StoryLine(
                ended.outcome_on, StoryKind.CLOSED, text=ended.outcome_note, outcome=ended.outcome
            )
    for reopening in reopenings:
        yield StoryLine(reopening.reopened_on, StoryKind.REOPENED, text=reopening.reason)
    escalations = session.execute(
        select(Escalation, Body.name)
        .outerjoin(Body, Body.id == Escalation.body_id)
        .where(Escalation.issue_id == issue.id)
    )
    for escalation, body in escalations:
        to = body or escalation.addressee
        yield StoryLine(escalation.sent_on, StoryKind.SENT_UP, to, escalation.paper)
        if escalation.came_back_on:
            yield StoryLine(escalation.came_back_on, StoryKind.CAME_BACK, to)
        if escalation.withdrawn_on:
            cause = word(WithdrawalCause.COMPLAINT)
            yield StoryLine(escalation.withdrawn_on, StoryKind.WITHDRAWN, to, cause)


def _assigned(assignment: AssignmentView, issue: Issue) -> list[StoryLine]:
    """What became of the assignment: proposed, given, sent, withdrawn or sent back."""
    who = ", ".join(filter(None, [assignment.body, assignment.person]))
    state, limit = assignment.state, (assignment.due_text, assignment.due_on)
    if assignment.given_on is None:
        proposed = StoryLine(issue.received_on, StoryKind.PROPOSED, who, *limit)
        return [proposed] if state is AssignmentState.PROPOSED else []
    own = assignment.relation is Relation.OWN
    kind = StoryKind.ASSIGNED if own else StoryKind.TO_SEND
    lines = [StoryLine(assignment.given_on, kind, who, *limit)]
    if assignment.sent_on is not None:
        by = word(assignment.sent_kind) if assignment.sent_kind else ""
        text = " ".join(filter(None, [by, assignment.sent_number]))
        lines.append(StoryLine(assignment.sent_on, StoryKind.TRANSFERRED, who, text))
    ended_on, cause = assignment.ended_on, assignment.ended_because
    if state is AssignmentState.WITHDRAWN and ended_on and cause:
        lines.append(StoryLine(ended_on, StoryKind.WITHDRAWN, who, word(cause)))
    if state is AssignmentState.RETURNED and ended_on:
        # Nobody sends back what was never sent to it.
        kind = StoryKind.NOT_TRANSFERRED if assignment.was_never_sent else StoryKind.RETURNED
        lines.append(StoryLine(ended_on, kind, who, assignment.ended_reason))
    return lines


def _said(
    directions: tuple[DirectionView, ...], answers: tuple[AnswerView, ...]
) -> Iterator[StoryLine]:
    for direction in directions:
        speaker, text = direction.speaker.written, direction.text
        yield StoryLine(direction.on, StoryKind.DIRECTED, speaker, text, direction.due_on)
    for answer in answers:
        yield StoryLine(answer.answered_on, StoryKind.ANSWERED, answer.answerer, answer.text)


def _judged(verdicts: list[Verdict], raisers: tuple[RaiserView, ...]) -> Iterator[StoryLine]:
    names = {raiser.id: raiser.name for raiser in raisers}
    for verdict in verdicts:
        yield StoryLine(
            verdict.given_on,
            StoryKind.VERDICT,
            names.get(verdict.raiser_id, ""),
            verdict.note,
            verdict=verdict.level,
        )
