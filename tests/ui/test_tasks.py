from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.tasks import Lane, Task, TaskRunner


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.shutdown()


def test_work_is_elsewhere_and_its_result_here(qtbot: QtBot, tasks: TaskRunner) -> None:
    seen: list[threading.Thread] = []
    tasks.run(
        threading.current_thread,
        lambda worker: seen.extend([worker, threading.current_thread()]),
        lane=Lane.WRITE,
    )
    qtbot.waitUntil(lambda: not tasks.busy)
    assert seen[0] is not threading.current_thread()
    assert seen[1] is threading.current_thread()


def test_an_error_reaches_its_handler_once(qtbot: QtBot, tasks: TaskRunner) -> None:
    errors: list[Exception] = []

    def fail() -> None:
        raise ValueError("no")

    tasks.run(fail, on_error=errors.append)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert [str(error) for error in errors] == ["no"]


def test_the_newest_preview_wins(qtbot: QtBot, tasks: TaskRunner) -> None:
    shown: list[int] = []
    for number in range(20):
        tasks.run(lambda number=number: number, shown.append, lane=Lane.PREVIEW)  # type: ignore[misc]
    qtbot.waitUntil(lambda: not tasks.busy)
    assert shown == [19]


def test_long_work_tells_how_far_it_is_and_can_be_called_off(
    qtbot: QtBot, tasks: TaskRunner
) -> None:
    steps: list[tuple[int, int]] = []
    done: list[str] = []

    def work(task: Task) -> str:
        task.report(1, 2)
        task.cancelled.wait(5)
        return "finished"

    task = tasks.run_long(work, done.append, on_progress=lambda at, of: steps.append((at, of)))
    qtbot.waitUntil(lambda: steps == [(1, 2)])
    task.cancel()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert done == []
