"""The main window: the rail, the page in front, messages, and the status line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dialogue_app.i18n import _
from ui import theme
from ui.messages import FOOT_HEIGHT, Messages
from ui.widgets.page import Page

RAIL_WIDTH = 200
SIZE = QSize(1280, 760)
FRAME = QSize(16, 48)  # the largest border and title bar a system draws round a window


@dataclass(frozen=True)
class PageEntry:
    """A page of the rail; `factory` builds it when it is first visited."""

    key: str
    title: Callable[[], str]
    icon: str
    position: int  # pages stand in the rail by it
    factory: Callable[[], Page]


class MainWindow(QMainWindow):
    """Shows one page of `entries` at a time; Ctrl+1… and Ctrl+K work everywhere."""

    closed = Signal()

    def __init__(
        self, entries: Sequence[PageEntry], messages: Messages, settings: Path | None = None
    ) -> None:
        """`settings` is the ini file in the data folder that remembers the window's place."""
        super().__init__()
        self.setWindowTitle(_("Business Dialogue"))
        self.setMinimumSize(960, 540)
        self.entries = tuple(entries)
        self.pages: dict[str, Page] = {}
        self._settings = (
            QSettings(str(settings), QSettings.Format.IniFormat) if settings is not None else None
        )
        self._stack = QStackedWidget()
        self._over: dict[str, list[Page]] = {}
        self._front = ""
        self._rail = QButtonGroup(self)
        self._messages, self._leaving = messages, False
        self._assemble()
        self._set_keys()
        self._restore()

    def go(self, key: str) -> Page:
        """Bring the page `key` to the front and build it if it was not visited before."""
        page = self.pages.get(key) or self._build(key)
        self._front = key
        place = [entry.key for entry in self.entries].index(key)
        self._rail.button(place).setChecked(True)
        self._show((self._over.get(key) or [page])[-1])
        return page

    def lay_over(self, page: Page) -> None:
        """Put a page over the front page of the rail until it emits `closed`."""
        key = self._front
        self._over.setdefault(key, []).append(page)
        self._stack.addWidget(page)
        page.closed.connect(lambda: self._take_off(key, page))
        self._show(page)

    def _take_off(self, key: str, page: Page) -> None:
        self._over[key].remove(page)
        self._stack.removeWidget(page)
        page.deleteLater()
        if key == self._front:
            self._show((self._over[key] or [self.pages[key]])[-1])

    def _show(self, page: Page) -> None:
        if page is not self._stack.currentWidget():
            self._messages.leave_page()
        typed_in: QWidget | None = page.focusWidget()
        self._stack.setCurrentWidget(page)
        page.shown()
        if typed_in is not None:
            typed_in.setFocus()
        else:
            page.take_keyboard()

    def current(self) -> Page | None:
        """The page in front."""
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, Page) else None

    def set_status(self, folder: str = "", backup: str = "", person: str = "") -> None:
        """Show data folder, last backup and current user in the status line; empty ones not."""
        for label, text in zip(self._status, (folder, backup, person), strict=True):
            label.setText(text)
            label.setVisible(bool(text))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about typed text that is not saved; else remember the window's place and close."""
        if not self._leaving and self._show_unsaved():
            event.ignore()
            return
        if self._settings is not None:
            self._settings.setValue("window/geometry", self.saveGeometry())
            self._settings.setValue("window/page", self._front)
            self._settings.sync()
        super().closeEvent(event)
        self.closed.emit()

    def _show_unsaved(self) -> bool:
        """Bring the first page with something unsaved to the front and ask; False without one."""
        for key in self.pages:
            layers = [self.pages[key], *self._over.get(key, [])]
            page = next((layer for layer in layers if layer.has_unsaved()), None)
            if page is None:
                continue
            self.go(key)
            self._ask_before_closing(page)
            return True
        return False

    def _ask_before_closing(self, page: Page) -> None:
        form = page.unsaved_form()
        if form is None:
            self._messages.ask_to_leave(self.close_anyway, about=page)
            return
        form.come_to_front()
        save = partial(form.save, then=self.close)
        self._messages.ask_to_leave(self.close_anyway, save, about=form)

    def close_anyway(self) -> None:
        """Close and discard what was typed and not saved."""
        self._leaving = True
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the focused button on Enter, as Qt does on Space."""
        button = self.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(button, (QPushButton, QToolButton)) and not event.isAutoRepeat():
            button.click()
        else:
            super().keyPressEvent(event)

    def _build(self, key: str) -> Page:
        entry = next(entry for entry in self.entries if entry.key == key)
        page = entry.factory()
        page.setObjectName(f"page_{key}")
        self.pages[key] = page
        self._stack.addWidget(page)
        return page

    def _assemble(self) -> None:
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._make_rail())
        row.addWidget(self._stack, 1)
        toast = self._messages.attach(self)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(middle, 1)
        column.addWidget(toast)
        self.setCentralWidget(whole)
        self.statusBar().setFixedHeight(FOOT_HEIGHT)
        toast.visibility_changed.connect(self.statusBar().setHidden)
        self._status = (QLabel(), QLabel(), QLabel())
        for label in self._status[:2]:
            self.statusBar().addWidget(label)
        self.statusBar().addPermanentWidget(self._status[2])
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().setFont(theme.small_font())
        for label in self._status:
            theme.set_role(label, role="muted")
            label.setContentsMargins(theme.STEP, 2, theme.STEP, 2)

    def _make_rail(self) -> QFrame:
        rail = QFrame()
        rail.setProperty("role", "rail")
        rail.setFixedWidth(RAIL_WIDTH)
        column = QVBoxLayout(rail)
        column.setContentsMargins(0, theme.GAP, 0, theme.GAP)
        column.setSpacing(2)
        for place, entry in enumerate(self.entries):
            button = self._rail_button(place, entry)
            self._rail.addButton(button, place)
            column.addWidget(button)
        column.addStretch()
        self._rail.setExclusive(True)
        return rail

    def _rail_button(self, place: int, entry: PageEntry) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"rail_{entry.key}")
        button.setText(entry.title())
        button.setIcon(theme.icon(entry.icon))
        button.setIconSize(QSize(theme.ICON_SIZE, theme.ICON_SIZE))
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(f"{entry.title()} (Ctrl+{place + 1})")
        button.clicked.connect(lambda: self.go(entry.key))
        return button

    def _set_keys(self) -> None:
        for place, entry in enumerate(self.entries[:9]):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self)
            shortcut.activated.connect(lambda key=entry.key: self.go(key))
        QShortcut(QKeySequence("Ctrl+K"), self).activated.connect(self._search)

    def _search(self) -> None:
        page = self.current()
        if page is not None:
            page.focus_search()

    def _restore(self) -> None:
        self.resize(SIZE)
        room, least = self.screen().availableSize() - FRAME, self.minimumSize()
        if SIZE.boundedTo(room) != SIZE and least.boundedTo(room) == least:
            self.setWindowState(Qt.WindowState.WindowMaximized)  # the screen of a small laptop
        remembered = self._settings.value("window/geometry") if self._settings else None
        if remembered is not None:
            self.restoreGeometry(remembered)
        front = self._settings.value("window/page", "") if self._settings else ""
        keys = [entry.key for entry in self.entries]
        if keys:
            self.go(front if front in keys else keys[0])
