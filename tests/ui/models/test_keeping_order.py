"""A list that is read again keeps its order."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.models.keeping_order import in_kept_order


def ids(*numbers: int) -> array[int]:
    return array("q", numbers)


@pytest.mark.parametrize(
    ("shown", "read", "kept"),
    [
        ((1, 2, 3), (1, 2, 3), (1, 2, 3)),
        ((1, 2, 3), (2, 3, 1), (1, 2, 3)),  # a row that re-sorts stays
        ((1, 2, 3), (1, 3), (1, 3)),  # one that left leaves
        ((1, 2, 3), (9, 2, 3, 1), (9, 1, 2, 3)),  # a new one stands where it was read
        ((1, 2, 3), (2, 8, 9, 3, 1, 7), (1, 7, 2, 8, 9, 3)),
        ((), (4, 5), (4, 5)),
    ],
)
def test_rows_stay_where_they_are(
    shown: tuple[int, ...], read: tuple[int, ...], kept: tuple[int, ...]
):
    assert in_kept_order(ids(*shown), ids(*read)) == ids(*kept)


@given(st.lists(st.integers(1, 30), unique=True), st.lists(st.integers(1, 30), unique=True))
def test_every_row_that_was_read_stands_once_and_known_ones_in_their_order(
    shown: list[int], read: list[int]
):
    kept = list(in_kept_order(ids(*shown), ids(*read)))
    assert sorted(kept) == sorted(read)
    known = [key for key in kept if key in shown]
    assert known == [key for key in shown if key in read]
