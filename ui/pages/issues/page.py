"""The page of issues: named views with counts, live search, and one issue beside the list."""

from __future__ import annotations

from collections.abc import Callable

from dialogue_app.domain.changes import Changes
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from ui.context import Context
from ui.pages.issues.controller import IssueController
from ui.pages.list_page import ListPage


class IssuesPage(ListPage):
    """All issues. Enter edits, Ctrl+N adds, the views stand above the list."""

    def __init__(self, context: Context, open_import: Callable[[], None]) -> None:
        """`open_import` opens the wizard for a workbook of issues."""
        super().__init__(
            context,
            _("Issues"),
            IssueList(context.case),
            IssueQuery(),
        )
        self.controller = IssueController(self)
        self.add_action(_("Take in from Excel"), open_import, "Ctrl+I", "import")
        self.set_primary(_("Add an issue"), self.controller.add, "Ctrl+N", "add")
        self._open_import = open_import
        self.add_views()

    def concerns(self, changes: Changes) -> bool:
        """Issues; enterprises and bodies for their names."""
        return changes.of("issue")

    def empty_words(self) -> str:
        """What to do first."""
        return _("No issue here. Add one, or take in your Excel list.")

    def offer_when_empty(self) -> tuple[str, Callable[[], None]]:
        """The wizard."""
        return _("Take in from Excel"), self._open_import

    def count_words(self, n: int) -> str:
        """How many are listed."""
        return ngettext("{n} issue", "{n} issues", n).format(n=number(n))

    def refreshed(self) -> None:
        """What stands beside the list may have changed too."""
        self.controller.refresh()

    def show_issue(self, issue_id: int) -> None:
        """Show one issue beside the list, whatever the list shows."""
        self.list.select_id(issue_id)
        self.controller.look_at(issue_id)
