"""How many rows have each verdict; one of them, or all, is shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.words import word
from ui import theme
from ui.widgets.flow import Flow

_ORDER = (None, *RowStatus)


class VerdictBar(QWidget):
    """A button for all rows and for each verdict that any row has."""

    chosen = Signal(object)  # a status, or None for all rows

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[RowStatus | None, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = Flow(theme.SMALL)
        self.setLayout(row)
        for status in _ORDER:
            button = QPushButton()
            button.setObjectName(f"rows_{status.value if status else 'all'}")
            button.setCheckable(True)
            theme.set_role(button, kind="view")
            button.clicked.connect(lambda _on=False, status=status: self.chosen.emit(status))
            self._group.addButton(button)
            self._buttons[status] = button
            row.addWidget(button)

    def count(self, counts: Mapping[RowStatus, int], rows: int) -> None:
        """Show the counts; a verdict that no row has is not offered."""
        for status, button in self._buttons.items():
            n = rows if status is None else counts[status]
            words = _("All rows") if status is None else word(status)
            button.setText(f"{words} {number(n)}")
            button.setVisible(n > 0 or status is None)

    def mark(self, status: RowStatus | None) -> None:
        """Show which one is shown."""
        self._buttons[status].setChecked(True)
