"""Locks of the operating system: shared or alone, freed by a kill, with the name of the holder."""

from __future__ import annotations

import errno
import fcntl
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from dialogue_app.domain.errors.store import StoreBusy, StoreNotWritable
from dialogue_app.storage import file_locks
from dialogue_app.storage.locks import (
    FolderLock,
    Holder,
    store_lock,
    turn_to_write,
    window_lock,
    writing_lock,
)
from tests.template import NOW

ROOT = Path(__file__).parents[2]
BUSY = StoreBusy(Path("dialogue.db"))
HOLD = """
import sys
from pathlib import Path
from dialogue_app.storage.locks import FolderLock
lock = FolderLock(Path(sys.argv[1]), "store")
assert lock.take(alone=sys.argv[2] == "alone")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_process(folder: Path, how: str) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the store lock, alone or shared."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", HOLD, str(folder), how]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def _locking(descriptor: int, kind: int, length: int) -> None:
    """`msvcrt.locking` by the locks of Linux that are as Windows': of bytes, of an open file."""
    start = os.lseek(descriptor, 0, os.SEEK_CUR)
    what = fcntl.F_UNLCK if kind == MSVCRT.LK_UNLCK else fcntl.F_WRLCK
    asked = struct.pack("hhqqi4x", what, os.SEEK_SET, start, length, 0)
    try:
        fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, asked)
    except OSError as error:
        raise PermissionError(errno.EACCES, "locked") from error


MSVCRT = SimpleNamespace(LK_UNLCK=0, LK_NBLCK=2, locking=_locking)


@pytest.fixture(params=["posix", "nt"])
def _rules(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "nt":
        monkeypatch.setitem(sys.modules, "msvcrt", MSVCRT)
        monkeypatch.setattr(file_locks, "_lock", file_locks._lock_bytes)
        monkeypatch.setattr(file_locks, "_unlock", file_locks._unlock_bytes)


def is_free(folder: Path, name: str) -> bool:
    lock = FolderLock(folder, name)
    taken = lock.take(alone=True)
    lock.release()
    return taken


def can_take(folder: Path, *, alone: bool) -> bool:
    lock = store_lock(folder)
    taken = lock.take(alone=alone)
    lock.release()
    return taken


@pytest.mark.usefixtures("_rules")
def test_many_share_a_lock_or_one_has_it_alone(tmp_path: Path):
    shared = [store_lock(tmp_path) for _one in range(20)]
    assert all(lock.take(alone=False) for lock in shared)
    assert not can_take(tmp_path, alone=True)
    for lock in shared[1:]:
        lock.release()
    assert not can_take(tmp_path, alone=True)
    shared[0].release()
    with store_lock(tmp_path).held_alone(0, BUSY):
        assert not can_take(tmp_path, alone=True)
        assert not can_take(tmp_path, alone=False)
    assert can_take(tmp_path, alone=True)


@pytest.mark.usefixtures("_rules")
def test_who_holds_it_can_be_read_beside_it(tmp_path: Path):
    lock = window_lock(tmp_path)
    assert lock.holder() is None
    assert lock.take(alone=True)
    for user in ("Bà Nguyễn Thị Mẫu", "Lan"):
        lock.sign(user, NOW)
        assert window_lock(tmp_path).holder() == Holder(user, NOW, os.getpid())
    lock.release()


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "[]", '{"user": "x"}', '{"user": 1, "since": "x"}', "[" * 4096,
        f'{{"user": "x", "since": "{NOW.isoformat()}", "process": 1e400}}',
    ],
)  # fmt: skip
def test_a_note_that_cannot_be_read_names_nobody(tmp_path: Path, text: str):
    (tmp_path / "locks").mkdir()
    (tmp_path / "locks" / "window").write_text(text)
    assert window_lock(tmp_path).holder() is None


@pytest.mark.parametrize("name", ["store", "writing", "queue", "window"])
@pytest.mark.parametrize("is_there", [True, False])
def test_no_lock_is_taken_or_signed_behind_a_link(tmp_path: Path, name: str, is_there: bool):
    """It leads to a file that is none of ours."""
    foreign = tmp_path / "letter.txt"
    if is_there:
        foreign.write_text("to be kept")
    (tmp_path / "locks").mkdir()
    (tmp_path / "locks" / name).symlink_to(foreign)
    with pytest.raises(StoreNotWritable):
        FolderLock(tmp_path, name).take(alone=True)
    assert foreign.exists() is is_there


@pytest.mark.parametrize("how", ["alone", "shared"])
def test_a_killed_process_holds_nothing(tmp_path: Path, how: str):
    with another_process(tmp_path, how) as process:
        assert can_take(tmp_path, alone=False) is (how == "shared")
        assert not can_take(tmp_path, alone=True)
        process.kill()
        process.wait()
        assert can_take(tmp_path, alone=True)


def test_a_lock_is_waited_for(tmp_path: Path):
    with another_process(tmp_path, "alone") as process:
        assert process.stdin is not None
        process.stdin.close()  # ends it
        with store_lock(tmp_path).held_alone(20, BUSY):
            assert not can_take(tmp_path, alone=False)


def test_a_lock_that_does_not_become_free_is_said(tmp_path: Path):
    def wait() -> None:
        with writing_lock(tmp_path).held_alone(0.01, BUSY):
            pass

    with writing_lock(tmp_path).held_alone(0, BUSY), pytest.raises(StoreBusy):
        wait()


def test_whoever_wrote_does_not_overtake_who_stands_in_the_queue(tmp_path: Path):
    order: list[str] = []
    waits = threading.Event()

    def next_one() -> None:
        waits.set()
        with turn_to_write(tmp_path, 20, BUSY):
            order.append("next")

    thread = threading.Thread(target=next_one)
    with turn_to_write(tmp_path, 0, BUSY):
        thread.start()
        waits.wait(20)
        while is_free(tmp_path, "queue"):  # until it stands there
            pass
    with turn_to_write(tmp_path, 20, BUSY):
        order.append("first again")
    thread.join()
    assert order == ["next", "first again"]


def test_the_three_locks_know_nothing_of_each_other(tmp_path: Path):
    locks = [store_lock(tmp_path), writing_lock(tmp_path), window_lock(tmp_path)]
    assert all(lock.take(alone=True) for lock in locks)
    for lock in locks:
        lock.release()


@pytest.mark.parametrize("made", ["folder", "nothing"])
def test_a_folder_that_keeps_no_lock_is_said(tmp_path: Path, made: str):
    if made == "folder":
        (tmp_path / "locks" / "store").mkdir(parents=True)
    lock = FolderLock(tmp_path if made == "folder" else tmp_path / "none", "store")
    with pytest.raises(StoreNotWritable):
        lock.take(alone=True)
