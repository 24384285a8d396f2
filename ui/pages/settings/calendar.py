"""Settings: days off and days worked in exchange, and the open dates that they move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton

from dialogue_app.domain.calendar import EXCEPTIONAL, CalendarDay, usual_kind
from dialogue_app.domain.dates import parse_date
from dialogue_app.domain.errors.base import ImpossibleDate
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number, screen_date
from dialogue_app.i18n.words import word
from dialogue_app.services.calendar.changing import change_days
from dialogue_app.services.calendar.importing import CalendarPreview, preview_calendar
from dialogue_app.services.calendar.moving import Moved, move_dues, moved_dues
from dialogue_app.services.calendar.words import left_out_words, moved_words, moves_words
from dialogue_app.services.case import Case, SeenDraft
from ui import theme
from ui.context import Context
from ui.pages.settings.panel import SettingsPanel
from ui.tasks import Lane
from ui.widgets.files import ask_for_file
from ui.widgets.row_column import RowColumn, RowValues
from ui.widgets.rows_editor import RowsEditor
from ui.widgets.under_way import UnderWay

_NAMED = 5  # moves that a question names; the others are counted


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The dated exceptions from this year on."""

    days: tuple[CalendarDay, ...] = ()


def seen_days(case: Case) -> SeenDraft[DaysOff]:
    """The exceptions of this year and later, with the revision of the calendar."""
    calendar = case.calendar()
    first = date(case.today().year, 1, 1)
    days = tuple(one for one in calendar.exceptions.values() if one.day >= first)
    return SeenDraft(0, calendar.revision, DaysOff(days))


class CalendarPanel(SettingsPanel[DaysOff]):
    """A row for each day; saving them is one revision of the calendar."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, DaysOff())
        columns = (
            RowColumn(_("Day"), 105),
            RowColumn(_("Kind"), 170, options=[(kind, word(kind)) for kind in EXCEPTIONAL]),
            RowColumn(_("Name")),
            RowColumn(_("Source")),
            RowColumn(_("State"), 132, options=[(False, _("confirmed")), (True, _("estimate"))]),
        )
        self.form.add(
            "day",
            _("Days off and days worked in exchange, from this year on"),
            RowsEditor(columns, _("Add a day")),
            hint=_("A changed day moves no time limit by itself: you are asked first"),
            wide=True,
        )
        for name, icon, text, pressed in (
            ("moved_dates", "clock", _("Time limits that would move…"), self.ask_to_move),
            ("import_calendar", "import", _("Enter from a file…"), self._choose),
        ):
            button = QPushButton(theme.icon(icon), text)
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, pressed=pressed: pressed())
            self.add_button(button)
        self._under_way = UnderWay(context)
        self.show_above(self._under_way)
        self.saved.connect(lambda _result: self._read_moves(self._ask_if_any))
        self.take(SeenDraft(0, 0, DaysOff()))

    def values(self, draft: DaysOff) -> dict[str, Any]:
        """The days in their order."""
        rows = sorted(draft.days, key=lambda each: each.day)
        return {
            "day": tuple(
                (screen_date(one.day), one.kind, one.name, one.source, one.is_estimate)
                for one in rows
            )
        }

    def check(self) -> None:
        """Each row has a day that there is."""
        try:
            self.typed()
        except ImpossibleDate as error:
            self.state.errors["day"] = self.context.messages.explain(error)

    def typed(self) -> DaysOff:
        """The days as they are typed. Raises `ImpossibleDate`."""
        return DaysOff(tuple(map(self._day, self.value("day") or ())))

    def store(self, known: SeenDraft[DaysOff] | None, draft: DaysOff) -> int:
        """Save what differs from what was shown, in one revision."""
        before = known.draft.days if known else ()
        named = {one.day for one in draft.days}
        gone = [CalendarDay(one.day, usual_kind(one.day)) for one in before if one.day not in named]
        changed = [one for one in draft.days if one not in before]
        return change_days(self.context.case, [*changed, *gone])

    def read(self, _result: int) -> SeenDraft[DaysOff]:
        """The days as they stand now."""
        return seen_days(self.context.case)

    def ask_to_move(self) -> None:
        """Show which open dates the calendar moves, and ask."""
        self._read_moves(self._ask)

    def _day(self, row: RowValues) -> CalendarDay:
        day, kind, name, source, is_estimate = row
        on = parse_date(day, self.context.case.today())
        return CalendarDay(on, kind, name, source, bool(is_estimate))

    def _read_moves(self, show: Callable[[list[Moved]], None]) -> None:
        case = self.context.case
        self.context.read(self, lambda: moved_dues(case), show, lane=Lane.READ)

    def _ask_if_any(self, moves: list[Moved]) -> None:
        if moves:
            self._ask(moves)

    def _ask(self, moves: list[Moved]) -> None:
        said = moves_words(len(moves))
        if not moves:
            self.context.messages.done(said)
            return
        named = "; ".join(map(moved_words, moves[:_NAMED]))
        rest = len(moves) - _NAMED
        if rest > 0:
            named += " " + ngettext("and {n} more", "and {n} more", rest).format(n=number(rest))
        label = ngettext("Move {n} time limit", "Move {n} time limits", len(moves))
        self.context.messages.ask(
            f"{said} {named}.",
            label.format(n=number(len(moves))),
            lambda: self._move(moves),
            about=self,
            loses=False,
        )

    def _move(self, moves: list[Moved]) -> None:
        case = self.context.case
        self._under_way.run(
            lambda task: move_dues(case, moves, task.watch), self._tell_moved, lane=Lane.WRITE
        )

    def _tell_moved(self, n: int) -> None:
        said = ngettext("{n} time limit was moved.", "{n} time limits were moved.", n)
        self.context.messages.done(said.format(n=number(n)))

    # From a file ------------------------------------------------------------------------------

    def _choose(self) -> None:
        ask_for_file(self, _("Enter days from a file"), self.take_file)

    def take_file(self, path: Path) -> None:
        """Put the days of a file into the rows."""
        case = self.context.case
        self.context.read(self, lambda: preview_calendar(case, path), self._propose)

    def _propose(self, found: CalendarPreview) -> None:
        """What the file says stands in the rows, to be looked at and saved."""
        days = {one.day: one for one in self.typed().days}
        days |= {one.day: one for one in found.changes}
        self.put("day", self.values(DaysOff(tuple(days.values())))["day"])
        n = len(found.changes)
        said = ngettext(
            "{n} day of the file is new or other. Look at the rows, then save.",
            "{n} days of the file are new or other. Look at the rows, then save.",
            n,
        )
        lines = [said.format(n=number(n)), *left_out_words(found)]
        self.context.messages.notice("\n".join(lines), about=self)
