"""Cells that say that they say what stands above them: "nt", "như trên"."""

from __future__ import annotations

from functools import cache

from dialogue_app.domain.text import fold
from dialogue_app.exchange.header_words import words_file

_LONGEST = 15  # letters


def is_ditto(cell: str) -> bool:
    """Whether a cell says that it says what stands above it."""
    may_be = len(cell) <= _LONGEST and cell[:1] in _first_letters()
    return may_be and fold(cell) in dittos()


@cache
def dittos() -> frozenset[str]:
    """What is said so, folded."""
    source = words_file()["ditto"]
    return frozenset(map(fold, (*source["words"], *source["signs"])))


@cache
def _first_letters() -> frozenset[str]:
    """How it begins, blanks too: told more quickly than the whole of cells without end."""
    first = {word[0] for word in dittos()}
    return frozenset({*first, *map(str.upper, first), " ", "\t", "\n", "\u00a0"})
