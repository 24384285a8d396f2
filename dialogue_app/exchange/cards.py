"""Cards and transposed tables laid out as tables: labels beside values, card below card.

"Tên doanh nghiệp: Công ty Mẫu" in one cell, the value in the next one, or a column for each entry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dialogue_app.domain.rows import SkippedRow
from dialogue_app.domain.text import clean_line
from dialogue_app.exchange.columns import field_headed
from dialogue_app.exchange.header_words import TableKind
from dialogue_app.exchange.reading import Cell, Origin, Sheet

_LOOKED_AT = 60  # rows
_FEWEST_LABELS = 2
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a card: its number from 1, its label, and the values beside it."""

    row: int
    label: str
    values: list[Cell]
    is_known: bool


@dataclass(slots=True)
class _Table:
    """The table that cards become: headings, and rows with the numbers they come from."""

    headings: list[str] = field(default_factory=list)
    rows: list[tuple[int, dict[str, Cell]]] = field(default_factory=list)
    others: list[tuple[int, str]] = field(default_factory=list)  # rows that are no part of a card

    def put(self, at: int, line: _Line, value: Cell) -> None:
        """A value into a row of the table."""
        if line.label not in self.headings:
            self.headings.append(line.label)
        self.rows[at][1][line.label] = value


def laid_out(sheet: Sheet, kind: TableKind) -> Sheet:
    """The sheet as a table where it holds cards, else as it is."""
    if not _holds_cards(sheet, kind):
        return sheet
    lines = [_line(number, row, kind) for number, row in enumerate(sheet.rows, start=1)]
    width = max(len(line.values) for line in lines if line is not None)
    known = [line.label for line in lines if line is not None and line.is_known]
    is_transposed = width > 1 and len(known) == len(set(known))
    table = _Table()
    for number, line in enumerate(lines, start=1):
        if line is None:
            if text := _words(sheet.rows[number - 1]):
                table.others.append((number, text))
        elif is_transposed:
            _add_across(table, line)
        else:
            _add_below(table, line)
    return _as_sheet(sheet, table)


def _add_across(table: _Table, line: _Line) -> None:
    for at, value in enumerate(line.values):
        if at == len(table.rows):
            table.rows.append((line.row, {}))
        if value not in (None, ""):
            table.put(at, line, value)


def _add_below(table: _Table, line: _Line) -> None:
    """The value into the card, or into the next one where this one has it already."""
    if not table.rows or line.label in table.rows[-1][1]:
        table.rows.append((line.row, {}))
    table.put(-1, line, next(iter(line.values), None))


def _as_sheet(sheet: Sheet, table: _Table) -> Sheet:
    rows: list[tuple[int, list[Cell], SkippedRow | None]] = [
        (number, [values.get(heading) for heading in table.headings], None)
        for number, values in table.rows
    ]
    rows += [(number, [text], SkippedRow.TITLE) for number, text in table.others]
    rows.sort(key=lambda row: row[0])
    above = next(at for at, row in enumerate(rows) if row[2] is None)
    rows.insert(above, (table.rows[0][0], list(table.headings), None))
    passed = {at: kind for at, (_number, _cells, kind) in enumerate(rows, start=1) if kind}
    return replace(
        sheet,
        rows=[cells for _number, cells, _kind in rows],
        merged=[], zero_widths={}, hidden_rows=set(), formulas=set(), converted={},
        origins=[Origin(sheet.name, number) for number, _cells, _kind in rows],
        passed=passed,
    )  # fmt: skip


def _holds_cards(sheet: Sheet, kind: TableKind) -> bool:
    """Whether labels stand below each other, and nowhere side by side as in a header."""
    labels: Counter[str] = Counter()
    others = 0
    for number, row in enumerate(sheet.rows[:_LOOKED_AT], start=1):
        cells = [cell for cell in row if cell not in (None, "")]
        if not cells:
            continue
        if sum(isinstance(cell, str) and bool(field_headed(cell, kind)) for cell in cells) > 1:
            return False
        line = _line(number, row, kind)
        if line is not None and line.is_known and line.values:
            labels[clean_line(line.label)] += 1
        else:
            others += 1
    return others <= 2 * len(labels) and _are_of_cards(labels, kind)


def _are_of_cards(labels: Counter[str], kind: TableKind) -> bool:
    """Whether each label has a field of its own, and the first stands in each card.

    Words of a column, "Kiến nghị" or "Phản ánh", may well be headings, too.
    """
    fields = {field_headed(label, kind) for label in labels}
    if len(labels) < _FEWEST_LABELS or len(fields) < len(labels):
        return False
    return 2 * next(iter(labels.values())) >= max(labels.values())


def _line(number: int, row: list[Cell], kind: TableKind) -> _Line | None:
    """The label of a row with its values; None where the row has none."""
    filled = [(at, cell) for at, cell in enumerate(row) if cell not in (None, "")]
    if not filled or not isinstance(filled[0][1], str):
        return None
    at, first = filled[0][0], str(filled[0][1])
    label, colon, value = (part.strip() for part in first.partition(":"))
    if len(label) > _LONGEST_LABEL:
        return None
    known = field_headed(label, kind) is not None
    if colon and value and known:
        return _Line(number, label, [value], is_known=True)
    values = list(row[at + 1 :])
    while values and values[-1] in (None, ""):
        values.pop()
    if value or not (known or colon):
        return None
    return _Line(number, label, _without_gap(values), is_known=known)


def _without_gap(values: list[Cell]) -> list[Cell]:
    """The values without empty cells before a single one."""
    said: list[Cell] = [value for value in values if value not in (None, "")]
    return said if len(said) == 1 else values


def _words(row: list[Cell]) -> str:
    return " | ".join(_texts(row))


def _texts(row: list[Cell]) -> Iterator[str]:
    return (clean_line(str(cell)) for cell in row if cell not in (None, ""))
