"""Sizes of files as people read them."""

from __future__ import annotations

import pytest

from dialogue_app import i18n
from dialogue_app.i18n.formats import file_size


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
