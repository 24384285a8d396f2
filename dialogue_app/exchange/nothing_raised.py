"""Tells a text that raises nothing: who fills in a form writes "Không có ý kiến gì thêm"."""

from __future__ import annotations

import re
from functools import cache

from dialogue_app.exchange.header_words import alternatives, is_one_of, words_file, words_only

_LONGEST = 60  # letters
_SAYS_NOT = frozenset({"khong", "chua"})


def raises_nothing(text: str) -> bool:
    """Whether a text says, and no more, that there is nothing to raise."""
    if is_one_of(text, _words()):
        return True
    said = words_only(text) if len(text) <= _LONGEST else ""
    return _all_of().fullmatch(said) is not None and not _SAYS_NOT.isdisjoint(said.split())


@cache
def _words() -> frozenset[str]:
    return frozenset(map(words_only, words_file()["nothing_raised"]["words"]))


@cache
def _all_of() -> re.Pattern[str]:
    word = alternatives(map(words_only, words_file()["nothing_raised"]["all_of"]))
    return re.compile(rf"(?:{word})(?: (?:{word}))*")
