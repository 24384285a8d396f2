from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.tasks import Lane, Task, TaskRunner


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.shutdown()


def test_work_is_elsewhere_and_its_result_here(qtbot: QtBot, tasks: TaskRunner) -> None:
    seen: list[threading.Thread] = []
    tasks.run(
        tasks,
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

    tasks.run(tasks, fail, on_error=errors.append, lane=Lane.READ)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert [str(error) for error in errors] == ["no"]


def test_the_newest_of_several_wishes_wins_and_others_are_left_alone(
    qtbot: QtBot, tasks: TaskRunner
) -> None:
    shown: list[int] = []
    wish = None
    for number in range(20):
        wish = tasks.run(
            tasks,
            lambda number=number: number,  # type: ignore[misc]
            shown.append,
            lane=Lane.PAPER,
            instead_of=wish,
        )
        if number == 7:
            tasks.run(tasks, lambda: 700, shown.append, lane=Lane.PAPER)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert shown == [700, 19]


def test_a_result_for_somebody_who_is_gone_is_thrown_away_and_its_error_told(
    qtbot: QtBot,
) -> None:
    told: list[Exception] = []
    shown: list[object] = []
    tasks = TaskRunner(told.append)
    owner, begin = QObject(), threading.Event()

    def fail() -> None:
        raise ValueError("not saved")

    tasks.run_long(owner, lambda task: task.report(begin.wait(20), 1), shown.append,
                   on_progress=lambda *steps: shown.append(steps), lane=Lane.IMPORT)  # fmt: skip
    tasks.run(owner, fail, shown.append, shown.append, lane=Lane.IMPORT)
    delete(owner)
    begin.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert shown == []
    assert [str(error) for error in told] == ["not saved"]
    tasks.shutdown()


def test_the_end_stops_long_work(qtbot: QtBot) -> None:
    tasks, stopped = TaskRunner(), []
    tasks.run_long(tasks, lambda task: stopped.append(task.stopping.wait(20)), lane=Lane.IMPORT)
    tasks.shutdown()
    assert stopped == [True]


def test_after_the_end_nothing_is_under_way(qtbot: QtBot) -> None:
    tasks = TaskRunner()
    for lane in Lane:
        tasks.run(tasks, lambda: None, lane=lane)
    assert tasks.busy
    tasks.shutdown()
    assert not tasks.busy


def test_long_work_tells_how_far_it_is_and_can_be_called_off(
    qtbot: QtBot, tasks: TaskRunner
) -> None:
    steps: list[tuple[int, int]] = []
    done: list[str] = []

    def work(task: Task) -> str:
        task.report(1, 2)
        task.stopping.wait(20)
        return "finished"

    task = tasks.run_long(
        tasks, work, done.append, on_progress=lambda at, of: steps.append((at, of)),
        lane=Lane.IMPORT,
    )  # fmt: skip
    qtbot.waitUntil(lambda: steps == [(1, 2)])
    task.cancel()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert done == []


def test_the_end_writes_what_was_given_to_be_written(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks, go_on = TaskRunner(), threading.Event()
    done: list[str] = []
    reads = tasks._workers[Lane.READ]
    end = reads.shutdown

    def end_while_it_reads(wait: bool, cancel_futures: bool) -> None:
        end(wait=False, cancel_futures=cancel_futures)
        go_on.set()
        end(wait=wait)

    monkeypatch.setattr(reads, "shutdown", end_while_it_reads)
    tasks.run(tasks, lambda: go_on.wait(20), lane=Lane.WRITE)
    tasks.run(tasks, lambda: done.append("written"), lane=Lane.WRITE)
    tasks.run(tasks, lambda: go_on.wait(20), lane=Lane.READ)
    tasks.run(tasks, lambda: done.append("read"), lane=Lane.READ)
    tasks.shutdown()
    assert done == ["written"]


def test_long_work_rests_between_two_steps_while_a_record_is_read(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.tasks.LONGEST_REST", 20)
    runner, reading, asks, read = TaskRunner(), threading.Event(), threading.Event(), []
    done: list[str] = []

    def record() -> None:
        reading.set()
        asks.wait(20)
        done.append("record")

    def long_work(task: Task) -> None:
        reading.wait(20)
        asks.set()
        read.append(task.should_stop())
        done.append("import")

    runner.run(runner, record, lane=Lane.EYE)
    runner.run_long(runner, long_work, lane=Lane.IMPORT)
    qtbot.waitUntil(lambda: not runner.busy)
    assert (done, read) == (["record", "import"], [False])


def test_no_record_keeps_long_work_resting_for_ever(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.tasks.LONGEST_REST", 0.001)
    runner, goes_on = TaskRunner(), threading.Event()
    runner.run(runner, lambda: goes_on.wait(20), lane=Lane.EYE)
    done: list[bool] = []
    runner.run_long(runner, lambda task: task.should_stop(), done.append, lane=Lane.IMPORT)
    qtbot.waitUntil(lambda: done == [False])
    goes_on.set()
    runner.shutdown()


def test_of_many_steps_only_those_are_told_that_a_bar_can_show(qtbot: QtBot) -> None:
    runner, told = TaskRunner(), list[int]()
    total = 50_000

    def work(task: Task) -> None:
        for step in range(total + 1):
            task.report(step, total)

    runner.run_long(runner, work, on_progress=lambda at, _of: told.append(at), lane=Lane.IMPORT)
    qtbot.waitUntil(lambda: not runner.busy)
    assert len(told) < total / 10
    assert told == sorted(told)
    assert told[-1] == total


def test_threads_take_turns_more_often_than_python_lets_them(qtbot: QtBot) -> None:
    """Else a record waits 5 ms after each of its statements while a workbook is read."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.005)
    runner = TaskRunner()
    turn = sys.getswitchinterval()
    runner.shutdown()
    sys.setswitchinterval(before)
    assert turn < 0.001
