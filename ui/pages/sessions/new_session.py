"""The form of a session to come, over the list of sessions."""

from __future__ import annotations

from collections.abc import Sequence

from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.i18n import _
from dialogue_app.services.agency.reference import Choice
from ui.context import Context
from ui.pages.sessions.forms import PreparePanel
from ui.widgets.page import Page


class NewSessionPage(Page):
    """The form of a session to come, over the list."""

    def __init__(
        self, context: Context, proposed: SessionDraft, series: Sequence[Choice] = ()
    ) -> None:
        super().__init__(_("Add a session"))
        self._messages = context.messages
        self.panel = PreparePanel(context, None, proposed, series)
        self.body.addWidget(self.panel, 1)
        self.panel.saved.connect(lambda _detail: self.closed.emit())
        self.panel.closed.connect(self.leave)

    def place(self) -> None:
        """Nobody comes back to a session that is not there yet."""

    def leave(self) -> None:
        """Back to the list of sessions, asking first where something would be lost."""
        if self.panel.is_dirty:
            self._messages.ask_to_leave(
                self.closed.emit,
                lambda: self.panel.save(),  # noqa: PLW0108  (what is saved leaves by itself)
                self.panel,
            )
        else:
            self.closed.emit()

    def has_unsaved(self) -> bool:
        """Whether something was typed and not saved."""
        return self.panel.is_dirty
