"""Links: words that lead to a place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from ui import theme
from ui.widgets.flow import Flow


def link(text: str, name: str, go: Callable[[], object]) -> QPushButton:
    """Words that lead somewhere; `name` is the object name."""
    button = QPushButton(text.replace("&", "&&"))
    button.setObjectName(name)
    theme.set_role(button, kind="link")
    button.clicked.connect(lambda: go())  # noqa: PLW0108  (else Qt passes it `checked`)
    return button


class Links(QWidget):
    """Links side by side, in as many lines as they need; hidden without any."""

    def __init__(self, links: Sequence[QPushButton] = ()) -> None:
        super().__init__()
        self._shown: list[QPushButton] = []
        self._row = Flow(theme.GAP)
        self.setLayout(self._row)
        self.fill(links)

    def fill(self, links: Iterable[QPushButton]) -> None:
        """Show these instead."""
        for button in self._shown:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._shown = list(links)
        for button in self._shown:
            self._row.addWidget(button)
        if not self._shown:
            self.hide()
        elif self.parentWidget() is not None:  # else it would flash up as a window
            self.show()
