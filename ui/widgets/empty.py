"""The empty state of a list or page: a sentence, and buttons for what to do first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.plain import Label


class EmptyState(QWidget):
    """A sentence in the upper third, and below it a button for each thing there is to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Label(wraps=True)
        self._text.setObjectName("empty_text")
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setProperty("role", "muted")
        self._is_primary = False
        self._buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.GAP)
        self._column.addStretch(1)
        self._column.addWidget(self._text)
        self._column.addStretch(2)
        self.hide()

    def say(self, text: str, *actions: tuple[str, Callable[[], None]]) -> None:
        """Set the sentence, and a button for each pair of words and what it does."""
        self._text.setText(text)
        has_keyboard = any(button.hasFocus() for button in self._buttons)
        for button in self._buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [
            self._add(place, label, do) for place, (label, do) in enumerate(actions, start=1)
        ]
        if self._buttons:
            self.setFocusProxy(self._buttons[0])
        if has_keyboard:
            self.setFocus()

    def set_primary(self) -> None:
        """Show the first button as the primary one of the page."""
        self._is_primary = True

    def text(self) -> str:
        """The sentence shown."""
        return str(self._text.text())

    def _add(self, place: int, label: str, do: Callable[[], None]) -> QPushButton:
        button = QPushButton(label, self)
        button.setObjectName("empty_action" if place == 1 else f"empty_action_{place}")
        button.clicked.connect(lambda: do())  # noqa: PLW0108  (else Qt passes it `checked`)
        if self._is_primary and place == 1:
            theme.set_role(button, kind="primary")
        self._column.insertWidget(place + 1, button, 0, Qt.AlignmentFlag.AlignHCenter)
        button.show()
        return button
