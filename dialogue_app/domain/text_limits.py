"""What a text can hold: no more than a cell of Excel, or an export would cut it; whole letters."""

from __future__ import annotations

import re

LONGEST = 32_767
LETTER_LOST = "\ufffd"  # �: what decoders put where a letter could not be read
_HALF_LETTER = re.compile(r"[\ud800-\udfff]")


def length(text: str) -> int:
    """How many letters Excel counts; one outside the usual plane, as 𠮷, counts twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_too_long(text: str) -> bool:
    """Whether no cell can hold it."""
    return len(text) > LONGEST // 2 and length(text) > LONGEST


def has_half_letter(text: str) -> bool:
    """Whether a half stands alone of what UTF-16 writes in two: no file can hold it."""
    return _HALF_LETTER.search(text) is not None


def without_half_letters(text: str) -> str:
    """The text with � for each."""
    return _HALF_LETTER.sub(LETTER_LOST, text)
