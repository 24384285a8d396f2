"""Whatever two sides change: it is taken, it stays, or it is named; nothing is lost unsaid."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.bringing import (
    COMPLAINT,
    EDITED,
    STORY,
    Compared,
    Group,
    Identity,
    compare,
    dangling,
    result,
)

ISSUES: list[Identity] = [("issue", "a"), ("issue", "b"), ("issue", "new there")]
COLUMNS = ("text", "note", "topic", COMPLAINT, "outcome", EDITED)
VALUES = st.sampled_from(["x", "y", "z"])
ROWS = st.dictionaries(st.sampled_from(ISSUES), st.dictionaries(st.sampled_from(COLUMNS), VALUES,
                       min_size=1), max_size=3)  # fmt: skip
STORY_ROWS = st.dictionaries(
    st.sampled_from([(table, n) for table in ("answer_issue", "assignment", "waiting")
                     for n in range(2)]),
    st.fixed_dictionaries({"issue_id": st.just(ISSUES[0]), "value": VALUES}),
    max_size=4,
)  # fmt: skip
Rows = dict[Identity, dict[str, Any]]


def group_of(row: Identity, column: str) -> Group:
    if row[0] != "issue":
        return Group(ISSUES[0], STORY)
    return Group(row, STORY if column == "outcome" else column)


def with_issue(rows: Rows, story: Rows) -> Rows:
    """The rows of a side; what happened to the first issue needs it."""
    needed = {ISSUES[0]: {"text": "x"}} if story else {}
    return {**needed, **rows, **story}


SIDES = st.tuples(*[st.builds(with_issue, ROWS, STORY_ROWS)] * 3)


def standing(compared: Compared, ours: Rows, from_copy: set[Group]) -> Rows:
    """The register after it."""
    changed = result(compared, from_copy)
    return {row: values for row, values in {**ours, **changed}.items() if values}


def cells(rows: Rows) -> dict[tuple[Identity, str], Any]:
    return {(row, column): value for row, some in rows.items() for column, value in some.items()}


@given(SIDES)
def test_what_one_side_changed_is_taken_and_what_both_did_is_named(sides: tuple[Rows, Rows, Rows]):
    base, ours, theirs = sides
    compared = compare(base, ours, theirs, group_of)
    now = cells(standing(compared, ours, set()))
    before, here, there = cells(base), cells(ours), cells(theirs)
    for cell in before.keys() | here.keys() | there.keys():
        values = [some.get(cell) for some in (before, here, there)]
        group = group_of(*cell)
        if group in compared.clashes:
            assert now.get(cell) == values[1], cell  # as it stands, until somebody decides
        elif group in compared.beside:
            for side in values[1:]:
                if side != values[0] and side is not None:
                    assert set(str(side).split()) <= set(str(now.get(cell)).split()), cell
        elif values[1] == values[0]:
            assert now.get(cell) == values[2], cell  # at most the copy changed it
        else:
            assert now.get(cell) == values[1], cell
            unchanged = {some.get(cell) for some in (before, here)}
            assert values[2] in unchanged, cell  # else the copy's word would be lost


@given(SIDES)
def test_what_is_decided_for_the_copy_is_as_the_copy_has_it(sides: tuple[Rows, Rows, Rows]):
    base, ours, theirs = sides
    compared = compare(base, ours, theirs, group_of)
    now = cells(standing(compared, ours, set(compared.clashes)))
    for cell in cells(ours).keys() | cells(theirs).keys():
        if group_of(*cell) in compared.clashes:
            assert now.get(cell) == cells(theirs).get(cell), cell
    if not list(dangling(compared, set(compared.clashes))):
        again = compare(theirs, standing(compared, ours, compared.clashes), theirs, group_of)
        assert not again.clashes  # what came is known from then on
        assert not again.taken


def compared_with(base: Rows, ours: Rows, theirs: Rows) -> Compared:
    issue = {ISSUES[0]: {"text": "x"}}
    return compare({**issue, **base}, {**issue, **ours}, {**issue, **theirs}, group_of)


def of_first(value: str) -> dict[str, Any]:
    return {"issue_id": ISSUES[0], "value": value}


def test_an_answer_there_and_a_body_here_stand_beside_each_other():
    answer, given_out = {("answer_issue", 1): of_first("a")}, {("assignment", 1): of_first("b")}
    compared = compared_with({}, given_out, answer)
    assert not compared.clashes
    assert result(compared, set()) == answer


def test_a_body_on_both_sides_is_for_a_person_to_decide():
    compared = compared_with(
        {}, {("assignment", 1): of_first("a")}, {("assignment", 2): of_first("b")}
    )
    assert compared.clashes == {Group(ISSUES[0], STORY)}


def test_an_end_here_and_an_answer_there_are_decided():
    ended = {ISSUES[0]: {"text": "x", "outcome": "settled"}}
    compared = compared_with({}, ended, {("answer_issue", 1): of_first("a")})
    assert compared.clashes == {Group(ISSUES[0], STORY)}
    assert result(compared, set()) == {}


def test_a_complaint_is_not_given_out_by_the_other_side():
    complaint = {ISSUES[0]: {"text": "x", COMPLAINT: True}}
    compared = compared_with({}, {("assignment", 1): of_first("a")}, complaint)
    assert compared.clashes == {Group(ISSUES[0], STORY), Group(ISSUES[0], COMPLAINT)}
    decided = result(compared, compared.clashes)
    assert decided == {("assignment", 1): None, ISSUES[0]: {"text": "x", COMPLAINT: True}}


def test_who_is_removed_there_and_named_here_is_decided_together():
    def by_table(row: Identity, _column: str) -> Group:
        return Group(ISSUES[0], "text" if row[0] == "issue" else row[0])

    raiser: Rows = {("raiser", 1): {"issue_id": ISSUES[0]}}
    verdict: Rows = {("verdict", 1): {"issue_id": ISSUES[0], "raiser_id": ("raiser", 1)}}
    issue: Rows = {ISSUES[0]: {"text": "x"}}
    compared = compare({**issue, **raiser}, {**issue, **raiser, **verdict}, issue, by_table)
    assert compared.clashes == {Group(ISSUES[0], "raiser"), Group(ISSUES[0], "verdict")}
    assert list(dangling(compared, set())) == []
    assert list(dangling(compared, {Group(ISSUES[0], "raiser")})) == [
        (("verdict", 1), ("raiser", 1))
    ]


def test_what_one_side_removed_and_the_other_changed_is_kept_or_goes_whole():
    whole: Rows = {ISSUES[0]: {"text": "x", "note": "n"}}
    changed: Rows = {ISSUES[0]: {"text": "y", "note": "n"}}
    both = {Group(ISSUES[0], "text"), Group(ISSUES[0], "note")}
    removed_there = compare(whole, changed, {}, group_of)
    assert removed_there.clashes == both
    assert result(removed_there, set()) == {}
    assert result(removed_there, both) == {ISSUES[0]: None}
    removed_here = compare(whole, {}, changed, group_of)
    assert removed_here.clashes == both
    assert result(removed_here, both) == changed
    assert result(compare(whole, whole, {}, group_of), set()) == {ISSUES[0]: None}
