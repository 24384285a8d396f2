"""Withholding: takes the names of raisers who asked for it out of texts.

Names are compared as folded whole words; punctuation between the words does not count. What follows
the legal type is compared on its own, so "Công ty TNHH Cơ khí Mẫu" also hides "Cty TNHH CƠ KHÍ
MẪU". A name of a single word is hidden only behind an honorific or a legal type, because "An" alone
is half of "Công an"; there marks count as well, or "chị Sáu" would hide "chỉ sau".
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from dialogue_app.documents.facts import RaiserFacts
from dialogue_app.documents.masking import masked, without_codes
from dialogue_app.documents.naming import bare_name
from dialogue_app.documents.phrases import BLANK
from dialogue_app.domain.text import clean, fold, has_marks, legal_type_length

_WORD = re.compile(r"…+|[^\W_]+")  # a gap parts words: no name goes on behind it
_BEHIND_A_NAME = re.compile(r"\s*[,;(]|\s+[-–]\s")
_HONORIFICS = ("ông", "bà", "anh", "chị", "cô", "chú", "bác")
_HOUSEHOLDS = ("ho", "hkd")
# The last words of legal types, before a name of one word: "Công ty An", "HKD An".
_TYPES = ("ty", "cty", "hạn", "TNHH", "MTV", "phần", "CP", "HTX", "DNTN", "doanh", "HKD", "hộ")
# "Các hộ tại chợ" describes raisers without naming them.
_DESCRIBED = re.compile(
    r"(?:cac|nhieu|tieu thuong|nhom ho"
    r"|mot (?:so|ho|nguoi|don vi|co so|cua hang|cong ty|doanh nghiep|tieu thuong))\b"
)
_ORDINARY = {
    "anh em", "anh hùng", "anh minh", "anh tài", "bà con", "bác sĩ", "bác sỹ", "bác ái", "chị em",
    "chú thích", "chú trọng", "chú tâm", "chú ý", "cô lập", "cô đơn", "ông bà",
}  # fmt: skip


class Withholding:
    """Replaces the names of the given raisers in texts by gaps, and masks private numbers.

    It hides what `others` hides, too.
    """

    def __init__(
        self, raisers: Iterable[RaiserFacts] = (), others: Withholding | None = None
    ) -> None:
        self._others = others
        self._names: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._given: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        for raiser in raisers:
            for name in (raiser.name, raiser.written_name, *raiser.member_names):
                self._hide_unit(without_codes(name))
                self._hide_unit(without_codes(name.partition("(")[0]))
            self._hide_person(without_codes(raiser.speaker))

    @classmethod
    def elsewhere(cls, raisers: Iterable[RaiserFacts]) -> Withholding:
        """Of raisers who asked for it in another issue: hides whole names only.

        "chị Sáu" may well be somebody else there.
        """
        made = cls()
        for raiser in raisers:
            for name in (raiser.name, raiser.written_name, *raiser.member_names):
                made._hide_whole(without_codes(name))
                made._hide_whole(without_codes(name.partition("(")[0]))
            made._hide_whole(_BEHIND_A_NAME.split(without_codes(raiser.speaker), maxsplit=1)[0])
        return made

    def applied_to(self, text: str) -> str:
        """The text with a gap for each hidden name and each private number."""
        text = clean(text)
        return masked(self._without_names(text) if self._hides_names() else text)

    def _hides_names(self) -> bool:
        others = self._others is not None and self._others._hides_names()
        return bool(self._names or self._given or others)

    def _names_from(self, word: str) -> Iterable[tuple[str, ...]]:
        """The names to hide that begin with this folded word."""
        others = () if self._others is None else self._others._names_from(word)
        return (*self._names.get(word, ()), *others)

    def _hide_whole(self, name: str) -> None:
        folded = tuple(map(fold, _words(bare_name(name))))
        bare = legal_type_length(folded)
        if bare < len(folded) and not _DESCRIBED.match(" ".join(folded)):
            self._hide(folded)
            self._hide(folded[bare:])

    def _hide_unit(self, name: str) -> None:
        words = _words(name)
        folded = tuple(map(fold, words))
        if not folded:
            return
        if words[0].lower() in _HONORIFICS:
            self._hide_person(name)
            return
        bare = legal_type_length(folded)
        if bare == len(folded) or _DESCRIBED.match(" ".join(folded)):
            return
        self._hide(folded)
        self._hide(folded[bare:])
        if len(words) - bare == 1:
            self._hide_given(words[bare:])
        elif folded[0] in _HOUSEHOLDS:  # it often bears a person's name
            self._hide_given(words[-1:])

    def _hide_person(self, name: str) -> None:
        name = _BEHIND_A_NAME.split(name, maxsplit=1)[0]
        words = _words(bare_name(name))
        by_honorific = len(words) > 1 and words[0].lower() in _HONORIFICS
        words = words[1:] if by_honorific else words
        self._hide(tuple(map(fold, words)))
        # "chị Sáu quán cơm": the name is what is written with capitals.
        capitals = list(takewhile(lambda word: word[0].isupper(), words))
        called = capitals or (words[:1] if by_honorific else words)
        self._hide(tuple(map(fold, called)))
        self._hide_given(called[-1:])
        if len(called) > 2:
            self._hide_given(called[-2:])

    def _hide(self, folded: tuple[str, ...]) -> None:
        if len(folded) > 1:
            self._names[folded[0]].add(folded)

    def _hide_given(self, words: list[str]) -> None:
        if words:
            self._given[fold(words[0])].add(tuple(words))

    def _without_names(self, text: str) -> str:
        found = list(_WORD.finditer(text))
        words = [match.group() for match in found]
        folded = [fold(word) for word in words]
        bare = not has_marks(text)
        pieces: list[str] = []
        end = place = 0
        while place < len(found):
            length = self._length_at(words, folded, place, bare)
            if length:
                pieces += [text[end : found[place].start()], BLANK]
                end = found[place + length - 1].end()
            place += length or 1
        return "".join(pieces) + text[end:]

    def _length_at(self, words: list[str], folded: list[str], place: int, bare: bool) -> int:
        """How many words from `place` on are a hidden name; `bare` means a text without marks."""
        lengths = [
            len(name)
            for name in self._names_from(folded[place])
            if tuple(folded[place : place + len(name)]) == name
        ]
        if place:
            lengths += [
                len(given)
                for given in self._given.get(folded[place], ())
                if _is_called(given, words[place - 1], words[place : place + len(given)], bare)
            ]
        return max(lengths, default=0)


def unless_named(hidden: Iterable[RaiserFacts], named: Sequence[RaiserFacts]) -> list[RaiserFacts]:
    """The raisers to hide, without what the paper itself names openly of the `named` ones."""
    units = {raiser.key for raiser in named}
    names = {fold(bare_name(name)) for raiser in named for name in (raiser.name, raiser.speaker)}

    def unless_said(name: str) -> str:
        return "" if fold(bare_name(name)) in names else name

    return [
        replace(
            raiser,
            name="" if raiser.key in units else unless_said(raiser.name),
            written_name="" if raiser.key in units else unless_said(raiser.written_name),
            speaker=unless_said(raiser.speaker),
            member_names=tuple(map(unless_said, raiser.member_names)),
        )
        for raiser in hidden
    ]


def _words(name: str) -> list[str]:
    return _WORD.findall(clean(name))


def _is_called(given: tuple[str, ...], before: str, words: list[str], bare: bool) -> bool:
    """Whether the words are the name `given`, behind an honorific or a legal type (`before`)."""
    if len(words) < len(given) or not all(map(_is_like, words, given)):
        return False
    if words[0][0].isupper():
        return any(_is_like(before, word) for word in (*_HONORIFICS, *_TYPES))
    # Without a capital it may be a word like any other: "chú ý", "ba sau", "công ty an toàn".
    exact = all(_marks(word) == _marks(name) for word, name in zip(words, given, strict=True))
    return (
        (exact or bare)
        and f"{before} {words[0]}".lower() not in _ORDINARY
        and any(
            _is_like(before, word) and (bare or _marks(before) == _marks(word))
            for word in _HONORIFICS
        )
    )


def _is_like(written: str, name: str) -> bool:
    """Whether the letters are the same; marks may be left out ("Quynh") or moved (hòa, hoà)."""
    return fold(written) == fold(name) and _marks(written) <= _marks(name)


def _marks(word: str) -> frozenset[str]:
    letters = unicodedata.normalize("NFD", word.casefold())
    return frozenset(letter for letter in letters if letter == "đ" or unicodedata.combining(letter))
