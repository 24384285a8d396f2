"""All pairs of a register that may be one, in four bands, against a script of ten lines."""

from __future__ import annotations

from functools import partial

from bench.floors import duplicates as floor
from bench.timing import Result, alternate, worked
from dialogue_app import without_garbage_collection
from dialogue_app.domain.duplicates import Duplicates
from dialogue_app.domain.likeness import Described
from dialogue_app.services.case import Case
from tests.domain.labelled_names import Labelled, labelled

_LIMIT = 2.0
_RUNS = 3
_KINDS, _DOUBLES = 12, 9


def of_a_ward(_case: Case) -> Result:
    """Of 15,000 enterprises."""
    return _alike(15_000)


def of_a_city(_case: Case) -> Result:
    """Of 50,000 enterprises."""
    return _alike(50_000)


def _alike(number: int) -> Result:
    made = _register(number)
    names = [one.name for one in made.enterprises]
    times = alternate(
        lambda: worked(partial(_ours, made)), lambda: worked(lambda: floor.alike(names)), _RUNS, min
    )
    listed = _ours(made)
    right = len(listed & made.same.keys())
    shares = f"right {right / len(listed):.3f}, found {right / len(made.same):.3f}"
    note = f"{len(listed):,} pairs, {shares}"
    return Result(f"alike of {number:,}", *times, _LIMIT, note)


def _register(number: int) -> Labelled:
    """One in ten entered twice, among look-alikes."""
    doubles, alikes = number // 20 // _DOUBLES, number // 100 // _KINDS
    others = number - 2 * (doubles * _DOUBLES + alikes * _KINDS)
    return labelled(9, doubles, alikes, others)


def _ours(made: Labelled) -> set[tuple[int, int]]:
    with without_garbage_collection():
        fresh = [
            Described(one.name, one.tax_code, one.phone, one.address) for one in made.enterprises
        ]
        return {(pair.first, pair.second) for pair in Duplicates(fresh).pairs()}
