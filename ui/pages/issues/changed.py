"""What issues are now that somebody changed while a form about them was being filled in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from dialogue_app.i18n import _
from dialogue_app.services.issues.lists import IssueRow
from dialogue_app.services.issues.words import state_chip
from ui import theme
from ui.widgets.plain import Label

SHOWN = 5


class ChangedIssues(QFrame):
    """A line for each changed issue: its state and lead body; hidden while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "theirs")
        icon = Label()
        icon.setPixmap(theme.icon("person", "accent").pixmap(14))
        self.text = Label()
        self.text.setObjectName("changed_issues")
        self.text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.STEP, theme.SMALL, theme.STEP, theme.SMALL)
        row.setSpacing(theme.SMALL)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        self.hide()

    def show_rows(self, rows: Sequence[IssueRow]) -> None:
        """Say what these issues are now."""
        lines = [_now(row) for row in rows[:SHOWN]]
        if len(rows) > SHOWN:
            lines.append("…")
        self.text.setText("\n".join(lines))
        self.setVisible(bool(rows))


def _now(row: IssueRow) -> str:
    state = state_chip(row.state, row.outcome).text
    facts = " · ".join(filter(None, [state, row.lead_body]))
    return _("{code} is now: {facts}").format(code=row.code, facts=facts)
