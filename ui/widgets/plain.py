"""Text is text: what somebody typed is shown letter by letter, never read as HTML.

Qt guesses of labels, tool tips and message boxes whether their text is HTML; a name may then load
files, or take a minute to lay out. They are made here alone, which a test of the house sees to.
"""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QListWidgetItem, QMessageBox, QWidget

_ONE_LINE = 60  # letters
_LONG_WORD = re.compile(r"\S{40}(?=\S)")


class Label(QLabel):
    """A label of plain text."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, wraps: bool = False):
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setText(text)


def set_tip(of: QWidget | QAction | QListWidgetItem, text: str) -> None:
    """Give it a tool tip of plain text."""
    of.setToolTip(as_tip(text))


def as_tip(text: str) -> str:
    """The text as a tool tip shows it letter by letter, on several lines where it is long.

    Only what has a “<” might be taken for HTML, and only HTML is broken into lines.
    """
    if "<" not in text and len(text) <= _ONE_LINE:
        return text
    return f'<p style="white-space:pre-wrap">{escape(text)}</p>'


def _breakable(text: str) -> str:
    """The text, whose long words may be broken: the name of a backup is wider than a box."""
    return _LONG_WORD.sub(lambda found: f"{found.group()}\N{ZERO WIDTH SPACE}", text)


class Box(QMessageBox):
    """A question or a warning of plain text, in a window of its own, where there is no other."""

    def __init__(self, icon: QMessageBox.Icon, text: str) -> None:
        super().__init__(icon, QApplication.applicationDisplayName(), "")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(_breakable(text))
