"""Parses rows of a register of enterprises into drafts with repairs, warnings and errors."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.facts import Field, fields_of, names_of
from dialogue_app.domain.rows import Problem, Repair, RepairReason, RowProblem, SkippedRow
from dialogue_app.domain.tax_codes import TaxCode
from dialogue_app.domain.text import enterprise_match_key, fold, tidy_name
from dialogue_app.exchange.cells import RowReader
from dialogue_app.exchange.columns import ColumnMapping, require_fields
from dialogue_app.exchange.header_words import TableKind
from dialogue_app.exchange.number_formats import zero_widths
from dialogue_app.exchange.reading import (
    Progress,
    Sheet,
    ShouldStop,
    never_stop,
    no_progress,
)
from dialogue_app.exchange.row_kinds import entries

_OUR_CODE = re.compile(r"DN ?-? ?([0-9]{1,9})", re.IGNORECASE)
_HOUSEHOLD = re.compile(r"ho kinh doanh|hkd|ho ca the|ho kd")


@dataclass(frozen=True, slots=True)
class SheetEnterprise:
    """An enterprise as read from its row. An empty text means that the cell was empty.

    `values` has what else the row says by the fields' keys; what a field refers to by its name.
    """

    row: int  # as Excel numbers it
    number: int | None  # 12 of DN-00012
    tax_code: TaxCode | None
    name: str
    values: dict[str, Any]
    repairs: tuple[Repair, ...]
    warnings: tuple[Problem, ...]
    errors: tuple[Problem, ...]

    @property
    def address(self) -> str:
        """Its address; with the name it tells one enterprise from another."""
        return str(self.values["address"])


@cache
def other_fields() -> tuple[Field, ...]:
    """The fields a row may say beside name and tax code."""
    known = fields_of(EnterpriseDraft)
    names = names_of(EnterpriseDraft, compared=True)
    return tuple(known[name] for name in names if name not in ("name", "tax_code"))


@dataclass(frozen=True, slots=True)
class EnterpriseRows:
    """The entries of a sheet, and how many other rows of each kind it has."""

    drafts: list[SheetEnterprise]
    skipped: Counter[SkippedRow]


def parse_enterprises(
    sheet: Sheet,
    mapping: ColumnMapping,
    today: date,
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
) -> EnterpriseRows:
    """Parse every entry below the header, in the order of the sheet.

    `today` gives dates their year where none is written. Raises `NoHeader` where the mapping has no
    name column, `Cancelled` where the user stopped.
    """
    require_fields(sheet.path, mapping, TableKind.ENTERPRISES)
    widths = code_widths(sheet, mapping, should_stop)
    skipped: Counter[SkippedRow] = Counter()
    drafts = [
        _draft(number, RowReader(row, mapping.fields), widths.get(number), today)
        for number, row in entries(
            sheet, mapping, TableKind.ENTERPRISES, skipped, progress, should_stop
        )
    ]
    return EnterpriseRows(_with_repetitions(drafts), skipped)


def code_widths(sheet: Sheet, mapping: ColumnMapping, should_stop: ShouldStop) -> dict[int, int]:
    """How many digits each row's tax code shows by its format, by row number (from 1).

    The formats are read only where the column holds numbers. Raises `Cancelled` where the user
    stopped.
    """
    column = mapping.fields.get("tax_code")
    if column is None:
        return {}
    has_numbers = any(
        type(row[column]) is int for row in sheet.rows[mapping.header_row :] if column < len(row)
    )
    return zero_widths(sheet, column, should_stop) if has_numbers else {}


def _draft(number: int, row: RowReader, zero_width: int | None, today: date) -> SheetEnterprise:
    name = _name(row)
    values = {field.key: row.value(field, today) for field in other_fields()}
    return SheetEnterprise(
        row=number,
        number=_our_number(row),
        tax_code=_tax_code(row, name, values["legal_type"], zero_width),
        name=name,
        values=values,
        repairs=tuple(row.repairs),
        warnings=tuple(row.warnings),
        errors=tuple(row.errors),
    )


def _name(row: RowReader) -> str:
    written = row.line("name")
    if not written:
        row.fail(RowProblem.NAME_MISSING, "name")
        return ""
    name = tidy_name(written)
    row.repaired("name", written, name, RepairReason.SPELLING)
    return name


def _our_number(row: RowReader) -> int | None:
    if row.says_nothing("code"):
        return None
    line = row.line("code")
    match = _OUR_CODE.fullmatch(line)
    if match is None or not int(match[1]):
        row.fail(RowProblem.CODE_INVALID, "code", value=line)
        return None
    return int(match[1])


def _tax_code(row: RowReader, name: str, legal_type: str, zero_width: int | None) -> TaxCode | None:
    code = row.tax_code(_is_household(name, legal_type), zero_width)
    if code is None and row.has("tax_code") and row.says_nothing("tax_code"):
        row.warn(RowProblem.TAX_CODE_MISSING, "tax_code")
    return code


def _is_household(name: str, legal_type: str) -> bool | None:
    if legal_type:
        return _is_household_type(legal_type)
    # Only a household says so in its name; another name proves nothing.
    return True if _HOUSEHOLD.match(fold(name)) else None


@lru_cache(maxsize=256)
def _is_household_type(legal_type: str) -> bool:
    return _HOUSEHOLD.search(fold(legal_type)) is not None


def _with_repetitions(drafts: list[SheetEnterprise]) -> list[SheetEnterprise]:
    """Add to each later row of the same enterprise a warning with the first row's number."""
    first_rows: dict[tuple[str, ...], int] = {}

    def with_mark(draft: SheetEnterprise) -> SheetEnterprise:
        field, key = _identity(draft)
        first = first_rows.setdefault(key, draft.row) if key else draft.row
        if first == draft.row:
            return draft
        seen = Problem(RowProblem.REPEATED, field, {"row": str(first)})
        return dataclasses.replace(draft, warnings=(*draft.warnings, seen))

    return [with_mark(draft) for draft in drafts]


def _identity(draft: SheetEnterprise) -> tuple[str, tuple[str, ...]]:
    """The field by which an enterprise is recognised, and a key equal for the same enterprise.

    The key is empty where the row has nothing to recognise it by.
    """
    if draft.tax_code is not None:
        return "tax_code", (draft.tax_code.value,)
    if draft.number is not None:
        return "code", ("", str(draft.number))
    if draft.name and draft.address:
        return "name", (enterprise_match_key(draft.name), fold(draft.address))
    return "name", ()
