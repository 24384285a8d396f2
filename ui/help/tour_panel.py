"""The panel of the tour, beside the window or below it: what to do, and whether it was done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout

from dialogue_app.i18n import _
from ui import theme
from ui.widgets.facts import caption, paragraph
from ui.widgets.plain import Label

LOW_FROM = 420  # pixels of width, from which the buttons stand beside the text


class TourPanel(QFrame):
    """Covers nothing and takes no key: the window is worked in as ever."""

    going_on = Signal()
    going_back = Signal()
    leaving = Signal()

    def __init__(self, leave_sample: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("tour")
        self.setProperty("role", "guide")
        self.setAccessibleName(_("Tour of the sample"))
        self._count = caption("")
        self._title, self._text, self._done = paragraph(""), paragraph(""), Label()
        self._title.setFont(theme.title_font())
        self._done.setObjectName("tour_done")
        self._next = self._button("tour_next", _("Skip this step"), self.going_on.emit)
        self._back = self._button("tour_back", _("Back one step"), self.going_back.emit)
        self._leave = self._button("tour_leave", _("Later"), self.leaving.emit)
        self._home = self._button("tour_home", _("Back to my own register"), leave_sample)
        self._home.hide()
        self._done.hide()
        self._assemble()

    def tell(self, number: int, of: int, title: str, text: str) -> None:
        """What to do now."""
        self._count.setText(_("Step {n} of {of}").format(n=number, of=of))
        self._title.setText(title)
        self._text.setText(text)
        self._back.setEnabled(number > 1)
        self._announce(f"{title}. {text}")

    def tell_done(self) -> None:
        """It was done: on to the next."""
        self._done.setText(_("✓ Done"))
        self._done.show()
        self._next.setText(_("Next step"))
        theme.set_role(self._next, kind="primary")
        self._announce(_("✓ Done"))

    def tell_over(self) -> None:
        """All was done: what comes now."""
        self._title.setText(_("That was all"))
        self._text.setText(
            _(
                "The sample stays for trying things out. Your own register is begun in a folder of "
                "its own and knows nothing of it."
            )
        )
        self._next.hide()
        self._leave.setText(_("Stay in the sample"))
        self._home.show()
        theme.set_role(self._home, kind="primary")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons below the text, or beside it where the panel is low and wide."""
        super().resizeEvent(event)
        low = event.size().width() >= LOW_FROM
        directions = QBoxLayout.Direction
        self._whole.setDirection(directions.LeftToRight if low else directions.TopToBottom)
        self._whole.setStretch(0, 1 if low else 0)
        self._whole.setStretch(2, 0 if low else 1)

    def _assemble(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(theme.SMALL)
        for label in (self._count, self._title, self._text, self._done):
            words.addWidget(label)
        buttons = QVBoxLayout()
        buttons.setSpacing(theme.SMALL)
        for button in (self._next, self._home, self._back, self._leave):
            buttons.addWidget(button)
        self._whole = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._whole.setContentsMargins(theme.WIDE, theme.STEP, theme.WIDE, theme.STEP)
        self._whole.setSpacing(theme.GAP)
        self._whole.addLayout(words)
        self._whole.addLayout(buttons)
        self._whole.addStretch()

    def _button(self, name: str, words: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.clicked.connect(lambda: do())  # noqa: PLW0108  (else Qt passes it `checked`)
        return button

    def _announce(self, text: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
