"""A sentence below a picker that proposes what fits, with a button that takes it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from dialogue_app.i18n import _
from ui import keys, theme
from ui.forms.input import Option
from ui.widgets.plain import Label


class Proposal(QFrame):
    """Proposes `option`; nothing is taken before the button is pressed or its key."""

    def __init__(self, option: Option, take: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "theirs")
        name = " · ".join(part for part in (option.text, option.detail) if part)
        said = Label(_("Only one fits: {name}").format(name=name))
        said.setObjectName("proposal")
        said.setWordWrap(True)
        self.button = QPushButton(_("Choose this one ({key})").format(key=keys.PROPOSED.shown))
        self.button.setObjectName("take_proposal")
        self.button.setAccessibleDescription(said.text())
        self.button.setShortcut(keys.PROPOSED.sequence)
        self.button.clicked.connect(lambda: take())  # noqa: PLW0108  (else Qt passes it `checked`)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.STEP, theme.SMALL, theme.STEP, theme.STEP)
        column.setSpacing(theme.SMALL)
        column.addWidget(said)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
