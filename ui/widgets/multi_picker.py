"""Type-ahead for several options, shown as chips below the line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from dialogue_app.i18n import _
from ui import theme
from ui.forms.input import Option, Unread
from ui.tasks import TaskRunner
from ui.widgets.elided import ElidedLabel
from ui.widgets.inputs import mark
from ui.widgets.picker import Picker, Search
from ui.widgets.plain import set_tip


class MultiPicker(QWidget):
    """Picks any number of options; each is shown as a chip with a button that removes it.

    Backspace in the empty line removes the last one. A text left in the line counts as the last
    of them, where it may.
    """

    changed = Signal()

    def __init__(
        self,
        search: Search,
        tasks: TaskRunner,
        *,
        free: Callable[[str], str] | None = None,
        add: Callable[[str], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`free` and `add` as a `Picker` has them."""
        super().__init__(parent)
        self.field = Picker(search, tasks, free=free, add=add)
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        self._options: list[Option] = []
        self._chips = QVBoxLayout()
        self._chips.setSpacing(theme.SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.field)
        column.addLayout(self._chips)
        self.field.picked.connect(self._add)
        self.field.on_change(self.changed.emit)

    def setAccessibleName(self, name: str) -> None:
        """Name the line for screen readers, too."""
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)

    def value(self) -> tuple[Any, ...]:
        """The options picked, in their order."""
        left = self.field.value()
        return (*self._options, *([left] if left else []))

    def set_value(self, options: Sequence[Option | Unread]) -> None:
        """Show these options."""
        self._options = [option for option in options if isinstance(option, Option)]
        left = next((text for text in options if isinstance(text, Unread)), None)
        self.field.set_value(left)
        self._draw()
        self.changed.emit()

    def on_change(self, changed: Callable[[], None]) -> None:
        """Tell of every letter and chip."""
        self.changed.connect(changed)

    def show_error(self, text: str) -> None:
        """Mark the line."""
        mark(self.field, text)

    def words(self, value: Sequence[Option | Unread]) -> str:
        """The names, one a line."""
        return "\n".join(option.text for option in value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in the empty line."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Backspace
            and not self.field.text()
            and self._options
        ):
            self._remove(self._options[-1])
            return True
        return bool(super().eventFilter(watched, event))

    def _add(self, option: Option) -> None:
        self.field.set_value(None)
        if option not in self._options:
            self._options.append(option)
            self._draw()
        self.changed.emit()

    def _remove(self, option: Option) -> None:
        self._options.remove(option)
        self._draw()
        self.field.setFocus()
        self.changed.emit()

    def _draw(self) -> None:
        while self._chips.count():
            old = self._chips.takeAt(0)
            widget = old.widget() if old else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for option in self._options:
            self._chips.addWidget(self._chip(option))

    def _chip(self, option: Option) -> QFrame:
        chip = QFrame()
        chip.setProperty("role", "chip")
        text = " · ".join(part for part in (option.text, option.detail) if part)
        remove = QToolButton(autoRaise=True)
        remove.setIcon(theme.icon("close"))
        remove.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the keyboard has Backspace
        remove.setAccessibleName(_("Remove {name}").format(name=option.text))
        set_tip(remove, remove.accessibleName())
        remove.clicked.connect(lambda: self._remove(option))
        row = QHBoxLayout(chip)
        row.setContentsMargins(theme.STEP, 2, 2, 2)
        row.addWidget(ElidedLabel(text), 1)
        row.addWidget(remove)
        return chip
