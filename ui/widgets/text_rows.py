"""Rows of long text (speeches, conclusions), each in an area that grows with its text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
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
from ui.widgets.row_column import RowColumn, RowValues

LINES = 4


class GrowingArea(TextArea):
    """A text area as high as its text, at least `LINES` lines."""

    def __init__(self) -> None:
        super().__init__(LINES)
        self._least = self.minimumHeight()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())

    def sizeHint(self) -> QSize:
        """The height of the text; the layout of plain text gives its height in lines."""
        lines = round(self.document().size().height()) + 1  # with an empty line to type into
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
        self.changed.emit()

    def add_row(self) -> None:
        """Add an empty row and put the keyboard in it."""
        self._append()
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
        self._rows.append(row)
        if self.focusProxy() is None:
            self.setFocusProxy(row.fields[0])

    def _remove(self, row: _TextRow) -> None:
        """Remove a row; the row that follows gets the keyboard."""
        place = self._rows.index(row)
        self.show_rows([other.value() for other in self._rows if other is not row])
        self._rows[min(place, len(self._rows) - 1)].fields[0].setFocus()

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
        self.remove = QToolButton(autoRaise=True)
        self.remove.setObjectName("remove_row")
        self.remove.setIcon(theme.icon("close"))
        self.remove.setToolTip(_("Remove the row"))
        self.remove.setAccessibleName(_("Remove the row"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.SMALL)
        for place, field in enumerate(self.fields):
            grid.addWidget(field, place, 0)
        grid.addWidget(self.remove, 0, 1, Qt.AlignmentFlag.AlignTop)

    def value(self) -> RowValues:
        """The texts of the fields."""
        return tuple(field.value() for field in self.fields)

    def show_values(self, values: RowValues) -> None:
        """Show these texts in the fields."""
        for field, value in zip(self.fields, values, strict=True):
            field.set_value(str(value))


def _field(spec: RowColumn) -> TextLine | GrowingArea:
    field: TextLine | GrowingArea = GrowingArea() if spec.long else TextLine()
    field.setPlaceholderText(spec.heading)
    field.setAccessibleName(spec.heading)
    return field
