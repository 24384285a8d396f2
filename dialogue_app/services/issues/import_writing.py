"""The rows of a workbook of issues written inside the one transaction of their import."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.people import NOBODY, Person
from dialogue_app.domain.text import clean
from dialogue_app.domain.vocabulary import AnswerKind, AssignmentRole
from dialogue_app.services.case import OpenCase
from dialogue_app.services.issues.answering import AnswerDraft, add_answer
from dialogue_app.services.issues.assigning import AssignmentDraft, Due, propose_anew
from dialogue_app.services.issues.import_differences import BODIES
from dialogue_app.services.issues.import_lookups import COMPARED, KnownIssue, Lookups
from dialogue_app.services.issues.import_plan import PlannedRow
from dialogue_app.services.issues.intake import (
    current_draft,
    fill_issue,
    new_issue,
    withdraw_complaint,
)
from dialogue_app.storage.models.issues import Answer, AnswerIssue, Issue


def add_row(case: OpenCase, lookups: Lookups, row: PlannedRow) -> None:
    """Add the row as a new issue."""
    issue = new_issue(case.session, row.form, row.form.received_on or lookups.day)
    issue.sheet_ordinal = row.draft.ordinal
    _propose(case, lookups, row, issue)
    if row.draft.answer:
        _answer(case, lookups, row, issue)


def change_row(
    case: OpenCase,
    lookups: Lookups,
    known: KnownIssue,
    row: PlannedRow,
    fields: frozenset[str],
) -> None:
    """Bring the issue to what the row says of these fields."""
    session = case.session
    issue = session.get_one(Issue, known.id)
    said = {name: getattr(row.form, name) for name in COMPARED if name in fields}
    form = replace(current_draft(session, issue), **said)
    if "raisers" in fields:
        form = replace(form, raisers=row.form.raisers)
    elif "speaker" in fields:
        first, *others = form.raisers
        form = replace(form, raisers=(replace(first, speaker=row.draft.speaker), *others))
    was_complaint = issue.complaint
    fill_issue(session, issue, form)
    if issue.complaint and not was_complaint:
        withdraw_complaint(case, issue)
    issue.received_on = form.received_on or issue.received_on
    # A field written from the workbook is no edit of ours any more.
    issue.edited_fields = " ".join(sorted(known.edited - fields))
    if fields & BODIES:
        _propose(case, lookups, row, issue)
    if "answer" in fields:
        _answer(case, lookups, row, issue)


def renumber(session: Session, known: KnownIssue, row: PlannedRow) -> None:
    """Keep the STT the issue has now: the next workbook is recognised by it."""
    if row.draft.ordinal not in (None, known.ordinal):
        session.get_one(Issue, known.id).sheet_ordinal = row.draft.ordinal


def _propose(case: OpenCase, lookups: Lookups, row: PlannedRow, issue: Issue) -> None:
    """The bodies of the row as proposals, the lead with the time limit; none of a complaint."""
    if issue.complaint:
        return
    forms = [
        AssignmentDraft(match.body_id, AssignmentRole.SUPPORTING)
        for match in row.bodies
        if match.body_id is not None
    ]
    if forms:
        due = Due(on=row.draft.due, text=row.draft.due_text)
        forms[0] = replace(forms[0], role=AssignmentRole.LEAD, due=due)
        propose_anew(case, issue, forms, lookups.day)


def _answer(case: OpenCase, lookups: Lookups, row: PlannedRow, issue: Issue) -> None:
    """Change the text of the answer given at the meeting, or add the answer."""
    answer = case.session.scalar(
        select(Answer)
        .join(AnswerIssue, AnswerIssue.answer_id == Answer.id)
        .where(AnswerIssue.issue_id == issue.id, Answer.kind == AnswerKind.AT_MEETING)
        .order_by(AnswerIssue.id)
        .limit(1)
    )
    if answer is not None:
        answer.text = clean(row.draft.answer)
    else:
        add_answer(case, [issue], _answer_form(lookups, row))


def _answer_form(lookups: Lookups, row: PlannedRow) -> AnswerDraft:
    """The answer of whom the row names; where it names nobody, of the body that stands beside."""
    draft, answerer = row.draft, row.answered_by.body_id
    beside = row.bodies[0].body_id if row.bodies and not draft.answered_by else None
    return AnswerDraft(
        AnswerKind.AT_MEETING,
        draft.answer,
        lookups.day,
        body_id=answerer or beside,
        person=NOBODY if answerer else Person.typed(draft.answered_by),
        also_in_writing=draft.also_in_writing,
        session_id=lookups.session_id,
    )
