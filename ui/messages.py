"""The one message object: what was saved, what went wrong, small questions.

Nothing here is modal. A message stands at the foot of the window until it has been read; tests
look at `last`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from dialogue_app.i18n import _
from ui import theme

READING_TIME = 6000  # milliseconds a message without a question stays
_MARGIN = 16
_ABOVE_BUTTONS = 96  # the buttons of forms stand at the foot of pages


@dataclass(frozen=True)
class Action:
    """A button in a message; without `do` it only closes it."""

    label: str
    do: Callable[[], None] | None = None


@dataclass(frozen=True)
class Message:
    """What was said: `kind` is "done", "error" or "question"."""

    kind: str
    text: str
    actions: tuple[Action, ...] = ()


class Messages(QObject):
    """Says things to the user in the window given to `attach`."""

    def __init__(self, explain: Callable[[Exception], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.last: Message | None = None
        self._explain = explain
        self._toast: Toast | None = None

    def attach(self, window: QWidget) -> None:
        """Show messages at the foot of this window from now on."""
        self._toast = Toast(window)

    def done(self, text: str) -> None:
        """Say what was done."""
        self._show(Message("done", text))

    def error(self, error: Exception | str) -> None:
        """Say in one sentence what went wrong; it stays until it is closed."""
        text = error if isinstance(error, str) else self._explain(error)
        self._show(Message("error", text))

    def explain(self, error: Exception) -> str:
        """The sentence for an error, for a place beside a field."""
        return self._explain(error)

    def ask(self, text: str, label: str, do: Callable[[], None]) -> None:
        """Ask before doing what cannot be undone cheaply; work goes on meanwhile."""
        self._show(Message("question", text, (Action(label, do), Action(_("Cancel")))))

    def ask_to_leave(self, do: Callable[[], None]) -> None:
        """Ask before something typed is lost."""
        self.ask(_("What you typed is not saved yet."), _("Leave without saving"), do)

    def answer(self, label: str) -> None:
        """Press the button with this label of the message that stands."""
        actions = self.last.actions if self.last else ()
        for action in actions:
            if action.label == label:
                self._take(action)
                return

    def _take(self, action: Action) -> None:
        if self._toast is not None:
            self._toast.hide()
        if action.do is not None:
            action.do()

    def _show(self, message: Message) -> None:
        self.last = message
        if self._toast is not None:
            self._toast.say(message, self._take)


class Toast(QFrame):
    """The strip at the foot of a window that carries one message."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("toast")
        self.setProperty("role", "toast")
        self._icon, self._text = QLabel(), QLabel()
        self._text.setWordWrap(True)
        self._text.setObjectName("toast_text")
        self._buttons: list[QPushButton] = []
        self._close = QToolButton(autoRaise=True)
        self._close.clicked.connect(self.hide)
        self._timer = QTimer(self, singleShot=True, interval=READING_TIME)
        self._timer.timeout.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 8, 8, 8)
        self._row.setSpacing(8)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        window.installEventFilter(self)
        self.hide()

    def say(self, message: Message, take: Callable[[Action], None]) -> None:
        """Show a message instead of the one before."""
        tone = {"error": ("warning", "late"), "done": ("check", "good")}
        name, role = tone.get(message.kind, ("warning", "accent"))
        self._icon.setPixmap(theme.icon(name, role).pixmap(theme.ICON_SIZE))
        self._text.setText(message.text)
        self._close.setIcon(theme.icon("close"))
        self._close.setAccessibleName(_("Close this message"))
        self._set_buttons(message, take)
        theme.set_role(self, tone=message.kind)
        self._place()
        self.show()
        self.raise_()
        self._announce(message.text)
        if message.kind == "done":
            self._timer.start()
        else:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the foot of the window when its size changes."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: object) -> None:
        """Escape closes the message, once the keyboard is in it."""
        if getattr(event, "key", int)() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]

    def _set_buttons(self, message: Message, take: Callable[[Action], None]) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for place, action in enumerate(message.actions):
            button = QPushButton(action.label)
            button.setProperty("kind", "quiet")
            button.clicked.connect(lambda _checked=False, action=action: take(action))
            self._row.insertWidget(2 + place, button)
            self._buttons.append(button)

    def _place(self) -> None:
        window = self._window
        width = min(560, window.width() - 2 * _MARGIN)
        self.setFixedWidth(width)
        height = max(self.heightForWidth(width), self.sizeHint().height())
        self.resize(width, height)
        self.move((window.width() - width) // 2, window.height() - height - _ABOVE_BUTTONS)

    def _announce(self, text: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
