"""The list of dialogue sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_app.i18n import _
from dialogue_app.services.sessions.lists import SessionList, SessionQuery
from ui.pages.record_page import RecordPage
from ui.pages.sessions.noun import SessionNoun

if TYPE_CHECKING:
    from ui.rail import Rail


class SessionsPage(RecordPage):
    """All sessions, the latest first. Enter opens one in its five steps."""

    def __init__(self, rail: Rail) -> None:
        super().__init__(
            SessionNoun(rail),
            _("Dialogue sessions"),
            SessionList(rail.context.case),
            SessionQuery(),
        )
        self.add_views()

    def open(self, session_id: int) -> None:
        """Open a session in its five steps."""
        self.do("open", session_id)
