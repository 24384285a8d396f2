"""Days and times of day as inputs: typed short, shown in full once the field is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAction, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolButton, QWidget

from dialogue_app.domain.dates import parse_date, parse_time
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import screen_date
from ui import keys, theme
from ui.widgets.inputs import ReadLine


class TimeField(ReadLine):
    """A time of day typed as 8, 8:30, 8h30 or 830."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(140, _("hour:minute"), parent)

    def read(self, text: str) -> time:
        """The time. Raises `ImpossibleDate`."""
        return parse_time(text)

    def words(self, value: time | None) -> str:
        """The time as hour and minute."""
        return f"{value:%H:%M}" if value else ""


class DateField(ReadLine):
    """A day typed as 5/1, 5/1/26 or 05/01/2026, or picked from a calendar (F4)."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        """`today` is asked for the year of a day typed without one."""
        super().__init__(180, _("day/month"), parent)
        self._today = today
        self._calendar: QCalendarWidget | None = None
        self._open = QAction(theme.icon("calendar"), _("Pick a day"), self)
        self._open.setShortcut(keys.CALENDAR.sequence)
        self._open.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._open.triggered.connect(self._show_calendar)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)

    def read(self, text: str) -> date:
        """The day. Raises `ImpossibleDate`."""
        return parse_date(text, self._today())

    def words(self, value: date | None) -> str:
        """The day as dd/mm/yyyy."""
        return screen_date(value)

    def _show_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = _Calendar(self)
            self._calendar.activated.connect(self._pick)
            self._calendar.clicked.connect(self._pick)
        typed = self.value()
        day = typed if isinstance(typed, date) else self._today()
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
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # or its frame is not drawn
        self.setContentsMargins(1, 1, 1, 1)
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
