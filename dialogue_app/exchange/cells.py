"""Reads the fields of a row from its cells and notes what was repaired and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeGuard, TypeVar

from dialogue_app.domain.errors.enterprises import NotATaxCode
from dialogue_app.domain.personal_numbers import mask_digits
from dialogue_app.domain.rows import Problem, Repair, RepairReason, RowProblem
from dialogue_app.domain.tax_codes import TaxCode, parse_tax_code, readings_of_number
from dialogue_app.domain.text import clean, clean_line, fold
from dialogue_app.domain.text_limits import LONGEST, is_too_long
from dialogue_app.domain.vocabulary import TaxCodeKind
from dialogue_app.domain.worded import Worded
from dialogue_app.exchange.cells_of_nothing import without_nothing
from dialogue_app.exchange.header_words import cell_words, is_tick, words_only
from dialogue_app.exchange.heading_match import ANSWERS
from dialogue_app.exchange.reading import Cell, shown
from dialogue_app.exchange.recognising import TEXTS

if TYPE_CHECKING:
    from dialogue_app.exchange.recognising import Recognised

Choice = TypeVar("Choice", bound=Worded)
_SCIENTIFIC = re.compile(r"\s*[0-9][.,]?[0-9]*\s*[eE]\s*\+?\s*[0-9]{1,2}\s*")
_ERROR_VALUES = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)
_COUNT = re.compile(r"([0-9]{1,3}(?:[. ]?[0-9]{3})*|[0-9]+)(?: ?\D*)")
_HIGHEST_COUNT = 10**9
# Phone numbers that lost their zero: of a mobile or an old landline, of a landline of today.
_PHONE_WITHOUT_ZERO = re.compile(r"[1-9][0-9]{8}|2[0-9]{9}")
_DIGITS_OF_ENTERPRISE = 10
_NO = frozenset({"no", "không", "Không"})
_NOT_DIGITS = re.compile(r"\D")
# What stands between the parts of a cell that names several.
BETWEEN_PARTS = re.compile(r"(\s*[,;/+&\n]\s*|\s+[–-]\s+|\s+và\s+)")


class RowReader:
    """Reads the cells of a row by field; collects `repairs`, `warnings` and `errors` meanwhile."""

    __slots__ = (
        "_fields", "_is_plain", "_row", "_table", "_told", "above", "errors", "number", "repairs",
        "today", "warnings",
    )  # fmt: skip

    def __init__(self, table: Recognised, number: int, row: list[Cell], today: date) -> None:
        """`row` is that `number` of the table; `today` gives dates their year where none is."""
        self.number, self.today = number, today
        self.above = table.above.get(number, {})  # what empty cells take from above
        self._fields, self._told = table.mapping.fields, table.mapping.told
        self._row, self._table = without_nothing(row, table.of_nothing), table
        self._is_plain = not (self._told or self.above or table.mapping.ticked)
        self.repairs: list[Repair] = []
        self.warnings: list[Problem] = []
        self.errors: list[Problem] = []

    def cell(self, field: str) -> Cell:
        """The cell as read, or what a person said that it means; None where it is empty."""
        if self._is_plain:
            at = self._fields.get(field)
            return self._row[at] if at is not None and at < len(self._row) else None
        cell = self.written(field)
        if not self._told:
            return cell
        return self._told.get((field, "" if cell is None else words_only(str(cell))), cell)

    def written(self, field: str) -> Cell:
        """What the row itself says; None where nothing, or where the table has no such column."""
        at = self._fields.get(field)
        if field in self._table.mapping.ticked:
            cell: Cell = self._ticked(field)
        else:
            cell = self._row[at] if at is not None and at < len(self._row) else None
        if cell is None and field in self.above:
            cell = self.above[field].value
        return cell

    def said(self, field: str, part: str) -> str:
        """What a person said that such a part of a cell means; else the part as it is written."""
        words = words_only(part) if self._told else ""
        return self._told.get((field, words), part) if words else part

    def said_in_parts(self, field: str, cell: str) -> str:
        """The cell with each of its parts as a person said what it means."""
        if not self._told:
            return cell
        return "".join(self.said(field, part) for part in BETWEEN_PARTS.split(cell))

    def _ticked(self, field: str) -> str | None:
        columns = self._table.mapping.ticked[field].items()
        said = [(word, self._row[at]) for at, word in columns if at < len(self._row)]
        said = [(word, cell) for word, cell in said if cell is not None]
        between, shape = ("\n", "{}: {}") if field in TEXTS else ("; ", "{} ({})")
        parts = (word if is_tick(cell) else shape.format(word, cell) for word, cell in said)
        return between.join(parts) or None

    def further_texts(self) -> list[str]:
        """The issues that stand in columns of their own beside the first."""
        cells = (self._row[at] for at in self._table.mapping.texts if at < len(self._row))
        return [clean(str(cell)) for cell in cells if cell not in (None, "")]

    @property
    def has_answers(self) -> bool:
        """Whether any column is one of answers."""
        mapping = self._table.mapping
        return bool(mapping.answers) or not mapping.fields.keys().isdisjoint(ANSWERS)

    def answers(self) -> list[tuple[str, str]]:
        """Of each body that answers in a column of its own, its name and what it says."""
        cells = (
            (body, self._row[at])
            for at, body in self._table.mapping.answers.items()
            if at < len(self._row)
        )
        return [(body, clean(str(cell))) for body, cell in cells if cell not in (None, "")]

    def has(self, field: str) -> bool:
        """Whether the table has a column for the field."""
        return field in self._fields

    def from_left(self, fields: Iterable[str]) -> list[str]:
        """Those of the fields that have a column, in the order of the columns."""
        return sorted((name for name in fields if self.has(name)), key=self._fields.__getitem__)

    def is_declined(self, offer: str) -> bool:
        """Whether somebody answered no to what is offered for all rows of the file."""
        return self._told.get((offer, "")) in _NO

    def heading(self, field: str) -> str:
        """What stands above the column of the field."""
        return self._table.headings.get(field, "")

    def words(self, field: str) -> str:
        """The cell as a line of words; a day in it was most likely typed as something else."""
        cell = self.cell(field)
        if not isinstance(cell, date):
            return _line(cell)
        proposed = f"{cell.day}/{cell.month}"
        place = self._table.sheet.cell_name(self.number, self._fields[field])
        values = {"cell": place, "value": shown(cell), "proposed": proposed}
        self.warn(RowProblem.DAY_IN_TEXT, field, **values)
        return proposed

    def taken_from_above(self, *fields: str) -> None:
        """Tell what the row takes from above, of these fields."""
        for name in fields:
            at = self._fields.get(name)
            own = self._row[at] if at is not None and at < len(self._row) else None
            if own is None and (found := self.above.get(name)) is not None:
                self.warn(found.problem, name, value=found.value, row=str(found.row))

    def line(self, field: str) -> str:
        """The cell as a clean line of text, empty for Excel's error values."""
        return _line(self.cell(field))

    def text(self, field: str) -> str:
        """The cell as clean text with its line breaks, empty for Excel's error values."""
        cell = self.cell(field)
        if isinstance(cell, str):
            text = clean(_plain(cell))
            if is_too_long(text):
                self.fail(RowProblem.TEXT_TOO_LONG, field, most=f"{LONGEST:,}".replace(",", "."))
            return "" if text in _ERROR_VALUES else text
        return "" if cell is None else shown(cell)

    def repaired(self, field: str, before: str, after: str, reason: RepairReason) -> None:
        """Note a value that is imported otherwise than written."""
        if before != after:
            self.repairs.append(Repair(field, before, after, reason))

    def warn(self, problem: RowProblem, field: str, **values: str) -> None:
        """Note a problem the user should look at; the row is imported all the same."""
        self.warnings.append(Problem(problem, field, values))

    def fail(self, problem: RowProblem, field: str, **values: str) -> None:
        """Note a problem for which the row is not imported."""
        self.errors.append(Problem(problem, field, values))

    def noted(self) -> dict[str, Any]:
        """What was noted so far, as parts of a `SheetRow`."""
        return {
            "repairs": tuple(self.repairs),
            "warnings": tuple(self.warnings),
            "errors": tuple(self.errors),
        }

    def says_nothing(self, field: str) -> bool:
        """Whether a cell is empty or says that there is none ("-", "chưa có")."""
        return not self._said_line(field)

    def _said_line(self, field: str) -> str:
        line = self.line(field)
        if len(line) > 1 and (line[:2].isdigit() or "@" in line):  # as no words for nothing
            return line
        return "" if words_only(line) in cell_words().nothing else line

    def whole_number(self, field: str) -> int | None:
        """The cell as a count of at least 0; None with a warning for anything else."""
        cell = self.cell(field)
        if cell is None or (type(cell) is int and 0 <= cell <= _HIGHEST_COUNT):
            return cell
        line = self.line(field)
        match = _COUNT.fullmatch(line) if isinstance(cell, str) else None
        digits = _NOT_DIGITS.sub("", match[1]) if match else ""
        if digits and len(digits) <= len(str(_HIGHEST_COUNT)) and int(digits) <= _HIGHEST_COUNT:
            return int(digits)
        if line:
            self.warn(RowProblem.NUMBER_INVALID, field, value=line)
        return None

    def choice(self, field: str, kind: type[Choice]) -> Choice | None:
        """The member of a vocabulary the cell names; None with a warning for any other word."""
        line = self.line(field)
        if not line:
            return None
        found = cell_words().choices[field].get(words_only(line))
        if found is None:
            self.warn(RowProblem.CHOICE_UNKNOWN, field, value=line)
        return kind(found) if found else None

    def own_choice(self, field: str, kind: type[Choice]) -> Choice | None:
        """As `choice`, of what the row itself says, and not what was answered for all others."""
        return self.choice(field, kind) if self.written(field) is not None else None

    def answered(self, field: str, kind: type[Choice]) -> Choice | None:
        """As `choice`, of what was answered for all rows that say nothing there, as this one."""
        return self.choice(field, kind) if self.written(field) is None else None

    def tick(self, field: str) -> bool | None:
        """What the cell of a mark says: yes, no, or nothing; other words give a warning."""
        cell = self.cell(field)
        if cell is None or isinstance(cell, bool):
            return cell
        line, words = self.line(field), cell_words()
        said = words_only(line)
        first = said.partition(" ")[0]
        if first in words.yes or fold(line) in words.yes:
            return True
        if first in words.no:
            return bool(field in words.flags and words.flags[field].search(said))
        if field in words.flags and words.flags[field].search(said):
            return True
        if said:
            self.warn(RowProblem.CHOICE_UNKNOWN, field, value=line)
        return None

    def email(self, field: str) -> str:
        """An e-mail address; anything else is taken as it is, with a warning."""
        if (line := self._said_line(field)) and "@" not in line:
            self.warn(RowProblem.EMAIL_INVALID, field, value=line)
        return line

    def ordinal(self) -> int | None:
        """The row's number in its own list (STT); None where it has none."""
        cell = self.cell("ordinal")
        if isinstance(cell, str) and re.fullmatch(r"\s*[0-9]{1,9}[.)]?\s*", cell):
            return int(re.sub(r"\D", "", cell))
        return cell if type(cell) is int and 0 <= cell < 10**9 else None

    def phone(self, field: str) -> str:
        """A phone number as text; a lost first zero is added and noted as a repair."""
        line = self._said_line(field).lstrip("'’`")
        digits = "" if line[:1] == "0" else line.replace(" ", "").replace(".", "")
        if _PHONE_WITHOUT_ZERO.fullmatch(digits):
            self.repaired(field, line, f"0{line}", RepairReason.LOST_ZEROS)
            return f"0{line}"
        return line

    def tax_code(self, household: bool | None) -> TaxCode | None:
        """The tax code of the row; None with an error where it is none, or asked which of two.

        `household` says whether it is a household business's, None where that is not known.
        """
        cell, line = self.cell("tax_code"), self._said_line("tax_code")
        if not line:
            return None
        if type(cell) is int:
            return self._code_of_number(cell, household, self._table.code_width(self.number))
        if isinstance(cell, float) or (not line.isdigit() and _SCIENTIFIC.fullmatch(line)):
            self.fail(RowProblem.TAX_CODE_LOST_DIGITS, "tax_code", value=line)
            return None
        return self.code_of_text(line, household)

    def code_of_text(self, line: str, household: bool | None) -> TaxCode | None:
        """The tax code a line holds; None with an error where it is none."""
        try:
            code = parse_tax_code(line)
        except NotATaxCode:
            if line.isdigit() and line.isascii() and len(line) <= 13:
                # A csv saved by Excel: the zeros were lost before the file was written.
                return self._code_of_number(int(line), household, None)
            self.fail(RowProblem.TAX_CODE_INVALID, "tax_code", value=line)
            return None
        self._code_repaired(line, code, RepairReason.CODE_SPELLING)
        return self._checked(code)

    def _code_of_number(
        self, number: int, household: bool | None, zero_width: int | None
    ) -> TaxCode | None:
        if self._table.has_ten_digit_codes and len(str(number)) == _DIGITS_OF_ENTERPRISE:
            code = parse_tax_code(str(number))
            if code.checksum_ok or not household:
                return self._checked(code)
        shown = str(number).zfill(zero_width or 0)
        if zero_width:
            try:
                return self._checked(parse_tax_code(shown))
            except NotATaxCode:
                pass  # the number of digits shown is not that of a code
        readings = readings_of_number(number, household)
        if len(readings) == 1:
            code = readings[0]
            self._code_repaired(str(number), code, RepairReason.LOST_ZEROS)
            return self._checked(code)
        if readings:
            both = " / ".join(reading.value for reading in readings)
            self.warn(RowProblem.TAX_CODE_AMBIGUOUS, "tax_code", value=str(number), readings=both)
        else:
            self.fail(RowProblem.TAX_CODE_INVALID, "tax_code", value=str(number))
        return None

    def _code_repaired(self, before: str, code: TaxCode, reason: RepairReason) -> None:
        if before == code.value:
            return
        after = code.value
        if code.kind is TaxCodeKind.PERSON:
            before, after = mask_digits(before), mask_digits(after)
        self.repairs.append(Repair("tax_code", before, after, reason))

    def _checked(self, code: TaxCode) -> TaxCode:
        if code.checksum_ok is False:
            self.warn(RowProblem.TAX_CODE_CHECK_DIGIT, "tax_code", value=code.value)
        return code

    def is_month_first(self, field: str) -> bool:
        """Whether the days of the column are written month first."""
        return self._table.month_first(field)

    def is_swapped(self, field: str) -> bool:
        """Whether a program that expects the day first has read the days of the column."""
        return self._table.is_swapped(field)


def is_error_value(cell: Cell) -> TypeGuard[str]:
    """Whether Excel shows an error where a value should stand."""
    return type(cell) is str and cell[:1] == "#" and cell.strip() in _ERROR_VALUES


def _plain(cell: str) -> str:
    """A text without the sign in front by which Excel is told that it is one: "'- Sửa đường"."""
    return cell[1:] if cell.startswith("'") and cell.count("'") == 1 else cell


def _line(cell: Cell) -> str:
    if type(cell) is str:
        line = clean_line(_plain(cell) if cell[:1] == "'" else cell)
        return "" if line in _ERROR_VALUES else line
    return "" if cell is None else shown(cell)
