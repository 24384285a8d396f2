"""What was decided of a sheet: one value, undone and redone, and the same again from plain data."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.rows import AGREEABLE
from dialogue_app.exchange.limits import letters
from dialogue_app.exchange.reading import Sheet
from dialogue_app.services.imports.decisions import UNDECIDED, Decisions, History, column_number

WORDS = st.text(st.sampled_from("aăđ 1"), max_size=5)
ROWS = st.integers(1, 9)
DECISIONS = st.builds(
    Decisions,
    columns=st.dictionaries(WORDS, st.none() | ROWS),
    said=st.dictionaries(st.tuples(WORDS, WORDS), WORDS),
    mended=st.dictionaries(st.tuples(ROWS, ROWS), WORDS),
    rows=st.dictionaries(ROWS, st.booleans()),
    accepted=st.frozensets(ROWS),
    clears=st.frozensets(WORDS),
    blanks_only=st.booleans(),
    agreed=st.frozensets(st.sampled_from(AGREEABLE)),
    hidden=st.none() | st.booleans(),
)


@given(DECISIONS)
def test_plain_data_gives_the_same_again(decided: Decisions):
    assert Decisions.from_plain(json.loads(json.dumps(decided.plain()))) == decided


@given(st.lists(DECISIONS, min_size=1, max_size=5))
def test_what_was_undone_is_redone(states: list[Decisions]):
    history = History()
    taken = [UNDECIDED]
    for state in states:
        if history.decide(state):
            taken.append(state)
    for state in reversed(taken):
        assert history.now == state
        history.undo()
    assert not history.can_undo
    for state in taken:
        assert history.now == state
        history.redo()
    assert not history.can_redo


def test_a_new_decision_gives_up_what_was_undone():
    history = History()
    history.decide(UNDECIDED.left_out([2]))
    history.undo()
    history.decide(UNDECIDED.left_out([3]))
    assert (history.now.rows, history.can_redo) == ({3: False}, False)
    assert not history.decide(UNDECIDED.left_out([3]))


def test_a_column_holds_one_field_and_a_field_one_column():
    decided = UNDECIDED.with_column("name", 1).with_column("phone", 1)
    assert decided.columns == {"phone": 1}
    assert decided.with_column("phone", None).with_column("name", None).columns == {
        "phone": None,
        "name": None,
    }


def test_a_row_left_out_is_no_longer_accepted_and_the_other_way_round():
    decided = UNDECIDED.taken([2, 3], passed_over=[3])
    assert (decided.accepted, decided.rows) == ({2, 3}, {3: True})
    left = decided.left_out([2])
    assert (left.accepted, left.rows) == ({3}, {2: False, 3: True})
    assert left.taken([2], passed_over=[]).rows == {3: True}


def test_mending_changes_no_row_of_the_file_and_takes_its_facts_away():
    rows = [["Tên", "Mã"], ["A", "=B1"]]
    sheet = Sheet("x", False, rows, formulas={(1, 1)}, converted={1: {0: "Aw", 1: "b"}})
    mended = UNDECIDED.with_cell(2, 1, "12").with_cell(2, 3, "xa").sheet(sheet)
    assert mended.rows == [["Tên", "Mã"], ["A", "12", None, "xa"]]
    assert (mended.formulas, mended.converted) == (set(), {1: {0: "Aw"}})
    assert rows[1] == ["A", "=B1"]


def test_of_a_shape_nothing_of_single_rows_is_kept():
    decided = UNDECIDED.left_out([2]).with_cell(3, 0, "x").with_said("topic", "đất", "Thuế")
    assert decided.of_shape == UNDECIDED.with_said("topic", "đất", "Thuế")


@given(st.integers(0, 20_000))
def test_columns_are_called_as_excel_does(place: int):
    assert column_number(letters(place)) == place
