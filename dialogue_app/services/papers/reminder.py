"""The letter that asks a body again for its answers: to which issues, and their facts.

Only what went out to the body and is not answered stands in its letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue_app.documents.kinds.reminder import KIND
from dialogue_app.documents.reminder_facts import ReminderLetterFacts, SentIssues
from dialogue_app.domain.errors.issues import OwesNothing
from dialogue_app.domain.errors.papers import (
    AwaitedFromNobody,
    NoCommonBody,
    NothingOwed,
    OursIsReminded,
)
from dialogue_app.domain.fields.facts import cleaned
from dialogue_app.domain.vocabulary import ContactMeans, Relation, SendingKind
from dialogue_app.services.case import Case
from dialogue_app.services.issues.moving import code_of
from dialogue_app.services.issues.owed import (
    ABOVE,
    NO_BODY,
    Owing,
    awaited,
    had_since,
    what_they_owe,
)
from dialogue_app.services.papers.collecting import agency_facts
from dialogue_app.services.papers.letters import (
    Letter,
    issue_in_letter,
    letter_chosen,
    letter_codes,
    letter_to,
    meeting_of,
    ordered_issues,
    unnamed_elsewhere,
)
from dialogue_app.services.papers.minutes_issues import raiser_facts
from dialogue_app.services.papers.source import PaperSource
from dialogue_app.storage.chunks import among
from dialogue_app.storage.models.contacts import Contact
from dialogue_app.storage.models.issues import Assignment, Escalation, Issue
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.telling import REMINDERS


def asked_again(case: Case, issue_ids: Sequence[int], body_id: int) -> Letter:
    """The letter to that body about these issues. Raises `OursIsReminded`, `OwesNothing`."""
    with case.reading() as session:
        body = session.get_one(Body, body_id)
        if body.relation is Relation.OWN:
            raise OursIsReminded(body.name)
        issues = ordered_issues(session, issue_ids)
        owing = _owing(session, issues)
        for issue in issues:
            if body_id not in owing[issue.id]:
                raise OwesNothing(code_of(issue), body.name)
        return letter_to(session, body_id, issues)


def _chosen(case: Case, codes: Sequence[str], body: str) -> Letter:
    """As `letter_chosen`; of a session those to which the body owes an answer."""
    return letter_chosen(case, codes, body, _of_session, _of_issues)


def _of_issues(case: Case, ids: Sequence[int], body_id: int | None) -> Letter:
    return asked_again(case, ids, body_id or _common_body(case, ids))


def _of_session(case: Case, session_id: int, code: str, body_id: int) -> Letter:
    with case.reading() as session:
        body = session.get_one(Body, body_id)
        if body.relation is Relation.OWN:
            raise OursIsReminded(body.name)
        owed = awaited().subquery()
        ids = session.scalars(
            select(Issue.id)
            .join(owed, owed.c.issue_id == Issue.id)
            .where(Issue.session_id == session_id, owed.c.body_id == body_id)
        ).all()
        if not ids:
            raise NothingOwed(code, body.name)
    return asked_again(case, ids, body_id)


def _common_body(case: Case, ids: Sequence[int]) -> int:
    """The one body that owes an answer to each. Raises `NoCommonBody`, `AwaitedFromNobody`."""
    with case.reading() as session:
        issues = ordered_issues(session, ids)
        owing = _owing(session, issues)
        for issue in issues:
            if not owing[issue.id]:
                raise AwaitedFromNobody(code_of(issue))
    common = set.intersection(*owing.values())
    if len(common) != 1:
        raise NoCommonBody()
    return common.pop()


def _owing(session: Session, issues: Sequence[Issue]) -> dict[int, set[int]]:
    """By issue, the bodies that are not ours and owe an answer to it."""
    found: dict[int, set[int]] = {issue.id: set() for issue in issues}
    owed = awaited().subquery()
    rows = select(owed.c.issue_id, owed.c.body_id).where(among(owed.c.issue_id, found))
    for issue_id, body_id in session.execute(rows):
        found[issue_id].update({body_id} - {NO_BODY})
    return found


def reminder_facts(case: Case, about: Letter) -> ReminderLetterFacts:
    """Everything the letter states. Raises `AgencyMissing`."""
    with case.reading() as session:
        issues = ordered_issues(session, about.issue_ids)
        owed = {issue.id: _first(session, issue, about.body_id) for issue in issues}
        raisers = raiser_facts(session, list(owed))
        meeting = meeting_of(session, issues)
        return ReminderLetterFacts(
            agency=agency_facts(session),
            body=session.get_one(Body, about.body_id).name,
            relation=_relation(owed[issues[-1].id]),
            issues=tuple(issue_in_letter(issue, raisers[issue.id]) for issue in issues),
            drawn_up=case.today(),
            letter=cleaned(about.typed),
            session_name=meeting.name if meeting else "",
            session_day=meeting.day if meeting else None,
            unnamed=unnamed_elsewhere(session, issues),
            sent=_sent(issues, owed),
            time=1 + max(_letters(session, row) for row in owed.values()),
        )


def _first(session: Session, issue: Issue, body_id: int) -> Assignment | Escalation:
    """How the issue first went out to the body."""
    assignments, escalations = what_they_owe(session, issue, Owing(body_id))
    owed: list[Assignment | Escalation] = [*assignments, *escalations]
    return min(owed, key=had_since)


def _relation(row: Assignment | Escalation) -> Relation:
    """What the body was to us when it got the issue."""
    return row.relation if isinstance(row, Assignment) else ABOVE


def _number(row: Assignment | Escalation) -> str:
    return row.sent_number if isinstance(row, Assignment) else row.paper


def _sent(
    issues: Sequence[Issue], owed: dict[int, Assignment | Escalation]
) -> tuple[SentIssues, ...]:
    """The issues by the day and the letter they went out with, the oldest first."""
    found: dict[tuple[date, str], list[str]] = {}
    for issue in issues:
        row = owed[issue.id]
        found.setdefault((had_since(row), _number(row)), []).append(code_of(issue))
    return tuple(SentIssues(*sent, tuple(codes)) for sent, codes in sorted(found.items()))


def _letters(session: Session, row: Assignment | Escalation) -> int:
    """How many letters about it the body had: that it went out with, and those that asked again."""
    is_assignment = isinstance(row, Assignment)
    column = Contact.assignment_id if is_assignment else Contact.escalation_id
    asked = session.scalar(
        select(func.count()).where(
            column == row.id,
            Contact.purpose.in_(REMINDERS),
            Contact.means == ContactMeans.LETTER,
        )
    )
    kind = row.sent_kind if isinstance(row, Assignment) else None
    by_letter = bool(_number(row)) or kind is SendingKind.LETTER
    return by_letter + (asked or 0)


SOURCE = PaperSource(KIND, _chosen, reminder_facts, letter_codes)
