"""What the options of `import` decide of a workbook: the same value that the window fills."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dialogue_app.cli.parsing import WrongUse
from dialogue_app.domain.errors.workbooks import UnknownSheet
from dialogue_app.domain.rows import RowProblem
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.exchange.columns import ColumnMapping, column_titles
from dialogue_app.exchange.reading import Sheet
from dialogue_app.i18n import _
from dialogue_app.i18n.words import field_name
from dialogue_app.services.imports.decisions import UNDECIDED, Decisions, column_number
from dialogue_app.services.imports.questions import OFFERS
from dialogue_app.services.imports.workbooks import (
    OpenedWorkbook,
    TableKind,
    table_fields,
)

ALL_SHEETS = "*"
_CELL = re.compile(r"\s*([A-Za-z]{1,3})([1-9][0-9]{0,6})\s*")


def read_decisions(options: Namespace, kind: TableKind) -> Decisions:
    """What the options decide without a look at the file. Raises `WrongUse`."""
    decided = UNDECIDED
    for name, words, value in _said(options.say, kind):
        decided = decided.with_said(name, words, value)
    for row, column, text in map(_mended, options.mend):
        decided = decided.with_cell(row, column, text)
    decided = decided.taken(options.accept, options.accept).left_out(options.leave_out)
    return replace(
        decided,
        header=options.heading_row,
        clears=frozenset(_field("--clear", written, kind) for written in options.clear),
        blanks_only=options.fill_blanks,
        agreed=frozenset(map(RowProblem, options.agree)),
        hidden=False if options.without_hidden else None,
    )


def read_headings(given: Sequence[str], kind: TableKind) -> dict[str, str]:
    """What `--map FIELD=HEADING` says, by field. Raises `WrongUse`."""
    headings = {}
    for argument in given:
        written, equals, heading = argument.partition("=")
        name = _known(written, kind)
        if not equals or name is None:
            sentence = _("--map {value}: write FIELD=HEADING, where FIELD is one of {choices}.")
            raise WrongUse(sentence.format(value=argument, choices=_choices(kind)))
        headings[name] = clean_line(heading)
    return headings


def with_headings(
    decided: Decisions, sheet: Sheet, mapping: ColumnMapping, headings: Mapping[str, str]
) -> Decisions:
    """The decisions with the columns of these headings; raises `WrongUse` for an unknown one."""
    titles = column_titles(sheet, mapping)
    folded = [fold(title) for title in titles]
    for name, heading in headings.items():
        if heading and fold(heading) not in folded:
            sentence = _("No column is headed “{heading}”; the columns are: {titles}.")
            shown = "; ".join(filter(None, titles))
            raise WrongUse(sentence.format(heading=heading, titles=shown))
        decided = decided.with_column(name, folded.index(fold(heading)) if heading else None)
    return decided


def chosen_sheets(book: OpenedWorkbook, names: Sequence[str]) -> OpenedWorkbook:
    """The workbook with the sheets of these names chosen; "*" is all of one shape.

    Without a name it is the one that looks most like the table. Raises `UnknownSheet`, and
    `WrongUse` for sheets of different shapes.
    """
    if not names:
        return book
    every = names == [ALL_SHEETS]
    places = book.of_shape(book.chosen) if every else [_sheet(book, name) for name in names]
    places = sorted(set(places))
    if len(places) == 1:
        return replace(book, chosen=places[0])
    if not set(places) <= set(book.of_shape(places[0])):
        raise WrongUse(_("These sheets have different columns: import them one by one."))
    return book.with_joined(places)


def _sheet(book: OpenedWorkbook, name: str) -> int:
    wanted = fold(clean_line(name))
    for place, sheet in enumerate(book.sheets):
        if fold(sheet.name) == wanted:
            return place
    raise UnknownSheet(name)


def _said(given: Sequence[str], kind: TableKind) -> Iterator[tuple[str, str, str]]:
    """What `--say FIELD[:WORDS]=VALUE` says: field, words, value."""
    for argument in given:
        left, equals, value = argument.partition("=")
        written, _colon, words = left.partition(":")
        name = written if written in OFFERS else _known(written, kind)
        if not equals or name is None or not clean_line(value):
            sentence = _("--say {value}: write FIELD[:WORDS]=VALUE, FIELD being one of {choices}.")
            raise WrongUse(sentence.format(value=argument, choices=_choices(kind)))
        yield name, words, clean_line(value)


def _mended(argument: str) -> tuple[int, int, str]:
    """What `--mend CELL=TEXT` says: row, column, text."""
    written, equals, text = argument.partition("=")
    place = _CELL.fullmatch(written)
    if place is None or not equals:
        raise WrongUse(_("--mend {value}: write CELL=TEXT, as C5=….").format(value=argument))
    return int(place[2]), column_number(place[1]), text


def _field(option: str, written: str, kind: TableKind) -> str:
    name = _known(written, kind)
    if name is None:
        sentence = _("{option} {value}: write one of {choices}.")
        raise WrongUse(sentence.format(option=option, value=written, choices=_choices(kind)))
    return name


def _known(written: str, kind: TableKind) -> str | None:
    """The field of that name: ours, or its words."""
    names = table_fields(kind)
    ours = written.strip().replace("-", "_")
    if ours in names:
        return ours
    by_word = {fold(field_name(name)): name for name in names}
    return by_word.get(fold(clean_line(written)))


def _choices(kind: TableKind) -> str:
    return ", ".join(f"{name} ({field_name(name)})" for name in table_fields(kind))
