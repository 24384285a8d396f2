"""The minutes as they will be printed: real pages, what they lack, and saving them as files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dialogue_app.domain.changes import Changes
from dialogue_app.i18n import _
from dialogue_app.services.papers.minutes import SOURCE
from dialogue_app.services.papers.source import Written
from dialogue_app.services.papers.words import lack_lines
from ui import theme
from ui.context import Context
from ui.tasks import Task
from ui.widgets.flow import Flow
from ui.widgets.page_view import PageView
from ui.widgets.plain import Label, set_tip
from ui.widgets.save_paper import SavePaperButton


def _export_words() -> dict[str, str]:
    """What the button for each kind of file says, by its ending."""
    return {".pdf": _("Export PDF…"), ".docx": _("Export Word…")}


class MinutesView(QWidget):
    """Shows the pages of one session's minutes, drawn anew after every change while it is seen."""

    def __init__(self, context: Context, session_id: int) -> None:
        super().__init__()
        self.context, self._session_id = context, session_id
        self.view = PageView(context.tasks, self._make, _("Pages of the minutes"))
        self.view.making.connect(self._tell_making)
        self.view.shown.connect(self._tell_shown)
        self.view.failed.connect(self._tell_failed)
        self.said = Label()
        self.said.setWordWrap(True)
        theme.set_role(self.said, role="muted")
        self.lacks = Label()
        self.lacks.setObjectName("paper_lacks")
        self.lacks.setWordWrap(True)
        self.lacks.hide()
        self.save = {
            ending: self._button(words, ending) for ending, words in _export_words().items()
        }
        self._open = QPushButton(_("Open the file"))
        self._open.setObjectName("open_paper")
        self._open.clicked.connect(self._open_file)
        self._open.hide()
        self._written = Path()
        self._lay_out()
        # The minutes name everything there is: whatever changed, they may have.
        context.changes.changed.connect(self._hear)

    @property
    def is_saving(self) -> bool:
        """Whether a file is being written."""
        return any(button.is_saving for button in self.save.values())

    def _hear(self, _changes: Changes) -> None:
        self.view.renew()

    def _make(self, task: Task) -> Written:
        stopped = task.should_stop
        return SOURCE.pdf(self.context.case, self._session_id, task.report, stopped)

    def _button(self, words: str, ending: str) -> SavePaperButton:
        button = SavePaperButton(self.context, SOURCE, self._session_id, ending, words)
        button.saved.connect(self._offer_to_open)
        return button

    def _lay_out(self) -> None:
        row = Flow(theme.STEP)
        for widget in (*self.save.values(), self._open):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(self.lacks)
        column.addWidget(self.view, 1)

    def _offer_to_open(self, written: Path) -> None:
        self._written = written
        set_tip(self._open, str(written))
        self._open.show()

    def _open_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    def _tell_making(self, pages: int) -> None:
        making = _("Drawing the pages…")
        if pages:
            making = _("Drawing page {n}…").format(n=pages)
        self.said.setText(making)

    def _tell_failed(self, error: Exception) -> None:
        self.said.setText(self.context.messages.explain(error))
        self._allow_saving(False)
        self._tell_lacks("")

    def _tell_shown(self, paper: Written) -> None:
        self._allow_saving(True)
        self.said.setText(_("{n} pages").format(n=self.view.page_count))
        self._tell_lacks("\n".join(lack_lines(paper.lacks)))

    def _allow_saving(self, allowed: bool) -> None:
        for button in self.save.values():
            button.setEnabled(allowed or button.is_saving)

    def _tell_lacks(self, text: str) -> None:
        """What the paper lacks is told before it is saved."""
        self.lacks.setText(text)
        self.lacks.setVisible(bool(text))
