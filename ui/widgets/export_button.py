"""The button that writes the list on screen as a workbook, and stops the writing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.services.lists import RecordList
from ui import theme
from ui.context import Context
from ui.tasks import Lane, Task
from ui.widgets.list_view import ListView


class ExportButton(QPushButton):
    """Asks for a file and writes the list as it is shown; pressed meanwhile, it stops."""

    def __init__(self, context: Context, records: RecordList[Any, Any], shown: ListView) -> None:
        super().__init__(_("Export to Excel…"))
        self.setObjectName("export")
        self.setIcon(theme.icon("export"))
        self._context, self._records, self._list = context, records, shown
        self._task: Task | None = None
        self.clicked.connect(self._press)

    def _press(self) -> None:
        if self._task is not None:
            self._task.stop()
            self.setText(_("Stopping…"))
            return
        from ui.widgets.files import ask_where_to_save  # when somebody first asks for it

        kind = _("Excel workbook (*.xlsx)")
        name = _(self._records.listing.heading) + ".xlsx"
        messages = self._context.messages
        ask_where_to_save(self, messages, _("Export to Excel"), kind, name, self.save)

    def save(self, path: Path) -> None:
        """Write the rows that are listed, in the columns and the order of the screen."""
        from dialogue_app.services.exporting import export_list

        query, columns = self._list.query, list(self._list.columns.chosen)
        if query is None:
            return

        def work(task: Task) -> int:
            return export_list(self._records, query, path, columns, task.report, task.should_stop)

        self._tell(0, 0)
        self._task = self._context.tasks.run_long(
            self,
            work,
            lambda n: self._written(n, path),
            self._failed,
            on_progress=self._tell,
            lane=Lane.IMPORT,
        )

    def _tell(self, done: int, total: int) -> None:
        percent = 100 * done // total if total else 0
        if self._task is None or not self._task.stopping.is_set():
            self.setText(_("Stop ({percent} %)").format(percent=percent))

    def _written(self, n: int, path: Path) -> None:
        self._end()
        said = ngettext("{n} row was written to {file}.", "{n} rows were written to {file}.", n)
        self._context.messages.done(said.format(n=number(n), file=path.name))

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self._context.messages.done(_("Stopped. Nothing was written."))
        else:
            self._context.messages.error(error)

    def _end(self) -> None:
        self._task = None
        self.setText(_("Export to Excel…"))
