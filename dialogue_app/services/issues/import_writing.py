"""The rows of a workbook of issues written inside the one transaction of their import.

Some hundred rows at a time: new issues as plain rows, known ones read and flushed together. The
columns are those that `intake`, `assigning` and `answering` give one issue typed by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from dialogue_app.domain.fields.facts import read
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.people import NOBODY, Person
from dialogue_app.domain.text import clean, clean_line
from dialogue_app.domain.vocabulary import AnswerKind, AssignmentRole, AssignmentState
from dialogue_app.services.bodies.editing import require_valid
from dialogue_app.services.case import OpenCase
from dialogue_app.services.issues.answering import (
    AnswerDraft,
    answer_values,
    ends_assignment,
    of_known_staff,
    serve,
)
from dialogue_app.services.issues.assigning import (
    AssignmentDraft,
    Due,
    proposal_values,
    take_back_proposals,
)
from dialogue_app.services.issues.import_differences import BODIES
from dialogue_app.services.issues.import_lookups import COMPARED, KnownIssue, Lookups
from dialogue_app.services.issues.import_plan import PlannedRow
from dialogue_app.services.issues.intake import (
    fill_columns,
    issue_values,
    next_number,
    withdraw_complaint,
)
from dialogue_app.services.issues.raisers import fill_raisers, raiser_values
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.commit import insert_rows
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Answer, AnswerIssue, Assignment, Issue, Raiser
from dialogue_app.storage.models.people import Body

Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is a known issue, and the fields it brings to what it says."""

    known: KnownIssue
    row: PlannedRow
    fields: frozenset[str]

    @property
    def renumbers(self) -> bool:
        """Whether the STT is another one now: the next workbook is recognised by it."""
        return self.row.draft.ordinal not in (None, self.known.ordinal)


class IssueWriter:
    """Writes rows in batches; each way gives the number of rows after each batch."""

    def __init__(self, case: OpenCase, lookups: Lookups) -> None:
        self._case, self._session, self._lookups = case, case.session, lookups
        # Held, so that the session need not read each body again for each row.
        self._bodies = case.session.scalars(select(Body)).all()
        self._numbers: dict[int, count[int]] = {}

    def add(self, rows: Sequence[PlannedRow]) -> Iterator[int]:
        """Add the rows as new issues."""
        for some in chunks(rows):
            self._add(some)
            yield len(some)

    def change(self, changes: Sequence[RowChange]) -> Iterator[int]:
        """Bring known issues to what their rows say."""
        for some in chunks(changes):
            self._change(some)
            yield len(some)

    # New issues ---------------------------------------------------------------------------------

    def _add(self, rows: Sequence[PlannedRow]) -> None:
        session = self._session
        issues = [self._issue(row) for row in rows]
        ids = insert_rows(session, Issue, issues)
        raisers = [
            {"issue_id": key, **raiser_values(place, raiser)}
            for key, row in zip(ids, rows, strict=True)
            for place, raiser in enumerate(row.form.raisers)
        ]
        insert_rows(session, Raiser, raisers)
        answers = self._answers(rows)
        proposals: list[Columns] = []
        for key, row, issue, answer in zip(ids, rows, issues, answers, strict=True):
            given = () if issue["complaint"] else self._proposals(row, issue["received_on"])
            proposals += [{"issue_id": key, **_ended(values, answer)} for values in given]
        numbers = insert_rows(session, Assignment, proposals)
        ended = {
            values["issue_id"]: number
            for number, values in zip(numbers, proposals, strict=True)
            if values["state"] is AssignmentState.ANSWERED
        }
        answered = [(key, answer) for key, answer in zip(ids, answers, strict=True) if answer]
        links = [{"issue_id": key, "assignment_id": ended.get(key)} for key, _answer in answered]
        self._insert_answers([answer for _key, answer in answered], links)

    def _insert_answers(self, answers: list[Columns], links: list[Columns]) -> None:
        numbers = insert_rows(self._session, Answer, answers)
        linked = zip(numbers, links, strict=True)
        insert_rows(
            self._session, AnswerIssue, [{"answer_id": number, **link} for number, link in linked]
        )

    def _issue(self, row: PlannedRow) -> Columns:
        received = row.form.received_on or self._lookups.day
        if received.year not in self._numbers:
            self._numbers[received.year] = count(next_number(self._session, received.year))
        return {
            **issue_values(row.form),
            "received_on": received,
            "year": received.year,
            "number": next(self._numbers[received.year]),
            "sheet_ordinal": row.draft.ordinal,
        }

    def _proposals(self, row: PlannedRow, received_on: date) -> list[Columns]:
        """The bodies of the row, the lead with the time limit."""
        bodies = [match.body_id for match in row.bodies if match.body_id is not None]
        supporting = [AssignmentDraft(body_id, AssignmentRole.SUPPORTING) for body_id in bodies[1:]]
        due = Due(on=row.draft.due, text=row.draft.due_text)
        lead = [AssignmentDraft(body_id, due=due) for body_id in bodies[:1]]
        return [
            proposal_values(self._case, self._body(form.body_id), form, received_on)
            for form in (*lead, *supporting)
        ]

    def _body(self, body_id: int) -> Body:
        return require_valid(self._session, body_id, self._lookups.day)

    def _answers(self, rows: Sequence[PlannedRow]) -> list[Columns | None]:
        """The columns of each row's answer, where it has one."""
        return [
            None if form is None else answer_values(self._case, form, self._lookups.session_id)
            for form in self._answer_forms(rows)
        ]

    def _answer_forms(self, rows: Sequence[PlannedRow]) -> list[AnswerDraft | None]:
        forms = [self._answer_form(row) for row in rows if row.draft.answer]
        said = iter(of_known_staff(self._session, forms))
        return [next(said) if row.draft.answer else None for row in rows]

    def _answer_form(self, row: PlannedRow) -> AnswerDraft:
        """The answer of whom the row names; else of the body that stands beside."""
        draft, answerer = row.draft, row.answered_by.body_id
        beside = row.bodies[0].body_id if row.bodies and not draft.answered_by else None
        return AnswerDraft(
            AnswerKind.AT_MEETING,
            draft.answer,
            self._lookups.day,
            body_id=answerer or beside,
            person=NOBODY if answerer else Person.typed(draft.answered_by),
            also_in_writing=draft.also_in_writing,
            session_id=self._lookups.session_id,
        )

    # Known issues -------------------------------------------------------------------------------

    def _change(self, changes: Sequence[RowChange]) -> None:
        issues, _held = self._read(changes), self._raisers(changes)
        for change in changes:
            self._bring(issues[change.known.id], change)
        self._bring_bodies(issues, [change for change in changes if change.fields & BODIES])
        self._bring_answers([change for change in changes if "answer" in change.fields])
        self._session.flush()

    def _read(self, changes: Sequence[RowChange]) -> dict[int, Issue]:
        ids = [change.known.id for change in changes]
        parts = (selectinload(Issue.raisers), selectinload(Issue.assignments))
        found = self._session.scalars(select(Issue).where(Issue.id.in_(ids)).options(*parts))
        return {issue.id: issue for issue in found}

    def _raisers(self, changes: Sequence[RowChange]) -> list[Enterprise]:
        """The enterprises that become raisers, held while each issue looks for its own."""
        changed = [change.row.form for change in changes if "raisers" in change.fields]
        named = (raiser.enterprise_id for form in changed for raiser in form.raisers)
        ids = {key for key in named if key is not None}
        found: list[Enterprise] = []
        for some in chunks(sorted(ids)):
            found += self._session.scalars(select(Enterprise).where(Enterprise.id.in_(some)))
        return found

    def _bring(self, issue: Issue, change: RowChange) -> None:
        """Bring the issue's own row and its raisers to what the workbook says."""
        row, fields = change.row, change.fields
        if change.renumbers:
            issue.sheet_ordinal = row.draft.ordinal
        if not fields:
            return
        self._bring_columns(issue, row, fields)
        if "raisers" in fields:
            fill_raisers(self._session, issue, row.form.raisers)
        elif "speaker" in fields:
            issue.raisers[0].speaker = clean_line(row.draft.speaker)
        # A field written from the workbook is no edit of ours any more.
        issue.edited_fields = " ".join(sorted(change.known.edited - fields))

    def _bring_bodies(self, issues: dict[int, Issue], changes: Sequence[RowChange]) -> None:
        """Propose the bodies of the rows in place of those proposed before; none of a complaint."""
        proposals: list[Columns] = []
        taken_back: list[Issue] = []
        for change in changes:
            issue = issues[change.known.id]
            if not issue.complaint:
                proposed = self._proposals(change.row, issue.received_on)
                whose = {"issue_id": issue.id, "round": issue.round}
                proposals += [{**whose, **values} for values in proposed]
                taken_back.append(issue)
        # The new ones first, or they would take the numbers of those that go.
        insert_rows(self._session, Assignment, proposals)
        for issue in taken_back:
            take_back_proposals(self._case, issue)
        self._session.flush()
        for issue in taken_back:
            self._session.expire(issue, ["assignments"])

    def _bring_columns(self, issue: Issue, row: PlannedRow, fields: frozenset[str]) -> None:
        said = {name: getattr(row.form, name) for name in COMPARED if name in fields}
        if not said:
            return
        form = replace(read(IssueDraft, issue, raisers=()), **said)
        was_complaint = issue.complaint
        fill_columns(issue, form)
        if issue.complaint and not was_complaint:
            withdraw_complaint(self._case, issue)
        issue.received_on = form.received_on or issue.received_on

    def _bring_answers(self, changes: Sequence[RowChange]) -> None:
        """Change the text of the answer given at the meeting, or add the answer."""
        issues, known = self._read(changes), self._answers_given(changes)
        new = [change for change in changes if change.known.id not in known]
        for change in changes:
            if change.known.id in known:
                known[change.known.id].text = clean(change.row.draft.answer)
        answers = self._answers([change.row for change in new])
        links = [
            serve(self._session, issues[change.known.id], answer)
            for change, answer in zip(new, answers, strict=True)
            if answer is not None
        ]
        self._insert_answers(list(filter(None, answers)), links)

    def _answers_given(self, changes: Sequence[RowChange]) -> dict[int, Answer]:
        """The first answer at the meeting of each issue."""
        ids = [change.known.id for change in changes]
        rows = self._session.execute(
            select(AnswerIssue.issue_id, Answer)
            .join(Answer, Answer.id == AnswerIssue.answer_id)
            .where(AnswerIssue.issue_id.in_(ids), Answer.kind == AnswerKind.AT_MEETING)
            .order_by(AnswerIssue.id.desc())
        )
        return dict(rows.all())


def _ended(proposal: Columns, answer: Columns | None) -> Columns:
    """The proposal of a new issue, ended where its body gave the answer."""
    ends = (
        answer is not None and answer["body_id"] == proposal["body_id"] and ends_assignment(answer)
    )
    if not ends or answer is None:
        return {**proposal, "ended_on": None}
    return {**proposal, "state": AssignmentState.ANSWERED, "ended_on": answer["answered_on"]}
