"""Which column of a workbook holds which field, as found and as `--map` corrects it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dialogue_app.cli.parsing import WrongUse
from dialogue_app.cli.watching import Progress, ShouldStop
from dialogue_app.domain.errors import NoHeader, UnknownCode
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.exchange.columns import find_tables
from dialogue_app.exchange.header_words import table_words
from dialogue_app.exchange.reading import Cell, Sheet, read_workbook
from dialogue_app.i18n import _
from dialogue_app.i18n.words import field_name
from dialogue_app.services.workbooks import (
    Mapping,
    OpenedWorkbook,
    TableKind,
    open_workbook,
    require_mapping,
    table_fields,
)

_HEADER_ROWS = 30
Headings = dict[str, str]


def read_headings(given: Sequence[str], kind: TableKind) -> Headings:
    """What `--map FIELD=HEADING` says, by field; fields by our names or by their words.

    Raises `WrongUse` for another field.
    """
    known = {field: field_name(field) for field in table_fields(kind)}
    by_word = {fold(name): field for field, name in known.items()}
    headings = {}
    for one in given:
        written, equals, heading = one.partition("=")
        name = written.strip().replace("-", "_")
        field = name if name in known else by_word.get(fold(clean_line(written)))
        if not equals or field is None:
            said = _("--map {value}: write FIELD=HEADING, where FIELD is one of {choices}.")
            choices = ", ".join(f"{field} ({name})" for field, name in known.items())
            raise WrongUse(said.format(value=one, choices=choices))
        headings[field] = clean_line(heading)
    return headings


def open_with(
    path: Path, kind: TableKind, headings: Headings, progress: Progress, stopped: ShouldStop
) -> OpenedWorkbook:
    """The workbook; a header nobody would know is found by the headings that were told."""
    try:
        return open_workbook(path, kind, progress, stopped)
    except NoHeader:
        if not any(headings.values()):
            raise
    sheets = read_workbook(path, progress, stopped)
    told = [_with_known_words(sheet, kind, headings) for sheet in sheets]
    tables = find_tables(told, kind)
    found = {id(table.sheet): table.mapping for table in tables}
    mappings = [found.get(id(sheet)) for sheet in told]
    chosen = next(place for place, sheet in enumerate(told) if sheet is tables[0].sheet)
    return OpenedWorkbook(path, kind, sheets, mappings, chosen)


def _with_known_words(sheet: Sheet, kind: TableKind, headings: Headings) -> Sheet:
    """A copy whose told headings are written in words that are known."""
    known = {field: word for word, field in reversed(table_words(kind).fields.items())}
    words = {fold(heading): known[field] for field, heading in headings.items() if heading}

    def reworded(cell: Cell) -> Cell:
        return words.get(fold(clean_line(cell)), cell) if isinstance(cell, str) else cell

    header = [[reworded(cell) for cell in row] for row in sheet.rows[:_HEADER_ROWS]]
    return replace(sheet, rows=[*header, *sheet.rows[_HEADER_ROWS:]])


def chosen_sheet(book: OpenedWorkbook, name: str | None) -> int:
    """The sheet of that name, or the one that looks most like the table. Raises `UnknownCode`."""
    if name is None:
        return book.chosen
    wanted = fold(clean_line(name))
    for place, sheet in enumerate(book.sheets):
        if fold(sheet.name) == wanted:
            return place
    raise UnknownCode("sheet", name)


def corrected_mapping(book: OpenedWorkbook, index: int, headings: Headings) -> Mapping:
    """Which column holds which field. Raises `NoHeader`, `WrongUse` for an unknown heading."""
    mapping = require_mapping(book, index)
    titles = book.titles(index)
    folded = [fold(title) for title in titles]
    for field, heading in headings.items():
        if heading and fold(heading) not in folded:
            said = _("No column is headed “{heading}”; the columns are: {titles}.")
            shown = "; ".join(filter(None, titles))
            raise WrongUse(said.format(heading=heading, titles=shown))
        mapping = mapping.with_field(field, folded.index(fold(heading)) if heading else None)
    return mapping
