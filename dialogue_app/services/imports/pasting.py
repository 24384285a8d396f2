"""Rows copied in Excel, read as a workbook, with or without their headings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from dialogue_app.domain.errors.workbooks import NoHeader
from dialogue_app.domain.text_limits import without_half_letters
from dialogue_app.exchange.columns import ColumnMapping
from dialogue_app.exchange.header_words import TableKind, row_words
from dialogue_app.exchange.reading import Cell, Sheet
from dialogue_app.i18n import _
from dialogue_app.services.imports.workbooks import (
    OpenedWorkbook,
    Progress,
    ShouldStop,
    never_stop,
    no_progress,
    open_workbook,
)

_MOST_ROWS_LOOKED_AT = 50
_LONG = 40  # letters of a text, on average


def open_pasted(
    html: str,
    text: str,
    kind: TableKind,
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
) -> OpenedWorkbook:
    """Read what was copied: its web page where it has a table (that knows fonts), else its text.

    Rows copied without their headings are all taken; which column is which is guessed by what
    stands in it, and told by the person. Raises what `open_workbook` raises of a file.
    """
    has_table = "<table" in html.lower()
    ending, content = (".html", html) if has_table else (".txt", text)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{_('Pasted rows')}{ending}"
        path.write_text(without_half_letters(content), "utf-8", newline="")
        try:
            return open_workbook(path, kind, progress, should_stop)
        except NoHeader:
            book = open_workbook(path, kind, progress, should_stop, guess=True)
    return replace(book, mappings=[without_headings(sheet, kind) for sheet in book.sheets])


def without_headings(sheet: Sheet, kind: TableKind) -> ColumnMapping:
    """The columns of rows that stand below no heading, as far as what stands in them tells."""
    width = max(map(len, sheet.rows), default=0)
    columns = [
        [row[at] for row in sheet.rows[:_MOST_ROWS_LOOKED_AT] if at < len(row)]
        for at in range(width)
    ]
    named = next((at for at, cells in enumerate(columns) if _are_names(cells)), None)
    fields: dict[str, int] = {}
    if kind is TableKind.ENTERPRISES:
        if named is not None:
            fields["name"] = named
        return ColumnMapping(0, 0, fields)
    lengths = [_length(cells) for cells in columns]
    longest = max(range(width), key=lambda at: lengths[at], default=None)
    if longest is not None and lengths[longest] >= _LONG:
        fields["text"] = longest
    if named is not None and named != fields.get("text"):
        fields["raisers"] = named
    return ColumnMapping(0, 0, fields)


def _are_names(cells: list[Cell]) -> bool:
    """Whether most cells begin as the names of enterprises do."""
    texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
    legal = row_words().legal_name
    return bool(texts) and sum(bool(legal.match(text.strip())) for text in texts) * 2 > len(texts)


def _length(cells: list[Cell]) -> float:
    texts = [len(cell) for cell in cells if isinstance(cell, str) and cell.strip()]
    return sum(texts) / len(texts) if texts else 0.0
