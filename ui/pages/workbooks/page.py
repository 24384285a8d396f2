"""The import of a workbook: choose a file, work in its rows, write them, see what was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QPushButton, QStackedWidget

from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.i18n import _
from dialogue_app.i18n.sentences import problem
from dialogue_app.services.imports.drafts import (
    ImportDraft,
    digest_of,
    draft_of,
    drafts,
)
from dialogue_app.services.imports.pasting import open_pasted
from dialogue_app.services.imports.picture import Picture
from dialogue_app.services.imports.words import write_words
from dialogue_app.services.imports.workbooks import (
    ImportResult,
    TableKind,
    open_workbook,
    write_left_out,
)
from ui import theme
from ui.pages.workbooks.end_step import EndStep
from ui.pages.workbooks.importing import Opened, compared, file_words, opened, raisers, written
from ui.pages.workbooks.keeping import Keeping
from ui.pages.workbooks.work_step import WorkStep
from ui.places import Place
from ui.tasks import Lane, Task
from ui.widgets.empty import EmptyState
from ui.widgets.files import ask_where_to_save
from ui.widgets.page import Page
from ui.widgets.picker import Picker

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.rail import Rail

_FILE, _WORK, _END = range(3)
_DRAFTS_OFFERED = 3


class ImportPage(Page):
    """Takes in a workbook of enterprises or of issues. Nothing is written before the last step."""

    help_topic = "import"

    take_back_asked = Signal(int)  # the number of the import

    def __init__(self, rail: Rail, kind: TableKind, session_id: int | None = None) -> None:
        title = _("Import enterprises from Excel")
        if kind is TableKind.ISSUES:
            title = _("Import issues from Excel")
        super().__init__(title)
        self.context, self.kind = rail.context, kind
        self._rail, self._session_id = rail, session_id
        self.steps = QStackedWidget()
        self._file = EmptyState()
        self._end = EndStep(self._ask_left_out, self._go_to_written, self._go_on_with_sheet)
        self.work: WorkStep | None = None
        self._back, self._next = QPushButton(_("Back")), QPushButton()
        self._leave = QPushButton(_("Close"))
        self._bar, self._stop = QProgressBar(), QPushButton(_("Stop"))
        self._task: Task | None = None
        self._writing = False
        self.keeping: Keeping | None = None
        self._written: set[int] = set()  # sheets
        self._end.take_back_asked.connect(self.take_back_asked)
        self._assemble()
        self._offer([])
        self._go(_FILE)
        folder = self.context.case.store.folder
        self.context.read(self, lambda: drafts(folder, kind), self._offer, lane=Lane.READ)

    def open_file(self, path: Path) -> None:
        """Read a workbook and show its rows, with what was decided of it before."""
        case, kind, session_id = self.context.case, self.kind, self._session_id
        path = path.absolute()

        def work(task: Task) -> Opened:
            book = open_workbook(path, kind, task.report, task.should_stop, guess=True)
            blank = ImportDraft(kind, path, digest_of(path), session_id, {}, case.clock())
            return opened(case, book, blank, draft_of(case.store.folder, kind, path))

        self._run(work, self._take_book)

    def open_pasted(self, html: str, text: str) -> None:
        """Read rows that were copied and show them. No draft is kept of what is in no file."""
        case, kind = self.context.case, self.kind

        def work(task: Task) -> Opened:
            stopped = task.should_stop
            return opened(case, open_pasted(html, text, kind, task.report, stopped))

        self._run(work, self._take_book)

    def can_take_files(self) -> bool:
        """Whether another file may be opened now."""
        return self.steps.isEnabled()

    def choose_file(self) -> None:
        """Ask for a file."""
        kinds = _("Workbooks (*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.tsv *.txt)")
        folder = str(self.context.settings.value("import/folder", ""))
        name, _kind = QFileDialog.getOpenFileName(self, self.title.text(), folder, kinds)
        if name:
            self.context.settings.setValue("import/folder", str(Path(name).parent))
            self.open_file(Path(name))

    def _offer(self, left: list[ImportDraft]) -> None:
        """Beside any file those that were not taken in to their end."""
        go_on = _("Go on with {file}")
        actions = [
            (go_on.format(file=draft.path.name), partial(self.open_file, draft.path))
            for draft in left[:_DRAFTS_OFFERED]
        ]
        words = file_words(self.kind)
        self._file.say(words, (_("Choose a file…"), self.choose_file), *actions)

    def compare(self) -> None:
        """Read the rows as it was decided and compare them with the register.

        While it is compared anew, all can be worked in; a newer decision stops the older work.
        """
        step, case = self.work, self.context.case
        assert step is not None
        book, index, lists = step.book, step.tools.sheet_index, step.lists
        decided, session_id, before = step.history.now, step.tools.session_id, step.picture

        def work(task: Task) -> Picture:
            return compared(case, book, index, decided, session_id, lists, before, task)

        if self._task is not None:
            self._task.cancel()
        if self.step == _WORK:
            self._start(work, self._show_picture, Lane.IMPORT)
        else:
            self._run(work, self._show_picture)
        self._name_next()

    def write(self) -> None:
        """Write what the rows show; those with errors are left out, as the button says."""
        case, picture = self.context.case, self.work.picture if self.work is not None else None
        assert picture is not None
        if self.keeping is not None:
            self.keeping.keep_profile()
        self._run(lambda task: written(case, picture, task), self._show_end, Lane.WRITE)

    def place(self) -> None:
        """Nobody comes back to an import."""

    def leave(self) -> None:
        """Close the wizard; what would be lost with it is asked about."""
        if self.has_unsaved():
            self.context.messages.ask_to_leave(self._leave_now, about=self)
        else:
            self._leave_now()

    def _leave_now(self) -> None:
        """What it is reading is of no use any more."""
        if self._task is not None:
            self._task.cancel()
        self.closed.emit()
        if self.step != _END and self.keeping is not None:
            self.keeping.leave(self._rail.go_on_with_import)

    def has_unsaved(self) -> bool:
        """Whether rows are being written, or were worked in that stand in no file."""
        kept = self.keeping if self.step != _END else None
        return self._writing or (kept is not None and kept.is_only_here)

    def save_left_out(self, path: Path) -> None:
        """Write the rows that were left out to a workbook, each with its reason."""
        picture, messages = (
            self.work.picture if self.work is not None else None,
            self.context.messages,
        )
        preview = picture.preview if picture is not None else None
        assert picture is not None
        assert preview is not None
        accepted = picture.decided.accepted
        self.context.tasks.run(
            messages,
            lambda: write_left_out(preview, path, problem, _("Reason"), accepted),
            lambda _n: messages.done(_("Saved to {file}.").format(file=path)),
            lane=Lane.IMPORT,
        )

    # The steps --------------------------------------------------------------------------------

    def _take_book(self, found: Opened) -> None:
        """Begin to work in a workbook; what was decided of another is given up."""
        if self.work is not None:
            self.steps.removeWidget(self.work)
            self.work.deleteLater()
        raiser = Picker(partial(raisers, self.context.case), self.context.tasks)
        self.work = WorkStep(
            found.book, found.lists, found.sessions, self._session_id, found.fits, raiser
        )
        self._written.clear()
        self.keeping = Keeping(self.context, self.work, found.blank)
        if found.draft is not None and found.blank is not None:
            self.keeping.take_up(found.draft, found.blank.digest)
        self.steps.insertWidget(_WORK, self.work)
        below = (self._stop, self._back, self._leave, self._next)
        for before, following in pairwise((self.work.row_view, *below)):
            self.setTabOrder(before, following)
        self.work.decided.connect(self.compare)
        self.work.chosen.connect(self.compare)
        self.compare()

    def _show_picture(self, picture: Picture) -> None:
        assert self.work is not None
        self.work.take(picture)
        if self.step == _WORK:
            self._bar.hide()
            self._name_next()
        else:
            self._go(_WORK)
            self._begin()

    def _begin(self) -> None:
        """The keyboard stands on the first row, which is shown whole."""
        assert self.work is not None
        picture, view = self.work.picture, self.work.view
        preview = picture.preview if picture is not None else None
        if preview is not None and preview.rows:
            view.go_to(preview.rows[0].row)

    def _show_end(self, result: ImportResult) -> None:
        assert self.work is not None
        self._written.update(self.work.book.taken_with(self.work.tools.sheet_index))
        if self.keeping is not None:
            self.keeping.forget_draft()
        sheet, picture = self._next_sheet(), self.work.picture
        by_hand = picture.left_out_by_hand if picture is not None else 0
        self._end.fill(
            self.kind,
            replace(result, left_out=result.left_out + by_hand),
            has_left_out=picture is not None and picture.left_out > 0,
            in_session=self.work.tools.session_id is not None,
            profile=self.keeping.profile() if self.keeping is not None else "",
            sheet="" if sheet is None else self.work.book.sheets[sheet].name,
        )
        self._go(_END)

    def _next_sheet(self) -> int | None:
        """The next sheet of such a table of which nothing was written."""
        alike = self.work.book.alike if self.work is not None else []
        return next((index for index in alike if index not in self._written), None)

    def _go_on_with_sheet(self) -> None:
        """Work in the next sheet of the shape, as it was decided for this one."""
        step, index = self.work, self._next_sheet()
        assert step is not None
        assert index is not None
        step.go_on_with(index)
        self._go(_WORK)
        self.compare()

    def _ask_left_out(self) -> None:
        title, kind = _("Save the rows left out…"), _("Excel workbook (*.xlsx)")
        assert self.work is not None
        name = f"{self.work.book.path.stem}-{_('rows-with-errors')}.xlsx"
        ask_where_to_save(self, self.context.messages, title, kind, name, self.save_left_out)

    def _go_to_written(self) -> None:
        """Leave for where the rows are now."""
        session_id = self.work.tools.session_id if self.work is not None else None
        page = "enterprises" if self.kind is TableKind.ENTERPRISES else "issues"
        self.leave()
        self._rail.go(Place(page) if session_id is None else Place("sessions", session_id))

    def _go(self, step: int) -> None:
        self.steps.setCurrentWidget((self._file, self.work or self._file, self._end)[step])
        self.steps.setEnabled(True)
        self._next.setVisible(step != _FILE)
        self._back.setVisible(step == _WORK)
        self._leave.setVisible(step != _END)
        self._busy(False)
        self._name_next()
        self.take_keyboard()

    @property
    def step(self) -> int:
        """Where one is: at the file, its rows, or the end."""
        return (self._file, self.work, self._end).index(self.steps.currentWidget())

    def _name_next(self) -> None:
        """The button says what it will do; what is not compared yet is not written."""
        if self.step != _WORK:
            self._next.setText(_("Done"))
            return
        picture = self.work.picture if self.work is not None else None
        if picture is None or self.work is None:
            self._next.setEnabled(False)
            return
        n, bad = picture.to_write, picture.counts[RowStatus.REFUSED]
        self._next.setText(write_words(self.kind, n, bad))
        self._next.setEnabled(n > 0 and self.work.is_fresh and not self._writing)

    def first_to_type(self) -> QWidget:
        """What is done next at this step."""
        view = self.work.view if self.work is not None else self._next
        return (self._file, view, self._next)[self.step]

    def _go_on(self) -> None:
        (lambda: None, self.write, self.leave)[self.step]()

    def _run(
        self, work: Callable[[Task], Any], done: Callable[[Any], None], lane: Lane = Lane.IMPORT
    ) -> None:
        """Work for which everybody waits."""
        self._busy(True, writing=lane is Lane.WRITE)
        self._start(work, done, lane)

    def _start(self, work: Callable[[Task], Any], done: Callable[[Any], None], lane: Lane) -> None:
        self._bar.setVisible(True)
        self._task = self.context.tasks.run_long(
            self, work, done, self._failed, on_progress=self._progress, lane=lane
        )

    def _stop_work(self) -> None:
        """What is written by then is not called stopped: the work itself says how it ended."""
        self._say_stop(_("Stopping…"), can=False)
        if self._task is not None:
            self._task.stop()

    def _failed(self, error: Exception) -> None:
        self._busy(False)
        self._name_next()
        self.take_keyboard()
        self.context.messages.error(error)

    def _progress(self, done: int, total: int) -> None:
        self._bar.setMaximum(total)
        self._bar.setValue(done)
        if self._writing and done == total:  # the commit begins
            self._say_stop(_("Can no longer be stopped"), can=False)

    def _say_stop(self, words: str, *, can: bool) -> None:
        self._stop.setText(words)
        self._stop.setEnabled(can)

    def _busy(self, busy: bool, *, writing: bool = False) -> None:
        self._bar.setVisible(busy)
        self._stop.setVisible(busy)
        self._say_stop(_("Stop"), can=True)
        for widget in (self.steps, self._next, self._back):
            widget.setEnabled(not busy)
        self._writing = writing
        self._leave.setEnabled(not writing)
        self._bar.setMaximum(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, as it leaves a form; not while rows are being written."""
        if event.key() == Qt.Key.Key_Escape and not self._writing:
            self.leave()
        else:
            super().keyPressEvent(event)

    # Looks ------------------------------------------------------------------------------------

    def _assemble(self) -> None:
        self._file.set_primary()
        self._offer([])
        for step in (self._file, self._end):
            self.steps.addWidget(step)
        self.body.addWidget(self.steps, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.STEP)
        row.addWidget(self._bar, 1)
        for name, button, do in (
            ("stop", self._stop, self._stop_work),
            ("back", self._back, lambda: self._go(_FILE)),
            ("close", self._leave, self.leave),
            ("next", self._next, self._go_on),
        ):
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, do=do: do())
            row.addWidget(button)
        row.insertStretch(1)
        theme.set_role(self._next, kind="primary")
        self.body.addLayout(row)
