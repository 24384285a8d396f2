"""Our own start, measured like its floor: until the first painted list of issues."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject

from dialogue_app.services.opening import open_store
from ui.app import WINDOW_FILE, make_application, make_window

folder = Path(sys.argv[1])
app = make_application(folder / WINDOW_FILE, "vi")
store = open_store(folder)
window = make_window(store)
page: Any = window.current()


class Painted(QObject):
    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and page.table.is_loaded:
            app.postEvent(self, QEvent(QEvent.Type.User))
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            print(time.time())
            app.quit()
        return super().event(event)


painted = Painted()
page.list.viewport().installEventFilter(painted)
window.show()
app.exec()
window.close()
store.close()
