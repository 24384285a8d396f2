"""Cards and transposed tables laid out as tables: labels beside values, card below card.

"Tên doanh nghiệp: Công ty Mẫu" in one cell, the value in the next one, or a column for each entry;
a row of a card may hold several such pairs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dialogue_app.domain.rows import SkippedRow
from dialogue_app.domain.text import clean_line
from dialogue_app.exchange.columns import field_headed
from dialogue_app.exchange.header_words import TableKind, cell_words, words_only
from dialogue_app.exchange.reading import Cell, Origin, Place, Sheet
from dialogue_app.exchange.rearranging import bring_cell

_LOOKED_AT = 60  # rows
_FEWEST_LABELS = 2
_LONGEST_LABEL = 60
_QUESTION = re.compile(r"^câu(?= (?:số )?\d{1,3}$)", re.IGNORECASE)
_ASKS = "Câu hỏi"
_NUMBER = re.compile(r"^(?:\d{1,3}[.)/]\s*)|\s+(?:số |thứ )?\d{1,3}\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Value:
    """What stands beside a label, and where in the sheet."""

    cell: Cell
    place: Place


@dataclass(frozen=True, slots=True)
class _Line:
    """A label of a card with its row, from 1, and the values beside it."""

    row: int
    label: str
    values: list[_Value]
    is_known: bool


@dataclass(slots=True)
class _Table:
    """The table that cards become: headings, and rows with the numbers they come from."""

    headings: list[str] = field(default_factory=list)
    rows: list[tuple[int, dict[str, _Value]]] = field(default_factory=list)
    others: list[tuple[int, str]] = field(default_factory=list)  # what is no part of a card

    def put(self, at: int, line: _Line, value: _Value) -> None:
        """A value into a row of the table."""
        if line.label not in self.headings:
            self.headings.append(line.label)
        self.rows[at][1][line.label] = value


def laid_out(sheet: Sheet, kind: TableKind) -> Sheet:
    """The sheet as a table where it holds cards, else as it is."""
    reader = _Reader(sheet, kind)
    if not reader.holds_cards():
        return sheet
    found = [reader.lines(number) for number in range(1, len(sheet.rows) + 1)]
    lines = [line for some, _rest in found for line in some]
    width = max(len(line.values) for line in lines)
    known = [line.label for line in lines if line.is_known]
    is_transposed = width > 1 and len(known) == len(set(known))
    table = _Table()
    for number, (some, rest) in enumerate(found, start=1):
        for line in some:
            if is_transposed:
                _add_across(table, line)
            else:
                _add_below(table, line)
        if rest:
            table.others.append((number, rest))
    return _as_sheet(sheet, table, is_transposed=is_transposed)


def _add_across(table: _Table, line: _Line) -> None:
    for at, value in enumerate(line.values):
        if at == len(table.rows):
            table.rows.append((line.row, {}))
        if value.cell not in (None, ""):
            table.put(at, line, value)


def _add_below(table: _Table, line: _Line) -> None:
    """The value into the card, or into the next one where this one has it already."""
    if not table.rows or line.label in table.rows[-1][1]:
        table.rows.append((line.row, {}))
    nothing = _Value(None, (line.row - 1, 0))
    table.put(-1, line, next(iter(line.values), nothing))


def _as_sheet(sheet: Sheet, table: _Table, *, is_transposed: bool) -> Sheet:
    rows: list[tuple[int, list[Cell], SkippedRow | None, dict[str, _Value]]] = [
        (number, [values[name].cell if name in values else None for name in table.headings], None,
         values)
        for number, values in table.rows
    ]  # fmt: skip
    rows += [(number, [text], SkippedRow.TITLE, {}) for number, text in table.others]
    rows.sort(key=lambda row: row[0])
    above = next(at for at, row in enumerate(rows) if row[2] is None)
    rows.insert(above, (table.rows[0][0], list(table.headings), None, {}))
    found = replace(
        sheet,
        rows=[cells for _number, cells, _kind, _values in rows],
        merged=[], zero_widths={}, hidden_rows=set(), formulas=set(), errors={}, places={},
        converted={}, hidden_columns=set(),
        origins=[Origin(sheet.name, number) for number, _cells, _kind, _values in rows],
        passed={at: kind for at, (_, _, kind, _) in enumerate(rows, start=1) if kind},
    )  # fmt: skip
    for at, (number, _cells, kind, values) in enumerate(rows):
        if kind is None and values and number in sheet.hidden_rows and not is_transposed:
            found.hidden_rows.add(at + 1)
        for name, value in values.items():
            bring_cell(sheet, value.place, found, (at, table.headings.index(name)))
    return found


class _Reader:
    """Reads the rows of a sheet as lines of cards."""

    def __init__(self, sheet: Sheet, kind: TableKind) -> None:
        self._sheet, self._kind = sheet, kind
        self._is_numbered = self._begins_numbered()
        self._columns: set[int] = set()  # in which only labels stand, beside the first
        self._columns = self._label_columns()

    def holds_cards(self) -> bool:
        """Whether labels stand below each other, and nowhere side by side as in a header."""
        labels: Counter[str] = Counter()
        others = 0
        for number, row in enumerate(self._sheet.rows[:_LOOKED_AT], start=1):
            if not any(cell not in (None, "") for cell in row):
                continue
            if self._is_header(row):
                return False
            lines, _rest = self.lines(number)
            known = [clean_line(line.label) for line in lines if line.is_known and line.values]
            labels.update(filter(None, map(self._counted, known)))
            others += not known
        return others <= 2 * len(labels) and self._are_of_cards(labels)

    def _is_header(self, row: list[Cell]) -> bool:
        """Whether labels stand side by side, but for those with values between them."""
        at = [
            column
            for column, cell in enumerate(row)
            if isinstance(cell, str) and field_headed(cell, self._kind)
        ]
        is_side_by_side = len(at) > 1 and not self._columns.issuperset(at[1:])
        return is_side_by_side and not self._is_of_choices(row)

    def _is_of_choices(self, row: list[Cell]) -> bool:
        """Whether a label stands beside its choices: "Loại", "Kiến nghị", "Phản ánh"."""
        label, *others = _texts(row)
        choices = cell_words().choices.get(field_headed(label, self._kind) or "", {})
        return all(words_only(other) in choices for other in others)

    def _are_of_cards(self, labels: Counter[str]) -> bool:
        """Whether each label has a field of its own, and the first stands in each card.

        Words of a column, "Kiến nghị" or "Phản ánh", may well be headings, too.
        """
        fields = {field_headed(label, self._kind) for label in labels}
        is_one_list = self._is_numbered and labels.total() >= _FEWEST_LABELS
        if len(fields) < len(labels) or not (len(labels) >= _FEWEST_LABELS or is_one_list):
            return False
        return 2 * next(iter(labels.values())) >= max(labels.values())

    def _label_columns(self) -> set[int]:
        """The columns, none beside another, where a label stands in each row that has one first.

        There are several: one may stand in any header, and be repeated on each page.
        """
        labels: dict[int, list[str]] = {}
        filled: Counter[int] = Counter()
        for number, row in enumerate(self._sheet.rows[:_LOOKED_AT], start=1):
            if not self.lines(number)[0]:
                continue
            columns = [column for column, cell in enumerate(row) if cell not in (None, "")]
            filled.update(columns)
            for column in columns:
                if self._is_label(row[column]):
                    labels.setdefault(column, []).append(words_only(str(row[column])))
        found = {
            column
            for column, words in labels.items()
            if len(words) == filled[column] and len(set(words)) >= _FEWEST_LABELS
        }
        return {column for column in found if column - 1 not in found}

    def _is_label(self, cell: Cell) -> bool:
        if not isinstance(cell, str) or len(cell) > _LONGEST_LABEL:
            return False
        return cell.rstrip().endswith(":") or field_headed(cell, self._kind) is not None

    def lines(self, number: int) -> tuple[list[_Line], str]:
        """The labels of a row with their values, and what else stands in it."""
        row = self._sheet.rows[number - 1]
        filled = [(at, cell) for at, cell in enumerate(row) if cell not in (None, "")]
        if not filled:
            return [], ""
        if inline := self._inline(number, *filled[0], must_be_known=True):
            rest: list[str] = []
            for at, cell in filled[1:]:
                more = self._inline(number, at, cell, must_be_known=False)
                inline += more
                rest += [] if more else [clean_line(str(cell))]
            return inline, " | ".join(rest)
        begins = [filled[0][0], *(at for at, _cell in filled[1:] if at in self._columns)]
        ends = [*begins[1:], len(row)]
        lines = [self._line(number, at, end) for at, end in zip(begins, ends, strict=True)]
        if lines[0] is None:
            return [], " | ".join(_texts(row))
        return [line for line in lines if line is not None], ""

    def _inline(self, number: int, at: int, cell: Cell, *, must_be_known: bool) -> list[_Line]:
        """The pairs of a cell, "label: value", alone or a line each; none where it holds none."""
        found: list[_Line] = []
        pieces = str(cell).split("\n") if isinstance(cell, str) else []
        for piece in filter(str.strip, pieces):
            label, colon, value = (part.strip() for part in piece.partition(":"))
            label = self._without_number(label)
            known = self._is_field(label)
            if (
                colon
                and value
                and len(label) <= _LONGEST_LABEL
                and (known or found or not must_be_known)
            ):
                found.append(_Line(number, label, [_Value(value, (number - 1, at))], known))
            elif found:
                last = found[-1]
                value = f"{last.values[0].cell}\n{piece}"
                found[-1] = replace(last, values=[_Value(value, (number - 1, at))])
            else:
                return []
        return found

    def _line(self, number: int, at: int, end: int) -> _Line | None:
        """The label in a cell with the values up to the next one; None where it is no label."""
        row = self._sheet.rows[number - 1]
        first = row[at]
        if not isinstance(first, str):
            return None
        label, colon, value = (part.strip() for part in first.partition(":"))
        label = self._without_number(label)
        known = self._is_field(label)
        if len(label) > _LONGEST_LABEL or value or not (known or colon):
            return None
        values = [_Value(row[column], (number - 1, column)) for column in range(at + 1, end)]
        while values and self._is_empty(values[-1]):
            values.pop()
        said = [value for value in values if not self._is_empty(value)]
        return _Line(number, label, said if len(said) == 1 else values, is_known=known)

    def _without_number(self, label: str) -> str:
        """A label without the number of its card: "Câu hỏi 1" begins one, as "Câu hỏi" does."""
        bare = _bare(label) if self._is_numbered else label
        return bare if field_headed(bare, self._kind) else label

    def _is_field(self, label: str) -> bool:
        """Whether a label is that of a field of ours, alone or one of several: "Kiến nghị 2"."""
        return any(field_headed(said, self._kind) for said in (label, _bare(label)))

    def _counted(self, label: str) -> str:
        """A label as one of its card; the first alone of several that are numbered."""
        if field_headed(label, self._kind):
            return label
        return _bare(label) if label.rstrip().endswith(" 1") else ""

    def _begins_numbered(self) -> bool:
        """Whether the first label has a number, so that each such begins a card of its own.

        Below another label they are parts of one card: "Đơn vị: …", "Kiến nghị 1: …".
        """
        for row in self._sheet.rows[:_LOOKED_AT]:
            first = next((cell for cell in row if cell not in (None, "")), "")
            label = first.partition(":")[0].strip() if isinstance(first, str) else ""
            if field_headed(label, self._kind):
                return False
            if field_headed(_bare(label), self._kind):
                return True
        return False

    def _is_empty(self, value: _Value) -> bool:
        return value.cell in (None, "") and value.place not in self._sheet.errors


def _bare(label: str) -> str:
    """A label without its number: "Câu hỏi" of "Câu 1"."""
    if len(label) > _LONGEST_LABEL:
        return label
    return _NUMBER.sub("", _QUESTION.sub(_ASKS, label))


def _texts(row: list[Cell]) -> Iterator[str]:
    return (clean_line(str(cell)) for cell in row if cell not in (None, ""))
