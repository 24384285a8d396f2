"""How the dates of an issue came about, shown where one asks for it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialogue_app.i18n import _
from dialogue_app.services.calendar.explaining import explained_dues
from dialogue_app.services.calendar.explaining_promises import explained_promises
from dialogue_app.services.calendar.words import explained, explained_promise
from ui import theme
from ui.context import Context
from ui.widgets.facts import paragraph
from ui.widgets.links import link


class ExplainedDates(QWidget):
    """Words that, pressed, give way to the dates of an issue with each day counted or skipped."""

    def __init__(self, context: Context, issue_id: int) -> None:
        super().__init__()
        self._context, self._issue_id = context, issue_id
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GAP)
        self._ask = link(_("Why this date?"), "explain_dates", self._read)
        self._column.addWidget(self._ask)

    def _read(self) -> None:
        case, issue_id = self._context.case, self._issue_id

        def read() -> list[str]:
            dues = map(explained, explained_dues(case, issue_id))
            promised = map(explained_promise, explained_promises(case, issue_id))
            return ["\n".join(lines) for lines in (*dues, *promised)]

        self._context.read(self, read, self._show)

    def _show(self, explanations: list[str]) -> None:
        self._ask.hide()
        for text in explanations:
            said = paragraph(text)
            said.setObjectName("explained_date")
            self._column.addWidget(said)
