"""Tells whether letters can be read as one Vietnamese syllable, by how such syllables are built."""

from __future__ import annotations

from functools import cache, lru_cache
from unicodedata import normalize

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_TONES_OF_STOPS = frozenset("\u0301\u0323")  # a syllable that ends in a stop has one of these
_STOPS = ("c", "ch", "k", "p", "t")
_FRONT = ("e", "ê", "i", "y")
_ANY_ONSETS = (
    "b", "ch", "d", "đ", "gi", "h", "k", "kh", "l", "m", "n", "nh", "p", "ph", "qu", "r", "s", "t",
    "th", "tr", "v", "x", "",
)  # fmt: skip
_BACK_ONSETS, _FRONT_ONSETS = ("c", "g", "ng"), ("gh", "ngh")
_WRITTEN_RHYMES = """
    a ac ach ai ak am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi ok
    om on ong ooc oong op ot ô ôc ôi ôk ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui uk um un ung uôc uôi uôm uôn uông uôt uơ up ut
    uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yên yêm yêng yêt yêu ynh yt ych
"""
_RHYMES = _WRITTEN_RHYMES.split()


@cache
def _without_tone() -> frozenset[str]:
    """All syllables, without their tones."""
    found = {onset + rhyme for onset in _ANY_ONSETS for rhyme in _RHYMES}
    for rhyme in _RHYMES:
        front = rhyme.startswith(_FRONT)
        found |= {onset + rhyme for onset in (_FRONT_ONSETS if front else _BACK_ONSETS)}
        if rhyme.startswith("i"):
            found.add(f"g{rhyme}")  # gì, giêng
        if rhyme.startswith("u"):
            found.add(f"q{rhyme}")
    return frozenset(found)


@lru_cache(maxsize=65_536)
def is_syllable(word: str) -> bool:
    """Whether the word may be Vietnamese, in any case; where its tone stands is not looked at."""
    apart = normalize("NFD", word.lower())
    tones = [char for char in apart if char in _TONES]
    base = normalize("NFC", "".join(char for char in apart if char not in _TONES))
    if len(tones) > 1 or base not in _without_tone():
        return False
    return not base.endswith(_STOPS) or (len(tones) == 1 and tones[0] in _TONES_OF_STOPS)
