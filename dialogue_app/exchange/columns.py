"""Finds the header of a sheet and says which column holds which field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dialogue_app.domain.errors import NoHeader
from dialogue_app.exchange.header_words import TableKind, TableWords, table_words, words_only
from dialogue_app.exchange.reading import Cell, Sheet

_ROWS_SEARCHED = 30
_FEWEST_FIELDS = 2
_LONGEST_HEADER = 120


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column (from 0) holds each field, and which rows (from 1) are the header.

    `header_row` is the last row of the header; data begin below it.
    """

    header_row: int
    header_height: int
    fields: dict[str, int]

    def with_field(self, field: str, column: int | None) -> Mapping:
        """The mapping as the user corrects it: `field` in another column, or in none."""
        fields = {name: at for name, at in self.fields.items() if name != field and at != column}
        if column is not None:
            fields[field] = column
        return replace(self, fields=fields)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that looks like the table asked for."""

    sheet: Sheet
    mapping: Mapping


def find_mapping(sheet: Sheet, kind: TableKind) -> Mapping:
    """The header of the sheet, in any order of columns, with or without marks, one row or two.

    Raises `NoHeader` naming the required fields the best row lacks.
    """
    words = table_words(kind)
    best = max(
        _candidates(sheet, words),
        key=lambda mapping: (len(mapping.fields), -mapping.header_height),
        default=None,
    )
    if best is None or len(best.fields) < _FEWEST_FIELDS:
        raise NoHeader(sheet.path, list(words.required))
    require_fields(sheet.path, best, kind)
    return best


def likely_header(sheet: Sheet) -> Mapping:
    """The row that looks most like a header nobody knows, with no field found in it."""
    texts = [
        sum(1 for column in range(len(row)) if 0 < len(_text(row, column)) <= _LONGEST_HEADER)
        for row in sheet.rows[:_ROWS_SEARCHED]
    ]
    return Mapping(texts.index(max(texts)) + 1 if texts else 1, 1, {})


def require_fields(path: Path, mapping: Mapping, kind: TableKind) -> None:
    """Raise `NoHeader` where the mapping lacks a field that rows cannot do without."""
    missing = [name for name in table_words(kind).required if name not in mapping.fields]
    if missing:
        raise NoHeader(path, missing)


def find_tables(sheets: list[Sheet], kind: TableKind) -> list[Table]:
    """The sheets that hold such a table: visible ones first, the longest of them first.

    Raises `NoHeader` where no sheet does.
    """
    tables: list[Table] = []
    refusal: NoHeader | None = None
    for sheet in sheets:
        try:
            tables.append(Table(sheet, find_mapping(sheet, kind)))
        except NoHeader as error:
            refusal = refusal or error
    if refusal and not tables:
        raise refusal
    return sorted(tables, key=lambda table: (table.sheet.hidden, -len(table.sheet.rows)))


def column_titles(sheet: Sheet, mapping: Mapping) -> list[str]:
    """What stands above each column, for the person who corrects the mapping."""
    top = mapping.header_row - mapping.header_height
    header = sheet.rows[top : mapping.header_row]
    width = max(map(len, sheet.rows), default=0)
    titles = (dict.fromkeys(_text(row, column) for row in header) for column in range(width))
    return [" - ".join(filter(None, parts)) for parts in titles]


def _candidates(sheet: Sheet, words: TableWords) -> Iterator[Mapping]:
    rows = sheet.rows[:_ROWS_SEARCHED]
    for place, row in enumerate(rows):
        alone = _match([[_text(row, column)] for column in range(len(row))], words)
        yield Mapping(place + 1, 1, alone)
        if place + 1 < len(rows) and _is_header_like(rows[place + 1], words):
            yield Mapping(place + 2, 2, _match(_two_row_labels(sheet, place), words))


def _two_row_labels(sheet: Sheet, place: int) -> list[list[str]]:
    """For each column what its header may be, the surest first: lower row, both rows, upper row."""
    upper, lower = sheet.rows[place], sheet.rows[place + 1]
    labels: list[list[str]] = []
    for column in range(max(len(upper), len(lower))):
        below = _text(lower, column)
        above = _text(upper, _group_start(sheet, place, column))
        labels.append([below, f"{above} {below}"] if below else [above])
    return labels


def _group_start(sheet: Sheet, row: int, column: int) -> int:
    for area in sheet.merged:
        if area.top <= row <= area.bottom and area.left <= column <= area.right:
            return area.left
    return column


def _is_header_like(row: list[Cell], words: TableWords) -> bool:
    """Whether a row may be the lower half of a header rather than the first entry."""
    filled = [cell for cell in row if cell is not None]
    known = [cell for cell in filled if isinstance(cell, str) and _exact(cell, words)]
    return bool(filled) and len(known) * 2 >= len(filled)


def _match(labels: list[list[str]], words: TableWords) -> dict[str, int]:
    """Each field's column: exact words first, then headers that begin with or hold the words."""
    found: dict[str, int] = {}
    taken: set[int] = set()
    for find in (_exact, _beginning, _inside):
        for column, choices in enumerate(labels):
            for label in choices if find is _exact else choices[:1]:
                field = None if column in taken else find(label, words)
                if field and field not in found:
                    found[field] = column
                    taken.add(column)
    return dict(sorted(found.items(), key=lambda item: item[1]))


def _exact(label: str, words: TableWords) -> str | None:
    return words.fields.get(words_only(label))


def _beginning(label: str, words: TableWords) -> str | None:
    said = f"{words_only(label)} "
    fitting = [w for w in words.fields if _telling(w) and said.startswith(f"{w} ")]
    return words.fields[max(fitting, key=len)] if fitting else None


def _inside(label: str, words: TableWords) -> str | None:
    said = f" {words_only(label)} "
    fitting = [word for word in words.fields if _telling(word) and f" {word} " in said]
    return words.fields[max(fitting, key=len)] if fitting else None


def _telling(word: str) -> bool:
    # "Mã" or "Ngày" in front of a longer header may be anything: "Mã ngành", "Ngày cấp".
    return " " in word


def _text(row: list[Cell], column: int) -> str:
    cell = row[column] if column < len(row) else None
    return cell if isinstance(cell, str) and len(cell) <= _LONGEST_HEADER else ""
