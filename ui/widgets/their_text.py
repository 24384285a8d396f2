"""What somebody else wrote in a field that is being typed in, with a button that takes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from dialogue_app.i18n import _
from ui import theme
from ui.widgets.plain import Label

MOST_LINES = 5  # a longer text scrolls


class TheirText(QFrame):
    """The other text of the field `label`, below its input; `said` tells who wrote it and when."""

    used = Signal()

    def __init__(self, key: str, label: str, said: str, text: str) -> None:
        super().__init__()
        self.setProperty("role", "theirs")
        self.said = said
        icon, heading = Label(), Label(said)
        icon.setPixmap(theme.icon("person", "accent").pixmap(14))
        heading.setFont(theme.label_font())
        heading.setWordWrap(True)
        self.text = _ReadText(text or _("(empty)"))
        self.text.setObjectName(f"theirs_{key}")
        self.text.setAccessibleName(f"{label}, {said}")
        self.button = QPushButton(_("Use this text"))
        self.button.setObjectName(f"use_{key}")
        self.button.setAccessibleName(f"{self.button.text()}: {label}")
        self.button.clicked.connect(self.used)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.STEP, theme.SMALL, theme.STEP, theme.STEP)
        grid.setSpacing(theme.SMALL)
        grid.setColumnStretch(1, 1)
        grid.addWidget(icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(heading, 0, 1)
        grid.addWidget(self.text, 1, 0, 1, 2)
        grid.addWidget(self.button, 2, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)

    def follow(self, editor: QWidget) -> None:
        """Let Tab go from the input to this text and its button."""
        QWidget.setTabOrder(editor, self.text)
        QWidget.setTabOrder(self.text, self.button)


class _ReadText(QPlainTextEdit):
    """A text to read, wrapped, as high as its lines but at most `MOST_LINES`."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Not at once: the text is being wrapped, and a scroll bar would take from its width.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        self.document().documentLayout().documentSizeChanged.connect(self._soon.start)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height, since wrapped text needs other lines in another width."""
        super().resizeEvent(event)
        self._soon.start()

    def _fit(self) -> None:
        lines = max(round(self.document().size().height()), 1)
        scrolls = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(scrolls if lines > MOST_LINES else never)
        height = min(lines, MOST_LINES) * self.fontMetrics().lineSpacing() + 14
        if height != self.height():
            self.setFixedHeight(height)
