"""What is typed of a promise, with the day that follows, and what an answer's text proposes."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from dialogue_app.domain.calendar import Calendar
from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.promises import ProposedPromise, by_when, promises_in
from dialogue_app.i18n import _
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.calendar.words import weekday_date
from dialogue_app.services.issues.promises import PromiseDraft
from ui.forms.input import is_empty
from ui.forms.state import please_fill
from ui.pages.issues.move_panel import MovePanel
from ui.pages.issues.searches import bodies
from ui.widgets.inputs import TextArea, TextLine
from ui.widgets.picker import Picker
from ui.widgets.proposal import Proposal

_KEYS = ("promise", "promised_by", "promise_body", "promise_person")


class PromiseInputs:
    """The inputs of a promise in a form. What the form's text proposes is taken by hand alone."""

    def __init__(
        self, panel: MovePanel, answered_on: date | None = None, *, required: bool = False
    ) -> None:
        """Without a day the answer is of the day that is typed in the form."""
        self._panel, self._answered_on = panel, answered_on
        self._calendar: Calendar | None = None  # once it was read
        self._proposed: ProposedPromise | None = None
        add, context = panel.form.add, panel.context
        add("promise", _("What was promised"), TextArea(2), wide=True, required=required)
        add("promised_by", _("Promised for"), TextLine(), required=required)
        picker = Picker(bodies(context), context.tasks)
        add("promise_body", _("Body that promises"), picker, hint=_("Empty: whoever answers"))
        panel.help_picking("promise_body", picker)
        add("promise_person", _("Person who promises"), TextLine())
        panel.form.changed.connect(self._hear)
        context.read(panel, context.case.calendar, self._take_calendar)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed of a promise."""
        return all(is_empty(self._panel.state.now[key]) for key in _KEYS)

    def of_answer(self, answered_on: date) -> None:
        """The promise is one of an answer of that day."""
        self._answered_on = answered_on
        self._say_day()

    def check(self) -> None:
        """A promise says what and by when; a day that cannot be is said before it is saved."""
        if self.is_empty:
            return
        errors, fields = self._panel.state.errors, self._panel.form.fields
        for key in ("promise", "promised_by"):
            if is_empty(self._panel.state.now[key]):
                errors[key] = please_fill(fields[key].name)
        said = self._explained()
        if said and "promised_by" not in errors:
            errors["promised_by"] = said

    def draft(self) -> PromiseDraft | None:
        """The promise as it is typed, if any."""
        if self.is_empty:
            return None
        value = self._panel.value
        body = value("promise_body")
        return PromiseDraft(
            value("promise"), value("promised_by"), body.id if body else None,
            value("promise_person"),
        )  # fmt: skip

    def _take_calendar(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._hear("promised_by")
        self._hear("answer")

    def _hear(self, key: str) -> None:
        if key in ("promised_by", "on"):
            self._say_day()
        if key in ("answer", "on", *_KEYS):
            self._propose()

    def _day_of_answer(self) -> date | None:
        typed = self._answered_on or self._panel.value("on")
        return typed if isinstance(typed, date) else None

    def _say_day(self) -> None:
        """Say below what is typed which day that is."""
        typed, on = self._panel.value("promised_by"), self._day_of_answer()
        said = _("A day, a month or a quarter: 30/9, “tháng 10”, “quý IV”")
        if self._calendar is not None and typed.strip() and on is not None:
            with suppress(BadInput):  # said when it is saved
                said = "→ " + weekday_date(by_when(typed, self._calendar, on).on)
        self._panel.form.fields["promised_by"].hint = said

    def _explained(self) -> str:
        """Why what is typed is no day that can be promised."""
        on = self._day_of_answer()
        if self._calendar is not None and on is not None:
            try:
                by_when(self._panel.value("promised_by"), self._calendar, on)
            except BadInput as error:
                return explain(error)
        return ""

    def _propose(self) -> None:
        """Show below the answer what it may promise, as long as no promise is typed."""
        found, on = None, self._day_of_answer()
        if self._calendar is not None and on is not None and self._is_open_for_proposals():
            answer = self._panel.value("answer")
            found = next(promises_in(answer, self._calendar, on), None)
        if found == self._proposed:
            return
        self._proposed = found
        below = None
        if found is not None:
            said = _("This may be a promise for {day}: “{what}”")
            text = said.format(day=weekday_date(found.by.on), what=found.what)
            button = _("Record it as a promise ({key})")
            below = Proposal(text, button, lambda: self._take(found))
        self._panel.form.fields["answer"].show_below(below)

    def _is_open_for_proposals(self) -> bool:
        return "answer" in self._panel.form.fields and self.is_empty

    def _take(self, found: ProposedPromise) -> None:
        self._panel.put("promise", found.what)
        self._panel.put("promised_by", found.by.text)
        self._panel.form.go_to("promise")
