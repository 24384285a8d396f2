"""An input that holds a file: a button that asks for one, and its name beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from dialogue_app.i18n import _
from ui import theme
from ui.widgets.files import ask_for_file
from ui.widgets.inputs import mark
from ui.widgets.plain import Label, set_tip


class FileField(QWidget):
    """A file chosen by hand, as its path; an empty text is none."""

    changed = Signal()

    def __init__(self, title: str) -> None:
        """`title` stands above the system's dialog."""
        super().__init__()
        self._path, self._asks = "", title
        self._choose = QPushButton(_("Choose a file…"))
        self._choose.setObjectName("choose_file")
        self._choose.clicked.connect(self._ask)
        self._remove = QPushButton(_("Remove"))
        self._remove.setObjectName("remove_file")
        theme.set_role(self._remove, kind="quiet")
        self._remove.clicked.connect(lambda: self.set_value(""))
        self._name = Label(wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.STEP)
        row.addWidget(self._choose)
        row.addWidget(self._name, 1)
        row.addWidget(self._remove)
        self._remove.hide()
        self.setFocusProxy(self._choose)

    def setAccessibleName(self, name: str) -> None:
        """The button is what the keyboard comes to."""
        super().setAccessibleName(name)
        self._choose.setAccessibleName(f"{name}: {self._choose.text()}")

    def value(self) -> str:
        """The path, empty for none."""
        return self._path

    def set_value(self, path: str) -> None:
        """Hold a file."""
        self._path = path
        self._name.setText(Path(path).name if path else "")
        set_tip(self._name, path)
        self._remove.setVisible(bool(path))
        self.changed.emit()

    def on_change(self, changed: Callable[[], None]) -> None:
        """Tell of every file."""
        self.changed.connect(changed)

    def show_error(self, text: str) -> None:
        """Mark the button."""
        mark(self._choose, text)

    def words(self, value: str) -> str:
        """The name of a file."""
        return Path(value).name if value else ""

    def _ask(self) -> None:
        ask_for_file(self, self._asks, lambda path: self.set_value(str(path)))
