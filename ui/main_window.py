"""The main window: a rail of pages, the page in front, a status line. It only assembles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dialogue_app.i18n import _
from ui import theme
from ui.messages import Messages
from ui.widgets.page import Page

RAIL_WIDTH = 200


@dataclass(frozen=True)
class PageEntry:
    """A page of the rail; `factory` is called when it is first visited."""

    key: str
    title: Callable[[], str]
    icon: str
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
        self._assemble()
        self._set_keys()
        self._restore()
        messages.attach(self)
        self._messages, self._leaving = messages, False

    def go(self, key: str) -> Page:
        """Bring a page to the front, built now if it was never visited."""
        page = self.pages.get(key) or self._build(key)
        self._front = key
        place = [entry.key for entry in self.entries].index(key)
        self._rail.button(place).setChecked(True)
        self._show((self._over.get(key) or [page])[-1])
        return page

    def lay_over(self, page: Page) -> None:
        """Put a page over the one of the rail until it says it is `closed`."""
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
        self._stack.setCurrentWidget(page)
        page.shown()

    def current(self) -> Page | None:
        """The page in front."""
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, Page) else None

    def set_status(self, folder: str = "", backup: str = "", person: str = "") -> None:
        """The line at the foot: where the data lies, the last backup, who works here."""
        for label, text in zip(self._status, (folder, backup, person), strict=True):
            label.setText(text)
            label.setVisible(bool(text))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window stood; what was typed and not saved is asked about first."""
        open_pages = [*self.pages.values(), *(one for over in self._over.values() for one in over)]
        unsaved = any(page.has_unsaved() for page in open_pages)
        if unsaved and not self._leaving:
            event.ignore()
            self._messages.ask_to_leave(self.close_anyway)
            return
        if self._settings is not None:
            self._settings.setValue("window/geometry", self.saveGeometry())
            self._settings.setValue("window/page", self._front)
            self._settings.sync()
        super().closeEvent(event)
        self.closed.emit()

    def close_anyway(self) -> None:
        """Close and forget what was typed and not saved."""
        self._leaving = True
        self.close()

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
        self.setCentralWidget(middle)
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
        self.resize(1280, 760)
        remembered = self._settings.value("window/geometry") if self._settings else None
        if remembered is not None:
            self.restoreGeometry(remembered)
        front = self._settings.value("window/page", "") if self._settings else ""
        keys = [entry.key for entry in self.entries]
        if keys:
            self.go(front if front in keys else keys[0])
