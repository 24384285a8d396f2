"""What every page has: a title, one primary button, a row of tools, and its content."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme

if TYPE_CHECKING:
    from ui.widgets.form_panel import FormPanel


class Page(QWidget):
    """Base of all pages: fill `tools` and `body`; override `shown` to refresh."""

    closed = Signal()  # a page laid over another one asks to be taken off

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.title = QLabel(title)
        self.title.setProperty("role", "title")
        self.title.setFont(theme.title_font())
        if not title:  # shown without a parent it would be a window of its own for a moment
            self.title.hide()
        self.tools, self.body = QHBoxLayout(), QVBoxLayout()
        self.buttons = self._header = QHBoxLayout()  # where the buttons stand
        self._header.setSpacing(theme.STEP)
        self._header.addWidget(self.title)
        self._header.addStretch()
        self.tools.setSpacing(theme.STEP)
        self.body.setSpacing(theme.STEP)
        self.search: QLineEdit | None = None
        self._primary: tuple[QPushButton, str] | None = None  # with the name of its icon
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(24, theme.WIDE, 24, theme.STEP)
        column.setSpacing(theme.GAP)
        column.addLayout(self._header)
        column.addLayout(self.tools)
        column.addLayout(self.body, 1)

    def set_primary(
        self, label: str, do: Callable[[], None], key: str = "", icon: str = ""
    ) -> QPushButton:
        """The one primary button of the page, with its key."""
        button = self.add_action(label, do, key, icon)
        button.setObjectName("primary")
        self._primary = (button, icon)
        self.lead(True)
        return button

    def lead(self, leads: bool) -> None:
        """The primary button steps back while what is done lies elsewhere on the page."""
        if self._primary is None:
            return
        button, icon = self._primary
        if icon:
            button.setIcon(theme.icon(icon, "on_accent" if leads else "muted"))
        theme.set_role(button, kind="primary" if leads else "")

    def add_action(
        self, label: str, do: Callable[[], None], key: str = "", icon: str = ""
    ) -> QPushButton:
        """A plain button beside the title."""
        button = QPushButton(label)
        if icon:
            button.setIcon(theme.icon(icon))
        if key:
            button.setShortcut(QKeySequence(key))
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{label} ({shown})")
        button.clicked.connect(lambda: do())  # noqa: PLW0108  (or Qt hands it `checked`)
        self.buttons.addWidget(button)
        return button

    def shown(self) -> None:
        """Called whenever the page comes to the front."""

    def has_unsaved(self) -> bool:
        """Whether something was typed here and not saved."""
        return False

    def unsaved_form(self) -> FormPanel | None:
        """The form that holds something not saved, where it is a form that does."""
        from ui.widgets.form_panel import FormPanel  # after the page has been painted

        return next((one for one in self.findChildren(FormPanel) if one.is_dirty), None)

    def take_keyboard(self) -> None:
        """The keyboard goes to the first place of the page where something can be done."""
        first = self.focusProxy() or next(
            (
                one
                for one in self.findChildren(QWidget)
                if one.focusPolicy() & Qt.FocusPolicy.TabFocus
                and one.isVisibleTo(self)
                and one.isEnabled()
            ),
            self,
        )
        first.setFocus()

    def focus_search(self) -> None:
        """Put the keyboard into the page's search field, if it has one."""
        if self.search is not None:
            self.search.setFocus()
            self.search.selectAll()


def hairline() -> QFrame:
    """One line between two parts of a page."""
    line = QFrame()
    line.setProperty("role", "hairline")
    line.setFixedHeight(1)
    return line
