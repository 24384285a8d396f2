"""The log says where something went wrong, never with which values, and disturbs nobody."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from dialogue_app import trouble_log
from dialogue_app.cli import main as run_command
from tests.template import NOW
from ui import app

ROOT = Path(__file__).parents[1]
SECRET = "0912 345 678"


def fail() -> None:
    try:
        sqlite3.connect(":memory:").execute(f"SELECT '{SECRET}' FROM nowhere")
    except sqlite3.Error as error:
        raise ValueError(f"phone {SECRET}") from error


def noted(folder: Path) -> str:
    try:
        fail()
    except ValueError as error:
        trouble_log.note(lambda: folder, lambda: NOW, error)
    return (folder / trouble_log.NAME).read_text("utf-8")


def test_the_log_names_place_and_versions_but_no_value(tmp_path: Path):
    told = noted(tmp_path)
    for words in (
        f"SQLite {sqlite3.sqlite_version}", "dialogue-app", "ValueError", "caused by",
        "OperationalError (SQLITE_ERROR)", "tests/test_trouble_log.py:", " fail\n",
    ):  # fmt: skip
        assert words in told
    assert SECRET not in told
    assert str(ROOT) not in told
    assert stat.S_IMODE((tmp_path / trouble_log.NAME).stat().st_mode) == 0o600


def test_the_log_stays_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    noted(tmp_path)
    monkeypatch.setattr(trouble_log, "LONGEST", 10)
    assert noted(tmp_path).count("ValueError") == 1
    assert {path.name for path in tmp_path.iterdir()} == {"dialogue.log", "dialogue.1.log"}


def test_a_log_that_cannot_be_put_aside_begins_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    noted(tmp_path)
    monkeypatch.setattr(trouble_log, "LONGEST", 10)
    (tmp_path / "dialogue.1.log" / "x").mkdir(parents=True)
    assert noted(tmp_path).count("ValueError") == 1


def test_causes_in_a_ring_and_calls_without_end_are_told_in_few_lines(tmp_path: Path):
    first, second = ValueError(SECRET), KeyError(SECRET)
    first.__cause__, second.__cause__ = second, first
    last: BaseException = first
    for _one in range(2000):
        last, before = OSError(SECRET), last
        last.__cause__ = before

    def again() -> None:
        again()

    for error in (first, last):
        trouble_log.note(lambda: tmp_path, lambda: NOW, error)
    try:
        again()
    except RecursionError as error:
        trouble_log.note(lambda: tmp_path, lambda: NOW, error)
    told = (tmp_path / trouble_log.NAME).read_text("utf-8")
    assert [kind in told for kind in ("ValueError", "KeyError", "OSError", "RecursionError")] == [
        True
    ] * 4
    assert len(told.splitlines()) < 200
    assert SECRET not in told


def nowhere() -> Path:
    raise RuntimeError("no home")


def no_time() -> datetime:
    raise OSError


def test_noting_fails_without_a_word(tmp_path: Path):
    (tmp_path / trouble_log.NAME).mkdir()
    for folder in (nowhere, lambda: tmp_path, lambda: tmp_path / "none"):
        trouble_log.note(folder, lambda: NOW, ValueError())
    trouble_log.note(lambda: tmp_path.parent, no_time, ValueError())


@pytest.fixture
def _own_hooks() -> Iterator[None]:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    sys.excepthook, threading.excepthook, sys.unraisablehook = before


@pytest.mark.usefixtures("_own_hooks")
def test_what_nobody_catches_is_reported_on_every_thread():
    told: list[str] = []
    trouble_log.install_hooks(
        lambda error: told.append(f"main {error}"), lambda error: told.append(f"other {error}")
    )
    sys.excepthook(ValueError, ValueError("x"), None)

    def work() -> None:
        raise ValueError("y")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert told == ["main x", "other y"]

    class Closed:
        def __del__(self) -> None:
            raise ValueError("z")

    Closed()
    assert told == ["main x", "other y", "other z"]


def broken(_error: BaseException) -> None:
    raise RuntimeError


@pytest.mark.usefixtures("_own_hooks")
def test_a_report_that_fails_is_noted_and_nothing_disturbs():
    told: list[str] = []
    trouble_log.install_hooks(broken, lambda error: told.append(str(error)))
    sys.excepthook(ValueError, ValueError("x"), None)
    sys.excepthook(GeneratorExit, GeneratorExit("y"), None)
    assert told == ["x", "y"]
    trouble_log.install_hooks(broken, broken)
    sys.excepthook(ValueError, ValueError("x"), None)


def test_a_folder_that_nobody_knows_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_a, **_o: "~/.local/share/x")
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    for given in ([], ["--data", "~nobody-of-that-name/x"]):
        assert run_command(["--lang", "en", *given, "body", "list"]) == 2
        told += capsys.readouterr().err.splitlines()
        assert app.start(given[1] if given else None, "en") == app.TROUBLE
    assert [one.endswith("say with --data where the data lie.") for one in told] == [True] * 4
    assert list(tmp_path.iterdir()) == []


def test_what_goes_wrong_unforeseen_at_the_start_of_the_window_is_said_and_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_given: object) -> None:
        raise ZeroDivisionError(SECRET)

    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    monkeypatch.setattr("dialogue_app.services.opening.open_case", broken)
    assert app.start(str(tmp_path), "en") == app.TROUBLE
    assert len(told) == 1
    assert "ZeroDivisionError" in (tmp_path / trouble_log.NAME).read_text("utf-8")


@pytest.mark.parametrize("name", ["", " ", "Bà Nguyễn", "\udcff", "x" * 300])
def test_a_user_of_any_name_may_work(tmp_path: Path, name: str):
    told = subprocess.run(
        [sys.executable, "-m", "dialogue_app", "--data", tmp_path / "data", "body", "list"],
        cwd=ROOT,
        env={**os.environ, "LOGNAME": name, "USER": name, "LNAME": name, "USERNAME": name},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")
