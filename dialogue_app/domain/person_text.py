"""A person's name, telephone, e-mail or number, found in texts however it is written there.

Names are found with any case, blanks and place of the tone, as whole words; numbers with anything
between their digits; what only resembles them (other marks, a longer number) is somebody else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from dialogue_app.domain.errors.removal import TooShortToFind
from dialogue_app.domain.text import clean_line
from dialogue_app.domain.tones import tone_spellings

REMOVED = "[đã xóa theo yêu cầu]"  # stands in rows and on papers, whatever the screen speaks
_LEAST, _LEAST_DIGITS = 3, 6  # letters, or digits alone: fewer would be found everywhere
_NUMBER = re.compile(r"[\d\s().+/_-]+")
_E_MAIL = re.compile(r"\S+@\S+")
_BETWEEN = r"[\W_]{0,3}"
_LAST = r"(?!\d)"  # the last digit of a number is before it
_AT = r"\s*(?:@|[(\[]at[)\]])\s*"
_TELEPHONE = range(9, 12)  # digits of one that begins with 0
_COUNTRY = "84"


class PersonText:
    """What is looked for: any of some texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Raises `TooShortToFind`."""
        self._pattern = re.compile("|".join(map(_pattern, texts)), re.IGNORECASE)

    def is_in(self, text: str) -> bool:
        """Whether it stands in a text."""
        return self._pattern.search(_composed(text)) is not None

    def removed_from(self, text: str) -> str:
        """The text with the mark in its place."""
        return self._pattern.sub(REMOVED, _composed(text))


def says_enough(text: str) -> bool:
    """Whether it can be told from other texts."""
    least = _LEAST_DIGITS if _NUMBER.fullmatch(text) else _LEAST
    return sum(map(str.isalnum, text)) >= least


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _pattern(typed: str) -> str:
    text = clean_line(typed)
    if not says_enough(text):
        raise TooShortToFind(typed)
    if _NUMBER.fullmatch(text):
        return _of_number("".join(filter(str.isdecimal, text)))
    if _E_MAIL.fullmatch(text):
        name, _at, host = text.rpartition("@")
        return rf"(?<![\w.+-]){re.escape(name)}{_AT}{re.escape(host)}(?![\w-])"
    return r"(?<!\w)" + r"\s+".join(map(_of_word, text.split())) + r"(?!\w)"


def _of_word(word: str) -> str:
    return "(?:" + "|".join(map(re.escape, tone_spellings(word))) + ")"


def _of_number(digits: str) -> str:
    """What stands before its first digit is looked at last: so most of a text is passed over."""
    local = ""
    if digits.startswith("0") and len(digits) in _TELEPHONE:
        local = digits[1:]
    elif digits.startswith(_COUNTRY) and len(digits) - 1 in _TELEPHONE:
        local = digits[len(_COUNTRY) :]
    if not local:
        return _first(digits[0]) + _BETWEEN + _BETWEEN.join(digits[1:]) + _LAST
    abroad = rf"(?:\+8|{_first('8')}){_BETWEEN}4{_BETWEEN}(?:0{_BETWEEN})?"  # (+84) 0903…
    return rf"(?:{abroad}|{_first('0')}{_BETWEEN}){_BETWEEN.join(local)}{_LAST}"


def _first(digit: str) -> str:
    """A digit that begins a number."""
    return rf"{digit}(?<!\d{digit})"
