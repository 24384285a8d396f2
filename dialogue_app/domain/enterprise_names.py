"""The name of an enterprise taken apart: what is its own, and what half of all names say.

Legal type, trade and place are written in many ways and tell nobody apart; numbers and branches do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from dialogue_app.domain.name_words import (
    BRANCH_OR_TRADE,
    BRANCHES,
    FILLERS,
    JOINED,
    LEGAL,
    PLACES,
    TRADES,
    Legal,
)
from dialogue_app.domain.text import fold, has_marks
from dialogue_app.domain.tones import spelling_key

_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(rf"(?:{'|'.join(sorted(JOINED, key=len, reverse=True))}){{2,}}")
_ONE_JOINED = re.compile("|".join(sorted(JOINED, key=len, reverse=True)))
_I_FOR_Y = re.compile("([hklmst])y")  # Mỹ and Mĩ, kỹ and kĩ
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "viii": "8", "ix": "9"}
_ENDS = " .)"
# "Công ty TNHH Mẫu Phát (Mau Phat Co., Ltd)", "… (tên viết tắt: MP)"
_OTHER_NAME = re.compile(
    r"^\W*(?:tên|viết tắt)\b|\b(?:co\W{0,3}ltd|jsc|corp|corporation|company|inc)\W*$", re.IGNORECASE
)
CORE_SHORT_FORMS = frozenset({"tm", "dv", "sx", "xd", "xnk", "kd"})  # never a name of their own


class _Part(Enum):
    LEGAL = auto()
    BRANCH = auto()
    TRADE = auto()
    PLACE = auto()


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase of the lists: its words, what it is, and how it stands in the key."""

    words: tuple[str, ...]
    part: _Part
    key: str
    legal: Legal | None = None
    spelt: str = ""  # written out, where its short form may mean several


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was written: folded, and in small letters with its marks in one place."""

    bare: str
    marked: str


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name taken apart. Two names of one key read the same."""

    words: tuple[Word, ...]  # all of them
    own: tuple[Word, ...]  # what no list has and is no number
    key: str  # own words, trades, places, numbers and the branch, sorted
    joined: str  # the same in the order they were written, without blanks
    trades: frozenset[str]
    places: frozenset[str]
    numbers: tuple[str, ...]
    branch: str
    legal: frozenset[Legal]
    spelt: frozenset[tuple[str, str]]  # short forms of several meanings, with the one written out

    @property
    def is_marked(self) -> bool:
        """Whether its own words have marks, so that others of other marks are not they."""
        return any(word.bare != word.marked for word in self.own)

    @property
    def spellings(self) -> frozenset[str]:
        """What names that read the same have in common: one is enough.

        The key; its words without blanks; all words sorted; all letters without blanks.
        """
        bare = [word.bare for word in self.words]
        return frozenset((self.key, self.joined, " ".join(sorted(bare)), "".join(bare)))


def _phrases() -> Iterator[_Phrase]:
    for text, legal in LEGAL.items():
        yield _Phrase(tuple(text.split()), _Part.LEGAL, "", legal)
    for text, kind in BRANCHES.items():
        yield _Phrase(tuple(text.split()), _Part.BRANCH, kind)
    meanings = [short for short in TRADES.values() if short]
    for text, short in TRADES.items():
        spelt = text if meanings.count(short) > 1 else ""
        yield _Phrase(tuple(text.split()), _Part.TRADE, short or text.replace(" ", ""), spelt=spelt)
    for short in dict.fromkeys(meanings):
        if short != BRANCH_OR_TRADE:
            yield _Phrase((short,), _Part.TRADE, short)
    for text, key in PLACES.items():
        yield _Phrase(tuple(text.split()), _Part.PLACE, key or text.replace(" ", ""))


def _by_first_word() -> dict[str, list[_Phrase]]:
    found: dict[str, list[_Phrase]] = {}
    for phrase in _phrases():
        found.setdefault(phrase.words[0], []).append(phrase)
        if len(phrase.words) > 1:  # "Côngty", "thươngmại"
            joined = "".join(phrase.words)
            whole = _Phrase((joined,), phrase.part, phrase.key, phrase.legal, phrase.spelt)
            found.setdefault(joined, []).append(whole)
    for phrases in found.values():
        phrases.sort(key=lambda phrase: len(phrase.words), reverse=True)
    return found


_PHRASES = _by_first_word()
LISTED_WORDS = frozenset(
    word for phrases in _PHRASES.values() for phrase in phrases for word in phrase.words
)


@lru_cache(65_536)
def _word(written: str) -> tuple[Word, ...]:
    bare = fold(written)
    if joined := _JOINED.fullmatch(bare):
        pieces = _ONE_JOINED.findall(joined.group())
        return tuple(Word(piece, piece) for piece in pieces)
    return (Word(bare, spelling_key(written) if has_marks(written) else bare),)


def words_of(name: str) -> tuple[Word, ...]:
    """The words of a name; letters that stand alone are one word: A.B.C, T&T."""
    if not unicodedata.is_normalized("NFC", name):
        name = unicodedata.normalize("NFC", name)
    words = [word for written in _WORD.findall(name) for word in _word(written)]
    if all(len(word.bare) > 1 or word.bare.isdigit() for word in words):
        return tuple(words)
    joined: list[Word] = []
    alone: list[Word] = []
    for word in words:
        if len(word.bare) == 1 and word.bare.isalpha():
            alone.append(word)
            continue
        joined += _as_one(alone)
        alone = []
        joined.append(word)
    return (*joined, *_as_one(alone))


def _as_one(letters: Sequence[Word]) -> list[Word]:
    bare = "".join(letter.bare for letter in letters)
    return [Word(bare, "".join(letter.marked for letter in letters))] if bare else []


def name_parts(name: str) -> NameParts:
    """The name taken apart, without what it is called in another language or for short."""
    before, _mark, other = name.rstrip(_ENDS).replace(" - ", "(").rpartition("(")
    if before and _OTHER_NAME.search(other):
        parts = parts_of(words_of(before))
        if parts.own and parts.legal:
            return parts
    return parts_of(words_of(name))


def parts_of(words: tuple[Word, ...]) -> NameParts:
    """As `name_parts`, of a name whose words are known."""
    taking = _Taking(words)
    taking.run()
    return taking.parts()


class _Taking:
    """Takes one name apart, word by word, the longest phrase first."""

    def __init__(self, words: tuple[Word, ...]) -> None:
        self._words = words
        self._bare = tuple(word.bare for word in words)
        self._order: list[str] = []  # of the key
        self._own: list[Word] = []
        self._short: list[Word] = []  # short forms that may be somebody's own
        self._trades: set[str] = set()
        self._places: set[str] = set()
        self._numbers: list[str] = []
        self._branch: list[str] = []
        self._legal: set[Legal] = set()
        self._spelt: set[tuple[str, str]] = set()

    def run(self) -> None:
        """Take every word."""
        place, last = 0, len(self._words)
        while place < last:
            phrase = self._phrase_at(place)
            if phrase is None:
                self._take_word(place)
                place += 1
            else:
                self._take_phrase(phrase, self._words[place])
                place += len(phrase.words)

    def parts(self) -> NameParts:
        """What was taken."""
        # A name that is a short form and nothing else: KT is somebody's own then.
        own = self._own or self._short
        return NameParts(
            self._words, tuple(own), " ".join(sorted(self._order)), "".join(self._order),
            frozenset(self._trades), frozenset(self._places), tuple(sorted(self._numbers)),
            " ".join(sorted(self._branch)), frozenset(self._legal), frozenset(self._spelt),
        )  # fmt: skip

    def _phrase_at(self, place: int) -> _Phrase | None:
        for phrase in _PHRASES.get(self._bare[place], ()):
            length = len(phrase.words)
            if length == 1 or self._bare[place : place + length] == phrase.words:
                return phrase
        return None

    def _take_phrase(self, phrase: _Phrase, first: Word) -> None:
        if phrase.part is _Part.LEGAL:
            if phrase.legal is not None:
                self._legal.add(phrase.legal)
            return
        self._order.append(phrase.key)
        if phrase.part is _Part.BRANCH:
            self._branch.append(phrase.key)
        elif phrase.part is _Part.PLACE:
            self._places.add(phrase.key)
        else:
            self._trades.add(phrase.key)
            if phrase.spelt:
                self._spelt.add((phrase.key, phrase.spelt))
            if phrase.words == (phrase.key,) and phrase.key not in CORE_SHORT_FORMS:
                self._short.append(first)

    def _take_word(self, place: int) -> None:
        word = self._words[place]
        key, is_number = _key_of(word.bare)
        if word.marked in FILLERS or (key == "so" and self._is_before_number(place)):
            return
        if key == BRANCH_OR_TRADE:
            self._take_cn(place)
            return
        self._order.append(key)
        if is_number:
            self._numbers.append(key)
        else:
            self._own.append(word)

    def _is_before_number(self, place: int) -> bool:
        """Nhà thuốc so 5."""
        return any(word[0].isdigit() for word in self._bare[place + 1 : place + 2])

    def _take_cn(self, place: int) -> None:
        """CN is a branch before a whole name or a number or behind the name, else a trade."""
        after = self._bare[place + 1 : place + 2]
        before_number = any(word.isdigit() or word in _ROMAN for word in after)
        if place == 0 or before_number or (self._own and after):
            self._branch.append("branch")
            self._order.append("branch")
        else:
            self._trades.add(BRANCH_OR_TRADE)
            self._order.append(BRANCH_OR_TRADE)


@lru_cache(65_536)
def _key_of(bare: str) -> tuple[str, bool]:
    """How a word stands in the key, and whether it is a number: 05 is 5, II is 2, my is mi."""
    word = _ROMAN.get(bare, bare)
    if any(letter.isdigit() for letter in word):
        return word.lstrip("0") or "0", True
    changed = _I_FOR_Y.fullmatch(word)
    return (f"{changed[1]}i" if changed else word), False
