"""Dialogue sessions: the list, and one session in its five steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dialogue_app.i18n import _
from ui.main_window import PageEntry
from ui.places import Hit, Place

if TYPE_CHECKING:
    from ui.rail import Rail
    from ui.widgets.page import Page


def entry(rail: Rail) -> PageEntry:
    """The page as it stands in the rail; it is imported when it is first visited."""

    def build() -> Page:
        from ui.pages.sessions.page import SessionsPage

        return SessionsPage(rail)

    def find(text: str) -> Sequence[Hit]:
        from dialogue_app.services.sessions.lists import list_sessions

        rows = list_sessions(rail.context.case, text)
        return [Hit(row.code, row.name, Place("sessions", row.id)) for row in rows]

    return PageEntry("sessions", lambda: _("Dialogue sessions"), "meeting", 10, build, find)
