"""The field one searches a list by, or everything."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from dialogue_app.i18n import _
from ui import theme
from ui.widgets.plain import set_tip

SEARCH_PAUSE = 200  # milliseconds without a key before a search runs


class SearchField(QLineEdit):
    """Searches after a pause in typing, never while a letter is being composed; Esc empties it."""

    searched = Signal(str)
    left_down = Signal()  # Down was pressed: the keyboard should go to the list

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setPlaceholderText(hint or _("Search (without marks works too)…"))
        self.setAccessibleName(_("Search"))
        self.setClearButtonEnabled(True)
        self._icon = self.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        set_tip(self._icon, _("Search"))
        self._composing = False
        self._asked = ""
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE)
        self._pause.timeout.connect(self.ask_now)
        self.textChanged.connect(self._wait)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Wait with the search while a letter is still being composed."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if self._composing:
            self._pause.stop()
        elif self.text() != self._asked:
            self._pause.start()

    def show_searched(self, text: str) -> None:
        """Show what was searched for from elsewhere."""
        if text != self._asked:
            self._asked = text
            self.setText(text)
            self._pause.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter searches at once, Esc empties the field, Down goes to the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask_now()
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
            return
        super().keyPressEvent(event)

    def _wait(self) -> None:
        if not self._composing:
            self._pause.start()

    def ask_now(self) -> None:
        """Search without waiting for a pause, unless a letter is being composed."""
        self._pause.stop()
        if not self._composing and self.text() != self._asked:
            self._asked = self.text()
            self.searched.emit(self._asked)
