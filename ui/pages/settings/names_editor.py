"""The names of a pick-list: a list in its order, and beside it the form of the one chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dialogue_app.i18n import _
from ui import keys, theme
from ui.widgets.facts import caption
from ui.widgets.inputs import TextLine, TickBox, mark
from ui.widgets.plain import Label, set_tip

NameRow = tuple[bool, str, str]  # offered, the name, where it came from
HEIGHT = 400  # of the list, which scrolls itself, so that the buttons stay in sight


class NamesEditor(QWidget):
    """An input of names in their order, each offered or no longer."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[NameRow] = []
        self.list = QListWidget()
        self.list.setProperty("role", "names")
        self.name, self.offered = TextLine(), TickBox(_("Offered"))
        self.name.setObjectName("one_name")
        self.offered.setObjectName("one_offered")
        self._source = Label()
        self._source.setProperty("role", "muted")
        self.add_button = QPushButton(_("Add a name"))
        self.setFocusProxy(self.list)
        self._assemble()
        self.list.currentRowChanged.connect(self._show_one)
        self.name.textEdited.connect(lambda _text: self._take_one())
        self.offered.clicked.connect(lambda _on: self._take_one())
        self.add_button.clicked.connect(self.add_row)

    def setAccessibleName(self, name: str) -> None:
        """Name the list for screen readers, too."""
        super().setAccessibleName(name)
        self.list.setAccessibleName(name)

    def value(self) -> tuple[NameRow, ...]:
        """The rows in their order; those without a name are left out."""
        return tuple(row for row in self._rows if row[1].strip())

    def set_value(self, rows: Sequence[NameRow]) -> None:
        """Show these rows; the chosen place stays."""
        place = max(self.list.currentRow(), 0)
        self._rows = list(rows)
        self._draw(min(place, len(self._rows) - 1))
        self.changed.emit()

    def on_change(self, changed: Callable[[], None]) -> None:
        """Tell of every letter, tick and move."""
        self.changed.connect(changed)

    def show_error(self, text: str) -> None:
        """Mark the list."""
        mark(self.list, text)

    def words(self, value: Sequence[NameRow]) -> str:
        """The rows as people read them, one a line."""
        return "\n".join(
            " · ".join((_("Offered") if offered else _("No longer offered"), name, source))
            for offered, name, source in value
        )

    def add_row(self) -> None:
        """Another name at the end, ready to type."""
        self._rows.append((True, "", ""))
        self._draw(len(self._rows) - 1)
        self.changed.emit()
        self.name.setFocus()

    def move_row(self, by: int) -> None:
        """The chosen name changes places with its neighbour."""
        place = self.list.currentRow()
        if place >= 0 and 0 <= place + by < len(self._rows):
            rows = self._rows
            rows[place], rows[place + by] = rows[place + by], rows[place]
            self._draw(place + by)
            self.changed.emit()

    def _draw(self, place: int) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([_line(row) for row in self._rows])
        self.list.setCurrentRow(place)
        self.list.blockSignals(False)
        self._show_one(place)

    def _show_one(self, place: int) -> None:
        is_one = 0 <= place < len(self._rows)
        offered, name, source = self._rows[place] if is_one else (False, "", "")
        self.name.setText(name)
        self.offered.setChecked(offered)
        self._source.setText(source)
        for widget in (self.name, self.offered):
            widget.setEnabled(is_one)

    def _take_one(self) -> None:
        """What is typed of the chosen one."""
        place = self.list.currentRow()
        row = (self.offered.isChecked(), self.name.text(), self._rows[place][2])
        self._rows[place] = row
        self.list.item(place).setText(_line(row))
        self.changed.emit()

    def _assemble(self) -> None:
        self.list.setFixedHeight(HEIGHT)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.STEP)
        buttons.addWidget(self.add_button)
        for name, text, key, by in (
            ("move_up", _("Up"), keys.UP, -1),
            ("move_down", _("Down"), keys.DOWN, 1),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            set_tip(button, f"{text} ({key.shown})")
            button.clicked.connect(lambda _on=False, by=by: self.move_row(by))
            shortcut = QShortcut(key.sequence, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.move_row(by))
            buttons.addWidget(button)
        buttons.addStretch()
        one = QVBoxLayout()
        one.setSpacing(theme.SMALL)
        label = caption(_("Name"))
        label.setBuddy(self.name)
        self.name.setAccessibleName(_("Name"))
        for widget in (label, self.name, self.offered, caption(_("Source")), self._source):
            one.addWidget(widget)
        one.addStretch()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.WIDE)
        grid.setVerticalSpacing(theme.STEP)
        grid.addWidget(self.list, 0, 0)
        grid.addLayout(one, 0, 1)
        grid.addLayout(buttons, 1, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)


def _line(row: NameRow) -> str:
    """A row of the list: what is no longer offered says so."""
    offered, name, _source = row
    return name if offered else f"{name} · {_('No longer offered')}"
