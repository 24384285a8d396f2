"""Several chosen issues beside their list: what was chosen, and what can be done to all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dialogue_app.i18n import ngettext
from dialogue_app.services.issues.lists import IssueRow
from ui import theme
from ui.widgets.facts import DetailArea, Facts, paragraph
from ui.widgets.flow import Flow

Act = tuple[str, str, Callable[[], None]]  # name, label, what it does


class ManyView(QWidget):
    """How many were chosen, the buttons, and the first of them by code and text."""

    def __init__(self, n: int, rows: Sequence[IssueRow], acts: Sequence[Act]) -> None:
        super().__init__()
        said = ngettext("{n} issue chosen", "{n} issues chosen", n).format(n=n)
        title = paragraph(said)
        title.setFont(theme.title_font())
        buttons = Flow(theme.STEP)
        for name, label, do in acts:
            button = QPushButton(label)
            button.setObjectName(f"many_{name}")
            button.clicked.connect(lambda _on=False, do=do: do())
            buttons.addWidget(button)
        sheet = DetailArea()
        sheet.setAccessibleName(said)
        texts = [(row.code, " ".join(row.text.split())) for row in rows]
        sheet.fill([Facts([*texts, ("", "…")] if n > len(rows) else texts)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(title)
        column.addLayout(buttons)
        column.addWidget(sheet, 1)
