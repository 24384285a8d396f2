"""What stands beside a list to be read: one record, or several that are chosen, with their acts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dialogue_app.i18n import _
from ui import theme
from ui.acts import ActButton, PageActs, menu_of
from ui.widgets.facts import DetailArea
from ui.widgets.flow import Flow

REMINDER_SHARE = 0.3  # of the height beside the list; what is longer scrolls


class RecordView(QWidget):
    """A heading, the acts, and below them all there is to read."""

    def __init__(
        self, heading: QWidget, buttons: Sequence[QPushButton], parts: Sequence[QWidget], name: str
    ) -> None:
        """`name` is what screen readers call it."""
        super().__init__()
        self.detail: Any = None  # of the one record shown
        row = Flow(theme.STEP)
        for button in buttons:
            row.addWidget(button)
        sheet = DetailArea()
        sheet.setAccessibleName(name)
        sheet.fill(parts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(heading)
        column.addLayout(row)
        column.addWidget(sheet, 1)


def buttons_for_one(acts: PageActs) -> list[QPushButton]:
    """The next step, what stands out, and a menu of the rest."""
    first = acts.leading()
    beside = [action for action in acts.standing_out() if action is not first]
    rest = [action for action in acts.of_chosen() if action is not first and action not in beside]
    buttons: list[QPushButton] = []
    if first is not None:
        buttons.append(ActButton(first, "next_step", "primary"))
    buttons += [ActButton(action, action.objectName().removeprefix("act_")) for action in beside]
    if rest:
        more = QPushButton(_("More"))
        more.setObjectName("more")
        more.setMenu(menu_of(rest, more))
        buttons.append(more)
    return buttons


def buttons_for_several(acts: PageActs) -> QWidget:
    """A button for each act on several, to stand among what scrolls: there are many."""
    whole, row = QWidget(), Flow(theme.STEP)
    for action in acts.of_chosen():
        row.addWidget(ActButton(action, action.objectName().replace("act_", "many_")))
    whole.setLayout(row)
    return whole


class Reminder(QScrollArea):
    """What an act is about, above its form: whole where there is room, else a few lines of it."""

    def __init__(self, parts: Sequence[QWidget]) -> None:
        super().__init__()
        self.setObjectName("reminder")
        self.setAccessibleName(_("What it is about"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = inner = QWidget()
        inner.setProperty("role", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.GAP, theme.SMALL)
        column.setSpacing(theme.SMALL)
        for part in parts:
            column.addWidget(part)
        self.setWidget(inner)

    def fit(self, width: int, height: int) -> None:
        """Take as much of this room as the text needs, but never more than its share."""
        needed = self._inner.heightForWidth(width)
        self.setFixedHeight(min(needed, round(height * REMINDER_SHARE)))


class FormDesk(QWidget):
    """A form beside the list, below what it is about."""

    def __init__(self, form: QWidget, parts: Sequence[QWidget]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.STEP)
        self._reminder = Reminder(parts) if parts else None
        if self._reminder is not None:
            column.addWidget(self._reminder)
        column.addWidget(form, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The form keeps most of the room."""
        super().resizeEvent(event)
        if self._reminder is not None:
            self._reminder.fit(event.size().width(), event.size().height())


def menu_actions(acts: PageActs) -> list[QAction]:
    """The menu of a row: the next step first, then the rest in the order they are declared."""
    first = acts.leading()
    rest = [action for action in acts.of_chosen() if action is not first]
    return [first, *rest] if first is not None else rest
