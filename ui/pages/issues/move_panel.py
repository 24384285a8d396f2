"""The base of the small forms of an issue's moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from dialogue_app.domain.calendar import Calendar
from dialogue_app.domain.errors.base import BadInput, Cancelled
from dialogue_app.domain.errors.conflicts import ChangedSince
from dialogue_app.i18n import _
from dialogue_app.services.calendar.counting import counted_date
from dialogue_app.services.calendar.words import weekday_date
from dialogue_app.services.case import Seen
from dialogue_app.services.issues.assigning import Due
from dialogue_app.services.issues.detail import IssueDetail, issue_detail
from dialogue_app.services.issues.lists import IssueList, IssueRow
from ui.context import Context
from ui.forms.input import is_empty
from ui.pages.issues.changed import ChangedIssues
from ui.pages.issues.left_out import LeftOut
from ui.pages.issues.searches import bodies
from ui.tasks import Lane
from ui.widgets.days import DateField
from ui.widgets.form_panel import FormPanel
from ui.widgets.inputs import NumberField
from ui.widgets.multi_picker import MultiPicker
from ui.widgets.picker import Picker

NO_DUE = Due()


class MovePanel(FormPanel):
    """What the small forms share: the issues as they were seen, bodies, and a time limit."""

    several: LeftOut | None = None  # where the form is for several issues
    _proposed = NO_DUE  # a limit that nobody typed
    _due_hint = ""  # where no rule proposes one
    calendar: Calendar | None = None  # once it was read

    def __init__(self, context: Context, title: str, save_label: str, seen: Sequence[Seen]) -> None:
        super().__init__(context, title, save_label)
        self.seen = tuple(seen)
        self._now = ChangedIssues()
        self.show_above(self._now)

    def is_of_several(self) -> bool:
        """Whether the act is done to several issues, as it stands now."""
        return self.several is not None

    def start(self, work: Callable[..., Any]) -> None:
        """Write; of several issues only what was foretold, with a bar and a way to stop."""
        if self.several is None or not self.is_of_several():
            super().start(work)
        elif self.several.count:
            self.several.run(work, self._done, self._failed)
        elif (refused := self.several.refused) is not None:
            self.several.look()
            self._failed(refused)
        else:
            self._end_saving()
            said = (
                _("One moment: to which issues this can be done is being looked up.")
                if self.several.count is None
                else _("This can be done to none of the issues chosen.")
            )
            self.context.messages.notice(said, about=self)

    def renew(self, detail: IssueDetail) -> None:
        """Offer what the one issue allows now, where the form offers anything of it."""

    def _failed(self, error: Exception) -> None:
        """Where somebody changed an issue, say what it is now; saving again builds on that."""
        if isinstance(error, Cancelled):
            self._end_saving()
            self.context.messages.notice(self.context.messages.explain(error), about=self)
            return
        if not isinstance(error, ChangedSince):
            super()._failed(error)
            return
        case, ids = self.context.case, [seen.id for seen in self.seen]

        def read() -> tuple[list[IssueRow], IssueDetail | None]:
            rows = IssueList(case).rows(ids)
            return rows, issue_detail(case, ids[0]) if len(ids) == 1 else None

        self.context.tasks.run(
            self, read, lambda found: self._see(error, *found), super()._failed, lane=Lane.EYE
        )

    def _see(self, error: ChangedSince, rows: list[IssueRow], detail: IssueDetail | None) -> None:
        self._end_saving()
        before = {seen.id: seen.version for seen in self.seen}
        now = {row.id: row for row in rows}
        self._now.show_rows([row for row in rows if row.version != before[row.id]])
        self.seen = tuple(Seen(key, now[key].version) for key in before)
        if detail is not None:
            self.renew(detail)
        self.context.messages.notice(self.context.messages.explain(error), about=self)

    def check(self) -> None:
        """A limit is a day or a number of days."""
        if None not in [self.state.now.get(key) for key in ("due", "due_days")]:
            self.state.errors["due_days"] = _("Type the day or the number of days, not both.")

    def body_id(self) -> int | None:
        """The body picked, None for an empty field."""
        option = self.value("body")
        return option.id if option else None

    def body_ids(self, key: str) -> tuple[int, ...]:
        """The bodies picked."""
        return tuple(body.id for body in self.value(key))

    def due(self) -> Due:
        """The limit typed as a date, or as a number of working days."""
        on = self.value("due")
        return Due(on=on) if on else Due(working_days=self.value("due_days"))

    def propose_due(self, due: Due, by: str = "") -> None:
        """Fill in a limit that gives way to what is typed; `by` says which rule proposes it."""
        if self.due() != self._proposed:
            return  # somebody typed another
        self._proposed = NO_DUE  # what follows is no typing
        self.put("due", due.on)
        self.put("due_days", due.working_days)
        self._proposed = due
        self.form.fields["due"].hint = by or self._due_hint

    def _withdraw_days(self) -> None:
        is_typed = not is_empty(self.state.now["due"])
        days = self._proposed.working_days
        if is_typed and days is not None and self.value("due_days") == days:
            self._proposed = NO_DUE
            self.put("due_days", None)
            self.form.fields["due"].hint = self._due_hint

    def add_body(self, label: str, *, required: bool = True) -> Picker:
        """A field for one body."""
        picker = Picker(bodies(self.context), self.context.tasks)
        self.form.add("body", label, picker, required=required, wide=True)
        self.help_picking("body", picker)
        return picker

    def add_bodies(self, key: str, label: str) -> None:
        """A field for several bodies."""
        picker = MultiPicker(bodies(self.context), self.context.tasks)
        self.form.add(key, label, picker, wide=True)
        self.help_picking(key, picker.field)

    def add_due(self, hint: str = "", days_label: str = "") -> None:
        """Two fields for a limit: the date, or a number of working days, with what it ends on."""
        self._due_hint = hint
        self.form.add("due", _("Time limit"), DateField(self.context.case.today), hint=hint)
        label = days_label or _("or number of working days")
        self.form.add("due_days", label, NumberField())
        self.when("due", self._withdraw_days)
        self.form.changed.connect(self._hear_date)
        self.context.read(self, self.context.case.calendar, self._take_calendar)

    def _take_calendar(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.say_date()

    def _hear_date(self, key: str) -> None:
        if key in ("due_days", "given_on"):
            self.say_date()

    def counted_from(self) -> date | None:
        """Day 0 of the number of days that is typed; None where it is not known."""
        start = self.value("given_on")
        return start if isinstance(start, date) else None

    def say_date(self) -> None:
        """Say below the number of days which date they end on."""
        start, days = self.counted_from(), self.value("due_days")
        said = ""
        if self.calendar is not None and start is not None and isinstance(days, int):
            with suppress(BadInput):  # said when it is saved
                said = "→ " + weekday_date(counted_date(self.calendar, start, days))
        self.form.fields["due_days"].hint = said

    def add_day(self, key: str, label: str) -> None:
        """A field for the day it happened, today unless somebody says otherwise."""
        self.form.add(key, label, DateField(self.context.case.today), required=True)
        self.put(key, self.context.case.today())
