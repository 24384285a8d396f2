"""Acts: what can be done to the things of a noun, each declared once, and the QActions of a page.

Buttons, menus and the palette show the same QAction. Who may do an act is said by the roles of its
use case, when by the life of the thing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import Flag, auto
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from dialogue_app.domain.life import Move
from dialogue_app.i18n import N_, _
from ui import theme
from ui.widgets.plain import set_tip

if TYPE_CHECKING:
    from ui.messages import Told
    from ui.pages.noun import Noun
    from ui.pages.record_page import RecordPage
    from ui.widgets.form_panel import FormPanel


class Takes(Flag):
    """What an act is done to."""

    NOTHING = auto()  # to the page: something is added, or taken in
    ONE = auto()
    SEVERAL = auto()


@dataclass(frozen=True)
class Chosen:
    """What an act is done to: nothing, one thing with all that is known of it, or several."""

    ids: tuple[int, ...] = ()
    detail: Any = None  # of the one


NOTHING = Chosen()


def _always(_detail: Any) -> bool:
    return True


def _never(_detail: Any) -> bool:
    return False


@dataclass(frozen=True)
class Act:
    """An act as its noun declares it; it opens a form, calls a service, or does neither.

    `read`, `form` and `call` get the noun, `run` and `told` its page. `read` is called on a worker
    before `form` gets what it read.
    """

    key: str
    words: str  # a msgid
    use_case: str  # whose roles may do it; empty for what everybody may: to look at something
    takes: Takes = Takes.ONE
    words_for_several: str = ""
    icon: str = ""
    shortcut: str = ""
    moves: frozenset[Move] = frozenset()  # one of these must be allowed by the life of the thing
    fits: Callable[[Any], bool] = _always  # whether the thing has what the act is about
    leads: Callable[[Any], bool] = _never  # whether it is the sensible next step
    stands_out: bool = False  # has a button of its own, not only a place in the menu
    read: Callable[[Any, Chosen], Any] | None = None
    form: Callable[[Any, Chosen, Any], FormPanel] | None = None
    call: Callable[[Any, Chosen], object] | None = None  # on the worker that writes
    run: Callable[[RecordPage, Chosen], None] | None = None
    done: str = N_("Saved {what}.")  # a msgid
    told: Callable[[RecordPage, Chosen, Any], Told] | None = None  # where `done` is too little


class PageActs(QObject):
    """The acts of a noun as the QActions of one page, for what is chosen there."""

    def __init__(self, page: QWidget, noun: Noun, do: Callable[[str, Chosen], None]) -> None:
        super().__init__(page)
        self._noun, self._do = noun, do
        self._allowed: frozenset[str] | None = None  # use cases; None while it is not known
        self._left_out: frozenset[str] = frozenset()
        self.chosen = NOTHING
        self._actions = {act.key: self._make(act) for act in noun.acts}
        page.addActions(list(self._actions.values()))
        self.follow(NOTHING)

    def __getitem__(self, key: str) -> QAction:
        """The QAction of an act."""
        return self._actions[key]

    def allow(self, use_cases: Collection[str]) -> None:
        """Offer only what whoever acts may do."""
        self._allowed = frozenset(use_cases)
        self.follow(self.chosen)

    def leave_out(self, keys: Collection[str]) -> None:
        """Do not offer these acts here."""
        self._left_out = frozenset(keys)
        self.follow(self.chosen)

    def follow(self, chosen: Chosen) -> None:
        """Offer what can be done to what is chosen now."""
        self.chosen = chosen
        for act in self._noun.acts:
            action, offered = self._actions[act.key], self.is_offered(act, chosen)
            action.setEnabled(offered)
            action.setVisible(offered)
            if offered and act.icon and action.icon().isNull():  # drawn once it is seen
                action.setIcon(theme.icon(act.icon))
            several = len(chosen.ids) > 1 and act.words_for_several
            action.setText(_(act.words_for_several if several else act.words))
            set_tip(action, _with_key(action))

    def is_offered(self, act: Act, chosen: Chosen) -> bool:
        """Whether an act can be done to that, by whoever acts."""
        if act.key in self._left_out or not self._may(act):
            return False
        if Takes.NOTHING in act.takes:
            return True
        if chosen.detail is None:
            return Takes.SEVERAL in act.takes and len(chosen.ids) > 1
        if act.moves and not act.moves & self._noun.moves(chosen.detail):
            return False
        return Takes.ONE in act.takes and act.fits(chosen.detail)

    def _may(self, act: Act) -> bool:
        return self._allowed is None or not act.use_case or act.use_case in self._allowed

    def of_page(self) -> list[QAction]:
        """What can be done on the page whatever is chosen."""
        return self._offered(lambda act: Takes.NOTHING in act.takes)

    def of_chosen(self) -> list[QAction]:
        """What can be done to what is chosen."""
        return self._offered(lambda act: Takes.NOTHING not in act.takes)

    def leading(self) -> QAction | None:
        """The sensible next step for the one thing chosen."""
        detail = self.chosen.detail
        if detail is None:
            return None
        of_one = (act for act in self._noun.acts if Takes.ONE in act.takes and act.leads(detail))
        return next((self[act.key] for act in of_one if self.is_offered(act, self.chosen)), None)

    def standing_out(self) -> list[QAction]:
        """What has a button of its own beside the leading one."""
        return self._offered(lambda act: act.stands_out and Takes.NOTHING not in act.takes)

    def _offered(self, wanted: Callable[[Act], bool]) -> list[QAction]:
        acts = [act for act in self._noun.acts if wanted(act)]
        return [self[act.key] for act in acts if self.is_offered(act, self.chosen)]

    def _make(self, act: Act) -> QAction:
        action = QAction(self)
        action.setObjectName(f"act_{act.key}")
        if act.shortcut:
            action.setShortcut(QKeySequence(act.shortcut))
        about_nothing = Takes.NOTHING in act.takes

        def trigger() -> None:
            self._do(act.key, NOTHING if about_nothing else self.chosen)

        action.triggered.connect(trigger)
        return action


def _with_key(action: QAction) -> str:
    """The words of an act with its key."""
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{action.text()} ({key})" if key else action.text()


class ActButton(QPushButton):
    """A button that is an act: its words, its state, its key."""

    def __init__(self, action: QAction, name: str = "", kind: str = "") -> None:
        """`kind` is how the button looks; `name` its object name, else that of the act."""
        super().__init__()
        self.action = action
        self.setObjectName(name or action.objectName())
        if kind:
            theme.set_role(self, kind=kind)
        self.clicked.connect(lambda: action.trigger())  # noqa: PLW0108  (else Qt passes `checked`)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setText(self.action.text().replace("&", "&&"))
        set_tip(self, _with_key(self.action))
        self.setEnabled(self.action.isEnabled())
        if not self.action.isVisible():
            self.hide()
        elif self.parentWidget() is not None:  # else it would flash up as a window
            self.show()
        if self.property("kind") != "primary":
            self.setIcon(self.action.icon())


def menu_of(actions: Iterable[QAction], parent: QWidget) -> QMenu:
    """A menu of acts."""
    menu = QMenu(parent)
    menu.addActions(list(actions))
    return menu
