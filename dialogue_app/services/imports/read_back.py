"""An exported list read back: a cell that says what the list says there says nothing new.

The row is found by our code. Where a cell is as we wrote it, whatever a reader would make of its
words (a body that has two namesakes, a flag in a note, a masked code) is no change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from dialogue_app.domain.personal_numbers import mask_digits, mask_persons, person_numbers
from dialogue_app.domain.tax_codes import TaxCode
from dialogue_app.domain.text import clean, clean_line
from dialogue_app.domain.text_limits import is_too_long
from dialogue_app.domain.worded import Worded
from dialogue_app.exchange.columns import ColumnMapping
from dialogue_app.exchange.days import day_of_date
from dialogue_app.exchange.list_writing import OutCell, fitting
from dialogue_app.exchange.our_codes import CODE_FIELD, our_code
from dialogue_app.exchange.reading import Cell, Progress
from dialogue_app.exchange.recognising import Recognised
from dialogue_app.services.exporting import cell
from dialogue_app.services.lists import RecordList
from dialogue_app.storage.chunks import chunks

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R")
D = TypeVar("D", bound="DataclassInstance")
V = TypeVar("V")
Key = tuple[int, ...]  # the numbers of a code
_END = 40  # letters by which the end of a cell is known


@dataclass(frozen=True, slots=True)
class ReadBack(Generic[R]):
    """Of a row of the sheet: its thing, the fields it has, and those it says nothing new of.

    `masks` are the masks we wrote in place of the thing's numbers of persons, or at the
    end of a text that was cut, with what they stand for.
    """

    known: R
    fields: frozenset[str]
    same: frozenset[str]
    masks: Mapping[str, str]

    def is_silent(self, names: Collection[str]) -> bool:
        """Whether those of the fields that the sheet has are as we wrote them."""
        here = self.fields.intersection(names)
        return bool(here) and here <= self.same


@dataclass(frozen=True, slots=True)
class OurCodes(Generic[R]):
    """How a row of a list that we exported is found again by our code.

    `ids_of` gives the things of such codes, asked for some at a time.
    `needed`: what is no part of a row that may be empty, as we have it; `bundles`: the parts of the
    draft that are read out of several fields together, by these.
    """

    records: RecordList[Any, R]
    ids_of: Callable[[Sequence[Key]], dict[Key, int]]
    needed: Callable[[R], Mapping[str, Any]]
    bundles: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def silenced(self, draft: D, told: ReadBack[R] | None) -> D:
        """The row without what says nothing new; as it is where its thing is not known."""
        if told is None:
            return draft
        return silenced(draft, told, self.bundles, **self.needed(told.known))


def read_back(
    codes: OurCodes[R],
    table: Recognised,
    watch: Progress,
    before: Mapping[int, ReadBack[R]] = MappingProxyType({}),
    same: Iterable[int] = (),
) -> dict[int, ReadBack[R]]:
    """By row number, the rows whose code is known; of the `same` rows what was found `before`.

    `watch` is told how many rows are compared, and may raise.
    """
    place = table.mapping.fields.get(CODE_FIELD[table.kind])
    if place is None:
        return {}
    keys: dict[int, Key] = {}
    for number, row in table.rows:
        written = row[place] if place < len(row) else None
        key = our_code(table.kind, clean_line(written)) if isinstance(written, str) else None
        if key is not None:
            keys[number] = key
    found = {number: before[number] for number in same if number in before}
    for number in same if before else ():
        keys.pop(number, None)
    for some in chunks(list(keys.items())):
        watch(len(found), len(keys))
        ids = codes.ids_of(list(dict.fromkeys(key for _number, key in some)))
        records = codes.records.records(list(ids.values()), masked=False)
        rows = dict(zip(ids, records, strict=True))
        for number, key in some:
            if key in rows:
                row = table.sheet.rows[number - 1]
                found[number] = _compared(codes.records, rows[key], row, table.mapping)
    return found


def _compared(
    records: RecordList[Any, R], known: R, row: list[Cell], mapping: ColumnMapping
) -> ReadBack[R]:
    columns = {column.field or column.key: column for column in records.listing.columns}
    same: set[str] = set()
    for name, place in mapping.fields.items():
        written = row[place] if place < len(row) else None
        here = cell(columns[name].value_of(known)) if name in columns else None
        if _is_same(written, here):
            same.add(name)
    return ReadBack(known, frozenset(mapping.fields), frozenset(same), _masks(known))


def _masks(known: Any) -> dict[str, str]:
    """Of each mask that stands for one number only, that number; and the ends of texts cut."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for text in (getattr(known, one.name) for one in fields(known)):
        if not isinstance(text, str):
            continue
        for start, end in person_numbers(text):
            number = text[start:end]
            if found.setdefault(mask_digits(number), number) != number:
                twice.add(mask_digits(number))
        if is_too_long(text):
            found |= _end_cut(text)
    return {mask: number for mask, number in found.items() if mask not in twice}


def _end_cut(text: str) -> dict[str, str]:
    """The end of the cell in which the text was cut, and how the text really goes on there."""
    cell = fitting(mask_persons(text))
    return {cell[-_END:]: text[len(cell) - _END :]}


def _is_same(written: Cell, here: OutCell) -> bool:
    if written is None or written == "":
        return here is None or here == ""
    if isinstance(here, date):
        return isinstance(written, date) and day_of_date(written) == here
    if isinstance(here, int):
        return written == here
    return isinstance(written, str) and clean(written) == fitting(mask_persons(here or ""))


def silenced(
    draft: D,
    told: ReadBack[Any],
    bundles: Mapping[tuple[str, ...], tuple[str, ...]] = MappingProxyType({}),
    **needed: Any,
) -> D:
    """The row without what says nothing new, our masks of numbers taken off the rest.

    `bundles`: the parts of the draft that are read out of several fields together, by these;
    `needed`: what is no part of a row that may be empty, as we have it.
    """
    said_apart = told.same.difference(*bundles, *bundles.values())
    # a part with a column of its own speaks there, too
    of_bundles = {
        part
        for names, parts in bundles.items()
        if told.is_silent(names)
        for part in parts
        if part not in told.fields or part in told.same
    }
    silent = said_apart | of_bundles
    changes: dict[str, Any] = {}
    for one in fields(draft):
        value = getattr(draft, one.name)
        if isinstance(value, dict):
            kept = {key: _empty(said) if key in silent else said for key, said in value.items()}
            changes[one.name] = kept
        elif one.name in ("repairs", "warnings", "errors"):
            changes[one.name] = tuple(p for p in value if p.field not in silent)
        elif one.name in silent:
            changes[one.name] = needed.get(one.name, _empty(value))
    return unmasked(replace(draft, **changes), told.masks)


def unmasked(value: V, masks: Mapping[str, str]) -> V:
    """The value with the numbers of persons where our masks of them stand."""
    given: Any = value
    match given:
        case Worded() | TaxCode():
            return value
        case str():
            for mask, number in masks.items():
                given = given.replace(mask, number)
        case tuple():
            given = tuple(unmasked(member, masks) for member in given)
        case dict():
            given = {key: unmasked(member, masks) for key, member in given.items()}
        case _ if masks and is_dataclass(given) and not isinstance(given, type):
            parts = {one.name: unmasked(getattr(given, one.name), masks) for one in fields(given)}
            given = replace(given, **parts)
    return cast(V, given)


def _empty(value: Any) -> Any:
    match value:
        case str():
            return ""
        case tuple():
            return ()
        case bool():
            return False
    return None
