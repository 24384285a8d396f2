"""Messages to the user: what was done, what went wrong, and questions. None is modal.

A message is shown in place of the status line, so that it covers and moves nothing, until it has
been read or the widget it is about is hidden. Tests look at `Messages.last`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from dialogue_app.i18n import _
from ui import theme
from ui.widgets.plain import Label

FOOT_HEIGHT = 34  # of the status line, and of a message in one line that takes its place
READING_TIME = 6000  # milliseconds a message without a question stays


@dataclass(frozen=True)
class Action:
    """A button in a message; without `do` it only closes it."""

    label: str
    do: Callable[[], None] | None = None


@dataclass(frozen=True)
class Told:
    """What an act has to say: what was done and, each a link, what was not."""

    text: str
    links: tuple[Action, ...] = ()


@dataclass(frozen=True)
class Message:
    """A message; `kind` is "done", "notice", "error" or "question"."""

    kind: str
    text: str
    actions: tuple[Action, ...] = ()


class Messages(QObject):
    """Shows messages in the window given to `attach`."""

    def __init__(
        self,
        explain: Callable[[Exception], str],
        ways_out: Callable[[Exception], tuple[Action, ...]] = lambda _error: (),
        parent: QObject | None = None,
    ) -> None:
        """`explain` gives the sentence of an error, `ways_out` what can be done about it."""
        super().__init__(parent)
        self.last: Message | None = None
        self._explain, self._ways_out = explain, ways_out
        self._toast: Toast | None = None

    def attach(self, window: QWidget) -> Toast:
        """Create the strip that shows messages from now on; the window lays it out."""
        self._toast = Toast(window)
        return self._toast

    def done(self, text: str, *offered: Action) -> None:
        """Show for `READING_TIME` what was done, and what can be done about it."""
        self._show(Message("done", text, offered))

    def error(self, error: Exception | str, about: QWidget | None = None) -> None:
        """Show what went wrong until the message is closed or `about` is hidden."""
        if isinstance(error, str):
            self._show(Message("error", error), about)
        else:
            self._show(Message("error", self._explain(error), self._ways_out(error)), about)

    def notice(self, text: str, about: QWidget) -> None:
        """Show what has to be known to go on, until it is closed or `about` is hidden."""
        self._show(Message("notice", text), about)

    def links(self, text: str, links: tuple[Action, ...], about: QWidget) -> None:
        """As `notice`, with links below the text."""
        self._show(Message("notice", text, links), about)

    def explain(self, error: Exception) -> str:
        """The sentence for an error, to be shown beside a field."""
        return self._explain(error)

    def ask(
        self,
        text: str,
        label: str,
        do: Callable[[], None],
        about: QWidget | None = None,
        *,
        loses: bool = True,
    ) -> None:
        """Ask before `do`; `label` is its button. The question goes when `about` is hidden.

        Enter presses the first button, so that is never the one that `loses` something.
        """
        stay, go = Action(_("Cancel")), Action(label, do)
        self._show(Message("question", text, (stay, go) if loses else (go, stay)), about)

    def ask_to_leave(
        self,
        do: Callable[[], None],
        save: Callable[[], None] | None = None,
        about: QWidget | None = None,
    ) -> None:
        """Ask before typed text is lost by `do`; `save`, where given, saves it and then leaves."""
        go, stay = Action(_("Leave without saving"), do), Action(_("Cancel"))
        actions = [stay, go] if save is None else [Action(_("Save"), save), go, stay]
        said = _("What you typed is not saved yet.")
        self._show(Message("question", said, tuple(actions)), about)

    def leave_page(self) -> None:
        """Hide the message, unless it says what was done: another page comes to the front."""
        if self.last is not None and self.last.kind != "done" and self._toast is not None:
            self._toast.hide()

    def answer(self, label: str) -> None:
        """Press the button with this label in the last message, if it has one."""
        actions = self.last.actions if self.last else ()
        for action in actions:
            if action.label == label:
                self._press(action)
                return

    def _press(self, action: Action) -> None:
        if self._toast is not None:
            self._toast.hide()
        if action.do is not None:
            action.do()

    def _show(self, message: Message, about: QWidget | None = None) -> None:
        self.last = message
        if self._toast is not None:
            self._toast.say(message, self._press, about)


class Toast(QFrame):
    """The strip of the window that shows one message; a question takes the keyboard meanwhile."""

    visibility_changed = Signal(bool)  # True when a message is shown, False when it is hidden

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setMinimumHeight(FOOT_HEIGHT)
        self._about: QWidget | None = None
        self._typed_in: QWidget | None = None  # gets the keyboard back after an answer
        self.setObjectName("toast")
        self.setProperty("role", "toast")
        self._icon, self._text = Label(), Label()
        self._text.setWordWrap(True)
        self._text.setObjectName("toast_text")
        self._text.setContentsMargins(0, theme.SMALL, 0, theme.SMALL)
        self._buttons: list[QPushButton] = []
        self._close = QToolButton(autoRaise=True)
        self._close.clicked.connect(self.hide)
        self._timer = QTimer(self, singleShot=True, interval=READING_TIME)
        self._timer.timeout.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 1, 8, 1)
        self._row.setSpacing(8)
        self._lines = QVBoxLayout()  # the text, and links below it
        self._lines.setSpacing(0)
        self._lines.addWidget(self._text)
        self._row.addWidget(self._icon)
        self._row.addLayout(self._lines, 1)
        self._row.addWidget(self._close)
        self.hide()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._remember_typed_in)

    def say(self, message: Message, press: Callable[[Action], None], about: QWidget | None) -> None:
        """Show a message instead of the last one, until `about` is hidden; `press` does actions."""
        tone = {"error": ("warning", "late"), "done": ("check", "good")}
        name, role = tone.get(message.kind, ("warning", "accent"))
        self._watch(about)
        self._icon.setPixmap(theme.icon(name, role).pixmap(theme.ICON_SIZE))
        self._text.setText(message.text)
        self._close.setIcon(theme.icon("close"))
        self._close.setAccessibleName(_("Close this message"))
        self._close.setVisible(message.kind != "question")  # which has a button for it
        self._set_buttons(message, press)
        theme.set_role(self, tone=message.kind)
        self.visibility_changed.emit(True)
        self.show()
        self._take_keyboard(asked=message.kind == "question")
        self._announce(message.text)
        if message.kind == "done":
            self._timer.start()
        else:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide the message when the widget it is about is hidden."""
        if event.type() == QEvent.Type.Hide and watched is self._about:
            self.hide()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the keyboard back to the widget it came from."""
        super().hideEvent(event)
        self._watch(None)
        self._return_keyboard()
        self.visibility_changed.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the message on Esc, which answers a question with no."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Claim Esc while the strip has the keyboard, before the window's shortcuts get it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return bool(super().event(event))

    def _watch(self, about: QWidget | None) -> None:
        if self._about is not None and isValid(self._about):
            self._about.removeEventFilter(self)
        self._about = about
        if about is not None:
            about.installEventFilter(self)

    def _take_keyboard(self, *, asked: bool) -> None:
        if asked:
            self._buttons[0].setFocus()
        else:
            self._return_keyboard()

    def _remember_typed_in(self, before: QWidget | None, now: QWidget | None) -> None:
        """The keyboard comes here from where it is to go back to."""
        comes = now is not None and self.isAncestorOf(now)
        if comes and before is not None and not self.isAncestorOf(before):
            self._typed_in = before

    def _return_keyboard(self) -> None:
        before, self._typed_in = self._typed_in, None
        now = QApplication.focusWidget()
        mine = now is None or self.isAncestorOf(now) or not now.isVisible()
        if before is not None and mine and isValid(before) and before.isVisible():
            before.setFocus()

    def _set_buttons(self, message: Message, press: Callable[[Action], None]) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for place, action in enumerate(message.actions):
            button = QPushButton(action.label.replace("&", "&&"))
            is_link = message.kind == "notice"
            button.setProperty("kind", "link" if is_link else "quiet")
            button.setObjectName(f"message_{place + 1}")
            button.clicked.connect(lambda _checked=False, action=action: press(action))
            if is_link:
                self._lines.addWidget(button)
            else:
                self._row.insertWidget(2 + place, button)
            self._buttons.append(button)

    def _announce(self, text: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
