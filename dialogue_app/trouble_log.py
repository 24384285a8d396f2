"""The log of what nobody foresaw, in the data folder: where it happened, never with which values.

Whatever goes wrong while it is written, whoever reports an error is not disturbed by another one.
"""

from __future__ import annotations

import platform
import sqlite3
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from dialogue_app import __version__, private

NAME = "dialogue.log"
LONGEST = 1024 * 1024  # bytes; then the log begins anew, and the one before is kept
_PROGRAM = Path(__file__).parents[1]


def note(folder: Callable[[], Path], at: Callable[[], datetime], error: BaseException) -> None:
    """Note where an error happened, in the log of the folder. Never raises."""
    with suppress(Exception):
        path = folder() / NAME
        if path.exists() and path.stat().st_size > LONGEST:
            path.replace(path.with_suffix(".1.log"))
        with open(path, "a", encoding="utf-8", errors="replace", opener=private.opener) as log:
            log.write(report_of(error, at()) + "\n")


def report_of(error: BaseException, at: datetime) -> str:
    """Where an error happened and in which versions; no value of anybody's."""
    return "\n".join([f"{at:%Y-%m-%d %H:%M:%S} {versions()}", *_lines(error)])


def install_hooks(
    report: Callable[[BaseException], None], report_of_thread: Callable[[BaseException], None]
) -> None:
    """Report what nobody catches on the main thread, and on another one; no report disturbs."""

    def uncaught(kind: type[BaseException], error: BaseException, _trace: object) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, error.__traceback__)
        else:
            with suppress(Exception):
                report(error)

    def uncaught_on_thread(given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            with suppress(Exception):
                report_of_thread(given.exc_value)

    sys.excepthook = uncaught
    threading.excepthook = uncaught_on_thread


def versions() -> str:
    """Of the program and what it runs on."""
    return (
        f"dialogue-app {__version__}, SQLite {sqlite3.sqlite_version}, "
        f"Python {platform.python_version()}, {sys.platform}"
    )


def _lines(error: BaseException) -> Iterator[str]:
    """The error and what caused it, each with the lines that led there."""
    yield kind_of(error)
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"    {_short(frame.filename)}:{frame.lineno} {frame.name}"
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield "caused by"
        yield from _lines(before)


def kind_of(error: BaseException) -> str:
    """Its class, and what SQLite or the system calls it; nothing of what it is about."""
    name = getattr(error, "sqlite_errorname", None) or getattr(error, "errno", None)
    return f"{type(error).__name__} ({name})" if name else type(error).__name__


def _short(file: str) -> str:
    """The file within the program or a library, without where that lies."""
    path = Path(file)
    if path.is_relative_to(_PROGRAM) and ".venv" not in path.parts:
        return path.relative_to(_PROGRAM).as_posix()
    return "/".join(path.parts[-3:])
