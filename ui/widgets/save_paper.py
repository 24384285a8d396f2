"""The button that writes a paper as a file of its kind, and stops the writing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.i18n import _
from dialogue_app.services.papers.source import PaperSource, Written
from ui import theme
from ui.context import Context
from ui.tasks import Lane, Task
from ui.widgets.files import ask_where_to_save_paper


class SavePaperButton(QPushButton):
    """Asks for a file with this ending and writes the paper; pressed meanwhile, it stops."""

    saved = Signal(object)  # the Path of the file

    def __init__(
        self, context: Context, source: PaperSource[Any, Any], about: Any, ending: str, words: str
    ) -> None:
        """`about` says of which thing the paper of `source` is."""
        super().__init__(words)
        self.setObjectName(f"save_{ending[1:]}")
        self.setIcon(theme.icon("save"))
        self._context, self._source, self._about = context, source, about
        self._ending, self._words = ending, words
        self._task: Task | None = None
        self.clicked.connect(self._press)

    @property
    def is_saving(self) -> bool:
        """Whether a file is being written."""
        return self._task is not None

    def save_to(self, path: Path) -> None:
        """Write the file, PDF or Word by its ending."""
        case, source, about = self._context.case, self._source, self._about

        def work(task: Task) -> Written:
            return source.write(case, about, path, task.report, task.should_stop)

        self._tell(0, 0)
        self._task = self._context.tasks.run_long(
            self._context.messages,  # told even where this page is closed meanwhile
            work,
            lambda _written: self._tell_written(path),
            self._failed,
            on_progress=self._tell,
            lane=Lane.PAPER,
        )

    def _press(self) -> None:
        if self._task is not None:
            self._task.stop()
            self.setText(_("Stopping…"))
            return
        case, source, about, ending = (
            self._context.case, self._source, self._about, self._ending
        )  # fmt: skip
        self._context.read(self, lambda: source.file_name(case, about, ending), self._ask_place)

    def _ask_place(self, name: str) -> None:
        ask_where_to_save_paper(self, self._context.messages, self._words, name, self.save_to)

    def _is_stopping(self) -> bool:
        return self._task is not None and self._task.stopping.is_set()

    def _tell(self, pages: int, _of: int) -> None:
        if isValid(self) and not self._is_stopping():
            said = _("Stop (page {n})").format(n=pages) if pages else _("Stop")
            self.setText(said)

    def _tell_written(self, path: Path) -> None:
        """Said wherever the user is by then."""
        self._context.messages.done(_("Saved to {file}.").format(file=path))
        if isValid(self):
            self._end()
            self.saved.emit(path)

    def _failed(self, error: Exception) -> None:
        if isValid(self):
            self._end()
        if isinstance(error, Cancelled):
            self._context.messages.done(_("Stopped. Nothing was written."))
        else:
            self._context.messages.error(error)

    def _end(self) -> None:
        self._task = None
        self.setText(self._words)
