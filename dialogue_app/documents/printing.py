"""What a face can print: letters it lacks become signs it has, or a visible gap.

An officer pastes ✓, 👍 or 日本 into a text; a face for official papers has none of them. They are
named before the paper is saved (`unprintable`) and leave no words run together on it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Set
from dataclasses import fields, is_dataclass, replace
from typing import Any

from dialogue_app.documents.parts import Paper
from dialogue_app.documents.phrases import BLANK, without_stop_behind_gap
from dialogue_app.documents.reading import as_text
from dialogue_app.domain.papers import Lack, Lacking
from dialogue_app.domain.text import clean

_SIGNS = (("✓✔☑✅🗸🗹", "[v]"), ("✗✘☒❌❎🗴🗵", "[x]"), ("☐⬜□", "[ ]"), ("→➔➜⇒", "->"), ("•●▪■◦", "-"))
_SIGN_OF = {letter: sign for letters, sign in _SIGNS for letter in letters}
_BLANKS = frozenset(map(ord, " \n\t\xa0"))
_ROOM = re.compile("( {2,})")
_GAPS = re.compile(rf"{BLANK}(?:\s*{BLANK})+")
_INVISIBLE = ("Cf", "Mn", "Me", "Cc")  # joiners and selectors say how a letter looks, not which


def cleaned(text: str) -> str:
    """The text in NFC without control characters; a run of blanks is kept.

    Only texts of papers have such runs: they leave room to write by hand.
    """
    pieces = _ROOM.split(text)
    pieces[::2] = map(clean, pieces[::2])
    return "".join(pieces)


def unprintable(text: str, letters: Set[int]) -> str:
    """The letters of the text that are not among `letters` (code points), each once.

    Ticks and other signs that are printed as signs of the face are not among them.
    """
    return "".join(
        letter
        for letter in dict.fromkeys(unicodedata.normalize("NFC", text))
        if ord(letter) not in letters
        and ord(letter) not in _BLANKS
        and letter not in _SIGN_OF
        and not _is_invisible(letter)
    )


def letters_lacking(
    paper: Paper, issues: Iterable[tuple[str, Iterable[str]]], letters: Set[int]
) -> tuple[Lack, ...]:
    """The letters that leave a gap on the paper: those of each issue (code, texts), then others."""
    left = unprintable(as_text(paper), letters)
    found = [
        Lack(Lacking.LETTERS, "".join(one for one in lacking if one in left), code)
        for code, texts in issues
        if (lacking := unprintable("".join(texts), letters))
    ]
    named = "".join(lack.letters for lack in found)
    others = "".join(letter for letter in left if letter not in named)
    return (
        *(lack for lack in found if lack.letters),
        *[Lack(Lacking.LETTERS, others)] * bool(others),
    )


def printable(paper: Paper, letters: Set[int]) -> Paper:
    """The paper with the letters of the face only, signs and gaps in place of all others."""
    mapped: Paper = _mapped(paper, letters | _BLANKS)
    return mapped


def _mapped(value: Any, letters: Set[int]) -> Any:
    """The value with every text in it made printable."""
    if isinstance(value, str):
        return _text(value, letters)
    if isinstance(value, tuple):
        return tuple(_mapped(one, letters) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    names = [field.name for field in fields(value)]
    return replace(value, **{name: _mapped(getattr(value, name), letters) for name in names})


def _text(text: str, letters: Set[int]) -> str:
    text = unicodedata.normalize("NFC", text)
    if letters >= set(map(ord, text)):
        return text
    return without_stop_behind_gap(_GAPS.sub(BLANK, "".join(_pieces(text, letters))))


def _pieces(text: str, letters: Set[int]) -> Iterable[str]:
    for letter in text:
        if ord(letter) in letters:
            yield letter
        elif letter in _SIGN_OF:
            yield _SIGN_OF[letter]
        elif not _is_invisible(letter):
            yield BLANK


def _is_invisible(letter: str) -> bool:
    return unicodedata.category(letter) in _INVISIBLE
