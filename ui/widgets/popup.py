"""The list below a picker: what was found, with what was typed in bold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from dialogue_app.domain.ranking import matching_parts
from dialogue_app.i18n import _
from ui import theme
from ui.forms.input import Option

_OFFER = Qt.ItemDataRole.UserRole
LEAST_WIDTH = 360


@dataclass(frozen=True)
class Offer:
    """A line of the list; without an option it begins a new thing."""

    text: str
    detail: str
    option: Option | None


class Popup(QListWidget):
    """The list below the field; it never takes the keyboard."""

    taken = Signal(object)  # Option, or None for a new thing

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self.setWindowFlags(Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", "popup")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Lines(self))
        self.typed = ""
        self.itemClicked.connect(lambda item: self.taken.emit(item.data(_OFFER).option))

    def offer(self, typed: str, offers: Sequence[Offer]) -> None:
        """Show these below the field with the first one selected; hide without any."""
        self.setAccessibleName(_("Found"))
        self.typed = typed
        self.clear()
        for each in offers:
            item = QListWidgetItem(" · ".join(part for part in (each.text, each.detail) if part))
            item.setData(_OFFER, each)
            self.addItem(item)
        if not offers:
            self.hide()
            return
        self.setCurrentRow(0)
        self._lay_out(len(offers))
        self.show()

    def take(self) -> None:
        """Take the selected line."""
        self.taken.emit(self.currentItem().data(_OFFER).option)

    def step(self, by: int) -> None:
        """Move the selection by so many rows, from the last to the first and back."""
        self.setCurrentRow((self.currentRow() + by) % self.count())

    def _lay_out(self, lines: int) -> None:
        """Below the field, or above it where the screen ends; never wider than the screen."""
        room = self._field.screen().availableGeometry()
        width = min(max(self._field.width(), LEAST_WIDTH), room.width())
        self.resize(width, self.sizeHintForRow(0) * lines + 12)
        below = self._field.mapToGlobal(QPoint(0, self._field.height() + 2))
        if below.y() + self.height() > room.bottom():
            below.setY(self._field.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2)
        below.setX(max(min(below.x(), room.right() - width), room.left()))
        self.move(below)


class _Lines(QStyledItemDelegate):
    """Draws name and detail on one line, cut where it is too long; nothing is taken for HTML."""

    def __init__(self, popup: Popup) -> None:
        super().__init__(popup)
        self._popup = popup

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Background as the style sheet has it, then the words, piece by piece."""
        self.initStyleOption(option, index)
        offer: Offer = index.data(_OFFER)
        option.text = ""
        style = QApplication.style() if option.widget is None else option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        spot = QRect(option.rect).adjusted(theme.STEP, 0, -theme.STEP, 0)
        painter.save()
        for text, is_bold, role in self._pieces(offer):
            font = QFont(option.font)
            font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(theme.color(role))
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, spot.width())
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, shown)
            spot.setLeft(spot.left() + metrics.horizontalAdvance(shown))
            if shown != text:
                break
        painter.restore()

    def _pieces(self, offer: Offer) -> list[tuple[str, bool, str]]:
        """The words in their order: text, bold or not, colour."""
        typed = self._popup.typed if offer.option and offer.option.id is not None else ""
        pieces: list[tuple[str, bool, str]] = []
        end = 0
        for start, stop in matching_parts(typed, offer.text):
            pieces += [
                (offer.text[end:start], False, "text"),
                (offer.text[start:stop], True, "text"),
            ]
            end = stop
        pieces.append((offer.text[end:], False, "text"))
        if offer.detail:
            pieces.append((f" · {offer.detail}", False, "muted"))
        return [piece for piece in pieces if piece[0]]
