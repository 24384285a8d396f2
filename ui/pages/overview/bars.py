"""Numbers as bars: the longest in a column is as wide as the column, less room for the number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from ui import theme
from ui.models.paged_table import PagedTable
from ui.widgets.rows import RowDelegate

_HIGH = 10  # pixels
_BESIDE = 6


class BarDelegate(RowDelegate):
    """Paints a bar before the number in some columns of a short list."""

    def __init__(
        self, view: QAbstractItemView, table: PagedTable[Any, Any], tones: Mapping[str, str]
    ) -> None:
        """`tones` gives the colour of the bars by the key of a column."""
        super().__init__(view, table)
        self._of, self._tones = table, tones

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the cell, then its bar."""
        super().paint(painter, option, index)
        key = self._of.columns[index.column()].key
        if key in self._tones:
            self._paint_bar(painter, option.rect, key, index.row())

    def _paint_bar(self, painter: QPainter, cell: QRect, key: str, row: int) -> None:
        values = [self._value(key, place) for place in range(self._of.rowCount())]
        most, value = max(values), values[row]
        if not value:
            return
        number = QFontMetrics(theme.body_font()).horizontalAdvance(str(most)) + 2 * _BESIDE
        width = max(2, (cell.width() - number - _BESIDE) * value // most)
        right = cell.right() - number
        bar = QRect(right - width, cell.center().y() - _HIGH // 2, width, _HIGH)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(self._tones[key]))
        painter.drawRoundedRect(bar, 2, 2)
        painter.restore()

    def _value(self, key: str, row: int) -> int:
        known = self._of.row_at(row)
        return 0 if known is None else int(getattr(known, key))
