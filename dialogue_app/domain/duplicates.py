"""Finds which enterprises of a register may be one: by code, contact, name and rare misspelling.

What a register has only once or twice is rare in it: a rare word that is one letter from another
may be a slip of the pen, a common one is another name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dialogue_app.domain.enterprise_names import LISTED_WORDS, NameParts, Word, parts_of
from dialogue_app.domain.likeness import (
    Described,
    Likeness,
    LikenessReason,
    are_different,
    are_elsewhere,
    code_key,
    has_like_name,
    marks_differ,
    one_letter_apart,
    other_legal_type,
)
from dialogue_app.domain.name_words import Legal
from dialogue_app.domain.syllables import is_syllable
from dialogue_app.domain.text import reads_as_syllable

_MOST_AT_ONE = 30  # a telephone or an address of more is that of a building or an accountant
_MOST_OF_ONE_NAME = 8  # of which each may be any other
_RARE_IN = 2500  # names, once in which a word still is rare
_FEWEST_LETTERS = 2  # of a word that may be mistyped
_REPORT_EVERY = 500

Places = dict[str, list[int]]
Watch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two of a register, by their places in it, that may be one."""

    first: int
    second: int
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class _Slip:
    """A name read with one of its words as another, a letter apart."""

    key: str
    written: Word
    meant: str


def _unwatched(_done: int, _total: int) -> None:
    """Nobody is told."""


class Duplicates:
    """The enterprises of a register, to be asked which of them another one may be."""

    def __init__(self, enterprises: Sequence[Described], watch: Watch = _unwatched) -> None:
        """`watch` is told how many are read, and may raise."""
        self._all = enterprises
        self._by_code: Places = defaultdict(list)
        self._by_phone: Places = defaultdict(list)
        self._by_place: Places = defaultdict(list)
        self._by_name: Places = defaultdict(list)  # in each of its spellings
        self._seldom = max(2, len(enterprises) // _RARE_IN)
        self._counts = Counter[str]()  # in how many names each folded word stands
        self._marked_counts = Counter[str]()
        for place, one in enumerate(enterprises):
            if place % _REPORT_EVERY == 0:
                watch(place, 2 * len(enterprises))
            self._add(place, one)
        self._near = _near_words(self._counts.keys() - LISTED_WORDS)
        self._by_slip: defaultdict[str, list[tuple[int, _Slip]]] = defaultdict(list)
        for place, one in enumerate(enterprises):
            if place % _REPORT_EVERY == 0:
                watch(len(enterprises) + place, 2 * len(enterprises))
            for slip in self._slips(one.parts):
                self._by_slip[slip.key].append((place, slip))

    def _add(self, place: int, one: Described) -> None:
        parts = one.parts
        if one.code is not None:
            self._by_code[code_key(one.code)].append(place)
        for number in one.phones:
            self._by_phone[number].append(place)
        if one.place:
            self._by_place[one.place].append(place)
        if parts.own:
            for name in parts.spellings:
                self._by_name[name].append(place)
        self._counts.update({word.bare for word in parts.words})
        self._marked_counts.update({word.marked for word in parts.own})

    # Asking ---------------------------------------------------------------------------------

    def pairs(self) -> list[Pair]:
        """All that may be one, the surest first, then in the order of the register."""
        found: dict[tuple[int, int], Likeness] = {}
        for block, reason in self._blocks():
            for at, first in enumerate(block):
                for second in block[at + 1 :]:
                    self._note(found, first, second, reason)
        for key, slips in self._by_slip.items():
            for place, slip in slips:
                for other in self._meant(key):
                    if other != place:
                        self._note_slip(found, place, other, slip)
        pairs = [Pair(*places, likeness) for places, likeness in found.items()]
        return sorted(pairs, key=lambda pair: (pair.likeness.reason.band, pair.first, pair.second))

    def like(self, one: Described) -> list[tuple[int, Likeness]]:
        """Those of the register that another one may be, the surest first."""
        parts, new = one.parts, len(self._all)
        found: dict[tuple[int, int], Likeness] = {}
        for block, reason in self._blocks_of(one):
            for place in block:
                self._note(found, place, new, reason, one)
        slips = [(place, slip) for place, slip in self._by_slip.get(parts.key, ())]
        slips += [(place, slip) for slip in self._slips(parts) for place in self._meant(slip.key)]
        for place, slip in slips:
            self._note_slip(found, place, new, slip, one)
        ranked = sorted(found.items(), key=lambda item: (item[1].reason.band, item[0]))
        return [(place, likeness) for (place, _new), likeness in ranked]

    def _blocks(self) -> Iterator[tuple[Sequence[int], LikenessReason]]:
        for blocks, reason, most in self._all_blocks():
            for block in blocks.values():
                if 1 < len(block) <= most:
                    yield block, reason

    def _blocks_of(self, one: Described) -> Iterator[tuple[Sequence[int], LikenessReason]]:
        parts = one.parts
        names = parts.spellings if parts.own else ()
        asked = ([code_key(one.code)], one.phones, [one.place], names)
        for (blocks, reason, most), keys in zip(self._all_blocks(), asked, strict=True):
            for key in keys:
                block = blocks.get(key, ()) if key else ()
                if len(block) < most:
                    yield block, reason

    def _all_blocks(self) -> tuple[tuple[Places, LikenessReason, int], ...]:
        return (
            (self._by_code, LikenessReason.SAME_CODE, _MOST_AT_ONE),
            (self._by_phone, LikenessReason.SAME_PHONE, _MOST_AT_ONE),
            (self._by_place, LikenessReason.SAME_ADDRESS, _MOST_AT_ONE),
            (self._by_name, LikenessReason.SAME_NAME, _MOST_OF_ONE_NAME),
        )

    def _meant(self, key: str) -> Sequence[int]:
        block = self._by_name.get(key, ())
        return block if len(block) <= _MOST_OF_ONE_NAME else ()

    # Judging --------------------------------------------------------------------------------

    def _note(
        self,
        found: dict[tuple[int, int], Likeness],
        first: int,
        second: int,
        reason: LikenessReason,
        new: Described | None = None,
    ) -> None:
        """Note the pair where the reason holds; the blocks come from sure to unsure."""
        places = (first, second)
        if places in found:
            return
        here, there = self._all[first], new or self._all[second]
        if are_different(here, there):
            return
        likeness = self._judged(here, there, reason)
        if likeness is not None:
            found[places] = likeness

    def _judged(self, here: Described, there: Described, reason: LikenessReason) -> Likeness | None:
        """The likeness of two that share what the reason names; None where that is not enough."""
        if reason is LikenessReason.SAME_CODE:
            assert there.code is not None
            return Likeness(reason, there.code.value)
        if reason is LikenessReason.SAME_NAME:
            return self._same_name(here, there)
        if marks_differ(here.parts, there.parts) or not has_like_name(here.parts, there.parts):
            return None
        shared = here.address
        if reason is LikenessReason.SAME_PHONE:
            shared = min(here.phones & there.phones)
        return Likeness(reason, shared)

    def _same_name(self, here: Described, there: Described) -> Likeness | None:
        mine, theirs = here.parts, there.parts
        if other_legal_type(mine, theirs) or self._needs_more(here, there):
            return None
        differing = marks_differ(mine, theirs)
        if differing is None:
            return Likeness(LikenessReason.SAME_NAME)
        one, other = differing
        rare = one if self._marked_counts[one.marked] < self._marked_counts[other.marked] else other
        if not one.bare or self._marked_counts[rare.marked] > self._seldom:
            return None
        are_words = is_syllable(one.marked) and is_syllable(other.marked)
        if len(mine.own) - 1 < (2 if are_words else 1):
            return None
        return Likeness(LikenessReason.ONE_LETTER, one.marked, other.marked)

    def _needs_more(self, here: Described, there: Described) -> bool:
        """Whether a name many bear, or a person's, stands at two places."""
        mine, theirs = here.parts, there.parts
        is_one_word = len(mine.own) + len(mine.places) < 2
        is_often = is_one_word and self._counts[mine.own[0].bare] > 2
        legal = mine.legal | theirs.legal
        is_persons = not legal or Legal.HOUSEHOLD in legal
        return (is_often or is_persons) and are_elsewhere(here, there)

    def _note_slip(
        self,
        found: dict[tuple[int, int], Likeness],
        place: int,
        other: int,
        slip: _Slip,
        new: Described | None = None,
    ) -> None:
        places = (min(place, other), max(place, other))
        here, there = self._all[places[0]], new or self._all[places[1]]
        if places in found or are_different(here, there):
            return
        mine, theirs = here.parts, there.parts
        if other_legal_type(mine, theirs) or marks_differ(mine, theirs):
            return
        if self._is_slip(slip, mine, theirs) and not self._needs_more(here, there):
            words = sorted(
                (slip.written.bare, slip.meant), key=lambda word: word not in _bare(mine)
            )
            found[places] = Likeness(LikenessReason.ONE_LETTER, *words)

    def _is_slip(self, slip: _Slip, mine: NameParts, theirs: NameParts) -> bool:
        """Whether the rest of the names, and the look of the words, say that one is mistyped."""
        written, meant = slip.written.bare, slip.meant
        own = {word.bare for word in (*mine.own, *theirs.own)}
        rest = len(own - {written, meant})
        if meant not in own or written not in own:
            return rest > 0  # a slip in the legal type, the trade or the place
        longest = max(len(written), len(meant))
        words = sum(map(reads_as_syllable, (written, meant)))
        if words == 2:
            return rest > 1 and Legal.HOUSEHOLD not in mine.legal | theirs.legal
        if longest < (3 if words else 5):
            return False  # ABC and ABD are two
        return rest > 0 or longest > 5

    # Slips ----------------------------------------------------------------------------------

    def _slips(self, parts: NameParts) -> Iterator[_Slip]:
        """The names this one may mean, where a word of it that is rare here were mistyped."""
        for place, word in enumerate(parts.words):
            if self._counts[word.bare] > self._seldom or not _may_be_mistyped(word.bare):
                continue
            if word not in parts.own:
                continue
            for meant in self._near_to(word.bare):
                words = list(parts.words)
                words[place] = Word(meant, meant)
                key = parts_of(tuple(words)).key
                yield _Slip(key, word, meant)

    def _near_to(self, word: str) -> set[str]:
        found = set[str]()
        for less in _with_one_less(word):
            found.update(self._near.get(less, ()), _near_listed_words().get(less, ()))
        return {other for other in found if one_letter_apart(word, other)}


def _bare(parts: NameParts) -> set[str]:
    return {word.bare for word in parts.words}


def _may_be_mistyped(word: str) -> bool:
    return len(word) >= _FEWEST_LETTERS and not any(letter.isdigit() for letter in word)


@cache
def _near_listed_words() -> dict[str, list[str]]:
    return _near_words(LISTED_WORDS)


def _near_words(words: Iterable[str]) -> dict[str, list[str]]:
    """The words by what they are with one letter less: near ones meet there."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in filter(_may_be_mistyped, words):
        for less in _with_one_less(word):
            found[less].append(word)
    return dict(found)


def _with_one_less(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
