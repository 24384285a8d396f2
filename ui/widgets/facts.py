"""Facts of a thing as text: a muted name and the text beside it; texts can be selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.page import hairline
from ui.widgets.plain import Label

NAME_WIDTH = 104


class Facts(QWidget):
    """Pairs of name and text in a grid; pairs without a text are left out."""

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


class DetailArea(QScrollArea):
    """A scrolling column of widgets with the details of a thing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setProperty("role", "detail")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fill([])

    def fill(self, parts: Sequence[QWidget]) -> None:
        """Show these widgets one below the other instead of the earlier ones."""
        inner = QWidget()
        inner.setProperty("role", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.setSpacing(theme.GAP)
        for part in parts:
            column.addWidget(part)
        column.addStretch()
        self.setWidget(inner)


def paragraph(text: str) -> Label:
    """A label with plain text that wraps and can be selected."""
    label = Label(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def section(title: str) -> QWidget:
    """The heading of a section, with a hairline above it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, theme.SMALL, 0, 0)
    column.setSpacing(theme.SMALL)
    column.addWidget(hairline())
    column.addWidget(caption(title))
    return whole


def caption(text: str) -> Label:
    """A label with small muted text."""
    label = Label(text)
    label.setProperty("role", "muted")
    label.setFont(theme.label_font())
    label.setWordWrap(True)
    return label
