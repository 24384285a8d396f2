"""Which column of a workbook holds which field, as found and as `--map` corrects it."""

from __future__ import annotations

from collections.abc import Sequence

from dialogue_app.cli.parsing import WrongUse
from dialogue_app.domain.errors.workbooks import UnknownSheet
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.exchange.header_words import words_only
from dialogue_app.i18n import _
from dialogue_app.i18n.words import field_name
from dialogue_app.services.imports.workbooks import (
    ColumnMapping,
    OpenedWorkbook,
    TableKind,
    require_mapping,
    table_fields,
)

Headings = dict[str, str]


def read_headings(given: Sequence[str], kind: TableKind) -> Headings:
    """What `--map FIELD=HEADING` says, by field; fields by our names or by their words.

    Raises `WrongUse` for another field.
    """
    known = {field: field_name(field) for field in table_fields(kind)}
    by_word = {fold(name): field for field, name in known.items()}
    headings = {}
    for argument in given:
        written, equals, heading = argument.partition("=")
        name = written.strip().replace("-", "_")
        field = name if name in known else by_word.get(fold(clean_line(written)))
        if not equals or field is None:
            sentence = _("--map {value}: write FIELD=HEADING, where FIELD is one of {choices}.")
            choices = ", ".join(f"{field} ({name})" for field, name in known.items())
            raise WrongUse(sentence.format(value=argument, choices=choices))
        headings[field] = clean_line(heading)
    return headings


def read_said(given: Sequence[str], kind: TableKind) -> dict[tuple[str, str], str]:
    """What `--say FIELD[:WORDS]=VALUE` says, by field and folded words; raises `WrongUse`."""
    known = {field: field_name(field) for field in table_fields(kind)}
    by_word = {fold(name): field for field, name in known.items()}
    said: dict[tuple[str, str], str] = {}
    for argument in given:
        left, equals, value = argument.partition("=")
        written, _colon, words = left.partition(":")
        name = written.strip().replace("-", "_")
        field = name if name in known else by_word.get(fold(clean_line(written)))
        if not equals or field is None or not clean_line(value):
            sentence = _("--say {value}: write FIELD[:WORDS]=VALUE, FIELD being one of {choices}.")
            choices = ", ".join(f"{field} ({name})" for field, name in known.items())
            raise WrongUse(sentence.format(value=argument, choices=choices))
        said[field, words_only(words)] = clean_line(value)
    return said


def chosen_sheet(book: OpenedWorkbook, name: str | None) -> int:
    """The sheet of that name, or the one that looks most like the table. Raises `UnknownSheet`."""
    if name is None:
        return book.chosen
    wanted = fold(clean_line(name))
    for place, sheet in enumerate(book.sheets):
        if fold(sheet.name) == wanted:
            return place
    raise UnknownSheet(name)


def corrected_mapping(book: OpenedWorkbook, index: int, headings: Headings) -> ColumnMapping:
    """Which column holds which field. Raises `NoHeader`, `WrongUse` for an unknown heading."""
    mapping = require_mapping(book, index)
    titles = book.titles(index)
    folded = [fold(title) for title in titles]
    for field, heading in headings.items():
        if heading and fold(heading) not in folded:
            sentence = _("No column is headed “{heading}”; the columns are: {titles}.")
            shown = "; ".join(filter(None, titles))
            raise WrongUse(sentence.format(heading=heading, titles=shown))
        mapping = mapping.with_field(field, folded.index(fold(heading)) if heading else None)
    return mapping
