"""What the rows of a workbook add to their issues, as columns: proposed bodies and answers.

They are those that `assigning` and `answering` give what is typed by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.people import NOBODY, Person
from dialogue_app.domain.vocabulary import AnswerKind, AssignmentRole
from dialogue_app.services.bodies.editing import require_valid
from dialogue_app.services.case import OpenCase
from dialogue_app.services.issues.answering import AnswerDraft, answer_values, of_known_staff
from dialogue_app.services.issues.assigning import AssignmentDraft, Due, proposal_values
from dialogue_app.services.issues.import_lookups import Lookups
from dialogue_app.services.issues.import_plan import PlannedRow, SaidAnswer
from dialogue_app.storage.commit import insert_rows
from dialogue_app.storage.models.issue_course import Answer, AnswerIssue
from dialogue_app.storage.models.people import Body

Columns = dict[str, Any]


class RowColumns:
    """Makes the columns of what rows add."""

    def __init__(self, case: OpenCase, lookups: Lookups) -> None:
        self._case, self._lookups = case, lookups
        # Held, so that the session need not read each body again for each row.
        self._bodies = case.session.scalars(select(Body)).all()

    def proposals(self, row: PlannedRow, received_on: date) -> list[Columns]:
        """The bodies of the row as proposals, the lead with the time limit.

        Raises `BodyNotValid` for one that has ended since.
        """
        bodies = [match.body_id for match in row.supporting if match.body_id is not None]
        supporting = [AssignmentDraft(body_id, AssignmentRole.SUPPORTING) for body_id in bodies]
        due = Due(on=row.draft.due, text=row.draft.due_text)
        leads = row.lead.body_id if row.lead else None
        lead = [AssignmentDraft(leads, due=due)] if leads is not None else []
        return [
            proposal_values(self._case, self._body(form.body_id), form, received_on)
            for form in (*lead, *supporting)
        ]

    def _body(self, body_id: int) -> Body:
        return require_valid(self._case.session, body_id, self._lookups.day)

    def answers(self, said: Sequence[tuple[PlannedRow, SaidAnswer]]) -> list[Columns]:
        """The columns of answers, each with its row."""
        forms = [self._answer_form(row, answer) for row, answer in said]
        return [
            answer_values(self._case, form, self._lookups.session_id)
            for form in of_known_staff(self._case.session, forms)
        ]

    def _answer_form(self, row: PlannedRow, said: SaidAnswer) -> AnswerDraft:
        """The answer of whom the row names; else of the body that stands beside."""
        draft, answerer = row.draft, said.body_id
        beside = row.lead.body_id if row.lead and not said.by else None
        at_meeting = draft.answer_kind is AnswerKind.AT_MEETING
        return AnswerDraft(
            draft.answer_kind or AnswerKind.UNKNOWN,
            said.text,
            self._lookups.day if at_meeting else draft.answer_date or self._lookups.received,
            body_id=answerer or beside,
            person=NOBODY if answerer else Person.typed(said.by),
            letter_number=draft.answer_number,
            letter_date=draft.answer_date if draft.answer_number else None,
            also_in_writing=draft.also_in_writing,
            session_id=self._lookups.session_id if at_meeting else None,
        )


def insert_answers(session: Session, answers: Sequence[Columns], links: Sequence[Columns]) -> None:
    """Insert answers, each with its link to the issue it serves."""
    numbers = insert_rows(session, Answer, list(answers))
    linked = zip(numbers, links, strict=True)
    insert_rows(session, AnswerIssue, [{"answer_id": number, **link} for number, link in linked])
