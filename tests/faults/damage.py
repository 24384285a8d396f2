"""Bits flipped and ends cut of the database and of a backup: refused, named, or of no effect."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from dialogue_app.domain.errors.backups import BackupUnreadable
from dialogue_app.domain.errors.base import DialogueError
from dialogue_app.services import checking
from dialogue_app.services.backing_up import restore
from dialogue_app.storage.sqlite import FILE_NAME
from tests.faults.acts import ACTS, Stage, opened, state
from tests.template import NOW


def harm(path: Path, chance: random.Random) -> str:
    """Flip a bit of the file, or cut its end; says which."""
    size = path.stat().st_size
    place = chance.randrange(size)
    if chance.random() < 0.3:
        os.truncate(path, place)
        return f"cut at {place} of {size}"
    with path.open("r+b") as file:
        file.seek(place)
        (byte,) = file.read(1)
        file.seek(place)
        file.write(bytes([byte ^ 1 << chance.randrange(8)]))
    return f"a bit of byte {place} of {size}"


def harm_database(stage: Stage, chance: random.Random) -> str:
    """Harm the database, open and check it; how that ended."""
    stage.set_up()
    harmed = harm(stage.place / "data" / FILE_NAME, chance)
    try:
        with opened(stage.place) as case:
            if checking.check(case).findings:
                return "named"
    except DialogueError:
        return "refused"
    with closing(sqlite3.connect(stage.place / "data" / FILE_NAME)) as connection:
        integrity = connection.execute("PRAGMA integrity_check").fetchone()
    assert integrity == ("ok",), harmed
    assert state(stage.place) == stage.before, f"{harmed}: changed, and nobody said so"
    return "no effect"


def harm_backup(stage: Stage, chance: random.Random) -> str:
    """Harm the backup, and put it back; how that ended."""
    stage.set_up()
    harmed = harm(stage.place / "backup.zip", chance)
    try:
        restore(stage.place / "data", stage.place / "backup.zip", NOW)
    except BackupUnreadable:
        assert state(stage.place) == stage.before, f"{harmed}: refused, and not as it was"
        return "refused"
    assert state(stage.place) == stage.after, f"{harmed}: another register was put back"
    return "no effect"


def damages(folder: Path, count: int, seed: int) -> list[str]:
    """So many of each; in words."""
    said = []
    for what, act, harm_it in (
        ("database", ACTS["save"], harm_database),
        ("backup", ACTS["restore"], harm_backup),
    ):
        stage, chance = Stage(act, folder / what), random.Random(seed)
        ends = Counter(harm_it(stage, chance) for _n in range(count))
        shutil.rmtree(folder / what)
        told = ", ".join(f"{n} {end}" for end, n in sorted(ends.items()))
        said.append(f"{count} flips and cuts of the {what} (seed {seed}): {told}")
    return said
