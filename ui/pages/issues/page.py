"""The page of issues: named views with counts, live search, and one issue beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dialogue_app.i18n import _
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from ui.pages.issues.narrowing import FIELDS, NarrowingButton, is_narrowed, narrowed_to
from ui.pages.issues.noun import IssueNoun
from ui.pages.record_page import RecordPage

if TYPE_CHECKING:
    from ui.rail import Rail
    from ui.tasks import Task


class IssuesPage(RecordPage):
    """All issues. Enter edits, Ctrl+N adds, the views stand above the list."""

    def __init__(self, rail: Rail) -> None:
        super().__init__(IssueNoun(rail), _("Issues"), IssueList(rail.context.case), IssueQuery())
        self.add_views()
        self._naming: Task | None = None  # what the list is narrowed to
        self._narrowing = NarrowingButton(self._widen)
        self.tools.insertWidget(1, self._narrowing)

    def run(self, query: Any) -> None:
        """Run the list, and say what it is narrowed to beside its view."""
        super().run(query)
        if not is_narrowed(query):
            self._narrowing.say("")
            return
        case = self.context.case
        self._naming = self.context.read(
            self, lambda: narrowed_to(case, query), self._say_narrowed, self._naming
        )

    def _say_narrowed(self, words: str) -> None:
        self._narrowing.say(words if is_narrowed(self.query) else "")

    def _widen(self) -> None:
        self.ask(**dict.fromkeys(FIELDS))
