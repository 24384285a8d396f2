"""Promises in answers: given, kept, broken; and what became of those of many issues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import issue_code
from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.errors.conflicts import Gone
from dialogue_app.domain.errors.issues import NoAnswer, NoOpenPromise, PromiseStillOpen, TooEarly
from dialogue_app.domain.life import Move
from dialogue_app.domain.promises import by_when
from dialogue_app.domain.text import clean, clean_line
from dialogue_app.domain.vocabulary import PromiseState, Relation
from dialogue_app.i18n import N_
from dialogue_app.services.case import (
    Case,
    OpenCase,
    Seen,
    require_role,
    use_case,
)
from dialogue_app.services.issues.attaching import attach_kept, kept_by_name, same_file
from dialogue_app.services.issues.moving import (
    code_of,
    issue_seen,
    require_happened,
)
from dialogue_app.services.issues.views import PromiseView
from dialogue_app.services.roles import RECORD_ANSWER
from dialogue_app.storage.bulk import Statement, is_asked, rows_of
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.files import KeptFile
from dialogue_app.storage.limits import counted
from dialogue_app.storage.models.attachments import Attachment
from dialogue_app.storage.models.issue_course import Answer, AnswerIssue
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.promises import Promise


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """What is promised, and by when as it is typed: a day, a month ("tháng 10"), a quarter.

    Without a body and a person whoever answers promises it.
    """

    what: str
    by: str
    body_id: int | None = None
    person: str = ""


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One promise, with the issues it concerns."""

    issue_ids: tuple[int, ...]
    codes: tuple[str, ...]
    promise: PromiseView


@dataclass(frozen=True, slots=True)
class PromiseReport:
    """What became of promises by some day; each stands in one of these."""

    kept: tuple[PromiseLine, ...]
    late: tuple[PromiseLine, ...]
    broken: tuple[PromiseLine, ...]
    to_come: tuple[PromiseLine, ...]  # not kept yet, and their day has not passed

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(map(len, (self.kept, self.late, self.broken, self.to_come)))


# Given --------------------------------------------------------------------------------------------


@use_case("issue.promise", RECORD_ANSWER, N_("recorded a promise"), undoable=True)
def promise(case: OpenCase, seen: Seen, form: PromiseDraft, answer_id: int | None = None) -> int:
    """Note what an answer of the issue promised, its last one unless another is named.

    Gives the promise's id. It concerns all issues that the answer serves.

    Raises `NoAnswer`, what `add_promise` raises, `MoveNotAllowed`, `ChangedSince`.
    """
    issue = issue_seen(case, seen, Move.PROMISE)
    answers = (
        select(Answer)
        .join(AnswerIssue, AnswerIssue.answer_id == Answer.id)
        .where(AnswerIssue.issue_id == issue.id, AnswerIssue.round == issue.round)
        .order_by(AnswerIssue.id.desc())
    )
    if answer_id is not None:
        answers = answers.where(Answer.id == answer_id)
    answer = case.session.scalar(answers.limit(1))
    if answer is None:
        raise NoAnswer(code_of(issue))
    return add_promise(case, answer, form).id


def add_promise(case: OpenCase, answer: Answer, form: PromiseDraft) -> Promise:
    """The promise of an answer.

    Raises `Missing`, `UnclearPromise`, `PromiseOver`, `DayOutOfRange`, `Gone`.
    """
    if not clean_line(form.what):
        raise Missing("promise")
    if not clean_line(form.by):
        raise Missing("promised_by")
    by = by_when(form.by, case.calendar(), answer.answered_on)
    by_answerer = form.body_id is None and not clean_line(form.person)
    body_id = answer.body_id if by_answerer else form.body_id
    row = Promise(
        answer_id=answer.id,
        what=clean_line(form.what),
        body_id=body_id,
        relation=_relation(case.session, answer, body_id),
        person=answer.person_name if by_answerer else clean_line(form.person),
        due_on=by.on,
        due_text=by.text,
    )
    case.session.add(row)
    case.session.flush()
    return row


def _relation(session: Session, answer: Answer, body_id: int | None) -> Relation | None:
    """What the body is to us; one of our own people promises for us."""
    if body_id is None:
        return Relation.OWN if answer.person_staff_id is not None else None
    body = session.get(Body, body_id)
    if body is None:
        raise Gone("body")
    return body.relation


# Kept, broken -------------------------------------------------------------------------------------

_KEEP = "issue.keep"


def keep(
    case: Case, seen: Seen, promise_id: int, on: date, proof: str = "", file: Path | None = None
) -> None:
    """A promise was kept on that day; a text or a file proves it.

    Raises what `keep_with` raises, and what `Files.keep` raises for a file that cannot be kept.
    """
    require_role(case, RECORD_ANSWER, _KEEP)
    kept = kept_by_name(case, seen, file) if file is not None else None
    keep_with(case, seen, promise_id, on, proof, kept)


@use_case(_KEEP, RECORD_ANSWER, N_("recorded that a promise was kept"), undoable=True)
def keep_with(
    case: OpenCase,
    seen: Seen,
    promise_id: int,
    on: date,
    proof: str,
    file: tuple[KeptFile, str] | None = None,
) -> None:
    """As `keep`, with a file that lies beside the database already, by its name.

    Raises `Missing` without any proof, `NoOpenPromise`, `NotYet`, `TooEarly`, `MoveNotAllowed`,
    `ChangedSince`.
    """
    if not clean(proof) and file is None:
        raise Missing("proof")
    issue, row = _open_promise(case, seen, Move.KEEP, promise_id, on)
    row.state, row.ended_on, row.proof = PromiseState.KEPT, on, clean(proof)
    if file is not None:
        row.attachment_id = _attachment(case, issue, seen, *file)


@use_case("issue.break", RECORD_ANSWER, N_("recorded that a promise was broken"), undoable=True)
def break_promise(case: OpenCase, seen: Seen, promise_id: int, on: date, reason: str) -> None:
    """A promise will not be kept any more, as it is known from that day on.

    Raises `Missing`, `NoOpenPromise`, `NotYet`, `TooEarly`, `MoveNotAllowed`, `ChangedSince`.
    """
    if not clean(reason):
        raise Missing("reason")
    _issue, row = _open_promise(case, seen, Move.BREAK, promise_id, on)
    row.state, row.ended_on, row.proof = PromiseState.BROKEN, on, clean(reason)


def _open_promise(
    case: OpenCase, seen: Seen, move: Move, promise_id: int, on: date
) -> tuple[Issue, Promise]:
    """The issue and its promise that is still to be kept, which ends on that day."""
    issue = issue_seen(case, seen, move)
    require_happened(case, issue, on)
    found = case.session.execute(
        select(Promise, Answer.answered_on)
        .join(Answer, Answer.id == Promise.answer_id)
        .join(AnswerIssue, AnswerIssue.answer_id == Answer.id)
        .where(
            AnswerIssue.issue_id == issue.id,
            Promise.id == promise_id,
            Promise.state == PromiseState.OPEN,
        )
    ).first()
    if found is None:
        raise NoOpenPromise(code_of(issue))
    row, answered_on = found
    if on < answered_on:
        raise TooEarly(on, answered_on)
    return issue, row


def _attachment(case: OpenCase, issue: Issue, seen: Seen, kept: KeptFile, name: str) -> int:
    """The file among those of the issue; it may be there already."""
    known = same_file(case.session, issue, kept)
    return known.id if known is not None else attach_kept(case, seen, kept, name)


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """A promise still to be kept: by when, and what."""

    due_on: date
    what: str


def open_promises(session: Session, ids: Sequence[int]) -> dict[int, OpenPromise]:
    """By issue, what an answer of its round promised and is to be kept first."""
    found: dict[int, OpenPromise] = {}
    for issue_id, due_on, what in _still_open(session, ids):
        found.setdefault(issue_id, OpenPromise(due_on, what))
    return found


@rows_of
def _still_open() -> Statement:
    return (
        select(AnswerIssue.issue_id, Promise.due_on, Promise.what)
        .join(Promise, Promise.answer_id == AnswerIssue.answer_id)
        .join(Issue, Issue.id == AnswerIssue.issue_id)
        .where(
            is_asked(Issue.id),
            AnswerIssue.round == Issue.round,
            Promise.state == PromiseState.OPEN,
        )
        .order_by(Promise.due_on, Promise.id)
    )


def require_kept(code: str, promise: OpenPromise | None) -> None:
    """Raise `PromiseStillOpen` where issue `code` has such a promise."""
    if promise is not None:
        raise PromiseStillOpen(code, promise.due_on, promise.what)


# Read ---------------------------------------------------------------------------------------------


def promises_of(session: Session, issue_id: int) -> tuple[PromiseView, ...]:
    """The promises of an issue, in the order they were given."""
    chosen = _promises().where(AnswerIssue.issue_id == issue_id)
    rows = session.execute(chosen.add_columns(AnswerIssue.round).order_by(Promise.id)).all()
    return tuple(_view(session, *row) for row in rows)


def promise_report(session: Session, issue_ids: Collection[int], today: date) -> PromiseReport:
    """What had become by that day of all promised in answers to these issues, the soonest first."""
    lines = list(_lines(session, issue_ids, today))
    lines.sort(key=lambda line: (line.promise.due_on, line.promise.id))

    def of(wanted: PromiseState, *, late: bool = False) -> tuple[PromiseLine, ...]:
        return tuple(
            line
            for line in lines
            if line.promise.state is wanted and line.promise.is_late(today) is late
        )

    return PromiseReport(
        kept=of(PromiseState.KEPT),
        late=of(PromiseState.OPEN, late=True),
        broken=of(PromiseState.BROKEN),
        to_come=of(PromiseState.OPEN),
    )


def _as_it_stood(promise: PromiseView, day: date) -> PromiseView:
    """What was kept or broken later was open then."""
    if promise.ended_on is None or promise.ended_on <= day:
        return promise
    return replace(promise, state=PromiseState.OPEN, ended_on=None, proof="", file="")


def _lines(session: Session, issue_ids: Collection[int], day: date) -> Iterator[PromiseLine]:
    """Each promise given by that day once, with those of the issues that its answer serves."""
    served: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
    views: dict[int, PromiseView] = {}
    for some in chunks(sorted(issue_ids)):
        rows = session.execute(
            _promises()
            .add_columns(AnswerIssue.round, Issue.year, Issue.number, Issue.id)
            .join(Issue, Issue.id == AnswerIssue.issue_id)
            .join(Answer, Answer.id == Promise.answer_id)
            .where(Issue.id.in_(some), Answer.answered_on <= day)
        )
        for *row, year, number, issue_id in rows:
            view = _as_it_stood(_view(session, *row), day)
            views[view.id] = view
            served[view.id].append((year, number, issue_id))
    for key, view in views.items():
        issues = sorted(served[key])
        codes = tuple(issue_code(year, number) for year, number, _id in issues)
        yield PromiseLine(tuple(issue_id for *_code, issue_id in issues), codes, view)


def _promises() -> Select[Promise, str, str]:
    """Promises beside the links of their answers to issues, with their body and the proof."""
    return (
        select(Promise, Body.name, Attachment.name)
        .join(AnswerIssue, AnswerIssue.answer_id == Promise.answer_id)
        .outerjoin(Body, Body.id == Promise.body_id)
        .outerjoin(Attachment, Attachment.id == Promise.attachment_id)
    )


def _view(
    session: Session, row: Promise, body: str | None, file: str | None, in_round: int
) -> PromiseView:
    ends_on = counted(session).end_of(row.due_on)
    return PromiseView(
        row.id, row.answer_id, in_round, row.what, body or "", row.person, row.due_on, ends_on,
        row.due_text, row.state, row.ended_on, row.proof, file or "",
    )  # fmt: skip
