"""The small forms of an issue's moves: give out, hand over, answer, direct, send back, wait, end.

Each is filled in beside the list and saved as one use case.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox

from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import AnswerKind, AssignmentState, Relation
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import screen_date
from dialogue_app.i18n.words import word
from dialogue_app.services.case import Seen
from dialogue_app.services.issues.answering import AnswerDraft, DirectionDraft, answer, direct
from dialogue_app.services.issues.assigning import (
    AssignmentDraft,
    GivenOut,
    assign,
    give_out,
    return_issue,
)
from dialogue_app.services.issues.detail import IssueDetail
from dialogue_app.services.issues.ending import close, reopen, wait_for_enterprise
from ui.context import Context
from ui.pages.issues.move_panel import MovePanel
from ui.widgets.inputs import ChoiceField, DateField, TextArea, TextLine
from ui.widgets.picker import Option


class AssignPanel(MovePanel):
    """Give one issue to a body: assigned to our own units, transferred to all others."""

    def __init__(self, context: Context, detail: IssueDetail, days: int) -> None:
        """`days` is what our agency usually gives its own units."""
        title = _("Hand over issue {code}").format(code=detail.code)
        super().__init__(context, title, _("Hand over"), [detail.seen])
        self._usual_days = days
        picker = self.add_body(_("Lead body"))
        picker.picked.connect(self._take_body)
        self.add_due()
        self.form.add("person", _("Person in charge"), TextLine())
        self.add_day("given_on", _("Day of handing over"))
        self.add_bodies("supporting", _("Supporting bodies"))
        proposed = [p for p in detail.assignments if p.state is AssignmentState.PROPOSED]
        if proposed:
            first = proposed[0]
            self.put("body", Option(first.body_id, first.body))
            self.put("due", first.due_on)
            self.put("due_days", first.due_days if first.due_on is None else None)
            if first.relation is Relation.OWN and first.due_days is None:
                self.propose_days(days)
            others = [Option(p.body_id, p.body) for p in proposed[1:]]
            self.put("supporting", others)

    def work(self) -> Callable[[], int]:
        """Hand over to the lead and the supporting bodies."""
        body_id = self.body_id()
        if body_id is None:
            self.require("body")
        form = AssignmentDraft(body_id or 0, due=self.due(), person=self.text("person"))
        helpers = [AssignmentDraft(helper) for helper in self.body_ids("supporting")]
        on, context, (seen,) = self.happened_on("given_on"), self.context, self.seen

        def run() -> int:
            assign(context.case, seen, form, on, helpers)
            return seen.id

        return run

    def _take_body(self, option: Option) -> None:
        """Only our own units have usual days; the search says whose a body is."""
        self.form.fields["body"].editor.setToolTip(option.detail)
        self.propose_days(self._usual_days if option.detail == word(Relation.OWN) else None)


class GiveOutPanel(MovePanel):
    """Give out what is proposed for one or many issues. Saving gives what was left and why."""

    def __init__(self, context: Context, seen: Sequence[Seen], days: int) -> None:
        n = len(seen)
        title = ngettext("Give out {n} issue", "Give out {n} issues", n).format(n=n)
        super().__init__(context, title, _("Give out"), seen)
        self.add_day("given_on", _("Day of handing over"))
        self.add_due(_("For our own units that have no time limit yet"))
        self.propose_days(days)

    def work(self) -> Callable[[], GivenOut]:
        """Give out by what is proposed; the limit is for own units that have none."""
        due, on = self.due(), self.happened_on("given_on")
        context, seen = self.context, self.seen
        return lambda: give_out(context.case, seen, on, due)


class AnswerPanel(MovePanel):
    """Record an answer to one issue, or one answer to several."""

    def __init__(
        self,
        context: Context,
        seen: Sequence[Seen],
        meeting_day: date,
        detail: IssueDetail | None = None,
        session_id: int | None = None,
    ) -> None:
        """`meeting_day` is proposed for an answer at the meeting, today for all others."""
        n = len(seen)
        title = ngettext("Answer {n} issue", "One answer to {n} issues", n).format(n=n)
        if detail is not None:
            title = _("Answer to issue {code}").format(code=detail.code)
        super().__init__(context, title, _("Record the answer"), seen)
        self._session_id = session_id
        self._meeting_day = meeting_day
        add = self.form.add
        add("answer", _("Answer"), TextArea(7), required=True, wide=True)
        kinds = [kind for kind in AnswerKind if kind is not AnswerKind.FROM_ABOVE]
        kind = ChoiceField([(kind, word(kind)) for kind in kinds])
        kind.currentIndexChanged.connect(lambda _place: self._propose_day())
        add("kind", _("Form of the answer"), kind)
        self.add_day("on", _("Day of the answer"))
        self.add_body(_("Body that answers"), required=False)
        add("person", _("Person who answers"), TextLine())
        add("person_title", _("Position"), TextLine())
        add("letter_number", _("Number of the letter"), TextLine())
        add("letter_date", _("Day of the letter"), DateField(self.context.case.today))
        add("also_in_writing", _("In writing"), QCheckBox(_("A written answer is still to come")))
        add("open", _("Not settled"), QCheckBox(_("Answered, but the matter stays open")))
        given = (
            [p for p in detail.assignments if p.state is AssignmentState.GIVEN] if detail else []
        )
        if given:
            self.put("body", Option(given[0].body_id, given[0].body))
        self.put("kind", AnswerKind.IN_WRITING if given else AnswerKind.AT_MEETING)
        self._propose_day()

    def _propose_day(self) -> None:
        """A day that somebody typed stays."""
        today = self.context.case.today()
        if self.text("on") in ("", screen_date(self._meeting_day), screen_date(today)):
            at_meeting = self.choice("kind") is AnswerKind.AT_MEETING
            self.put("on", self._meeting_day if at_meeting else today)

    def work(self) -> Callable[[], int]:
        """Record the answer."""
        if not self.text("answer").strip():
            self.require("answer")
        form = AnswerDraft(
            kind=self.choice("kind"),
            text=self.text("answer"),
            answered_on=self.happened_on(),
            body_id=self.body_id(),
            person=Person.typed(self.text("person"), self.text("person_title")),
            letter_number=self.text("letter_number"),
            letter_date=self.day("letter_date"),
            settles=not self.ticked("open"),
            also_in_writing=self.ticked("also_in_writing"),
            session_id=self._session_id,
        )
        context, seen = self.context, self.seen
        return lambda: answer(context.case, seen, form)


class DirectionPanel(MovePanel):
    """Record what the chair directed on one or several issues."""

    def __init__(
        self, context: Context, seen: Sequence[Seen], session_id: int | None, speaker: str = ""
    ) -> None:
        super().__init__(context, _("Direction of the chair"), _("Record the direction"), seen)
        self._session_id = session_id
        add = self.form.add
        add("direction", _("Direction of the chair"), TextArea(6), required=True, wide=True)
        add("speaker", _("Who directed"), TextLine())
        add("due", _("Time limit"), DateField(self.context.case.today))
        self.add_bodies("bodies", _("Bodies directed"))
        self.put("speaker", speaker)

    def work(self) -> Callable[[], int]:
        """Record the direction."""
        if not self.text("direction").strip():
            self.require("direction")
        form = DirectionDraft(
            speaker=Person.typed(self.text("speaker")),
            text=self.text("direction"),
            due_on=self.day("due"),
            body_ids=self.body_ids("bodies"),
        )
        context, session_id, seen = self.context, self._session_id, self.seen
        return lambda: direct(context.case, session_id, seen, form)


class ReturnPanel(MovePanel):
    """A body sends an issue back."""

    def __init__(self, context: Context, detail: IssueDetail) -> None:
        title = _("Issue {code} is sent back").format(code=detail.code)
        super().__init__(context, title, _("Record"), [detail.seen])
        self._body = ChoiceField(_given(detail))
        self.form.add("body", _("Body"), self._body, required=True, wide=True)
        self.form.add("reason", _("Reason"), TextArea(3), required=True, wide=True)
        self.put("reason", _("Not within its authority."))
        self.add_day("on", _("Day"))

    def work(self) -> Callable[[], None]:
        """Record who sent it back, and why."""
        body, on, reason = self.choice("body"), self.happened_on(), self.text("reason")
        if body is None:
            self.require("body")
        if not reason.strip():
            self.require("reason")
        context, (seen,) = self.context, self.seen
        return lambda: return_issue(context.case, seen, body, on, reason)

    def renew(self, detail: IssueDetail) -> None:
        """The bodies that have it now."""
        self._body.offer(_given(detail))


def _given(detail: IssueDetail) -> list[tuple[object, str]]:
    """The bodies an issue is with."""
    parts = [part for part in detail.assignments if part.state is AssignmentState.GIVEN]
    return [(part.body_id, part.body) for part in parts]


class WaitPanel(MovePanel):
    """The enterprise is to bring something first."""

    def __init__(self, context: Context, detail: IssueDetail) -> None:
        title = _("Issue {code} waits for the enterprise").format(code=detail.code)
        super().__init__(context, title, _("Record"), [detail.seen])
        label = _("What the enterprise is to bring")
        self.form.add("waiting_for", label, TextArea(3), required=True, wide=True)
        self.add_day("on", _("Since"))

    def work(self) -> Callable[[], None]:
        """Record what is waited for."""
        what, on = self.text("waiting_for"), self.happened_on()
        if not what.strip():
            self.require("waiting_for")
        context, (seen,) = self.context, self.seen
        return lambda: wait_for_enterprise(context.case, seen, on, what)


class ClosePanel(MovePanel):
    """End the follow-up with an outcome."""

    def __init__(self, context: Context, detail: IssueDetail) -> None:
        title = _("End the follow-up of {code}").format(code=detail.code)
        super().__init__(context, title, _("End the follow-up"), [detail.seen])
        self._outcome = ChoiceField(_outcomes(detail))
        self.form.add("outcome", _("Outcome"), self._outcome, required=True, wide=True)
        self.add_day("on", _("Day"))
        self.form.add("note", _("Note"), TextArea(3), wide=True)

    def work(self) -> Callable[[], None]:
        """End it."""
        outcome, on, note = self.choice("outcome"), self.happened_on(), self.text("note")
        if outcome is None:
            self.require("outcome")
        context, (seen,) = self.context, self.seen
        return lambda: close(context.case, seen, outcome, on, note)

    def renew(self, detail: IssueDetail) -> None:
        """The outcomes it may end with now."""
        self._outcome.offer(_outcomes(detail))


def _outcomes(detail: IssueDetail) -> list[tuple[object, str]]:
    """The outcomes an issue may end with, after none."""
    return [(None, ""), *((outcome, word(outcome)) for outcome in detail.outcomes)]


class ReopenPanel(MovePanel):
    """Consider an issue again, with the reason."""

    def __init__(self, context: Context, detail: IssueDetail) -> None:
        title = _("Reconsider issue {code}").format(code=detail.code)
        super().__init__(context, title, _("Reconsider"), [detail.seen])
        self.form.add("reason", _("Reason"), TextArea(3), required=True, wide=True)

    def work(self) -> Callable[[], None]:
        """Open a new round."""
        reason = self.text("reason")
        if not reason.strip():
            self.require("reason")
        context, (seen,) = self.context, self.seen
        return lambda: reopen(context.case, seen, reason)
