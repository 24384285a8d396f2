"""The widths of columns in lists of any width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.models.column_widths import Room, fitted

COLUMNS = [
    Room("code", 100, 100, 0, stretch=False),
    Room("raiser", 200, 100, 0, stretch=False),
    Room("text", 250, 120, 0, stretch=True),
    Room("due", 200, 200, 1, stretch=False),
    Room("state", 180, 180, 2, stretch=False),
]


def test_what_is_left_over_belongs_to_the_text():
    widths = fitted(COLUMNS, 1500)
    assert widths == {"code": 100, "raiser": 200, "text": 820, "due": 200, "state": 180}


def test_the_least_important_goes_first():
    assert list(fitted(COLUMNS, 699)) == ["code", "raiser", "text", "due"]
    assert list(fitted(COLUMNS, 519)) == ["code", "raiser", "text"]


def test_a_code_is_whole_as_long_as_anything_else_can_give_way():
    widths = fitted(COLUMNS, 250)
    assert list(widths) == ["code", "raiser", "text"]
    assert widths["code"] == 100


@given(st.integers(0, 3000))
def test_no_list_is_wider_than_its_room(room: int):
    widths = fitted(COLUMNS, room)
    assert {"code", "raiser", "text"} <= set(widths)
    if room >= len(widths):
        assert sum(widths.values()) <= room
        assert min(widths.values()) > 0
