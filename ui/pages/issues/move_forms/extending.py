"""The form that gives a body a later time limit: gia hạn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dialogue_app.domain.calendar import end_of_limit
from dialogue_app.domain.errors.issues import NotLater
from dialogue_app.domain.vocabulary import AssignmentState
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import screen_date
from dialogue_app.services.calendar.words import weekday_date
from dialogue_app.services.issues.detail import IssueDetail
from dialogue_app.services.issues.extending import ExtensionDraft, extend
from ui.context import Context
from ui.pages.issues.move_panel import MovePanel
from ui.widgets.inputs import ChoiceField, TextArea, TextLine, TickBox


class ExtendPanel(MovePanel):
    """A later limit for one body; the present one stands beside it and stays on record."""

    def __init__(self, context: Context, detail: IssueDetail) -> None:
        title = _("Extend the time limit of {code}").format(code=detail.code)
        super().__init__(context, title, _("Extend"), [detail.seen])
        self._body, self._present = ChoiceField(_bodies(detail)), _present(detail)
        self.form.add("body", _("Body"), self._body, required=True, wide=True)
        self.add_due(days_label=_("or working days after the present one"))
        self.form.add("reason", _("Reason"), TextArea(3), required=True, wide=True)
        self.form.add("allowed_by", _("Who allowed it"), TextLine())
        self.form.add("paper", _("Paper"), TextLine(), hint=_("Number and kind"))
        self.add_day("on", _("Day it was allowed"))
        self._is_promised = detail.form.promised_on is not None
        if detail.form.promised_on is not None:
            sentence = _("The date promised, {day}, moves, too")
            words = sentence.format(day=screen_date(detail.form.promised_on))
            self.form.add("moves_promise", words, TickBox(words), labelled=False, wide=True)
        self.when("body", self._show_present)
        self._show_present()

    def renew(self, detail: IssueDetail) -> None:
        """The bodies that have a limit now, with what it is."""
        self._present = _present(detail)
        self._body.offer(_bodies(detail))
        self._show_present()

    def take_keyboard(self) -> None:
        """The limit is to be typed; the body mostly stands there already."""
        self.form.fields["due"].editor.setFocus()

    def check(self) -> None:
        """A limit is typed, one way, and lies after the present one."""
        super().check()
        due, present = self.value("due"), self._present.get(self.value("body"))
        if due is None and self.value("due_days") is None:
            self.state.errors.setdefault("due", _("Type the new time limit."))
        elif due is not None and present is not None and due <= present:
            self.state.errors["due"] = self.context.messages.explain(NotLater(due, present))

    def work(self) -> Callable[[], None]:
        """Extend it."""
        body, context, (seen,) = self.value("body"), self.context, self.seen
        form = ExtensionDraft(
            self.due(),
            self.value("reason"),
            self.value("on"),
            self.value("allowed_by"),
            self.value("paper"),
            self._is_promised and bool(self.value("moves_promise")),
        )
        return lambda: extend(context.case, seen, body, form)

    def counted_from(self) -> date | None:
        """Days are counted from the present limit on, where it is a day off from when it ends."""
        present = self._present.get(self.value("body"))
        if present is None or self.calendar is None:
            return None
        return end_of_limit(self.calendar, present)

    def _show_present(self) -> None:
        present = self._present.get(self.value("body"))
        hint = _("Now {day}").format(day=weekday_date(present)) if present else ""
        self.form.fields["due"].hint = hint
        self.say_date()


def _present(detail: IssueDetail) -> dict[object, date]:
    """The limits of those who have it, by body."""
    given = [part for part in detail.assignments if part.state is AssignmentState.GIVEN]
    return {part.body_id: part.due_on for part in given if part.due_on}


def _bodies(detail: IssueDetail) -> list[tuple[object, str]]:
    """The bodies that have it by a date."""
    names = {part.body_id: part.body for part in detail.assignments}
    return [(key, names[key]) for key in _present(detail) if isinstance(key, int)]
