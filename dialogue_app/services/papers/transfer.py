"""The letter that hands issues over to a body: which issues, and their facts.

Only what was given out to the body as the one in charge stands in its letter; a complaint stands in
none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dialogue_app.documents.facts import FlagFacts, RaiserFacts
from dialogue_app.documents.kinds.transfer import KIND
from dialogue_app.documents.transfer_facts import TransferFacts, TransferredIssue
from dialogue_app.domain.codes import parse_issue_code
from dialogue_app.domain.errors.papers import (
    BodyUnnamed,
    ComplaintInLetter,
    NoCommonBody,
    NotGivenOut,
    NothingToSend,
)
from dialogue_app.domain.fields.facts import cleaned, read
from dialogue_app.domain.fields.letters import NOTHING_TYPED, LetterDraft
from dialogue_app.domain.text import fold
from dialogue_app.domain.vocabulary import AssignmentRole, AssignmentState, Relation
from dialogue_app.services.bodies.editing import body_called
from dialogue_app.services.case import Case
from dialogue_app.services.issues.intake import find_issue
from dialogue_app.services.issues.moving import code_of
from dialogue_app.services.papers.collecting import agency_facts
from dialogue_app.services.papers.minutes_issues import raiser_facts
from dialogue_app.services.papers.source import PaperSource
from dialogue_app.services.sessions.finding import find_session
from dialogue_app.storage.models.issues import Assignment, Issue
from dialogue_app.storage.models.people import Body, OurAgency
from dialogue_app.storage.models.sessions import DialogueSession

_IN_CHARGE = (AssignmentState.GIVEN, AssignmentState.ANSWERED)


@dataclass(frozen=True, slots=True)
class Transfer:
    """What one letter hands over: issues, in the order of their codes, to one body.

    `typed` is what it says of us, proposed from the settings.
    """

    issue_ids: tuple[int, ...]
    body_id: int
    typed: LetterDraft


def _chosen(case: Case, codes: Sequence[str], body: str) -> Transfer:
    """The issues with these codes, or those of a session that wait to be sent to the body named.

    Raises `UnknownIssue`, `UnknownSession`, what `find_body` raises, and why there is no letter.
    """
    body_id = body_called(case, body, case.today()) if body else None
    if len(codes) == 1 and parse_issue_code(codes[0]) is None:
        session_id = find_session(case, codes[0])
        if body_id is None:
            raise BodyUnnamed(codes[0])
        return _of_session(case, session_id, codes[0], body_id)
    ids = [find_issue(case, code) for code in dict.fromkeys(codes)]
    with case.reading() as session:
        issues = ordered_issues(session, ids)
        if complaints := [code_of(issue) for issue in issues if issue.complaint]:
            raise ComplaintInLetter(complaints)
        to = _body_of(session, issues, body_id)
        return Transfer(tuple(issue.id for issue in issues), to, proposed_letter(session))


def proposed_letter(session: Session) -> LetterDraft:
    """What our letters mostly say of us."""
    ours = session.scalar(select(OurAgency))
    return read(LetterDraft, ours) if ours else NOTHING_TYPED


def ordered_issues(session: Session, ids: Iterable[int]) -> Sequence[Issue]:
    """Issues as letters name them: by their codes."""
    chosen = select(Issue).where(Issue.id.in_(ids)).order_by(Issue.year, Issue.number)
    return session.scalars(chosen).all()


def _of_session(case: Case, session_id: int, code: str, body_id: int) -> Transfer:
    with case.reading() as session:
        ids = session.scalars(
            select(Issue.id)
            .join(Assignment, Assignment.issue_id == Issue.id)
            .where(
                Issue.session_id == session_id,
                Issue.complaint.is_(False),
                Assignment.body_id == body_id,
                Assignment.round == Issue.round,
                Assignment.role == AssignmentRole.LEAD,
                Assignment.state == AssignmentState.GIVEN,
                Assignment.sent_on.is_(None),
            )
            .order_by(Issue.year, Issue.number)
        ).all()
        if not ids:
            raise NothingToSend(code, session.get_one(Body, body_id).name)
        return Transfer(tuple(dict.fromkeys(ids)), body_id, proposed_letter(session))


def _body_of(session: Session, issues: Sequence[Issue], wanted: int | None) -> int:
    """The body all issues were given out to."""
    given: list[set[int]] = []
    for issue in issues:
        bodies = {row.body_id for row in _given(issue)}
        if not bodies or (wanted is not None and wanted not in bodies):
            name = session.get_one(Body, wanted).name if wanted is not None else ""
            raise NotGivenOut(code_of(issue), name)
        given.append(bodies)
    common = set.intersection(*given) if wanted is None else {wanted}
    if len(common) != 1:
        raise NoCommonBody()
    return common.pop()


def _given(issue: Issue) -> list[Assignment]:
    """The bodies in charge that were really given the issue, in the round that runs."""
    return [
        row
        for row in issue.assignments
        if row.round == issue.round
        and row.role is AssignmentRole.LEAD
        and row.state in _IN_CHARGE
        and row.given_on is not None
    ]


def transfer_facts(case: Case, about: Transfer) -> TransferFacts:
    """Everything the letter states. Raises `AgencyMissing`."""
    with case.reading() as session:
        issues = ordered_issues(session, about.issue_ids)
        raisers = raiser_facts(session, [issue.id for issue in issues])
        given = {
            issue.id: next(row for row in _given(issue) if row.body_id == about.body_id)
            for issue in issues
        }
        meeting = meeting_of(session, issues)
        return TransferFacts(
            agency=agency_facts(session),
            body=session.get_one(Body, about.body_id).name,
            relation=_relation(given.values()),
            issues=tuple(
                issue_in_letter(issue, raisers[issue.id], given[issue.id].due_on)
                for issue in issues
            ),
            drawn_up=case.today(),
            letter=cleaned(about.typed),
            session_name=meeting.name if meeting else "",
            session_day=meeting.day if meeting else None,
            unnamed=unnamed_elsewhere(session, issues),
        )


def issue_in_letter(
    issue: Issue, raisers: Sequence[RaiserFacts], due: date | None = None
) -> TransferredIssue:
    """An issue as letters tell of it."""
    flags = FlagFacts(
        issue.withhold_name, issue.unsigned, issue.complaint, issue.name_when_transferring
    )
    return TransferredIssue(code_of(issue), issue.text, tuple(raisers), flags, issue.medium, due)


def _relation(given: Iterable[Assignment]) -> Relation:
    """What the body was to us when it was given the issues; the last time counts."""
    return max(given, key=lambda row: (row.given_on or date.min, row.id)).relation


def unnamed_elsewhere(session: Session, issues: Sequence[Issue]) -> tuple[RaiserFacts, ...]:
    """Who asked not to be named in other issues of the sessions these come from."""
    sessions = {issue.session_id for issue in issues if issue.session_id is not None}
    others = select(Issue.id).where(
        Issue.session_id.in_(sessions),
        Issue.id.not_in([issue.id for issue in issues]),
        or_(Issue.withhold_name, Issue.unsigned, Issue.complaint),
    )
    found = raiser_facts(session, session.scalars(others).all())
    return tuple(raiser for raisers in found.values() for raiser in raisers)


def meeting_of(session: Session, issues: Sequence[Issue]) -> DialogueSession | None:
    """The session all issues come from."""
    ids = {issue.session_id for issue in issues}
    only = ids.pop() if len(ids) == 1 else None
    return session.get(DialogueSession, only) if only is not None else None


def _codes(case: Case, about: Transfer) -> str:
    """The first issue and the body."""
    with case.reading() as session:
        first = ordered_issues(session, about.issue_ids)[0]
        name = session.get_one(Body, about.body_id).name
        return f"{code_of(first)}-{fold(name)}"


SOURCE = PaperSource(KIND, _chosen, transfer_facts, _codes)
