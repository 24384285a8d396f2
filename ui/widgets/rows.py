"""Paints the rows of lists: hairlines between them, chips for states."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from dialogue_app.services.lists import Chip
from ui import theme
from ui.models.paged_table import CHIP_ROLE

_TONES = {
    "plain": ("muted", "window"),
    "accent": ("accent", "accent_soft"),
    "late": ("late", "late_soft"),
    "soon": ("soon", "soon_soft"),
    "good": ("good", "good_soft"),
}
_ICON = 14
_BESIDE = 8  # of a cell is left free


class RowDelegate(QStyledItemDelegate):
    """Paints cells, a hairline below each row, and chips in columns that have them."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Leave out the focus frame of a cell, because whole rows are selected."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        option.textElideMode = Qt.TextElideMode.ElideRight
        if index.data(CHIP_ROLE) is not None:
            option.text = ""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the cell, its chip and the hairline."""
        super().paint(painter, option, index)
        chip = index.data(CHIP_ROLE)
        if chip is not None:
            paint_chip(painter, option.rect, chip)
        painter.setPen(theme.color("border"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if _has_keyboard(option, index):
            painter.setPen(theme.color("accent"))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
            if option.rect.left() <= 0:  # columns can be moved: whichever is first now
                bar = QRect(option.rect.topLeft(), QSize(3, option.rect.height()))
                painter.fillRect(bar, theme.color("accent"))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Say the whole text of a cell that is cut, as plain text."""
        said = str(index.data() or "")
        if event.type() == QEvent.Type.ToolTip and said and self._is_cut(option.rect, index, said):
            QToolTip.showText(event.globalPos(), f"<p>{escape(said)}</p>", view)
        else:
            QToolTip.hideText()
        return True

    @staticmethod
    def _is_cut(cell: QRect, index: QModelIndex | QPersistentModelIndex, said: str) -> bool:
        if index.data(CHIP_ROLE) is not None:
            return chip_width(said) > cell.width() - _BESIDE
        return QFontMetrics(theme.body_font()).horizontalAdvance(said) > cell.width() - _BESIDE

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The same height for all rows."""
        return QSize(super().sizeHint(option, index).width(), theme.ROW_HEIGHT)


def _has_keyboard(option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> bool:
    view = option.widget
    return (
        isinstance(view, QAbstractItemView)
        and view.hasFocus()
        and view.currentIndex().row() == index.row()
    )


def chip_width(text: str) -> int:
    """How wide a chip is that is not cut."""
    return QFontMetrics(theme.small_font()).horizontalAdvance(text) + _ICON + 16


def paint_chip(painter: QPainter, cell: QRect, chip: Chip) -> None:
    """Paint a chip at the left of a cell: a soft rounded background, an icon and the word."""
    ink, paper = _TONES[chip.tone]
    font = theme.small_font()
    metrics = QFontMetrics(font)
    width = min(chip_width(chip.text), cell.width() - _BESIDE)
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
    text = metrics.elidedText(chip.text, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()
