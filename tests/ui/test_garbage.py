"""A widget nobody refers to is freed on the window's thread, never by a worker."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Open
from ui.tasks import Lane, TaskRunner


class Ring:
    """Something only a look for unreachable objects frees."""

    def __init__(self, freed_on: list[threading.Thread]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: freed_on.append(threading.current_thread()))


def test_work_of_a_worker_frees_nothing_of_the_window(open_window: Open, qtbot: QtBot) -> None:
    gc.enable()  # as in a program that has just begun
    driver = open_window(True)
    freed_on: list[threading.Thread] = []
    Ring(freed_on)

    def much_work() -> list[Any]:
        return [[number] for number in range(200_000)]

    driver.context.tasks.run(driver.window, much_work, lane=Lane.READ)
    driver.rest()
    assert set(freed_on) <= {threading.main_thread()}  # which may have looked already
    kept = much_work()  # makes a look due, which is taken from the event loop
    qtbot.waitUntil(lambda: bool(freed_on))
    assert kept
    assert freed_on == [threading.main_thread()]


def test_no_worker_of_a_window_begins_before(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, seen = TaskRunner.run, list[bool]()

    def watched(*given: Any, **named: Any) -> Any:
        seen.append(gc.isenabled())
        return run(*given, **named)

    monkeypatch.setattr(TaskRunner, "run", watched)
    gc.enable()  # as after another window was closed
    open_window(False)
    assert seen
    assert not any(seen)


def test_a_closed_window_leaves_it_to_python_again(open_window: Open) -> None:
    driver = open_window(False)
    assert not gc.isenabled()
    driver.window.close_anyway()
    assert gc.isenabled()
