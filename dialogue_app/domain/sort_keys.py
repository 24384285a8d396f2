"""Keys by whose binary comparison Vietnamese words stand in their order."""

from __future__ import annotations

import unicodedata

from dialogue_app.domain.text import OfWords, clean_line, fold

# Bảng chữ cái, with the four foreign letters where dictionaries put them.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_LETTER_CODES = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}


class _SortTable(dict[int, str]):
    """The sort code of each character's letter, or of its tone, computed when it first occurs."""

    def __init__(self, *, tones: bool) -> None:
        super().__init__()
        self._tones = tones

    def __missing__(self, point: int) -> str:
        letters, tones = _sort_parts(chr(point))
        result = self[point] = tones if self._tones else letters
        return result


def _sort_parts(char: str) -> tuple[str, str]:
    letters = ""
    tone = ""
    shaped = ""
    for mark in unicodedata.normalize("NFD", char.casefold()):
        if mark in _TONES:
            tone = _TONES[mark]
        else:
            shaped += mark
    for letter in unicodedata.normalize("NFC", shaped).replace("ð", "đ"):
        letters += _letter_code(letter)
    # Every letter has one tone digit, so that the tones of two words compare letter by letter.
    width = len(letters) if letters.strip() else 0
    return letters, (tone + "0" * width)[:width] if width else letters


def _letter_code(letter: str) -> str:
    if letter in _LETTER_CODES:
        return _LETTER_CODES[letter]
    if letter.isspace():
        return " "
    bare = fold(letter)
    if bare != letter:
        return "".join(map(_letter_code, bare))
    return letter if letter.isalnum() else " "


_letter_table = _SortTable(tones=False)
_tone_table = _SortTable(tones=True)


def sort_key(text: str) -> str:
    """A key whose binary comparison gives the Vietnamese order.

    Letters (a ă â b c d đ e ê … u ư v x y) of the whole text are compared first, then tones (ngang
    huyền hỏi ngã sắc nặng); punctuation counts as a blank (CLDR `vi`).
    """
    letters, tones = _key_parts(text)
    return f"{letters} {tones}" if tones else letters


def _key_parts(text: str) -> tuple[str, str]:
    parts = [_word_parts[word] for word in text.split()]
    letters = "!".join([letters for letters, _tones in parts if letters])
    tones = "0".join([tones for _letters, tones in parts if tones]).rstrip("0")
    return letters, tones


def _parts_of_word(word: str) -> tuple[str, str]:
    word = unicodedata.normalize("NFC", word)
    letters, tones = word.translate(_letter_table).split(), word.translate(_tone_table).split()
    return "!".join(letters), "0".join(tones)


_word_parts = OfWords(_parts_of_word)


def person_sort_key(name: str) -> str:
    """A key that sorts people by given name (the last word), then by the words before it."""
    *others, given = clean_line(name).split() or [""]
    letters, tones = _key_parts(given)
    return f"{letters} {tones}!{sort_key(' '.join(others))}" if letters else ""
