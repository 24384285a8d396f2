"""How long a text may be: no longer than what a cell of Excel holds, or an export would cut it."""

from __future__ import annotations

LONGEST = 32_767


def length(text: str) -> int:
    """How many letters Excel counts; one outside the usual plane, as 𠮷, counts twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_too_long(text: str) -> bool:
    """Whether no cell can hold it."""
    return len(text) > LONGEST // 2 and length(text) > LONGEST
