"""A chip as a widget, outside of lists."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from dialogue_app.services.lists import Chip
from ui import theme
from ui.widgets.rows import paint_chip


class ChipLabel(QWidget):
    """Shows a chip as lists paint it."""

    def __init__(self, chip: Chip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chip = chip
        self.setAccessibleName(chip.text)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """The size of the word with room for the icon."""
        metrics = QFontMetrics(theme.small_font())
        return QSize(metrics.horizontalAdvance(self.chip.text) + 42, metrics.height() + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self.chip)
        painter.end()
