"""The issues that rows of a workbook may mean, read by the keys of the rows."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select
from sqlalchemy.orm import Session, aliased

from dialogue_app.domain.codes import issue_code
from dialogue_app.domain.fields.facts import names_of
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.text import enterprise_match_key, text_digest
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentRole,
    AssignmentState,
    IssueState,
)
from dialogue_app.exchange.header_words import words_only
from dialogue_app.exchange.reading import Progress, no_progress
from dialogue_app.services.imports.identifying import Rule, match
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issue_course import Answer, AnswerIssue
from dialogue_app.storage.models.issues import Assignment, Escalation, Issue, Raiser
from dialogue_app.storage.models.people import Body

_in_order = attrgetter("id")  # of several that fit the first is taken, whenever it was read
# What of an issue a row of a workbook is compared with.
COMPARED = names_of(IssueDraft, compared=True)


@dataclass(frozen=True, slots=True)
class KnownAssignment:
    """The assignment, open or ended, of an issue to a body."""

    body: str
    role: AssignmentRole
    was_given: bool  # or the body answered what was only proposed for it
    dues: tuple[Any, ...]  # first and current date
    due_text: str


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """An answer of an issue, and whether it serves others, too."""

    id: int
    kind: AnswerKind
    body_id: int | None
    text: str
    is_shared: bool


@dataclass(slots=True)
class KnownIssue:
    """An issue of the session as the database has it."""

    id: int
    version: int
    code: str
    values: dict[str, Any]  # of COMPARED
    edited: frozenset[str]
    raisers_text: str
    raisers: list[str] = field(default_factory=list)  # keys, in their order
    speaker: str = ""
    assignments: dict[int, KnownAssignment] = field(default_factory=dict)  # by body
    names: set[str] = field(default_factory=set)  # of the raisers, as they compare
    answers: list[KnownAnswer] = field(default_factory=list)  # the latest first
    has_ended: bool = False
    is_sent_up: bool = False
    ordinal: int | None = None

    def answer_like(self, kind: AnswerKind, body_id: int | None) -> KnownAnswer | None:
        """The first answer of that form: of that body, else of one nobody named."""
        alike = [answer for answer in reversed(self.answers) if answer.kind is kind]
        if body_id is None:
            return next(iter(alike), None)
        by_body = {answer.body_id: answer for answer in reversed(alike)}
        return by_body.get(body_id) or by_body.get(None)

    @property
    def is_given_out(self) -> bool:
        """Whether any body was really given the issue, or has answered it; or one above has it."""
        return self.is_sent_up or any(
            assignment.was_given for assignment in self.assignments.values()
        )

    def has_like_text(self, row: Identity) -> bool:
        """Whether at least half the words of the longer text stand in both."""
        here, there = (
            frozenset(words_only(text).split()) for text in (self.values["text"], row.text)
        )
        return 2 * len(here & there) >= max(len(here), len(there))

    def is_known_by_code_only(self, row: Identity) -> bool:
        """Whether both the text and the raisers of the row are others: another office's code."""
        same_raiser = not row.raisers or (
            bool(set(row.raisers) & set(self.raisers)) or bool(row.names & self.names)
        )
        return row.digest != text_digest(self.values["text"]) and not same_raiser


@dataclass(frozen=True, slots=True)
class Identity:
    """What a row is recognised by."""

    code: tuple[int, int] | None
    digest: str  # of the text
    text: str
    raisers: tuple[str, ...]  # keys
    names: frozenset[str]  # of the raisers, as they compare
    ordinal: int | None


def raiser_key(enterprise_id: int | None, written_name: str) -> str:
    """A key that is the same for the same raiser, registered or as it is written."""
    return f"e{enterprise_id}" if enterprise_id else f"n{enterprise_match_key(written_name)}"


class KnownIssues:
    """The issues of a session, or those outside any that the rows may mean, each read once."""

    def __init__(self, session_id: int | None, after_id: int = 0) -> None:
        """With `after_id` only issues added after that one."""
        self._session_id, self._after_id = session_id, after_id
        self.last_id = 0
        self.known: dict[int, KnownIssue] = {}
        self._by_code: dict[tuple[int, int], KnownIssue] = {}
        self._by_text: defaultdict[str, list[KnownIssue]] = defaultdict(list)
        self._by_ordinal: defaultdict[int, list[KnownIssue]] = defaultdict(list)

    def copy(self) -> KnownIssues:
        """The same, to which more may be read while somebody works with the first."""
        other = copy(self)
        other.known, other._by_code = dict(self.known), dict(self._by_code)
        other._by_text = _copy(self._by_text)
        other._by_ordinal = _copy(self._by_ordinal)
        return other

    def read(
        self, session: Session, rows: Sequence[Identity], watch: Progress = no_progress
    ) -> None:
        """Those that the rows may mean, but for what was read before."""
        if not self.last_id:
            self.last_id = session.scalar(select(func.max(Issue.id))) or 0
        found = _chosen(session, self._session_id, rows, self._after_id)
        chosen = sorted(found - self.known.keys())
        for some in chunks(chosen):
            watch(len(self.known), len(chosen))
            self._read_issues(session, some)
            self._read_raisers(session, some)
            self._read_assignments(session, some)
            self._read_answers(session, some)

    def identify(self, rows: Sequence[Identity]) -> list[KnownIssue | None]:
        """Which issue each row is: by code; then by text with the same raisers, or the same STT.

        What is left by STT with the same first raiser, where that means one issue only.
        """
        rules = (
            Rule(self._of_code),
            Rule(self._of_raisers),
            Rule(self._of_ordinal),
            Rule(self._of_changed_text, alone=True),
        )
        return match(rows, rules)

    def has_code(self, code: tuple[int, int]) -> bool:
        """Whether an issue here has the code."""
        return code in self._by_code

    def added_since(self, session: Session, rows: Sequence[Identity]) -> list[KnownIssue | None]:
        """Which issue, added after these were read, each row is."""
        last = session.scalar(select(func.max(Issue.id))) or 0
        if last == self.last_id or not rows:
            return [None] * len(rows)
        since = KnownIssues(self._session_id, self.last_id)
        since.read(session, rows)
        return since.identify(rows)

    def _of_code(self, row: Identity) -> list[KnownIssue]:
        return [self._by_code[row.code]] if row.code in self._by_code else []

    def _of_raisers(self, row: Identity) -> list[KnownIssue]:
        return [known for known in self._by_text[row.digest] if _same_raisers(known, row)]

    def _of_ordinal(self, row: Identity) -> list[KnownIssue]:
        same_text = {known.id for known in self._by_text[row.digest]}
        return [
            known
            for known in self._numbered(row)
            if known.id in same_text and not (known.raisers and row.raisers)
        ]

    def _of_changed_text(self, row: Identity) -> list[KnownIssue]:
        return [known for known in self.numbered_alike(row) if known.has_like_text(row)]

    def numbered_alike(self, row: Identity) -> list[KnownIssue]:
        """Those of the same number in their list and the same first raiser."""
        return [
            known
            for known in self._numbered(row)
            if known.raisers[:1] == list(row.raisers[:1])
            or (known.names and known.names == row.names)
        ]

    def _numbered(self, row: Identity) -> list[KnownIssue]:
        return self._by_ordinal[row.ordinal] if row.ordinal is not None else []

    # Reading ----------------------------------------------------------------------------------

    def _read_issues(self, session: Session, ids: Sequence[int]) -> None:
        sent_up = exists().where(Escalation.awaits_answer())
        issues = select(Issue, sent_up).where(Issue.id.in_(ids)).order_by(Issue.id)
        for issue, is_sent_up in session.execute(issues):
            known = KnownIssue(
                issue.id,
                issue.version,
                issue_code(issue.year, issue.number),
                {name: getattr(issue, name) for name in COMPARED},
                frozenset(issue.edited_fields.split()),
                issue.raisers_text,
                has_ended=issue.state is IssueState.CLOSED,
                is_sent_up=is_sent_up,
                ordinal=issue.sheet_ordinal,
            )
            self.known[issue.id] = known
            self._by_code[issue.year, issue.number] = known
            insort(self._by_text[issue.text_digest], known, key=_in_order)
            if issue.sheet_ordinal is not None:
                insort(self._by_ordinal[issue.sheet_ordinal], known, key=_in_order)

    def _read_raisers(self, session: Session, ids: Sequence[int]) -> None:
        for raiser, registered in session.execute(
            select(Raiser, Enterprise.name)
            .outerjoin(Enterprise, Enterprise.id == Raiser.enterprise_id)
            .where(Raiser.issue_id.in_(ids))
            .order_by(Raiser.position, Raiser.id)
        ):
            known = self.known[raiser.issue_id]
            known.names.add(enterprise_match_key(raiser.written_name or registered))
            if not known.raisers:
                known.speaker = raiser.speaker
            known.raisers.append(raiser_key(raiser.enterprise_id, raiser.written_name))

    def _read_assignments(self, session: Session, ids: Sequence[int]) -> None:
        """What was only proposed and then withdrawn is forgotten, unless all of it has ended."""
        forgotten = and_(
            Assignment.state == AssignmentState.WITHDRAWN,
            Assignment.given_on.is_(None),
            Issue.state != IssueState.CLOSED,
        )
        for assignment, body in session.execute(
            select(Assignment, Body.name)
            .join(Body, Body.id == Assignment.body_id)
            .join(Issue, Issue.id == Assignment.issue_id)
            .where(Issue.id.in_(ids), not_(forgotten))
            .order_by(Assignment.id)
        ):
            self.known[assignment.issue_id].assignments[assignment.body_id] = KnownAssignment(
                body,
                assignment.role,
                assignment.given_on is not None or assignment.state is AssignmentState.ANSWERED,
                (assignment.original_due_on, assignment.due_on),
                assignment.due_text,
            )

    def _read_answers(self, session: Session, ids: Sequence[int]) -> None:
        """All answers of each issue, the latest first."""
        other = aliased(AnswerIssue)
        served = select(func.count(other.id)).where(other.answer_id == Answer.id).scalar_subquery()
        columns = (Answer.id, Answer.kind, Answer.body_id, Answer.text, served)
        for issue_id, key, kind, body_id, text, count in session.execute(
            select(AnswerIssue.issue_id, *columns)
            .join(Answer, Answer.id == AnswerIssue.answer_id)
            .where(AnswerIssue.issue_id.in_(ids))
            .order_by(AnswerIssue.id.desc())
        ):
            answer = KnownAnswer(key, kind, body_id, text, count > 1)
            self.known[issue_id].answers.append(answer)


def _same_raisers(known: KnownIssue, row: Identity) -> bool:
    """By key, or by name: a raiser that was registered since is still the same."""
    return set(known.raisers) == set(row.raisers) or known.names == row.names


def _chosen(
    session: Session, session_id: int | None, rows: Sequence[Identity], after_id: int
) -> set[int]:
    """The issues of the session, or outside any, that a row may mean."""
    there = select(Issue.id).where(Issue.id > after_id, Issue.session_id == session_id)
    keys: tuple[tuple[Any, set[Any]], ...] = (
        (Issue.text_digest, {row.digest for row in rows}),
        (Issue.sheet_ordinal, {row.ordinal for row in rows if row.ordinal is not None}),
    )
    found: set[int] = set()
    for column, values in keys:
        for some in chunks(sorted(values)):
            found.update(session.scalars(there.where(column.in_(some))))
    for codes in chunks(sorted({row.code for row in rows if row.code is not None})):
        found.update(session.scalars(there.where(of_codes(codes))))
    return found


def _copy(lists: Mapping[Any, list[KnownIssue]]) -> defaultdict[Any, list[KnownIssue]]:
    return defaultdict(list, {key: [*some] for key, some in lists.items()})


def of_codes(codes: Iterable[tuple[int, ...]]) -> ColumnElement[bool]:
    """Whether an issue has one of these codes, each its year and its number."""
    by_year: defaultdict[int, list[int]] = defaultdict(list)
    for year, number in codes:
        by_year[year].append(number)
    return or_(
        *(and_(Issue.year == year, Issue.number.in_(some)) for year, some in by_year.items())
    )
