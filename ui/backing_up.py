"""Backups beside the work: every few hours, after the window was closed, and how old they are."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog

from dialogue_app.domain.deep_paths import readable
from dialogue_app.domain.errors.base import Cancelled, DialogueError
from dialogue_app.domain.errors.store import StoreRefused
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number, screen_date
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.backing_up import (
    Backup,
    CopyElsewhere,
    back_up,
    back_up_if_changed,
    copy_elsewhere,
    restore,
)
from ui.context import Context
from ui.main_window import MainWindow
from ui.tasks import Lane
from ui.widgets.plain import Box

BETWEEN_BACKUPS = 3 * 60 * 60 * 1000  # milliseconds
BETWEEN_LOOKS = 10 * 60 * 1000
SHOWN_AFTER = 1000  # milliseconds of a backup after closing


class Backups(QObject):
    """Makes backups while the window runs and shows how old the last one elsewhere is."""

    def __init__(self, window: MainWindow, context: Context) -> None:
        super().__init__(window)
        self._window, self._context = window, context
        self._folder = context.case.store.folder
        for between, do in ((BETWEEN_BACKUPS, self.back_up_if_changed), (BETWEEN_LOOKS, self.look)):
            timer = QTimer(self)
            timer.timeout.connect(do)
            timer.start(between)
        self.look()

    def look(self) -> None:
        """Show how it stands with copies outside the data folder."""
        folder, clock = self._folder, self._context.case.clock
        self._context.tasks.run(
            self, lambda: copy_elsewhere(folder, clock()), self._show, lane=Lane.READ
        )

    def back_up_if_changed(self) -> None:
        """Make a backup where none of the present state is kept."""
        folder, clock = self._folder, self._context.case.clock
        self._context.tasks.run_long(
            self,
            lambda task: back_up_if_changed(folder, clock(), task.should_stop),
            lambda _made: self.look(),
            self._context.messages.error,
            lane=Lane.CHECK,
        )

    def back_up(self) -> None:
        """Make a backup because somebody asked for it, and say where it lies."""
        folder, clock, messages = self._folder, self._context.case.clock, self._context.messages

        def told(made: list[Backup]) -> None:
            self.look()
            places = "; ".join(readable(one.file.parent) for one in made)
            messages.done(_("Backed up, and read back: {places}").format(places=places))

        self._context.tasks.run(
            self, lambda: back_up(folder, clock()), told, messages.error, lane=Lane.CHECK
        )

    def _show(self, copy: CopyElsewhere) -> None:
        self._window.set_backup(_in_words(copy), copy.is_too_old)


def _in_words(copy: CopyElsewhere) -> str:
    """How old the last copy elsewhere is."""
    if copy.day is None and copy.has_place:
        return _("No backup in the second place yet")
    if copy.day is None:
        return _("No backup outside this folder yet: choose a place in the settings")
    n = copy.days
    if n < 0:
        said = _("Backed up elsewhere on {day}, later than this computer's clock says")
        return said.format(day=screen_date(copy.day))
    if n == 0:
        return _("Backed up elsewhere today")
    said = ngettext("Backed up elsewhere {n} day ago", "Backed up elsewhere {n} days ago", n)
    return said.format(n=number(n))


def back_up_after_closing(folder: Path, at: datetime) -> None:
    """The window is gone; what takes longer than a second is shown, what fails is said."""
    title = QApplication.applicationDisplayName()
    shown = QProgressDialog(_("Backing up; this window closes by itself…"), _("Stop"), 0, 0)
    shown.setWindowTitle(title)
    shown.setMinimumDuration(SHOWN_AFTER)

    def is_stopped() -> bool:
        QApplication.processEvents()
        return shown.wasCanceled()

    try:
        back_up_if_changed(folder, at, is_stopped)
    except Cancelled:
        pass
    except DialogueError as error:
        Box(Box.Icon.Warning, f"{_('No backup was made.')} {explain(error)}").exec()
    finally:
        shown.close()
        shown.deleteLater()


def offer_to_put_back(folder: Path, refusal: StoreRefused, backup: Path, at: datetime) -> bool:
    """Offer the newest good backup in the place of a register that cannot be opened.

    Gives whether it was put there.
    """
    said = _("Restore it now? What is in the folder is kept there, in “replaced-…”.")
    box = Box(Box.Icon.Warning, f"{explain(refusal)}\n\n{said}")
    yes = box.addButton(_("Restore"), Box.ButtonRole.AcceptRole)
    box.addButton(_("Close"), Box.ButtonRole.RejectRole)
    box.exec()
    if box.clickedButton() is not yes:
        return False
    restore(folder, backup, at)
    return True
