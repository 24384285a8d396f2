"""The menu of a row: what can be done to it, by a right click, the menu key or Shift+F10."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent

from ui.acts import menu_of

if TYPE_CHECKING:
    from ui.pages.record_page import RecordPage


class RowMenu(QObject):
    """Opens beside the row of the list of a page, on every system alike."""

    def __init__(self, page: RecordPage) -> None:
        super().__init__(page)
        self._page = page
        page.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        page.list.customContextMenuRequested.connect(self._open)
        page.list.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open it by the menu key and by Shift+F10, which Qt does not do everywhere."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            shift = Qt.KeyboardModifier.ShiftModifier
            f10 = event.key() == Qt.Key.Key_F10 and event.modifiers() == shift
            if f10 or event.key() == Qt.Key.Key_Menu:
                rows = self._page.list
                self._open(rows.visualRect(rows.currentIndex()).bottomLeft())
                return True
        return super().eventFilter(watched, event)

    def _open(self, spot: QPoint) -> None:
        """Open it at that spot of the list, once it is known what can be done."""
        rows = self._page.list
        if not rows.currentIndex().isValid():
            return
        place = rows.viewport().mapToGlobal(spot)
        # What is shown beside the list is read by the same worker, one thing after the other.
        self._page.context.read(self, lambda: None, lambda _nothing: self._pop_up(place))

    def _pop_up(self, place: QPoint) -> None:
        from ui.pages.record_view import menu_actions

        actions = menu_actions(self._page.acts)
        if actions and self._page.unsaved() is None:
            menu = menu_of(actions, self._page)
            menu.setObjectName("row_menu")
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)
