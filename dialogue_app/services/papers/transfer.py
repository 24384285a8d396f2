"""The letter that hands issues over to a body: which issues, and their facts.

Only what was given out to the body as the one in charge stands in its letter; a complaint stands in
none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.documents.kinds.transfer import KIND
from dialogue_app.documents.transfer_facts import TransferFacts
from dialogue_app.domain.errors.papers import (
    ComplaintInLetter,
    NoCommonBody,
    NotGivenOut,
    NothingToSend,
)
from dialogue_app.domain.fields.facts import cleaned
from dialogue_app.domain.vocabulary import AssignmentRole, AssignmentState, Relation
from dialogue_app.services.case import Case
from dialogue_app.services.issues.moving import code_of
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
from dialogue_app.storage.models.issues import Assignment, Issue
from dialogue_app.storage.models.people import Body

_IN_CHARGE = (AssignmentState.GIVEN, AssignmentState.ANSWERED)


def _chosen(case: Case, codes: Sequence[str], body: str) -> Letter:
    """As `letter_chosen`; of a session those that wait to be sent to the body."""
    return letter_chosen(case, codes, body, _of_session, _of_issues)


def _of_issues(case: Case, ids: Sequence[int], body_id: int | None) -> Letter:
    with case.reading() as session:
        issues = ordered_issues(session, ids)
        if complaints := [code_of(issue) for issue in issues if issue.complaint]:
            raise ComplaintInLetter(complaints)
        return letter_to(session, _body_of(session, issues, body_id), issues)


def _of_session(case: Case, session_id: int, code: str, body_id: int) -> Letter:
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
        ).all()
        if not ids:
            raise NothingToSend(code, session.get_one(Body, body_id).name)
        return letter_to(session, body_id, ordered_issues(session, ids))


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


def transfer_facts(case: Case, about: Letter) -> TransferFacts:
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


def _relation(given: Iterable[Assignment]) -> Relation:
    """What the body was to us when it was given the issues; the last time counts."""
    return max(given, key=lambda row: (row.given_on or date.min, row.id)).relation


SOURCE = PaperSource(KIND, _chosen, transfer_facts, letter_codes)
