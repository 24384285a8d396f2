"""Our window: prints when the first list is painted, and its memory until then."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

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


class ListWatch(QObject):
    """Prints the time after the list with its rows has been painted and ends the program."""

    def __init__(self, app: QApplication, page: ListPage) -> None:
        super().__init__()
        self._app, self._page = app, page
        page.list.viewport().installEventFilter(self)

    def eventFilter(self, _viewport: QObject, event: QEvent) -> bool:
        has_rows = self._page.table.is_loaded and self._page.table.rowCount() > 0
        if event.type() == QEvent.Type.Paint and has_rows:
            self._app.postEvent(self, QEvent(QEvent.Type.User))  # handled after the paint
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            self._page.list.viewport().removeEventFilter(self)
            print(time.perf_counter(), most_held())
            self._app.quit()
        return super().event(event)


def main() -> None:
    """Show the window on the folder that is named, until its first list is painted."""
    app, case, window = build(Path(sys.argv[1]))
    page = window.current()
    assert isinstance(page, ListPage)
    watch = ListWatch(app, page)
    window.show()
    app.exec()
    watch.deleteLater()
    window.close()
    case.store.close()
