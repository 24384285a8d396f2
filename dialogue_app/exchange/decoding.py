"""Finds out in which letters a text file is written."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import normalize

from dialogue_app.domain.errors.workbooks import NotAWorkbook
from dialogue_app.domain.legacy_letters import letters_of
from dialogue_app.domain.syllables import is_syllable

_SAMPLE, _LONG_SAMPLE = 4_000, 100_000  # bytes
_WORD = re.compile(r"[^\W\d_]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")  # no text has these
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{1,30})", re.IGNORECASE)


def decode(path: Path, content: bytes) -> str:
    """The text of a file. Raises `NotAWorkbook` where it is none.

    UTF-8 and UTF-16 with or without a mark are recognised by their bytes; anything else is read as
    what a web page says of itself, or as Windows-1258, the code page of Vietnamese Windows. Letters
    of old fonts stay what they are.
    """
    for encoding in (*_encodings(content), _old_code_page(content)):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if not _CONTROLS.search(text):
            return text
    raise NotAWorkbook(path)


def _old_code_page(content: bytes) -> str:
    """Windows-1258, or Latin-1 where more lines make sense in old letters than in that."""
    lines = content[:_LONG_SAMPLE].splitlines()
    old = sum(letters_of(line.decode("latin-1")) is not None for line in lines)
    own = sum(_makes_sense(line.decode("cp1258", errors="replace")) for line in lines)
    return "latin-1" if old > own else "cp1258"


def _makes_sense(line: str) -> bool:
    words = [word for word in _WORD.findall(normalize("NFC", line)) if not word.isascii()]
    return bool(words) and sum(map(is_syllable, words)) * 2 > len(words)


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    # In UTF-16 blanks, digits and plain letters have a zero in every other byte.
    sample = content[:_SAMPLE]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if max(first, second) * 5 > len(sample) and min(first, second) * 10 < max(first, second):
        return ("utf-16-be",) if first > second else ("utf-16-le",)
    declared = _DECLARED.search(sample)
    return ("utf-8-sig", declared[1].decode()) if declared else ("utf-8-sig",)
