"""Vietnamese text: cleaning, folding for search, keys for sorting and matching, tidy names.

Every function is pure and quick enough to run on each cell of a large workbook.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from dialogue_app.domain.errors.base import UnreadableLetter
from dialogue_app.domain.text_limits import has_half_letter

T = TypeVar("T")

_LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_DROPPED = frozenset({"Cc", "Cf"})
# Among these, but shown: signs that stand before Arabic, Syriac or Kaithi numbers.
_SHOWN = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
_MANY_BLANKS = re.compile(" {2,}")
_AROUND_BREAK = re.compile(r" *\n *")
_MANY_BREAKS = re.compile(r"\n{3,}")


class _CleanTable(dict[int, str]):
    """The replacement of each character in `clean`, computed when it first occurs."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        if char in _LINE_BREAKS:
            result = "\n"
        elif char.isspace():
            result = " "
        else:
            result = "" if is_invisible(char) else char
        self[point] = result
        return result


def is_invisible(char: str) -> bool:
    """Whether it is no letter but a control: of a terminal, or of the way a text runs.

    A letter newer than this Python knows is none; half of one, as \\ud83d, is not for this to say.
    """
    if unicodedata.category(char) in _DROPPED:
        return char not in _SHOWN
    return ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF  # never letters


_clean_table = _CleanTable()


def clean(text: str) -> str:
    """The text in NFC without control characters, with single blanks, trimmed.

    Line breaks stay, as `\\n`, with one blank line between paragraphs at most. Raises
    `UnreadableLetter` for half a letter: whoever wrote it would miss it.
    """
    if _is_plain(text):
        return text.strip()
    if has_half_letter(text):
        raise UnreadableLetter(text)
    text = text.replace("\r\n", "\n").translate(_clean_table)
    text = unicodedata.normalize("NFC", text)
    text = _MANY_BLANKS.sub(" ", text)
    if "\n" in text:
        text = _MANY_BREAKS.sub("\n\n", _AROUND_BREAK.sub("\n", text))
    return text.strip()


def clean_line(text: str) -> str:
    """As `clean`, on one line."""
    return text.strip() if _is_plain(text) else " ".join(clean(text).split())


def _is_plain(text: str) -> bool:
    # Most cells need nothing: isprintable() already excludes breaks, odd blanks and controls.
    return text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text)


class _FoldTable(dict[int, str]):
    """The replacement of each character in `fold`, computed when it first occurs."""

    def __missing__(self, point: int) -> str:
        result = self[point] = _fold_char(chr(point))
        return result


def _fold_char(char: str) -> str:
    if char.isspace():
        return " "
    if is_invisible(char) or has_half_letter(char):
        return ""
    # Đ (U+0110) and its look-alike Ð (U+00D0) have no decomposition.
    base = unicodedata.normalize("NFD", char.casefold()).replace("đ", "d").replace("ð", "d")
    bare = "".join(letter for letter in base if unicodedata.category(letter) != "Mn")
    return bare if bare == char else "".join(map(_fold_char, bare))


_fold_table = _FoldTable()
_WORDS_KEPT, _LONGEST_KEPT = 1 << 14, 24


class OfWords(dict[str, T]):
    """What follows from a word, worked out when it first occurs.

    The same few thousand syllables make up all texts.
    """

    def __init__(self, work: Callable[[str], T]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, word: str) -> T:
        result = self._work(word)
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _WORDS_KEPT:
                self.clear()
            self[word] = result
        return result


def _fold_word(word: str) -> str:
    # Syllables of Korean are whole again.
    return unicodedata.normalize("NFC", word.translate(_fold_table))


_folded = OfWords(_fold_word)


def fold(text: str) -> str:
    """The text in small letters without marks (đ → d, ư → u) and with single blanks.

    Composed and decomposed spellings fold alike, as do `hòa` and `hoà`.
    """
    words = [
        word.lower() if word.isascii() and word.isprintable() else _folded[word]
        for word in text.split()
    ]
    return " ".join(filter(None, words))


def searched_words(typed: str) -> list[str]:
    """The folded words of a search; what has no letter and no digit looks for nothing."""
    return [word for word in map(_without_signs_around, fold(typed).split()) if word]


def _without_signs_around(word: str) -> str:
    said = [place for place, letter in enumerate(word) if says_something(letter)]
    return word[said[0] : said[-1] + 1] if said else ""


def says_something(word: str) -> bool:
    """Whether it has a letter or a digit; "_", "²" and punctuation say nothing."""
    return any(letter.isalpha() or letter.isdecimal() for letter in word)


def has_marks(text: str) -> bool:
    """Whether any letter has a mark; a search then prefers exact spellings."""
    if text.isascii():
        return False
    return fold(text) != " ".join(text.casefold().split())


def initial_upper(text: str) -> str:
    """The text with its first letter as a capital, the rest as it was."""
    return text[:1].upper() + text[1:]


_SHORT_COMPANY = re.compile(r"\bc[.]?ty\b[.]?", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
# A Vietnamese syllable without its marks: what is none, as IPC, ATA or OKI, keeps its capitals.
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
    r"(?:a(?:ch?|i|m|ng?|nh|o|p|t|u|y)?|e(?:c|ch|m|ng?|nh|o|p|t|u)?"
    r"|i(?:a|ch?|e(?:c|m|ng?|p|t|u)|m|n|nh|p|t|u)?"
    r"|o(?:a(?:ch?|i|m|ng?|nh|o|p|t|y)?|c|e(?:n|o|t)?|i|m|ng?|ong|oc|p|t)?"
    r"|u(?:a(?:n|ng|t|y)?|c|e(?:ch|nh)?|i|m|ng?|o(?:c|i|m|n|ng|p|t|u)|p|t|u"
    r"|y(?:a|ch|en|et|n|nh|t|u|p)?)?"
    r"|y(?:e(?:m|ng?|t|u))?)"
)
_ROMAN = re.compile(r"[IVX]+")


def reads_as_syllable(bare: str) -> bool:
    """Whether a folded word may be a Vietnamese syllable written without its marks."""
    return _SYLLABLE.fullmatch(bare) is not None


_LEGAL_PHRASES = (
    "Tổng công ty",
    "Công ty",
    "cổ phần",
    "trách nhiệm hữu hạn",
    "một thành viên",
    "hai thành viên trở lên",
    "hợp danh",
    "Liên hiệp hợp tác xã",
    "Hợp tác xã",
    "Tổ hợp tác",
    "Hộ kinh doanh",
    "Doanh nghiệp tư nhân",
    "Chi nhánh",
    "Văn phòng đại diện",
    "Địa điểm kinh doanh",
)


def _capital_patterns() -> dict[tuple[str, ...], tuple[bool, ...]]:
    return {
        tuple(fold(phrase).split()): tuple(word[0].isupper() for word in phrase.split())
        for phrase in _LEGAL_PHRASES
    }


_legal_patterns = _capital_patterns()
_longest_phrase = max(map(len, _legal_patterns))
_LEGAL_SHORT_FORMS = (
    "cty", "c ty", "tnhh", "mtv", "1 thanh vien", "cp", "htx", "dntn", "doanh nghiep", "hkd", "ho",
    "cn", "vpdd",
)  # fmt: skip
_legal_starts = {*_legal_patterns, *(tuple(form.split()) for form in _LEGAL_SHORT_FORMS)}


_ENGLISH_TYPE = re.compile(r"\b(?:CO|LTD|JSC|CORP|INC|LLC|LIMITED|COMPANY|CORPORATION)\b")


def tidy_name(name: str) -> str:
    """The name of an enterprise as offices write it, to be proposed beside the original.

    "Cty" is spelled out; a name in capitals only gets the official spelling of its legal type and
    a capital for each other word, while acronyms (TNHH, MTV) stay. Any other name is kept, also an
    English one.
    """
    spelled = _SHORT_COMPANY.sub("Công ty", name)
    if not _is_shouted(name) or (name.isascii() and _ENGLISH_TYPE.search(name)):
        return spelled
    words = list(_WORD.finditer(spelled))
    pieces: list[str] = []
    end = place = 0
    while place < len(words):
        for word, replacement in _tidy_next([match.group() for match in words[place:]]):
            match = words[place]
            pieces += [spelled[end : match.start()], replacement]
            end = match.start() + len(word)
            place += 1
    return initial_upper("".join(pieces) + spelled[end:])


def _is_shouted(name: str) -> bool:
    return name.isupper() and len(name.split()) > 1


def _tidy_next(words: list[str]) -> list[tuple[str, str]]:
    """The next word, or all words of a legal type that begins here, each with its new spelling."""
    folded = tuple(fold(word) for word in words[:_longest_phrase])
    for length in range(len(folded), 0, -1):
        capitals = _legal_patterns.get(folded[:length])
        if capitals:
            return [
                (word, initial_upper(word.lower()) if capital else word.lower())
                for word, capital in zip(words, capitals, strict=False)
            ]
    return [(words[0], _tidy_word(words[0]))]


def _tidy_word(word: str) -> str:
    bare = fold(word)
    # Letters without a vowel are an acronym also where one is Đ: "ĐT".
    is_bare = word.isascii() or not any(vowel in bare for vowel in "aeiouy")
    foreign = is_bare and not _SYLLABLE.fullmatch(bare)
    if foreign or _ROMAN.fullmatch(word) or any(char.isdigit() for char in word):
        return word
    return initial_upper(word.lower())


def legal_type_length(words: Sequence[str]) -> int:
    """How many of the folded `words` at the beginning are a legal type.

    3 for cong ty tnhh co khi mau.
    """
    place = 0
    while length := _legal_length_at(words, place):
        place += length
    return place


def _legal_length_at(words: Sequence[str], place: int) -> int:
    longest = min(_longest_phrase, len(words) - place)
    lengths = range(longest, 0, -1)
    starts = (length for length in lengths if tuple(words[place : place + length]) in _legal_starts)
    return next(starts, 0)


# How lists write a legal type behind the proper name.
_SHORT_TYPES = (
    (re.compile(r"\bcông ty\b", re.IGNORECASE), "Cty"),
    (re.compile(r"\btrách nhiệm hữu hạn\b", re.IGNORECASE), "TNHH"),
    (re.compile(r"\b(?:một|1) thành viên\b", re.IGNORECASE), "MTV"),
    (re.compile(r"\bcổ phần\b", re.IGNORECASE), "CP"),
    (re.compile(r"\bhợp tác xã\b", re.IGNORECASE), "HTX"),
    (re.compile(r"\bdoanh nghiệp tư nhân\b", re.IGNORECASE), "DNTN"),
    (re.compile(r"\bhộ kinh doanh\b", re.IGNORECASE), "HKD"),
    (re.compile(r"\bchi nhánh\b", re.IGNORECASE), "CN"),
    (re.compile(r"\bvăn phòng đại diện\b", re.IGNORECASE), "VPĐD"),
    (re.compile(r"\bthương mại\b", re.IGNORECASE), "TM"),
    (re.compile(r"\bdịch vụ\b", re.IGNORECASE), "DV"),
    (re.compile(r"\bsản xuất\b", re.IGNORECASE), "SX"),
    (re.compile(r"\bxuất nhập khẩu\b", re.IGNORECASE), "XNK"),
)
# What half of all companies do stands behind the name too.
_TRADES = (
    ("thuong", "mai"), ("dich", "vu"), ("san", "xuat"), ("xuat", "nhap", "khau"), ("tm",), ("dv",),
    ("sx",), ("xnk",), ("va",), ("-",), ("&",),
)  # fmt: skip


@lru_cache(4096)  # a list paints the same names again and again
def proper_name_first(name: str) -> str:
    """A name for a narrow column: "Nhựa Mẫu · Cty TNHH" of "Công ty TNHH Nhựa Mẫu".

    A name that is a legal type and nothing else is kept.
    """
    words = name.split()
    folded = [fold(word).rstrip(",") for word in words]
    length = legal_type_length(folded)
    while length and (trade := _trade_length(folded[length:])):
        length += trade
    if not 0 < length < len(words):
        return name
    kind = " ".join(words[:length])
    for pattern, short in _SHORT_TYPES:
        kind = pattern.sub(short, kind)
    return f"{initial_upper(' '.join(words[length:]))} · {kind}"


def _trade_length(words: Sequence[str]) -> int:
    """How many of the folded words at the beginning say what many companies do."""
    return next((len(trade) for trade in _TRADES if tuple(words[: len(trade)]) == trade), 0)


_SHORT_FORMS = {
    "cty": "cong ty",
    "c ty": "cong ty",
    "trach nhiem huu han": "tnhh",
    "mot thanh vien": "mtv",
    "1 thanh vien": "mtv",
    "co phan": "cp",
    "hop tac xa": "htx",
    "doanh nghiep tu nhan": "dntn",
    "ho kinh doanh": "hkd",
    "thuong mai": "tm",
    "dich vu": "dv",
    "san xuat": "sx",
    "xuat nhap khau": "xnk",
    "va": "",
}
_BEGIN_SHORT = {form.split()[0] for form in _SHORT_FORMS}
_short_form = re.compile(rf"\b(?:{'|'.join(_SHORT_FORMS)})\b")
_NOT_WORD = re.compile(r"[\W_]+")


@lru_cache(4096)  # the import asks for the same name several times in a row
def enterprise_match_key(name: str) -> str:
    """A key that is the same for different spellings of one enterprise's name.

    Marks, capitals and punctuation do not count; "Cty", "cổ phần"/"CP", "TNHH MTV"/"TNHH một thành
    viên" and the like are unified. Equal keys may warn of a duplicate but do not prove it.
    """
    bare = " ".join(filter(None, map(_bare.__getitem__, name.split())))
    if _BEGIN_SHORT.isdisjoint(bare.split()):
        return bare
    return " ".join(_short_form.sub(lambda form: _SHORT_FORMS[form.group()], bare).split())


def _letters_and_digits(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()
    return " ".join(_NOT_WORD.sub(" ", _fold_word(word)).split())


_bare = OfWords(_letters_and_digits)


def text_digest(text: str) -> str:
    """A key of 32 hex digits for comparing texts: marks, case, blanks, punctuation do not count."""
    bare = " ".join(_NOT_WORD.sub(" ", fold(text)).split())
    return hashlib.sha256(bare.encode()).hexdigest()[:32]
