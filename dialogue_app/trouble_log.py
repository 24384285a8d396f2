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
_MOST_CAUSES, _MOST_FRAMES = 20, 100  # told of one error
_PROGRAM = Path(__file__).parents[1]


def note(folder: Callable[[], Path], at: Callable[[], datetime], error: BaseException) -> None:
    """Note where an error happened, in the log of the folder. Never raises."""
    with suppress(Exception):
        path = folder() / NAME
        mode = "w" if _is_long(path) and not _is_put_aside(path) else "a"
        with open(path, mode, encoding="utf-8", errors="replace", opener=private.opener) as log:
            log.write(report_of(error, at()) + "\n")


def report_of(error: BaseException, at: datetime) -> str:
    """Where an error happened and in which versions; no value of anybody's."""
    return "\n".join([f"{at:%Y-%m-%d %H:%M:%S} {versions()}", *_lines(error)])


def _is_long(path: Path) -> bool:
    return path.exists() and path.stat().st_size > LONGEST


def _is_put_aside(path: Path) -> bool:
    """Keep the log beside the one that begins; False where the system refuses."""
    try:
        path.replace(path.with_suffix(".1.log"))
    except OSError:
        return False
    return True


def install_hooks(
    report: Callable[[Exception], None], note_only: Callable[[BaseException], None]
) -> None:
    """Report what nobody catches on the main thread, and note it where nobody can be told.

    That is on another thread, in what Python calls by itself, and where the report fails. Nothing
    of this disturbs.
    """

    def uncaught(kind: type[BaseException], error: BaseException, _trace: object) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, error.__traceback__)
        elif isinstance(error, Exception):
            try:
                report(error)
            except Exception:
                note_quietly(error)
        else:
            note_quietly(error)

    def uncaught_on_thread(given: threading.ExceptHookArgs) -> None:
        note_quietly(given.exc_value)

    def uncaught_by_python(given: sys.UnraisableHookArgs) -> None:
        note_quietly(given.exc_value)

    def note_quietly(error: BaseException | None) -> None:
        with suppress(Exception):
            if error is not None:
                note_only(error)

    sys.excepthook = uncaught
    threading.excepthook = uncaught_on_thread
    sys.unraisablehook = uncaught_by_python


def versions() -> str:
    """Of the program and what it runs on."""
    return (
        f"dialogue-app {__version__}, SQLite {sqlite3.sqlite_version}, "
        f"Python {platform.python_version()}, {sys.platform}"
    )


def _lines(error: BaseException) -> Iterator[str]:
    """The error and what caused it, each with the lines that led there."""
    told: list[BaseException] = []
    before: BaseException | None = error
    while before is not None and before not in told and len(told) < _MOST_CAUSES:
        if told:
            yield "caused by"
        told.append(before)
        yield kind_of(before)
        frames = list(traceback.walk_tb(before.__traceback__))
        for frame, line in frames[-_MOST_FRAMES:]:
            yield f"    {_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"
        before = before.__cause__ or (None if before.__suppress_context__ else before.__context__)


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
