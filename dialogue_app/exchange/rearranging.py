"""Sheets laid out otherwise than in the file: each row remembers where it stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dialogue_app.domain.rows import SkippedRow
from dialogue_app.exchange.columns import ColumnMapping, column_titles
from dialogue_app.exchange.reading import Cell, Place, Sheet


@dataclass(frozen=True, slots=True)
class Moved:
    """A row of a sheet, from 0, with cells in place of those it has and the kind that is known."""

    sheet: Sheet
    place: int
    cells: dict[int, Cell] | None = None
    kind: SkippedRow | None = None


def rearranged(first: Sheet, name: str, rows: Iterable[Moved]) -> Sheet:
    """A sheet of these rows, with all that is known of them; the header is that of the first."""
    found = replace(
        first, name=name, rows=[], zero_widths={}, hidden_rows=set(), formulas=set(), errors={},
        places={}, converted={}, origins=[], passed={},
    )  # fmt: skip
    facts = {id(first): _ByRow(first)}
    for moved in rows:
        of_sheet = facts.setdefault(id(moved.sheet), _ByRow(moved.sheet))
        at = len(found.rows)
        cells = moved.sheet.rows[moved.place]
        if moved.cells:
            cells = [moved.cells.get(column, cell) for column, cell in enumerate(cells)]
        found.rows.append(cells)
        found.origins.append(moved.sheet.origin(moved.place + 1))
        of_sheet.bring(moved.place, at, found)
        if kind := moved.kind or moved.sheet.passed.get(moved.place + 1):
            found.passed[at + 1] = kind
    return found


def bring_cell(sheet: Sheet, place: Place, target: Sheet, to: Place) -> None:
    """What is known of a cell, to where it stands now."""
    target.places[to] = place
    if place in sheet.zero_widths:
        target.zero_widths[to] = sheet.zero_widths[place]
    if place in sheet.formulas:
        target.formulas.add(to)
    if place in sheet.errors:
        target.errors[to] = sheet.errors[place]
    if written := sheet.converted.get(place[0], {}).get(place[1]):
        target.converted.setdefault(to[0], {})[to[1]] = written


class _ByRow:
    """The facts of a sheet by their rows."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._widths: dict[int, list[tuple[int, int]]] = {}
        self._formulas: dict[int, list[int]] = {}
        self._errors: dict[int, list[tuple[int, str]]] = {}
        for (row, column), width in sheet.zero_widths.items():
            self._widths.setdefault(row, []).append((column, width))
        for (row, column), error in sheet.errors.items():
            self._errors.setdefault(row, []).append((column, error))
        for row, column in sheet.formulas:
            self._formulas.setdefault(row, []).append(column)

    def bring(self, place: int, at: int, target: Sheet) -> None:
        """What is known of a row, to the row it becomes."""
        for column, width in self._widths.get(place, ()):
            target.zero_widths[at, column] = width
        for column in self._formulas.get(place, ()):
            target.formulas.add((at, column))
        for column, error in self._errors.get(place, ()):
            target.errors[at, column] = error
        if place in self._sheet.converted:
            target.converted[at] = self._sheet.converted[place]
        if place + 1 in self._sheet.hidden_rows:
            target.hidden_rows.add(at + 1)


def are_alike(one: Sheet, mapping: ColumnMapping, other: Sheet, its: ColumnMapping | None) -> bool:
    """Whether two sheets are of one shape: the same headings over the same columns."""
    if its is None or mapping.fields != its.fields:
        return False
    return column_titles(one, mapping) == column_titles(other, its)


def joined(tables: list[tuple[Sheet, ColumnMapping]]) -> Sheet:
    """Sheets of one shape as one, below the header of the first."""
    first, mapping = tables[0]
    name = ", ".join(sheet.name for sheet, _mapping in tables)
    return rearranged(first, name, _rows_of(tables, mapping))


def _rows_of(tables: list[tuple[Sheet, ColumnMapping]], header: ColumnMapping) -> Iterator[Moved]:
    for sheet, mapping in tables:
        top = mapping.header_row - mapping.header_height
        for place in range(len(sheet.rows)):
            kind = None
            if mapping is not header and place < mapping.header_row:
                kind = SkippedRow.TITLE if place < top else SkippedRow.HEADER
            yield Moved(sheet, place, kind=kind)
