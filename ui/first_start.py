"""The window of a first start, which works with no register yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from dialogue_app.i18n import _
from ui import keys
from ui.main_window import MainWindow, PageEntry
from ui.messages import Messages
from ui.pages.first.place import PlacePage
from ui.tasks import TaskRunner

Explain = Callable[[Exception], str]


class PlaceWindow(MainWindow):
    """Asks where the data are to lie; `folder` is what was chosen once it is closed."""

    def __init__(
        self, explain: Explain, clock: Callable[[], datetime], gone: Path | None = None
    ) -> None:
        """`gone` is the folder where the data lie and that is not there now."""
        self.folder: Path | None = None
        messages = Messages(explain)
        self.tasks = TaskRunner(messages.error)

        def build() -> PlacePage:
            page = PlacePage(self.tasks, messages, clock, gone)
            page.chosen.connect(self._take)
            return page

        entry = PageEntry("place", lambda: _("Begin"), "home", 1, build)
        super().__init__([entry], messages, self.tasks)
        self.closed.connect(self.tasks.shutdown)
        self.offer("help", keys.HELP.words, lambda: self._open_help(messages), keys.HELP)

    def _open_help(self, messages: Messages) -> None:
        from ui.help.page import open_help

        open_help(self, self.tasks, messages)

    def _take(self, folder: Path) -> None:
        self.folder = folder
        self.close()


def ask_where(
    app: QApplication, explain: Explain, clock: Callable[[], datetime], gone: Path | None
) -> Path | None:
    """The folder somebody chose for the data; None where the window was just closed."""
    window = PlaceWindow(explain, clock, gone)
    window.show()
    app.exec()
    window.deleteLater()
    return window.folder
