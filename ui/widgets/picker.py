"""Type-ahead: a line with a pop-up list of what was found; it does not change what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from dialogue_app.domain.errors.base import BadInput, NotPicked
from dialogue_app.i18n import _
from ui.forms.input import Option, Unread
from ui.tasks import Lane, Task, TaskRunner
from ui.widgets.inputs import cut_nothing, mark, whole_text
from ui.widgets.popup import Offer, Popup

PAUSE = 120  # milliseconds without a key before a search runs
SHOWN = 8
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)

Search = Callable[[str], Sequence[Option]]  # the best first; called on a worker


class Picker(QLineEdit):
    """Picks one option among those `search` finds for the typed text.

    Enter takes what stands first; nothing is offered for an empty text. Left with a text that
    exactly one option fits, it proposes that one (`proposed`) and changes nothing.
    """

    picked = Signal(object)  # Option
    proposed = Signal(object)  # Option, or None where nothing is proposed any longer

    def __init__(
        self,
        search: Search,
        tasks: TaskRunner,
        *,
        free: Callable[[str], str] | None = None,
        add: Callable[[str], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`free(text)` gives the detail shown beside the typed text itself, which is then offered
        too, and raises `BadInput` for a text that is none; `add(text)` begins a new thing.
        """
        super().__init__(parent)
        cut_nothing(self)
        self._search, self._tasks, self._free, self._add = search, tasks, free, add
        self._choice: Option | None = None
        self._composing = False
        self._asking: Task | None = None
        self._offered = ""  # the text for which the pop-up's options were found
        self.popup = Popup(self)
        self.popup.taken.connect(self._take)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._edited)

    def value(self) -> Any:
        """The option picked, or the typed text as one where it is `free`; None for no text."""
        text = whole_text(self).strip()
        if self._choice is not None or not text:
            return self._choice
        if self._free is None:
            return Unread(text, NotPicked())
        try:
            self._free(text)
        except BadInput as error:
            return Unread(text, error)
        return Option(None, text)

    def set_value(self, option: Option | Unread | None) -> None:
        """Show an option, or a text that is none yet, without emitting `picked`."""
        self._choice = option if isinstance(option, Option) and option.id is not None else None
        self.setText(option.text if option else "")
        self.proposed.emit(None)

    def take(self, option: Option) -> None:
        """Pick an option."""
        self._pause.stop()
        if self._asking is not None:
            self._asking.cancel()
        self.popup.hide()
        self.set_value(option)
        self.picked.emit(option)

    def on_change(self, changed: Callable[[], None]) -> None:
        """Tell of every letter and of what is picked."""
        self.textChanged.connect(lambda _text: changed())
        self.picked.connect(lambda _option: changed())

    def show_error(self, text: str) -> None:
        """Mark the line."""
        mark(self, text)

    def words(self, value: Option | Unread | None) -> str:
        """What was picked or typed."""
        return value.text if value else ""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Search for nothing while a letter is being composed."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if self._composing:
            self._pause.stop()

    def event(self, event: QEvent) -> bool:
        """Claim Esc while the pop-up is open, before the form's shortcuts get it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.popup.isVisible()
        ):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the pop-up, Enter picks, Esc closes it; all else is typing.

        Options found for an earlier text are not picked: the text is searched for first.
        """
        key, opened = event.key(), self.popup.isVisible()
        walks = key in (Qt.Key.Key_Down, Qt.Key.Key_Up)
        picks = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_stale = self._offered != self.text()
        if key == Qt.Key.Key_Escape and opened:
            self.popup.hide()
        elif not (walks or picks) or not (opened or key == Qt.Key.Key_Down):
            super().keyPressEvent(event)
        elif not opened or is_stale:
            self._ask()
        elif walks:
            self.popup.step(1 if key == Qt.Key.Key_Down else -1)
        else:
            self.popup.take()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the pop-up when the field loses the keyboard; propose the only one that fits."""
        self._pause.stop()
        self.popup.hide()
        super().focusOutEvent(event)
        text = self.text()
        if self._choice is None and text.strip() and event.reason() not in _STAYS:
            self._find(lambda found: self._propose(text, found))

    def hideEvent(self, event: QHideEvent) -> None:
        """Close the pop-up when the field is hidden."""
        self.popup.hide()
        super().hideEvent(event)

    def _edited(self, text: str) -> None:
        self._choice = None
        self.proposed.emit(None)
        if not text.strip():
            self._pause.stop()
            self.popup.hide()
        elif not self._composing:
            self._pause.start()

    def _ask(self) -> None:
        text = self.text()
        self._pause.stop()
        if text.strip():
            self._find(lambda found: self._offer(text, found))

    def _find(self, show: Callable[[Sequence[Option]], None]) -> None:
        text = self.text()
        self._asking = self._tasks.run(
            self, lambda: self._search(text), show, lane=Lane.EYE, instead_of=self._asking
        )

    def _propose(self, text: str, found: Sequence[Option]) -> None:
        is_left = text == self.text() and self._choice is None and not self.hasFocus()
        if is_left and len(found) == 1:
            self.proposed.emit(found[0])

    def _offer(self, text: str, found: Sequence[Option]) -> None:
        if text != self.text() or not self.hasFocus():
            return
        self._offered = text
        typed = text.strip()
        offers = [Offer(option.text, option.detail, option) for option in found[:SHOWN]]
        free = self._typed_as_option(typed)
        if free is not None:
            offers.append(Offer(free.text, free.detail, free))
        if self._add is not None and (free is not None or self._free is None):
            offers.append(Offer(_("+ Add “{name}”").format(name=typed), "", None))
        self.popup.offer(typed, offers)

    def _typed_as_option(self, typed: str) -> Option | None:
        """The typed text itself as an option, where it may be one."""
        if self._free is None:
            return None
        try:
            return Option(None, typed, self._free(typed))
        except BadInput:
            return None

    def _take(self, option: Option | None) -> None:
        if option is not None:
            self.take(option)
        elif self._add is not None:
            self.popup.hide()
            self._add(self.text().strip())
