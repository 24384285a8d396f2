"""The tour: leads through the sample step by step, and sees by itself when a step was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from dialogue_app.domain.changes import Changes
from dialogue_app.i18n import N_, _
from ui.help.tour_panel import TourPanel
from ui.places import Place

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.rail import Rail

_STEP = "tour/step"  # in the file of the sample's window: how far somebody came
BETWEEN_LOOKS = 300  # milliseconds; nothing tells of every choice of a row
RECORD_STEP = 2  # of a session: its minutes


@dataclass(frozen=True)
class Seen:
    """What the tour sees of the window: where one is, what was written since the step began."""

    place: Place
    topic: str = ""  # of the help of the page in front, where that is laid over another
    sought: str = ""  # what is typed in the field for everything
    written: frozenset[str] = field(default_factory=frozenset)

    def is_one(self, page: str) -> bool:
        """Whether one thing of a page is chosen or open."""
        return self.place.page == page and self.place.id is not None


@dataclass(frozen=True)
class Step:
    """One thing to do: its title and what to press, both msgids, and how one sees it was done."""

    title: str
    text: str
    is_done: Callable[[Seen], bool]


STEPS = (
    Step(
        N_("What today asks for"),
        N_(
            "This is a made-up ward; nothing here is real and nothing can be spoilt. “Overview” "
            "on the left says what today asks for. Press one of its numbers: its list opens."
        ),
        lambda seen: seen.place.page == "issues",
    ),
    Step(
        N_("A session"),
        N_("Press “Dialogue sessions” on the left, choose 2026-K3 and press Enter."),
        lambda seen: seen.is_one("sessions"),
    ),
    Step(
        N_("The minutes"),
        N_(
            "A session has five steps, each says what is missing. Press the third one, “Minutes, "
            "conclusions”: on the right stand the minutes as they are printed."
        ),
        lambda seen: seen.is_one("sessions") and seen.place.query == RECORD_STEP,
    ),
    Step(
        N_("An issue"),
        N_(
            "Press “Issues” on the left and choose one with the arrow keys: beside the list stands "
            "its story, and one button stands out: the sensible next step."
        ),
        lambda seen: seen.is_one("issues"),
    ),
    Step(
        N_("An answer"),
        N_(
            "Choose an issue that was assigned, press Ctrl+T, type what was answered and save with "
            "Ctrl+Enter. Whatever is missing is said beside its field."
        ),
        lambda seen: "issue" in seen.written,
    ),
    Step(
        N_("Taken back"),
        N_("Press Ctrl+Z: what was done last is taken back, as long as nobody built on it."),
        lambda seen: "issue" in seen.written,
    ),
    Step(
        N_("Whom to call today"),
        N_(
            "Press “Overview” on the left, then “Whom to call today”: each row is one call, with "
            "what it is about and a text to copy. The program sends nothing by itself."
        ),
        lambda seen: seen.place.page == "calls",
    ),
    Step(
        N_("Find everything"),
        N_(
            "Press Ctrl+K and type some letters of an enterprise or an issue; marks may be left "
            "out. What can be done now is found there, too. Esc leads back."
        ),
        lambda seen: bool(seen.sought.strip()),
    ),
    Step(
        N_("An enterprise"),
        N_(
            "Press “Enterprises” on the left and choose one: all it ever raised stands beside it, "
            "for when it calls and asks."
        ),
        lambda seen: seen.is_one("enterprises"),
    ),
    Step(
        N_("From Excel"),
        N_(
            "Press “Import from Excel” there. Every row is shown before anything is written. "
            "There is nothing to import now: Esc leads back."
        ),
        lambda seen: seen.topic == "import",
    ),
    Step(
        N_("Help"),
        N_("Press F1: the help of the page in front. Ctrl+/ shows all keys. Esc leads back."),
        lambda seen: seen.topic in ("help", "keys"),
    ),
)


class Tour(QObject):
    """Where somebody is in the tour; it can be left at any step and taken up there."""

    def __init__(self, rail: Rail, window: MainWindow) -> None:
        super().__init__(window)
        self._rail, self._window = rail, window
        self._settings = rail.context.settings
        self._panel: TourPanel | None = None
        self._written: set[str] = set()
        self._is_done = False
        self._looking = QTimer(self, interval=BETWEEN_LOOKS)
        self._looking.timeout.connect(self.look)
        rail.context.changes.changed.connect(self._hear)
        self.place = self._remembered()

    @property
    def is_over(self) -> bool:
        """Whether all steps are behind."""
        return self.place >= len(STEPS)

    def go_on(self) -> None:
        """Begin, or take up where it was left; one that is over begins anew."""
        if self._panel is None and self.is_over:
            self.place = 0
        self._begin_step()

    def show(self) -> None:
        """Show the step again, in a window whose pages were built anew."""
        if self._panel is not None:
            self._begin_step()

    def leave(self) -> None:
        """Put the panel away until somebody wants it again."""
        self._looking.stop()
        self._panel = None
        self._window.set_beside(None)

    def go_to(self, place: int) -> None:
        """Begin a step."""
        self.place = max(0, min(place, len(STEPS)))
        self._settings.setValue(_STEP, self.place)
        self._begin_step()

    def look(self) -> None:
        """See whether the step was done; once it was, that stays."""
        if self._panel is None or self.is_over or self._is_done:
            return
        if STEPS[self.place].is_done(self._seen()):
            self._is_done = True
            self._panel.tell_done()

    def _begin_step(self) -> None:
        self._written, self._is_done = set(), False
        panel = self._panel = TourPanel(self._rail.leave_sample)
        if self.is_over:
            panel.tell_over()
        else:
            step = STEPS[self.place]
            panel.tell(self.place + 1, len(STEPS), _(step.title), _(step.text))
        panel.going_on.connect(partial(self.go_to, self.place + 1))
        panel.going_back.connect(partial(self.go_to, self.place - 1))
        panel.leaving.connect(self.leave)
        self._window.set_beside(panel)
        self._looking.start()

    def _seen(self) -> Seen:
        page = self._window.current()
        topic = page.help_topic if page is not None else ""
        sought = self._window.palette_field.text()
        return Seen(self._window.here(), topic, sought, frozenset(self._written))

    def _hear(self, changes: Changes) -> None:
        self._written |= changes.touched.keys()

    def _remembered(self) -> int:
        kept = str(self._settings.value(_STEP, 0))
        return min(int(kept), len(STEPS)) if kept.isdigit() else 0
