"""The numbers of the first page: each a button that opens the list it counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dialogue_app.domain.vocabulary import View
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.words import word
from ui import theme
from ui.widgets.flow import Flow
from ui.widgets.plain import Label

_UNKNOWN = "…"  # until it is counted
_TONES = {  # where there are any
    View.TODAY: ("soon", "clock"),
    View.OVERDUE: ("late", "late"),
    View.PROMISE_PASSED: ("soon", "clock"),
}
_LEAST = 128  # pixels of width


class Tile(QPushButton):
    """A number above what it counts; red or amber comes with an icon."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view
        self._number, self._icon = Label(_UNKNOWN), Label()
        self._number.setFont(theme.number_font())
        words = Label(word(view))
        words.setProperty("role", "muted")
        words.setFont(theme.label_font())
        top = QHBoxLayout()
        top.setSpacing(theme.SMALL)
        top.addWidget(self._icon)
        top.addWidget(self._number)
        top.addStretch(1)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.STEP, theme.GAP, theme.STEP)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(words)
        for inner in (self._number, self._icon, words):
            inner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._icon.hide()
        self.setObjectName(f"tile_{view.value}")
        self.setAccessibleName(word(view))
        theme.set_role(self, kind="tile")

    def say(self, n: int) -> None:
        """Show how many there are."""
        tone, icon = _TONES.get(self._view, ("", "")) if n else ("", "")
        self._number.setText(number(n))
        theme.set_role(self._number, role=tone)
        if icon:
            size = QSize(theme.ICON_SIZE, theme.ICON_SIZE)
            self._icon.setPixmap(theme.icon(icon, tone).pixmap(size))
        self._icon.setVisible(bool(icon))
        self.setAccessibleName(f"{word(self._view)}: {number(n)}")

    def sizeHint(self) -> QSize:
        """What the words in it need; all are at least of one width."""
        return self._column.sizeHint().expandedTo(QSize(_LEAST, 0))

    def minimumSizeHint(self) -> QSize:
        """The same: a number is not cut."""
        return self.sizeHint()


class Tiles(QWidget):
    """The numbers side by side, in as many lines as they need."""

    def __init__(self, views: Sequence[View], go: Callable[[View], object]) -> None:
        super().__init__()
        row = Flow(theme.STEP)
        self.setLayout(row)
        self.are_counted = False
        self._tiles = {view: Tile(view) for view in views}
        for view, tile in self._tiles.items():
            tile.clicked.connect(lambda _on=False, view=view: go(view))
            row.addWidget(tile)

    def first(self) -> QWidget:
        """The tile Tab reaches first."""
        return next(iter(self._tiles.values()))

    def say(self, counts: Mapping[View, int]) -> None:
        """Show how many there are of each."""
        self.are_counted = True
        for view, n in counts.items():
            self._tiles[view].say(n)
