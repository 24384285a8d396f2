"""The sheet on the screen: cells that are mended in place, columns labelled by what they are."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.i18n import _
from dialogue_app.i18n.words import word
from ui import theme
from ui.pages.workbooks.sheet_model import VERDICT, Index, SheetModel
from ui.widgets.inputs import whole_text
from ui.widgets.plain import set_tip

_NARROWEST, _WIDEST, _ROWS_MEASURED = 70, 300, 60
_EDITOR_LINES, _EDITOR_WIDTH = 3, 320  # of a text that is longer than its cell


class SheetView(QTableView):
    """The rows of a sheet. F2 mends a cell, Delete leaves rows out, Insert takes them."""

    current_changed = Signal(object)  # Excel's number of the row with the keyboard, or None
    left_out = Signal()
    taken = Signal()
    column_menu = Signal(int, QPoint)  # section, where on the screen
    cell_menu = Signal(QPoint)

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self._sheet = model
        self._place: tuple[int | None, int] = (None, VERDICT)  # row and column before a reset
        self.setObjectName("preview_rows")
        self.setAccessibleName(_("Rows of the workbook"))
        self._header = FieldHeader(model)
        self.setHorizontalHeader(self._header)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self._dress()
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        self._header.sectionClicked.connect(self._ask_column)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda spot: self.cell_menu.emit(self.viewport().mapToGlobal(spot))
        )

    def current_number(self) -> int | None:
        """Excel's number of the row with the keyboard."""
        return self._sheet.number(self.currentIndex().row())

    def selected_numbers(self) -> list[int]:
        """Excel's numbers of the marked rows."""
        selection = self.selectionModel().selection()
        spans = [selection.at(place) for place in range(selection.count())]
        rows = {row for span in spans for row in range(span.top(), span.bottom() + 1)}
        found = (self._sheet.number(row) for row in sorted(rows))
        return [number for number in found if number is not None]

    def go_to(self, number: int) -> None:
        """Put the keyboard on a row."""
        column = max(self.currentIndex().column(), VERDICT)
        self.setCurrentIndex(self._sheet.index(self._sheet.place(number), column))

    def ask_current_column(self) -> None:
        """Open the menu of the column with the keyboard, or of the first."""
        self._ask_column(max(self.currentIndex().column(), VERDICT + 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of rows, columns and menus."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        match event.key():
            case Qt.Key.Key_Delete:
                self.left_out.emit()
            case Qt.Key.Key_Insert:
                self.taken.emit()
            case Qt.Key.Key_Down if alt:
                self.ask_current_column()
            case Qt.Key.Key_Menu:
                self._ask_cell()
            case Qt.Key.Key_F10 if shift:
                self._ask_cell()
            case _:
                super().keyPressEvent(event)

    def _ask_cell(self) -> None:
        spot = self.visualRect(self.currentIndex()).bottomLeft()
        self.cell_menu.emit(self.viewport().mapToGlobal(spot))

    def _ask_column(self, section: int) -> None:
        if self._sheet.column(section) is not None:
            left = self._header.sectionViewportPosition(section)
            spot = self._header.viewport().mapToGlobal(QPoint(left, self._header.height()))
            self.column_menu.emit(section, spot)

    def _tell_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self._sheet.number(current.row()))

    def _remember(self) -> None:
        self._place = (self.current_number(), self.currentIndex().column())

    def _restore(self) -> None:
        """The keyboard on the same cell again, or where it would stand."""
        self._fit()
        number, column = self._place
        row = 0 if number is None else self._sheet.place(number)
        if self._sheet.rowCount():
            column = min(max(column, VERDICT), self._sheet.columnCount() - 1)
            self.setCurrentIndex(self._sheet.index(max(row, 0), column))
        else:
            self.current_changed.emit(None)

    def _fit(self) -> None:
        """Each column as wide as its heading and its first cells, within bounds.

        A title that stands in the first column alone makes it no wider; every verdict has room.
        """
        metrics = self.fontMetrics()
        rows = self._sheet.telling(_ROWS_MEASURED)
        for section in range(self._sheet.columnCount()):
            texts = [*self._sheet.lines(section)]
            if section == VERDICT:
                texts += map(word, RowStatus)
            else:
                texts += [str(self._sheet.index(row, section).data() or "") for row in rows]
            widest = max(map(metrics.horizontalAdvance, texts), default=0)
            room = widest + 2 * theme.STEP + (theme.ICON_SIZE + theme.STEP) * (section == VERDICT)
            self.setColumnWidth(section, min(max(room, _NARROWEST), _WIDEST))

    def _dress(self) -> None:
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.ROW_HEIGHT)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class FieldHeader(QHeaderView):
    """Two lines above each column: the heading of the file, and what the column is taken as."""

    def __init__(self, model: SheetModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._sheet = model
        self.setSectionsClickable(True)
        self.setFixedHeight(2 * QFontMetrics(theme.body_font()).lineSpacing() + 3 * theme.SMALL)
        set_tip(self, _("What a column is taken as: click, or Alt+Down in the column"))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The heading, and below it the field with the sign of a menu."""
        heading, field = self._sheet.lines(section)
        column = self._sheet.column(section)
        inner = rect.adjusted(theme.SMALL, theme.SMALL, -theme.SMALL, -theme.SMALL)
        half = inner.height() // 2
        painter.save()
        painter.fillRect(rect, theme.color("surface"))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._line(painter, QRect(inner.left(), inner.top(), inner.width(), half), heading, "muted")
        if column is not None:
            tone = "muted" if column.field is None else "accent"
            below = QRect(inner.left(), inner.top() + half, inner.width(), half)
            self._line(painter, below, f"{field} ▾", tone)
        painter.restore()

    def _line(self, painter: QPainter, rect: QRect, text: str, tone: str) -> None:
        font = theme.small_font() if tone == "muted" else theme.label_font()
        painter.setFont(font)
        painter.setPen(theme.color(tone))
        line = " ".join(text.split())
        shown = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class CellDelegate(QStyledItemDelegate):
    """Mends a cell: Enter takes what was typed, Alt+Enter begins a line, Esc gives it up."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """An editor that grows with its text."""
        editor = CellEditor(parent)
        editor.setAccessibleName(
            str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        )
        editor.finished.connect(lambda: self._finish(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What the cell says, marked, so that typing replaces it."""
        assert isinstance(editor, CellEditor)
        editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """What was typed."""
        assert isinstance(editor, CellEditor)
        model.setData(index, whole_text(editor).strip())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Over the cell."""
        assert isinstance(editor, CellEditor)
        editor.fit(QRect(option.rect))

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


class CellEditor(QPlainTextEdit):
    """The text of one cell."""

    finished = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cell_editor")
        self.setTabChangesFocus(True)
        self.setProperty("role", "cell")
        self._over = QRect()  # the cell
        self.textChanged.connect(lambda: self.fit(self._over))

    def fit(self, cell: QRect) -> None:
        """Stand over the cell; larger where what is typed needs it, but inside the view."""
        self._over = cell
        self.ensurePolished()
        parent = self.parentWidget()
        room, rect = cell if parent is None else parent.rect(), QRect(cell)
        metrics = self.fontMetrics()
        frame, margin = self.contentsMargins(), ceil(2 * self.document().documentMargin())
        lines = self.toPlainText().split("\n")
        longest = max(map(metrics.horizontalAdvance, lines)) + self.cursorWidth()
        wide = frame.left() + longest + margin + frame.right()
        if wide > rect.width():
            rect.setWidth(max(rect.width(), _EDITOR_WIDTH))
        rect.setWidth(min(rect.width(), room.width()))
        several = len(lines) > 1 or wide > rect.width()
        high = (_EDITOR_LINES if several else 1) * metrics.lineSpacing() + margin
        rect.setHeight(max(rect.height(), frame.top() + high + frame.bottom()))
        rect.moveLeft(max(0, min(rect.left(), room.right() - rect.width())))
        rect.moveTop(max(0, min(rect.top(), room.bottom() - rect.height())))
        self.setGeometry(rect)
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bars.ScrollBarAsNeeded if several else bars.ScrollBarAlwaysOff
        )
        if not several:
            self.verticalScrollBar().setValue(0)  # it was scrolled while it was too long

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what was typed; with Alt, as in Excel, it begins a line."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & (
            Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            self.insertPlainText("\n")
        else:
            self.finished.emit()

    def event(self, event: QEvent) -> bool:
        """Alt+Enter is of the text, whatever else has that key."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        return super().event(event)
