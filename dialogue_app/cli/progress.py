"""Long work at a terminal: how far it is, and Ctrl+C that leaves the database as it was."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dialogue_app.domain.errors.base import Cancelled

if TYPE_CHECKING:
    from dialogue_app.services.imports.workbooks import Progress, ShouldStop
    from dialogue_app.storage.steps import Watch

_CLEAR = "\r\x1b[K"


@contextmanager
def stoppable() -> Iterator[ShouldStop]:
    """Whether Ctrl+C was pressed: the work stops where it can, before anything is written."""
    asked = threading.Event()
    before = signal.signal(signal.SIGINT, lambda _number, _frame: asked.set())
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def watched() -> Iterator[Watch]:
    """Shows how far work is, and stops it at Ctrl+C: for work that is told by one function."""
    with stoppable() as is_stopped, progress_line() as show:

        def watch(done: int, total: int) -> None:
            if is_stopped():
                raise Cancelled
            show(done, total)

        yield watch


@contextmanager
def progress_line() -> Iterator[Progress]:
    """A line on stderr that counts, where stderr is a terminal."""
    is_terminal = sys.stderr.isatty()

    def show(done: int, total: int) -> None:
        if is_terminal:
            print(f"{_CLEAR}{done}/{total}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if is_terminal:
            print(_CLEAR, end="", file=sys.stderr, flush=True)
