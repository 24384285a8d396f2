"""Among the columns of people and units, which say who raises, who speaks and who is to answer."""

from __future__ import annotations

from dataclasses import replace

from dialogue_app.exchange.columns import ColumnMapping, filled_below, header_parts
from dialogue_app.exchange.header_words import (
    TableKind,
    heading_words,
    heading_words_only,
    row_words,
    section_words,
    table_words,
    words_only,
)
from dialogue_app.exchange.heading_match import exact_field, names_person
from dialogue_app.exchange.reading import Cell, Sheet

_BANK = "ngan hang"
_UNITS = frozenset({"don vi", "ten don vi", "co quan don vi"})


def with_people(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """The mapping with units that answer, and people who speak, told from those who raise."""
    return _with_people_beside(sheet, _with_units_that_answer(sheet, mapping))


def _with_units_that_answer(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """A column "Đơn vị" in which only bodies stand says who is to answer, and not who raises."""
    parts, words = header_parts(sheet, mapping), table_words(TableKind.ISSUES)
    known = mapping.by_column
    units = (
        at
        for at, some in enumerate(parts)
        if some and heading_words_only(some[-1]) in _UNITS and known.get(at, "raisers") == "raisers"
    )
    column = next((at for at in units if _says_bodies(sheet, mapping, at)), None)
    if column is None or "lead_body" in mapping.fields:
        return mapping
    mapping = mapping.with_field("lead_body", column)
    free = (at for at, some in enumerate(parts) if some and at not in mapping.by_column)
    raising = next((at for at in free if exact_field(parts[at][-1], words) == "raisers"), None)
    is_raised = "raisers" in mapping.fields or raising is None
    return mapping if is_raised else mapping.with_field("raisers", raising)


def _with_people_beside(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """People who raise speak for the enterprises of another column that says who raises."""
    fields, parts = mapping.fields, header_parts(sheet, mapping)
    at, words = fields.get("raisers"), table_words(TableKind.ISSUES)
    if at is None or "speaker" in fields:
        return mapping
    beside = [
        column
        for column, said in enumerate(parts)
        if said and column not in mapping.by_column and exact_field(said[-1], words) == "raisers"
    ]
    people = [one for one in (at, *beside) if names_person("".join(parts[one][-1:]))]
    others = [one for one in (at, *beside) if one not in people]
    if not people or not others:
        return mapping
    return replace(mapping, fields={**fields, "raisers": others[0], "speaker": people[0]})


def with_sender(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """Who asks is the raiser where no other is named; whoever only spoke is not."""
    fields = mapping.fields
    if "raisers" in fields or "speaker" not in fields:
        return mapping
    parts = header_parts(sheet, mapping)[fields["speaker"]]
    if not parts or heading_words_only(parts[-1]) not in heading_words().senders:
        return mapping
    others = {name: at for name, at in fields.items() if name != "speaker"}
    return replace(mapping, fields={**others, "raisers": fields["speaker"]})


def with_names_of_firms(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """Where headings say people and no name, the first other column in which most are enterprises.

    Else the people would be taken for owners whose establishments have no name.
    """
    if "name" in mapping.fields or "person" not in mapping.fields:
        return mapping
    columns = range(max(map(len, sheet.rows), default=0))
    free = (at for at in columns if at not in mapping.by_column)
    column = next((at for at in free if _mostly_names_firms(sheet, mapping, at)), None)
    return mapping if column is None else mapping.with_field("name", column)


def _mostly_names_firms(sheet: Sheet, mapping: ColumnMapping, column: int) -> bool:
    """Whether more than half of a column are enterprises, and not the banks of others."""
    cells = list(filled_below(sheet, mapping, column))
    names = [cell for cell in cells if isinstance(cell, str) and row_words().legal_name.match(cell)]
    firms = [name for name in names if not words_only(name).startswith(_BANK)]
    return len(firms) > len(cells) / 2


def _says_bodies(sheet: Sheet, mapping: ColumnMapping, column: int) -> bool:
    """Whether every cell of a column names a body that can be nothing else, and any does."""
    cells = list(filled_below(sheet, mapping, column))
    return bool(cells) and all(map(_is_certain_body, cells))


def _is_certain_body(cell: Cell) -> bool:
    certain = section_words().certain_body
    return isinstance(cell, str) and certain.match(words_only(cell)) is not None
