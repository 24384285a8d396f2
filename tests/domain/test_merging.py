"""Two people edit the same thing: nobody's change is lost, and what both changed is told."""

from __future__ import annotations

from dataclasses import dataclass, fields

from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.merging import Merged, merge

TOGETHER = [frozenset({"session", "venue"})]
VALUES = st.integers(0, 2)  # few, so that both sides often change a field to the same


@dataclass(frozen=True, slots=True)
class Draft:
    """A thing of some fields that stand alone, and two that hang together."""

    text: int = 0
    session: int = 0
    note: int = 0
    venue: int = 0


DRAFTS = st.builds(Draft, VALUES, VALUES, VALUES, VALUES)
NAMES = tuple(field.name for field in fields(Draft))


def groups(together: list[frozenset[str]]) -> list[tuple[str, ...]]:
    """The fields as they are compared."""
    if together:
        return [("text",), ("note",), ("session", "venue")]
    return [(name,) for name in NAMES]


def of(draft: Draft, names: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(getattr(draft, name) for name in names)


def test_what_only_i_changed_is_mine():
    assert merge(Draft(), Draft(), Draft(note=1)) == Merged(Draft(note=1), ())


def test_what_only_they_changed_is_theirs():
    assert merge(Draft(), Draft(note=1), Draft()) == Merged(Draft(note=1), ())


def test_each_keeps_the_field_that_only_they_changed():
    merged = merge(Draft(), Draft(text=1), Draft(note=2))
    assert merged == Merged(Draft(text=1, note=2), ())


def test_both_changed_a_field_to_the_same():
    assert merge(Draft(), Draft(note=1), Draft(note=1)) == Merged(Draft(note=1), ())


def test_both_changed_a_field_each_otherwise():
    merged = merge(Draft(), Draft(text=1, note=1), Draft(text=1, note=2))
    assert merged == Merged(Draft(text=1, note=2), ("note",))


def test_a_change_that_empties_a_field_is_a_change():
    assert merge(Draft(note=1), Draft(), Draft(note=1, text=2)) == Merged(Draft(text=2), ())
    assert merge(Draft(note=1), Draft(note=2), Draft()) == Merged(Draft(), ("note",))


def test_several_clashes_are_named_in_the_order_of_the_fields():
    merged = merge(Draft(), Draft(1, 1, 1, 1), Draft(2, 2, 2, 2))
    assert merged == Merged(Draft(2, 2, 2, 2), ("text", "session", "note", "venue"))


def test_fields_that_hang_together_are_taken_from_one_side():
    before, theirs = Draft(session=1, venue=1), Draft(session=2, venue=1)
    assert merge(before, theirs, Draft(session=1, venue=1, note=1), TOGETHER) == Merged(
        Draft(session=2, venue=1, note=1), ()
    )
    assert merge(before, before, theirs, TOGETHER) == Merged(theirs, ())


def test_one_field_of_a_group_each_is_a_clash_of_both():
    before, theirs, mine = Draft(), Draft(session=1), Draft(venue=1)
    assert merge(before, theirs, mine, TOGETHER) == Merged(mine, ("session", "venue"))
    assert merge(before, theirs, mine) == Merged(Draft(session=1, venue=1), ())


def test_a_clash_of_a_group_names_only_what_differs():
    merged = merge(Draft(), Draft(session=1, venue=1), Draft(session=2, venue=1), TOGETHER)
    assert merged == Merged(Draft(session=2, venue=1), ("session",))


BOTH_WAYS = st.sampled_from([[], TOGETHER])


@given(DRAFTS, DRAFTS, BOTH_WAYS)
def test_where_they_changed_nothing_the_whole_is_mine(
    before: Draft, mine: Draft, together: list[frozenset[str]]
):
    assert merge(before, before, mine, together) == Merged(mine, ())


@given(DRAFTS, DRAFTS, BOTH_WAYS)
def test_where_i_changed_nothing_the_whole_is_theirs(
    before: Draft, theirs: Draft, together: list[frozenset[str]]
):
    assert merge(before, theirs, before, together) == Merged(theirs, ())


@given(DRAFTS, DRAFTS, BOTH_WAYS)
def test_where_both_made_the_same_of_it_that_stands(
    before: Draft, after: Draft, together: list[frozenset[str]]
):
    assert merge(before, after, after, together) == Merged(after, ())


@given(DRAFTS, DRAFTS, DRAFTS, BOTH_WAYS)
def test_both_sides_clash_in_the_same_fields(
    before: Draft, theirs: Draft, mine: Draft, together: list[frozenset[str]]
):
    here, there = merge(before, theirs, mine, together), merge(before, mine, theirs, together)
    assert here.clashes == there.clashes
    apart = {name for name in NAMES if getattr(here.draft, name) != getattr(there.draft, name)}
    assert apart == set(here.clashes)  # where nothing clashes both get the same


@given(DRAFTS, DRAFTS, DRAFTS, BOTH_WAYS)
def test_no_change_of_either_side_is_lost_unsaid(
    before: Draft, theirs: Draft, mine: Draft, together: list[frozenset[str]]
):
    merged = merge(before, theirs, mine, together)
    for names in groups(together):
        first, other, own = (of(draft, names) for draft in (before, theirs, mine))
        got = of(merged.draft, names)
        if first not in (other, own) and other != own:
            assert got == own
            differing = {n for n in names if getattr(theirs, n) != getattr(mine, n)}
            assert differing == set(names) & set(merged.clashes)
            continue
        assert got == (other if own == first else own)
        assert not set(names) & set(merged.clashes)
