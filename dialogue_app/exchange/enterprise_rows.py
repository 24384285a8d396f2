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
from dialogue_app.domain.text import fold, tidy_name
from dialogue_app.exchange.cells import RowReader
from dialogue_app.exchange.enterprise_parts import part_cells
from dialogue_app.exchange.field_readers import CellReader, reader_of
from dialogue_app.exchange.header_words import TableKind, heading_words_only, table_words
from dialogue_app.exchange.our_codes import our_code
from dialogue_app.exchange.sheet_rows import RowsOf, SheetRow

_PARTS = ("house", "street", "group", "hamlet")  # of an address
_HOUSEHOLD = re.compile(r"(?:ho kinh doanh|hkd|ho ca the|ho kd)\b")
_OWNER = re.compile(r"\bchu (?:ho|co so|sap|quay|quan|cua hang)\b")  # "Chủ hộ/Người đại diện"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEnterprise(SheetRow):
    """An enterprise as read from its row. An empty text means that the cell was empty.

    `values` has what else the row says by the fields' keys; what a field refers to by its name.
    """

    number: int | None  # 12 of DN-00012
    code_elsewhere: str  # of the office that made the list
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
    values = {key: read(row, key) for key, read in _other_cells()}
    row.taken_from_above("legal_type")
    values["address"] = _address(row, values["address"])
    written, code = part_cells(row, values)
    name = _name(row, written, values["representative"])
    return SheetEnterprise(
        row=row.number,
        number=_our_number(row),
        code_elsewhere=row.line("code_elsewhere"),
        tax_code=_tax_code(row, code, name, values["legal_type"]),
        name=name,
        values=values,
        **row.noted(),
    )


def _name(row: RowReader, written: str, owner: str) -> str:
    """The name; that of the owner is proposed for an establishment without one.

    Who represents a company does not own it, and gives it no name.
    """
    if not written and owner and _is_owner(row):
        row.warn(RowProblem.NAME_PROPOSED, "name", value=owner)
        written = owner
    if not written:
        row.fail(RowProblem.NAME_MISSING, "name")
        return ""
    name = tidy_name(written)
    if name != written:
        row.repaired("name", written, name, name_repair(written, name))
    return name


def _is_owner(row: RowReader) -> bool:
    """Whether the column of representatives names owners, or the row is of a household."""
    heading = row.heading("representative").rpartition(" - ")[2]
    said = heading_words_only(heading)
    is_owner = table_words(TableKind.ENTERPRISES).fields.get(said) == "person"
    is_owner = is_owner or _OWNER.search(said) is not None
    return is_owner or _is_household_type(row.words("legal_type"))


def name_repair(written: str, name: str) -> RepairReason:
    """Why a name is read otherwise: words were written out, or only capitals changed."""
    is_same = written.casefold() == name.casefold()
    return RepairReason.CAPITALS if is_same else RepairReason.SPELLING


def _address(row: RowReader, written: str) -> str:
    """The address with the parts that have columns of their own."""
    if not any(map(row.has, _PARTS)):
        return written
    parts = [row.words(name) for name in ("house", "street")]
    parts = [" ".join(filter(None, parts)), written]
    parts += [_named(row, name) for name in ("group", "hamlet")]
    found: list[str] = []
    for part in filter(None, parts):
        if not any(fold(part) in fold(other) for other in found):
            found.append(part)
    return ", ".join(found)


def _named(row: RowReader, field: str) -> str:
    """A part of an address; a bare number with its heading: "Tổ 3"."""
    line = row.words(field)
    heading = row.heading(field).rpartition(" - ")[2]  # the lowest of several rows
    return f"{heading} {line}" if line.isdigit() else line


def _our_number(row: RowReader) -> int | None:
    if row.says_nothing("code"):
        return None
    line = row.line("code")
    code = our_code(TableKind.ENTERPRISES, line)
    if code is None:
        row.fail(RowProblem.CODE_INVALID, "code", value=line)
        return None
    return code[0]


def _tax_code(row: RowReader, parted: str, name: str, legal_type: str) -> TaxCode | None:
    """The code of its cell, or the one that was `parted` from what else a cell holds."""
    household = _is_household_type(legal_type) if legal_type else is_household_name(name)
    code = row.code_of_text(parted, household) if parted else row.tax_code(household)
    if code is None and row.has("tax_code") and row.says_nothing("tax_code"):
        row.warn(RowProblem.TAX_CODE_MISSING, "tax_code")
    return code


def is_household_name(name: str) -> bool | None:
    """True where the name is that of a household business; another name proves nothing."""
    return True if _HOUSEHOLD.match(fold(name)) else None


@lru_cache(maxsize=256)
def _is_household_type(legal_type: str) -> bool:
    return _HOUSEHOLD.search(fold(legal_type)) is not None


def _known_by(draft: SheetEnterprise) -> str:
    """By tax code, by our code, else by its name."""
    if draft.tax_code is not None:
        return "tax_code"
    return "name" if draft.number is None else "code"


ENTERPRISE_ROWS = RowsOf(TableKind.ENTERPRISES, _draft, attrgetter("name"), _known_by)
