"""Our window: prints the work until the first page is painted, and its memory until then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from bench.memory import most_held
from dialogue_app import machine
from dialogue_app.services.case import Case
from dialogue_app.services.opening import open_case
from ui.app import WINDOW_FILE, make_application, make_window
from ui.main_window import MainWindow
from ui.pages.list_page import ListPage


def build(folder: Path) -> tuple[QApplication, Case, MainWindow]:
    """Build application, case and window as `ui.app.start` does, without showing the window."""
    app = make_application(folder / WINDOW_FILE, None)
    case = open_case(folder, machine.now, machine.user_name())
    return app, case, make_window(case)


class Watch(QObject):
    """Prints the work until a widget was painted that has what one looks for; ends the program."""

    def __init__(self, app: QApplication, painted: QWidget, is_there: Callable[[], bool]) -> None:
        super().__init__()
        self._app, self._painted, self._is_there = app, painted, is_there
        painted.installEventFilter(self)

    def eventFilter(self, _painted: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._is_there():
            self._app.postEvent(self, QEvent(QEvent.Type.User))  # handled after the paint
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            self._painted.removeEventFilter(self)
            print(time.process_time(), most_held())
            self._app.quit()
        return super().event(event)


def main() -> None:
    """Show the window on the folder that is named, until its first page is painted."""
    app, case, window = build(Path(sys.argv[1]))
    page: Any = window.current()
    if isinstance(page, ListPage):
        watch = Watch(app, page.list.viewport(), lambda: page.table.rowCount() > 0)
    else:  # the overview, which is not loaded for a list
        watch = Watch(app, page.tiles, lambda: page.tiles.are_counted)
    window.show()
    app.exec()
    watch.deleteLater()
    window.close()
    case.store.close()
