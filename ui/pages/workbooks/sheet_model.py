"""The picture of a sheet as a table: its verdicts and its cells, however many rows it has."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.i18n import _
from dialogue_app.i18n.words import word
from dialogue_app.services.imports.decisions import UNDECIDED, Decisions
from dialogue_app.services.imports.picture import Picture, PictureColumn
from dialogue_app.services.imports.words import taken_as
from ui import theme
from ui.widgets.plain import as_tip

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
VERDICT = 0  # the column in front of those of the sheet
_NOWHERE = QModelIndex()
_SHOWN = (
    Role.DisplayRole, Role.FontRole, Role.ToolTipRole, Role.AccessibleDescriptionRole,
)  # fmt: skip
_LOOKS = {
    RowStatus.NEW: ("accent", "add"),
    RowStatus.CHANGED: ("accent", "edit"),
    RowStatus.SAME: ("muted", "check"),
    RowStatus.REPEATED: ("muted", "undo"),
    RowStatus.WARNING: ("soon", "warning"),
    RowStatus.REFUSED: ("late", "close"),
    RowStatus.ASKED: ("soon", "issue"),
    RowStatus.ABOVE: ("muted", "check"),
    RowStatus.LEFT_OUT: ("muted", "dot"),
}


class SheetModel(QAbstractTableModel):
    """Rows of the sheet under Excel's numbers, of one verdict or all; every cell can be mended."""

    mended = Signal(int, int, str)  # row as Excel counts, column from 0, what it is to say

    def __init__(self) -> None:
        super().__init__()
        self._picture: Picture | None = None
        self._decided: Decisions = UNDECIDED
        self._numbers = array("q")
        self._bold = QFont(theme.body_font())
        self._bold.setBold(True)

    def show(self, picture: Picture, numbers: array[int]) -> None:
        """Show these rows of a picture; where they and the columns are the same, all stays put."""
        old, same_rows = self._picture, self._numbers == numbers
        same = same_rows and old is not None and old.columns == picture.columns
        if not same:
            self.beginResetModel()
        self._picture, self._numbers, self._decided = picture, numbers, picture.decided
        if same:
            self._all_changed()
        else:
            self.endResetModel()

    def clear(self) -> None:
        """Show nothing, until another sheet is known."""
        self.beginResetModel()
        self._picture, self._numbers, self._decided = None, array("q"), UNDECIDED
        self.endResetModel()

    def decide(self, decided: Decisions) -> None:
        """Show mended cells at once, before their rows are compared again."""
        self._decided = decided
        self._all_changed()

    def number(self, place: int) -> int | None:
        """Excel's number of the row at a place."""
        return self._numbers[place] if 0 <= place < len(self._numbers) else None

    def place(self, number: int) -> int:
        """Where a row stands, or would stand."""
        return min(bisect_left(self._numbers, number), len(self._numbers) - 1)

    def telling(self, most: int) -> list[int]:
        """The places of the first rows that are no titles or notes; of any, where all are."""
        places = range(min(self.rowCount(), most))
        picture = self._picture
        entries = [at for at in places if picture and picture.skipped(self._numbers[at]) is None]
        return entries or list(places)

    def column(self, section: int) -> PictureColumn | None:
        """The column of the sheet that a section shows; None of the verdicts."""
        columns = self._columns()
        return columns[section - 1] if 0 < section <= len(columns) else None

    def lines(self, section: int) -> tuple[str, str]:
        """What stands above a column: its heading in the file, and what it is taken as.

        There it is said, too, where its empty cells empty what is known.
        """
        column = self.column(section)
        if column is None:
            return _("What it does"), ""
        words = taken_as(column.field)
        if column.field in self._decided.clears:
            words = _("{field} (emptied)").format(field=words)
        return column.heading, words

    # What Qt asks -----------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The verdict and the columns that say anything."""
        return 0 if parent.isValid() else 1 + len(self._columns())

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Text, icon, and whether a cell was mended."""
        number = self._numbers[index.row()]
        if index.column() == VERDICT:
            return self._verdict(number, role)
        column = self.column(index.column())
        assert column is not None
        return self._cell(number, column.at, role)

    def _cell(self, number: int, at: int, role: int) -> Any:
        """A cell as it was mended, or as its words were said to mean; both in bold."""
        if role == Role.EditRole:
            return self.text(number, at)
        if role not in _SHOWN:
            return None
        assert self._picture is not None
        meant = self._picture.meant(self._decided, at, self.text(number, at))
        if role == Role.DisplayRole:
            shown = self.text(number, at) if meant is None else meant
            return " ".join(mask_persons(shown).split())
        if meant is None and (number, at) not in self._decided.mended:
            return None
        if role == Role.FontRole:
            return self._bold
        said = mask_persons(_("In the file: {text}").format(text=self._picture.written(number, at)))
        return as_tip(said) if role == Role.ToolTipRole else said

    def text(self, number: int, at: int) -> str:
        """What a cell says now."""
        mended = self._decided.mended.get((number, at))
        assert self._picture is not None
        return self._picture.cell(number, at) if mended is None else mended

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Tell what was typed into a cell."""
        number, column = self._numbers[index.row()], self.column(index.column())
        if role != Role.EditRole or column is None or value == self.text(number, column.at):
            return False
        self.mended.emit(number, column.at, value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All cells but the verdicts can be typed in."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() != VERDICT else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Excel's row numbers; above the columns their two lines."""
        if role not in (Role.DisplayRole, Role.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            number = self.number(section)
            return "" if self._picture is None or number is None else self._picture.called(number)
        return "\n".join(filter(None, self.lines(section)))

    def _verdict(self, number: int, role: int) -> Any:
        status = self._picture.statuses.get(number) if self._picture else None
        if status is None:
            return None
        match role:
            case Role.DisplayRole:
                return word(status)
            case Role.DecorationRole:
                tone, icon = _LOOKS[status]
                return theme.icon(icon, tone)
        return None

    def _columns(self) -> Sequence[PictureColumn]:
        return self._picture.columns if self._picture is not None else ()

    def _all_changed(self) -> None:
        if self._numbers:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
