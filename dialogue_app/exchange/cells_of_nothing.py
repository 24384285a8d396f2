"""Cells that say that there is nothing: "-", "...", "Không có"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dialogue_app.exchange.header_words import dittos, is_ditto, words_file, words_only

_SIGNS = " \t\n\u00a0-–—−_.…·/\\|~*?:;,()[]"
_SIGNS_ALONE = re.compile(f"[{re.escape(_SIGNS)}]+")
_LONGEST = 20  # letters
# What is said with signs: numbers of rows and points, marks.
_IN_SIGNS = frozenset(
    {"ordinal", "withhold_name", "name_public", "unsigned", "also_elsewhere", "complaint"}
)


def says_none(field: str, cell: str) -> bool:
    """Whether the cell of a field says as much as an empty one.

    Also where it says only that it says what stands above it.
    """
    said = _said()
    if len(cell) > _LONGEST or cell[:1] not in said.first:
        return False
    if is_ditto(cell):
        return True
    if _SIGNS_ALONE.fullmatch(cell):
        return field not in _IN_SIGNS
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
