"""Finds the entries of a table among headers, sections, totals, notes and signatures.

No entry may be lost: a row that fills the required column and another one is skipped only where it
repeats the header, stands below that of another table, holds a signature, or lacks the number that
every entry carries.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cached_property

from dialogue_app.domain.rows import SkippedRow
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.exchange.columns import ColumnMapping
from dialogue_app.exchange.header_cells import (
    FilledCells,
    columns_beside,
    counts_up,
    header_cells,
)
from dialogue_app.exchange.header_words import (
    TableKind,
    heading_words_only,
    row_words,
    table_words,
    words_only,
)
from dialogue_app.exchange.reading import Cell, Sheet
from dialogue_app.exchange.sections import is_name, is_topic_alone, is_topic_heading

_ORDINAL = re.compile(r"\d{1,9}(?:[./]\d+)*\s?[a-z]?[.)]?", re.IGNORECASE)
_LABEL = re.compile(r"(?:[a-z]|[ivx]+|\d+(?:\.\d+)*)(?:\s?[.)/:]|\s-(?=\s))\s?\D")
_LABEL_ALONE = re.compile(r"(?:[a-z]+ )*(?:[a-z]+|\d+(?:\.\d+)*) ?[.)/:-]?")  # "I", "Mục 1"
_POINT = re.compile(r"[a-zđ][.)]?")  # "a)" of the issue above, where "A" is a section
_POINT_IN_TEXT = re.compile(r"\s*([a-zđ]|\d{1,2})\)\s*\S")  # "a) …" in the text itself
_LETTERS_OF_POINTS = "abcdđeghiklmnopqrstuvxy"
_ASTERISKS = re.compile(r"\(?\*+\)?")
_SUM = re.compile(r"[\d., ]{1,9}")
_FEW_CELLS = 3
_LONGEST_SIGNATURE = 80
_DIGITS_OF_A_CODE = 8
_NAMES = ("name", "raisers")


class _Tail(Enum):
    """The kind of row after which the list has probably ended."""

    BLANK = 1  # a blank row, where the entries are numbered
    TOTAL = 2
    SIGNED = 3
    ANOTHER = 4  # the header of another table


class RowKinds:
    """Finds the kind of each row of a table, given from above; remembers the rows before it."""

    def __init__(self, sheet: Sheet, mapping: ColumnMapping, required: tuple[str, ...]) -> None:
        self._sheet, self._mapping = sheet, mapping
        self._fields = {column: field for field, column in mapping.fields.items()}
        self._ordinal = mapping.fields.get("ordinal")
        self._names = required
        kind = TableKind.ISSUES if "text" in required else TableKind.ENTERPRISES
        self._headed = table_words(kind).fields  # what heads which field
        self._required = {mapping.fields[name] for name in required if name in mapping.fields}
        self._header = header_cells(sheet, mapping)
        self._beside = columns_beside(sheet, mapping, self._header)
        self._entries = self._numbered = 0
        self._tail: _Tail | None = None
        self._last: list[Cell] = []  # the last entry

    def kind_of(self, row: list[Cell]) -> SkippedRow | None:
        """The kind of the next row, None for an entry. Call it once for each row, in order."""
        filled = [
            (column, cell) for column, cell in enumerate(row) if cell is not None and cell != ""
        ]
        numbered = self._is_numbered(row)
        if not self._entries and self._says_fields(filled):
            return SkippedRow.HEADER
        kind = None if self._is_plain(filled, numbered) else self._kind_by_content(filled, numbered)
        if kind is SkippedRow.SECTION and self._goes_on(filled):
            kind = None
        if kind is None:
            self._last = row
            self._entries += 1
            self._numbered += numbered
            self._tail = None
        elif kind is SkippedRow.HEADER:
            self._tail = None
        elif self._tail not in {_Tail.SIGNED, _Tail.ANOTHER}:
            self._remember(kind)
        return kind

    def _is_plain(self, filled: FilledCells, numbered: bool) -> bool:
        """A quick check for ordinary entries: many cells, none of them a header's."""
        if len(filled) <= _FEW_CELLS or _is_short(filled[1][1]):
            return False
        if numbered:
            return self._tail is not _Tail.ANOTHER  # a number repeats no header
        if self._tail or self._carries_numbers() or self._heads_ordinal(filled):
            return False
        column, cell = filled[1]
        texts = sum(type(cell) is str for _, cell in filled)
        return texts > _FEW_CELLS and words_only(str(cell)) not in self._header.get(column, ())

    def _kind_by_content(self, filled: FilledCells, numbered: bool) -> SkippedRow | None:
        cells = [
            (column, cell) for column, cell in filled if not isinstance(cell, str) or cell.strip()
        ]
        if not cells or (numbered and len(cells) == 1):
            return SkippedRow.BLANK
        if self._is_header(cells):
            return SkippedRow.HEADER
        if self._heads_another(cells):
            self._tail = _Tail.ANOTHER
        if self._tail is _Tail.ANOTHER:
            return SkippedRow.NOTE
        if self._is_note(cells) or all(column in self._beside for column, _ in cells):
            return SkippedRow.NOTE
        if self._is_topic(cells):
            return SkippedRow.SECTION
        if numbered:
            return None
        if self._is_counted_section(cells):
            return SkippedRow.SECTION
        if self._is_total(cells):
            return SkippedRow.TOTAL
        whole = self._is_whole(cells)
        if self._is_signature(cells, whole):
            self._tail = _Tail.SIGNED
            return SkippedRow.NOTE
        if not whole and self._is_section(cells):
            return SkippedRow.SECTION
        return SkippedRow.NOTE if self._is_below(cells, whole) else None

    def _goes_on(self, filled: FilledCells) -> bool:
        """Whether a row is the next point of the entry above: "b) …" below "a) …"."""
        ((column, cell), *others) = filled
        point, last = _point_in(cell), self._last_point()
        is_next = bool(point and last) and _next_point(last) == point
        return is_next and not others and column in self._required

    def _last_point(self) -> str:
        """The letter or number with which the text of the last entry begins."""
        cells = (self._last[column] for column in self._required if column < len(self._last))
        return next(filter(None, map(_point_in, cells)), "")

    def _remember(self, kind: SkippedRow) -> None:
        if kind is SkippedRow.TOTAL:
            self._tail = _Tail.TOTAL
        elif kind is not SkippedRow.BLANK:
            self._tail = self._tail if kind is SkippedRow.NOTE else None
        elif self._carries_numbers():
            self._tail = _Tail.BLANK

    def _carries_numbers(self) -> bool:
        return self._numbered * 2 > self._entries

    def _is_numbered(self, row: list[Cell]) -> bool:
        column = self._ordinal
        if column is None or column >= len(row):
            return False
        cell = row[column]
        if type(cell) is str:
            return _ORDINAL.fullmatch(cell.strip()) is not None
        return type(cell) is int or type(cell) is float

    def _is_whole(self, cells: FilledCells) -> bool:
        """Whether a row fills the required columns and another one beside the ordinal."""
        known = {column for column, _ in cells if self._fields.get(column, "ordinal") != "ordinal"}
        return self._required <= known and len(known) > len(self._required)

    def _is_header(self, cells: FilledCells) -> bool:
        texts = [(column, cell) for column, cell in cells if isinstance(cell, str)]
        same = sum(words_only(cell) in self._header.get(column, ()) for column, cell in texts)
        if (same >= 2 and same * 2 >= len(cells)) or self._heads_required(cells):
            return True
        # Few cells number the columns only where nothing else stands above or between them.
        beside = cells[-1][0] - cells[0][0] == len(cells) - 1 > 0
        return (len(cells) > _FEW_CELLS or (beside and not self._entries)) and counts_up(cells)

    def _says_fields(self, cells: FilledCells) -> bool:
        """Whether a row says below the header what it says, in other words or languages."""
        same = sum(
            isinstance(cell, str)
            and self._headed.get(heading_words_only(cell)) == self._fields.get(at)
            for at, cell in cells
            if at in self._fields
        )
        return same >= 2 and same * 2 >= len(cells)

    def _heads_required(self, cells: FilledCells) -> bool:
        """Whether a row that begins as the header says again what the required column holds."""
        heads = (
            self._headed.get(heading_words_only(cell))
            for column, cell in cells
            if column in self._required and isinstance(cell, str)
        )
        return self._heads_ordinal(cells) and any(field in self._names for field in heads)

    def _heads_ordinal(self, cells: FilledCells) -> bool:
        """Whether a row begins with what stands above the numbers of the rows."""
        column, cell = cells[0]
        if column != self._ordinal or not isinstance(cell, str):
            return False
        said = words_only(cell)
        return said in self._header.get(column, ()) or self._headed.get(said) == "ordinal"

    def _heads_another(self, cells: FilledCells) -> bool:
        """Whether the row is the header of another table below this one, which begins as ours."""
        return self._heads_ordinal(cells) and len(cells) > 1 and self._entries > 0

    def _is_note(self, cells: FilledCells) -> bool:
        """Whether a row holds only a note of the table: "Ghi chú: …", "(*) …"."""
        column, cell = cells[0]
        if len(cells) > 2 or not isinstance(cell, str):
            return False
        if len(cells) == 2:
            if _ASTERISKS.fullmatch(cell.strip()):
                return True
            return fold(cell).rstrip(" :.") in row_words().note_alone
        if words_only(cell) in row_words().continued:
            return True
        if is_topic_alone(cell):  # "* Về thuế:"
            return False
        is_note = row_words().note.match(cell) is not None
        return is_note and (column not in self._required or self._has_whole_rows)

    def _is_total(self, cells: FilledCells) -> bool:
        texts = [(column, cell) for column, cell in cells if isinstance(cell, str)]
        if self._has_code(cells):
            return False
        is_sum = len(cells) > 1 or not texts
        if is_sum and not self._required.intersection(column for column, _ in cells):
            # No entry either way: sums alone, or behind "Cộng KP 1".
            heads = bool(texts) and row_words().sum.match(fold(texts[0][1])) is not None
            others = texts[1:] if heads and not self._looks_like_entry(cells) else texts
            if all(_SUM.fullmatch(cell) for _, cell in others):
                return True
        if not texts or not row_words().total.match(fold(texts[0][1])):
            return False
        column = texts[0][0]
        # "Tổng cộng" | "12 đơn vị", but never a name with something beside it.
        counted = column not in self._required and len(texts) == 2 and texts[1][1][:1].isdigit()
        return counted or all(_SUM.fullmatch(cell) for _, cell in texts[1:])

    def _is_signature(self, cells: FilledCells, whole: bool) -> bool:
        texts = [cell for _, cell in cells if isinstance(cell, str)]
        if not texts or self._looks_like_entry(cells):
            return False
        if whole and not self._carries_numbers():
            return len(texts) == len(cells) and all(map(_is_signature_text, texts))
        return _is_signature_text(texts[0])

    def _is_section(self, cells: FilledCells) -> bool:
        """Whether a row is a section's title: "A. Doanh nghiệp", "B. Bổ sung trong tháng 9"."""
        column, cell = cells[-1]
        if not isinstance(cell, str) or len(cells) > 2:
            return False
        if len(cells) == 2:
            first, label = cells[0]
            # "A" | "Doanh nghiệp", but not "KP1-01" | "Công ty Mẫu"
            is_label = _LABEL_ALONE.fullmatch(fold(str(label))) is not None
            # In letters of old fonts a heading's "I" stands as "i".
            is_point = "text" in self._names and _POINT.fullmatch(str(label).strip()) is not None
            is_point = is_point and not cell.isupper()
            return self._fields.get(first) == "ordinal" and is_label and not is_point
        if _is_labelled(cell) and (column not in self._required or self._has_whole_rows):
            return True
        if self._tail in {_Tail.BLANK, _Tail.SIGNED}:
            return False
        field = self._fields.get(column, "ordinal")
        if field == "ordinal":
            return any(map(str.isalpha, cell))
        return field in {"tax_code", "code", "issue_code"} and not any(map(str.isdigit, cell))

    def _is_counted_section(self, cells: FilledCells) -> bool:
        """Whether a row is a heading with how many stand below: "A | HỘ KINH DOANH | | 25".

        Its label is a letter where entries have numbers; without one it is in capitals.
        """
        labels = [str(cell) for at, cell in cells if at == self._ordinal]
        others = [cell for at, cell in cells if at != self._ordinal]
        texts = [cell for cell in others if isinstance(cell, str) and not _SUM.fullmatch(cell)]
        if len(texts) != 1 or len(others) == 1 or is_name(texts[0]) or not self._are_numbered:
            return False
        if "text" in self._names and self._required.intersection(at for at, _cell in cells):
            return False
        is_label = bool(labels) and _LABEL_ALONE.fullmatch(fold(labels[0])) is not None
        return (is_label and labels[0].isupper()) or (not labels and texts[0].isupper())

    @cached_property
    def _are_numbered(self) -> bool:
        """Whether half of the rows that have a number or a label have a number, or more."""
        rows = self._sheet.rows[self._mapping.header_row :]
        at = self._ordinal
        labelled = [row for row in rows if at is not None and at < len(row) and row[at]]
        return sum(map(self._is_numbered, labelled)) * 2 >= len(labelled) > 0

    def _is_topic(self, cells: FilledCells) -> bool:
        """Whether a row has a text alone, which only says of which topic others are."""
        column, cell = cells[-1]
        if "text" not in self._names or column not in self._required or not isinstance(cell, str):
            return False
        if any(at != self._ordinal for at, _cell in cells[:-1]):
            return False
        is_topic = is_topic_heading(cell) or (len(cells) == 1 and is_topic_alone(cell))
        return is_topic and self._has_whole_rows

    @cached_property
    def _has_whole_rows(self) -> bool:
        """Whether any entry fills more than the required column.

        If none does, "1. Sửa đường" is an entry and not a section.
        """
        rows = self._sheet.rows[self._mapping.header_row :]
        return any(
            self._is_whole([(column, cell) for column, cell in enumerate(row) if cell is not None])
            for row in rows
        )

    def _is_below(self, cells: FilledCells, whole: bool) -> bool:
        """Whether a row without a number belongs to what follows the list."""
        if self._tail is None or self._looks_like_entry(cells):
            return False
        is_signed = self._tail is _Tail.SIGNED and "text" in self._names
        if is_signed and all(map(_is_persons_name, cells)):
            return True  # no text of an issue is a name
        if self._carries_numbers() and self._tail is not _Tail.TOTAL:
            return True
        return not whole and len(cells) < _FEW_CELLS

    def _looks_like_entry(self, cells: FilledCells) -> bool:
        """Whether a row has cells that only entries have: an enterprise's name, a code."""
        known = {self._fields[column]: cell for column, cell in cells if column in self._fields}
        names = [clean_line(str(known[name])) for name in _NAMES if name in known]
        if any(map(row_words().legal_name.match, names)):
            return True
        return self._is_whole(cells) and (len(known) > _FEW_CELLS or self._has_code(cells))

    def _has_code(self, cells: FilledCells) -> bool:
        codes = (
            str(cell) for column, cell in cells if self._fields.get(column) in {"tax_code", "phone"}
        )
        return any(sum(map(str.isdigit, code)) >= _DIGITS_OF_A_CODE for code in codes)


def _is_persons_name(place: tuple[int, Cell]) -> bool:
    """Whether a cell may be who signed: some words, each with a capital."""
    words = place[1].split() if isinstance(place[1], str) else []
    return 2 <= len(words) <= 6 and all(word.isalpha() and word[0].isupper() for word in words)


def _point_in(cell: Cell) -> str:
    match = _POINT_IN_TEXT.match(cell.lower()) if isinstance(cell, str) else None
    return match[1] if match else ""


def _next_point(point: str) -> str:
    if point.isdecimal():
        return str(int(point) + 1)
    letters = _LETTERS_OF_POINTS
    return letters[letters.find(point) + 1 :][:1]


def _is_short(cell: Cell) -> bool:
    """Whether a cell is short enough to be a column's number."""
    return len(cell) < 4 if type(cell) is str else type(cell) is int and cell < 100


def _is_signature_text(cell: str) -> bool:
    words = row_words()
    if len(cell) > _LONGEST_SIGNATURE:
        return False
    return bool(words.signature.match(words_only(cell)) or words.abbreviation.match(fold(cell)))


def _is_labelled(cell: str) -> bool:
    """Whether a text begins with a label ("B. Bổ sung"), not with a legal type ("C.Ty Mẫu")."""
    legal = row_words().legal_name.match(clean_line(cell))
    return _LABEL.match(fold(cell)) is not None and legal is None
