"""The named views of a list as buttons with their counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QPushButton, QWidget

from dialogue_app.domain.worded import Worded
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.words import word
from dialogue_app.services.lists import NamedView
from ui import theme
from ui.widgets.flow import Flow


class ViewsBar(QWidget):
    """One button a view; the one that is shown is down.

    Where they do not fit into one line, those of the highest ranks wait in a menu at its end. The
    view that is shown, and those of rank 0, always stand in the line.
    """

    chosen = Signal(object)  # the view somebody pressed

    def __init__(self, views: Sequence[NamedView]) -> None:
        super().__init__()
        self._views = tuple(views)
        self._buttons: dict[Worded, QPushButton] = {}
        self._more = QPushButton(_("More views"))
        group = QButtonGroup(self)
        self._row = Flow(theme.SMALL)
        for view in views:
            button = QPushButton(word(view.key))
            button.setObjectName(f"view_{view.key.value}")
            button.setCheckable(True)
            theme.set_role(button, kind="view")
            button.clicked.connect(lambda _on=False, key=view.key: self.chosen.emit(key))
            group.addButton(button)
            self._row.addWidget(button)
            self._buttons[view.key] = button
        self._buttons[views[0].key].setChecked(True)
        self._add_menu()
        self.setLayout(self._row)

    def mark(self, view: Worded) -> None:
        """Show which view is listed."""
        self._buttons[view].setChecked(True)
        self._fit()

    def count(self, counts: Mapping[Worded, int]) -> None:
        """Say how many rows each view holds."""
        for view, n in counts.items():
            self._buttons[view].setText(f"{word(view)} {number(n)}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit."""
        super().resizeEvent(event)
        self._fit()

    def _add_menu(self) -> None:
        self._more.setObjectName("more_views")
        theme.set_role(self._more, kind="view")
        menu = QMenu(self._more)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self._more.setMenu(menu)
        self._row.addWidget(self._more)

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for view, button in self._buttons.items():
            if button.isHidden():
                action = menu.addAction(button.text())
                action.setObjectName(button.objectName())
                action.triggered.connect(lambda _on=False, key=view: self.chosen.emit(key))

    def _fit(self) -> None:
        """Put the views that can be spared into the menu, until the others fit into one line."""
        wide = {key: _width(button) for key, button in self._buttons.items()}
        spare = [view for view in self._views if view.rank and not self._is_shown(view)]
        spare.sort(key=lambda view: view.rank)
        room = self.width() + theme.SMALL
        is_menu = bool(spare) and sum(wide.values()) > room
        room -= _width(self._more) if is_menu else 0
        while spare and sum(wide.values()) > room:
            del wide[spare.pop().key]
        for key, button in self._buttons.items():
            button.setVisible(key in wide)
        self._more.setVisible(is_menu)
        for part in (*self._buttons.values(), self._more):
            if part.isHidden():  # where Tab is to meet it once it is shown: behind what is shown
                part.move(self.width(), 0)

    def _is_shown(self, view: NamedView) -> bool:
        return self._buttons[view.key].isChecked()


def _width(button: QPushButton) -> int:
    return button.sizeHint().width() + theme.SMALL
