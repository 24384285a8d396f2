"""What the two pages share that take a session to another computer and bring it back."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dialogue_app.i18n import _
from ui import theme
from ui.context import Context
from ui.widgets.page import LaidOverPage
from ui.widgets.under_way import UnderWay

FILES = "*.dtdn"


def kinds_of_file() -> str:
    """What a file dialog calls the files in which sessions travel."""
    return _("Sessions taken along ({ending})").format(ending=FILES)


class TravelPage(LaidOverPage):
    """A page over another one: what it shows, then a row of buttons, with the main one last."""

    def __init__(self, context: Context, title: str, main: str) -> None:
        super().__init__(title)
        self.context = context
        self.under_way = UnderWay(context)
        self.content = QVBoxLayout()
        self.content.setSpacing(theme.GAP)
        self.close_button, self.main_button = QPushButton(_("Close")), QPushButton(main)
        self.close_button.setObjectName("close")
        self.main_button.setObjectName("main")
        theme.set_role(self.main_button, kind="primary")
        self.close_button.clicked.connect(lambda: self.leave())  # noqa: PLW0108 (Qt passes it more)
        self._added: list[QPushButton] = []
        self.row = QHBoxLayout()
        self.row.setSpacing(theme.STEP)
        self.row.addWidget(self.under_way, 1)
        self.row.addStretch(1)
        self.row.addWidget(self.close_button)
        self.row.addWidget(self.main_button)
        self.body.addLayout(self.content, 1)
        self.body.addLayout(self.row)
        self.under_way.busy.connect(self._follow)

    def add_button(self, name: str, words: str, do: Callable[[], None]) -> QPushButton:
        """Add a plain button before those that are always there."""
        button = QPushButton(words)
        button.setObjectName(name)
        button.clicked.connect(lambda: do())  # noqa: PLW0108  (else Qt passes it `checked`)
        self.row.insertWidget(self.row.count() - 2, button)
        self._added.append(button)
        return button

    def put_first(self, widget: QWidget) -> None:
        """Tab comes to the buttons after this widget, which stands above them."""
        for before, following in pairwise(
            (widget, *self._added, self.close_button, self.main_button)
        ):
            self.setTabOrder(before, following)

    def has_unsaved(self) -> bool:
        """Whether something is being written."""
        return self.under_way.is_writing

    def leave(self) -> None:
        """Close it; what is under way is of no use any more."""
        if not self.under_way.is_writing:
            self.under_way.cancel()
            self.closed.emit()

    def _follow(self, busy: bool) -> None:
        self.main_button.setEnabled(not busy)
        self.close_button.setEnabled(not self.under_way.is_writing)
