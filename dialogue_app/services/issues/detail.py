"""One issue whole, for the screen beside the list and for `issue show`: what is, what happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import enterprise_code, issue_code
from dialogue_app.domain.errors.issues import UnknownIssue
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
)
from dialogue_app.i18n.words import word
from dialogue_app.services.case import Case, Seen
from dialogue_app.services.issues.attaching import AttachmentView, attachments_of
from dialogue_app.services.issues.ending import is_answered
from dialogue_app.services.issues.intake import IssueForm, current_form
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
    """The part of one body, in the round that runs or an earlier one."""

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
    ended_reason: str
    round: int


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
    form: IssueForm
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
    """One issue whole; raises `UnknownCode`."""
    with case.reading() as session:
        issue = session.get(Issue, issue_id)
        if issue is None:
            raise UnknownIssue(str(issue_id))
        (row,) = read_rows(session, [issue_id])
        verdicts = _verdicts(session, issue)
        raisers = _raisers(session, issue, verdicts)
        waiting, reopenings = _waitings(session, issue), _reopenings(session, issue)
        parts, answers = _assignments(session, issue), _answers(session, issue)
        directions, files = _directions(session, issue), attachments_of(session, issue)
        story = (
            *_happened(session, issue, waiting, reopenings),
            *(line for part in parts for line in _part_story(part, issue)),
            *_said(directions, answers),
            *(StoryLine(one.added_on, StoryKind.ATTACHED, one.name) for one in files),
            *_judged(verdicts, raisers),
        )
        outcomes = allowed_outcomes(
            issue.kind, complaint=issue.complaint, answered=is_answered(session, issue)
        )
        return IssueDetail(
            id=issue.id,
            version=issue.version,
            code=row.code,
            form=current_form(session, issue),
            row=row,
            waiting_for=next((one.what for one in waiting if one.until is None), ""),
            reopen_reason=reopenings[-1].reason if reopenings else "",
            original_code=_original_code(session, issue),
            raisers=raisers,
            assignments=parts,
            answers=answers,
            directions=directions,
            attachments=files,
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
    now = {one.raiser_id: one.level for one in verdicts if one.round == issue.round}
    found = []
    for one in issue.raisers:
        known = session.get(Enterprise, one.enterprise_id) if one.enterprise_id else None
        found.append(
            RaiserView(
                id=one.id,
                name=known.name if known else one.written_name,
                kind=one.kind,
                enterprise_code=enterprise_code(known.number) if known else "",
                speaker=one.speaker,
                members_count=one.members_count,
                verdict=now.get(one.id),
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
            part.id, part.body_id, body, part.person, part.role, part.state, part.relation,
            part.given_on, part.original_due_on, part.due_on, part.due_basis, part.due_days,
            part.due_text, part.sent_on, part.sent_kind, part.sent_number, part.ended_on,
            part.ended_reason, part.round,
        )
        for part, body in rows
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
            one.id, one.kind, body or "", one.person, one.text, one.answered_on,
            one.letter_number, one.settles, one.also_in_writing,
            _codes_served(session, one, issue),
        )
        for one, body in rows
    )  # fmt: skip


def _codes_served(session: Session, given: Answer, issue: Issue) -> tuple[str, ...]:
    rows = session.execute(
        select(Issue.year, Issue.number)
        .join(AnswerIssue, AnswerIssue.issue_id == Issue.id)
        .where(AnswerIssue.answer_id == given.id, Issue.id != issue.id)
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
            one.directed_on,
            one.person,
            one.text,
            one.due_on,
            tuple(
                session.scalars(
                    select(Body.name)
                    .join(DirectionBody, DirectionBody.body_id == Body.id)
                    .where(DirectionBody.direction_id == one.id)
                )
            ),
        )
        for one in rows
    )


def _waitings(session: Session, issue: Issue) -> list[Waiting]:
    statement = select(Waiting).where(Waiting.issue_id == issue.id).order_by(Waiting.id)
    return list(session.scalars(statement))


def _reopenings(session: Session, issue: Issue) -> list[Reopening]:
    statement = select(Reopening).where(Reopening.issue_id == issue.id).order_by(Reopening.id)
    return list(session.scalars(statement))


def _happened(
    session: Session, issue: Issue, waiting: list[Waiting], reopenings: list[Reopening]
) -> Iterator[StoryLine]:
    """What stands on the issue itself, round by round, and what was sent up."""
    yield StoryLine(issue.received_on, StoryKind.RECEIVED)
    for one in waiting:
        yield StoryLine(one.since, StoryKind.WAITING, text=one.what)
        if one.until:
            yield StoryLine(one.until, StoryKind.RESUMED)
    rounds: tuple[Reopening | Issue, ...] = (*reopenings, issue)
    for ended in rounds:
        if ended.outcome is not None and ended.outcome_on is not None:
            yield StoryLine(
                ended.outcome_on, StoryKind.CLOSED, text=ended.outcome_note, outcome=ended.outcome
            )
    for again in reopenings:
        yield StoryLine(again.reopened_on, StoryKind.REOPENED, text=again.reason)
    sent = session.execute(
        select(Escalation, Body.name)
        .outerjoin(Body, Body.id == Escalation.body_id)
        .where(Escalation.issue_id == issue.id)
    )
    for escalation, body in sent:
        to = body or escalation.addressee
        yield StoryLine(escalation.sent_on, StoryKind.SENT_UP, to, escalation.paper)
        if escalation.came_back_on:
            yield StoryLine(escalation.came_back_on, StoryKind.CAME_BACK, to)


def _part_story(part: AssignmentView, issue: Issue) -> list[StoryLine]:
    who = ", ".join(filter(None, [part.body, part.person]))
    if part.given_on is None:
        if part.state is not AssignmentState.PROPOSED:
            return []
        return [StoryLine(issue.received_on, StoryKind.PROPOSED, who, part.due_text, part.due_on)]
    own = part.relation is Relation.OWN
    kind = StoryKind.ASSIGNED if own else StoryKind.TO_SEND
    lines = [StoryLine(part.given_on, kind, who, part.due_text, part.due_on)]
    if part.sent_on is not None:
        by = word(part.sent_kind) if part.sent_kind else ""
        text = " ".join(filter(None, [by, part.sent_number]))
        lines.append(StoryLine(part.sent_on, StoryKind.TRANSFERRED, who, text))
    if part.state is AssignmentState.WITHDRAWN and part.ended_on and part.ended_reason:
        lines.append(StoryLine(part.ended_on, StoryKind.WITHDRAWN, who, part.ended_reason))
    if part.state is AssignmentState.RETURNED and part.ended_on:
        lines.append(StoryLine(part.ended_on, StoryKind.RETURNED, who, part.ended_reason))
    return lines


def _said(
    directions: tuple[DirectionView, ...], answers: tuple[AnswerView, ...]
) -> Iterator[StoryLine]:
    for one in directions:
        yield StoryLine(one.on, StoryKind.DIRECTED, one.speaker.written, one.text, one.due_on)
    for answer in answers:
        yield StoryLine(answer.answered_on, StoryKind.ANSWERED, answer.answerer, answer.text)


def _judged(verdicts: list[Verdict], raisers: tuple[RaiserView, ...]) -> Iterator[StoryLine]:
    names = {one.id: one.name for one in raisers}
    for one in verdicts:
        who = names.get(one.raiser_id, "")
        yield StoryLine(one.given_on, StoryKind.VERDICT, who, one.note, verdict=one.level)
