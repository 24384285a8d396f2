from __future__ import annotations

from unicodedata import normalize

import pytest

from dialogue_app.domain.syllables import is_syllable

VIETNAMESE = """
    nghiệp Đường QUYẾT hòa hoà uỷ ủy giếng gì quốc khuya thuở Lắk ưu yêu khoảng ngoằn xoong y
    nghĩa được Huỳnh quỳnh giường cứu rượu tuyết
"""
OTHERS = """
    café José Müller Nghò kế2 ngế gề cế đđ ắc1 mảt tổc vât naïve Réné ộộ hụũ sẽn̈ 12 Ł
"""


@pytest.mark.parametrize(
    "word",
    VIETNAMESE.split(),
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(normalize("NFD", word).upper())


@pytest.mark.parametrize(
    "word",
    OTHERS.split(),
)
def test_what_no_vietnamese_writes(word: str) -> None:
    assert not is_syllable(word)
