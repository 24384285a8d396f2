"""Every row of a workbook before it is written: what it would do, and what is wrong with it."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.i18n import N_
from dialogue_app.i18n.sentences import problem
from dialogue_app.i18n.words import word
from dialogue_app.services.imports.words import change_words, repair_words
from dialogue_app.services.imports.workbooks import Preview, PreviewRow
from dialogue_app.services.lists import FIRST_PAGE, Chip, Column

_CHIPS = {
    RowStatus.NEW: ("accent", "add"),
    RowStatus.CHANGED: ("accent", "edit"),
    RowStatus.SAME: ("plain", "check"),
    RowStatus.REPEATED: ("plain", "undo"),
    RowStatus.WARNING: ("soon", "warning"),
    RowStatus.REFUSED: ("late", "close"),
    RowStatus.ASKED: ("soon", "edit"),
}


@dataclass(frozen=True, slots=True)
class PreviewQuery:
    """Which rows are shown: all, or those of one status, in the order of the sheet."""

    status: RowStatus | None = None
    sort: str = "row"
    descending: bool = False


class PreviewRows:
    """The rows of a preview as the source of a list."""

    def __init__(self, preview: Preview) -> None:
        self._rows = {row.row: row for row in preview.rows}

    def first_page(
        self, query: PreviewQuery, _shown: Collection[str] | None = None
    ) -> tuple[list[PreviewRow], int | None]:
        """The first rows."""
        ids = self.ids(query)
        return self.rows(ids[:FIRST_PAGE]), len(ids)

    def ids(self, query: PreviewQuery) -> array[int]:
        """Row numbers of the sheet."""
        chosen = (key for key, row in self._rows.items() if query.status in (None, row.status))
        return array("q", sorted(chosen, reverse=query.descending))

    def rows(self, ids: Sequence[int], _shown: Collection[str] | None = None) -> list[PreviewRow]:
        """The rows with these numbers."""
        return [self._rows[key] for key in ids]


def status_chip(status: RowStatus) -> Chip:
    """The chip of what a row would do."""
    tone, icon = _CHIPS[status]
    return Chip(word(status), tone, icon)


def preview_columns(preview: Preview) -> tuple[Column[PreviewRow], ...]:
    """The columns of the preview; codes only where a row is known already."""
    return (
        Column("row", N_("Row"), order=("row",), width=7, rank=0),
        Column(
            "status",
            N_("What it does"),
            width=16,
            chip=lambda row, _day: status_chip(row.status),
            rank=0,
        ),
        Column("matched", N_("Code"), width=13, shown=any(row.matched for row in preview.rows)),
        Column("title", N_("Name or text"), width=34, least=18, stretch=True, rank=0),
        Column(
            "why",
            N_("Details"),
            ("row",),
            words=lambda row, _day: preview_row_words(row),
            width=40,
            least=20,
        ),
    )


def preview_row_words(row: PreviewRow) -> str:
    """Problems, changes and repairs of a row in one line."""
    changes = (change_words(change.field, change.old, change.new) for change in row.changes)
    repairs = map(repair_words, row.repairs)
    return " ".join([*map(problem, row.problems), *(f"{words}." for words in (*changes, *repairs))])
