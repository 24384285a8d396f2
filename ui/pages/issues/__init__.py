"""Issues: named views, the list, one issue with its story, and the forms of its moves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dialogue_app.i18n import _
from ui.main_window import PageEntry
from ui.places import Hit, Place

if TYPE_CHECKING:
    from ui.rail import Rail
    from ui.widgets.page import Page

SHOWN = 120  # letters of an issue


def entry(rail: Rail) -> PageEntry:
    """The page as it stands in the rail; it is imported when it is first visited."""

    def build() -> Page:
        from ui.pages.issues.page import IssuesPage

        return IssuesPage(rail)

    def find(text: str) -> Sequence[Hit]:
        from dialogue_app.services.issues.lists import IssueList, IssueQuery

        rows, _n = IssueList(rail.context.case).first_page(IssueQuery(search=text))
        return [
            Hit(
                f"{row.code} {' '.join(row.text.split())}"[:SHOWN],
                row.raisers,
                Place("issues", row.id),
            )
            for row in rows
        ]

    return PageEntry("issues", lambda: _("Issues"), "issue", 20, build, find)
