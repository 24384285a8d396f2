"""Type-ahead: a line with a pop-up list of what was found; it does not change what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from dialogue_app.i18n import _
from ui.tasks import Task, TaskRunner

PAUSE = 120  # milliseconds without a key before a search runs
SHOWN = 8
_ITEM = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Option:
    """Something to pick; with `id` None the text itself, for a thing not stored yet."""

    id: int | None
    text: str
    detail: str = ""


Search = Callable[[str], Sequence[Option]]


class Picker(QLineEdit):
    """Picks one option among those `search` finds for the typed text.

    `search` runs on a worker. With `free` the typed text itself is offered, too.
    """

    picked = Signal(object)  # Option

    def __init__(
        self,
        search: Search,
        tasks: TaskRunner,
        *,
        free: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`free(text)` gives the detail shown beside the typed text itself."""
        super().__init__(parent)
        self._search, self._tasks, self._free = search, tasks, free
        self._choice: Option | None = None
        self._composing = False
        self._asking: Task | None = None
        self._offered = ""  # the text for which the pop-up's options were found
        self.popup = _Popup(self)
        self.popup.itemClicked.connect(lambda item: self._pick(item.data(_ITEM)))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._edited)

    def value(self) -> Option | None:
        """The option picked, None while the text is not one."""
        return self._choice

    def set_value(self, option: Option | None) -> None:
        """Show an option without emitting `picked`."""
        self._choice = option
        self.setText(option.text if option else "")

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
            self._pick(self.popup.currentItem().data(_ITEM))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the pop-up when the field loses the keyboard."""
        self.popup.hide()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Close the pop-up when the field is hidden."""
        self.popup.hide()
        super().hideEvent(event)

    def _edited(self, _text: str) -> None:
        self._choice = None
        if not self._composing:
            self._pause.start()

    def _ask(self) -> None:
        text = self.text()
        self._pause.stop()
        self._asking = self._tasks.run(
            self,
            lambda: self._search(text),
            lambda found: self._offer(text, found),
            instead_of=self._asking,
        )

    def _offer(self, text: str, found: Sequence[Option]) -> None:
        if text != self.text() or not self.hasFocus():
            return
        self._offered = text
        options = list(found[:SHOWN])
        if self._free is not None and text.strip():
            options.append(Option(None, text.strip(), self._free(text.strip())))
        self.popup.offer(options)

    def _pick(self, option: Option) -> None:
        self._pause.stop()
        if self._asking is not None:
            self._asking.cancel()
        self.popup.hide()
        self.set_value(option)
        self.picked.emit(option)


class _Popup(QListWidget):
    """The list below the field; it never takes the keyboard."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self.setWindowFlags(Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", "popup")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def offer(self, options: list[Option]) -> None:
        """Show these options below the field with the first one selected; hide without any."""
        self.setAccessibleName(_("Found"))
        self.clear()
        for option in options:
            item = QListWidgetItem(
                " · ".join(part for part in (option.text, option.detail) if part)
            )
            item.setData(_ITEM, option)
            self.addItem(item)
        if not options:
            self.hide()
            return
        self.setCurrentRow(0)
        self.resize(max(self._field.width(), 360), self.sizeHintForRow(0) * len(options) + 12)
        self.move(self._field.mapToGlobal(QPoint(0, self._field.height() + 2)))
        self.show()

    def step(self, by: int) -> None:
        """Move the selection by so many rows, from the last to the first and back."""
        self.setCurrentRow((self.currentRow() + by) % self.count())
