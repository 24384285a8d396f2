"""Several processes do the same at one moment: each is done once and whole, or refused in words."""

from __future__ import annotations

import io
import multiprocessing
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from dialogue_app.cli import main
from dialogue_app.services.opening import open_case
from dialogue_app.storage import checking
from dialogue_app.storage.sqlite import FILE_NAME
from dialogue_app.storage.steps import Steps, unwatched
from tests.storage.history import assert_history_is_true
from tests.template import NOW, standing_clock

PROCESSES = 5
# What each process does, one after the other; all begin each at one moment.
ACTS = {
    "first start": ["body", "list"],
    "sample": ["sample"],
    "add session": ["session", "add", "--date", "15/12/2026"],
    "register": ["enterprise", "add", "Công ty Mẫu"],
    "issue": ["issue", "add", "Đường ngập."],
    "same code": ["session", "add", "--code", "X1", "--date", "16/12/2026"],
    "paper": ["minutes", "2026-K3", "-o", "{folder}/minutes.pdf"],
}
Done = tuple[str, int, str]  # the act, its exit code, what was said on stderr


def work(folder: str, number: int, barrier: Barrier, done: Queue[list[Done]]) -> None:
    """What one process does, each time together with all others."""
    os.environ["LOGNAME"] = f"user{number}"
    results: list[Done] = []
    for name, arguments in ACTS.items():
        argv = ["--data", folder, "--lang", "en", *(one.format(folder=folder) for one in arguments)]
        barrier.wait(120)
        said = io.StringIO()
        with redirect_stderr(said), redirect_stdout(io.StringIO()):
            code = main(argv, clock=standing_clock)
        results.append((name, code, said.getvalue()))
    done.put(results)


@dataclass
class Raced:
    folder: Path
    done: list[Done]

    def of(self, act: str) -> list[tuple[int, str]]:
        return [(code, said) for name, code, said in self.done if name == act]

    def rows(self, statement: str) -> Sequence[tuple[object, ...]]:
        with closing(sqlite3.connect(self.folder / FILE_NAME)) as connection:
            return connection.execute(statement).fetchall()


@pytest.fixture(scope="module")
def raced(tmp_path_factory: pytest.TempPathFactory) -> Raced:
    folder = tmp_path_factory.mktemp("race") / "data"
    spawning = multiprocessing.get_context("spawn")
    barrier, done = spawning.Barrier(PROCESSES), spawning.Queue()
    processes = [
        spawning.Process(target=work, args=(str(folder), number, barrier, done))
        for number in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    results = [one for _process in processes for one in done.get(timeout=240)]
    for process in processes:
        process.join()
    return Raced(folder, results)


@pytest.mark.parametrize("act", [name for name in ACTS if name != "same code"])
def test_all_of_them_succeed(raced: Raced, act: str):
    assert raced.of(act) == [(0, "")] * PROCESSES


def test_of_those_that_give_one_code_one_is_first_and_the_others_are_told(raced: Raced):
    refused = (2, "Another session already has the code X1.\n")
    assert sorted(raced.of("same code")) == [(0, ""), *[refused] * (PROCESSES - 1)]


def test_everything_is_there_once(raced: Raced):
    staff = raced.rows("SELECT system_user, role FROM staff ORDER BY role, system_user")
    assert len(staff) == len(set(staff)) == PROCESSES
    assert [role for _user, role in staff].count("administrator") == 1
    issues = raced.rows("SELECT count(*) FROM issue WHERE text = 'Đường ngập.'")
    assert issues == [(PROCESSES,)]
    codes = [code for (code,) in raced.rows("SELECT code FROM session")]
    assert sorted(codes, key=lambda code: (len(code), code)) == [
        "X1", *(f"2026-K{n}" for n in range(3, PROCESSES + 4)),
    ]  # fmt: skip


def test_the_register_is_sound_and_its_history_true(raced: Raced):
    assert checking.findings(raced.folder / FILE_NAME, "", NOW, Steps(unwatched, 0)) == []
    case = open_case(raced.folder, lambda: NOW, "user0")
    assert_history_is_true(case)
    case.store.close()


def test_no_half_result_is_left(raced: Raced):
    assert {path.name for path in raced.folder.iterdir()} == {
        FILE_NAME, "register.json", "locks", "minutes.pdf",
    }  # fmt: skip
    paper = (raced.folder / "minutes.pdf").read_bytes()
    assert paper.startswith(b"%PDF")
    assert paper.rstrip().endswith(b"%%EOF")
