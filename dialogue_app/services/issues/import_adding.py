"""Rows of a workbook added as new issues, some hundred at a time, as plain rows."""

from __future__ import annotations

from collections import defaultdict
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
        answers = self._answers(ids, rows)
        given: defaultdict[int, list[Columns]] = defaultdict(list)
        for key, answer in answers:
            given[key].append(answer)
        proposals: list[Columns] = []
        for key, row, issue in zip(ids, rows, issues, strict=True):
            proposed = (
                () if issue["complaint"] else self._columns.proposals(row, issue["received_on"])
            )
            proposals += [{"issue_id": key, **_ended(values, given[key])} for values in proposed]
        numbers = insert_rows(session, Assignment, proposals)
        ended = {
            (values["issue_id"], values["body_id"]): number
            for number, values in zip(numbers, proposals, strict=True)
            if values["state"] is AssignmentState.ANSWERED
        }
        links = [
            {"issue_id": key, "assignment_id": ended.get((key, answer["body_id"]))}
            for key, answer in answers
        ]
        insert_answers(session, [answer for _key, answer in answers], links)

    def _answers(self, ids: Sequence[int], rows: Sequence[PlannedRow]) -> list[tuple[int, Columns]]:
        """All that the rows answer, each with the id of its issue."""
        by_row = zip(ids, rows, strict=True)
        said = [(key, row, answer) for key, row in by_row for answer in row.answers]
        columns = self._columns.answers([(row, answer) for _key, row, answer in said])
        return [(key, answer) for (key, *_), answer in zip(said, columns, strict=True)]

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


def _ended(proposal: Columns, answers: Sequence[Columns]) -> Columns:
    """The proposal of a new issue, ended where its body gave an answer."""
    for answer in answers:
        if answer["body_id"] == proposal["body_id"] and ends_assignment(answer):
            return {
                **proposal,
                "state": AssignmentState.ANSWERED,
                "ended_on": answer["answered_on"],
            }
    return {**proposal, "ended_on": None}
