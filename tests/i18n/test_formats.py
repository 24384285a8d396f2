"""Sizes of files and numbers as people read them."""

from __future__ import annotations

import pytest

from dialogue_app import i18n
from dialogue_app.i18n.formats import file_size, number


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (1, "1 B"),
        (1023, "1.023 B"),
        (1024, "1 KB"),
        (1025, "2 KB"),
        (1024 * 1024, "1 MB"),
        (1024 * 1024 + 1, "1,1 MB"),
        (50 * 1024 * 1024, "50 MB"),
    ],
)
def test_a_size_is_told_in_its_unit_and_rounded_up(size: int, said: str):
    i18n.install("vi")
    assert file_size(size) == said


@pytest.mark.parametrize(("language", "sign"), [("vi", "."), ("en", ",")])
def test_a_number_of_any_length_can_be_said(language: str, sign: str):
    """A broken file may say that it has so many rows."""
    i18n.install(language)
    assert number(-1234567) == f"-1{sign}234{sign}567"
    assert number(int("9" * 400)).count(sign) == 133
