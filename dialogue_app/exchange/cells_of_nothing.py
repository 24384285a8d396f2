"""Cells that say that there is nothing: "-", "...", "Không có"."""

from __future__ import annotations

import re
from functools import cache

from dialogue_app.exchange.header_words import is_ditto, words_file, words_only

_SIGNS = re.compile(r"[\s\-–—−_.…·/\\|~*?:;,()\[\]]+")
_LONGEST = 20  # letters
# What is said with signs: numbers of rows and points, marks.
_IN_SIGNS = frozenset(
    {"ordinal", "withhold_name", "name_public", "unsigned", "also_elsewhere", "complaint"}
)


def says_none(field: str, cell: str) -> bool:
    """Whether the cell of a field says as much as an empty one.

    Also where it says only that it says what stands above it.
    """
    if len(cell) > _LONGEST:
        return False
    if is_ditto(cell):
        return True
    if not cell[:1].isalnum() and _SIGNS.fullmatch(cell):
        return field not in _IN_SIGNS
    fields, words = _said()
    return field in fields and words_only(cell) in words


@cache
def _said() -> tuple[frozenset[str], frozenset[str]]:
    """The fields of which words say that there is nothing, and these words."""
    source = words_file()["nothing_said"]
    return frozenset(source["fields"]), frozenset(map(words_only, source["words"]))
