"""The wizard: choose a file, check its columns, see every row, write all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QPushButton, QStackedWidget

from dialogue_app.i18n import _
from dialogue_app.i18n.sentences import problem
from dialogue_app.services.imports.told import said_of_file
from dialogue_app.services.imports.workbooks import (
    ImportResult,
    OpenedWorkbook,
    Preview,
    TableKind,
    open_workbook,
    write_left_out,
)
from dialogue_app.services.sessions.lists import list_sessions
from ui import theme
from ui.context import Context
from ui.pages.workbooks.columns_step import ColumnsStep
from ui.pages.workbooks.end_step import EndStep
from ui.pages.workbooks.rows_step import RowsStep
from ui.tasks import Lane, Task
from ui.widgets.empty import EmptyState
from ui.widgets.files import ask_where_to_save
from ui.widgets.page import Page


class ImportPage(Page):
    """Takes in a workbook of enterprises or of issues. Nothing is written before the last step."""

    help_topic = "import"

    def __init__(self, context: Context, kind: TableKind, session_id: int | None = None) -> None:
        title = _("Import enterprises from Excel")
        if kind is TableKind.ISSUES:
            title = _("Import issues from Excel")
        super().__init__(title)
        self.context, self.kind, self._session_id = context, kind, session_id
        self.steps = QStackedWidget()
        self._file, self._end = EmptyState(), EndStep(self._ask_left_out)
        self.columns_step, self.rows_step = ColumnsStep(), RowsStep(context)
        self._back, self._next = QPushButton(_("Back")), QPushButton()
        self._leave = QPushButton(_("Close"))
        self._bar, self._stop = QProgressBar(), QPushButton(_("Stop"))
        self._book: OpenedWorkbook | None = None
        self._task: Task | None = None
        self._writing = False
        self._assemble()
        self._go(0)

    def open_file(self, path: Path) -> None:
        """Read a workbook and show its columns."""
        case, kind = self.context.case, self.kind

        def work(task: Task) -> tuple[OpenedWorkbook, list[Any]]:
            book = open_workbook(path, kind, task.report, task.stopping.is_set, guess=True)
            return book, list_sessions(case)

        self._run(work, self._show_columns)

    def choose_file(self) -> None:
        """Ask for a file."""
        kinds = _("Workbooks (*.xlsx *.xls *.ods *.csv *.tsv *.txt)")
        name, _kind = QFileDialog.getOpenFileName(self, self.title.text(), "", kinds)
        if name:
            self.open_file(Path(name))

    def compare(self) -> None:
        """Read the rows and compare them with the register."""
        book, step = self._book, self.columns_step
        assert book is not None
        if not step.is_clear():
            return
        index, mapping, case = step.sheet_index, step.mapping(), self.context.case
        session_id = step.session_id if self.kind is TableKind.ISSUES else None

        def work(task: Task) -> tuple[Preview, list[str]]:
            preview = look(task)
            return preview, said_of_file(preview)

        def look(task: Task) -> Preview:
            stopped = task.stopping.is_set
            if self.kind is TableKind.ENTERPRISES:
                from dialogue_app.services.enterprises.importing import preview_enterprises

                return preview_enterprises(case, book, index, mapping, task.report, stopped)
            from dialogue_app.services.issues.importing import preview_issues

            return preview_issues(case, book, index, mapping, session_id, task.report, stopped)

        self._run(work, self._show_rows)

    def write(self) -> None:
        """Write what the preview shows."""
        case, step = self.context.case, self.rows_step
        preview = step.preview
        assert preview is not None
        skip, accepted = step.skip_bad, step.accepted()

        def work(task: Task) -> ImportResult:
            if self.kind is TableKind.ENTERPRISES:
                from dialogue_app.services.enterprises.importing import (
                    import_enterprises as open_import,
                )
            else:
                from dialogue_app.services.issues.importing import import_issues as open_import
            return open_import(
                case,
                preview,
                skip_bad=skip,
                accepted=accepted,
                progress=task.report,
                should_stop=task.stopping.is_set,
            )

        self._run(work, self._show_end, Lane.WRITE)

    def place(self) -> None:
        """Nobody comes back to an import."""

    def leave(self) -> None:
        """Close the wizard; what it is reading is of no use any more."""
        if self._task is not None:
            self._task.cancel()
        self.closed.emit()

    def has_unsaved(self) -> bool:
        """Whether rows are being written."""
        return self._writing

    def save_left_out(self, path: Path) -> None:
        """Write the rows that were left out to a workbook, each with its reason."""
        preview = self.rows_step.preview
        assert preview is not None
        messages = self.context.messages
        self.context.tasks.run(
            messages,
            lambda: write_left_out(preview, path, problem, _("Reason")),
            lambda _n: messages.done(_("Saved to {file}.").format(file=path)),
            lane=Lane.IMPORT,
        )

    # The steps --------------------------------------------------------------------------------

    def _show_columns(self, found: tuple[OpenedWorkbook, list[Any]]) -> None:
        self._book = found[0]
        self.columns_step.fill(*found, self._session_id)
        self._go(1)

    def _show_rows(self, compared: tuple[Preview, list[str]]) -> None:
        self.rows_step.fill(*compared)
        self._go(2)

    def _show_end(self, result: ImportResult) -> None:
        self._end.fill(self.kind, result, self._session_id is not None)
        self._go(3)

    def _ask_left_out(self) -> None:
        title, kind = _("Save the rows left out…"), _("Excel workbook (*.xlsx)")
        assert self._book is not None
        name = f"{self._book.path.stem}-{_('rows-with-errors')}.xlsx"
        ask_where_to_save(self, self.context.messages, title, kind, name, self.save_left_out)

    def _go(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        self.steps.setEnabled(True)
        labels = {1: _("Compare with the register"), 2: _("Save to the register"), 3: _("Done")}
        self._next.setVisible(step in labels)
        self._next.setText(labels.get(step, ""))
        self._back.setVisible(step in (1, 2))
        self._leave.setVisible(step < 3)
        self._busy(False)
        if step == 2:
            self._next.setEnabled(self.rows_step.to_write > 0)
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        """Into what is done next at this step; never out of the page."""
        step = self.steps.currentIndex()
        (self._file, self._next, self.rows_step.list, self._next)[step].setFocus()

    def _go_on(self) -> None:
        step = (self.compare, self.write, self.leave)
        step[self.steps.currentIndex() - 1]()

    def _run(
        self, work: Callable[[Task], Any], done: Callable[[Any], None], lane: Lane = Lane.IMPORT
    ) -> None:
        self._busy(True, writing=lane is Lane.WRITE)
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
        self._take_keyboard()
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

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file from the desktop is welcome, but not while another is worked on."""
        if event.mimeData().hasUrls() and self.steps.isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            self.open_file(Path(urls[0].toLocalFile()))

    def _assemble(self) -> None:
        self.setAcceptDrops(True)
        self._file.set_primary()
        self._file.say(_file_words(self.kind), (_("Choose a file…"), self.choose_file))
        for step in (self._file, self.columns_step, self.rows_step, self._end):
            self.steps.addWidget(step)
        self.body.addWidget(self.steps, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.STEP)
        row.addWidget(self._bar, 1)
        for name, button, do in (
            ("stop", self._stop, self._stop_work),
            ("back", self._back, lambda: self._go(self.steps.currentIndex() - 1)),
            ("close", self._leave, self.leave),
            ("next", self._next, self._go_on),
        ):
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, do=do: do())
            row.addWidget(button)
        row.insertStretch(1)
        theme.set_role(self._next, kind="primary")
        self.body.addLayout(row)
        self.rows_step.choice_changed.connect(
            lambda: self._next.setEnabled(self.rows_step.to_write > 0)
        )


def _file_words(kind: TableKind) -> str:
    if kind is TableKind.ENTERPRISES:
        return _(
            "Drop your Excel register here, or choose it. Any order of columns will do; "
            "only a column with the names is needed."
        )
    return _(
        "Drop your Excel list of issues here, or choose it. Any order of columns will do; "
        "only a column with the text of the issues is needed."
    )
