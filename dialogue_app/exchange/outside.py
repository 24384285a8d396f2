"""Has a file read by a process of its own, so that none can harm the program.

A parser may abort, take all memory or never end on a file that somebody made for it or that is
damaged: it is then the other process that ends, and the user gets a sentence.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import IO, Any

from dialogue_app import installed
from dialogue_app.domain.errors.base import Cancelled, DialogueError
from dialogue_app.domain.errors.workbooks import ReaderNotStarted, WorkbookNotReadable
from dialogue_app.exchange.limits import Limits
from dialogue_app.exchange.reading import Progress, Sheet, ShouldStop

_ENTRY = "dialogue_app.exchange.child"
_OPTION = "--read-workbook"  # by which our own launcher starts the same
_PROGRAM = Path(__file__).parents[2]  # the folder of our packages, wherever they are installed
_LOOK_EVERY = 0.05  # seconds until the next look at whether the user stopped it
_LONGEST = 10  # times the limit, for a reader that goes on saying how far it is
# All that an answer may be made of beside plain values; a parser taken over can send no more.
_PLAIN = {
    "datetime": {"date", "datetime", "time", "timedelta"},
    "pathlib": {"PosixPath", "WindowsPath"},
    "dialogue_app.exchange.reading": {"Sheet", "CellRange"},
}
_ERRORS = ("dialogue_app.domain.errors.workbooks", "dialogue_app.domain.errors.files")

Answer = list[Sheet] | tuple[int, int] | DialogueError | None
IsOver = Callable[[], bool]


def read_outside(
    path: Path, limits: Limits, progress: Progress, should_stop: ShouldStop
) -> list[Sheet]:
    """The sheets of a file as another process reads them; see `reading.read`.

    As long as it says how far it is it has more time, or a busy machine would call large files bad.
    """
    begun = monotonic()
    ends, at_last = begun + limits.seconds, begun + _LONGEST * limits.seconds
    with _child(path, limits) as (answers, is_over):
        while monotonic() < ends and not is_over():
            if should_stop():
                raise Cancelled
            try:
                answer = answers.get(timeout=_LOOK_EVERY)
            except Empty:
                continue
            if isinstance(answer, list):
                return answer
            if isinstance(answer, DialogueError):
                raise answer
            if answer is None:
                break
            ends = min(monotonic() + limits.seconds, at_last)
            progress(*answer)
    raise WorkbookNotReadable(path)


@contextmanager
def _child(path: Path, limits: Limits) -> Iterator[tuple[SimpleQueue[Answer], IsOver]]:
    """What the process answers, None when it has ended, and whether it takes too much memory.

    It is ended with the block.
    """
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, [str(_PROGRAM), os.environ.get("PYTHONPATH")])),
        "RUST_BACKTRACE": "0",
    }
    try:
        process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:  # no memory for one more, or it may not be started
        raise ReaderNotStarted(path) from error
    assert process.stdin
    assert process.stdout
    answers: SimpleQueue[Answer] = SimpleQueue()
    listener = Thread(target=_listen, args=(process.stdout, answers))
    listener.start()
    with ExitStack() as ending:
        ending.callback(process.stdout.close)
        ending.callback(listener.join)
        ending.callback(process.wait)
        ending.callback(process.kill)
        is_over = ending.enter_context(_held(process, limits))
        with suppress(OSError), process.stdin:  # it may have ended already
            pickle.dump((path, limits), process.stdin)
        yield answers, is_over


def _command() -> list[str]:
    if installed.is_run_by_launcher():
        return [sys.executable, _OPTION]
    return [sys.executable, "-P", "-m", _ENTRY]


@contextmanager
def _held(process: subprocess.Popen[bytes], limits: Limits) -> Iterator[IsOver]:
    """Hold the process within its limits where it cannot do so itself."""
    if sys.platform == "win32":
        from dialogue_app.exchange.windows_limits import Job

        with Job(process.pid, limits.memory, limits.seconds) as job:
            yield job.is_over
    else:
        yield lambda: False


def _listen(source: IO[bytes], answers: SimpleQueue[Answer]) -> None:
    answer: Answer = (0, 0)
    while isinstance(answer, tuple):
        try:
            answer = _PlainUnpickler(source).load()
        except Exception:  # it ended, or says what it may not
            answer = None
        answers.put(answer)


class _PlainUnpickler(pickle.Unpickler):
    """Builds sheets and our errors from an answer, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        found = None
        if name in _PLAIN.get(module, ()) or module in _ERRORS:
            found = getattr(import_module(module), name, None)
        if module in _ERRORS and not (isinstance(found, type) and issubclass(found, DialogueError)):
            found = None
        if found is None:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found
