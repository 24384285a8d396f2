"""Settings: where the data lie, and the way to another register or to the sample."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dialogue_app.domain.deep_paths import readable
from dialogue_app.i18n import _
from dialogue_app.services.first_start import places
from ui import theme
from ui.widgets.facts import Facts, paragraph
from ui.widgets.files import ask_for_folder

if TYPE_CHECKING:
    from ui.rail import Rail


class FolderPanel(QWidget):
    """The folder is shown; another one is opened in place of this window's."""

    def __init__(self, rail: Rail) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._rail = rail
        folder = rail.context.case.store.folder
        column = QVBoxLayout(self)
        column.setSpacing(theme.GAP)
        column.addWidget(Facts([(_("Folder"), readable(folder))]))
        said = _(
            "To move the data, close the program, copy this folder whole, and open the copy here. "
            "A folder without a register gets an empty one."
        )
        column.addWidget(paragraph(said))
        self._first: QPushButton | None = None
        self._add(column, "open_folder", _("Open another folder…"), self._ask)
        if places.is_sample(folder):
            self._add(column, "back_to_own", _("Back to my own register"), rail.leave_sample)
        else:
            self._add(column, "open_sample", _("Learn the program on the sample"), rail.open_tour)
        column.addStretch(1)

    def take_keyboard(self) -> None:
        """The keyboard goes to the first button."""
        if self._first is not None:
            self._first.setFocus()

    def _add(self, column: QVBoxLayout, name: str, words: str, do: Callable[[], object]) -> None:
        button = QPushButton(words)
        button.setObjectName(name)
        button.clicked.connect(lambda: do())  # noqa: PLW0108  (else Qt passes it `checked`)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._first = self._first or button

    def _ask(self) -> None:
        ask_for_folder(self, _("Folder of the data"), self.open)

    def open(self, folder: Path) -> None:
        """Go over to the register of a folder, from now on at every start."""
        context = self._rail.context
        context.write(self, lambda: places.begin_in(folder), self._rail.go_over_to)
