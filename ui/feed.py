"""Tells every page what changed in the database, whoever wrote: this window or another program.

A new day changes what is late and whom to call though nobody wrote: all is read anew then.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from dialogue_app.domain.changes import Changes
from dialogue_app.domain.errors.base import DialogueError
from dialogue_app.domain.errors.store import StoreReplaced
from dialogue_app.services.feed import Feed, everything
from ui.tasks import Lane, TaskRunner

EVERY_MILLISECONDS = 1000


class FeedWatcher(QObject):
    """Asks the feed every second, and at once after a write of this window."""

    changed = Signal(Changes)

    def __init__(
        self,
        feed: Feed,
        tasks: TaskRunner,
        on_error: Callable[[Exception], None],
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self._feed, self._tasks, self._on_error = feed, tasks, on_error
        self._today, self._day = today, today()
        self._reading = self._closed = False
        self._said_failing = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MILLISECONDS)
        self._timer.timeout.connect(self.tick)
        tasks.wrote.connect(self.tick)

    def start(self) -> None:
        """Begin to watch."""
        self._timer.start()

    def stop(self) -> None:
        """Look by itself no more; `tick` still looks."""
        self._timer.stop()

    def close(self) -> None:
        """Let go of the database."""
        self._closed = True
        self._timer.stop()
        self._feed.close()

    def tick(self) -> None:
        """Look whether anybody wrote; what changed is read on a worker."""
        if self._reading or self._closed:
            return  # what comes back is followed by another look
        if self._today() != self._day:
            self._day = self._today()
            self.tell_all_changed()
        try:
            if not self._feed.has_news():
                return
        except StoreReplaced as error:
            self.stop()
            self._on_error(error)
            return
        except DialogueError as error:
            self._say_failing(error)
            return
        self._reading = True
        self._tasks.run(self, self._feed.changes, self._tell, self._failed, lane=Lane.EYE)

    def tell_all_changed(self) -> None:
        """What every page shows is another, though nobody wrote an entry of the history."""
        self.changed.emit(everything())

    def _tell(self, changes: Changes) -> None:
        self._reading = self._said_failing = False
        if changes.touched:
            self.changed.emit(changes)
        self.tick()

    def _failed(self, error: Exception) -> None:
        self._reading = False
        self._say_failing(error)

    def _say_failing(self, error: Exception) -> None:
        """Say it once, and look again with the next tick."""
        if not self._said_failing:
            self._said_failing = True
            self._on_error(error)
