"""The empty state of a list or page: a sentence and a button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui import theme


class EmptyState(QWidget):
    """A sentence in the upper third, and below it a button, where there is something to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel(wordWrap=True)
        self._text.setObjectName("empty_text")
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setProperty("role", "muted")
        self._button = QPushButton()
        self._button.setObjectName("empty_action")
        self._button.clicked.connect(self._press)
        self._button.hide()
        self.setFocusProxy(self._button)
        self._do: Callable[[], None] | None = None
        column = QVBoxLayout(self)
        column.setSpacing(theme.GAP)
        column.addStretch(1)
        column.addWidget(self._text)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.hide()

    def say(self, text: str, action: str = "", do: Callable[[], None] | None = None) -> None:
        """Set the sentence and, with `action` and `do`, the button."""
        self._text.setText(text)
        self._button.setText(action)
        self._button.setVisible(do is not None)
        self._do = do

    def set_primary(self) -> None:
        """Show the button as the primary one of the page."""
        theme.set_role(self._button, kind="primary")

    def text(self) -> str:
        """The sentence shown."""
        return str(self._text.text())

    def _press(self) -> None:
        if self._do is not None:
            self._do()
