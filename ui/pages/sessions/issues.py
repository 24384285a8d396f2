"""The issues of one session as a list inside its page."""

from __future__ import annotations

from collections.abc import Callable

from dialogue_app.domain.changes import Changes
from dialogue_app.domain.vocabulary import View
from dialogue_app.i18n import _
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from ui.context import Context
from ui.pages.issues.controller import IssueController
from ui.pages.list_page import ListPage


class SessionIssuesPage(ListPage):
    """What was raised; the step of the session decides which of it is shown."""

    def __init__(
        self,
        context: Context,
        session_id: int,
        open_import: Callable[[], None],
        speaker: Callable[[], str],
    ) -> None:
        super().__init__(
            context,
            "",
            IssueList(context.case),
            IssueQuery(session_id=session_id, descending=False),
            "issues_of_session",
        )
        self.column.setContentsMargins(0, 0, 0, 0)  # it stands inside a page
        self.buttons = self.tools
        self.list.setAccessibleName(_("Issues of the session"))
        self.controller = IssueController(self, session_id, speaker)
        self.import_button = self.add_action(
            _("Take in from Excel"), open_import, "Ctrl+I", "import"
        )
        self.add_button = self.add_action(_("Add an issue"), self.controller.add, "Ctrl+N", "add")
        self.give_out_button = self.add_action(_("Give all out"), self._give_all_out, "", "arrow")
        self._open_import = open_import

    def concerns(self, changes: Changes) -> bool:
        """Issues; enterprises and bodies for their names."""
        return changes.of("issue")

    def empty_words(self) -> str:
        """What to do first, or that there is nothing to give out."""
        if self.query.view is View.NOT_GIVEN:
            return _("Every issue with a body in charge has been given out.")
        return _("No issue here. Add one, or take in your Excel list.")

    def offer_when_empty(self) -> tuple[str, Callable[[], None]] | None:
        """The wizard, where there is no issue at all."""
        everything = self.query.view is View.ALL
        return (_("Take in from Excel"), self._open_import) if everything else None

    def refreshed(self) -> None:
        """What stands beside the list may have changed too."""
        self.controller.refresh()

    def _give_all_out(self) -> None:
        query, case = self.query, self.context.case
        self.context.read(self, lambda: list(IssueList(case).ids(query)), self.controller.give_out)
