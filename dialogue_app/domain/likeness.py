"""Which two enterprises may be one, each with its reason; likeness alone is none.

The reasons stand in bands, the surest first. What speaks against it weighs more: two codes, two
branches, two numbers in the names.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dialogue_app.domain.contacts import phones, place_of
from dialogue_app.domain.enterprise_names import NameParts, Word, name_parts
from dialogue_app.domain.errors.enterprises import NotATaxCode
from dialogue_app.domain.name_words import Legal
from dialogue_app.domain.tax_codes import TaxCode, parse_tax_code
from dialogue_app.domain.vocabulary import TaxCodeKind
from dialogue_app.domain.worded import N_, Worded


class LikenessReason(Worded):
    """Why two may be one. The words fill in what they share, or what differs."""

    SAME_CODE = "same_code", N_("The same code: {here}")
    SAME_PHONE = "same_phone", N_("Like names, and the same telephone: {here}")
    SAME_ADDRESS = "same_address", N_("Like names, and the same address: {here}")
    SAME_NAME = "same_name", N_("The same name, written otherwise")
    ONE_LETTER = "one_letter", N_("One letter apart: “{here}”, “{there}”")

    @property
    def band(self) -> int:
        """1 is the surest, 4 the least sure."""
        return _BANDS[self]


_BANDS = {
    LikenessReason.SAME_CODE: 1,
    LikenessReason.SAME_PHONE: 2,
    LikenessReason.SAME_ADDRESS: 2,
    LikenessReason.SAME_NAME: 3,
    LikenessReason.ONE_LETTER: 4,
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """One reason, with the words that fill it in."""

    reason: LikenessReason
    here: str = ""
    there: str = ""


@dataclass(slots=True)
class Described:
    """What is known of an enterprise that tells it from others, and what follows from it."""

    name: str
    tax_code: str = ""
    phone: str = ""
    address: str = ""
    parts: NameParts = field(init=False, repr=False, compare=False)
    code: TaxCode | None = field(init=False, repr=False, compare=False)  # if it is one
    phones: frozenset[str] = field(init=False, repr=False, compare=False)  # as digits
    place: str = field(init=False, repr=False, compare=False)  # house and street, folded

    def __post_init__(self) -> None:
        self.parts = name_parts(self.name)
        self.code = _code(self.tax_code) if self.tax_code else None
        self.phones = phones(self.phone) if self.phone else _NONE
        self.place = place_of(self.address) if self.address else ""


_NONE: frozenset[str] = frozenset()


def _code(written: str) -> TaxCode | None:
    try:
        return parse_tax_code(written)
    except NotATaxCode:
        return None


def code_key(code: TaxCode | None) -> str:
    """A code without the zeros before it, which spreadsheets lose."""
    return code.value.lstrip("0") if code else ""


def are_different(one: Described, other: Described) -> bool:
    """Whether something proves two: branches, numbers in the names, codes of two head offices."""
    here, there = one.parts, other.parts
    if here.numbers != there.numbers or here.branch != there.branch:
        return True
    if code_key(one.code) == code_key(other.code) != "":
        return False
    return _other_codes(one, other) or _other_kind(here, there)


def _other_codes(one: Described, other: Described) -> bool:
    here, there = one.code, other.code
    if here is None or there is None:
        return False
    kinds = {here.kind, there.kind}
    if kinds == {TaxCodeKind.ENTERPRISE, TaxCodeKind.PERSON}:
        # Households got the number of a person in 2025 for the ten digits they had.
        legal = one.parts.legal | other.parts.legal
        return bool(legal - {Legal.HOUSEHOLD})
    if here.checksum_ok is not there.checksum_ok:
        return not one_letter_apart(here.value, there.value)
    return True


def _other_kind(here: NameParts, there: NameParts) -> bool:
    """A household beside a company, or short forms that were written out as two trades."""
    if here.legal and there.legal:
        household = Legal.HOUSEHOLD in here.legal, Legal.HOUSEHOLD in there.legal
        if household[0] is not household[1]:
            return True
    return _other_trade(here, there)


def _other_trade(here: NameParts, there: NameParts) -> bool:
    """VT is like vận tải and like vật tư, but these are two."""
    if not here.spelt or not there.spelt or here.spelt == there.spelt:
        return False
    meant = dict(here.spelt)
    return any(meant.get(short, trade) != trade for short, trade in there.spelt)


def other_legal_type(here: NameParts, there: NameParts) -> bool:
    """Whether both names tell a legal type, and none is told by both."""
    return bool(here.legal and there.legal) and here.legal.isdisjoint(there.legal)


def are_elsewhere(one: Described, other: Described) -> bool:
    """Whether both have an address or a telephone, and no other says they are at one place."""
    places = bool(one.place and other.place and not _same_place(one.place, other.place))
    numbers = bool(one.phones and other.phones and one.phones.isdisjoint(other.phones))
    return (places or numbers) and not (
        _same_place(one.place, other.place) or not one.phones.isdisjoint(other.phones)
    )


def _same_place(one: str, other: str) -> bool:
    return bool(one) and one == other


def has_like_name(here: NameParts, there: NameParts) -> bool:
    """Whether two names may be one where telephone or address say so too.

    They share words of their own, and neither has a trade, a place or two words the other cannot
    have.
    """
    if here.key == there.key or here.joined == there.joined:
        return bool(here.own) and bool(there.own)
    if not _nested(here.trades, there.trades) or not _nested(here.places, there.places):
        return False
    mine, theirs = [word.bare for word in here.own], [word.bare for word in there.own]
    common = set(mine) & set(theirs)
    only_mine, only_theirs = _without(mine, common), _without(theirs, common)
    if len(only_mine) == len(only_theirs) == 1:
        one, other = only_mine[0], only_theirs[0]
        return _is_slip(one, other) and (bool(common) or min(len(one), len(other)) > 4)
    nested = not (only_mine and only_theirs) and len(only_mine) + len(only_theirs) <= 1
    return bool(common) and nested


def _nested(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def _without(words: list[str], common: set[str]) -> list[str]:
    return [word for word in words if word not in common]


def _is_slip(one: str, other: str) -> bool:
    return max(len(one), len(other)) >= 4 and one_letter_apart(one, other)


def marks_differ(here: NameParts, there: NameParts) -> tuple[Word, Word] | None:
    """The only two own words that differ in their marks, where both names are marked.

    Two empty words where several differ. A name typed without marks fits all of its letters.
    """
    if not (here.is_marked and there.is_marked):
        return None
    mine, theirs = ({w.bare: w for w in parts.own} for parts in (here, there))
    other = [
        (mine[bare], theirs[bare])
        for bare in mine.keys() & theirs.keys()
        if mine[bare].marked != theirs[bare].marked
    ]
    if len(other) > 1:
        return Word("", ""), Word("", "")
    return other[0] if other else None


def one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter was left out, added, mistyped or changed places with the next."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    mine, theirs = one[start:], other[start:]
    if len(mine) == len(theirs):
        swapped = mine[1:2] + mine[:1] + mine[2:]
        return mine[1:] == theirs[1:] or swapped == theirs
    return mine[1:] == theirs or mine == theirs[1:]
