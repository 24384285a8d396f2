"""Cells that say that there is nothing: "-", "...", "Không có"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dialogue_app.exchange.dittos import dittos, is_ditto
from dialogue_app.exchange.header_words import words_file, words_only
from dialogue_app.exchange.reading import Cell

_SIGNS = " \t\n\u00a0-–—−_.…·/\\|~*?:;,()[]"
_SIGNS_ALONE = re.compile(f"[{re.escape(_SIGNS)}]+")
_LONGEST = 20  # letters
# What is said with signs: numbers of rows and points, marks.
_IN_SIGNS = frozenset(
    {"ordinal", "withhold_name", "name_public", "unsigned", "also_elsewhere", "complaint"}
)


def fields_of_nothing(rows: Sequence[Sequence[Cell]], fields: Mapping[str, int]) -> dict[str, int]:
    """Those of the fields in whose columns any cell says as much as an empty one: mostly none.

    Also one that says only that it says what stands above it.
    """
    return {field: at for field, at in fields.items() if _any_says_none(field, at, rows)}


def _any_says_none(field: str, at: int, rows: Sequence[Sequence[Cell]]) -> bool:
    first = _said().first
    column = {row[at] for row in rows if at < len(row)}
    may_say = [
        cell for cell in column if type(cell) is str and len(cell) <= _LONGEST and cell[:1] in first
    ]
    return any(_says_none(field, cell) for cell in may_say)


def without_nothing(row: list[Cell], fields: Mapping[str, int]) -> list[Cell]:
    """The row with nothing in those cells of the fields that say as much as an empty one.

    Also in those that say only that they say what stands above them.
    """
    first, width = _said().first, len(row)
    none = [
        at
        for field, at in fields.items()
        if at < width
        and type(cell := row[at]) is str
        and len(cell) <= _LONGEST
        and cell[:1] in first
        and _says_none(field, cell)
    ]
    return [None if at in none else cell for at, cell in enumerate(row)] if none else row


def _says_none(field: str, cell: str) -> bool:
    if is_ditto(cell):
        return True
    if _SIGNS_ALONE.fullmatch(cell):
        return field not in _IN_SIGNS
    said = _said()
    return field in said.fields and words_only(cell) in said.words


@dataclass(frozen=True, slots=True)
class _Said:
    """The fields of which words say that there is nothing, these words, how all of it begins."""

    fields: frozenset[str]
    words: frozenset[str]
    first: frozenset[str]


@cache
def _said() -> _Said:
    source = words_file()["nothing_said"]
    first = {word[0] for word in (*source["words"], *dittos())} | {*_SIGNS}
    return _Said(
        frozenset(source["fields"]),
        frozenset(map(words_only, source["words"])),
        frozenset(letter for one in first for letter in (one.lower(), one.upper())),
    )
