"""Settings: who we are, the pick-lists, language and colours."""

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
        from ui.pages.settings.page import SettingsPage

        return SettingsPage(rail)

    return PageEntry("settings", lambda: _("Settings"), "settings", 90, build)
