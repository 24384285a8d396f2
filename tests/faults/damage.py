"""Bits flipped and ends cut of the database and of a backup: refused, named, or of no effect.

Damage of an index alone is what a quick look does not see: each is named.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

from dialogue_app.domain.errors.backups import BackupUnreadable
from dialogue_app.domain.errors.base import DialogueError
from dialogue_app.services import checking
from dialogue_app.services.backing_up import restore
from dialogue_app.storage.sqlite import FILE_NAME
from tests.faults.acts import ACTS, Stage, opened, state
from tests.template import NOW

LEAF = 10  # how a page of an index begins that has no other below it
OF_INDEXES = 20  # of which each is found


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
    assert _is_sound(stage.place / "data" / FILE_NAME), harmed
    assert state(stage.place) == stage.before, f"{harmed}: changed, and nobody said so"
    return "no effect"


def harm_index(stage: Stage, chance: random.Random) -> str:
    """Harm an index so that it says other than its table, and check; how that ended."""
    stage.set_up()
    path = stage.place / "data" / FILE_NAME
    whole = path.read_bytes()
    while _is_sound(path):  # where nothing was written the bit is of none
        path.write_bytes(whole)
        harmed = _flip_in_index(path, chance)
    try:
        with opened(stage.place) as case:
            assert checking.check(case).findings, f"{harmed}: nobody said so"
            return "named"
    except DialogueError:
        return "refused"


def _flip_in_index(path: Path, chance: random.Random) -> str:
    """Flip a bit among the keys of an index that has but one page; says which."""
    content = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        indexes = "SELECT name, rootpage FROM sqlite_master WHERE type = 'index'"
        roots = {name: (page - 1) * size for name, page in connection.execute(indexes)}
    filled = [
        (name, at) for name, at in sorted(roots.items()) if content[at] == LEAF and content[at + 4]
    ]
    name, at = chance.choice(filled)
    first = int.from_bytes(content[at + 5 : at + 7], "big")  # where the keys begin
    place = at + chance.randrange(first, size)
    content[place] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    return f"a bit of byte {place - at} of the page of {name}"


def _is_sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection, suppress(sqlite3.DatabaseError):
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    return False


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
        ("indexes", ACTS["save"], harm_index),
    ):
        stage, chance = Stage(act, folder / what), random.Random(seed)
        times = min(count, OF_INDEXES) if harm_it is harm_index else count
        ends = Counter(harm_it(stage, chance) for _n in range(times))
        shutil.rmtree(folder / what)
        told = ", ".join(f"{n} {end}" for end, n in sorted(ends.items()))
        said.append(f"{times} flips and cuts of the {what} (seed {seed}): {told}")
    return said
