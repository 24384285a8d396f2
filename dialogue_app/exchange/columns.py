"""Finds the header of a sheet and says which column holds which field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from pathlib import Path

from dialogue_app.domain.errors.workbooks import NoHeader
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.exchange.header_words import TableKind, TableWords, table_words
from dialogue_app.exchange.heading_match import below_group, exact_field, match_headings
from dialogue_app.exchange.reading import Cell, Sheet
from dialogue_app.exchange.titled_lists import titled_list

_ROWS_SEARCHED = 30
_FEWEST_FIELDS = 2
_LONGEST_HEADER = 120
_LONGEST_QUESTION = 500  # in a row that is the header by others
IN_ANY_LIST = frozenset({"ordinal", "code", "issue_code"})
_TALLEST_HEADER = 5  # rows


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which column (from 0) holds each field, and which rows are the header.

    `header_row` is the last row of the header, counted from 1; entries begin below it. `ticked`
    are the columns, with their words, of which a row ticks those that hold for a field; `answers`
    those of the answers of bodies, with the bodies; `texts` those of further issues of a row;
    `told` what a person said once for all rows: by field and folded cell ("" for an empty one).
    """

    header_row: int
    header_height: int
    fields: dict[str, int]
    ticked: dict[str, dict[int, str]] = field(default_factory=dict)
    answers: dict[int, str] = field(default_factory=dict)
    texts: tuple[int, ...] = ()
    told: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def by_column(self) -> dict[int, str]:
        """The field that each column is read as, alone or with others."""
        found = {at: name for name, columns in self.ticked.items() for at in columns}
        found |= {at: name for name, at in self.fields.items()}
        return found | dict.fromkeys(self.answers, "answer") | dict.fromkeys(self.texts, "text")

    def with_field(self, field: str, column: int | None) -> ColumnMapping:
        """The mapping with `field` in `column` alone instead, or in no column with None."""
        kept = {name: old for name, old in self.fields.items() if name != field and old != column}
        if column is not None:
            kept[field] = column
        left = {
            name: {at: words for at, words in some.items() if at != column}
            for name, some in self.ticked.items()
            if name != field
        }
        answers = {} if field == "answer" else self.answers
        texts = () if field == "text" else self.texts
        return replace(
            self,
            fields=kept,
            ticked={name: some for name, some in left.items() if some},
            answers={at: body for at, body in answers.items() if at != column},
            texts=tuple(at for at in texts if at != column),
        )

    def with_told(self, told: Mapping[tuple[str, str], str]) -> ColumnMapping:
        """The mapping with what a person said once for all rows."""
        return replace(self, told={**self.told, **told})


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A sheet with such a table, and where its columns are."""

    sheet: Sheet
    mapping: ColumnMapping


def find_mapping(sheet: Sheet, kind: TableKind) -> ColumnMapping:
    """Find the header of the sheet: one row or two, columns in any order, with or without marks.

    Raises `NoHeader` with the required fields that the best row lacks.
    """
    words = table_words(kind)
    # Of equally good headers the one-row header wins, unless a group spans columns below it; and
    # one that says its fields word for word, and is no title.
    best = max(
        _candidates(sheet, words),
        key=lambda mapping: (
            len(mapping.fields),
            _is_grouped(sheet, mapping),
            len(_exact(sheet, mapping, words)),
            not _is_title(sheet, mapping, words),
        ),
        default=None,
    )
    if best is None or not _is_table(sheet, best, words):
        row, fields = titled_list(sheet.rows, words)
        if row:
            return ColumnMapping(row, 1, fields)
        raise NoHeader(sheet.path, list(words.required), _filled_titles(sheet, best))
    best = _with_long_headings(sheet, _to_the_end(sheet, best), words)
    if not any(_says(best, name, words) for name in words.required):
        raise NoHeader(sheet.path, list(words.required), _filled_titles(sheet, best))
    return best


def _with_long_headings(sheet: Sheet, mapping: ColumnMapping, words: TableWords) -> ColumnMapping:
    """The mapping with what whole sentences of the header ask for, as questions of forms do."""
    parts = header_parts(sheet, mapping)
    labels = [[*some[-1:], " ".join(some)] if some else [] for some in parts]
    more = {
        name: at
        for name, at in match_headings(labels, words).items()
        if len(parts[at][-1]) > _LONGEST_HEADER
        and name not in mapping.fields
        and at not in mapping.by_column
    }
    return replace(mapping, fields={**mapping.fields, **more})


def _is_table(sheet: Sheet, mapping: ColumnMapping, words: TableWords) -> bool:
    """Whether enough columns are known: two, or the required one by its very words."""
    if len(mapping.fields) >= _FEWEST_FIELDS:
        return True
    wholes = [words.parts.get(name, name) for name in _exact(sheet, mapping, words)]
    return wholes == [*words.required] and len(sheet.rows) > mapping.header_row


def _is_title(sheet: Sheet, mapping: ColumnMapping, words: TableWords) -> bool:
    """Whether the heading of one column stands above another one of the same: "Các kiến nghị"."""
    if len(mapping.fields) != 1:
        return False
    ((name, at),) = mapping.fields.items()
    below = sheet.rows[mapping.header_row : mapping.header_row + 1]
    return any(exact_field(_text(row, at), words) == name for row in below)


def _exact(sheet: Sheet, mapping: ColumnMapping, words: TableWords) -> list[str]:
    """The fields that the lowest row of the header says word for word."""
    last = sheet.rows[mapping.header_row - 1]
    found = (exact_field(_text(last, at), words) for at in mapping.fields.values())
    return [name for name in found if name]


def _says(mapping: ColumnMapping, name: str, words: TableWords) -> bool:
    """Whether a field has a column, or one that says a part of it."""
    return name in mapping.fields or any(
        whole == name and part in mapping.fields for part, whole in words.parts.items()
    )


def _to_the_end(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """The mapping with all rows into which cells of its header are merged downwards."""
    last = mapping.header_row - 1
    columns = set(mapping.fields.values())
    ends = [
        area.bottom
        for area in sheet.merged
        if mapping.header_row - mapping.header_height <= area.top <= last < area.bottom
        and area.bottom - area.top < _TALLEST_HEADER
        and columns.intersection(range(area.left, area.right + 1))
    ]
    grown = max(ends, default=last) - last
    return replace(
        mapping,
        header_row=mapping.header_row + grown,
        header_height=mapping.header_height + grown,
    )


def nearly_mapping(sheet: Sheet, kind: TableKind) -> ColumnMapping:
    """The best header there is, though a required column may be missing: a person names it."""
    found = max(
        _candidates(sheet, table_words(kind)), key=lambda one: len(one.fields), default=None
    )
    return _to_the_end(sheet, found) if found and found.fields else likely_header(sheet)


def mapping_headed_by(sheet: Sheet, row: int, kind: TableKind) -> ColumnMapping:
    """The columns where a person says in which row the headings stand, or end.

    A row above or below belongs to them where both make a header of two rows.
    """
    words, last = table_words(kind), len(sheet.rows)
    found = [
        one
        for place in range(max(row - 2, 0), min(row, last))
        for one in _candidates_at(sheet, place, words)
        if one.header_row - one.header_height < row <= one.header_row
    ]
    best = max(found, key=lambda one: (len(one.fields), _is_grouped(sheet, one)), default=None)
    if best is None or not best.fields:
        return ColumnMapping(min(row, last), 1, {})
    return _to_the_end(sheet, best)


def _filled_titles(sheet: Sheet, mapping: ColumnMapping | None) -> list[str]:
    header = mapping if mapping and mapping.fields else likely_header(sheet)
    return [title for title in column_titles(sheet, header) if title]


def likely_header(sheet: Sheet) -> ColumnMapping:
    """The row most likely to be the header of a table with unknown words, without any field."""
    texts = [
        sum(1 for column in range(len(row)) if 0 < len(_text(row, column)) <= _LONGEST_HEADER)
        for row in sheet.rows[:_ROWS_SEARCHED]
    ]
    return ColumnMapping(texts.index(max(texts)) + 1 if texts else 1, 1, {})


def field_headed(label: str, kind: TableKind) -> str | None:
    """The field that these very words head in such a table."""
    return exact_field(label, table_words(kind)) if len(label) <= _LONGEST_HEADER else None


def require_fields(path: Path, mapping: ColumnMapping, kind: TableKind) -> None:
    """Raise `NoHeader` where the mapping lacks a field that the kind of table requires."""
    words = table_words(kind)
    missing = [name for name in words.required if not _says(mapping, name, words)]
    if missing:
        raise NoHeader(path, missing)


def find_tables(sheets: list[Sheet], kind: TableKind) -> list[FoundTable]:
    """The sheets that hold such a table: visible ones first, then those of more known columns.

    Of equal ones the longest: a list to choose from may well be longer than the table.

    Raises `NoHeader` where no sheet holds one.
    """
    tables: list[FoundTable] = []
    refusal: NoHeader | None = None
    for sheet in sheets:
        try:
            tables.append(FoundTable(sheet, find_mapping(sheet, kind)))
        except NoHeader as error:
            refusal = refusal or error
    if refusal and not tables:
        raise refusal
    return sorted(tables, key=_rank)


def _rank(table: FoundTable) -> tuple[bool, int, int]:
    rows = table.sheet.rows[table.mapping.header_row :]
    telling = sum(
        any(at < len(row) and row[at] not in (None, "") for row in rows)
        for name, at in table.mapping.fields.items()
        if name not in IN_ANY_LIST
    )
    return table.sheet.hidden, -telling, -len(table.sheet.rows)


def column_titles(sheet: Sheet, mapping: ColumnMapping) -> list[str]:
    """The title of each column as shown to the user; a repeated title gets a number."""
    titles: list[str] = []
    seen: Counter[str] = Counter()
    for title in map(" - ".join, header_parts(sheet, mapping)):
        key = fold(title)
        seen[key] += 1
        # Without the number nobody could choose the second of two columns "Địa chỉ".
        titles.append(f"{title} ({seen[key]})" if title and seen[key] > 1 else title)
    return titles


def header_parts(sheet: Sheet, mapping: ColumnMapping) -> list[list[str]]:
    """The words above each column, from the top row of the header down."""
    top = mapping.header_row - mapping.header_height
    width = max(map(len, sheet.rows), default=0)
    parts = []
    for column in range(width):
        texts = (
            _text(sheet.rows[row], _group_start(sheet, row, column), _LONGEST_QUESTION)
            for row in range(top, mapping.header_row)
        )
        parts.append([text for text in dict.fromkeys(map(clean_line, texts)) if text])
    return parts


def headed_columns(sheet: Sheet, mapping: ColumnMapping) -> set[int]:
    """The columns with a heading of their own, and not only one that is merged over others, too."""
    header = sheet.rows[mapping.header_row - mapping.header_height : mapping.header_row]
    return {at for row in header for at, cell in enumerate(row) if _is_filled(cell)}


def cells_below(sheet: Sheet, mapping: ColumnMapping, column: int) -> Iterator[Cell]:
    """The cells of a column below the header."""
    for row in sheet.rows[mapping.header_row :]:
        yield row[column] if column < len(row) else None


def filled_below(sheet: Sheet, mapping: ColumnMapping, column: int) -> Iterator[Cell]:
    """As `cells_below`, without empty ones."""
    return (cell for cell in cells_below(sheet, mapping, column) if cell not in (None, ""))


def _candidates(sheet: Sheet, words: TableWords) -> Iterator[ColumnMapping]:
    filled = (place for place, row in enumerate(sheet.rows) if any(map(_is_filled, row)))
    above: list[list[Cell]] = []
    divided = 0  # the last row that only divides groups of the one above
    for place in islice(filled, _ROWS_SEARCHED):
        here = list(_candidates_at(sheet, place, words))
        is_divided = _is_grouped(sheet, here[-1]) > 0
        for found in here:
            is_half = found.header_height == 1 and (is_divided or found.header_row == divided)
            # A header that stands above already is repeated: below it are entries, too.
            if not is_half and sheet.rows[found.header_row - 1] not in above:
                yield found
        divided = here[-1].header_row if is_divided else divided
        above.append(sheet.rows[place])


def _is_filled(cell: Cell) -> bool:
    return cell not in (None, "")


def _candidates_at(sheet: Sheet, place: int, words: TableWords) -> Iterator[ColumnMapping]:
    """The headers that begin in a row: alone, and with the row below."""
    row = sheet.rows[place]
    alone = match_headings([[_text(row, column)] for column in range(len(row))], words)
    yield ColumnMapping(place + 1, 1, alone)
    if place + 1 < len(sheet.rows) and _is_header_like(sheet, place, words):
        yield ColumnMapping(
            place + 2, 2, match_headings(_two_row_labels(sheet, place, words), words)
        )


def _two_row_labels(sheet: Sheet, place: int, words: TableWords) -> list[list[str]]:
    """The possible headers of each column of two rows, the most certain first."""
    upper, lower = sheet.rows[place], sheet.rows[place + 1]
    labels: list[list[str]] = []
    group = ""
    for column in range(max(len(upper), len(lower))):
        below = _text(lower, _group_start(sheet, place + 1, column))
        own = _text(upper, _group_start(sheet, place, column))
        # A group may be headed above its first column alone.
        group = own if own else group if below else ""
        labels.append(below_group(group, below, words))
    return labels


def _group_start(sheet: Sheet, row: int, column: int) -> int:
    for area in sheet.merged:
        if area.top > row:
            break  # they stand from top to bottom, and may be many thousands
        if row <= area.bottom and area.left <= column <= area.right:
            return area.left
    return column


def _is_grouped(sheet: Sheet, mapping: ColumnMapping) -> int:
    """1 where the lower row only divides groups of the upper, 0 for a one-row header, else -1."""
    if mapping.header_height == 1:
        return 0
    upper, lower = sheet.rows[mapping.header_row - 2 : mapping.header_row]
    grouped = 0
    for column, cell in enumerate(lower):
        if cell is None or cell == (upper[column] if column < len(upper) else None):
            continue  # merged downwards
        if not _is_in_group(sheet, mapping.header_row - 2, column, cell):
            return -1
        grouped += 1
    return 1 if grouped else -1


def _is_in_group(sheet: Sheet, row: int, column: int, cell: Cell) -> bool:
    """Whether a cell stands below a heading that is merged over it and its neighbours."""
    so_far = takewhile(lambda area: area.top <= row, sheet.merged)
    over = (area for area in so_far if area.top == area.bottom == row)
    if not any(area.left <= column <= area.right for area in over):
        return False
    # A title over the whole table is no group.
    titles = [title for title in sheet.rows[row] if isinstance(title, str) and title.strip()]
    is_words = isinstance(cell, str) and not any(map(str.isdigit, cell))
    return is_words and len(titles) > 1


def _is_header_like(sheet: Sheet, place: int, words: TableWords) -> bool:
    """Whether the row below may be the lower half of a header rather than the first entry."""
    row = sheet.rows[place + 1]
    filled = [(column, cell) for column, cell in enumerate(row) if cell is not None]
    known = [
        cell
        for column, cell in filled
        if _is_in_group(sheet, place, column, cell)
        or (isinstance(cell, str) and exact_field(cell, words))
    ]
    return bool(filled) and len(known) * 2 >= len(filled)


def _text(row: list[Cell], column: int, longest: int = _LONGEST_HEADER) -> str:
    cell = row[column] if column < len(row) else None
    return cell if isinstance(cell, str) and len(cell) <= longest else ""
