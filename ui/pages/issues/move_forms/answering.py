"""The forms of what was said on issues: an answer to one or many, a direction of the chair."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from dialogue_app.domain.life import ALLOWED, Move
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import AnswerKind, AssignmentState
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.words import word
from dialogue_app.services.case import Seen
from dialogue_app.services.issues.answering import (
    AnswerDraft,
    DirectionDraft,
    answer,
    answer_together,
    direct,
    what_can_be_answered,
)
from dialogue_app.services.issues.detail import IssueDetail
from dialogue_app.services.issues.grouping import SimilarView
from dialogue_app.services.issues.together import Sorted
from ui.context import Context
from ui.forms.input import Option
from ui.pages.issues.left_out import LeftOut
from ui.pages.issues.move_panel import MovePanel
from ui.pages.issues.promise_inputs import PromiseInputs
from ui.widgets.days import DateField
from ui.widgets.inputs import ChoiceField, TextArea, TextLine, TickBox


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
        """`meeting_day` is proposed for an answer at the meeting, today for all others.

        Where the one issue is in a group, its answer serves the others of it, too, unless somebody
        says otherwise.
        """
        n = len(seen)
        title = ngettext("Answer {n} issue", "One answer to {n} issues", n).format(n=n)
        if detail is not None:
            title = _("Answer to issue {code}").format(code=detail.code)
        super().__init__(context, title, _("Record the answer"), seen)
        self._session_id = session_id
        self._meeting_day = meeting_day
        self._similar = _to_answer_with(detail)
        self._add_fields()
        parts = detail.assignments if detail else ()
        given = [part for part in parts if part.state is AssignmentState.GIVEN]
        if given:
            self.put("body", Option(given[0].body_id, given[0].body))
        is_later = bool(given) or (detail is not None and detail.round > 0)
        self.put("kind", AnswerKind.IN_WRITING if is_later else AnswerKind.AT_MEETING)
        self._propose_day()
        if self.is_of_several():
            self.several = LeftOut(self, self._look_up, ["similar"])

    def is_of_several(self) -> bool:
        """Several were chosen, or the one is answered with those that say the same."""
        return len(self._to_answer()) > 1

    def _to_answer(self) -> tuple[Seen, ...]:
        with_similar = bool(self._similar) and bool(self.value("similar"))
        return (*self.seen, *(one.seen for one in self._similar if with_similar))

    def _look_up(self) -> Callable[[], Sorted] | None:
        case, seen = self.context.case, self._to_answer()
        return (lambda: what_can_be_answered(case, seen)) if len(seen) > 1 else None

    def _add_fields(self) -> None:
        add = self.form.add
        add("answer", _("Answer"), TextArea(7), required=True, wide=True)
        if self._similar:
            n = len(self._similar)
            said = ngettext("Answer {n} similar issue, too", "Answer {n} similar issues, too", n)
            add("similar", said.format(n=n), TickBox(said.format(n=n)), labelled=False, wide=True)
            self.put("similar", True)
        kinds = [kind for kind in AnswerKind if kind is not AnswerKind.FROM_ABOVE]
        add("kind", _("Form of the answer"), ChoiceField([(kind, word(kind)) for kind in kinds]))
        self.add_day("on", _("Day of the answer"))
        self.when("kind", self._propose_day)
        self.add_body(_("Body that answers"), required=False)
        add("person", _("Person who answers"), TextLine())
        add("person_title", _("Position"), TextLine())
        add("letter_number", _("Number of the letter"), TextLine())
        add("letter_date", _("Day of the letter"), DateField(self.context.case.today))
        for key, words in (
            ("also_in_writing", _("A written answer is still to come")),
            ("open", _("Answered, but the matter stays open")),
        ):
            add(key, words, TickBox(words), labelled=False)
        self.form.add_fold(_("A promise in the answer"), is_open=False)
        self._promise = PromiseInputs(self)

    def check(self) -> None:
        """A promise says what and by when."""
        self._promise.check()

    def _propose_day(self) -> None:
        """A day that somebody typed stays."""
        today = self.context.case.today()
        if self.state.now["on"] in (None, self._meeting_day, today):
            at_meeting = self.value("kind") is AnswerKind.AT_MEETING
            self.put("on", self._meeting_day if at_meeting else today)

    def work(self) -> Callable[..., Any]:
        """Record the answer, to one or to several."""
        value = self.value
        form = AnswerDraft(
            kind=value("kind"),
            text=value("answer"),
            answered_on=value("on"),
            body_id=self.body_id(),
            person=Person.typed(value("person"), value("person_title")),
            letter_number=value("letter_number"),
            letter_date=value("letter_date"),
            settles=not value("open"),
            also_in_writing=value("also_in_writing"),
            session_id=self._session_id,
            promise=self._promise.draft(),
        )
        case, seen = self.context.case, self._to_answer()
        if len(seen) == 1:
            return lambda: answer(case, seen, form)
        return lambda watch: answer_together(case, seen, form, watch)


def _to_answer_with(detail: IssueDetail | None) -> Sequence[SimilarView]:
    """Those that say the same and can still be answered."""
    similar = detail.similar if detail is not None else ()
    return [one for one in similar if Move.ANSWER in ALLOWED[one.state]]


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
        form = DirectionDraft(
            speaker=Person.typed(self.value("speaker")),
            text=self.value("direction"),
            due_on=self.value("due"),
            body_ids=self.body_ids("bodies"),
        )
        context, session_id, seen = self.context, self._session_id, self.seen
        return lambda: direct(context.case, session_id, seen, form)
