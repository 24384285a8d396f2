"""The report on the last session, which opens this one: each number leads to what it counts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dialogue_app.domain.series import ReportPart
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.words import word
from dialogue_app.services.issues.lists import IssueQuery, Reported
from dialogue_app.services.series.report import reported_issues
from dialogue_app.services.sessions.words import report_heading
from ui import theme
from ui.places import Place
from ui.widgets.links import Links, link
from ui.widgets.plain import Label

if TYPE_CHECKING:
    from dialogue_app.domain.series import LastSessionReport
    from ui.rail import Rail


class ReportView(QWidget):
    """What became of the issues of the last session, and of what was promised in answers."""

    def __init__(self, rail: Rail, session_id: int) -> None:
        super().__init__()
        self.setObjectName("report")
        self._rail, self._session_id = rail, session_id
        self._heading, self._promises = Label(wraps=True), Label(_("Promised in answers:"))
        theme.set_role(self._promises, role="muted")
        self._links = [Links() for _line in range(3)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        sources, fates, promises = self._links
        for part in (self._heading, sources, fates):
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self._promises)
        row.addWidget(promises, 1)
        column.addLayout(row)
        self.hide()

    def tell(self, report: LastSessionReport) -> None:
        """Show this report."""
        self._heading.setText(report_heading(report))
        sources, fates, promises = self._links
        sources.fill(self._counted(report.sources() if report.total > report.received else []))
        fates.fill(self._counted(report.fates))
        promises.fill(self._counted(report.promises.counted()))
        self._promises.setVisible(bool(report.promises.total))

    def _counted(self, counted: Iterable[tuple[ReportPart, int]]) -> list[QPushButton]:
        return [
            link(f"{word(part)} {number(n)}", f"reported_{part.value}", partial(self._open, part))
            for part, n in counted
        ]

    def _open(self, part: ReportPart) -> None:
        """The list of what a number counts."""
        context, key = self._rail.context, self._session_id

        def show(ids: list[int]) -> None:
            reported = Reported(key, part, tuple(ids))
            self._rail.go(Place("issues", query=IssueQuery(reported=reported)))

        context.read(self, lambda: reported_issues(context.case, key, part), show)
