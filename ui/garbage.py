"""Frees unreachable objects on the window's thread only.

Python looks for them on whatever thread happens to make objects. A widget that a worker frees
waits for Qt's locks while the window's thread, which holds them, waits for Python's: both stand.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MILLISECONDS = 1000


class GarbageCollector(QObject):
    """Looks for unreachable objects from the event loop."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MILLISECONDS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Free what is unreachable, up to the oldest generation that is due."""
        due = [
            generation
            for generation, (count, limit) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > limit
        ]
        if 0 in due:
            gc.collect(max(due))

    def stop(self) -> None:
        """Leave it to Python again, once no worker is left."""
        self._timer.stop()
        gc.enable()
