"""Typing outlives a crash: a form is kept while it is typed in, and offered at the next start."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number, screen_moment
from dialogue_app.services import unsaved
from dialogue_app.services.unsaved import Unsaved, Where
from ui.context import Context
from ui.messages import Action
from ui.tasks import Lane
from ui.widgets.form_panel import FormPanel

LOST_AT_MOST = 1000  # milliseconds of typing, and what it takes to write them
NOTHING_TYPED = datetime.min.replace(tzinfo=UTC)
OpenForm = Callable[[Unsaved], None]


class Typing(QObject):
    """Keeps the forms of one window, each under a key of its own, and what a crash left."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.tasks)
        self._context = context
        self._kept: set[str] = set()
        self._stays: dict[Where, tuple[str, FormPanel]] = {}  # forms that no act opens
        self._taken_up: Unsaved | None = None  # its form is being opened

    def begin(
        self, panel: FormPanel, page: str, act: str, ids: tuple[int, ...], title: str = ""
    ) -> None:
        """A form was opened: keep what is typed in it, and fill in what a crash left of it.

        It is found again by the page of the rail, and there by the act and what that is done to;
        without an act by a record and what the page shows of it. `title` is for a form without one.
        """
        blank = Unsaved("", page, act, ids, title or panel.called(), NOTHING_TYPED, {})
        self._watch(panel, blank)
        panel.laid_over.connect(lambda other, page, act: self.begin(other, page, act, ()))
        left = self._taken_up
        if left is not None and left.where == blank.where:
            self._fill_in(panel, left)

    def forget_all(self) -> None:
        """The window is closed, and what was not saved was given up."""
        self._forget(*self._kept)

    def leave_kept(self) -> None:
        """The window is closed and nothing could be saved: the next start offers what is kept."""
        self._kept.clear()

    # While it is typed ------------------------------------------------------------------------

    def _watch(self, panel: FormPanel, blank: Unsaved) -> None:
        key, timer = uuid.uuid4().hex, QTimer(panel)
        if not blank.act:
            self._stays[blank.where] = (key, panel)
        timer.setSingleShot(True)
        timer.setInterval(LOST_AT_MOST)

        def keep() -> None:
            if panel.is_dirty:
                now, state = self._context.case.clock(), panel.state.snapshot()
                self._keep(replace(blank, key=key, at=now, state=state))
            else:
                self._forget(key)

        def forget() -> None:
            timer.stop()
            self._forget(key)

        timer.timeout.connect(keep)
        panel.form.changed.connect(lambda _key: timer.isActive() or timer.start())
        panel.saved.connect(lambda _result: forget())
        panel.closed.connect(forget)
        panel.destroyed.connect(partial(self._end, blank.where, key))

    def _end(self, where: Where, key: str) -> None:
        if where in self._stays and self._stays[where][0] == key:
            del self._stays[where]
        self._forget(key)

    def _keep(self, form: Unsaved) -> None:
        self._kept.add(form.key)
        self._write(lambda folder: unsaved.keep(folder, form))

    def _forget(self, *keys: object) -> None:
        known = self._kept & set(keys)
        self._kept -= known
        if known:
            self._drop(known)

    def _drop(self, keys: set[str]) -> None:
        self._write(lambda folder: unsaved.drop(folder, keys))

    def _write(self, write: Callable[[Path], None]) -> None:
        folder = self._context.case.store.folder
        self._context.tasks.run(self, lambda: write(folder), on_error=_no_matter, lane=Lane.TYPING)

    # After a crash ----------------------------------------------------------------------------

    def offer(self, window: QWidget, open_form: OpenForm) -> None:
        """Offer what the last run left, each by a link, until somebody says what becomes of it."""
        folder = self._context.case.store.folder

        def ask(found: list[Unsaved]) -> None:
            older = [one for one in found if one.key not in self._kept]
            if older:
                self._ask(older, window, open_form)

        self._context.tasks.run(self, lambda: unsaved.left(folder), ask, lane=Lane.TYPING)

    def _fill_in(self, panel: FormPanel, left: Unsaved) -> None:
        self._taken_up = None
        try:
            panel.recover(left.state)
        except ValueError as error:  # of another program
            self._context.messages.error(error, about=panel)
            return
        self._drop({left.key})

    def _ask(self, older: list[Unsaved], window: QWidget, open_form: OpenForm) -> None:
        def take_up(left: Unsaved) -> None:
            others = [one for one in older if one is not left]
            self._taken_up = left
            open_form(left)
            if left.where in self._stays:  # a form that is open all the time
                _key, panel = self._stays[left.where]
                if self._taken_up is not None and not panel.is_dirty:
                    self._fill_in(panel, left)
            if others:
                self._ask(others, window, open_form)

        sentence = _("Restore: {form} ({moment})")
        links = [
            Action(
                sentence.format(form=one.title, moment=screen_moment(one.at)),
                partial(take_up, one),
            )
            for one in older
        ]
        links.append(Action(_("Discard"), partial(self._drop, {one.key for one in older})))
        self._context.messages.links(_left_words(older), tuple(links), window)


def _left_words(older: list[Unsaved]) -> str:
    """What the last run left: forms; or only workbooks, which a run may end with."""
    n = sum(one.page != unsaved.DRAFTS_OF_IMPORTS for one in older)
    if not n:
        return _("A workbook was not taken in to its end. What was decided of it is still here.")
    said = ngettext(
        "The program ended before {n} form was saved. What was typed is still here.",
        "The program ended before {n} forms were saved. What was typed is still here.",
        n,
    )
    return said.format(n=number(n))


def _no_matter(_error: Exception) -> None:
    """A full disk: saving itself will say so."""
