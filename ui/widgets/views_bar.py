"""The named views of a list as buttons with their counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from dialogue_app.domain.worded import Worded
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.words import word
from dialogue_app.services.lists import NamedView
from ui import theme
from ui.widgets.flow import Flow


class ViewsBar(QWidget):
    """One button a view; the one that is shown is down."""

    chosen = Signal(object)  # the view somebody pressed

    def __init__(self, views: Sequence[NamedView]) -> None:
        super().__init__()
        self._buttons: dict[Worded, QPushButton] = {}
        group = QButtonGroup(self)
        row = Flow(theme.SMALL)
        for view in views:
            button = QPushButton(word(view.key))
            button.setObjectName(f"view_{view.key.value}")
            button.setCheckable(True)
            theme.set_role(button, kind="view")
            button.clicked.connect(lambda _on=False, key=view.key: self.chosen.emit(key))
            group.addButton(button)
            row.addWidget(button)
            self._buttons[view.key] = button
        self._buttons[views[0].key].setChecked(True)
        self.setLayout(row)

    def mark(self, view: Worded) -> None:
        """Show which view is listed."""
        self._buttons[view].setChecked(True)

    def count(self, counts: Mapping[Worded, int]) -> None:
        """Say how many rows each view holds."""
        for view, n in counts.items():
            self._buttons[view].setText(f"{word(view)} {number(n)}")
