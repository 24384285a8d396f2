"""How well names fit what somebody typed: the one order of everything that is picked by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from typing import TypeVar

from dialogue_app.domain.text import (
    enterprise_match_key,
    fold,
    has_marks,
    legal_type_length,
)
from dialogue_app.domain.tones import spelling_key

T = TypeVar("T")
_NOT_WORD = re.compile(r"[\W_]+")
_STOP_INSIDE = re.compile(r"([^\W\d_]+)[.!?…]\s+\S")
_VOWEL = re.compile("[aeiouy]")
_SHORT_OF = frozenset({"cty", "co", "corp", "inc"})  # and what has no vowel: TP., P., ThS.
LONGEST_NAME = 160


class Fit(IntEnum):
    """How a name fits; the lower, the better."""

    EXACT = 0
    BEGINNING = 1  # of the name, or of the proper name after the legal type
    WORD = 2  # each typed word begins a word of the name
    INSIDE = 3
    BESIDE = 4  # only together with the address or whatever else is known


class Wanted:
    """What is looked for, however it is spelled; an empty text fits nothing."""

    def __init__(self, typed: str, *spellings: str) -> None:
        """`spellings` are other ways to write the same, short forms spelled out."""
        folded = [_words(text) for text in (typed, *spellings)]
        self._phrases = tuple(dict.fromkeys(filter(None, folded)))
        self._marked = spelling_key(typed) if has_marks(typed) else ""

    def fit(self, names: Sequence[str], beside: str = "") -> Fit | None:
        """How well the best of these names fits; None where none does."""
        folded = [name for name in map(_words, names) if name]
        found = [fit for name in folded for fit in map(_fit_of(name), self._phrases)]
        best = min((fit for fit in found if fit is not None), default=None)
        if best is None and beside:
            whole = " ".join([*folded, _words(beside)])
            if any(_all_begin(phrase, whole) for phrase in self._phrases):
                return Fit.BESIDE
        return best

    def lacks_marks(self, names: Sequence[str]) -> bool:
        """Whether marks were typed that no name has in that place."""
        return not any(self._marked in spelling_key(name) for name in names)

    def best(
        self, things: Iterable[T], names: Callable[[T], Sequence[str]],
        beside: Callable[[T], str] = lambda _thing: "",
    ) -> list[T]:  # fmt: skip
        """Those that fit, the best first; equal ones stay in the order they came in."""
        found = []
        for thing in things:
            fit = self.fit(names(thing), beside(thing))
            if fit is not None:
                found.append((fit, self.lacks_marks(names(thing)), thing))
        return [thing for _fit, _lacks, thing in sorted(found, key=lambda each: each[:2])]


def enterprise_wanted(typed: str) -> Wanted:
    """An enterprise looked for by its name, with Cty, CP and the like as people shorten them."""
    return Wanted(typed, enterprise_match_key(typed))


def matching_parts(typed: str, text: str) -> list[tuple[int, int]]:
    """Where in a text what was typed stands: pairs of start and end, in their order."""
    folded, places = _folded_with_places(text)
    phrase = _words(typed)
    at = _begins_at(phrase, folded)
    spans = [(at, at + len(phrase))] if phrase and at >= 0 else []
    for word in [] if spans else dict.fromkeys(phrase.split()):
        at = _begins_at(word, folded)
        spans += [(at, at + len(word))] if at >= 0 else []
    return sorted((places[start], places[end - 1] + 1) for start, end in spans)


def reads_as_sentence(text: str) -> bool:
    """Whether a text is a sentence rather than a name: long, in lines, or with a stop inside."""
    text = text.strip()
    words = [fold(stop.group(1)) for stop in _STOP_INSIDE.finditer(text)]
    ends_inside = any(_VOWEL.search(word) and word not in _SHORT_OF for word in words)
    return len(text) > LONGEST_NAME or "\n" in text or ends_inside


def _words(text: str) -> str:
    return " ".join(_NOT_WORD.sub(" ", fold(text)).split())


def _fit_of(name: str) -> Callable[[str], Fit | None]:
    """What fits a folded name, whole or without the legal type before it."""
    words = name.split()
    proper = " ".join(words[legal_type_length(words) :])

    def fit(phrase: str) -> Fit | None:
        if phrase in (name, proper):
            return Fit.EXACT
        if name.startswith(phrase) or proper.startswith(phrase):
            return Fit.BEGINNING
        if _all_begin(phrase, name):
            return Fit.WORD
        return Fit.INSIDE if all(word in name for word in phrase.split()) else None

    return fit


def _all_begin(phrase: str, text: str) -> bool:
    text = f" {text}"
    return all(f" {word}" in text for word in phrase.split())


def _begins_at(phrase: str, text: str) -> int:
    """Where a phrase begins a word of a folded text, else where it stands at all, else -1."""
    at = f" {text}".find(f" {phrase}")
    return at if at >= 0 else text.find(phrase)


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """A text folded letter by letter, and where each of its letters came from."""
    folded, places = "", []
    for place, char in enumerate(text):
        letters = fold(char) or ("" if unicodedata.combining(char) else " ")
        letters = _NOT_WORD.sub(" ", letters)
        folded += letters
        places += [place] * len(letters)
    return folded, places
