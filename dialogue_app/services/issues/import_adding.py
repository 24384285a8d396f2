"""Rows of a workbook added as new issues, some hundred at a time, as plain rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dialogue_app.domain.vocabulary import AssignmentState
from dialogue_app.services.case import OpenCase
from dialogue_app.services.issues.answering import ends_assignment
from dialogue_app.services.issues.import_columns import Columns, RowColumns, insert_answers
from dialogue_app.services.issues.import_lookups import Lookups
from dialogue_app.services.issues.import_plan import PlannedRow
from dialogue_app.services.issues.intake import issue_values
from dialogue_app.services.issues.raisers import raiser_values
from dialogue_app.services.numbering import issue_numbers
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.commit import insert_rows
from dialogue_app.storage.models.issues import Assignment, Issue, Raiser


class IssueAdder:
    """Adds new issues under the next codes of their years."""

    def __init__(self, case: OpenCase, lookups: Lookups, columns: RowColumns) -> None:
        self._session, self._day = case.session, lookups.day
        self._columns = columns
        self._numbers: dict[int, Iterator[int]] = {}  # by year

    def add(self, rows: Sequence[PlannedRow]) -> Iterator[int]:
        """Add the rows batch by batch; gives the number of each batch once it stands."""
        for some in chunks(rows):
            self._add(some)
            yield len(some)

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
        answers = self._columns.answers(rows)
        proposals: list[Columns] = []
        for key, row, issue, answer in zip(ids, rows, issues, answers, strict=True):
            given = () if issue["complaint"] else self._columns.proposals(row, issue["received_on"])
            proposals += [{"issue_id": key, **_ended(values, answer)} for values in given]
        numbers = insert_rows(session, Assignment, proposals)
        ended = {
            values["issue_id"]: number
            for number, values in zip(numbers, proposals, strict=True)
            if values["state"] is AssignmentState.ANSWERED
        }
        answered = [(key, answer) for key, answer in zip(ids, answers, strict=True) if answer]
        links = [{"issue_id": key, "assignment_id": ended.get(key)} for key, _answer in answered]
        insert_answers(session, [answer for _key, answer in answered], links)

    def _issue(self, row: PlannedRow) -> Columns:
        received = row.form.received_on or self._day
        if received.year not in self._numbers:
            self._numbers[received.year] = issue_numbers(self._session, received.year)
        return {
            **issue_values(row.form),
            "received_on": received,
            "year": received.year,
            "number": next(self._numbers[received.year]),
            "sheet_ordinal": row.draft.ordinal,
        }


def _ended(proposal: Columns, answer: Columns | None) -> Columns:
    """The proposal of a new issue, ended where its body gave the answer."""
    ends = (
        answer is not None and answer["body_id"] == proposal["body_id"] and ends_assignment(answer)
    )
    if not ends or answer is None:
        return {**proposal, "ended_on": None}
    return {**proposal, "state": AssignmentState.ANSWERED, "ended_on": answer["answered_on"]}
