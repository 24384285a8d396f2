"""Rows of long text (speeches, conclusions), each in an area that grows with its text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import (
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dialogue_app.i18n import _
from ui import theme
from ui.widgets.inputs import TextArea, TextLine
from ui.widgets.plain import Label, set_tip
from ui.widgets.row_column import RowColumn, RowValues

LINES = 4


class GrowingArea(TextArea):
    """A text area as high as its text, at least so many lines."""

    def __init__(self, lines: int = LINES) -> None:
        super().__init__(lines)
        self._least = self.minimumHeight()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())

    spare = 1  # empty lines to type into

    def sizeHint(self) -> QSize:
        """The height of the text; the layout of plain text gives its height in lines."""
        lines = round(self.document().size().height()) + self.spare
        return QSize(super().sizeHint().width(), lines * self.fontMetrics().lineSpacing() + 26)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height, since wrapped text needs other lines in another width."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        height = max(self._least, self.sizeHint().height())
        if height != self.height():
            self.setFixedHeight(height)
            self.verticalScrollBar().setValue(0)


class PointArea(GrowingArea):
    """One point: Enter ends it and begins the next, with what stands behind the cursor."""

    spare = 0
    ended = Signal(str)  # what stood behind the cursor
    given_up = Signal()  # Backspace in an empty point

    def __init__(self) -> None:
        super().__init__(lines=1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Backspace; all else is typing."""
        ends = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if ends and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            cursor = self.textCursor()
            cursor.movePosition(cursor.MoveOperation.End, cursor.MoveMode.KeepAnchor)
            rest = cursor.selectedText()
            cursor.removeSelectedText()
            self.ended.emit(rest)
        elif event.key() == Qt.Key.Key_Backspace and not self.toPlainText():
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class TextRows(QWidget):
    """Rows of fields below each other, long texts in areas; there is always at least one row."""

    changed = Signal()

    def __init__(self, columns: Sequence[RowColumn]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._rows: list[_TextRow] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._page: QScrollArea | None = None  # the scrolling page around the rows
        self._soon.timeout.connect(self._keep_in_sight)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.STEP)
        self.show_rows([])

    def rows(self) -> list[RowValues]:
        """What was typed, in its order."""
        return [row.value() for row in self._rows]

    def show_rows(self, rows: Sequence[RowValues]) -> None:
        """Show these rows, an empty one where there are none; the keyboard stays where it is."""
        wanted = list(rows) or [self._empty()]
        while len(self._rows) > len(wanted):
            self._drop_last()
        while len(self._rows) < len(wanted):
            self._append()
        for row, values in zip(self._rows, wanted, strict=True):
            if row.value() != values:
                row.show_values(values)
        self._number()
        self.changed.emit()

    def add_row(self) -> None:
        """Add an empty row and put the keyboard in it."""
        self._append()
        self._number()
        self._rows[-1].fields[0].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember the focused field for the next time, and scroll it into view."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.setFocusProxy(watched)
            self._soon.start()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Find the scrolling page; when its height changes, the typed line is kept in view."""
        super().showEvent(event)
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if page is not None and self._page is None:
            page.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._soon.start())
        self._page = page

    def _empty(self) -> RowValues:
        return tuple("" for _column in self._columns)

    def _append(self) -> None:
        """Add a row; Tab reaches it after the row above."""
        row = _TextRow(self._columns)
        row.remove.clicked.connect(lambda: self._remove(row))
        self._column.addWidget(row)
        order = [*(above.remove for above in self._rows[-1:]), *row.fields, row.remove]
        for earlier, later in pairwise(order):
            QWidget.setTabOrder(earlier, later)
        for field in row.fields:
            field.on_change(self.changed.emit)
            field.installEventFilter(self)
            if isinstance(field, GrowingArea):
                field.cursorPositionChanged.connect(self._soon.start)
            if isinstance(field, PointArea):
                field.ended.connect(lambda rest: self._begin_point(row, rest))
                field.given_up.connect(lambda: self._give_up_point(row))
        self._rows.append(row)
        if self.focusProxy() is None:
            self.setFocusProxy(row.fields[0])

    def _remove(self, row: _TextRow) -> None:
        """Remove a row; the row that follows gets the keyboard."""
        place = self._rows.index(row)
        self.show_rows([other.value() for other in self._rows if other is not row])
        self._rows[min(place, len(self._rows) - 1)].fields[0].setFocus()

    def _number(self) -> None:
        for place, row in enumerate(self._rows, 1):
            row.number.setText(f"{place}.")

    def _begin_point(self, row: _TextRow, text: str) -> None:
        """Another point below one, with a text to begin with."""
        place, rows = self._rows.index(row) + 1, self.rows()
        self.show_rows([*rows[:place], (text,), *rows[place:]])
        self._rows[place].fields[0].setFocus()

    def _give_up_point(self, row: _TextRow) -> None:
        """An empty point goes; the keyboard to the end of the one above."""
        place = self._rows.index(row)
        if place:
            self.show_rows([other.value() for other in self._rows if other is not row])
            above = self._rows[place - 1].fields[0]
            above.setFocus()
            if isinstance(above, PointArea):
                above.moveCursor(QTextCursor.MoveOperation.End)

    def _keep_in_sight(self) -> None:
        """Scroll the page so that the line being typed is visible."""
        fields = (field for row in self._rows for field in row.fields)
        field = next((field for field in fields if field.hasFocus()), None)
        inside = self._page.widget() if self._page is not None else None
        if field is None or inside is None or self._page is None:
            return
        typed = field.cursorRect() if isinstance(field, GrowingArea) else field.rect()
        spot = field.mapTo(inside, typed.bottomLeft())
        self._page.ensureVisible(spot.x(), spot.y(), 0, 3 * field.fontMetrics().lineSpacing())

    def _drop_last(self) -> None:
        row = self._rows.pop()
        if self.focusProxy() in row.fields:
            self.setFocusProxy(self._rows[0].fields[0])
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()


class _TextRow(QWidget):
    """The fields of a row, and the button that removes it."""

    def __init__(self, columns: Sequence[RowColumn]) -> None:
        super().__init__()
        self.fields = [_field(spec) for spec in columns]
        self.number = Label(parent=self)
        self.number.hide()
        self.remove = QToolButton(autoRaise=True)
        self.remove.setObjectName("remove_row")
        self.remove.setIcon(theme.icon("close"))
        set_tip(self.remove, _("Remove the row"))
        self.remove.setAccessibleName(_("Remove the row"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.SMALL)
        if any(spec.point for spec in columns):
            self.number.show()
            self.number.setProperty("role", "muted")
            self.number.setContentsMargins(0, theme.STEP, 0, 0)
            self.number.setMinimumWidth(self.fontMetrics().horizontalAdvance("99."))
            grid.addWidget(self.number, 0, 0, Qt.AlignmentFlag.AlignTop)
        for place, field in enumerate(self.fields):
            grid.addWidget(field, place, 1)
        grid.addWidget(self.remove, 0, 2, Qt.AlignmentFlag.AlignTop)

    def value(self) -> RowValues:
        """The texts of the fields."""
        return tuple(field.value() for field in self.fields)

    def show_values(self, values: RowValues) -> None:
        """Show these texts in the fields."""
        for field, value in zip(self.fields, values, strict=True):
            field.set_value(str(value))


def _field(spec: RowColumn) -> TextLine | GrowingArea:
    field = PointArea() if spec.point else GrowingArea() if spec.long else TextLine()
    field.setPlaceholderText(spec.heading)
    field.setAccessibleName(spec.heading)
    return field
