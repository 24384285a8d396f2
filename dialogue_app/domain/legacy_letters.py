"""Vietnamese letters as they were written before Unicode, TCVN3 (ABC) and VNI, read as Unicode.

Their fonts show other letters than the characters say: "C«ng ty" in .VnTime and "Coâng ty" in
VNI-Times both show "Công ty". They are known by the font; without one only by words that are
senseless as they stand and Vietnamese when read so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from unicodedata import normalize

from dialogue_app.domain.syllables import is_syllable

_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_TONES = dict(zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_ROOFS = dict(zip("âàáåãä", ("", *_TONES.values()), strict=True))  # on a, e and o
_BREVES = dict(zip("êèéúüë", ("", *_TONES.values()), strict=True))  # on a
_VNI_LETTERS = dict(zip("ôöñîíìæóò", "ơưđỵíìỉĩị", strict=True))


def _vni() -> dict[str, str]:
    """What each letter of VNI and each pair of a letter and its mark is read as."""
    found = dict(_VNI_LETTERS)
    for base in "aeouyôö":
        letter = _VNI_LETTERS.get(base, base)
        found |= {base + mark: letter + tone for mark, tone in _TONES.items()}
    for base in "aeo":
        found |= {base + mark: f"{base}\u0302{tone}" for mark, tone in _ROOFS.items()}
    found |= {f"a{mark}": f"a\u0306{tone}" for mark, tone in _BREVES.items()}
    found = {written: normalize("NFC", read) for written, read in found.items()}
    upper = {written.upper(): read.upper() for written, read in found.items()}
    # A capital may be followed by a small mark: "Aùnh".
    mixed = {w[0].upper() + w[1]: read.upper() for w, read in found.items() if len(w) == 2}
    return found | upper | mixed


_VNI = _vni()
_VNI_MARKS = "".join({*_TONES, *_ROOFS, *_BREVES})
_VNI_UNIT = re.compile(f"[aeouyôöAEOUYÔÖ][{_VNI_MARKS}{_VNI_MARKS.upper()}]|[^\\x00-\\x7f]")
_WORD, _TWO_CAPITALS = re.compile(r"[^\W\d_]+"), re.compile("[A-ZĂÂĐÊÔƠƯ].?[A-Z]")
_TCVN3_TABLE = str.maketrans(_TCVN3)
# What stands in texts of any letters: signs of Latin-1, typographic marks, signs of money.
_SIGNS = "\u0080-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf×÷\u2000-\u2bff"
# What no other text has within a word. A unit ("µm"), a footnote ("N¹") and "Mª" are none of it,
# nor is "x·y"; of VNI not what French has ("Loïc", "août").
_TELLING_OF_TCVN3 = re.compile("[¶¸¨»¼½¾©®«¬\u00ad×÷¡¢£¤¥¦§]|(?<=.)µ|[¹ª](?=.)|(?<=[a-zß-þ])[À-Þ]")
_TELLING_OF_VNI = re.compile("^ñ|æ", re.IGNORECASE)
_NOT_TELLING_OF_VNI = {"oï", "aï", "oû", "uû"}
_MOST_WRONG = 10  # one word in so many may be misspelt
_ABBREVIATION = re.compile("[A-ZĐ]+")  # "NĐ-CP" is no syllable and says nothing
_ADDRESS = re.compile(r"@|://|\bwww\.")  # of mail or of a page: its letters are no capitals
_LIKELY, _SURE = 1, 2


class Letters(Enum):
    """The two ways of writing that are read."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


def letters_of_font(name: str) -> Letters | None:
    """Which letters a font shows, None where they are those of Unicode."""
    folded = name.strip(" '\"").lower()
    if folded.startswith((".vn", "vntime")):
        return Letters.TCVN3
    return Letters.VNI if folded.startswith(("vni-", "vni ")) else None


def read_in_font(text: str, font: str) -> str | None:
    """A text as its font shows it; None where it is no text of such letters.

    Plain ASCII stays as it is: codes, e-mail addresses and English are written in these fonts, too.
    Only where the font shows capitals are its letters capitals.
    """
    letters = letters_of_font(font)
    if letters is None or not _ONLY[letters].fullmatch(text):
        return None
    # The capitals of TCVN3 are the small letters in a font of their own.
    is_capitals = letters is Letters.TCVN3 and font.strip(" '\"").lower().endswith("h")
    if text.isascii():
        return text.upper() if is_capitals and not _ADDRESS.search(text) else None
    read = convert(text, letters)
    return read.upper() if is_capitals else read


def convert(text: str, letters: Letters) -> str:
    """The text with these letters read as Unicode."""
    if letters is Letters.VNI:
        return _VNI_UNIT.sub(_read_vni, text)
    read = text.translate(_TCVN3_TABLE)
    return _WORD.sub(_in_one_case, read) if _TWO_CAPITALS.search(read) else read


def _in_one_case(word: re.Match[str]) -> str:
    """TCVN3 has no marked capitals: "NGUYÔN" is typed for "NGUYỄN" and shows "NGUYễN"."""
    plain = [char for char in word[0] if char.isascii()]
    is_capitals = len(plain) > 1 and all(map(str.isupper, plain))
    return word[0].upper() if is_capitals else word[0]


def _read_vni(unit: re.Match[str]) -> str:
    found = _VNI.get(unit[0])
    return found or "".join(_VNI.get(char, char) for char in unit[0])


@lru_cache(maxsize=1024)  # a column says the same again and again
def letters_of(text: str) -> Letters | None:
    """In which letters a text is surely written, judged by its words alone."""
    if text.isascii():
        return None
    return next((one for one in Letters if _evidence(text, one) >= _SURE), None)


def may_be(text: str, letters: Letters) -> bool:
    """Whether a text among others of these letters is written in them, too."""
    return not text.isascii() and _evidence(text, letters) >= _LIKELY


@dataclass(frozen=True, slots=True)
class _Word:
    fits: bool  # it is Vietnamese when read so
    makes_sense: bool  # it is Vietnamese as it stands
    weight: int


def _evidence(text: str, letters: Letters) -> int:
    """What speaks for these letters: 0 where nothing does, or `_LIKELY`, or `_SURE`."""
    if not _ONLY[letters].fullmatch(text):
        return 0
    words = {word for word in _WORDS[letters].findall(text) if not word.isascii()}
    judged = [_judge(word, letters) for word in words if not _is_abbreviation(word, letters)]
    wrong = sum(not word.fits for word in judged)
    senseless = [word.weight for word in judged if word.fits and not word.makes_sense]
    if wrong * _MOST_WRONG > len(judged) or len(senseless) * 2 < len(judged):
        return 0
    return max(senseless, default=0)


def _is_abbreviation(word: str, letters: Letters) -> bool:
    return word.isupper() and _ABBREVIATION.fullmatch(convert(word, letters)) is not None


@lru_cache(maxsize=65_536)
def _judge(word: str, letters: Letters) -> _Word:
    read = convert(word, letters)
    fits = is_syllable(read) and read in (read.lower(), read.upper(), read.capitalize())
    if letters is Letters.VNI:
        units = {unit.lower() for unit in _VNI_UNIT.findall(word)}
        telling = any(len(unit) == 2 for unit in units - _NOT_TELLING_OF_VNI)
        telling |= len(word) > 1 and _TELLING_OF_VNI.search(word) is not None
    else:
        telling = len(word) > 1 and _TELLING_OF_TCVN3.search(word) is not None
    return _Word(fits, is_syllable(word), _SURE if telling else _LIKELY)


_ONLY = {
    Letters.TCVN3: re.compile(f"[\\x00-\\x7f{re.escape(''.join(_TCVN3))}{_SIGNS}]*"),
    Letters.VNI: re.compile(
        f"[\\x00-\\x7f{_VNI_MARKS}{_VNI_MARKS.upper()}"
        f"{''.join(_VNI_LETTERS)}{''.join(_VNI_LETTERS).upper()}{_SIGNS}]*"
    ),
}
_WORDS = {
    Letters.TCVN3: re.compile(f"[0-9A-Za-z{re.escape(''.join(_TCVN3))}]+"),
    Letters.VNI: re.compile(r"[^\W_]+"),
}
