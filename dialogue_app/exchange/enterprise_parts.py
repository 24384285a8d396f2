"""Cells of a register that hold more than their column says: each part goes to its own field."""

from __future__ import annotations

import re
from typing import Any

from dialogue_app.domain.errors.enterprises import NotATaxCode
from dialogue_app.domain.rows import RepairReason
from dialogue_app.domain.tax_codes import parse_tax_code
from dialogue_app.domain.text import fold
from dialogue_app.exchange.cells import RowReader
from dialogue_app.exchange.contacts import (
    ANY_ADDRESS,
    EMAIL,
    Contact,
    code_first,
    is_mixed,
    labelled,
    may_hold_more,
    says,
    taken_apart,
    with_code_last,
    with_numbers,
)

# Without it there is no telephone number and no e-mail address: most addresses have neither.
_MANY_DIGITS_OR_AT = re.compile(r"\d(?:[ .-]?\d){8}|@")


def part_cells(row: RowReader, values: dict[str, Any]) -> tuple[str, str]:
    """The name and the tax code as their cells write them, without what else stands there.

    `values` gets the rest by field. Where a part has no field, or another value stands in it, its
    cell stays whole. The code is empty where it stands alone in its own cell, or nowhere.
    """
    _part_phone(row, values)
    if row.is_declined("contacts"):
        return row.words("name"), ""
    for field in ("representative", "address"):
        found = with_numbers(values[field]) if _MANY_DIGITS_OR_AT.search(values[field]) else None
        if found is not None and _place(row, field, values[field], found, values):
            values[field] = found.name
    code = _code_of_its_cell(row, values)
    return _name_and_code(row, values, code)


def _part_phone(row: RowReader, values: dict[str, Any]) -> None:
    """A telephone number and an e-mail address of one cell, each in its place."""
    written = values["phone"]
    found = EMAIL.search(written) if "@" in written and not values["email"] else None
    if found is None:
        return
    values["email"], phone = found[0], f"{written[: found.start()]} {written[found.end() :]}"
    values["phone"] = " ".join(phone.split()).strip(" /,;:-–|")
    both = "; ".join(filter(None, (values["phone"], found[0])))
    row.repaired("phone", written, both, RepairReason.TAKEN_APART)


def _code_of_its_cell(row: RowReader, values: dict[str, Any]) -> str:
    """The tax code before an address or labelled parts in its cell: "9900000619, 12 Đường Mẫu"."""
    cell = row.cell("tax_code")
    code, rest = code_first(cell) if isinstance(cell, str) and not cell.isdigit() else ("", "")
    if not code:
        return ""
    before, parts = labelled(rest)
    if before and says(row.heading("tax_code"), "dia chi"):
        before, parts = "", {"address": before, **parts}
    if before or not _place(row, "tax_code", row.line("tax_code"), Contact(code, parts), values):
        return ""
    return code


def _name_and_code(row: RowReader, values: dict[str, Any], code: str) -> tuple[str, str]:
    """The name without what stands behind it in its cell, and the code where it is there."""
    line, cell = row.words("name"), row.cell("name")
    if not isinstance(cell, str) or not may_hold_more(cell):
        return line, code
    heading = row.heading("name")
    found = taken_apart(cell, ANY_ADDRESS if is_mixed(heading) else None)
    if "tax_code" not in found.parts and says(heading, "mst", "ma so thue", "ma so"):
        found = with_code_last(cell)
    in_name = found.parts.pop("tax_code", "")
    own = code or ("" if row.says_nothing("tax_code") else row.line("tax_code"))
    if not found.name or not (in_name or found.parts) or not _is_code(in_name, own):
        return line, code
    if not _place(row, "name", line, found, values):
        return line, code
    return found.name, code or ("" if own else in_name)


def _is_code(in_name: str, own: str) -> bool:
    """Whether what stands behind a name as its code is one, and not another than its own cell's."""
    try:
        return not in_name or not own or parse_tax_code(in_name) == parse_tax_code(own)
    except NotATaxCode:
        return False


def _place(
    row: RowReader, field: str, written: str, found: Contact, values: dict[str, Any]
) -> bool:
    """Give each part its field, all or none; a further telephone number stands beside the first."""
    placed = {}
    for key, part in found.parts.items():
        there = values.get(key)
        if there is None or not (key == "phone" or not there or fold(there) == fold(part)):
            return False
        placed[key] = part if not there or fold(there) == fold(part) else f"{there}; {part}"
    if not placed and found.name == written:
        return False
    values.update(placed)
    row.repaired(field, written, found.name, RepairReason.TAKEN_APART)
    return True
