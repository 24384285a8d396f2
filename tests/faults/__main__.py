"""All of it, as `make soak` runs it: the seeds are printed, and given again by `--seed`.

python -m tests.faults [--seed N] [--only calls disk kills damage workbooks]
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults import KINDS_OF_FAULTS
from tests.faults.acts import ACTS, stage
from tests.faults.calls import KINDS
from tests.faults.damage import damages
from tests.faults.each_call import Told, calls_of, fail_at
from tests.faults.full_disk import points
from tests.faults.kills import KILLED_WHILE, kills
from tests.faults.workbooks import mutants
from tests.template import fresh_case

KILLS, DAMAGES, MUTANTS, POINTS = 200, 100, 300, 50
MANY = 100  # calls of one act


def each_call(_seed: int) -> Iterator[str]:
    """The first, second … last call of each act fails; of hundreds each third or so."""
    for name in ACTS:
        with stage(name) as one:
            for kind in KINDS:
                told, begun = Told(), time.monotonic()
                calls = calls_of(one, kind)
                for n in range(1, calls + 1, calls // MANY + 1):
                    fail_at(one, n, kind, told)
                yield f"{name}, {kind.name}: {told.line()}, {time.monotonic() - begun:.0f} s"


def full_disk(_seed: int) -> Iterator[str]:
    """The disk is full after so many bytes."""
    for name in ACTS:
        with stage(name) as one:
            yield f"{name}: {points(one, POINTS)}"


def killed(seed: int) -> Iterator[str]:
    """Killed at moments of chance."""
    with ExitStack() as stages:
        yield kills([stages.enter_context(stage(name)) for name in KILLED_WHILE], KILLS, seed)


def damaged(seed: int) -> Iterator[str]:
    """Flips and cuts."""
    with TemporaryDirectory() as folder:
        yield from damages(Path(folder), DAMAGES, seed)


def workbooks(seed: int) -> Iterator[str]:
    """Changed workbooks."""
    with TemporaryDirectory() as folder:
        case = fresh_case(Path(folder) / "data")
        yield mutants(case, Path(folder), MUTANTS, seed)
        case.store.close()


ALL = dict(zip(KINDS_OF_FAULTS, (each_call, full_disk, killed, damaged, workbooks), strict=True))


def main() -> None:
    """Run it; whatever is wrong ends it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--only", nargs="+", choices=ALL, default=list(ALL))
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    for name in asked.only:
        for line in ALL[name](asked.seed):
            print(line, flush=True)


if __name__ == "__main__":
    main()
