"""The base of the tabs that work for a while: what they say, a bar, and a button that stops."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.i18n import _
from ui import theme
from ui.context import Context
from ui.tasks import Lane, Task
from ui.widgets.facts import DetailArea, paragraph
from ui.widgets.scrolling import scrolling
from ui.widgets.under_way import UnderWay


class LongWorkPanel(QWidget):
    """Add buttons and fields above `found`, which shows the result; start work by `run`.

    What cannot be used while work is under way stands in `inputs`, where one begins first.
    """

    def __init__(self, context: Context, about: str) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.context = context
        self.inputs: list[QWidget] = []
        self._under_way = UnderWay(context)
        self._under_way.busy.connect(self._follow)
        self.buttons, self.head = QHBoxLayout(), QVBoxLayout()
        self.found = DetailArea()
        self.found.setAccessibleName(_("What was found"))
        self.head.setSpacing(theme.STEP)
        self.head.addWidget(paragraph(about))
        self.buttons.setSpacing(theme.STEP)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, theme.GAP, 0, 0)
        self.column.setSpacing(theme.GAP)
        self.column.addLayout(self.head)
        self.column.addLayout(self.buttons)
        self.column.addWidget(self._under_way)
        self.column.addWidget(self.found, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inner))  # for a low window

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
        self.found.fill([])
        self._under_way.run(work, show, self._failed, lane, can_stop=lane is not Lane.WRITE)

    def failed(self, error: Exception) -> None:
        """Show what went wrong; by default as a message."""
        self.context.messages.error(error, about=self)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self.found.fill([paragraph(_("Stopped."))])
        else:
            self.failed(error)

    def _follow(self, busy: bool) -> None:
        for part in self.inputs:
            part.setEnabled(not busy)
