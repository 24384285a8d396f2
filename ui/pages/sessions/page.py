"""The list of dialogue sessions."""

from __future__ import annotations

from collections.abc import Callable

from dialogue_app.domain.changes import Changes
from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.i18n import _
from dialogue_app.services.sessions.editing import (
    SessionDetail,
    propose_code,
    propose_name,
    session_detail,
)
from dialogue_app.services.sessions.lists import SessionList, SessionQuery
from ui.context import Context
from ui.pages.list_page import ListPage
from ui.pages.sessions.forms import PreparePanel, empty_form
from ui.pages.sessions.session import SessionPage
from ui.tasks import Task
from ui.widgets.page import Page


class SessionsPage(ListPage):
    """All sessions, the latest first. Enter opens one in its five steps."""

    def __init__(
        self,
        context: Context,
        lay_over: Callable[[Page], None],
        open_import: Callable[[int], None],
    ) -> None:
        """`lay_over` puts a page over this one, `open_import` opens the wizard for a session."""
        super().__init__(
            context,
            _("Dialogue sessions"),
            SessionList(context.case),
            SessionQuery(),
        )
        self._lay_over, self._open_import = lay_over, open_import
        self._opening: Task | None = None
        self.set_primary(_("Add a session"), self.add, "Ctrl+N", "add")
        self.add_views()
        self.list.opened.connect(self.open)

    def concerns(self, changes: Changes) -> bool:
        """Sessions, and issues for their numbers."""
        return changes.of("session", "issue")

    def empty_words(self) -> str:
        """What to do first."""
        return _(
            "Three things to begin with:\n"
            "1. Say who your agency is, in the settings.\n"
            "2. Take in the list of enterprises from Excel, on their page.\n"
            "3. Add a session here, then take in or type what was raised."
        )

    def offer_when_empty(self) -> tuple[str, Callable[[], None]]:
        """The form."""
        return _("Add a session"), self.add

    def open(self, session_id: int) -> None:
        """Open a session in its five steps."""
        case = self.context.case
        self._opening = self.context.read(
            self, lambda: session_detail(case, session_id), self._lay_session_over, self._opening
        )

    def add(self) -> None:
        """Open an empty form with a proposed code and name."""
        case, day = self.context.case, self.context.case.today()
        self._opening = self.context.read(
            self,
            lambda: empty_form(propose_code(case, day), propose_name(case, day), day),
            self._fill_in,
            self._opening,
        )

    def _fill_in(self, proposed: SessionDraft) -> None:
        page = NewSessionPage(self.context, proposed)
        page.panel.saved.connect(self._saved)
        self._lay_over(page)
        page.panel.begin()

    def _saved(self, detail: SessionDetail) -> None:
        self.context.messages.done(_("Saved."))
        self._lay_session_over(detail)

    def _lay_session_over(self, detail: SessionDetail) -> None:
        self._lay_over(SessionPage(self.context, detail, self._open_import))


class NewSessionPage(Page):
    """The form of a session to come, over the list."""

    def __init__(self, context: Context, proposed: SessionDraft) -> None:
        super().__init__(_("Add a session"))
        self._messages = context.messages
        self.panel = PreparePanel(context, None, proposed)
        self.body.addWidget(self.panel, 1)
        self.panel.saved.connect(lambda _detail: self.closed.emit())
        self.panel.closed.connect(self.leave)

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
