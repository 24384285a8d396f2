"""Which rows of a sheet are entries of its table, and which are passed over, with their kinds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from dialogue_app.domain.rows import SkippedRow
from dialogue_app.domain.text import clean_line, enterprise_match_key
from dialogue_app.exchange.cells_of_nothing import fields_of_nothing
from dialogue_app.exchange.columns import (
    ColumnMapping,
    column_titles,
    field_headed,
    require_fields,
)
from dialogue_app.exchange.dittos import is_ditto
from dialogue_app.exchange.header_words import (
    TableKind,
    cell_words,
    row_words,
    table_words,
    words_only,
)
from dialogue_app.exchange.heading_match import names_sender
from dialogue_app.exchange.reading import LOOK_EVERY, Cell, Progress, Sheet, no_progress
from dialogue_app.exchange.row_kinds import RowKinds
from dialogue_app.exchange.sections import (
    Above,
    Outline,
    bare_number,
    begins_as_point,
    is_heading_of_parts,
    is_part,
    legal_type_headed,
    said_by_heading,
)

_TEN = 10  # digits of an enterprise's tax code
_MONTHS = 12
_FEWEST_LETTERS = 2  # of a heading: "(a)" numbers a column
_OF_GROUPS = frozenset({"topic", "raisers", "lead_body", "authority"})
TEXTS = ("text", "difficulty", "proposal", "situation", "matter")
# With full stops the day is always first.
_DAY = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2}\b)")


@dataclass(frozen=True, slots=True)
class RowsChosen:
    """Rows that a person takes whatever they look like, and those not taken, each with its kind.

    An answer in a row of its own is taken with the row above, in any case.
    """

    forced: frozenset[int] = frozenset()
    left: Mapping[int, SkippedRow] = field(default_factory=dict)


AS_THEY_ARE = RowsChosen()


@dataclass(frozen=True)
class Recognised:
    """A sheet with its header, the column of each field, its entries and what was passed over.

    Plain data. Rows are numbered as Excel numbers them.
    """

    kind: TableKind
    sheet: Sheet
    mapping: ColumnMapping
    entries: list[int]
    skipped: dict[int, SkippedRow]
    above: dict[int, dict[str, Above]] = field(default_factory=dict)  # what entries take from above
    # by entry and field: what a repeated header says above the column instead of that field
    under_other: dict[int, dict[str, str]] = field(default_factory=dict)

    @property
    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """The number and the cells of each entry."""
        return ((number, self.cells_of(number)) for number in self.entries)

    def cells_of(self, number: int) -> list[Cell]:
        """The cells of a row, without those that stand below another heading than their field's."""
        row, other = self.sheet.rows[number - 1], self.under_other.get(number)
        if not other:
            return row
        away = {self.mapping.fields[name] for name in other}
        return [None if at in away else cell for at, cell in enumerate(row)]

    @cached_property
    def of_nothing(self) -> dict[str, int]:
        """The columns of the fields of which any cell says that there is nothing, or "nt"."""
        return fields_of_nothing(self.sheet.rows, self.mapping.fields)

    @cached_property
    def passed_over(self) -> Counter[SkippedRow]:
        """How many rows of each kind are no entries."""
        return Counter(self.skipped.values())

    def code_width(self, number: int) -> int | None:
        """How many digits the tax code of a row shows by its format, where that is zeros only."""
        return self.sheet.zero_widths.get((number - 1, self.mapping.fields.get("tax_code", -1)))

    @cached_property
    def has_ten_digit_codes(self) -> bool:
        """Whether the tax codes are those of enterprises: several of ten digits, none longer.

        Else a number of ten digits may be a person's that lost two zeros.
        """
        codes = (re.sub(r"\D", "", str(self.cell(row, "tax_code") or "")) for row in self.entries)
        lengths = Counter(map(len, codes))
        return lengths[_TEN] > 1 and not (lengths[_TEN + 1] or lengths[_TEN + 2])

    def cell(self, number: int, field_name: str) -> Cell:
        """The cell of a row for a field; None where it is empty or has no column."""
        at, row = self.mapping.fields.get(field_name), self.cells_of(number)
        return row[at] if at is not None and at < len(row) else None

    @cached_property
    def headings(self) -> dict[str, str]:
        """The heading of each field's column."""
        titles = column_titles(self.sheet, self.mapping)
        return {name: titles[at] for name, at in self.mapping.fields.items() if at < len(titles)}

    def month_first(self, name: str) -> bool:
        """Whether the days of a field are written month first, as one of them proves: 9/15/2026."""
        if name not in self._month_first:
            self._month_first[name] = self._is_month_first(name)
        return self._month_first[name]

    def is_swapped(self, name: str) -> bool:
        """Whether a program that expects the other order has read the days of a field.

        With the day first it makes a day of 9/2/2026, the second of September, and leaves 9/15/2026
        as it is written; with the month first it does so with 2/9/2026 and 15/9/2026.
        """
        if name not in self._swapped:
            days = (self.cell(number, name) for number in self.entries)
            self._swapped[name] = (self.month_first(name) or self._only_late_days(name)) and all(
                day.day <= _MONTHS for day in days if isinstance(day, date)
            )
        return self._swapped[name]

    @cached_property
    def _swapped(self) -> dict[str, bool]:
        """What was asked for already, by field."""
        return {}

    @cached_property
    def _month_first(self) -> dict[str, bool]:
        """What was asked for already, by field."""
        return {}

    def proves_as(self, other: Recognised) -> bool:
        """Whether all cells of a column together prove what they did in the other table."""
        months, swapped = list(other._month_first.items()), list(other._swapped.items())
        return (
            self.has_ten_digit_codes == other.has_ten_digit_codes
            and all(self.month_first(name) == was for name, was in months)
            and all(self.is_swapped(name) == was for name, was in swapped)
        )

    def _is_month_first(self, name: str) -> bool:
        pairs = self._written_days(name)
        later = any(second > _MONTHS for _first, second in pairs)
        return later and all(first <= _MONTHS for first, _second in pairs)

    def _only_late_days(self, name: str) -> bool:
        """Whether the days left as they are written are those that no month-first reader takes."""
        pairs = self._written_days(name)
        return bool(pairs) and all(first > _MONTHS >= second for first, second in pairs)

    def _written_days(self, name: str) -> list[tuple[int, int]]:
        """The first two numbers of the days of a field that stand there as texts."""
        cells = (self.cell(number, name) for number in self.entries)
        found = (_DAY.match(cell) for cell in cells if isinstance(cell, str))
        return [(int(match[1]), int(match[2])) for match in found if match]

    def words_of(self, number: int) -> str:
        """What stands in a row, from left to right."""
        cells = (clean_line(str(cell)) for cell in self.sheet.rows[number - 1] if cell is not None)
        return " | ".join(dict.fromkeys(filter(None, cells)))


def recognise(
    sheet: Sheet,
    mapping: ColumnMapping,
    kind: TableKind,
    watch: Progress = no_progress,
    chosen: RowsChosen = AS_THEY_ARE,
) -> Recognised:
    """Tell the entries below the header from sections, totals, notes and signatures.

    `chosen` are the rows of which a person decided. `watch` is told how many rows were looked at,
    and may raise. Raises `NoHeader` where the mapping has no column for a field that is required.
    """
    require_fields(sheet.path, mapping, kind)
    kinds = RowKinds(sheet, mapping, table_words(kind).required)
    entries: list[int] = []
    skipped: dict[int, SkippedRow] = {}
    found = Recognised(kind, sheet, mapping, entries, skipped)
    is_of_issues = kind is TableKind.ISSUES
    outline = Outline() if is_of_issues else Outline(legal_type_headed)
    under_other: dict[str, str] = {}
    for place in range(mapping.header_row, len(sheet.rows)):
        if place % LOOK_EVERY == 0:
            watch(place, len(sheet.rows))
        number = place + 1
        what = sheet.passed.get(number) or kinds.kind_of(sheet.rows[place])
        if number in chosen.forced and what is not SkippedRow.ANSWER:
            what = None
        if not is_of_issues:
            _note_legal_type(outline, found, number, what)
        else:
            what = _in_outline(outline, found, number, what, is_entry=number in chosen.forced)
        what = chosen.left.get(number, what) if what is None else what
        if what is SkippedRow.HEADER and entries:
            under_other = _other_headings(found, number, under_other)
        if what is None:
            _add_entry(found, number, under_other)
        else:
            skipped[number] = what
    watch(len(sheet.rows), len(sheet.rows))
    return found


def _add_entry(table: Recognised, number: int, under_other: dict[str, str]) -> None:
    _note_dittos(table, number)
    table.entries.append(number)
    if under_other:
        table.under_other[number] = under_other


def _other_headings(table: Recognised, number: int, before: dict[str, str]) -> dict[str, str]:
    """What stands above columns from a repeated header on that is not their field's, by field.

    Where it says no word, as a row of numbers does, what was said `before` holds.
    """
    row, found = table.sheet.rows[number - 1], dict(before)
    for name, at in table.mapping.fields.items():
        heading = clean_line(str(row[at])) if at < len(row) and isinstance(row[at], str) else ""
        if sum(map(str.isalpha, heading)) < _FEWEST_LETTERS:
            continue
        said, ours = words_only(heading), words_only(table.headings.get(name, ""))
        if said in ours or ours in said or field_headed(heading, table.kind) == name:
            found.pop(name, None)
        else:
            found[name] = heading
    return found


def _note_legal_type(
    outline: Outline, table: Recognised, number: int, kind: SkippedRow | None
) -> None:
    """The legal type that a heading above an enterprise says, but where its name says another."""
    if kind is SkippedRow.SECTION:
        outline.begin(number, _texts(table, number))
    elif kind is None and outline.held and (above := outline.said_above()):
        name, legal_type = str(table.cell(number, "name") or ""), above["legal_type"].value
        is_said = row_words().legal_name.match(name) is not None
        if not is_said or enterprise_match_key(name).startswith(enterprise_match_key(legal_type)):
            table.above[number] = above


def _texts(table: Recognised, number: int) -> list[str]:
    """What stands in the cells of a row, but for how many are below a heading."""
    cells = table.sheet.rows[number - 1]
    texts = [clean_line(str(cell)) for cell in cells if cell is not None]
    while len(texts) > 1 and not any(map(str.isalpha, texts[-1])):
        texts.pop()
    return texts


def _note_dittos(table: Recognised, number: int) -> None:
    """What cells such as "nt" or "như trên" say: what the entry above says there."""
    if not table.entries:
        return
    row, last = table.sheet.rows[number - 1], table.entries[-1]
    for name, at in table.of_nothing.items():
        cell = row[at] if at < len(row) else None
        if type(cell) is str and is_ditto(cell):
            earlier = table.above.get(last, {}).get(name)
            said = table.cell(last, name) if earlier is None else earlier.value
            if said is not None:
                table.above.setdefault(number, {})[name] = Above(last, str(said))


def _in_outline(
    outline: Outline,
    table: Recognised,
    number: int,
    kind: SkippedRow | None,
    *,
    is_entry: bool,
) -> SkippedRow | None:
    """What a row is among headings and numbered parts; notes what it takes from above."""
    ordinal, has_parts = table.cell(number, "ordinal"), _has_parts(table, number)
    if kind is None and has_parts and not is_entry and _heads_parts(table, number):
        kind = SkippedRow.SECTION
    if kind is SkippedRow.SECTION:
        outline.begin(number, _texts(table, number), bare_number(ordinal) if has_parts else "")
    if kind is not None:
        return kind
    raiser = str(table.cell(number, "raisers") or _sender(table, number) or "")
    is_parent = bool(raiser) and has_parts and not _has_text_of_its_own(table, number)
    if has_parts and "raisers" not in table.mapping.fields:
        raiser = _raiser_in_text(table, number)  # "1 | Công ty Mẫu" above "1.1 | Giảm phí"
        is_parent = bool(raiser)
    if is_parent and not is_entry:
        outline.parent(number, ordinal, raiser)
        return SkippedRow.SECTION
    if not is_entry and (said := _said_for_rows_below(table, number)):
        outline.group(number, bare_number(ordinal), said)
        return SkippedRow.SECTION
    if outline.has_parts_below and ordinal in (None, ""):
        ordinal = "-" if begins_as_point(str(table.cell(number, "text") or "")) else None
    above = outline.above(number, ordinal, raiser)
    if _is_unsigned(table, number) or "timestamp" in table.mapping.fields:
        above.pop("raisers", None)  # each row of a form is sent by somebody of its own
    if above:
        table.above[number] = above
    return None


def _sender(table: Recognised, number: int) -> Cell:
    """Who sent it, where a column names that one beside the raisers."""
    is_named = names_sender(table.headings.get("speaker", ""))
    return table.cell(number, "speaker") if is_named else None


def _is_unsigned(table: Recognised, number: int) -> bool:
    """Whether the note says that nobody is named: then nobody is taken from above either."""
    said = words_only(str(table.cell(number, "note") or ""))
    return bool(said) and cell_words().flags["unsigned"].search(said) is not None


def _has_text_of_its_own(table: Recognised, number: int) -> bool:
    """Whether a row says more than what its parts are about: "Về đất đai:", "Thuế, phí"."""
    said = [clean_line(str(table.cell(number, name) or "")) for name in TEXTS]
    return any(text and not text.endswith(":") and not is_heading_of_parts(text) for text in said)


def _said_for_rows_below(table: Recognised, number: int) -> dict[str, str]:
    """What a row without a text says of those below, which have no number: "1 | Thuế | 2 ý"."""
    known = table.mapping.by_column
    row = table.sheet.rows[number - 1]
    said = {known[at]: cell for at, cell in enumerate(row) if at in known and cell is not None}
    said.pop("ordinal", None)
    if not said or not said.keys() <= _OF_GROUPS or number >= len(table.sheet.rows):
        return {}
    below = number + 1
    goes_on = table.cell(below, "ordinal") is None and _has_text_of_its_own(table, below)
    says_less = all(table.cell(below, name) is None for name in said)
    return {name: str(cell) for name, cell in said.items()} if goes_on and says_less else {}


def _raiser_in_text(table: Recognised, number: int) -> str:
    """Who raises, where that stands in the place of the text and nothing else does."""
    said = str(table.cell(number, "text") or "")
    found = said_by_heading(said) if said else None
    return found[1] if found is not None and found[0] == "raisers" else ""


def _heads_parts(table: Recognised, number: int) -> bool:
    """Whether a row above its parts has a text alone that says of what they are."""
    ours = {table.mapping.fields.get(name) for name in ("ordinal", "text")}
    others = (cell for at, cell in enumerate(table.sheet.rows[number - 1]) if at not in ours)
    is_alone = not any(clean_line(str(cell)) for cell in others if cell is not None)
    return is_alone and is_heading_of_parts(str(table.cell(number, "text") or ""))


def _has_parts(table: Recognised, number: int) -> bool:
    """Whether the row below is a part of this one: "1.1" or "a)" below "1", or "- …" alone."""
    if number >= len(table.sheet.rows):
        return False
    own, below = table.cell(number, "ordinal"), table.cell(number + 1, "ordinal")
    if below in (None, "") and own is not None:
        return begins_as_point(str(table.cell(number + 1, "text") or ""))
    return is_part(bare_number(own), bare_number(below))
