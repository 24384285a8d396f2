"""Settings: who we are, the pick-lists, language and colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dialogue_app.domain.text import fold
from dialogue_app.i18n import N_, _
from ui.main_window import PageEntry
from ui.palette import has_words
from ui.places import Hit, Place

if TYPE_CHECKING:
    from ui.rail import Rail
    from ui.widgets.page import Page


SECTIONS = (
    N_("Our agency"),
    N_("Topics"),
    N_("Legal types"),
    N_("Language and colours"),
    N_("Backups"),
    N_("Who I am"),
    N_("Bodies of our area"),
    N_("Calendar of working days"),
    N_("Rules for time limits"),
    N_("Series of sessions"),
    N_("Check the data"),
    N_("Personal data"),
    N_("Folder of the data"),
    N_("Workbooks"),
)  # as they stand one below the other


def entry(rail: Rail) -> PageEntry:
    """The page as it stands in the rail; it is imported when it is first visited."""

    def build() -> Page:
        from ui.pages.settings.page import SettingsPage

        return SettingsPage(rail)

    return PageEntry("settings", lambda: _("Settings"), "settings", 90, build, find_sections)


def find_sections(text: str) -> Sequence[Hit]:
    """The parts of the settings that are called so."""
    wanted = fold(text).split()
    titles = enumerate(map(_, SECTIONS))
    return [
        Hit(title, "", Place("settings", query=place))
        for place, title in titles
        if has_words(title, wanted)
    ]
