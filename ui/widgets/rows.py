"""Paints the rows of lists: hairlines between them, chips for states."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QLine, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from dialogue_app.services.lists import Chip
from ui import theme
from ui.models.paged_table import PagedTable
from ui.widgets.plain import as_tip

_TONES = {
    "plain": ("muted", "window"),
    "accent": ("accent", "accent_soft"),
    "late": ("late", "late_soft"),
    "soon": ("soon", "soon_soft"),
    "good": ("good", "good_soft"),
}
_ITEM = QStyle.ControlElement.CE_ItemViewItem
_HAS_TEXT = QStyleOptionViewItem.ViewItemFeature.HasDisplay
_AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ICON = 14
_BESIDE = 8  # of a cell is left free


class RowDelegate(QStyledItemDelegate):
    """Paints the cells of a list; chips in columns that have them.

    A screen has a hundred cells, and each step from Qt to Python costs as much as drawing a word:
    a cell's words and chip are asked of the table at once, not role by role through Qt.
    """

    def __init__(self, view: QAbstractItemView, table: PagedTable[Any, Any]) -> None:
        super().__init__(view)
        self._view, self._table = view, table

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the cell and its chip; `option` is the view's own for this cell."""
        said, chip, is_number = self._table.cell(index.row(), index.column())
        if chip is None:
            option.features = _HAS_TEXT
            option.text = said
            if is_number:
                option.displayAlignment = _AT_RIGHT
        self._view.style().drawControl(_ITEM, option, painter, self._view)
        if chip is not None:
            paint_chip(painter, option.rect, chip)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Say the whole text of a cell that is cut, as plain text."""
        if not index.isValid():  # beside the rows
            QToolTip.hideText()
            return True
        said, chip, _is_number = self._table.cell(index.row(), index.column())
        if event.type() == QEvent.Type.ToolTip and said and _is_cut(option.rect, chip, said):
            QToolTip.showText(event.globalPos(), as_tip(said), view)
        else:
            QToolTip.hideText()
        return True

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The same height for all rows."""
        return QSize(super().sizeHint(option, index).width(), theme.ROW_HEIGHT)


def _is_cut(cell: QRect, chip: Chip | None, said: str) -> bool:
    if chip is not None:
        return chip_width(said) > cell.width() - _BESIDE
    return QFontMetrics(theme.body_font()).horizontalAdvance(said) > cell.width() - _BESIDE


def paint_lines(view: QTableView, painter: QPainter) -> None:
    """Paint what belongs to whole rows: hairlines below each, a frame round the keyboard's."""
    width = min(view.viewport().width(), view.horizontalHeader().length())
    first, last = view.rowAt(0), view.rowAt(view.viewport().height() - 1)
    if first < 0:
        return
    ends = view.model().rowCount() - 1 if last < 0 else last
    rows = range(first, ends + 1)
    bottoms = [view.rowViewportPosition(row) + view.rowHeight(row) - 1 for row in rows]
    painter.setPen(theme.color("border"))
    painter.drawLines([QLine(0, bottom, width - 1, bottom) for bottom in bottoms])
    current = view.currentIndex().row()
    if view.hasFocus() and current in rows:
        top, height = view.rowViewportPosition(current), view.rowHeight(current)
        painter.setPen(theme.color("accent"))
        painter.drawLine(0, top, width - 1, top)
        painter.drawLine(0, top + height - 1, width - 1, top + height - 1)
        painter.fillRect(QRect(0, top, 3, height), theme.color("accent"))


def chip_width(text: str) -> int:
    """How wide a chip is that is not cut."""
    return QFontMetrics(theme.small_font()).horizontalAdvance(text) + _ICON + 16


def paint_chip(painter: QPainter, cell: QRect, chip: Chip) -> None:
    """Paint a chip at the left of a cell: a soft rounded background, an icon and the word."""
    ink, paper = _TONES[chip.tone]
    font = theme.small_font()
    metrics = QFontMetrics(font)
    room = cell.width() - _BESIDE
    forms = (chip.text, *chip.shorter)
    said = next((form for form in forms if chip_width(form) <= room), forms[-1])
    width = min(chip_width(said), room)
    height = metrics.height() + 4
    box = QRect(cell.left() + 4, cell.center().y() - height // 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(paper))
    painter.drawRoundedRect(box, 4, 4)
    spot = QRect(box.left() + 4, box.center().y() - _ICON // 2 + 1, _ICON, _ICON)
    theme.icon(chip.icon, ink).paint(painter, spot)
    painter.setFont(font)
    painter.setPen(theme.color(ink))
    words = box.adjusted(_ICON + 7, 0, -6, 0)
    text = metrics.elidedText(said, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()
