"""Facts to read: a muted name and its text beside it, line under line; text can be selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.page import hairline

NAME_WIDTH = 104


class Facts(QWidget):
    """Pairs of name and text in a grid."""

    def __init__(self, rows: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.SMALL + 2)
        grid.setColumnMinimumWidth(0, NAME_WIDTH)
        grid.setColumnStretch(1, 1)
        for place, (name, text) in enumerate(row for row in rows if row[1]):
            grid.addWidget(caption(name), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(paragraph(text), place, 1, Qt.AlignmentFlag.AlignTop)


class Sheet(QScrollArea):
    """A scrolling column of parts, filled anew whenever something else is to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fill([])

    def fill(self, parts: Sequence[QWidget]) -> None:
        """Show these parts one below the other, from the top."""
        inner = QWidget()
        inner.setProperty("role", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.setSpacing(theme.GAP)
        for part in parts:
            column.addWidget(part)
        column.addStretch()
        self.setWidget(inner)


def paragraph(text: str) -> QLabel:
    """Plain text that wraps and can be copied."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def section(title: str) -> QWidget:
    """The heading of a part, with a hairline above it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, theme.SMALL, 0, 0)
    column.setSpacing(theme.SMALL)
    column.addWidget(hairline())
    column.addWidget(caption(title))
    return whole


def caption(text: str) -> QLabel:
    """A small muted line."""
    label = QLabel(text)
    label.setProperty("role", "muted")
    label.setFont(theme.label_font())
    label.setWordWrap(True)
    return label
