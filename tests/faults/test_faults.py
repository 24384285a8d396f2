"""A few of what `make soak` does: calls that fail, full disks, kills, damage, changed workbooks."""

from __future__ import annotations

import random
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults.acts import ACTS, stage
from tests.faults.calls import BROKEN, BUSY, FULL, KINDS
from tests.faults.damage import damages
from tests.faults.each_call import Told, calls_of, fail_at
from tests.faults.full_disk import points
from tests.faults.kills import KILLED_WHILE, kills
from tests.faults.workbooks import MAKERS, mutants
from tests.template import fresh_case

SEED = 12


@pytest.mark.parametrize("name", ACTS)
def test_whatever_call_fails_it_is_as_before_or_done_and_the_truth_is_told(name: str):
    chance, told = random.Random(SEED), Told()
    with stage(name) as one:
        for kind in KINDS:
            if calls := calls_of(one, kind):
                fail_at(one, chance.randint(1, calls), kind, told)
    assert told.refused + told.done >= 3


@pytest.mark.parametrize("kind", [BROKEN, FULL, BUSY], ids=lambda kind: kind.name)
def test_what_is_saved_was_refused_or_is_there(kind):
    """The last calls of a save, around its commit."""
    told = Told()
    with stage("save") as one:
        calls = calls_of(one, kind)
        for n in range(calls - 12, calls + 1, 3):
            fail_at(one, n, kind, told)
    assert told.refused_though_done == 0


@pytest.mark.parametrize("name", ["save", "attaching", "export", "restore"])
def test_a_full_disk_leaves_what_was_there(name: str):
    with stage(name) as one:
        assert " 0 refused" not in points(one, 4)


def test_whoever_is_killed_leaves_the_old_state_or_the_new():
    with ExitStack() as stages:
        told = kills([stages.enter_context(stage(name)) for name in KILLED_WHILE], 8, SEED)
    assert " 0 of them" not in told


def test_damage_is_refused_named_or_of_no_effect(tmp_path: Path):
    database, backup, indexes = damages(tmp_path, 8, SEED)
    assert "refused" in database
    assert "refused" in backup
    assert "named" in indexes


def test_changed_workbooks_are_read_or_one_sentence(tmp_path: Path):
    case = fresh_case(tmp_path / "data")
    assert "refused" in mutants(case, tmp_path, 2 * len(MAKERS), SEED)
    case.store.close()
