"""What a page asks of the changes it hears of: whether they are any of its business."""

from __future__ import annotations

from dialogue_app.domain.changes import Changes

TOUCHED = Changes(7, {"issue": frozenset({1, 2}), "session": frozenset()})


def test_nothing_touched_concerns_nobody():
    nothing = Changes()
    assert nothing.sequence == 0
    assert not nothing.of("issue", "session")
    assert not nothing.includes("issue", 1)


def test_a_kind_was_touched_where_any_of_those_asked_for_was():
    assert TOUCHED.of("issue")
    assert TOUCHED.of("enterprise", "session")
    assert not TOUCHED.of("enterprise", "body")
    assert not TOUCHED.of()


def test_only_what_is_named_is_included():
    assert TOUCHED.includes("issue", 1)
    assert TOUCHED.includes("issue", 2)
    assert not TOUCHED.includes("issue", 3)
    assert not TOUCHED.includes("enterprise", 1)


def test_no_id_at_all_stands_for_all_of_the_kind():
    assert TOUCHED.includes("session", 1)
    assert TOUCHED.includes("session", 99_999)
