"""Type-ahead for several options, shown as chips below the line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from dialogue_app.i18n import _
from ui import theme
from ui.tasks import TaskRunner
from ui.widgets.picker import Option, Picker, Search


class MultiPicker(QWidget):
    """Picks any number of options; each is shown as a chip with a button that removes it."""

    def __init__(
        self,
        search: Search,
        tasks: TaskRunner,
        *,
        free: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = Picker(search, tasks, free=free)
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

    def value(self) -> tuple[Option, ...]:
        """The options picked, in their order."""
        return tuple(self._options)

    def set_value(self, options: Sequence[Option]) -> None:
        """Show these options."""
        self._options = list(options)
        self._draw()

    def _add(self, option: Option) -> None:
        self.field.set_value(None)
        if option not in self._options:
            self._options.append(option)
            self._draw()

    def _remove(self, option: Option) -> None:
        self._options.remove(option)
        self._draw()
        self.field.setFocus()

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
        remove.setAccessibleName(_("Remove {name}").format(name=option.text))
        remove.clicked.connect(lambda: self._remove(option))
        row = QHBoxLayout(chip)
        row.setContentsMargins(theme.STEP, 2, 2, 2)
        label = QLabel(text)
        label.setMinimumWidth(0)
        row.addWidget(label, 1)
        row.addWidget(remove)
        return chip
