"""Two texts of one thing beside each other, of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QPushButton

from dialogue_app.i18n import _
from ui import theme
from ui.widgets.facts import paragraph
from ui.widgets.plain import Label


@dataclass(frozen=True, slots=True)
class SideText:
    """One of the two: the value it stands for, what it is called, and its text."""

    value: Any
    words: str
    text: str


class SideBySide(QFrame):
    """The texts under their words, each a button to choose it; none is chosen at first."""

    chosen = Signal()

    def __init__(self, name: str, title: str, sides: Sequence[SideText]) -> None:
        super().__init__()
        self.setProperty("role", "theirs")
        self._sides = list(sides)
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.STEP, theme.SMALL, theme.STEP, theme.STEP)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.SMALL)
        heading = Label(title, wraps=True)
        heading.setFont(theme.label_font())
        grid.addWidget(heading, 0, 0, 1, len(sides))
        for place, side in enumerate(sides):
            button = QPushButton(side.words.replace("&", "&&"))
            button.setCheckable(True)
            button.toggled.connect(lambda on, button=button: _mark(button, on=on))
            _mark(button, on=False)
            button.setObjectName(f"{name}_{side.value}")
            button.setAccessibleName(f"{title}: {side.words}")
            button.setAccessibleDescription(side.text)
            self._group.addButton(button, place)
            text = paragraph(side.text or _("(empty)"))
            grid.addWidget(button, 1, place, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(text, 2, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        self._group.idClicked.connect(lambda _place: self.chosen.emit())

    @property
    def value(self) -> Any:
        """What the chosen side stands for; None while none is."""
        place = self._group.checkedId()
        return self._sides[place].value if place >= 0 else None

    def choose(self, value: Any) -> None:
        """Choose the side of that value."""
        place = next(place for place, side in enumerate(self._sides) if side.value == value)
        self._group.button(place).setChecked(True)
        self.chosen.emit()


def _mark(button: QPushButton, *, on: bool) -> None:
    """A sign beside its colour that tells what is chosen."""
    button.setIcon(theme.icon("check" if on else "dot", "accent" if on else "muted"))
