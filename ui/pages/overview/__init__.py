"""Overview: what is to be done today, who has it, and which session comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_app.i18n import _
from ui.main_window import PageEntry

if TYPE_CHECKING:
    from ui.rail import Rail
    from ui.widgets.page import Page


def entry(rail: Rail) -> PageEntry:
    """The page as it stands in the rail; it is imported when it is first visited."""

    def build() -> Page:
        from ui.pages.overview.page import OverviewPage

        return OverviewPage(rail)

    return PageEntry("overview", lambda: _("Overview"), "home", 0, build)
