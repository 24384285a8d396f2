"""The entry point: with a command the command line, without one the window.

Qt is imported only inside the functions that open the window, so a command never pays for it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.main_window import PageEntry
    from ui.messages import Messages
    from ui.tasks import TaskRunner

NO_SCREEN = 3  # what `main` gives where there is no screen, so that `make run` can go on without
_WINDOW_OPTIONS = frozenset({"--data", "--lang"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, or open the window on `--data DIR` in `--lang vi|en`.

    Returns the exit code: 0, 1 trouble, 2 wrong use, or `NO_SCREEN`.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not _only_window_options(arguments):
        from dialogue_app.cli import main as run_command

        return run_command(arguments)
    if not has_screen():
        return NO_SCREEN
    options = dict(zip(arguments[::2], arguments[1::2], strict=True))
    return start(options.get("--data"), options.get("--lang", "vi"))


def start(data: str | None, lang: str) -> int:
    """Open the store in `data` (or the user's own folder) and show the window on it."""
    return open_window(lambda _tasks, _messages: (), str, lang=lang)


def has_screen() -> bool:
    """Whether a window can be shown: always but on a Linux machine without a display."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _only_window_options(arguments: list[str]) -> bool:
    return len(arguments) % 2 == 0 and set(arguments[::2]) <= _WINDOW_OPTIONS


def open_window(
    make_entries: Callable[[TaskRunner, Messages], Sequence[PageEntry]],
    explain: Callable[[Exception], str],
    *,
    lang: str = "vi",
    dark: bool = False,
    settings: Path | None = None,
    status: tuple[str, str, str] = ("", "", ""),
) -> int:
    """Show the window until it is closed.

    `make_entries` gives the pages once the task runner and the messages stand; `explain` words an
    error; `status` is folder, last backup, who works here.
    """
    from PySide6.QtWidgets import QApplication

    from dialogue_app import i18n
    from ui import qt_translator, theme
    from ui.main_window import MainWindow
    from ui.messages import Messages
    from ui.tasks import TaskRunner

    i18n.install(lang)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    qt_translator.install(app, lang)
    theme.apply(app, dark=dark)
    messages = Messages(explain)
    tasks = TaskRunner(messages.error)
    window = MainWindow(make_entries(tasks, messages), messages, settings)
    window.set_status(*status)
    window.show()
    try:
        return app.exec()
    finally:
        tasks.shutdown()
