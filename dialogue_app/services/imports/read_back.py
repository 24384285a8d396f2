"""An exported list read back: a row that says what the list says of its thing says nothing new.

The row is found by our code. Where every cell is as we wrote it, whatever a reader would make of
its words (a body that has two namesakes, a flag in a note) is no change; a masked code is none
either, whatever else the row says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from dialogue_app.domain.text import clean
from dialogue_app.exchange.columns import ColumnMapping
from dialogue_app.exchange.days import day_of_date
from dialogue_app.exchange.list_writing import OutCell
from dialogue_app.exchange.reading import Cell, Sheet
from dialogue_app.services.exporting import cell
from dialogue_app.services.lists import RecordList
from dialogue_app.storage.chunks import chunks

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R")
D = TypeVar("D", bound="DataclassInstance")
Key = tuple[int, ...]  # the numbers of a code


@dataclass(frozen=True, slots=True)
class ReadBack(Generic[R]):
    """Of a row of the sheet: the thing it is of, and what it says of it."""

    known: R
    is_unchanged: bool
    masked: frozenset[str]  # fields whose cell only repeats what we had masked


def read_back(
    records: RecordList[Any, R],
    sheet: Sheet,
    mapping: ColumnMapping,
    code_field: str,
    key_of: Callable[[str], Key | None],
    ids_of: Callable[[Sequence[Key]], dict[Key, int]],
) -> dict[int, ReadBack[R]]:
    """By row number, the rows whose code is known.

    `key_of` reads a code, `ids_of` gives the things of such codes, asked for some at a time.
    """
    place = mapping.fields.get(code_field)
    if place is None:
        return {}
    keys: dict[int, Key] = {}
    for number, row in enumerate(sheet.rows[mapping.header_row :], start=mapping.header_row + 1):
        written = row[place] if place < len(row) else None
        if isinstance(written, str) and (key := key_of(clean(written))) is not None:
            keys[number] = key
    ids: dict[Key, int] = {}
    for some in chunks(list(dict.fromkeys(keys.values()))):
        ids |= ids_of(some)
    rows = dict(zip(ids.values(), records.records(list(ids.values())), strict=True))
    return {
        number: _compared(records, rows[ids[key]], sheet.rows[number - 1], mapping)
        for number, key in keys.items()
        if key in ids
    }


def _compared(
    records: RecordList[Any, R], known: R, row: list[Cell], mapping: ColumnMapping
) -> ReadBack[R]:
    columns = {column.field or column.key: column for column in records.listing.columns}
    same: set[str] = set()
    for field, place in mapping.fields.items():
        written = row[place] if place < len(row) else None
        here = cell(columns[field].value_of(known)) if field in columns else None
        if _is_same(written, here):
            same.add(field)
    masked = frozenset(
        name
        for name in records.listing.outside
        if name in same and "*" in str(row[mapping.fields[name]])
    )
    return ReadBack(known, same == set(mapping.fields), masked)


def _is_same(written: Cell, here: OutCell) -> bool:
    if written is None or written == "":
        return here is None or here == ""
    if isinstance(here, date):
        return isinstance(written, date) and day_of_date(written) == here
    if isinstance(here, int):
        return written == here
    return isinstance(written, str) and clean(written) == clean(here or "")


def silenced(draft: D, told: ReadBack[Any] | None, **known: Any) -> D:
    """The row as it is to be compared: of an unchanged one only what is `known` is left."""
    if told is None:
        return draft
    if told.is_unchanged:
        empty = {one.name: _empty(getattr(draft, one.name)) for one in fields(draft)}
        return replace(draft, **{**empty, **known})
    if not told.masked:
        return draft
    problems: dict[str, Any] = {
        name: tuple(p for p in getattr(draft, name) if p.field not in told.masked)
        for name in ("warnings", "errors")
    }
    return replace(draft, **problems)


def _empty(value: Any) -> Any:
    match value:
        case str():
            return ""
        case tuple():
            return ()
        case bool():
            return False
        case dict():
            return {key: _empty(one) for key, one in value.items()}
    return None
