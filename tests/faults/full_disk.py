"""An act on a disk that is full after so many bytes: the old state or the new one, and said so."""

from __future__ import annotations

from dialogue_app.domain.errors.base import DialogueError
from dialogue_app.domain.errors.files import FileNotWritable
from dialogue_app.domain.errors.store import DiskFull, StoreNotWritable
from tests.faults.acts import NotKept, Stage
from tests.faults.calls import no_file_larger_than

# SQLite itself calls a file that may not grow one that cannot be written.
SAID = (DiskFull, StoreNotWritable, FileNotWritable, NotKept)


def points(stage: Stage, count: int) -> str:
    """Do it with no file larger than the first, second … part of the largest one; in words."""
    largest = max(
        path.stat().st_size for path in stage.place.rglob("*") if path.is_file()
    )  # when it is done
    refused = 0
    for n in range(count):
        stage.set_up()
        raised: Exception | None = None
        with no_file_larger_than(largest * n // count):
            try:
                stage.act.do(stage.place)
            except (DialogueError, NotKept) as error:
                raised = error
        where = f"{stage.act.name}, full after {largest * n // count} bytes"
        found = stage.now()
        if raised is None:
            assert found == stage.after, f"{where}: said to be done, and is not"
        else:
            assert isinstance(raised, SAID), f"{where}: {raised!r}"
            assert found in (stage.before, stage.after), f"{where}: half done"
            refused += 1
    return f"full at {count} points: {refused} refused, {count - refused} fitted"
