"""The step in which a workbook is worked in: its rows, what they would do, what is decided."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget

from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.i18n import _
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.imports.asking import Asked, Lists, answered, asked_of_fit
from dialogue_app.services.imports.decisions import UNDECIDED, Decisions, History
from dialogue_app.services.imports.picture import Picture
from dialogue_app.services.imports.profiles import Fit, fit, profile_of
from dialogue_app.services.imports.words import (
    hidden_columns_words,
    not_taken_words,
    other_sheets_words,
    profile_words,
    taken_as,
)
from dialogue_app.services.imports.workbooks import OpenedWorkbook, require_mapping, table_fields
from dialogue_app.services.sessions.lists import SessionRow
from ui import keys, theme
from ui.keys import Key
from ui.pages.workbooks.importing import clearable
from ui.pages.workbooks.question_bar import QuestionBar
from ui.pages.workbooks.row_view import RowView
from ui.pages.workbooks.sheet_model import SheetModel
from ui.pages.workbooks.sheet_view import SheetView
from ui.pages.workbooks.verdict_bar import VerdictBar
from ui.pages.workbooks.work_tools import WorkTools
from ui.widgets.elided import ElidedLabel
from ui.widgets.picker import Picker

SIDE_BY_SIDE_FROM = 900  # pixels; in less room the row stands below the sheet,
LOW = 420  # but not where there is hardly any room below


class WorkStep(QWidget):
    """One workbook, sheet by sheet; each decision gives other decisions, which can be undone."""

    decided = Signal()  # something was decided, undone or redone: compare again
    chosen = Signal()  # another sheet or session

    def __init__(
        self,
        book: OpenedWorkbook,
        lists: Lists,
        sessions: Sequence[SessionRow],
        session_id: int | None,
        fits: dict[int, Fit],
        raiser: Picker | None = None,
    ) -> None:
        """`fits`: by sheet, the profile that is applied to it; `raiser` picks an enterprise."""
        super().__init__()
        self.book, self.lists, self.fits = book, lists, fits
        self.picture: Picture | None = None  # of the sheet chosen
        self.is_fresh = False  # whether it shows what was chosen and all that was decided
        self._histories: dict[int, History] = {}  # by sheet
        self._open = {  # by sheet, what its profile leaves open
            index: asked_of_fit(found, book.kind, book.titles(index, found.decided.header))
            for index, found in fits.items()
        }
        self._status: RowStatus | None = None
        self._only: frozenset[int] | None = None  # the rows of a question
        self.tools = WorkTools(book, sessions, session_id)
        self.model = SheetModel()
        self.view = SheetView(self.model)
        self.row_view, self.verdicts = RowView(), VerdictBar()
        self.questions = QuestionBar(raiser)
        self._of_file, self._both = ElidedLabel(""), QSplitter()
        self._assemble()
        self._listen()

    @property
    def history(self) -> History:
        """What was decided of the sheet, its profile first."""
        return self._history_of(self.tools.sheet_index)

    def _history_of(self, index: int) -> History:
        if index not in self._histories:
            self._histories[index] = History()
            self._histories[index].decide(self._from_profile(index))
        return self._histories[index]

    def _from_profile(self, index: int) -> Decisions:
        return self.fits[index].decided if index in self.fits else UNDECIDED

    def decided_by_sheet(self) -> dict[str, Decisions]:
        """What was decided by hand, by the names of the sheets."""
        return {
            self.book.sheets[index].name: history.now
            for index, history in self._histories.items()
            if history.now != self._from_profile(index)
        }

    def resume(self, decided: Mapping[str, Decisions]) -> None:
        """Take up what was decided of the sheets before; that, too, can be undone."""
        for index, sheet in enumerate(self.book.sheets):
            if sheet.name in decided:
                self._history_of(index).decide(decided[sheet.name])

    def go_on_with(self, index: int) -> None:
        """Go on with another sheet of the shape; what was decided of this one holds for it, too."""
        book, now = self.book, self.tools.sheet_index
        if index not in self._histories and index not in self.fits:
            here = require_mapping(book, now, self.history.now.header)
            decided = profile_of(book.kind, "", book.sheets[now], here, self.history.now)
            self.fits[index] = fit(decided, book.sheets[index], require_mapping(book, index))
        self.tools.choose_sheet(index)
        self._leave_sheet()

    # What is shown ----------------------------------------------------------------------------

    def take(self, picture: Picture) -> None:
        """Show what was compared."""
        self.picture, self.is_fresh = picture, True
        counts = picture.counts
        if self._status is not None and not counts[self._status]:
            self._status = None
        self.verdicts.count(counts, len(picture.numbers))
        self.verdicts.mark(self._status)
        self.model.show(picture, self._numbers(picture))
        self._ask(picture)
        said = self._words_of_file(picture)
        self._of_file.say(said)
        self._of_file.setVisible(bool(said))
        self._show_history()
        self._look_at(self.view.current_number())

    def _take_choice(self) -> None:
        """Another sheet or session, which is to be compared."""
        self.is_fresh = False
        if self.picture and self.picture.original is not self.book.sheets[self.tools.sheet_index]:
            self._leave_sheet()
        self.chosen.emit()

    def _leave_sheet(self) -> None:
        """Nothing of another sheet is shown, nor can be decided, until it is compared."""
        self.picture, self.is_fresh = None, False
        self._status, self._only = None, None
        self.model.clear()
        self.questions.ask([])
        self._show_history()

    def _ask(self, picture: Picture) -> None:
        open_columns = self._open.get(self.tools.sheet_index, [])
        self.questions.ask([*open_columns, *picture.asked])

    def _words_of_file(self, picture: Picture) -> str:
        """Why nothing can be compared; else by which profile, what is not taken, what is hidden."""
        if picture.refusal is not None:
            return explain(picture.refusal)
        found = self.fits.get(self.tools.sheet_index)
        said = profile_words(found.name if found is not None else "")
        sheets = other_sheets_words(self.book.others(self.tools.sheet_index))
        hidden = picture.original.hidden_columns
        columns = (
            not_taken_words([one.heading for one in picture.columns if one.field is None]),
            hidden_columns_words([one.heading for one in picture.columns if one.at in hidden]),
        )
        return " ".join(filter(None, [said, sheets, *columns]))

    def _numbers(self, picture: Picture) -> array[int]:
        if self._only is not None:
            return array("q", (one for one in picture.numbers if one in self._only))
        return picture.ids(self._status)

    def _filter(self, status: RowStatus | None) -> None:
        self._status, self._only = status, None
        if self.picture is not None:
            self.model.show(self.picture, self._numbers(self.picture))

    def _show_only(self, asked: Asked) -> None:
        self._status, self._only = None, frozenset(asked.rows)
        self.verdicts.mark(None)
        if self.picture is not None:
            self.model.show(self.picture, self._numbers(self.picture))
        self.view.setFocus()

    def _look_at(self, number: int | None) -> None:
        preview = self.picture.preview if self.picture is not None else None
        if preview is None or number is None or self.picture is None:
            self.row_view.look_at(None)
        elif (why := self.picture.skipped(number)) is not None:
            words = preview.table.words_of(number)
            self.row_view.look_at_skipped(preview.called(number), why, words)
        else:
            self.row_view.look_at(preview.row(number), preview.called(number))

    def _show_history(self) -> None:
        counts = self.picture.counts if self.picture is not None else {}
        changes = counts.get(RowStatus.CHANGED, 0) + counts.get(RowStatus.ASKED, 0)
        self.tools.show_history(self.history, has_changes=changes > 0)

    # Deciding ---------------------------------------------------------------------------------

    def decide(self, decided: Decisions) -> None:
        """Take a decision: it is shown at once, and compared soon."""
        if self.history.decide(decided):
            self._show_decided()

    def undo(self) -> None:
        """Take back the last decision."""
        if self.history.undo():
            self._show_decided()

    def redo(self) -> None:
        """Take the decision again that was undone last."""
        if self.history.redo():
            self._show_decided()

    def _show_decided(self) -> None:
        self.is_fresh = False
        self.model.decide(self.history.now)
        self._show_history()
        self.decided.emit()

    def _mend(self, row: int, column: int, text: str) -> None:
        self.decide(self.history.now.with_cell(row, column, text))

    def _leave_out(self) -> None:
        self.decide(self.history.now.left_out(self.view.selected_numbers()))

    def _take_rows(self) -> None:
        preview = self.picture.preview if self.picture is not None else None
        passed_over = preview.table.skipped if preview is not None else ()
        self.decide(self.history.now.taken(self.view.selected_numbers(), passed_over))

    def _name_headings(self) -> None:
        """The headings stand in the row with the keyboard."""
        number = self.view.current_number()
        if number is not None:
            self.decide(self.history.now.headed_by(number))

    def _take_all_asked(self) -> None:
        if self.picture is not None:
            self.decide(self.history.now.taken(self.picture.ids(RowStatus.ASKED), ()))

    def _answer(self, asked: Asked, value: str) -> None:
        self._only = None
        left = self._open.get(self.tools.sheet_index, [])
        if asked in left:
            left.remove(asked)
            if self.picture is not None:
                self._ask(self.picture)
        self.decide(answered(self.history.now, asked, value))

    def _ask_equal(self) -> None:
        """Ask what all cells mean that say the same as the one with the keyboard."""
        number = self.view.current_number()
        column = self.model.column(self.view.currentIndex().column())
        if self.picture is None or number is None or column is None:
            return
        asked = self.picture.equal_cells(number, column.at)
        if asked is not None:
            self.questions.ask_first(asked)

    def _choose_field(self, old: str | None, new: str | None, at: int) -> None:
        if new is not None:
            self.decide(self.history.now.with_column(new, at))
        elif old is not None:
            self.decide(self.history.now.with_column(old, None))

    # Menus ------------------------------------------------------------------------------------

    def _open_column_menu(self, section: int, spot: QPoint) -> None:
        """What the column is taken as, and what its empty cells do."""
        column = self.model.column(section)
        if column is None:
            return
        menu = self._new_menu("column_menu")
        if column.field in clearable(self.book.kind):
            now = self.history.now
            clears = menu.addAction(_("An empty cell empties what is known here"))
            clears.setCheckable(True)
            clears.setChecked(column.field in now.clears)
            changed = replace(now, clears=now.clears ^ {column.field})
            clears.triggered.connect(lambda _on=False: self.decide(changed))
            menu.addSeparator()
        for name in (None, *table_fields(self.book.kind)):
            action = menu.addAction(taken_as(name))
            action.setCheckable(True)
            action.setChecked(name == column.field)
            action.triggered.connect(
                lambda _on=False, name=name: self._choose_field(column.field, name, column.at)
            )
        menu.popup(spot)

    def _open_menu(self, spot: QPoint) -> None:
        """What can be done where the keyboard is, each with its key."""
        view, menu = self.view, self._new_menu("cell_menu")
        acts: tuple[tuple[Key, Callable[[], object]], ...] = (
            (keys.MEND, lambda: view.edit(view.currentIndex())),
            (keys.EQUAL, self._ask_equal),
            (keys.COLUMN, view.ask_current_column),
            (keys.HEADINGS, self._name_headings),
            (keys.LEAVE_OUT, self._leave_out),
            (keys.TAKE, self._take_rows),
        )
        for key, do in acts:
            action = menu.addAction(f"{_(key.words)}\t{key.shown}")
            action.triggered.connect(lambda _on=False, do=do: do())
        every = menu.addAction(_("Take all rows to be answered"))
        every.triggered.connect(lambda _on=False: self._take_all_asked())
        menu.popup(spot)

    def _new_menu(self, name: str) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName(name)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    # Keys and looks ---------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Undo and redo are of the decisions here, not of what was written."""
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and self._step_of(event) is not None:  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo, redo, all equal cells, the row of the headings; Esc goes back to the rows."""
        step = self._step_of(event)
        if step is not None:
            step()
        elif event.key() == Qt.Key.Key_Escape and not self.view.hasFocus():
            self.view.setFocus()
        else:
            super().keyPressEvent(event)

    def _step_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        pressed = QKeySequence(event.keyCombination())
        steps = (
            (keys.UNDO_DECISION, self.undo),
            (keys.REDO_DECISION, self.redo),
            (keys.EQUAL, self._ask_equal),
            (keys.HEADINGS, self._name_headings),
        )
        for key, step in steps:
            if pressed in (key.sequence, *map(QKeySequence, key.also)):
                return step
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The row stands beside the sheet where there is room, else below it."""
        super().resizeEvent(event)
        wide = event.size().width() >= SIDE_BY_SIDE_FROM or event.size().height() < LOW
        direction = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._both.orientation() != direction or not event.oldSize().isValid():
            self._both.setOrientation(direction)
            room = event.size().width() if wide else event.size().height()
            self._both.setSizes([room * 2 // 3, room // 3])

    def _listen(self) -> None:
        self.model.mended.connect(self._mend)
        self.view.current_changed.connect(self._look_at)
        self.view.left_out.connect(self._leave_out)
        self.view.taken.connect(self._take_rows)
        self.view.column_menu.connect(self._open_column_menu)
        self.view.cell_menu.connect(self._open_menu)
        self.verdicts.chosen.connect(self._filter)
        self.questions.answered.connect(self._answer)
        self.questions.shown_rows.connect(self._show_only)
        self.tools.chosen.connect(self._take_choice)
        self.tools.undone.connect(self.undo)
        self.tools.redone.connect(self.redo)
        self.tools.menu_asked.connect(self._open_menu)
        self.tools.blanks_only.connect(
            lambda on: self.decide(replace(self.history.now, blanks_only=on))
        )

    def _assemble(self) -> None:
        self._of_file.setObjectName("said_of_file")
        theme.set_role(self._of_file, role="muted")
        self._both.setChildrenCollapsible(False)
        self._both.addWidget(self.view)
        self._both.addWidget(self.row_view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.tools)
        column.addWidget(self.questions)
        column.addWidget(self.verdicts)
        column.addWidget(self._of_file)
        column.addWidget(self._both, 1)
