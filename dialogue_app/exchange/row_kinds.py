"""Tells the entries of a table from the rows between and below them.

No entry may be lost: a row that fills the required column and another one is passed over only
where it repeats the header, holds a signature, or lacks the number that every entry carries.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cached_property
from string import ascii_lowercase

from dialogue_app.domain.rows import SkippedRow
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.exchange.columns import ColumnMapping
from dialogue_app.exchange.header_words import TableKind, row_words, table_words, words_only
from dialogue_app.exchange.reading import (
    REPORT_EVERY,
    Cell,
    Progress,
    Sheet,
    ShouldStop,
    report,
)

_ORDINAL = re.compile(r"\d{1,9}(?:[./]\d+)*\s?[a-z]?[.)]?", re.IGNORECASE)
_LABEL = re.compile(r"(?:[a-z]|[ivx]+|\d+(?:\.\d+)*)(?:\s?[.)/:]|\s-(?=\s))\s?\D")
_LABEL_ALONE = re.compile(r"(?:[a-z]+ )*(?:[a-z]+|\d+(?:\.\d+)*) ?[.)/:-]?")  # "I", "Mục 1"
_COLUMN_NUMBER = re.compile(r"[\[(]?(?:(\d{1,2})|([a-z]))[\])]?(?: ?=.*)?")
_SUM = re.compile(r"[\d., ]{1,9}")
_FEW_CELLS = 3
_LONGEST_SIGNATURE = 80
_DIGITS_OF_A_CODE = 8
_NAMES = ("name", "raisers")

Said = Sequence[tuple[int, Cell]]


class _Tail(Enum):
    """What makes it likely that the list has ended."""

    BLANK = 1  # a blank row, where the entries are numbered
    TOTAL = 2
    SIGNED = 3


def entries(
    sheet: Sheet,
    mapping: ColumnMapping,
    kind: TableKind,
    skipped: Counter[SkippedRow],
    progress: Progress,
    should_stop: ShouldStop,
) -> Iterator[tuple[int, list[Cell]]]:
    """The row number and cells of each entry below the header; `skipped` counts the others."""
    kinds = _Kinds(sheet, mapping, table_words(kind).required)
    total = len(sheet.rows)
    for place in range(mapping.header_row, total):
        if place % REPORT_EVERY == 0:
            report(place, total, progress, should_stop)
        row = sheet.rows[place]
        found = kinds.kind_of(row)
        if found is None:
            yield place + 1, row
        else:
            skipped[found] += 1
    report(total, total, progress, should_stop)


class _Kinds:
    """Goes down the rows of one table and remembers what stood above."""

    def __init__(self, sheet: Sheet, mapping: ColumnMapping, required: tuple[str, ...]) -> None:
        self._sheet, self._mapping = sheet, mapping
        self._fields = {at: field for field, at in mapping.fields.items()}
        self._ordinal = mapping.fields.get("ordinal")
        self._required = {mapping.fields[name] for name in required}
        self._header = _header_cells(sheet, mapping)
        self._entries = self._numbered = 0
        self._tail: _Tail | None = None

    def kind_of(self, row: list[Cell]) -> SkippedRow | None:
        """What the row is, None for an entry; each row once, from above."""
        filled = [(at, cell) for at, cell in enumerate(row) if cell is not None and cell != ""]
        numbered = self._is_numbered(row)
        kind = None if self._is_plain(filled, numbered) else self._told(filled, numbered)
        if kind is None:
            self._entries += 1
            self._numbered += numbered
            self._tail = None
        elif self._tail is not _Tail.SIGNED:
            self._remember(kind)
        return kind

    def _is_plain(self, filled: Said, numbered: bool) -> bool:
        """A quick look that knows nearly every entry: many cells, and nothing odd about them."""
        if len(filled) <= _FEW_CELLS or _is_short(filled[1][1]):
            return False
        if numbered:
            return True  # a number repeats no header
        if self._tail or self._carries_numbers():
            return False
        at, cell = filled[1]
        texts = sum(type(cell) is str for _, cell in filled)
        return texts > _FEW_CELLS and words_only(str(cell)) not in self._header.get(at, ())

    def _told(self, filled: Said, numbered: bool) -> SkippedRow | None:
        said = [(at, cell) for at, cell in filled if not isinstance(cell, str) or cell.strip()]
        if not said or (numbered and len(said) == 1):
            return SkippedRow.BLANK
        if self._is_header(said):
            return SkippedRow.HEADER
        if numbered:
            return None
        if self._is_total(said):
            return SkippedRow.TOTAL
        whole = self._is_whole(said)
        if self._is_signature(said, whole):
            self._tail = _Tail.SIGNED
            return SkippedRow.NOTE
        if not whole and self._is_section(said):
            return SkippedRow.SECTION
        return SkippedRow.NOTE if self._is_below(said, whole) else None

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
        at = self._ordinal
        if at is None or at >= len(row):
            return False
        cell = row[at]
        if type(cell) is str:
            return _ORDINAL.fullmatch(cell.strip()) is not None
        return type(cell) is int or type(cell) is float

    def _is_whole(self, said: Said) -> bool:
        """Whether a row fills the required column and another one that is no ordinal."""
        known = {at for at, _ in said if self._fields.get(at, "ordinal") != "ordinal"}
        return self._required <= known and len(known) > len(self._required)

    def _is_header(self, said: Said) -> bool:
        texts = [(at, cell) for at, cell in said if isinstance(cell, str)]
        same = sum(words_only(cell) in self._header.get(at, ()) for at, cell in texts)
        if same >= 2 and same * 2 >= len(said):
            return True
        # Few cells number the columns only where nothing else stands above or between them.
        beside = said[-1][0] - said[0][0] == len(said) - 1 > 0
        return (len(said) > _FEW_CELLS or (beside and not self._entries)) and _counts_up(said)

    def _is_total(self, said: Said) -> bool:
        texts = [(at, cell) for at, cell in said if isinstance(cell, str)]
        if not texts or not row_words().total.match(fold(texts[0][1])):
            return False
        if self._has_code(said):
            return False
        at = texts[0][0]
        # "Tổng cộng" | "12 đơn vị", but never a name with something beside it.
        counted = at not in self._required and len(texts) == 2 and texts[1][1][:1].isdigit()
        return counted or all(_SUM.fullmatch(cell) for _, cell in texts[1:])

    def _is_signature(self, said: Said, whole: bool) -> bool:
        texts = [cell for _, cell in said if isinstance(cell, str)]
        if not texts or self._looks_like_entry(said):
            return False
        if whole and not self._carries_numbers():
            return len(texts) == len(said) and all(map(_is_signature_text, texts))
        return _is_signature_text(texts[0])

    def _is_section(self, said: Said) -> bool:
        """One line of text between the entries: "A. Doanh nghiệp", "B. Bổ sung trong tháng 9"."""
        at, cell = said[-1]
        if not isinstance(cell, str) or len(said) > 2:
            return False
        if len(said) == 2:
            first, label = said[0]
            # "A" | "Doanh nghiệp", but not "KP1-01" | "Công ty Mẫu"
            is_label = _LABEL_ALONE.fullmatch(fold(str(label))) is not None
            return self._fields.get(first) == "ordinal" and is_label
        if _is_labelled(cell) and (at not in self._required or self._has_whole_rows):
            return True
        if self._tail in {_Tail.BLANK, _Tail.SIGNED}:
            return False
        field = self._fields.get(at, "ordinal")
        if field == "ordinal":
            return any(map(str.isalpha, cell))
        return field in {"tax_code", "code", "issue_code"} and not any(map(str.isdigit, cell))

    @cached_property
    def _has_whole_rows(self) -> bool:
        """Whether entries say more than the required column; else "1. Sửa đường" is one."""
        rows = self._sheet.rows[self._mapping.header_row :]
        return any(
            self._is_whole([(at, cell) for at, cell in enumerate(row) if cell is not None])
            for row in rows
        )

    def _is_below(self, said: Said, whole: bool) -> bool:
        """Whether a row without a number stands below the list rather than in it."""
        if self._tail is None or self._looks_like_entry(said):
            return False
        if self._carries_numbers() and self._tail is not _Tail.TOTAL:
            return True
        return not whole and len(said) < _FEW_CELLS

    def _looks_like_entry(self, said: Said) -> bool:
        """Whether a row without a number is an entry all the same: no signature has such cells."""
        known = {self._fields[at]: cell for at, cell in said if at in self._fields}
        names = [clean_line(str(known[name])) for name in _NAMES if name in known]
        if any(map(row_words().legal_name.match, names)):
            return True
        return self._is_whole(said) and (len(known) > _FEW_CELLS or self._has_code(said))

    def _has_code(self, said: Said) -> bool:
        codes = (str(cell) for at, cell in said if self._fields.get(at) in {"tax_code", "phone"})
        return any(sum(map(str.isdigit, code)) >= _DIGITS_OF_A_CODE for code in codes)


def _header_cells(sheet: Sheet, mapping: ColumnMapping) -> dict[int, set[str]]:
    """The words that stand above each known column, of both rows of a header."""
    rows = sheet.rows[mapping.header_row - mapping.header_height : mapping.header_row]
    cells: dict[int, set[str]] = {at: set() for at in mapping.fields.values()}
    for row in rows:
        for at, words in cells.items():
            cell = row[at] if at < len(row) else None
            if isinstance(cell, str):
                words.add(words_only(cell))
    return cells


def _is_short(cell: Cell) -> bool:
    """Whether a cell may number its column."""
    return len(cell) < 4 if type(cell) is str else type(cell) is int and cell < 100


def _counts_up(said: Said) -> bool:
    """Whether the cells number the columns: "A" "B" "1" "2", "(1)" "(2)" "(3) = (1) + (2)"."""
    found = [_COLUMN_NUMBER.fullmatch(str(cell).strip().lower()) for _, cell in said]
    letters = [match[2] for match in found if match and match[2]]
    numbers = [int(match[1]) for match in found[len(letters) :] if match and match[1]]
    return (
        len(letters) + len(numbers) == len(said)
        and letters == list(ascii_lowercase[: len(letters)])
        and numbers[:1] in ([], [1])
        and numbers == sorted(set(numbers))
    )


def _is_signature_text(cell: str) -> bool:
    words = row_words()
    if len(cell) > _LONGEST_SIGNATURE:
        return False
    return bool(words.signature.match(words_only(cell)) or words.abbreviation.match(fold(cell)))


def _is_labelled(cell: str) -> bool:
    """ "B. Bổ sung", but not "C.Ty Mẫu"."""
    legal = row_words().legal_name.match(clean_line(cell))
    return _LABEL.match(fold(cell)) is not None and legal is None
