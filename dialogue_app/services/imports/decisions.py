"""Everything a person decided about one sheet of a file, as one value that never changes.

Window and command line fill the same; the preview is worked out from the sheet and this.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dialogue_app.domain.rows import RowProblem, SkippedRow
from dialogue_app.domain.text_limits import without_half_letters
from dialogue_app.exchange.columns import ColumnMapping
from dialogue_app.exchange.header_words import words_only
from dialogue_app.exchange.reading import Cell, Sheet
from dialogue_app.exchange.recognising import RowsChosen
from dialogue_app.services.imports.comparing import Filling

YES = frozenset({"yes", "có", "Có"})


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided; whatever is not stays as the file has it. Rows as Excel counts them.

    header: the row of the headings, where they do not stand where they were found.
    columns: by field the column, from 0, it is read from, or None for none.
    said: by field and folded words of a cell ("" for an empty one), what they mean.
    mended: by row and column, what a cell says instead; "" for nothing.
    rows: rows left out (False), and rows taken that would be passed over (True).
    accepted: the rows whose question was answered with yes.
    clears: the fields of which an empty cell empties what is known here.
    blanks_only: whether nothing known here is changed, only what is empty filled in.
    agreed: the warnings that were answered for all rows: it is right as it is written.
    hidden: whether rows that nobody sees in Excel are taken; None where nobody said: then they are.
    """

    header: int | None = None
    columns: Mapping[str, int | None] = field(default_factory=dict)
    said: Mapping[tuple[str, str], str] = field(default_factory=dict)
    mended: Mapping[tuple[int, int], str] = field(default_factory=dict)
    rows: Mapping[int, bool] = field(default_factory=dict)
    accepted: frozenset[int] = frozenset()
    clears: frozenset[str] = frozenset()
    blanks_only: bool = False
    agreed: frozenset[RowProblem] = frozenset()
    hidden: bool | None = None

    # Deciding ---------------------------------------------------------------------------------

    def headed_by(self, row: int) -> Decisions:
        """The headings stand in that row; columns that were named by hand are those of another."""
        return replace(self, header=row, columns={})

    def with_column(self, name: str, column: int | None) -> Decisions:
        """The field is read from that column, or from none; what was there before is not."""
        others = {
            other: at
            for other, at in self.columns.items()
            if other != name and (column is None or at != column)
        }
        return replace(self, columns={**others, name: column})

    def with_said(self, name: str, words: str, value: str) -> Decisions:
        """All cells of a field with these words, or the empty ones, mean that; "" takes it back."""
        key = (name, words_only(words))
        others = {other: said for other, said in self.said.items() if other != key}
        return replace(self, said={**others, key: value} if value else others)

    def with_cell(self, row: int, column: int, text: str | None) -> Decisions:
        """A cell says that; None gives back what the file has."""
        place = (row, column)
        others = {other: said for other, said in self.mended.items() if other != place}
        if text is None:
            return replace(self, mended=others)
        return replace(self, mended={**others, place: without_half_letters(text)})

    def left_out(self, numbers: Iterable[int]) -> Decisions:
        """These rows are not taken."""
        gone = set(numbers)
        rows = {**self.rows, **dict.fromkeys(gone, False)}
        return replace(self, rows=rows, accepted=self.accepted - gone)

    def taken(self, numbers: Iterable[int], passed_over: Collection[int]) -> Decisions:
        """These rows are taken: also where they ask, or would be passed over."""
        chosen = set(numbers)
        rows = {number: taken for number, taken in self.rows.items() if number not in chosen}
        rows |= dict.fromkeys(sorted(chosen.intersection(passed_over)), True)
        return replace(self, rows=rows, accepted=self.accepted | chosen)

    def on_top_of(self, others: Decisions) -> Decisions:
        """These decisions, and of the others what these leave open."""
        decided = others
        for name, column in self.columns.items():
            decided = decided.with_column(name, column)
        return replace(
            self,
            header=others.header if self.header is None else self.header,
            columns=decided.columns,
            said={**others.said, **self.said},
            mended={**others.mended, **self.mended},
            rows={**others.rows, **self.rows},
            accepted=others.accepted | self.accepted,
            clears=others.clears | self.clears,
            blanks_only=others.blanks_only or self.blanks_only,
            agreed=others.agreed | self.agreed,
            hidden=others.hidden if self.hidden is None else self.hidden,
        )

    def numbered_as(self, sheet: Sheet) -> Decisions:
        """The same where the rows of the file stand otherwise in the sheet, as cards do."""
        if not sheet.origins:
            return self
        here: dict[int, list[int]] = {}  # a row of the file may be several of the sheet
        for number, origin in enumerate(sheet.origins, start=1):
            here.setdefault(origin.row, []).append(number)
        moved = {place: (row + 1, at) for (row, at), place in sheet.places.items()}
        cells = {
            (row, at): moved.get((row - 1, at), (here.get(row, [0])[0], at))
            for row, at in self.mended
        }
        return replace(
            self,
            header=here.get(self.header, [None])[0] if self.header is not None else None,
            mended={cells[cell]: text for cell, text in self.mended.items() if cells[cell][0]},
            rows={one: taken for row, taken in self.rows.items() for one in here.get(row, ())},
            accepted=frozenset(one for row in self.accepted for one in here.get(row, ())),
        )

    # What follows -----------------------------------------------------------------------------

    @property
    def of_shape(self) -> Decisions:
        """What holds for any file of this shape: nothing of single rows."""
        return replace(self, header=None, mended={}, rows={}, accepted=frozenset())

    def takes(self, offer: str) -> bool:
        """Whether what is offered for the whole file was answered with yes."""
        return self.said.get((offer, "")) in YES

    def makes_rows_as(self, other: Decisions) -> bool:
        """Whether sheet, columns and entries are the same as by other decisions."""
        mine, others = (
            (one.columns, one.mended, one.rows, one.hidden, one.takes("parts"))
            for one in (self, other)
        )
        return mine == others

    def mended_otherwise(self, other: Decisions) -> set[int]:
        """The rows of cells that one of both mends, or mends otherwise."""
        return {row for (row, _column), _text in self.mended.items() ^ other.mended.items()}

    @property
    def filling(self) -> Filling:
        """What the cells do to what is known here."""
        return Filling(self.clears, self.blanks_only)

    def sheet(self, sheet: Sheet) -> Sheet:
        """The sheet with its mended cells; what the file said beside them holds no more."""
        if not self.mended:
            return sheet
        rows, places = list(sheet.rows), {(row - 1, at) for row, at in self.mended}
        for (number, column), text in self.mended.items():
            if number <= len(rows):
                rows[number - 1] = _put(rows[number - 1], column, text or None)
        converted = {
            row: {at: text for at, text in cells.items() if (row, at) not in places}
            for row, cells in sheet.converted.items()
        }
        widths = {at: width for at, width in sheet.zero_widths.items() if at not in places}
        errors = {at: error for at, error in sheet.errors.items() if at not in places}
        return replace(
            sheet, rows=rows, converted=converted, zero_widths=widths, errors=errors,
            formulas=sheet.formulas - places,
        )  # fmt: skip

    def mapping(self, found: ColumnMapping) -> ColumnMapping:
        """The columns as they were found and put right, with what was said of their cells."""
        for name, column in self.columns.items():
            found = found.with_field(name, column)
        return found.with_told(self.said) if self.said else found

    def chosen_rows(self, sheet: Sheet) -> RowsChosen:
        """Which rows are taken or not, whatever they look like."""
        left = (
            {} if self.hidden is not False else dict.fromkeys(sheet.hidden_rows, SkippedRow.HIDDEN)
        )
        left |= {row: SkippedRow.LEFT_OUT for row, taken in self.rows.items() if not taken}
        forced = frozenset(row for row, taken in self.rows.items() if taken)
        return RowsChosen(forced, {row: why for row, why in left.items() if row not in forced})

    # As plain data ----------------------------------------------------------------------------

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it; `from_plain` reads it."""
        return {
            "header": self.header,
            "columns": dict(self.columns),
            "said": [[*key, value] for key, value in self.said.items()],
            "mended": [[*place, text] for place, text in self.mended.items()],
            "rows": [[row, taken] for row, taken in self.rows.items()],
            "accepted": sorted(self.accepted),
            "clears": sorted(self.clears),
            "blanks_only": self.blanks_only,
            "agreed": sorted(self.agreed),
            "hidden": self.hidden,
        }

    @classmethod
    def from_plain(cls, given: Mapping[str, Any]) -> Decisions:
        """What `plain` gave. Raises `ValueError`, `TypeError`, `KeyError` for anything else."""
        return cls(
            header=_number(given.get("header")),  # profiles kept before had none
            columns={str(name): _number(at) for name, at in given["columns"].items()},
            said={(str(name), str(words)): str(value) for name, words, value in given["said"]},
            mended={(int(row), int(column)): str(text) for row, column, text in given["mended"]},
            rows={int(row): bool(taken) for row, taken in given["rows"]},
            accepted=frozenset(map(int, given["accepted"])),
            clears=frozenset(map(str, given["clears"])),
            blanks_only=bool(given["blanks_only"]),
            agreed=frozenset(map(RowProblem, given["agreed"])),
            hidden=None if given["hidden"] is None else bool(given["hidden"]),
        )


UNDECIDED = Decisions()


class History:
    """The decisions one after the other: undone and redone."""

    def __init__(self, first: Decisions = UNDECIDED) -> None:
        self._states, self._at = [first], 0

    @property
    def now(self) -> Decisions:
        """What holds."""
        return self._states[self._at]

    @property
    def can_undo(self) -> bool:
        """Whether anything was decided that stands."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether anything was undone since the last decision."""
        return self._at + 1 < len(self._states)

    def decide(self, state: Decisions) -> bool:
        """Take another state; what was undone before is given up. False where it is the same."""
        if state == self.now:
            return False
        self._states[self._at + 1 :] = [state]
        self._at += 1
        return True

    def undo(self) -> bool:
        """Go back one decision; whether there was any."""
        is_back = self.can_undo
        self._at -= is_back
        return is_back

    def redo(self) -> bool:
        """Go forth one decision that was undone; whether there was any."""
        is_forth = self.can_redo
        self._at += is_forth
        return is_forth


def column_number(name: str) -> int:
    """The column, from 0, that Excel calls so: "AB" is 27."""
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _put(row: list[Cell], column: int, cell: Cell) -> list[Cell]:
    """The row with another cell."""
    cells = [*row, *[None] * (column + 1 - len(row))]
    cells[column] = cell
    return cells


def _number(given: Any) -> int | None:
    return None if given is None else int(given)
