"""The main window: the rail, the page in front, messages, and the status line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import delete

from dialogue_app.i18n import _
from ui import keys, theme
from ui.bars import RailBar, StatusLine, TopBar, WithGuide
from ui.messages import Messages
from ui.palette import Kind, Palette
from ui.places import History, Hit, Place, read_place
from ui.remembered import WindowFile
from ui.tasks import TaskRunner
from ui.widgets.enter_presses import EnterPresses
from ui.widgets.page import Page
from ui.widgets.plain import set_tip

SIZE = QSize(1280, 760)
# A screen of 854×480 (1366×768 where all is drawn half as large again) less frame and task bar
LEAST = QSize(820, 400)
FOLDED_BELOW = 1100  # pixels of width, below which the rail shows icons alone
FRAME = QSize(16, 48)  # the largest border and title bar a system draws round a window


@dataclass(frozen=True)
class PageEntry:
    """A page of the rail; `factory` builds it when it is first visited."""

    key: str
    title: Callable[[], str]
    icon: str
    position: int  # pages stand in the rail by it
    factory: Callable[[], Page]
    find: Callable[[str], Sequence[Hit]] | None = None  # what it holds, by words; on a worker
    within: str = ""  # the page of the rail one comes from, where it has no button of its own


class MainWindow(EnterPresses):
    """Shows one page of `entries` at a time.

    Everywhere: Ctrl+1… go to a page, Alt+Left and Alt+Right back and forward, Ctrl+K finds
    everything, Ctrl+F searches the list in front, Ctrl+Z takes back what was done last.
    """

    closed = Signal()
    assembled = Signal()  # all pages are built anew: what stands beside them must be, too
    undo = Signal()  # what was done last is to be taken back
    dropped = Signal(Path)  # a file was dropped on the window

    def __init__(
        self,
        entries: Sequence[PageEntry],
        messages: Messages,
        tasks: TaskRunner,
        settings: Path | None = None,
    ) -> None:
        """`settings` is the ini file in the data folder that remembers the window's place."""
        super().__init__()
        self.setMinimumSize(LEAST)
        self.setAcceptDrops(True)
        self.entries = tuple(entries)
        self._in_rail = [entry for entry in self.entries if not entry.within]
        self.pages: dict[str, Page] = {}
        self._settings = WindowFile(settings) if settings is not None else None
        self._over: dict[str, list[Page]] = {}
        self._front, self._history = "", History()
        self._messages, self._tasks, self._leaving = messages, tasks, False
        self._status = StatusLine(self.statusBar())
        self.following: Path | None = None  # the folder somebody goes over to
        self.is_lost: Callable[[], bool] = lambda: False  # nothing can be saved any more
        self._offered: list[tuple[QAction, str]] = []
        self._undo = QAction(self)
        self._assemble()
        self._set_keys()
        self._restore()

    # Places -----------------------------------------------------------------------------------

    def go(self, place: Place) -> Page:
        """Bring a place to the front; going back leads to where one was."""
        self._amend()
        page = self._bring(place)
        as_it_was = place.id is None and place.query is None
        self._history.visit(self.here() if as_it_was else place)
        self._show_steps()
        return page

    def step(self, by: int) -> None:
        """Go back (-1) or forward (1), where there is such a place."""
        if self._history.can_step(by):
            self._amend()
            self._bring(self._history.step(by))
            self._show_steps()

    def lay_over(self, page: Page) -> None:
        """Put a page over the front page of the rail until it emits `closed`."""
        key = self._front
        self._amend()
        self._over.setdefault(key, []).append(page)
        self._stack.addWidget(page)
        page.closed.connect(lambda: self._take_off(key, page))
        self._show(page)
        self._arrive()

    def offer(
        self, name: str, words: str, do: Callable[[], object], key: keys.Key | None = None
    ) -> None:
        """Offer something everywhere: by `words`, a msgid, in the field for all, and by a key."""
        action = QAction(_(words), self)
        action.setObjectName(name)
        if key is not None:
            action.setShortcut(key.sequence)
        action.triggered.connect(lambda: do())  # noqa: PLW0108  (else Qt passes it `checked`)
        self.addAction(action)
        self._offered.append((action, words))

    def set_beside(self, guide: QWidget | None) -> None:
        """Show a guide beside the page in front, or below it where the window is narrow."""
        self._with_guide.set_guide(guide)

    def current(self) -> Page | None:
        """The page in front."""
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, Page) else None

    def _bring(self, place: Place) -> Page:
        key = place.page
        page = self.pages.get(key) or self._build(key)
        self._front = key
        self._rail.mark(self._entry(key).within or key)
        if place.id is not None or place.query is not None:
            page.go_to(place.id, place.query)
        self._show((self._over.get(key) or [page])[-1])
        return page

    def here(self) -> Place:
        """Where one is: what a page laid over another says, else what that other says."""
        layers = [*reversed(self._over.get(self._front, [])), self.pages[self._front]]
        said = (layer.place() for layer in layers)
        key, query = next((one for one in said if one is not None), (None, None))
        return Place(self._front, key, query)

    def _amend(self) -> None:
        if self._front:
            self._history.amend(self.here())

    def _arrive(self) -> None:
        """Another page came to the front without anybody naming a place."""
        here, known = self.here(), self._history.current
        is_same = known is not None and (here.page, here.id) == (known.page, known.id)
        note = self._history.amend if is_same and here.id is not None else self._history.visit
        note(here)
        self._show_steps()

    def _take_off(self, key: str, page: Page) -> None:
        self._over[key].remove(page)
        self._stack.removeWidget(page)
        page.deleteLater()
        if key == self._front:
            self._show((self._over[key] or [self.pages[key]])[-1])
            self._arrive()

    def _show(self, page: Page) -> None:
        if page is not self._stack.currentWidget():
            self._messages.leave_page()
        typed_in: QWidget | None = page.focusWidget()
        self._stack.setCurrentWidget(page)
        page.shown()
        if typed_in is not None:
            typed_in.setFocus()
        else:
            page.take_keyboard()

    def _show_steps(self) -> None:
        for action, by in zip(self._steps, (-1, 1), strict=True):
            action.setEnabled(self._history.can_step(by))

    def _entry(self, key: str) -> PageEntry:
        return next(entry for entry in self.entries if entry.key == key)

    def _build(self, key: str) -> Page:
        page = self._entry(key).factory()
        page.setObjectName(f"page_{key}")
        self.pages[key] = page
        self._stack.addWidget(page)
        return page

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file from the desktop is welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell of the file that was dropped."""
        if path := next((u.toLocalFile() for u in event.mimeData().urls() if u.isLocalFile()), ""):
            self.dropped.emit(Path(path))

    # Closing ----------------------------------------------------------------------------------

    def set_status(self, folder: str, person: str, path: str = "") -> None:
        """Show data folder and current user in the status line; empty ones not."""
        self._status.say(folder, person, path)

    def set_backup(self, words: str, is_too_old: bool) -> None:
        """Show in the status line how old the last backup elsewhere is."""
        self._status.say_backup(words, is_too_old)

    def report(self, error: Exception) -> None:
        """Say what nobody caught."""
        self._messages.error(error)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about typed text that could be saved; else remember the window's place and close."""
        is_asked = not self._leaving and not self.is_lost()
        if is_asked and self._ask_for_unsaved(self.close, self.close_anyway):
            event.ignore()
            return
        if self._settings is not None:
            self._settings.setValue("window/geometry", self.saveGeometry())
            self._settings.setValue("window/place", self.here().written())
            self._settings.sync()
        super().closeEvent(event)
        self.closed.emit()

    def build_anew(self, dress: Callable[[], object] | None = None) -> None:
        """Build all pages again, in other words or colours; unsaved text is asked about first."""
        # Whoever asks for it is often part of what goes: it waits until they have returned
        anyway = partial(QTimer.singleShot, 0, self, partial(self._build_anew, dress))
        if not self._ask_for_unsaved(partial(self.build_anew, dress), anyway):
            anyway()

    def _build_anew(self, dress: Callable[[], object] | None) -> None:
        place, said = self.here(), self._messages.last
        self.pages, self._over = {}, {}
        delete(self._whole)  # first: Qt dresses each widget there is, which takes long
        if dress is not None:
            dress()
        self._assemble()
        self._bring(place)
        self._show_steps()
        self._rail.fold(folded=self.width() < FOLDED_BELOW)
        if said is not None and said.kind == "done":
            self._messages.done(said.text)
        self.assembled.emit()

    def go_over_to(self, folder: Path) -> None:
        """Close, and open the register of another folder; unsaved text is asked about."""

        def leave() -> None:
            self.following = folder
            self.close_anyway()

        if not self._ask_for_unsaved(partial(self.go_over_to, folder), leave):
            leave()

    def _ask_for_unsaved(self, go_on: Callable[[], object], anyway: Callable[[], None]) -> bool:
        """Bring the first page with something unsaved to the front and ask; False without one.

        What is saved goes on, what is given up goes on `anyway`.
        """
        for key in self.pages:
            layers = [self.pages[key], *self._over.get(key, [])]
            page = next((layer for layer in layers if layer.has_unsaved()), None)
            if page is None:
                continue
            self.go(Place(key))
            form = page.unsaved_form()
            if form is None:
                self._messages.ask_to_leave(anyway, about=page)
            else:
                form.come_to_front()
                self._messages.ask_to_leave(anyway, partial(form.save, then=go_on), form)
            return True
        return False

    def close_anyway(self) -> None:
        """Close and discard what was typed and not saved."""
        self._leaving = True
        self.close()

    # Looks and keys ---------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window shows the rail by its icons."""
        super().resizeEvent(event)
        self._rail.fold(folded=event.size().width() < FOLDED_BELOW)

    def _assemble(self) -> None:
        self.setWindowTitle(_("Business Dialogue"))
        self._undo.setText(_("Undo"))
        for action, words in self._offered:
            action.setText(_(words))
        self._stack = QStackedWidget()
        self._rail = RailBar(self._in_rail, lambda key: self.go(Place(key)))
        self._steps = [
            self._step_action("go_back", keys.BACK, "back", -1),
            self._step_action("go_forward", keys.FORWARD, "arrow", 1),
        ]
        kinds = [Kind(one.title(), one.icon, Place(one.key), one.find) for one in self.entries]
        self.palette_field = Palette(kinds, self._actions_in_front, self._tasks)
        self.palette_field.chosen.connect(self.go)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(TopBar(self._steps, self.palette_field))
        self._with_guide = WithGuide(self._stack)
        right.addWidget(self._with_guide, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._rail)
        middle.addLayout(right, 1)
        toast = self._messages.attach(self)
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(toast)
        self.setCentralWidget(self._whole)
        toast.visibility_changed.connect(self.statusBar().setHidden)

    def _step_action(self, name: str, key: keys.Key, icon: str, by: int) -> QAction:
        action = QAction(theme.icon(icon), _(key.words), self._stack)
        action.setObjectName(name)
        action.setShortcut(key.sequence)
        set_tip(action, f"{action.text()} ({key.shown})")
        action.triggered.connect(lambda: self.step(by))
        return action

    def _actions_in_front(self) -> Sequence[QAction]:
        """What can be done now: on the page in front, and everywhere."""
        page = self.current()
        everywhere = [self._undo, *(action for action, _words in self._offered)]
        return (*(page.actions_in_front() if page is not None else ()), *everywhere)

    def _set_keys(self) -> None:
        for place, entry in enumerate(self._in_rail[:9]):
            shortcut = QShortcut(keys.page_key(place).sequence, self)
            shortcut.activated.connect(lambda key=entry.key: self.go(Place(key)))
        find = QShortcut(keys.FIND.sequence, self)
        find.activated.connect(lambda: self.palette_field.open())  # noqa: PLW0108  (made anew)
        QShortcut(keys.SEARCH.sequence, self).activated.connect(self._search)
        self._undo.setShortcut(keys.UNDO.sequence)  # where text is typed it has its own
        self._undo.triggered.connect(self.undo)
        self.addAction(self._undo)

    def _search(self) -> None:
        page = self.current()
        if page is not None:
            page.focus_search()

    def _restore(self) -> None:
        remembered = self._settings.value("window/geometry") if self._settings else None
        if remembered is None or not self.restoreGeometry(remembered):
            self.resize(SIZE)
        room = self.screen().availableSize() - FRAME
        if self.size().boundedTo(room) != self.size():  # a smaller screen than when it was closed
            self.resize(room)
            self.setWindowState(Qt.WindowState.WindowMaximized)
        written = str(self._settings.value("window/place", "")) if self._settings else ""
        keys, place = [entry.key for entry in self.entries], read_place(written)
        if place is not None and place.page in keys:
            self.go(place)
        elif keys:
            self.go(Place(keys[0]))
