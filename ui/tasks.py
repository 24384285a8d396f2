"""The one door to other threads: work goes out by lane, its result comes back to the window's.

No Qt object crosses threads; a service call opens and closes its own session inside `work`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from enum import Enum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")
OnError = Callable[[Exception], None]
OnProgress = Callable[[int, int], None]


class Lane(Enum):
    """Which worker does it; each lane has one, so its work keeps its order."""

    READ = "read"
    WRITE = "write"
    PREVIEW = "preview"  # newest wins: what was asked before is dropped
    IMPORT = "import"


class Task:
    """A piece of work under way, which can be called off."""

    def __init__(self, report: OnProgress | None = None) -> None:
        self.cancelled = threading.Event()
        self._report = report

    def cancel(self) -> None:
        """Ask the work to stop; whatever it still brings is thrown away."""
        self.cancelled.set()

    def report(self, done: int, total: int) -> None:
        """Called by the work: `done` of `total` steps; the window hears it in its own thread."""
        if self._report is not None:
            self._report(done, total)


class TaskRunner(QObject):
    """Runs work off the window's thread and hands results back on it."""

    busy_changed = Signal(bool)
    _back = Signal(object)

    def __init__(self, on_error: OnError | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._default_error = on_error
        self._workers = {
            lane: ThreadPoolExecutor(1, thread_name_prefix=lane.value) for lane in Lane
        }
        self._running = 0
        self._preview: Task | None = None
        self._closed = False
        self._back.connect(self._call, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether any work is under way or its result not yet handed over."""
        return self._running > 0

    def run(
        self,
        work: Callable[[], T],
        on_success: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
        *,
        lane: Lane = Lane.READ,
    ) -> Task:
        """Do `work` in its lane, then call `on_success(result)` or `on_error(error)` here."""
        return self.run_long(lambda _task: work(), on_success, on_error, lane=lane)

    def run_long(
        self,
        work: Callable[[Task], T],
        on_success: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
        *,
        on_progress: OnProgress | None = None,
        lane: Lane = Lane.IMPORT,
    ) -> Task:
        """As `run`, for work that calls `task.report(...)` and looks at `task.cancelled`."""
        report = None
        if on_progress is not None:
            report = lambda done, total: self._send(lambda: on_progress(done, total))  # noqa: E731
        task = Task(report)
        if lane is Lane.PREVIEW:
            if self._preview is not None:
                self._preview.cancel()
            self._preview = task
        if self._closed:
            return task
        self._count(1)
        future = self._workers[lane].submit(self._work_unless_cancelled, work, task)
        future.add_done_callback(
            lambda done: self._send(lambda: self._finish(task, done, on_success, on_error))
        )
        return task

    def shutdown(self) -> None:
        """Let what is being written end, forget what has not begun."""
        self._closed = True
        for worker in self._workers.values():
            worker.shutdown(wait=True, cancel_futures=True)

    @staticmethod
    def _work_unless_cancelled(work: Callable[[Task], T], task: Task) -> T:
        if task.cancelled.is_set():
            raise CancelledError
        return work(task)

    def _finish(
        self,
        task: Task,
        future: Future[Any],
        on_success: Callable[[Any], None] | None,
        on_error: OnError | None,
    ) -> None:
        self._count(-1)
        if task.cancelled.is_set() or future.cancelled():
            return
        error = future.exception()
        if error is None:
            if on_success is not None:
                on_success(future.result())
            return
        handler = on_error or self._default_error
        if handler is None or not isinstance(error, Exception):
            raise error
        handler(error)

    def _send(self, call: Callable[[], None]) -> None:
        if not self._closed:
            self._back.emit(call)

    def _call(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()

    def _count(self, step: int) -> None:
        before = self.busy
        self._running += step
        if self.busy != before:
            self.busy_changed.emit(self.busy)
