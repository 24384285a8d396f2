"""The issues of one session as a list inside its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from dialogue_app.domain.vocabulary import View
from dialogue_app.i18n import N_, _
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from ui.acts import Act, Chosen, Takes
from ui.pages.issues.acts import ACTS
from ui.pages.issues.noun import IssueNoun
from ui.pages.noun import Empty
from ui.pages.record_page import RecordPage
from ui.tasks import Lane

if TYPE_CHECKING:
    from ui.rail import Rail


def _give_all_out(page: RecordPage, _chosen: Chosen) -> None:
    query, case = page.query, page.context.case

    def give_out(ids: list[int]) -> None:
        if ids:
            page.do("give_out", *ids)
        else:
            page.context.messages.error(_("There is nothing to assign."))

    page.context.read(page, lambda: list(IssueList(case).ids(query)), give_out, lane=Lane.READ)


GIVE_ALL_OUT = Act(
    "give_all_out", N_("Assign all"), "issue.give_out", Takes.NOTHING, icon="arrow",
    stands_out=True, run=_give_all_out,
)  # fmt: skip


class SessionIssueNoun(IssueNoun):
    """The issues of one session; all that is proposed for them can be given out at once."""

    acts: ClassVar[tuple[Act, ...]] = (*ACTS, GIVE_ALL_OUT)

    def empty(self, query: Any) -> Empty:
        """What to do first, or that there is nothing to give out."""
        if query.view is View.NOT_GIVEN:
            return Empty(_("Every issue with a body in charge has been assigned."))
        return super().empty(query)


class SessionIssuesPage(RecordPage):
    """What was raised; the step of the session decides which of it is shown."""

    def __init__(self, rail: Rail, session_id: int, speaker: Callable[[], str]) -> None:
        case = rail.context.case
        super().__init__(
            SessionIssueNoun(rail, session_id, speaker),
            "",
            IssueList(case),
            IssueQuery(session_id=session_id, descending=False),
            "issues_of_session",
        )
        self.column.setContentsMargins(0, 0, 0, 0)  # it stands inside a page
        self._session_id = session_id
        self.list.setAccessibleName(_("Issues of the session"))

    def show_own(self, view: View, sort: str) -> None:
        """What was raised at the session."""
        self.ask(
            session_id=self._session_id, carried_to=None, view=view, sort=sort, descending=False
        )

    def show_carried(self) -> None:
        """What stands on its agenda from earlier sessions, and over how many it came."""
        self.list.columns.choose("carried", shown=True)
        self.ask(
            session_id=None, carried_to=self._session_id, view=View.ALL, sort="code",
            descending=False,
        )  # fmt: skip
