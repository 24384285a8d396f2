"""An act killed at a moment of chance: the old state or the new one, never less than was said."""

from __future__ import annotations

import os
import random
import select
import signal
import time

from tests.faults.acts import Stage, state

KILLED_WHILE = (
    "typing",
    "save",
    "import of issues",
    "import of enterprises",
    "attaching",
    "migration",
    "backup",
    "restore",
)


def kill_once(stage: Stage, chance: random.Random) -> bool:
    """Kill it at some moment, and look what is there then; whether it was still at work."""
    stage.set_up()
    moment = chance.uniform(0, 1.1 * stage.seconds)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            stage.act.do(stage.place)
            os.write(writer, b"done")
        finally:
            os._exit(0)
    os.close(writer)
    select.select([reader], [], [], moment)  # until it says that it is done, or the moment comes
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    was_done = os.read(reader, 4) == b"done"
    os.close(reader)
    found = state(stage.place)
    where = f"{stage.act.name}, killed after {moment * 1000:.0f} ms"
    assert found == stage.after or not was_done, f"{where}: said to be done, and is not"
    assert found in (stage.before, stage.after), f"{where}: half done"
    if found != stage.after:
        stage.act.do(stage.place)  # nothing it left stands in the way
        assert state(stage.place) == stage.after, f"{where}: cannot be done again"
    assert not list((stage.place / "out").glob(".*")), f"{where}: leaves something for good"
    return not was_done


def kills(stages: list[Stage], count: int, seed: int) -> str:
    """So many kills, by turns; in words."""
    chance, begun = random.Random(seed), time.monotonic()
    at_work = sum(kill_once(stages[n % len(stages)], chance) for n in range(count))
    seconds = time.monotonic() - begun
    return f"{count} kills (seed {seed}), {at_work} of them at work: old or new, {seconds:.0f} s"
