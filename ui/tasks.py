"""Runs work on worker threads and delivers its result on the window's thread.

Nothing else starts threads. No Qt object crosses threads, and no work writes what a widget keeps; a
service call opens and closes its own session inside `work`. A result is dropped when its owner was
deleted meanwhile. Work that is not wanted any more is stopped in the middle of its SQL: the store
asks `is_unwanted`.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from enum import Enum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from dialogue_app.domain.errors.base import Cancelled

# Seconds after which a thread that computes lets another one go on; Python's own 5 ms, waited after
# each statement, made a record take twice its time while a workbook was read.
TURN = 0.0002
_HUNDREDTHS, _STEPS_SHOWN = 100, 1000
# Seconds that long work rests at most, between two of its steps, while a record is read.
LONGEST_REST = 0.1

T = TypeVar("T")
OnError = Callable[[Exception], None]
OnProgress = Callable[[int, int], None]


class Lane(Enum):
    """The worker threads by urgency, one for each lane: no lane waits for another.

    Work of one lane is done in its order.
    """

    EYE = "eye"  # somebody waits for it: a record, rows in sight, what fits the typing
    LIST = "list"  # first rows: a search may be slow, but only the next list waits for it
    READ = "read"  # what nobody waits for: all ids, counts
    WRITE = "write"  # takes the database's write lock, so a second thread would only wait
    PAGE = "page"  # pages in sight; pdfium may be used by one thread only
    PAPER = "paper"  # papers made and saved
    IMPORT = "import"  # workbooks, in and out
    TYPING = "typing"  # what is being typed, kept against a crash
    CHECK = "check"  # the whole data file looked through


WRITING = frozenset({Lane.WRITE, Lane.IMPORT})
DONE_TO_THE_END = frozenset({Lane.WRITE, Lane.TYPING})


class Task:
    """A piece of work under way; `may_go_on` is set as long as nobody waits for a record."""

    def __init__(self, report: OnProgress | None, may_go_on: threading.Event) -> None:
        self.stopping = threading.Event()
        self.dropped = False
        self._report, self._may_go_on = report, may_go_on
        self._share, self._told = -1, (-1, -1)

    def stop(self) -> None:
        """Ask the work to stop; its result or error is still delivered."""
        self.stopping.set()

    def cancel(self) -> None:
        """Ask the work to stop; its result or error is dropped."""
        self.dropped = True
        self.stopping.set()

    def should_stop(self) -> bool:
        """Asked by long work between two of its steps; first lets whoever waits for a record go on.

        Threads that compute take turns: beside an import a record would take twice its time.
        """
        self._may_go_on.wait(LONGEST_REST)
        return self.stopping.is_set()

    def watch(self, done: int, total: int) -> None:
        """As `report`, in hundredths, for work that tells of each step; raises `Cancelled`."""
        if self.stopping.is_set():
            raise Cancelled
        share = _HUNDREDTHS * done // total if total else 0
        if share != self._share:
            self._share = share
            self.report(share, _HUNDREDTHS)

    def report(self, done: int, total: int) -> None:
        """Report `done` of `total` steps; called by the work, delivered on the window's thread.

        Of more steps than a bar can show some are left out.
        """
        shown = done * _STEPS_SHOWN // total if total > _STEPS_SHOWN else done
        if self._report is not None and (shown, total) != self._told:
            self._told = shown, total
            self._report(done, total)


_worker = threading.local()  # `task`: what this thread reads for


def is_unwanted() -> bool:
    """Whether nobody waits any longer for what this thread is reading.

    Never so where work was given to be written: it is read for to its end.
    """
    task: Task | None = getattr(_worker, "task", None)
    return task is not None and task.stopping.is_set()


class TaskRunner(QObject):
    """Runs work on the worker of its lane and delivers results on the window's thread."""

    wrote = Signal()  # work that may have written is over
    _back = Signal(object)

    def __init__(self, on_error: OnError | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(TURN)
        self._default_error = on_error
        self._workers = {
            lane: ThreadPoolExecutor(1, thread_name_prefix=lane.value) for lane in Lane
        }
        self._running: set[Task] = set()
        self._closed = False
        self._no_record = threading.Event()  # set as long as nobody waits for one
        self._no_record.set()
        self._back.connect(self._call, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether any work is under way or its result not yet delivered."""
        return bool(self._running)

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        on_success: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
        *,
        lane: Lane,
        instead_of: Task | None = None,
    ) -> Task:
        """Do `work` in its lane, then call `on_success(result)` or `on_error(error)` here.

        When `owner` was deleted meanwhile, a result is dropped, and an error goes to the runner's
        own `on_error`, as it does without one here. `instead_of` is an earlier task to cancel, its
        SQL too.
        """
        if instead_of is not None:
            instead_of.cancel()
        return self.run_long(owner, lambda _task: work(), on_success, on_error, lane=lane)

    def run_long(
        self,
        owner: QObject,
        work: Callable[[Task], T],
        on_success: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
        *,
        on_progress: OnProgress | None = None,
        lane: Lane,
    ) -> Task:
        """As `run`, for work that calls `task.report(...)` and asks `task.should_stop()`."""
        report = None
        if on_progress is not None:
            report = lambda done, total: self._send(  # noqa: E731
                lambda: on_progress(done, total) if isValid(owner) else None
            )
        task = Task(report, self._no_record)
        if self._closed:
            return task
        self._running.add(task)
        future = self._workers[lane].submit(self._work_unless_dropped, work, task, lane)
        future.add_done_callback(
            lambda done: self._send(
                lambda: self._finish(owner, task, lane, done, on_success, on_error)
            )
        )
        return task

    def shutdown(self) -> None:
        """Ask running work to stop, wait for it, and drop work that has not begun.

        What was given to be written is written still, and what is kept of typing.
        """
        self._closed = True
        for task in self._running:
            task.stop()
        for lane, worker in self._workers.items():
            worker.shutdown(wait=True, cancel_futures=lane not in DONE_TO_THE_END)
        self._running.clear()  # what ended meanwhile is delivered to nobody any more

    def _work_unless_dropped(self, work: Callable[[Task], T], task: Task, lane: Lane) -> T:
        if task.dropped:
            raise CancelledError
        _worker.task = None if lane is Lane.WRITE else task
        if lane is Lane.EYE:
            self._no_record.clear()
        try:
            return work(task)
        finally:
            _worker.task = None
            if lane is Lane.EYE:
                self._no_record.set()

    def _finish(
        self,
        owner: QObject,
        task: Task,
        lane: Lane,
        future: Future[Any],
        on_success: Callable[[Any], None] | None,
        on_error: OnError | None,
    ) -> None:
        self._running.discard(task)
        if lane in WRITING:
            self.wrote.emit()
        if task.dropped or future.cancelled():
            return
        gone = not isValid(owner)
        error = future.exception()
        if error is None:
            if on_success is not None and not gone:
                on_success(future.result())
            return
        handler = self._default_error if gone or on_error is None else on_error
        if handler is None or not isinstance(error, Exception):
            raise error
        handler(error)

    def _send(self, call: Callable[[], None]) -> None:
        if not self._closed:
            self._back.emit(call)

    def _call(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()
