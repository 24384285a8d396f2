"""What stands above a sheet that is worked in: which sheet, which session, undo and redo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from dialogue_app.i18n import _
from dialogue_app.services.imports.decisions import History
from dialogue_app.services.imports.workbooks import OpenedWorkbook, TableKind
from dialogue_app.services.sessions.lists import SessionRow
from ui import keys, theme
from ui.widgets.inputs import ChoiceField, TickBox
from ui.widgets.plain import Label, set_tip

_WIDEST = 280  # of a choice, whatever a sheet is called


class WorkTools(QWidget):
    """One line of choices and buttons."""

    chosen = Signal()  # another sheet or session
    undone = Signal()
    redone = Signal()
    blanks_only = Signal(bool)
    menu_asked = Signal(QPoint)  # where on the screen it is to open

    def __init__(
        self, book: OpenedWorkbook, sessions: Sequence[SessionRow], session: int | None
    ) -> None:
        super().__init__()
        sheets = [
            (place, sheet.name + (" · " + _("hidden") if sheet.hidden else ""))
            for place, sheet in enumerate(book.sheets)
            if book.mappings[place] is not None
        ]
        options: list[tuple[object, str]] = [(row.id, row.code) for row in sessions]
        self._sheet = ChoiceField(sheets)
        self._sheet.set_value(book.chosen)
        self._session = ChoiceField([*options, (None, _("Outside a session"))])
        self._session.set_value(session)
        self._blanks = TickBox(_("Only fill in what is empty here"))
        self._blanks.setObjectName("blanks_only")
        self._undo, self._redo = QPushButton(_("Undo")), QPushButton(_("Redo"))
        self._menu = QPushButton(_("Cell and row"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.STEP)
        if len(sheets) > 1:
            self._add_choice("sheet", _("Sheet"), self._sheet)
        if book.kind is TableKind.ISSUES:
            self._add_choice("session", _("Session"), self._session)
        self._assemble()

    @property
    def sheet_index(self) -> int:
        """The sheet chosen."""
        index = self._sheet.value()
        assert isinstance(index, int)
        return index

    @property
    def session_id(self) -> int | None:
        """The session of the rows that name none."""
        value = self._session.value()
        return value if isinstance(value, int) else None

    def choose_sheet(self, index: int) -> None:
        """Go on with another sheet, of which nobody needs to be told."""
        self._sheet.blockSignals(True)
        self._sheet.set_value(index)
        self._sheet.blockSignals(False)

    def show_history(self, history: History, *, has_changes: bool) -> None:
        """What can be undone and redone; filling blanks is offered where anything would change."""
        self._undo.setEnabled(history.can_undo)
        self._redo.setEnabled(history.can_redo)
        self._blanks.blockSignals(True)
        self._blanks.setChecked(history.now.blanks_only)
        self._blanks.blockSignals(False)
        self._blanks.setVisible(has_changes or history.now.blanks_only)

    def _add_choice(self, name: str, words: str, box: ChoiceField) -> None:
        label = Label(words)
        label.setBuddy(box)
        box.setObjectName(name)
        box.setAccessibleName(words)
        box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToContents)
        box.setMaximumWidth(_WIDEST)
        box.currentIndexChanged.connect(lambda _place: self.chosen.emit())
        self._row.addWidget(label)
        self._row.addWidget(box)

    def _assemble(self) -> None:
        self._row.addWidget(self._blanks)
        self._row.addStretch()
        for button, name, key, signal in (
            (self._undo, "undo_decision", keys.UNDO_DECISION, self.undone),
            (self._redo, "redo_decision", keys.REDO_DECISION, self.redone),
        ):
            button.setObjectName(name)
            set_tip(button, f"{button.text()} ({key.shown})")
            button.clicked.connect(lambda _on=False, signal=signal: signal.emit())
            self._row.addWidget(button)
        self._menu.setObjectName("cell_and_row")
        self._menu.setIcon(theme.icon("down"))
        self._menu.clicked.connect(
            lambda: self.menu_asked.emit(self._menu.mapToGlobal(QPoint(0, self._menu.height())))
        )
        self._row.addWidget(self._menu)
        self._blanks.toggled.connect(self.blanks_only)
