"""The picture of a sheet as it is worked in: each row with its verdict, each column with its field.

It is made of plain data off the window's thread; a sheet whose columns are not known yet has one
too, without verdicts.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from dialogue_app.domain.errors.workbooks import NoHeader
from dialogue_app.domain.rows import SkippedRow
from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.exchange.columns import ColumnMapping, column_titles
from dialogue_app.exchange.header_words import TableKind, words_only
from dialogue_app.exchange.limits import letters
from dialogue_app.exchange.reading import Cell, Sheet
from dialogue_app.exchange.settling import NOT_TAKEN
from dialogue_app.i18n.formats import screen_date
from dialogue_app.services.imports.asking import Asked, Lists, asked_of_file, asked_of_words
from dialogue_app.services.imports.decisions import Decisions
from dialogue_app.services.imports.questions import Question
from dialogue_app.services.imports.told import columns_that_speak
from dialogue_app.services.imports.workbooks import Preview, PreviewRow

WRITTEN = (RowStatus.NEW, RowStatus.WARNING, RowStatus.CHANGED)


@dataclass(frozen=True, slots=True)
class PictureColumn:
    """A column that says anything: its place, its heading, and the field it is read as."""

    at: int
    heading: str
    field: str | None


@dataclass(frozen=True)
class Picture:
    """A sheet, what was decided of it, and what each of its rows would do.

    original: as the file has it.
    refusal: why nothing can be compared yet; then there is no preview.
    """

    kind: TableKind
    original: Sheet
    sheet: Sheet
    decided: Decisions
    columns: tuple[PictureColumn, ...]
    numbers: array[int]  # of the rows shown, as Excel counts
    statuses: Mapping[int, RowStatus]
    asked: tuple[Asked, ...]
    lists: Lists
    preview: Preview | None
    refusal: NoHeader | None = None

    @property
    def counts(self) -> Counter[RowStatus]:
        """How many rows have each status."""
        return Counter(self.statuses.values())

    @cached_property
    def to_write(self) -> int:
        """How many things would be written: several rows of one count once, by their first."""
        rows = self.preview.rows if self.preview is not None else ()
        later = {row.row: row.adds_to for row in rows if row.adds_to}
        written = {later.get(row, row) for row, one in self.statuses.items() if one in WRITTEN}
        return sum(self.statuses[row] is not RowStatus.ASKED for row in written)

    @property
    def left_out(self) -> int:
        """How many rows would not be written though they are entries: `write_left_out` has them."""
        counts = self.counts
        return counts[RowStatus.REFUSED] + counts[RowStatus.ASKED] + self.left_out_by_hand

    @property
    def left_out_by_hand(self) -> int:
        """How many of them a person left out, or left hidden."""
        passed = self.preview.skipped if self.preview is not None else {}
        return passed.get(SkippedRow.LEFT_OUT, 0) + passed.get(SkippedRow.HIDDEN, 0)

    def ids(self, status: RowStatus | None) -> array[int]:
        """The rows of one status, or all."""
        if status is None:
            return self.numbers
        return array("q", (one for one in self.numbers if self.statuses.get(one) is status))

    def called(self, row: int) -> str:
        """The number of a row as people find it in the file."""
        return self.preview.called(row) if self.preview is not None else str(row)

    def cell(self, row: int, at: int) -> str:
        """What stands in a cell, as people read it."""
        cells = self.sheet.rows[row - 1]
        return shown(cells[at]) if at < len(cells) else ""

    def written(self, row: int, at: int) -> str:
        """What the file itself has in a cell."""
        if row > len(self.original.rows):
            return self.cell(row, at)  # an issue that was one of several in its cell
        cells = self.original.rows[row - 1]
        return shown(cells[at]) if at < len(cells) else ""

    def meant(self, decided: Decisions, at: int, written: str) -> str | None:
        """What all cells of a column that say so were said to mean; None where nobody said."""
        name = self._field_of(at) if decided.said else None
        value = decided.said.get((name, words_only(written))) if name is not None else None
        if value is None or name is None:
            return None
        return dict(self.lists.get(name, ())).get(value, value)

    def skipped(self, row: int) -> SkippedRow | None:
        """Why a row is passed over."""
        if self.preview is None:
            return None
        is_above = row <= self.preview.mapping.header_row
        return SkippedRow.TITLE if is_above else self.preview.table.skipped.get(row)

    def _field_of(self, at: int) -> str | None:
        return next((one.field for one in self.columns if one.at == at), None)

    def equal_cells(self, row: int, at: int) -> Asked | None:
        """All cells of the column that say the same as this one; None where no field is read."""
        name = self._field_of(at)
        if name is None or self.preview is None:
            return None
        said = words_only(self.cell(row, at))
        rows = tuple(
            number
            for number in self.preview.table.entries
            if words_only(self.cell(number, at)) == said
        )
        return asked_of_words(Question(name, self.cell(row, at), rows), self.lists)


def make_picture(
    kind: TableKind,
    original: Sheet,
    preview: Preview,
    decided: Decisions,
    lists: Lists,
) -> Picture:
    """The picture of what was compared."""
    above = range(1, preview.mapping.header_row - preview.mapping.header_height + 1)
    kinds = preview.table.skipped
    skipped = {
        number: RowStatus.ABOVE if kinds.get(number) is SkippedRow.ANSWER else RowStatus.LEFT_OUT
        for number in (*above, *kinds)
        if preview.table.words_of(number)
    }
    accepted = preview.accepted(decided.accepted)
    statuses = skipped | {row.row: _status(row, accepted) for row in preview.rows}
    return Picture(
        kind,
        original,
        preview.sheet,
        decided,
        tuple(PictureColumn(*one) for one in columns_that_speak(preview)),
        array("q", sorted(statuses)),
        statuses,
        tuple(asked_of_file(preview, decided, lists)),
        lists,
        preview,
    )


def bare_picture(
    kind: TableKind, original: Sheet, found: ColumnMapping, decided: Decisions, refusal: NoHeader
) -> Picture:
    """The picture of a sheet whose columns are not known well enough to compare its rows."""
    sheet, mapping = decided.sheet(original), decided.mapping(found)
    fields = {at: name for at, name in mapping.by_column.items() if name != NOT_TAKEN}
    columns = tuple(
        PictureColumn(at, title or letters(at), fields.get(at))
        for at, title in enumerate(column_titles(sheet, mapping))
    )
    header = range(mapping.header_row - mapping.header_height + 1, mapping.header_row + 1)
    every = range(1, len(sheet.rows) + 1)
    numbers = array("q", (number for number in every if number not in header))
    return Picture(kind, original, sheet, decided, columns, numbers, {}, (), {}, None, refusal)


def shown(cell: Cell) -> str:
    """A cell as people read it."""
    if isinstance(cell, datetime) and cell.time() != time():
        return f"{screen_date(cell.date())} {cell:%H:%M}"
    if isinstance(cell, date):
        return screen_date(cell)
    return "" if cell is None else str(cell)


def _status(row: PreviewRow, accepted: frozenset[int]) -> RowStatus:
    """What a row would do; one that asks and was accepted does as the file says."""
    if row.status is not RowStatus.ASKED or row.row not in accepted:
        return row.status
    return RowStatus.CHANGED if row.matched else RowStatus.NEW
