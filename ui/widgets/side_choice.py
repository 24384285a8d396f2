"""An input that takes one of two texts which stand side by side."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from dialogue_app.i18n import _
from ui import theme
from ui.widgets.plain import Label


class SideChoice(QWidget):
    """Two texts, one of them chosen: 0 is the left one, 1 the right one."""

    def __init__(self, texts: tuple[str, str], chosen: int = 0) -> None:
        super().__init__()
        self._texts = tuple(text or _("(empty)") for text in texts)
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.STEP)
        for place, text in enumerate(self._texts):
            button, label = QRadioButton(), _Text(text)
            button.setAccessibleName(text)
            label.clicked = button.click
            self._group.addButton(button, place)
            grid.addWidget(button, 0, 2 * place, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, 0, 2 * place + 1)
            grid.setColumnStretch(2 * place + 1, 1)
        self.set_value(chosen)

    def value(self) -> int:
        """Which side is chosen."""
        return self._group.checkedId()

    def set_value(self, value: int) -> None:
        """Choose a side."""
        self._group.button(value).setChecked(True)
        self.setFocusProxy(self._group.button(value))

    def on_change(self, changed: Callable[[], None]) -> None:
        """Call `changed` when the other side is chosen."""

        def toggled(place: int, on: bool) -> None:
            if on:
                self.setFocusProxy(self._group.button(place))
                changed()

        self._group.idToggled.connect(toggled)

    def show_error(self, text: str) -> None:
        """Mark both as wrong."""
        for button in self._group.buttons():
            theme.set_role(button, state="error" if text else "")

    def setAccessibleName(self, name: str) -> None:
        """Each side is read with the name of the input."""
        super().setAccessibleName(name)
        for button, text in zip(self._group.buttons(), self._texts, strict=True):
            button.setAccessibleName(f"{name}: {text}")

    def words(self, value: int) -> str:
        """The text of a side."""
        return self._texts[value]


class _Text(Label):
    """A text of any length that chooses its side when it is clicked."""

    clicked: Callable[[], object]

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Choose this side."""
        self.clicked()
