"""The page of issues: named views with counts, live search, and one issue beside the list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QPushButton

from dialogue_app.domain.changes import Changes
from dialogue_app.domain.vocabulary import View
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.words import word
from dialogue_app.services.issues.lists import IssueList, IssueQuery, view_counts
from ui import theme
from ui.context import Context
from ui.pages.issues.controller import IssueController
from ui.pages.list_page import ListPage
from ui.widgets.flow import Flow


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
        self.views = QButtonGroup(self)
        self.body.insertLayout(0, self._make_views())

    def concerns(self, changes: Changes) -> bool:
        """Issues; enterprises and bodies for their names."""
        return changes.of("issue")

    def empty_words(self) -> str:
        """What to do first, or that a view is empty."""
        if self.query.view is not View.ALL:
            return _("No issue is in this state.")
        return _("No issue here. Add one, or take in your Excel list.")

    def offer_when_empty(self) -> tuple[str, Callable[[], None]] | None:
        """The wizard, where there is no issue at all."""
        everything = self.query.view is View.ALL
        return (_("Take in from Excel"), self._open_import) if everything else None

    def count_words(self, n: int) -> str:
        """How many are listed."""
        return ngettext("{n} issue", "{n} issues", n).format(n=number(n))

    def refreshed(self) -> None:
        """The counts of the views, and what stands beside the list."""
        self.context.read(self, lambda: view_counts(self.context.case), self._count_views)
        self.controller.refresh()

    def show_view(self, view: View) -> None:
        """Bring one of the named views."""
        self.views.button(list(View).index(view)).setChecked(True)
        self.ask(view=view)

    def show_issue(self, issue_id: int) -> None:
        """Show one issue beside the list, whatever the list shows."""
        self.list.select_id(issue_id)
        self.controller.look_at(issue_id)

    def _make_views(self) -> Flow:
        row = Flow(theme.SMALL)
        for place, view in enumerate(View):
            button = QPushButton(word(view))
            button.setObjectName(f"view_{view.value}")
            button.setCheckable(True)
            button.setChecked(view is View.ALL)
            theme.set_role(button, kind="view")
            button.clicked.connect(lambda _on=False, view=view: self.show_view(view))
            self.views.addButton(button, place)
            row.addWidget(button)
        return row

    def _count_views(self, counts: dict[View, int]) -> None:
        for place, view in enumerate(View):
            self.views.button(place).setText(f"{word(view)} {number(counts[view])}")
