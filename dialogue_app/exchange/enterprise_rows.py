"""Parses rows of a register of enterprises into drafts with repairs, warnings and errors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.facts import Field, fields_of, names_of
from dialogue_app.domain.rows import RepairReason, RowProblem
from dialogue_app.domain.tax_codes import TaxCode
from dialogue_app.domain.text import enterprise_match_key, fold, tidy_name
from dialogue_app.exchange.cells import CellReader, RowReader, reader_of
from dialogue_app.exchange.header_words import TableKind
from dialogue_app.exchange.sheet_rows import RowsOf, SheetRow

_OUR_CODE = re.compile(r"DN ?-? ?([0-9]{1,9})", re.IGNORECASE)
_HOUSEHOLD = re.compile(r"ho kinh doanh|hkd|ho ca the|ho kd")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEnterprise(SheetRow):
    """An enterprise as read from its row. An empty text means that the cell was empty.

    `values` has what else the row says by the fields' keys; what a field refers to by its name.
    """

    number: int | None  # 12 of DN-00012
    tax_code: TaxCode | None
    name: str
    values: dict[str, Any]

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


@cache
def _other_cells() -> tuple[tuple[str, CellReader], ...]:
    return tuple((field.key, reader_of(field)) for field in other_fields())


def _draft(row: RowReader) -> SheetEnterprise:
    name = _name(row)
    values = {key: read(row, key) for key, read in _other_cells()}
    return SheetEnterprise(
        row=row.number,
        number=_our_number(row),
        tax_code=_tax_code(row, name, values["legal_type"]),
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


def _tax_code(row: RowReader, name: str, legal_type: str) -> TaxCode | None:
    code = row.tax_code(_is_household(name, legal_type))
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


def _same(draft: SheetEnterprise) -> tuple[str, tuple[str, ...] | None]:
    """By tax code, by our code, else by name and address."""
    if draft.tax_code is not None:
        return "tax_code", (draft.tax_code.value,)
    if draft.number is not None:
        return "code", ("", str(draft.number))
    if draft.name and draft.address:
        return "name", (enterprise_match_key(draft.name), fold(draft.address))
    return "name", None


ENTERPRISE_ROWS = RowsOf(TableKind.ENTERPRISES, _draft, attrgetter("name"), _same)
