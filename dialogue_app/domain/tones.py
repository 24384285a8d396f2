"""The two places of a tone: hoà and hòa are one spelling, wherever names are compared."""

from __future__ import annotations

import re
import unicodedata

# Old and new ways to place a tone: hoà and hòa, khoẻ and khỏe, thuỵ and thụy.
_TONE_PLACES = {
    second: first
    for seconds, firsts in (
        ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
        ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
        ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
    )
    for second, first in zip(seconds.split(), firsts.split(), strict=True)
}
_SECOND_PLACE = re.compile("|".join(_TONE_PLACES))
_FIRST_PLACE = re.compile("|".join(_TONE_PLACES.values()))
_BACK = {first: second for second, first in _TONE_PLACES.items()}


def spelling_key(text: str) -> str:
    """The text in small letters with its marks, each tone in the one place: hoà is hòa."""
    small = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    return _SECOND_PLACE.sub(lambda pair: _TONE_PLACES[pair[0]], small)


def tone_spellings(word: str) -> tuple[str, ...]:
    """A word in small letters with its tone in either place; one where it has one only."""
    first = spelling_key(word)
    return tuple(dict.fromkeys((first, _FIRST_PLACE.sub(lambda pair: _BACK[pair[0]], first))))
