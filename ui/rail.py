"""The pages of the rail and the links between them. Each page is imported when first visited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from dialogue_app.discovery import packages_of
from dialogue_app.domain.deep_paths import readable
from dialogue_app.i18n import N_, _
from ui import keys, pages
from ui.context import Context
from ui.main_window import MainWindow, PageEntry
from ui.places import Place
from ui.undoing import Undoing

if TYPE_CHECKING:
    from dialogue_app.domain.people import Actor
    from dialogue_app.domain.places import Risk
    from dialogue_app.services.imports.drafts import ImportDraft
    from dialogue_app.services.imports.workbooks import TableKind
    from dialogue_app.services.unsaved import Unsaved
    from ui.backing_up import Backups
    from ui.help.tour import Tour
    from ui.pages.workbooks.page import ImportPage
    from ui.unsaved import Typing
    from ui.widgets.page import Page

_GREETED = "first/left"  # in the file of the window
Who = Callable[["Actor"], str]  # who works here, in words


class Rail:
    """Builds the pages, and opens a page or an import for another page."""

    def __init__(self, context: Context, settings: Path) -> None:
        """`settings` is the file of the window in the data folder."""
        self.context, self.settings = context, settings
        self.undoing = Undoing(context)
        self._window: MainWindow | None = None
        self._backups: Backups | None = None
        self._typing: Typing | None = None
        self._tour: Tour | None = None

    def attach(self, window: MainWindow, who: Who) -> None:
        """Set the window that shows the pages; before that no page can be opened."""
        self._window, self._who = window, who
        window.is_lost = lambda: self.context.case.store.file.is_gone
        window.undo.connect(lambda: self.undoing.undo())  # noqa: PLW0108  (who acts may change)
        window.dropped.connect(self.take_file)
        window.offer("help", keys.HELP.words, self.open_help, keys.HELP)
        window.offer("key_card", keys.CARD.words, self.open_keys, keys.CARD)
        window.offer("tour", N_("Learn the program on the sample"), self.open_tour)
        window.assembled.connect(self._tell_who)
        window.assembled.connect(self._show_tour)
        self._tell_who()

    def entries(self) -> tuple[PageEntry, ...]:
        """The pages in the order of the rail: of each package of `ui.pages` that has an entry."""
        found = [module.entry(self) for module in packages_of(pages) if hasattr(module, "entry")]
        return tuple(sorted(found, key=lambda entry: entry.position))

    def go(self, place: Place) -> Page | None:
        """Bring a place to the front; gives its page."""
        return self._window.go(place) if self._window is not None else None

    def dress(self, language: str, dark: bool) -> None:
        """Change language and colours of the whole program at once."""
        from ui.look import dress

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if self._window is not None:
            self._window.build_anew(partial(dress, app, language, dark=dark))

    def act_as(self, actor: Actor) -> None:
        """Somebody else works here from now on, or the same one under another name."""
        self.context = replace(self.context, case=replace(self.context.case, actor=actor))
        self.undoing = Undoing(self.context)
        if self._window is not None:
            self._window.build_anew()

    def _tell_who(self) -> None:
        from dialogue_app.services.first_start.places import is_sample

        case = self.context.case
        if self._window is not None:
            folder = case.store.folder
            name = _("Sample data") if is_sample(folder) else folder.name
            self._window.set_status(name, self._who(case.actor), readable(folder))

    def go_over_to(self, folder: Path) -> None:
        """Close the window, and open the register of another folder."""
        if self._window is not None:
            self._window.go_over_to(folder)

    def leave_sample(self) -> None:
        """Back to where this user's data lie, or are to begin."""
        from dialogue_app.services.opening import data_folder

        self.context.read(self.context.tasks, lambda: data_folder(None), self.go_over_to)

    # The first start, and learning the program ------------------------------------------------

    def greet(self, full_name: Callable[[], str]) -> None:
        """Ask what a new register is asked for, unless somebody went away from that before.

        `full_name` says, on a worker, what this computer knows its user by.
        """
        if self.context.settings.value(_GREETED) is None:
            from ui.pages.first.page import FirstPage

            self.lay_over(FirstPage(self, full_name))

    def end_greeting(self) -> None:
        """Somebody went through what a new register is asked for, or away from it."""
        self.context.settings.setValue(_GREETED, "true")

    def open_help(self) -> None:
        """Show the help of the page in front."""
        from ui.help.page import open_help

        if self._window is not None:
            open_help(self._window, self.context.tasks, self.context.messages)

    def open_keys(self) -> None:
        """Show the card of all keys."""
        from ui.help.key_page import KeyPage

        if self._window is not None and not isinstance(self._window.current(), KeyPage):
            self.lay_over(KeyPage(self))

    def open_tour(self) -> None:
        """Lead through the sample, which lies in a folder of its own; go on where it was left."""
        from dialogue_app.services.first_start.places import is_sample, sample_folder

        if self._window is None:
            return
        if not is_sample(self.context.case.store.folder):
            self.go_over_to(sample_folder())
            return
        from ui.help.tour import Tour

        self._tour = self._tour or Tour(self, self._window)
        self._tour.go_on()

    def _show_tour(self) -> None:
        """Pages were built anew, and with them what stands beside them."""
        if self._tour is not None:
            self._tour.show()

    # Beside the work --------------------------------------------------------------------------

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

    def begin_second_place(self) -> None:
        """Another place for backups was chosen: it gets its first one at once."""
        watched = self.watch_backups()
        if watched is not None:
            watched.back_up_if_changed()

    def check_data(self) -> None:
        """Look through the whole register and say what is wrong, if anything is."""
        from ui.checking import check_data

        if self._window is not None:
            check_data(self._window, self.context)

    def warn_of_folder(self) -> None:
        """Say where the data lie, if that is not safe, and the way out."""
        from dialogue_app.i18n.words import word
        from dialogue_app.services.opening import risk_of
        from ui.tasks import Lane

        window, store = self._window, self.context.case.store
        if window is None:
            return

        def tell(risk: Risk | None) -> None:
            if risk is not None:
                self.context.messages.notice(word(risk), window)

        self.context.tasks.run(window, lambda: risk_of(store), tell, lane=Lane.READ)

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
        from dialogue_app.services.unsaved import DRAFTS_OF_IMPORTS
        from ui.pages.record_page import RecordPage

        if self._window is None:
            return
        if left.page == DRAFTS_OF_IMPORTS:
            self._open_import_again(left)
            return
        if not left.act:
            self._window.go(Place(left.page, *left.ids))
            return
        page = self._window.go(Place(left.page))
        if isinstance(page, RecordPage):
            page.do(left.act, *left.ids)

    def _open_import_again(self, left: Unsaved) -> None:
        """Open a workbook that a crash interrupted."""
        from dialogue_app.services.imports.drafts import read_draft

        draft = read_draft(left)
        if draft is not None:
            self.go_on_with_import(draft)

    def go_on_with_import(self, draft: ImportDraft) -> None:
        """Open a workbook that was not taken in to its end."""
        from dialogue_app.services.imports.workbooks import TableKind

        if self._window is not None:
            is_of_register = draft.kind is TableKind.ENTERPRISES
            self._window.go(Place("enterprises" if is_of_register else "issues"))
            self._open_import(draft.kind, draft.session_id).open_file(draft.path)

    def forget_typed(self) -> None:
        """The window is closed by somebody who was asked what becomes of it, and could save it."""
        if self._typing is None:
            return
        if self._window is not None and self._window.is_lost():
            self._typing.leave_kept()
        else:
            self._typing.forget_all()

    def open_enterprise_import(self) -> None:
        """Open the import wizard for a register of enterprises."""
        from dialogue_app.services.imports.workbooks import TableKind

        self._open_import(TableKind.ENTERPRISES)

    def open_issue_import(self, session_id: int | None = None) -> None:
        """Open the import wizard for issues of a session, or of none."""
        from dialogue_app.services.imports.workbooks import TableKind

        self._open_import(TableKind.ISSUES, session_id)

    def take_file(self, path: Path) -> None:
        """Open a workbook that was dropped: where one is taken in, else by what its rows are."""
        from dialogue_app.services.imports.workbooks import likely_kind
        from ui.pages.workbooks.page import ImportPage
        from ui.tasks import Lane

        page = self._window.current() if self._window is not None else None
        if page is None or self._window is None:
            return
        if isinstance(page, ImportPage):
            if page.can_take_files():
                page.open_file(path)
            return

        def open_it(kind: TableKind) -> None:
            self._open_import(kind, page.session_in_front()).open_file(path)

        context = self.context
        context.read(page, lambda: likely_kind(path), open_it, lane=Lane.IMPORT)

    def paste(self, kind: TableKind, session_id: int | None = None) -> None:
        """Take in the rows on the clipboard, as those of a workbook."""
        copied = QApplication.clipboard().mimeData()
        if "\t" in copied.text() or "\n" in copied.text().strip() or copied.hasHtml():
            self._open_import(kind, session_id).open_pasted(copied.html(), copied.text())
        else:
            self.context.messages.error(_("Copy rows in Excel first, then paste them here."))

    def _open_import(self, kind: TableKind, session_id: int | None = None) -> ImportPage:
        from ui.pages.workbooks.page import ImportPage

        page = ImportPage(self, kind, session_id)
        page.take_back_asked.connect(page.closed)
        page.take_back_asked.connect(self.open_past_imports)
        self.lay_over(page)
        return page

    def open_past_imports(self, number: int | None = None) -> None:
        """Show the imports, that one chosen, to take one back."""
        from ui.pages.past_imports.page import PastImportsPage

        self.lay_over(PastImportsPage(self, number))

    def lay_over(self, page: Page) -> None:
        """Put a page over the one in front until it is closed."""
        if self._window is not None:
            self._window.lay_over(page)
