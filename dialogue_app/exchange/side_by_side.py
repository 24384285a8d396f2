"""Tables of one shape side by side, as lists are printed to save paper, laid out as one.

Their rows stand below each other, table by table; what stands below them all comes last.
"""

from __future__ import annotations

from dataclasses import replace

from dialogue_app.exchange.columns import field_headed
from dialogue_app.exchange.header_words import TableKind, heading_words_only, table_words
from dialogue_app.exchange.reading import Cell, Origin, Sheet
from dialogue_app.exchange.rearranging import bring_cell

_ROWS_SEARCHED = 40
_FEWEST_COLUMNS = 2


def below_each_other(sheet: Sheet, kind: TableKind) -> Sheet:
    """The sheet with its tables below each other; as it is where it holds one, or others."""
    for place, row in enumerate(sheet.rows[:_ROWS_SEARCHED]):
        starts, width = _tables(row)
        if len(starts) > 1 and _are_apart(row, starts, width, kind):
            return _laid_out(sheet, place, starts, width, kind)
    return sheet


def _tables(row: list[Cell]) -> tuple[list[int], int]:
    """Where the tables of a header begin, and how wide each is: the same words, again and again."""
    cells = [cell for cell in row if cell not in (None, "")]
    # Told first by what is quick: a damaged sheet can have ten thousands of columns.
    if not cells or cells[0] not in cells[1:] or not all(isinstance(cell, str) for cell in cells):
        return [], 0
    said = [heading_words_only(str(cell or "")) for cell in row]
    filled = [at for at, words in enumerate(said) if words]
    starts = [at for at in filled if said[at] == said[filled[0]]]
    if len(starts) < 2:
        return [], 0
    ends = [*starts[1:], filled[-1] + 1]
    tables = [said[start:end] for start, end in zip(starts, ends, strict=True)]
    while tables[0] and not tables[0][-1]:
        tables[0].pop()  # the gap between two of them
    width = len(tables[0])
    is_alike = all(table[:width] == tables[0] and not any(table[width:]) for table in tables[1:])
    return (starts, width) if is_alike and width >= _FEWEST_COLUMNS else ([], 0)


def _are_apart(row: list[Cell], starts: list[int], width: int, kind: TableKind) -> bool:
    """Whether each table has what such rows need, and numbers of its own or a gap before it.

    "Tên | Địa chỉ | Tên | Địa chỉ" may be those of an enterprise and of its owner.
    """
    header = row[starts[0] : starts[0] + width]
    fields = {field_headed(str(cell), kind) for cell in header if cell not in (None, "")}
    is_parted = "ordinal" in fields or starts[1] - starts[0] > width
    return is_parted and fields.issuperset(table_words(kind).required)


def _laid_out(sheet: Sheet, header: int, starts: list[int], width: int, kind: TableKind) -> Sheet:
    found = replace(
        sheet, rows=[], merged=[area for area in sheet.merged if area.bottom <= header],
        zero_widths={}, hidden_rows=set(), formulas=set(), errors={}, places={}, converted={},
        origins=[],
        hidden_columns=set(),
    )  # fmt: skip
    first, below = starts[0], _below_tables(sheet, header, starts, width, kind)
    for place in range(header):
        _add(sheet, found, place, (0, len(sheet.rows[place])))
    _add(sheet, found, header, (first, first + width), to=first)
    for table, start in enumerate(starts, start=1):
        for place in range(header + 1, below):
            says_any = any(cell not in (None, "") for cell in _part(sheet, place, start, width))
            if start == first or says_any:
                _add(sheet, found, place, (start, start + width), to=first, table=table)
    for place in range(below, len(sheet.rows)):
        _add(sheet, found, place, (0, len(sheet.rows[place])))
    return found


def _below_tables(sheet: Sheet, header: int, starts: list[int], width: int, kind: TableKind) -> int:
    """The first row below the last entry of any table."""
    required = table_words(kind).required
    fields = [field_headed(str(cell), kind) for cell in _part(sheet, header, starts[0], width)]
    needed = {at for at, name in enumerate(fields) if name in required}
    places = range(len(sheet.rows) - 1, header, -1)
    entries = (
        place
        for place in places
        if any(_is_entry(_part(sheet, place, start, width), needed) for start in starts)
    )
    return next(entries, header) + 1


def _part(sheet: Sheet, place: int, start: int, width: int) -> list[Cell]:
    """The cells of a row that belong to one of the tables."""
    return sheet.rows[place][start : start + width]


def _is_entry(cells: list[Cell], needed: set[int]) -> bool:
    """Whether what must be said is said, and something beside it."""
    filled = {at for at, cell in enumerate(cells) if cell not in (None, "")}
    return needed <= filled and len(filled) > len(needed)


def _add(
    sheet: Sheet,
    target: Sheet,
    place: int,
    columns: tuple[int, int],
    *,
    to: int = 0,
    table: int = 0,
) -> None:
    """The cells of a row from one column to another, as a row that begins in the column `to`."""
    at, (start, end) = len(target.rows), columns
    target.rows.append([*[None] * to, *sheet.rows[place][start:end]])
    target.origins.append(Origin(sheet.name, place + 1, table))
    if place + 1 in sheet.hidden_rows:
        target.hidden_rows.add(at + 1)
    for column in range(start, end):
        bring_cell(sheet, (place, column), target, (at, column - start + to))
