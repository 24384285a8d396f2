"""The history of changes of one record, beside its list: who, when, from what to what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from operator import attrgetter

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dialogue_app.i18n import _
from dialogue_app.i18n.formats import number, screen_moment
from dialogue_app.services.history import MOST, ChangedField, HistoryEntry
from ui import theme
from ui.widgets.facts import DetailArea, caption, paragraph, section


class HistoryView(QWidget):
    """Entries, the latest first; Esc goes back to the record."""

    def __init__(
        self, called: str, entries: Sequence[HistoryEntry], back: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setObjectName("history_view")
        title = paragraph(_("History of changes: {what}").format(what=called))
        title.setFont(theme.title_font())
        leave = QPushButton(theme.icon("back"), _("Back"))
        leave.setObjectName("back")
        leave.clicked.connect(lambda: back())  # noqa: PLW0108  (else Qt passes `checked`)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, back)
        self.sheet = DetailArea()
        self.sheet.setAccessibleName(title.text())
        self.sheet.fill(_parts(entries))
        self.setFocusProxy(self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(title)
        column.addWidget(leave, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.sheet, 1)


def _parts(entries: Sequence[HistoryEntry]) -> list[QWidget]:
    parts: list[QWidget] = []
    for entry in entries:
        parts.append(section(f"{screen_moment(entry.at)} · {entry.who} {entry.done}".rstrip()))
        for (part, _row), fields in groupby(entry.fields, key=attrgetter("part", "row")):
            if part:
                parts.append(caption(part))
            parts.append(paragraph("\n".join(map(_line, fields))))
    if len(entries) == MOST:
        said = _("Only the latest {n} changes are shown.")
        parts.append(caption(said.format(n=number(MOST))))
    return parts


def _line(changed: ChangedField) -> str:
    """Field: before → after; of what is new only what it is."""
    if not changed.before:
        return f"{changed.field}: {changed.after}"
    return f"{changed.field}: {changed.before} → {changed.after or _('(empty)')}"
