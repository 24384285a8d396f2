"""The list of dialogue sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dialogue_app.i18n import _
from dialogue_app.services.sessions.lists import SessionList, SessionQuery
from ui.pages.record_page import RecordPage
from ui.pages.sessions.noun import SessionNoun

if TYPE_CHECKING:
    from dialogue_app.services.sessions.editing import SessionDetail
    from ui.pages.sessions.session import SessionPage
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
        self._session: SessionPage | None = None  # laid over this page
        self._step: int | None = None  # of the session that is being opened

    def open(self, session_id: int) -> None:
        """Open a session in its five steps."""
        self.do("open", session_id)

    def lay_session_over(self, detail: SessionDetail) -> None:
        """Show a session in its five steps until it is left."""
        from ui.pages.sessions.session import SessionPage

        page = self._session = SessionPage(self.noun.rail, detail)
        page.closed.connect(self._forget_session)
        self.noun.rail.lay_over(page)
        step, self._step = self._step, None
        if step is not None:
            page.go_to_step(step)

    def place(self) -> tuple[int | None, Any] | None:
        """What the list shows; a session has its own page."""
        return (None, self.query)

    def go_to(self, key: int | None, query: Any = None) -> None:
        """Show one session in a step, or the list."""
        over = self._session
        if over is not None and over.detail.id == key:
            if query is not None:
                over.go_to_step(query)
            return
        if over is not None:
            over.leave()
        if key is None:
            super().go_to(None, query)
        else:
            self._step = query
            self.open(key)

    def _forget_session(self) -> None:
        self._session = None
