"""The base of all pages: a title with buttons, a row of tools, and the content."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.plain import Label, set_tip

if TYPE_CHECKING:
    from ui.widgets.form_panel import FormPanel


class Page(QWidget):
    """Base of all pages: fill `tools` and `body`; override `shown` to refresh."""

    closed = Signal()  # a page laid over another page asks to be taken off
    help_topic: ClassVar[str] = ""  # of a page laid over another; else it is the key in the rail

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.title = Label(title)
        self.title.setProperty("role", "title")
        self.title.setFont(theme.title_font())
        if not title:  # an empty label would flash up as a window, since it has no parent yet
            self.title.hide()
        self.tools, self.body = QHBoxLayout(), QVBoxLayout()
        # The layout of buttons added by `add_action`; a page may replace `buttons` by another.
        self.buttons = self._header = QHBoxLayout()
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

    def set_primary(self, button: QPushButton, icon: str) -> None:
        """Make a button of the page its one primary button; `icon` is the name of an icon."""
        self._primary = (button, icon)
        self.highlight_primary(True)

    def highlight_primary(self, highlighted: bool) -> None:
        """Show the primary button as such, or as a plain one while a form has a primary button."""
        if self._primary is None:
            return
        button, icon = self._primary
        if icon:
            button.setIcon(theme.icon(icon, "on_accent" if highlighted else "muted"))
        theme.set_role(button, kind="primary" if highlighted else "")

    def add_action(
        self, label: str, do: Callable[[], None], key: str = "", icon: str = ""
    ) -> QPushButton:
        """Add a plain button beside the title; `key` is its shortcut, `icon` an icon's name."""
        button = QPushButton(label)
        if icon:
            button.setIcon(theme.icon(icon))
        if key:
            button.setShortcut(QKeySequence(key))
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            set_tip(button, f"{label} ({shown})")
        button.clicked.connect(lambda: do())  # noqa: PLW0108  (else Qt passes it `checked`)
        self.buttons.addWidget(button)
        return button

    def place(self) -> tuple[int | None, Any] | None:
        """The record shown and what its list shows; None for a page nobody comes back to."""
        return (None, None)

    def go_to(self, key: int | None, query: Any = None) -> None:
        """Show a record, or what a list shows by a query, which may be one of plain values."""

    def actions_in_front(self) -> Sequence[QAction]:
        """What can be done now."""
        return ()

    def session_in_front(self) -> int | None:
        """The session that what is taken in from here belongs to."""
        return None

    def shown(self) -> None:
        """Called whenever the page comes to the front."""

    def has_unsaved(self) -> bool:
        """Whether something was typed here and not saved."""
        return False

    def unsaved_form(self) -> FormPanel | None:
        """The first form with something not saved; None where it is not a form that has it."""
        from ui.widgets.form_panel import FormPanel  # imported late: the first page paints sooner

        return next((form for form in self.findChildren(FormPanel) if form.is_dirty), None)

    def first_to_type(self) -> QWidget | None:
        """What takes the keyboard when the page comes to the front; None: where Tab leads first."""
        return None

    def take_keyboard(self) -> None:
        """Put the keyboard where the page is typed in first, else where Tab leads first."""
        first = self.first_to_type() or next(self._stops(), self)
        first.setFocus()

    def _stops(self) -> Iterator[QWidget]:
        """Where Tab leads on this page, in its order."""
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            is_stop = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
            if is_stop and self.isAncestorOf(widget) and widget.isVisibleTo(self):
                yield widget
            widget = widget.nextInFocusChain()

    def focus_search(self) -> None:
        """Put the keyboard into the page's search field, if it has one."""
        if self.search is not None:
            self.search.setFocus()
            self.search.selectAll()


class LaidOverPage(Page):
    """A page laid over another, to which nobody comes back; Esc leaves it."""

    def place(self) -> None:
        """None of its own."""

    def leave(self) -> None:
        """Back to what it was laid over."""
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, as it leaves a form."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


def hairline() -> QFrame:
    """A thin line between two parts of a page."""
    line = QFrame()
    line.setProperty("role", "hairline")
    line.setFixedHeight(1)
    return line
