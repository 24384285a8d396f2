"""The last step of an import: what was written, and where to go on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dialogue_app.i18n import _
from dialogue_app.services.imports.words import result_counts
from dialogue_app.services.imports.workbooks import ImportResult, TableKind
from ui import theme
from ui.widgets.facts import paragraph
from ui.widgets.plain import Label


class EndStep(QWidget):
    """Each count of something on a line of its own."""

    take_back_asked = Signal(int)  # the number of the import

    def __init__(
        self,
        save_left_out: Callable[[], None],
        go: Callable[[], None],
        go_on: Callable[[], None],
    ) -> None:
        """What its buttons do: save rows, go to what was written, go on with another sheet."""
        super().__init__()
        self._title, self._next = Label(), paragraph("")
        self._title.setFont(theme.title_font())
        self._counts = paragraph("")
        self._counts.setObjectName("result")
        theme.set_role(self._next, role="muted")
        self._go = QPushButton()
        self._go.setObjectName("go_to_written")
        self._go.clicked.connect(lambda: go())  # noqa: PLW0108
        self._sheet = QPushButton()
        self._sheet.setObjectName("next_sheet")
        self._sheet.clicked.connect(lambda: go_on())  # noqa: PLW0108
        self._left_out = QPushButton(_("Save the rows left out…"))
        self._left_out.setObjectName("save_left_out")
        self._left_out.clicked.connect(lambda: save_left_out())  # noqa: PLW0108
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        self._number = 0
        self._take_back = QPushButton(_("Take this import back…"))
        self._take_back.setObjectName("take_back")
        self._take_back.clicked.connect(lambda: self.take_back_asked.emit(self._number))
        buttons = (self._sheet, self._go, self._left_out, self._take_back)
        for widget in (self._title, self._counts, *buttons, self._next):
            column.addWidget(widget)
        for button in buttons:
            column.setAlignment(button, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()

    def fill(
        self,
        kind: TableKind,
        result: ImportResult,
        *,
        has_left_out: bool,
        in_session: bool,
        profile: str,
        sheet: str,
    ) -> None:
        """Say what was written."""
        self._number = result.number
        self._take_back.setVisible(result.number > 0)
        has_written = result.added + result.changed > 0
        self._title.setText(_("Written to the register") if has_written else _("Nothing changed"))
        counts = result_counts(result, none_too=False)
        self._counts.setText("\n".join(f"{said[:1].upper()}{said[1:]}" for said in counts))
        self._counts.setVisible(bool(counts))
        is_of_register = kind is TableKind.ENTERPRISES
        words = _("Go to the register") if is_of_register else _("Go to the issues")
        self._go.setText(_("Go to the session") if in_session else words)
        self._sheet.setText(_("Go on with sheet “{sheet}”").format(sheet=sheet))
        self._sheet.setVisible(bool(sheet))
        self._left_out.setVisible(has_left_out)
        kept = _("How this file was read is kept as “{profile}”, in the settings.")
        said = kept.format(profile=profile) if profile else ""
        self._next.setText("\n".join(filter(None, [_next_words(kind, in_session), said])))


def _next_words(kind: TableKind, in_session: bool) -> str:
    if kind is TableKind.ENTERPRISES:
        return _("Next: look up an enterprise here, or add a session and import its issues.")
    if in_session:
        return _("Next: the step “Assign, transfer” shows which body is to answer each issue.")
    return _("Next: assign the issues from the list, each to its body.")
