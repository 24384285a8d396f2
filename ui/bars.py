"""What stands round the page in front: the rail, the bar above it, the status line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStatusBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.messages import FOOT_HEIGHT
from ui.widgets.plain import Label, set_tip

if TYPE_CHECKING:
    from ui.main_window import PageEntry

RAIL_WIDTH, FOLDED_WIDTH = 200, 52
GUIDE_WIDTH, WIDEST = 260, 16777215  # the latter is Qt's own for no limit
BESIDE_FROM = 1060  # pixels of pages and guide together, from which they stand side by side


class RailBar(QFrame):
    """A button for each page; folded it shows their icons alone."""

    def __init__(self, entries: Sequence[PageEntry], go: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self._buttons = QButtonGroup(self)
        self._keys = [entry.key for entry in entries]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, theme.GAP)
        column.setSpacing(2)
        for place, entry in enumerate(entries):
            button = _rail_button(place, entry)
            button.clicked.connect(lambda _on=False, key=entry.key: go(key))
            self._buttons.addButton(button, place)
            column.addWidget(button)
        column.addStretch()
        self._buttons.setExclusive(True)
        self.fold(folded=False)

    def mark(self, key: str) -> None:
        """Show which page is in front."""
        self._buttons.button(self._keys.index(key)).setChecked(True)

    def fold(self, *, folded: bool) -> None:
        """Show icons alone, whose tool tips name the pages, or icons with words."""
        style = Qt.ToolButtonStyle
        for button in self._buttons.buttons():
            assert isinstance(button, QToolButton)
            button.setToolButtonStyle(
                style.ToolButtonIconOnly if folded else style.ToolButtonTextBesideIcon
            )
        self.setFixedWidth(FOLDED_WIDTH if folded else max(RAIL_WIDTH, self._room_of_words()))

    def _room_of_words(self) -> int:
        """What the longest title takes in the face it is shown in."""
        buttons = self._buttons.buttons()
        for button in buttons:
            button.ensurePolished()
        return max((button.sizeHint().width() for button in buttons), default=0)


def _rail_button(place: int, entry: PageEntry) -> QToolButton:
    button = QToolButton()
    button.setObjectName(f"rail_{entry.key}")
    button.setText(entry.title())
    button.setIcon(theme.icon(entry.icon))
    button.setIconSize(QSize(theme.ICON_SIZE, theme.ICON_SIZE))
    button.setCheckable(True)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    set_tip(button, f"{entry.title()} (Ctrl+{place + 1})")
    return button


class TopBar(QFrame):
    """The way back and forward, and the one search for everything."""

    def __init__(self, steps: Sequence[QAction], field: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "top")
        row = QHBoxLayout(self)
        row.setContentsMargins(24 - theme.STEP, theme.SMALL, 24, theme.SMALL)
        row.setSpacing(theme.SMALL)
        for action in steps:
            button = QToolButton()
            button.setObjectName(action.objectName())
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addSpacing(theme.SMALL)
        row.addWidget(field, 1)


class WithGuide(QWidget):
    """The pages, and beside them a guide; below them where it is narrow."""

    def __init__(self, pages: QWidget) -> None:
        super().__init__()
        self._guide: QWidget | None = None
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(pages, 1)

    def set_guide(self, guide: QWidget | None) -> None:
        """Show a guide in the place of the one before."""
        if self._guide is not None:
            self._row.removeWidget(self._guide)
            self._guide.hide()
            self._guide.deleteLater()
        self._guide = guide
        if guide is not None:
            self._row.addWidget(guide)
            self._turn()
            guide.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn from beside to below and back."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        wide, directions = self.width() >= BESIDE_FROM, QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        if self._guide is not None:
            self._guide.setMinimumWidth(GUIDE_WIDTH if wide else 0)
            self._guide.setMaximumWidth(GUIDE_WIDTH if wide else WIDEST)


class StatusLine:
    """Fills the status bar of a window: where the data lie, their backup, who works here."""

    def __init__(self, bar: QStatusBar) -> None:
        self._bar = bar
        self._folder, self._person = Label(), Label()
        self._backup: tuple[Label, Label] | None = None  # its mark and its words, once known
        bar.setFixedHeight(FOOT_HEIGHT)
        bar.setSizeGripEnabled(False)
        bar.setFont(theme.small_font())
        bar.addWidget(self._folder)
        bar.addPermanentWidget(self._person)
        for label in (self._folder, self._person):
            _make_muted(label)

    def say(self, folder: str, person: str, path: str) -> None:
        """Show what is known; `path` is where the folder really is, as its tool tip."""
        for label, text in ((self._folder, folder), (self._person, person)):
            label.setText(text)
            label.setVisible(bool(text))
        set_tip(self._folder, path)

    def say_backup(self, words: str, is_too_old: bool) -> None:
        """Show how old the last backup elsewhere is, with a mark where it is too old."""
        mark, said = self._backup = self._backup or self._add_backup()
        mark.setPixmap(theme.icon("warning", "soon").pixmap(theme.ICON_SIZE, theme.ICON_SIZE))
        mark.setVisible(is_too_old)
        said.setText(words)
        set_tip(said, words)
        theme.set_role(said, role="" if is_too_old else "muted")

    def _add_backup(self) -> tuple[Label, Label]:
        from ui.widgets.elided import ElidedLabel

        mark, said = Label(), ElidedLabel("")
        for name, label, stretch in (("backup_mark", mark, 0), ("backup_line", said, 1)):
            label.setObjectName(name)
            _make_muted(label)
            self._bar.insertWidget(1 + stretch, label, stretch)
        return mark, said


def _make_muted(label: Label) -> None:
    theme.set_role(label, role="muted")
    label.setContentsMargins(theme.STEP, 2, theme.STEP, 2)
