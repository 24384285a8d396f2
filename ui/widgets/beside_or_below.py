"""A list and what it is about: side by side where there is room, else one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui import theme

BESIDE_FROM = 900  # pixels


class BesideOrBelow(QSplitter):
    """The list takes three fifths of the room."""

    def __init__(self, listed: QWidget, shown: QWidget) -> None:
        super().__init__()
        self.setChildrenCollapsible(False)
        theme.set_role(self, role="beside")
        self.setHandleWidth(theme.GAP)
        self.addWidget(listed)
        self.addWidget(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where the room asks for it."""
        super().resizeEvent(event)
        wide = event.size().width() >= BESIDE_FROM
        direction = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.orientation() != direction or not event.oldSize().isValid():
            self.setOrientation(direction)
            room = event.size().width() if wide else event.size().height()
            self.setSizes([room * 3 // 5, room * 2 // 5])
