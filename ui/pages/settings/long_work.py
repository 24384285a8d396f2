"""The base of the tabs that work for a while: what they say, a bar, and a button that stops."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.i18n import _
from ui import theme
from ui.context import Context
from ui.tasks import Lane, Task
from ui.widgets.facts import DetailArea, paragraph


class LongWorkPanel(QWidget):
    """Add buttons and fields above `found`, which shows the result; start work by `run`.

    What cannot be used while work is under way stands in `inputs`, where one begins first.
    """

    def __init__(self, context: Context, about: str) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.context = context
        self.inputs: list[QWidget] = []
        self._task: Task | None = None
        self._bar, self._stop = QProgressBar(), QPushButton(_("Stop"))
        self._bar.setAccessibleName(_("How far it is"))
        self._stop.setObjectName("stop")
        self._stop.clicked.connect(self.stop)
        self.buttons, self.head = QHBoxLayout(), QVBoxLayout()
        self.found = DetailArea()
        self.found.setAccessibleName(_("What was found"))
        self.head.setSpacing(theme.STEP)
        self.head.addWidget(paragraph(about))
        working = QHBoxLayout()
        working.setSpacing(theme.STEP)
        working.addWidget(self._bar, 1)
        working.addWidget(self._stop)
        self.buttons.setSpacing(theme.STEP)
        inner = QWidget()
        inner.setProperty("role", "page")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, theme.GAP, 0, 0)
        self.column.setSpacing(theme.GAP)
        self.column.addLayout(self.head)
        self.column.addLayout(self.buttons)
        self.column.addLayout(working)
        self.column.addWidget(self.found, 1)
        area = QScrollArea()  # for a low window
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self._show_work(under_way=False)

    @property
    def is_dirty(self) -> bool:
        """Nothing here is to be saved."""
        return False

    def take_keyboard(self) -> None:
        """Put the keyboard where one begins."""
        self.inputs[0].setFocus()

    def run(
        self, work: Callable[[Task], Any], show: Callable[[Any], None], lane: Lane = Lane.CHECK
    ) -> None:
        """Do the work on a worker and show what it gives; what was found before goes.

        What is written is written to its end, whatever is pressed.
        """
        self.stop()
        self.found.fill([])
        self._show_work(under_way=True)
        self._stop.setVisible(lane is not Lane.WRITE)

        def done(result: Any) -> None:
            self._show_work(under_way=False)
            show(result)

        self._task = self.context.tasks.run_long(
            self, work, done, self._failed, on_progress=self._progress, lane=lane
        )

    def stop(self) -> None:
        """Stop what is under way, where it can be stopped."""
        if self._task is not None:
            self._task.stop()

    def failed(self, error: Exception) -> None:
        """Show what went wrong; by default as a message."""
        self.context.messages.error(error, about=self)

    def _failed(self, error: Exception) -> None:
        self._show_work(under_way=False)
        if isinstance(error, Cancelled):
            self.found.fill([paragraph(_("Stopped."))])
        else:
            self.failed(error)

    def _progress(self, done: int, total: int) -> None:
        self._bar.setMaximum(total)
        self._bar.setValue(done)

    def _show_work(self, *, under_way: bool) -> None:
        self._bar.setVisible(under_way)
        self._stop.setVisible(under_way)
        self._bar.setMaximum(0)
        for part in self.inputs:
            part.setEnabled(not under_way)
