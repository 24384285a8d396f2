"""A window in which Enter presses the button it was pressed on, as Space does everywhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow, QPushButton, QToolButton, QWidget


class EnterPresses(QMainWindow):
    """What Enter does in a field may give the keyboard to a button, which is not pressed then."""

    def __init__(self) -> None:
        super().__init__()
        self._pressed_on: QWidget | None = None

    def event(self, event: QEvent) -> bool:
        """Note where the keyboard is before a key is answered."""
        if event.type() == QEvent.Type.ShortcutOverride:
            self._pressed_on = self.focusWidget()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button on Enter."""
        button = self.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        is_meant = enter and button is self._pressed_on
        if is_meant and isinstance(button, (QPushButton, QToolButton)):
            button.click()
        else:
            super().keyPressEvent(event)
