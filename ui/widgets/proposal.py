"""A sentence below an input that proposes something, with a button that takes it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from dialogue_app.i18n import _
from ui import keys, theme
from ui.forms.input import Option
from ui.widgets.plain import Label


class Proposal(QFrame):
    """Proposes what `text` says; nothing is taken before the button is pressed or its key."""

    def __init__(self, text: str, button: str, take: Callable[[], None]) -> None:
        """`button` are the words of the button, with {key} where its key is to stand."""
        super().__init__()
        self.setProperty("role", "theirs")
        said = Label(text)
        said.setObjectName("proposal")
        said.setWordWrap(True)
        self.button = QPushButton(button.format(key=keys.PROPOSED.shown))
        self.button.setObjectName("take_proposal")
        self.button.setAccessibleDescription(said.text())
        self.button.setShortcut(keys.PROPOSED.sequence)
        self.button.clicked.connect(lambda: take())  # noqa: PLW0108  (else Qt passes it `checked`)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.STEP, theme.SMALL, theme.STEP, theme.STEP)
        column.setSpacing(theme.SMALL)
        column.addWidget(said)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)


def only_one(option: Option, take: Callable[[], None]) -> Proposal:
    """Proposes the only thing that fits what is typed."""
    name = " · ".join(part for part in (option.text, option.detail) if part)
    said = _("Only one fits: {name}").format(name=name)
    return Proposal(said, _("Choose this one ({key})"), take)
