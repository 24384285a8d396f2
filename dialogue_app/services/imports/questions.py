"""What a workbook does not say, or says in words nobody knows: asked once for all its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dialogue_app.domain.rows import RepairReason, RowProblem
from dialogue_app.domain.vocabulary import Medium, Moment, RowStatus
from dialogue_app.exchange.issue_rows import SheetIssue
from dialogue_app.services.imports.workbooks import Preview, PreviewRow

_WRITTEN = frozenset({RowStatus.NEW, RowStatus.WARNING, RowStatus.ASKED})
_UNKNOWN_WORDS = frozenset(
    {
        RowProblem.WORDS_KEPT,
        RowProblem.CHANNEL_UNKNOWN,
        RowProblem.BODY_UNKNOWN,
        RowProblem.KIND_SHORT,
        RowProblem.TAX_CODE_AMBIGUOUS,
    }
)


# Sheets of the same shape taken, too; names taken apart from what stands behind them; an issue
# made of each part of a cell.
OFFERS = ("sheets", "contacts", "parts")
OF_SHEETS = ("sheets", "sheets_apart")  # those of one shape, and those to be read for themselves


@dataclass(frozen=True, slots=True)
class Question:
    """A field of which rows say nothing (no value), or a word of it that no list has.

    Or what is offered for the file (`OFFERS` in place of a field).
    """

    field: str
    value: str
    rows: tuple[int, ...]


def questions(preview: Preview) -> list[Question]:
    """What is asked of the file, each once, with the rows it is for."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for row in preview.rows:
        for key in dict.fromkeys((*_unsaid(row), *_unknown(row), *_offered(row))):
            found[key].append(row.row)
    told = preview.mapping.told
    asked = [
        Question(field, value, tuple(rows))
        for (field, value), rows in found.items()
        if not (field in OFFERS and (field, "") in told)
    ]
    sheets = zip(OF_SHEETS, (preview.sheets_alike, preview.sheets_apart), strict=True)
    return [*(Question(field, ", ".join(some), ()) for field, some in sheets if some), *asked]


def _unsaid(row: PreviewRow) -> Iterator[tuple[str, str]]:
    """What a paper would print of an issue and nobody said, nor wrote in words no list has."""
    draft, said = row.draft, row.said
    if not isinstance(draft, SheetIssue) or said is None or row.status not in _WRITTEN:
        return
    written = {field for field, _words in _unknown(row)}  # in words that are asked for
    if said.form.medium is Medium.UNKNOWN and not written & {"medium", "channel"}:
        yield "medium", ""
    if said.form.moment is Moment.UNKNOWN and "moment" not in written:
        yield "moment", ""
    if draft.answer and draft.answer_kind is None and "answer_kind" not in written:
        yield "answer_kind", ""


def _unknown(row: PreviewRow) -> Iterator[tuple[str, str]]:
    for found in row.problems:
        if found.problem in _UNKNOWN_WORDS:
            yield found.field, found.values["value"]


def _offered(row: PreviewRow) -> Iterator[tuple[str, str]]:
    if any(repair.reason is RepairReason.TAKEN_APART for repair in row.repairs):
        yield "contacts", ""
    if any(found.problem is RowProblem.SEVERAL_ISSUES for found in row.problems):
        yield "parts", ""
