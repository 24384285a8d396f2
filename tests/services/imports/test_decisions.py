"""What was decided of a sheet: one value, undone and redone, and the same again from plain data."""

from __future__ import annotations

import json
from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.rows import AGREEABLE, RowProblem
from dialogue_app.exchange.limits import letters
from dialogue_app.exchange.reading import Sheet
from dialogue_app.services.imports.decisions import UNDECIDED, Decisions, History, column_number

WORDS = st.text(st.sampled_from("aăđ 1"), max_size=5)
ROWS = st.integers(1, 9)
DECISIONS = st.builds(
    Decisions,
    header=st.none() | ROWS,
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
    assert history.now == taken[-1]


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


EVERYTHING = Decisions(
    header=4,
    columns={"name": 2, "note": None},
    said={("kind", "pa"): "report"},
    mended={(5, 1): "x"},
    rows={6: False, 7: True},
    accepted=frozenset({8}),
    clears=frozenset({"phone"}),
    blanks_only=True,
    agreed=frozenset({RowProblem.TAX_CODE_CHECK_DIGIT}),
    hidden=False,
)


def test_nothing_that_was_decided_is_lost_on_the_way():
    """On top of what leaves it open, below what does, and as plain data."""
    for one in fields(Decisions):
        assert getattr(EVERYTHING, one.name) != getattr(UNDECIDED, one.name)
    assert UNDECIDED.on_top_of(EVERYTHING) == EVERYTHING
    assert EVERYTHING.on_top_of(UNDECIDED) == EVERYTHING
    assert Decisions.from_plain(json.loads(json.dumps(EVERYTHING.plain()))) == EVERYTHING


def test_of_single_rows_nothing_holds_for_the_shape():
    kept = EVERYTHING.of_shape
    assert (kept.header, kept.mended, kept.rows, kept.accepted) == (None, {}, {}, frozenset())
    cells, rows = {(5, 1): "x"}, {6: False, 7: True}
    again = replace(kept, header=4, mended=cells, rows=rows, accepted=frozenset({8}))
    assert again == EVERYTHING


def test_other_headings_give_up_the_columns_named_below_the_first():
    assert EVERYTHING.headed_by(9) == replace(EVERYTHING, header=9, columns={})


def test_what_was_kept_before_headings_could_be_named_is_read():
    plain = EVERYTHING.plain()
    del plain["header"]
    assert Decisions.from_plain(plain) == replace(EVERYTHING, header=None)
