"""Every row of a workbook before it is written: what it would do, and what is wrong with it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.sentences import problem
from dialogue_app.i18n.words import word
from dialogue_app.services.imports.words import change_words, repair_words
from dialogue_app.services.imports.workbooks import Preview, PreviewRow
from dialogue_app.services.lists import FIRST_PAGE
from ui.models.columns import Chip, ListColumn

_CHIPS = {
    RowStatus.NEW: ("accent", "add"),
    RowStatus.CHANGED: ("accent", "edit"),
    RowStatus.SAME: ("plain", "check"),
    RowStatus.REPEATED: ("plain", "undo"),
    RowStatus.WARNING: ("soon", "warning"),
    RowStatus.ERROR: ("late", "close"),
    RowStatus.CONFLICT: ("soon", "edit"),
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

    def first_page(self, query: PreviewQuery) -> tuple[list[PreviewRow], int | None]:
        """The first rows."""
        ids = self.ids(query)
        return self.rows(ids[:FIRST_PAGE]), len(ids)

    def ids(self, query: PreviewQuery) -> array[int]:
        """Row numbers of the sheet."""
        chosen = (key for key, row in self._rows.items() if query.status in (None, row.status))
        return array("q", sorted(chosen, reverse=query.descending))

    def rows(self, ids: Sequence[int]) -> list[PreviewRow]:
        """The rows with these numbers."""
        return [self._rows[key] for key in ids]


def status_chip(status: RowStatus) -> Chip:
    """The chip of what a row would do."""
    tone, icon = _CHIPS[status]
    return Chip(word(status), tone, icon)


def preview_columns(preview: Preview) -> tuple[ListColumn[PreviewRow], ...]:
    """The columns of the preview; codes only where a row is known already."""
    code = ListColumn[PreviewRow](
        "matched", lambda: _("Code"), lambda row: row.matched, width=112, shown_from=560
    )
    return (
        ListColumn("row", lambda: _("Row"), lambda r: number(r.row), "row", width=72),
        ListColumn(
            "status",
            lambda: _("What it does"),
            lambda row: word(row.status),
            width=140,
            chip=lambda row: status_chip(row.status),
        ),
        *([code] if any(row.matched for row in preview.rows) else []),
        ListColumn(
            "title",
            lambda: _("Name or text"),
            lambda row: " ".join(row.title.split()),
            stretch=True,
            width=300,
        ),
        ListColumn(
            "why", lambda: _("Details"), preview_row_words, stretch=True, width=220, shown_from=480
        ),
    )


def preview_row_words(row: PreviewRow) -> str:
    """Problems, changes and repairs of a row in one line."""
    changes = (change_words(change.field, change.old, change.new) for change in row.changes)
    repairs = map(repair_words, row.repairs)
    return " ".join([*map(problem, row.problems), *(f"{words}." for words in (*changes, *repairs))])
