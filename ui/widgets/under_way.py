"""Long work under way: how far it is, and a button that stops it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from dialogue_app.i18n import _
from ui import theme
from ui.context import Context
from ui.tasks import Lane, Task


class UnderWay(QWidget):
    """Runs one piece of work at a time and shows itself meanwhile."""

    busy = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._task: Task | None = None
        self.is_writing = False
        self._bar, self._stop = QProgressBar(), QPushButton(_("Stop"))
        self._bar.setAccessibleName(_("Progress"))
        self._stop.setObjectName("stop")
        self._stop.clicked.connect(self.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.STEP)
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)
        self.hide()

    @property
    def is_running(self) -> bool:
        """Whether any work is under way."""
        return self._task is not None

    def run(
        self,
        work: Callable[[Task], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        lane: Lane = Lane.IMPORT,
        *,
        can_stop: bool = True,
    ) -> None:
        """Do the work, then call `done` with its result; an error is said where nobody takes it.

        Nobody waits any more for what is under way already.
        """
        self.cancel()
        self.is_writing = lane is Lane.WRITE
        self._bar.setMaximum(0)
        self._stop.setVisible(can_stop)
        self._say(_("Stop"), can=True)
        self.show()
        self.busy.emit(True)

        def end(result: Any) -> None:
            self._end()
            done(result)

        def fail(error: Exception) -> None:
            self._end()
            (failed or self._context.messages.error)(error)

        self._task = self._context.tasks.run_long(
            self, work, end, fail, on_progress=self._tell, lane=lane
        )

    def stop(self) -> None:
        """Ask the work to stop; it says itself how it ended."""
        self._say(_("Stopping…"), can=False)
        if self._task is not None:
            self._task.stop()

    def cancel(self) -> None:
        """Nobody waits for it any more."""
        if self._task is not None:
            self._task.cancel()

    def _tell(self, done: int, total: int) -> None:
        self._bar.setMaximum(total)
        self._bar.setValue(done)
        if self.is_writing and done == total:  # the commit begins
            self._say(_("Can no longer be stopped"), can=False)

    def _end(self) -> None:
        self._task, self.is_writing = None, False
        self.hide()
        self.busy.emit(False)

    def _say(self, words: str, *, can: bool) -> None:
        self._stop.setText(words)
        self._stop.setEnabled(can)
