"""Inputs for forms and lists. None changes the text while a letter is still being composed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time

from PySide6.QtCore import QDate, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QToolButton,
    QWidget,
)

from dialogue_app.domain.dates import parse_date, parse_time
from dialogue_app.domain.errors.base import BadInput, NotANumber
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import screen_date
from ui import theme

SEARCH_PAUSE = 200  # milliseconds without a key before a search runs


class SearchField(QLineEdit):
    """Searches after a pause in typing, never while a letter is being composed; Esc empties it."""

    searched = Signal(str)
    left_down = Signal()  # Down was pressed: the keyboard should go to the list

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setPlaceholderText(hint or _("Search (without marks works too)…"))
        self.setAccessibleName(_("Search"))
        self.setClearButtonEnabled(True)
        self._icon = self.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._icon.setToolTip(_("Search"))
        self._composing = False
        self._asked = ""
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(self._wait)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Wait with the search while a letter is still being composed."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if self._composing:
            self._pause.stop()
        elif self.text() != self._asked:
            self._pause.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter searches at once, Esc empties the field, Down goes to the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
            return
        super().keyPressEvent(event)

    def _wait(self) -> None:
        if not self._composing:
            self._pause.start()

    def _ask(self) -> None:
        self._pause.stop()
        if not self._composing and self.text() != self._asked:
            self._asked = self.text()
            self.searched.emit(self._asked)


class TextLine(QLineEdit):
    """One line of text."""

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)

    def value(self) -> str:
        """What was typed."""
        return self.text()


class NumberField(QLineEdit):
    """A whole number; empty means not known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumWidth(140)

    def value(self) -> int | None:
        """The number, None for an empty field. Raises `NotANumber`."""
        text = self.text().strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit()):
            raise NotANumber(text)
        return int(text)

    def set_value(self, number: int | None) -> None:
        """Show a number."""
        self.setText("" if number is None else str(number))


class TimeField(QLineEdit):
    """A time of day typed as 8, 8:30 or 8h30."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumWidth(140)
        self.setPlaceholderText(_("hour:minute"))

    def value(self) -> time | None:
        """The time, None for an empty field. Raises `ImpossibleDate` for anything else."""
        return parse_time(self.text()) if self.text().strip() else None

    def set_value(self, moment: time | None) -> None:
        """Show a time."""
        self.setText(f"{moment:%H:%M}" if moment else "")


class TextArea(QPlainTextEdit):
    """Plain text of several lines; Tab goes on to the next field."""

    def __init__(self, lines: int = 4, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setPlaceholderText(hint)
        self.setMinimumHeight(lines * round(self.fontMetrics().lineSpacing() * 1.1) + 16)

    def value(self) -> str:
        """What was typed."""
        return self.toPlainText()

    def sizeHint(self) -> QSize:
        """The height of `lines`."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """The height of `lines`; Qt would add room for scroll bars."""
        return QSize(super().minimumSizeHint().width(), self.minimumHeight())


class ChoiceField(QComboBox):
    """A choice of one of a few values; `options` are pairs of value and text."""

    def __init__(
        self, options: Sequence[tuple[object, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setMinimumHeight(28)
        # Kept here, because Qt would turn enum members into strings.
        self._values = [value for value, _text in options]
        self.addItems([text for _value, text in options])
        self.setItemDelegate(QStyledItemDelegate(self))  # Qt's default ignores the style sheet

    def value(self) -> object:
        """The value chosen, None where there are no options."""
        return self._values[self.currentIndex()] if self._values else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow, too: style sheets have no icons in the theme's colours."""
        super().paintEvent(event)
        painter = QPainter(self)
        size = theme.ICON_SIZE - 4
        spot = QRect(self.width() - size - 6, (self.height() - size) // 2, size, size)
        theme.icon("down").paint(painter, spot)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form, or scrolling would change the choice."""
        event.ignore()

    def words(self, value: object) -> str:
        """The text of a value, empty for one that is not offered."""
        return self.itemText(self._values.index(value)) if value in self._values else ""

    def offer(self, options: Sequence[tuple[object, str]]) -> None:
        """Offer these instead; where what was chosen is not among them, nothing is chosen."""
        chosen = self.value()
        if chosen not in [value for value, _text in options]:
            chosen, options = None, [(None, ""), *options]
        self.clear()
        self._values = [value for value, _text in options]
        self.addItems([text for _value, text in options])
        self.set_value(chosen)

    def set_value(self, value: object, text: str = "") -> None:
        """Choose a value; a value no longer offered is added with its `text`."""
        if value not in self._values and text:
            self._values.append(value)
            self.addItem(text)
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))


class DateField(QLineEdit):
    """A day typed as 5/1, 5/1/26 or 05/01/2026, or picked from a calendar (F4)."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        """`today` is asked for the year of a day typed without one."""
        super().__init__(parent)
        self._today = today
        self.setPlaceholderText(_("day/month"))
        self.setMaximumWidth(180)
        self._calendar: QCalendarWidget | None = None
        self._open = QAction(theme.icon("calendar"), _("Pick a day"), self)
        self._open.setShortcut("F4")
        self._open.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._open.triggered.connect(self._show_calendar)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)

    def value(self) -> date | None:
        """The day, None for an empty field. Raises `ImpossibleDate` for anything else."""
        text = self.text().strip()
        return parse_date(text, self._today()) if text else None

    def set_value(self, day: date | None) -> None:
        """Show a day as dd/mm/yyyy, nothing for None."""
        self.setText(screen_date(day))

    def _show_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = _Calendar(self)
            self._calendar.activated.connect(self._pick)
            self._calendar.clicked.connect(self._pick)
        try:
            day = self.value() or self._today()
        except BadInput:
            day = self._today()
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        self._calendar.show()
        self._calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        if self._calendar is not None:
            self._calendar.hide()
        self.setFocus()


class _Calendar(QCalendarWidget):
    """A calendar in the theme's colours, shown below its field."""

    def __init__(self, field: DateField) -> None:
        super().__init__(field)
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setAccessibleName(_("Pick a day"))
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        weekend, heading = QTextCharFormat(), QTextCharFormat()
        weekend.setForeground(theme.color("muted"))
        heading.setForeground(theme.color("muted"))
        heading.setBackground(theme.color("surface"))
        self.setHeaderTextFormat(heading)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, weekend)
        for name, icon in (("qt_calendar_prevmonth", "back"), ("qt_calendar_nextmonth", "arrow")):
            button = self.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(theme.icon(icon))
