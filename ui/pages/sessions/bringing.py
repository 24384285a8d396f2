"""A session brought back from another computer: what comes, and what both sides changed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QSizePolicy, QWidget

from dialogue_app.domain.bringing import Group, Keep
from dialogue_app.domain.errors.carrying import CarriedFromElsewhere
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import screen_moment
from dialogue_app.services.sessions.bringing import Bringing, bring, preview_bringing
from dialogue_app.services.sessions.brought_words import Conflict, LastHand
from dialogue_app.services.sessions.opening import open_copy
from dialogue_app.services.sessions.words import bringing_words
from ui.another_window import open_another_window
from ui.context import Context
from ui.pages.sessions.travelling import TravelPage, kinds_of_file
from ui.tasks import Lane, Task
from ui.widgets.facts import DetailArea, paragraph
from ui.widgets.files import ask_for_folder
from ui.widgets.side_by_side import SideBySide, SideText


class BringPage(TravelPage):
    """Shows what a file changes here, asks where both changed the same, and writes it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Bring a session back"), _("Bring it back"))
        self._area = DetailArea()
        self._file: Path | None = None
        self._choices: dict[Group, SideBySide] = {}
        self.choose_button = self.add_button("choose", _("Choose the file…"), self.choose_file)
        self.all_ours = self.add_button(
            "all_ours", _("Keep what stands here"), lambda: self._choose_all(Keep.OURS)
        )
        self.all_theirs = self.add_button(
            "all_theirs", _("Take what comes back"), lambda: self._choose_all(Keep.THEIRS)
        )
        self.content.addWidget(self._area, 1)
        self.main_button.clicked.connect(self.write)
        self.under_way.busy.connect(lambda _busy: self._tell_buttons())
        self.setAcceptDrops(True)
        self._show([paragraph(_("Choose the file that comes from the other computer."))])
        self._tell_buttons()

    def choose_file(self) -> None:
        """Ask for the file."""
        name, _kind = QFileDialog.getOpenFileName(self, self.title.text(), "", kinds_of_file())
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Look at a file; nothing is written."""
        case = self.context.case
        self._file, self._choices = None, {}

        def work(task: Task) -> Bringing:
            return preview_bringing(case, path, task.report, task.should_stop)

        def done(told: Bringing) -> None:
            self._file = path
            self._show_preview(told)

        self.under_way.run(work, done, lambda error: self._refuse(path, error))

    def write(self) -> None:
        """Bring it back as it was chosen."""
        case, path = self.context.case, self._file
        assert path is not None
        choices = {group: choice.value for group, choice in self._choices.items()}

        def work(task: Task) -> Bringing:
            return bring(case, path, choices, task.report, task.should_stop)

        self.under_way.run(work, self._say_brought, lane=Lane.WRITE)

    def first_to_type(self) -> QWidget:
        """The file is chosen first."""
        return self.choose_button

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file from the desktop is welcome, but not while another is worked on."""
        if event.mimeData().hasUrls() and not self.under_way.is_running:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the file that was dropped."""
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            self.open_file(Path(urls[0].toLocalFile()))

    def _show_preview(self, told: Bringing) -> None:
        parts: list[QWidget] = [paragraph("\n".join(bringing_words(told)))]
        for place, conflict in enumerate(told.conflicts):
            choice = _choice(place, conflict)
            choice.chosen.connect(self._tell_buttons)
            self._choices[conflict.group] = choice
            parts.append(choice)
        self._show(parts)
        self._tell_buttons()
        next(iter(self._choices.values()), self.main_button).setFocus()

    def _show(self, parts: list[QWidget]) -> None:
        self._area.fill(parts)

    def _choose_all(self, keep: Keep) -> None:
        for choice in self._choices.values():
            choice.choose(keep)

    def _tell_buttons(self) -> None:
        """It can be written once there is a file and each conflict is decided."""
        is_free = not self.under_way.is_running
        is_decided = all(choice.value is not None for choice in self._choices.values())
        self.main_button.setEnabled(is_free and self._file is not None and is_decided)
        self.choose_button.setEnabled(is_free)
        for button in (self.all_ours, self.all_theirs):
            button.setVisible(bool(self._choices))
            button.setEnabled(is_free)

    # A session of another register, on the computer it was taken to ---------------------------

    def _refuse(self, path: Path, error: Exception) -> None:
        """Say why; a session of another register can be worked on here in a folder of its own."""
        if not isinstance(error, CarriedFromElsewhere):
            self.context.messages.error(error)
            return
        offer = QPushButton(_("Work on it here…"))
        offer.setObjectName("work_here")
        offer.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        offer.clicked.connect(lambda: self._ask_folder(path))
        said = _(
            "This session was taken out of another register. On this computer it can be worked on "
            "in an empty folder of its own, in a window of its own."
        )
        self._show([paragraph(said), offer])
        offer.setFocus()

    def _ask_folder(self, path: Path) -> None:
        ask_for_folder(
            self, _("Empty folder for the session"), lambda folder: self.work_in(folder, path)
        )

    def work_in(self, folder: Path, path: Path) -> None:
        """Open the session in that folder, in a window of its own."""
        at = self.context.case.clock()

        def done(code: str) -> None:
            open_another_window(folder)
            said = _("{code} is opened in a window of its own, in the folder {folder}.")
            self.context.messages.done(said.format(code=code, folder=folder))
            self.closed.emit()

        self.under_way.run(lambda _task: open_copy(folder, path, at), done)

    def _say_brought(self, told: Bringing) -> None:
        said = _("Brought back {code}. New issues: {new}; changed: {changed}.")
        if told.is_known:
            said = _("{code} is back: all of it was here already.")
        counts = {"new": len(told.issues.new), "changed": len(told.issues.changed)}
        self.context.messages.done(said.format(code=told.session, **counts))
        self.closed.emit()


def _choice(place: int, conflict: Conflict) -> SideBySide:
    sides = (
        SideText(Keep.OURS, _side(_("Here"), conflict.changed_here), conflict.ours),
        SideText(Keep.THEIRS, _side(_("There"), conflict.changed_there), conflict.theirs),
    )
    return SideBySide(f"keep_{place}", f"{conflict.code} – {conflict.what}", sides)


def _side(label: str, hand: LastHand | None) -> str:
    return f"{label} ({hand.by}, {screen_moment(hand.at)})" if hand else label
