"""The step of the wizard that shows every row before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.words import word
from dialogue_app.services.imports.workbooks import Preview
from ui import theme
from ui.context import Context
from ui.models.paged_table import PagedTable
from ui.pages.workbooks.preview import PreviewQuery, PreviewRows, preview_columns
from ui.pages.workbooks.row_view import RowView
from ui.widgets.list_view import ListView
from ui.widgets.plain import Label

_WRITTEN = (RowStatus.NEW, RowStatus.WARNING, RowStatus.CHANGED)
_LINES_SHOWN = 5  # of what is said of the file; the rest is scrolled to
SIDE_BY_SIDE_FROM = 900  # pixels; in less room the row stands below the list


class RowsStep(QWidget):
    """Counts by what rows would do, the rows, and what is to happen to bad ones and conflicts."""

    choice_changed = Signal()  # what is to happen to bad and asked rows

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.preview: Preview | None = None
        self._filters = QButtonGroup(self)
        self._bar = QHBoxLayout()
        self._bar.setSpacing(theme.SMALL)
        self._skip, self._take = QCheckBox(), QCheckBox()
        self._skip.setObjectName("skip_bad")
        self._take.setObjectName("overwrite")
        self._of_file = QPlainTextEdit()
        self._of_file.setReadOnly(True)
        self._of_file.setTabChangesFocus(True)
        self._of_file.setAccessibleName(_("What is said of the file"))
        self._of_file.setObjectName("said_of_file")
        self._of_file.setMaximumHeight(_LINES_SHOWN * self.fontMetrics().lineSpacing())
        self._nothing = Label(_("There is nothing to write: every row is in the register."))
        self._nothing.setWordWrap(True)
        self._nothing.setObjectName("nothing_to_write")
        self.list: ListView | QWidget = QWidget()
        self.row_view = RowView()
        self._both = QSplitter()
        self._table: PagedTable[Any, Any] | None = None
        self._source: PreviewRows
        for box in (self._skip, self._take):
            box.toggled.connect(lambda _on: self.choice_changed.emit())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.STEP)
        self._column.addLayout(self._bar)
        self._both.setChildrenCollapsible(False)
        self._both.addWidget(self.list)
        self._both.addWidget(self.row_view)
        self._column.addWidget(self._both, 1)
        for widget in (self._nothing, self._of_file, self._skip, self._take):
            self._column.addWidget(widget)

    @property
    def skip_bad(self) -> bool:
        """Whether rows with errors are left out and the others written."""
        return self._skip.isChecked()

    @property
    def to_write(self) -> int:
        """How many rows there are to write; none while bad ones stand in the way.

        Rows that are asked are written only where they are taken.
        """
        counts = self.preview.counts if self.preview else {}
        if counts.get(RowStatus.REFUSED, 0) and not self.skip_bad:
            return 0
        asked = counts.get(RowStatus.ASKED, 0) if self._take.isChecked() else 0
        return asked + sum(counts.get(status, 0) for status in _WRITTEN)

    def accepted(self) -> frozenset[int]:
        """The asked rows that are taken as the workbook says."""
        if self.preview is None or not self._take.isChecked():
            return frozenset()
        rows = self.preview.rows
        return frozenset(row.row for row in rows if row.status is RowStatus.ASKED)

    def fill(self, preview: Preview, said_of_file: Sequence[str]) -> None:
        """Show the rows of a preview, and what is said of the whole file."""
        self.preview = preview
        self._show_rows(preview)
        self._show_filters(preview)
        counts = preview.counts
        self._ask_about(
            self._skip,
            counts[RowStatus.REFUSED],
            _("Leave out the {n} rows with errors and write the others"),
        )
        self._ask_about(
            self._take,
            counts[RowStatus.ASKED],
            _("Take the {n} rows to be answered as the workbook says"),
        )
        waits = counts[RowStatus.REFUSED] or counts[RowStatus.ASKED]
        self._nothing.setVisible(not waits and self.to_write == 0)
        self._of_file.setPlainText("\n".join(said_of_file))
        self._of_file.setVisible(bool(said_of_file))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The row stands beside the list where there is room, else below it."""
        super().resizeEvent(event)
        wide = event.size().width() >= SIDE_BY_SIDE_FROM
        direction = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._both.orientation() != direction or not event.oldSize().isValid():
            self._both.setOrientation(direction)
            room = event.size().width() if wide else event.size().height()
            self._both.setSizes([room * 2 // 3, room // 3] if wide else [room // 2, room // 2])

    def _begin(self) -> None:
        """The keyboard stands on the first row, which is shown whole."""
        if isinstance(self.list, ListView) and self.list.current_id() is None:
            self.list.selectRow(0)

    def _look_at(self, number_of_row: int | None) -> None:
        rows = self._source.rows([number_of_row]) if number_of_row is not None else [None]
        self.row_view.look_at(rows[0])

    def _ask_about(self, box: QCheckBox, count: int, text: str) -> None:
        box.setText(text.format(n=number(count)))
        box.setChecked(False)
        box.setVisible(count > 0)

    def _show_rows(self, preview: Preview) -> None:
        old_list, old_table = self.list, self._table
        self._source = PreviewRows(preview)
        self._table = PagedTable(
            self._source,
            preview_columns(preview),
            self.context.tasks,
            self.context.case.today,
            row_id=lambda row: row.row,
            parent=self,
        )
        self.list = ListView(self._table, _("Rows of the workbook"))
        self.list.setObjectName("preview_rows")
        self.list.current_changed.connect(self._look_at)
        self._table.loaded.connect(self._begin)
        self._both.replaceWidget(self._both.indexOf(old_list), self.list)
        old_list.hide()
        old_list.deleteLater()
        if old_table is not None:
            old_table.deleteLater()
        self._table.show(PreviewQuery())

    def _show_filters(self, preview: Preview) -> None:
        for old in self._filters.buttons():
            self._filters.removeButton(old)
            old.hide()
            old.deleteLater()
        while self._bar.count():
            self._bar.takeAt(0)
        counts = preview.counts
        self._add_filter(_("All rows"), None, len(preview.rows))
        for status in RowStatus:
            if counts[status]:
                self._add_filter(word(status), status, counts[status])
        self._bar.addStretch()

    def _add_filter(self, label: str, status: RowStatus | None, count: int) -> None:
        button = QPushButton(f"{label} {number(count)}")
        button.setObjectName(f"rows_{status.value if status else 'all'}")
        button.setCheckable(True)
        button.setChecked(status is None)
        theme.set_role(button, kind="view")
        button.clicked.connect(lambda _on=False: self._filter(status))
        self._filters.addButton(button)
        self._bar.addWidget(button)

    def _filter(self, status: RowStatus | None) -> None:
        if self._table is not None:
            self._table.show(PreviewQuery(status))
