"""Settings: how workbooks of one shape are read, each under its name; renamed and removed here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dialogue_app.i18n import _
from dialogue_app.services.case import Seen
from dialogue_app.services.imports.profiles import ProfileRow, remove_profile, rename_profile
from dialogue_app.services.imports.workbooks import TableKind
from ui import theme
from ui.context import Context
from ui.tasks import Lane
from ui.widgets.facts import caption
from ui.widgets.plain import as_tip, set_tip

_ROW = Qt.ItemDataRole.UserRole


class ProfilesPanel(QWidget):
    """The profiles by their names. F2 renames, Delete removes; both at once, nothing to save."""

    saved = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: dict[int, ProfileRow] = {}
        self._list = ProfileNames()
        self._list.setAccessibleName(_("Ways to read workbooks"))
        self._list.setObjectName("profiles")
        theme.set_role(self._list, role="names")
        self._rename, self._remove = QPushButton(_("Rename (F2)")), QPushButton(_("Remove (Del)"))
        hint = caption(
            _("Kept by itself when a workbook is imported, and applied to the next of its shape.")
        )
        buttons = QHBoxLayout()
        for name, button in (("rename_profile", self._rename), ("remove_profile", self._remove)):
            button.setObjectName(name)
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setSpacing(theme.STEP)
        column.addWidget(hint)
        column.addWidget(self._list, 1)
        column.addLayout(buttons)
        self._rename.clicked.connect(lambda: self._list.editItem(self._list.currentItem()))
        self._remove.clicked.connect(self._ask_to_remove)
        self._list.removing.connect(self._ask_to_remove)
        self._list.itemChanged.connect(self._take_name)
        self._list.currentRowChanged.connect(lambda _row: self._show_buttons())

    def hear(self, rows: Sequence[ProfileRow]) -> None:
        """Show the profiles there are."""
        current = self._list.currentRow()
        self._rows = {row.id: row for row in rows}
        self._list.blockSignals(True)
        self._list.clear()
        for row in rows:
            item = QListWidgetItem(row.name)
            item.setData(_ROW, row.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            kind = _("Enterprises") if row.kind is TableKind.ENTERPRISES else _("Issues")
            item.setIcon(theme.icon("enterprise" if row.kind is TableKind.ENTERPRISES else "issue"))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, kind)
            set_tip(item, as_tip(kind))
            self._list.addItem(item)
        self._list.blockSignals(False)
        self._list.setCurrentRow(min(max(current, 0), len(rows) - 1))
        self._show_buttons()

    def take_keyboard(self) -> None:
        """The keyboard goes into the list."""
        self._list.setFocus()

    def _show_buttons(self) -> None:
        for button in (self._rename, self._remove):
            button.setEnabled(self._list.currentRow() >= 0)

    def _take_name(self, item: QListWidgetItem) -> None:
        row, name, case = self._rows[item.data(_ROW)], item.text(), self._context.case
        if name == row.name:
            return
        seen = Seen(row.id, row.version)
        self._context.tasks.run(
            self,
            lambda: rename_profile(case, seen, name),
            self.saved.emit,
            partial(self._refused, item, row.name),
            lane=Lane.WRITE,
        )

    def _refused(self, item: QListWidgetItem, name: str, error: Exception) -> None:
        self._list.blockSignals(True)
        item.setText(name)
        self._list.blockSignals(False)
        self._context.messages.error(error)

    def _ask_to_remove(self) -> None:
        if self._list.currentRow() < 0:
            return
        row, case = self._rows[self._list.currentItem().data(_ROW)], self._context.case
        seen = Seen(row.id, row.version)

        def remove() -> None:
            self._context.write(self, lambda: remove_profile(case, seen), self.saved.emit)

        question = _("Workbooks will no longer be read as “{profile}”.").format(profile=row.name)
        self._context.messages.ask(
            question,
            _("Remove"),
            remove,
        )


class ProfileNames(QListWidget):
    """The names; Delete asks to remove one."""

    removing = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes, F2 renames."""
        if event.key() == Qt.Key.Key_Delete:
            self.removing.emit()
        else:
            super().keyPressEvent(event)
