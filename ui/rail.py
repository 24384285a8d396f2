"""The pages of the rail and the links between them. Each page is imported when first visited."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from dialogue_app.discovery import modules_of
from ui import pages
from ui.context import Context
from ui.main_window import MainWindow, PageEntry
from ui.places import Place
from ui.undoing import Undoing

if TYPE_CHECKING:
    from dialogue_app.services.imports.workbooks import TableKind
    from dialogue_app.services.unsaved import Unsaved
    from ui.backing_up import Backups
    from ui.unsaved import Typing
    from ui.widgets.page import Page


class Rail:
    """Builds the pages, and opens a page or an import for another page."""

    def __init__(self, context: Context, settings: Path) -> None:
        """`settings` is the file of the window in the data folder."""
        self.context, self.settings = context, settings
        self.undoing = Undoing(context)
        self._window: MainWindow | None = None
        self._backups: Backups | None = None
        self._typing: Typing | None = None

    def attach(self, window: MainWindow) -> None:
        """Set the window that shows the pages; before that no page can be opened."""
        self._window = window

    def entries(self) -> tuple[PageEntry, ...]:
        """The pages in the order of the rail: of each package of `ui.pages` that has an entry."""
        found = [module.entry(self) for module in modules_of(pages) if hasattr(module, "entry")]
        return tuple(sorted(found, key=lambda entry: entry.position))

    def go(self, place: Place) -> None:
        """Bring a place to the front."""
        if self._window is not None:
            self._window.go(place)

    def dress(self, language: str, dark: bool) -> None:
        """Change language and colours of the whole program at once."""
        from ui.look import dress

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dress(app, language, dark=dark)
        if self._window is not None:
            self._window.build_anew()

    def watch_backups(self) -> Backups | None:
        """Make backups from now on, and show how old the last one elsewhere is."""
        from ui.backing_up import Backups

        if self._backups is None and self._window is not None:
            self._backups = Backups(self._window, self.context)
        return self._backups

    def back_up(self) -> None:
        """Make a backup now."""
        watched = self.watch_backups()
        if watched is not None:
            watched.back_up()

    def check_data(self, *, only_faults: bool = False) -> None:
        """Look through the whole register and say what is wrong."""
        from ui.checking import check_data

        if self._window is not None:
            check_data(self._window, self.context, only_faults=only_faults)

    def typing(self) -> Typing:
        """What keeps the forms of this window against a crash."""
        from ui.unsaved import Typing

        if self._typing is None:
            self._typing = Typing(self.context)
        return self._typing

    def offer_unsaved(self) -> None:
        """Offer what was typed before a crash."""
        if self._window is not None:
            self.typing().offer(self._window, self._open_again)

    def _open_again(self, left: Unsaved) -> None:
        """Open the form that a crash interrupted."""
        from ui.pages.record_page import RecordPage

        if self._window is None:
            return
        if not left.act:
            self._window.go(Place(left.page, *left.ids))
            return
        page = self._window.go(Place(left.page))
        if isinstance(page, RecordPage):
            page.do(left.act, *left.ids)

    def forget_typed(self) -> None:
        """The window is closed by somebody who was asked what becomes of it."""
        if self._typing is not None:
            self._typing.forget_all()

    def open_enterprise_import(self) -> None:
        """Open the import wizard for a register of enterprises."""
        from dialogue_app.services.imports.workbooks import TableKind

        self._open_import(TableKind.ENTERPRISES)

    def open_issue_import(self, session_id: int | None = None) -> None:
        """Open the import wizard for issues of a session, or of none."""
        from dialogue_app.services.imports.workbooks import TableKind

        self._open_import(TableKind.ISSUES, session_id)

    def _open_import(self, kind: TableKind, session_id: int | None = None) -> None:
        from ui.pages.workbooks.page import ImportPage

        self.lay_over(ImportPage(self, kind, session_id))

    def lay_over(self, page: Page) -> None:
        """Put a page over the one in front until it is closed."""
        if self._window is not None:
            self._window.lay_over(page)
