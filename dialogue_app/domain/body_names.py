"""Names of bodies as people write them: with other signs, shortened, or by their first letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dialogue_app.domain.text import fold

# What people shorten when they write a body's name, folded.
_SHORT_FORMS = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "mttq": "mat tran to quoc",
    "tp": "thanh pho",
    "tphcm": "thanh pho ho chi minh",
    "hcm": "ho chi minh",
    "p": "phuong",
    "vp": "van phong",
    "tt": "trung tam",
    "ttpvhcc": "trung tam phuc vu hanh chinh cong",
    "bql": "ban quan ly",
    "ca": "cong an",
    "bhxh": "bao hiem xa hoi",
    "va": "",
}
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_ROMAN_AT_THE_END = _ROMAN | {"i": "1", "v": "5", "x": "10"}
_ONE_LETTER = {"p": ("phuong", "phong"), "s": ("so",), "q": ("quan",), "x": ("xa",)}
_PERSON = re.compile(r"\A\s*(?:ông|bà|đ/c|đồng chí)\s[^,;:–-]{2,40}\s*[,:–-]\s*", re.IGNORECASE)
_ROLE = re.compile(
    r"\A\s*(?:(?:đại diện|lãnh đạo|tổng giám đốc|giám đốc|pgđ|gđ|phó|trưởng|chánh|chủ tịch)\s+)+",
    re.IGNORECASE,
)
_REMARK = re.compile(r"(?<=\S)\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
_NOT_WORD = re.compile(r"[\W_]+")
_FEWEST_LETTERS = 3  # "Phòng KT" may be many
_FEWEST_OF_DEPARTMENTS = 2  # "Sở XD" is one
_DEPARTMENT = ("so", "s")
_ANOTHER = "o"  # a word that is no number, so that the one before it is not the last
_PLACES = ("thanh", "tinh", "phuong", "xa", "khu")  # with what may be left out at the end
_PLACES_BEHIND = (*_PLACES, "dac", "quan", "huyen", "ho")
_OF_EACH_LEVEL = frozenset({"uy ban nhan dan", "hoi dong nhan dan"})
# What stands behind the name of a body where another one is written beside it.
_OTHER_BODY = re.compile(r"\b(?:so|phong|cuc|chi cuc|cong an|uy ban|thue|ban quan ly|dien luc)\b")


def body_key(name: str) -> str:
    """A key under which different spellings of one body's name are the same.

    Marks, dashes, commas, "và" and short forms do not count; "cơ sở II" is "cơ sở 2".
    """
    words = _NOT_WORD.sub(" ", fold(name)).split()
    if words:
        *inner, last = words
        words = [_ROMAN.get(word, word) for word in inner] + [_ROMAN_AT_THE_END.get(last, last)]
    return " ".join(filter(None, (_SHORT_FORMS.get(word, word) for word in words)))


def tells_body(abbreviation: str) -> bool:
    """Whether it is more than what people shorten in many names: "UBND" may be of any place."""
    return fold(abbreviation) not in _SHORT_FORMS


def goes_on(key: str, own: str) -> bool:
    """Whether the name of a body goes on behind what was written; both are keys."""
    return own.startswith(f"{key} ") and not is_of_each_level(key)


def is_of_each_level(key: str) -> bool:
    """Whether each place has a body that is called so, and the name alone tells none."""
    return key in _OF_EACH_LEVEL


def without_place(own: str) -> Iterator[str]:
    """The key of a body's name as one writes it who leaves out its place."""
    words = own.split()
    shortened = (" ".join(words[:end]) for end in range(1, len(words)) if _is_place(words, end))
    return (key for key in shortened if not is_of_each_level(key))


def _is_place(words: Sequence[str], at: int) -> bool:
    """Whether a place begins with the word there; "xã hội" is none."""
    return words[at] in _PLACES and tuple(words[at : at + 2]) != ("xa", "hoi")


def adds_place(key: str, own: str) -> bool:
    """Whether only its place stands behind a body's name: no number, and no other body."""
    if not key.startswith(f"{own} "):
        return False
    behind = key[len(own) :]
    is_place = behind.split()[0] in _PLACES_BEHIND or own.rsplit(maxsplit=1)[-1] in _PLACES
    return is_place and not _OTHER_BODY.search(behind)


def name_alone(written: str) -> str:
    """The body's name without who speaks for it in front and a remark in brackets behind.

    "Ông Mẫu - Phó Giám đốc Sở Mẫu (văn bản 12)" is of "Sở Mẫu".
    """
    return _ROLE.sub("", _PERSON.sub("", _REMARK.sub("", written)))


def says_more(written: str) -> bool:
    """Whether somebody is named before the body, or something remarked behind it."""
    return _PERSON.match(written) is not None or _REMARK.search(written) is not None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word as it is written, and what it may stand for."""

    folded: str
    spelled: tuple[tuple[str, ...], ...]  # the words it may be, the likeliest first
    is_short: bool  # it may be the first letters of words

    def lengths(self, words: Sequence[str]) -> Iterator[int]:
        """How many of the first of these words it may stand for."""
        for spelled in self.spelled:
            if tuple(words[: len(spelled)]) == spelled:
                yield len(spelled)
        letters = "".join(word[0] for word in words[: len(self.folded)])
        if self.is_short and letters == self.folded:
            yield len(self.folded)


class ShortName:
    """A name with words given by their first letters: "Sở XD", "Chi cục Hải quan KV 2"."""

    def __init__(self, written: str) -> None:
        words = [word for word in _NOT_WORD.split(written) if word and fold(word) != "va"]
        self._pieces = tuple(_piece(word, is_last=word is words[-1]) for word in words)

    @property
    def tells(self) -> bool:
        """Whether words are shortened in it, and enough is left to know a body by."""
        letters = sum(len(piece.folded) for piece in self._pieces if piece.is_short)
        is_spelled = any(not piece.is_short for piece in self._pieces[1:])
        is_department = bool(self._pieces) and self._pieces[0].folded in _DEPARTMENT
        fewest = _FEWEST_OF_DEPARTMENTS if is_department else _FEWEST_LETTERS
        is_shortened = letters > 0 or any(piece.folded in _ONE_LETTER for piece in self._pieces)
        return is_shortened and (is_spelled or letters >= fewest)

    def is_of(self, key: str) -> bool:
        """Whether it may stand for the body of that key, whose place may be left out."""
        words = key.split()
        ends = _ends(self._pieces, words)
        return any(end == len(words) or _is_place(words, end) for end in ends)


def _piece(word: str, *, is_last: bool) -> _Piece:
    folded = fold(word)
    known = body_key(word if is_last else f"{word} {_ANOTHER}").removesuffix(f" {_ANOTHER}")
    spelled = [tuple(known.split()), *((one,) for one in _ONE_LETTER.get(folded, ()))]
    is_short = len(word) > 1 and word.isalpha() and word.isupper()
    return _Piece(folded, tuple(dict.fromkeys(spelled)), is_short)


def _ends(pieces: Sequence[_Piece], words: Sequence[str], begin: int = 0) -> Iterator[int]:
    """Up to which word the pieces may stand for these words, one behind the other."""
    if not pieces:
        yield begin
        return
    for length in pieces[0].lengths(words[begin:]):
        yield from _ends(pieces[1:], words, begin + length)
