"""Telephone numbers are found whatever stands between their groups, and nothing else is."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.telephones import replace_telephones
from tests.domain.test_personal_numbers import SEPARATORS


def gapped(text: str) -> str:
    return replace_telephones(text, lambda _number: "…")


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("ĐT0900 000 123 gặp Mẫu", "ĐT… gặp Mẫu"),
        ("gọi 0900\n000123 ạ", "gọi … ạ"),
        ("0900/000/123", "…"),
        ("09 0000 0123", "…"),
        ("0 9 0 0 0 0 0 1 2 3", "…"),
        ("số (0900) 000-123, (0900 000 123)", "số …, (…)"),
        ("028\t0000\t1234", "…"),
        ("+84 [900] 000 123, (+84) 900 000 124", "…, …"),
        ("+84.900.000.123, (+84 900 000 124)", "…, (…)"),
        ("5 0900 000 123, 0900\n000 124", "5 …, …"),
        ("+84 28 0000 1234", "…"),
        ("0900, 000, 123, 0900, 000, 124", "…, …"),
        ("+84, 900, 000, 123", "…"),
        ("0903 123, 456", "…"),
        ("gọi 0900-000 , 123, hay 0900, 000 124", "gọi …, hay …"),
        ("0, 9, 0, 0, 0, 0, 0, 1, 2, 3", "…"),
    ],
)
def test_a_telephone_in_groups_is_found(typed: str, left: str):
    assert gapped(typed) == left


@pytest.mark.parametrize(
    "typed",
    [
        "0900000123",  # in one piece: whoever masks sees it
        "hẻm 05/12/34/56/78, các nhà số 05-07-09-11-13",
        "hẻm 05/123/45678",
        "lô 0 3/12/34/56/78",
        "05/09/2026 10, 05.09.2026 - 12.09.2026, 07.30-11.30-13",
        "công văn 035/2026 - 036/2026, tờ 034, thửa 056, số 0789",
        "84.900.000.123, 0900 000 123 đồng, 1.012.345.678",
        "DN-00004 · 0900",
        "0,5 + 0,25 = 0,75 0,10",
        "mã ngành 0510, 0520, 0710",
        "1.050.000, 2.300 người, 0,5, 0,7, 0,9, 0,1, 0,3, nhà 034 - 038, 0542",
        "các nhà 84, 900, 000, 123, các thửa 034, 035, 036, 037, lô 05, 31, 42, 58, 79",
    ],
)
def test_what_is_no_telephone_stays(typed: str):
    assert gapped(typed) == typed


@given(
    st.from_regex(r"0[35789][0-9]{8}", fullmatch=True),
    st.sampled_from([(4, 7), (3, 6), (4, 6, 8), (5,)]),
    SEPARATORS,
)
def test_none_survives_among_words(number: str, breaks: tuple[int, ...], between: str):
    pieces = [number[a:b] for a, b in pairwise([0, *breaks, len(number)])]
    written = between.join(pieces)
    if re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d\d[.:]\d\d", written):
        return
    assert gapped(f"Bà Mẫu, gọi {written} nhé") == "Bà Mẫu, gọi … nhé"


@given(
    st.from_regex(r"0[35789][0-9]{8}", fullmatch=True),
    st.sampled_from([(4, 7), (3, 6), (4,), (5,), (3,), (4, 6, 8)]),
)
def test_none_survives_parted_by_commas(number: str, breaks: tuple[int, ...]):
    pieces = [number[a:b] for a, b in pairwise([0, *breaks, len(number)])]
    assert gapped(f"Bà Mẫu, gọi {', '.join(pieces)} nhé") == "Bà Mẫu, gọi … nhé"
