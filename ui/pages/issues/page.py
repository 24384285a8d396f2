"""The page of issues: named views with counts, live search, and one issue beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_app.i18n import _
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from ui.pages.issues.noun import IssueNoun
from ui.pages.record_page import RecordPage

if TYPE_CHECKING:
    from ui.rail import Rail


class IssuesPage(RecordPage):
    """All issues. Enter edits, Ctrl+N adds, the views stand above the list."""

    def __init__(self, rail: Rail) -> None:
        super().__init__(IssueNoun(rail), _("Issues"), IssueList(rail.context.case), IssueQuery())
        self.add_views()
