"""Known issues brought to what their rows say, read and flushed some hundred at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from dialogue_app.domain.fields.facts import read
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.text import clean, clean_line
from dialogue_app.services.case import OpenCase
from dialogue_app.services.imports.writing import Change
from dialogue_app.services.issues.answering import serve
from dialogue_app.services.issues.assigning import take_back_proposals
from dialogue_app.services.issues.import_columns import Columns, RowColumns, insert_answers
from dialogue_app.services.issues.import_differences import BODIES, answer_kind, unknown_answers
from dialogue_app.services.issues.import_known import COMPARED, KnownIssue
from dialogue_app.services.issues.import_plan import PlannedRow, SaidAnswer
from dialogue_app.services.issues.intake import fill_columns, withdraw_complaint
from dialogue_app.services.issues.raisers import fill_raisers
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.commit import insert_rows
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issue_course import Answer
from dialogue_app.storage.models.issues import Assignment, Issue

RowChange = Change[PlannedRow, KnownIssue]


def renumbers(change: RowChange) -> bool:
    """Whether the STT is another one now: the next workbook is recognised by it."""
    return change.row.draft.ordinal not in (None, change.known.ordinal)


class IssueChanger:
    """Changes known issues."""

    def __init__(self, case: OpenCase, columns: RowColumns) -> None:
        self._case, self._session = case, case.session
        self._columns = columns

    def change(self, changes: Sequence[RowChange]) -> Iterator[int]:
        """Bring the issues to their rows batch by batch; gives the number of each batch."""
        for some in chunks(changes):
            self._change(some)
            yield len(some)

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
        if renumbers(change):
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
                proposed = self._columns.proposals(change.row, issue.received_on)
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
        """Change the text of the answer of that form and body, or add the answer."""
        issues = self._read(changes)
        new: list[tuple[RowChange, SaidAnswer]] = []
        changed: dict[int, SaidAnswer] = {}
        for change in changes:
            for said in unknown_answers(change.known, change.row):
                old = change.known.answer_like(answer_kind(change.row), said.body_id)
                if old is None or old.id in changed:
                    new.append((change, said))
                else:
                    changed[old.id] = said
        for row in self._session.scalars(select(Answer).where(Answer.id.in_(changed))):
            row.text = clean(changed[row.id].text)
            row.body_id = row.body_id or changed[row.id].body_id
        answers = self._columns.answers([(change.row, said) for change, said in new])
        links = [
            serve(self._session, issues[change.known.id], answer)
            for (change, _said), answer in zip(new, answers, strict=True)
        ]
        insert_answers(self._session, answers, links)
