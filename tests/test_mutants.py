"""The maker of mutants itself: what it changes, that the change is Python, and always the same."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.mutants.__main__ import nearest_tests
from tests.mutants.finding import EVERYBODY, Mutant, Mutator, chosen, enums_in, mutants_of

STATES = b"class State(StrEnum):\n    GIVEN = 'given'\n    ENDED = 'ended'\n"
ENUMS = {"State": ["GIVEN", "ENDED"]}


def changed(source: str) -> set[tuple[str, str]]:
    text = source.encode()
    found = Mutator("dialogue_app/a.py", text, ENUMS).mutants()
    return {(mutant.kind, mutant.applied(text).decode()) for mutant in found}


@pytest.mark.parametrize(
    ("before", "kind", "after"),
    [
        ("a < b", "comparison", "a <= b"),
        ("a >= b", "comparison", "a > b"),
        ("(a) == (b)", "comparison", "(a) != (b)"),
        ("'ngày' == b", "comparison", "'ngày' != b"),
        ("a is b", "comparison", "a is not b"),
        ("a is  not b", "comparison", "a is b"),
        ("a not in b", "comparison", "a in b"),
        ("a.is_(None)", "comparison", "a.is_not(None)"),
        ("a and b", "and/or", "a or b"),
        ("(a or\n b)", "and/or", "(a and\n b)"),
        ("if a:\n    raise E", "guard removed", "if False:\n    raise E"),
        ("if a:\n    raise E", "guard negated", "if not (a):\n    raise E"),
        ("require_role(a, b)", "guard removed", "None"),
        ("use_case('a', b, c)", "roles widened", f"use_case('a', {EVERYBODY.decode()}, c)"),
        ("q.where(a, b)", "condition dropped", "q.where(True, b)"),
        ("q.where(a, b)", "condition dropped", "q.where(a, True)"),
        ("q.where(*a)", "condition dropped", "q.where(*())"),
        ("State.GIVEN", "enum member", "State.ENDED"),
        ("State.ENDED", "enum member", "State.GIVEN"),
        ("a - 1", "1 dropped", "(a)"),
        ("a += 1", "1 dropped", "a += 0"),
        ("min(a, b)", "min/max", "max(a, b)"),
        ("func.max(a)", "min/max", "func.min(a)"),
        ("not (a, b)", "not dropped", "((a, b))"),
    ],
)
def test_each_kind_changes_its_one_place(before: str, kind: str, after: str):
    assert (kind, after) in changed(before)


def test_what_guards_nothing_is_left_alone():
    assert changed("a = [State.values, b + 2, f(a)]\nif a:\n    b = 2\n") == set()


def test_the_members_of_an_enum_in_their_order():
    assert enums_in(STATES) == ENUMS
    assert enums_in(STATES.replace(b"StrEnum", b"Worded")) == ENUMS
    assert enums_in(b"class State(Form):\n    GIVEN = 1\n") == {}


def test_every_mutant_of_the_program_is_python():
    root = Path(__file__).parents[1]
    for module, found in mutants_of(["dialogue_app/domain/", "dialogue_app/services/"]).items():
        source = (root / module).read_bytes()
        for mutant in chosen({module: found}, 5, seed=1):
            assert mutant.applied(source) != source
            ast.parse(mutant.applied(source))


def mutants(module: str, count: int) -> list[Mutant]:
    return [Mutant(module, "comparison", at, at + 1, b"<") for at in range(count)]


def test_the_choice_is_seeded_and_in_proportion():
    found = {"a.py": mutants("a.py", 30), "b.py": mutants("b.py", 10), "c.py": []}
    picked = chosen(found, 20, seed=1)
    assert picked == chosen(found, 20, seed=1)
    assert picked != chosen(found, 20, seed=2)
    assert len(set(picked)) == 20
    assert [mutant.module for mutant in picked] == ["a.py"] * 15 + ["b.py"] * 5
    assert set(chosen(found, 100, seed=1)) == {*found["a.py"], *found["b.py"]}


def test_the_nearest_tests_come_first(tmp_path: Path):
    for folder in ("tests/documents", "tests/services/issues"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "tests/services/issues/test_endings.py").touch()
    assert nearest_tests("dialogue_app/services/issues/endings.py", tmp_path) == [
        ["tests/services/issues/test_endings.py"],
        ["tests/services/issues"],
        ["tests/services"],
        ["tests/cli"],
    ]
    assert nearest_tests("dialogue_app/documents/naming.py", tmp_path) == [["tests/documents"]]


def test_the_place_and_both_lines_are_told():
    source = b"first\nif a < b:\n"
    mutant = Mutant("dialogue_app/a.py", "comparison", 11, 12, b"<=")
    told = "dialogue_app/a.py:2 [comparison] if a < b:  ->  if a <= b:"
    assert mutant.told(source) == told


def test_a_path_nobody_has_is_refused():
    with pytest.raises(SystemExit, match="no module"):
        mutants_of(["dialogue_app/nothing"])
