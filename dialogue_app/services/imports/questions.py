"""What a workbook does not say, or says in words nobody knows: asked once for all its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dialogue_app.domain.rows import RowProblem
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
    }
)


@dataclass(frozen=True, slots=True)
class Question:
    """A field of which rows say nothing (no value), or a word of it that no list has."""

    field: str
    value: str
    rows: tuple[int, ...]


def questions(preview: Preview) -> list[Question]:
    """What is asked of the file, each once, with the rows it is for."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for row in preview.rows:
        for key in dict.fromkeys((*_unsaid(row), *_unknown(row))):
            found[key].append(row.row)
    return [Question(field, value, tuple(rows)) for (field, value), rows in found.items()]


def _unsaid(row: PreviewRow) -> Iterator[tuple[str, str]]:
    """What a paper would print of an issue and nobody said."""
    draft, said = row.draft, row.said
    if not isinstance(draft, SheetIssue) or said is None or row.status not in _WRITTEN:
        return
    if said.form.medium is Medium.UNKNOWN:
        yield "medium", ""
    if said.form.moment is Moment.UNKNOWN:
        yield "moment", ""
    if draft.answer and draft.answer_kind is None:
        yield "answer_kind", ""


def _unknown(row: PreviewRow) -> Iterator[tuple[str, str]]:
    for found in row.problems:
        if found.problem in _UNKNOWN_WORDS:
            yield found.field, found.values["value"]
