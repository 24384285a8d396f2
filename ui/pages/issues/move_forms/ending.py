"""The forms of what comes late in the life of an issue: waiting, opinions, the end, a new round."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from dialogue_app.domain.errors.issues import PromiseStillOpen
from dialogue_app.domain.life import NOT_SATISFIED, Move
from dialogue_app.domain.vocabulary import Outcome, VerdictLevel
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.words import word
from dialogue_app.services.case import Seen
from dialogue_app.services.issues.closing import Ending, close_together, what_can_be_closed
from dialogue_app.services.issues.detail import IssueDetail
from dialogue_app.services.issues.ending import (
    close,
    mark_duplicate,
    record_verdict,
    reopen,
    wait_for_enterprise,
)
from ui.context import Context
from ui.forms.input import is_empty
from ui.forms.state import please_fill
from ui.pages.issues.left_out import LeftOut
from ui.pages.issues.move_panel import MovePanel
from ui.pages.issues.searches import issues
from ui.widgets.inputs import ChoiceField, TextArea, TickBox
from ui.widgets.picker import Picker

if TYPE_CHECKING:
    from dialogue_app.services.issues.together import Done, Sorted
    from ui.tasks import OnProgress


class WaitPanel(MovePanel):
    """The enterprise is to bring something first."""

    def __init__(self, context: Context, detail: IssueDetail, stops_clock: bool) -> None:
        """`stops_clock` is what the rules of the office propose."""
        title = _("Issue {code} waits for the enterprise").format(code=detail.code)
        super().__init__(context, title, _("Record"), [detail.seen])
        label = _("What the enterprise is to bring")
        self.form.add("waiting_for", label, TextArea(3), required=True, wide=True)
        self.add_day("on", _("Since"))
        words, hint = _("The clock of the body stops"), _("That of the enterprise never stops")
        tick = TickBox(words)
        self.form.add("stops_clock", words, tick, labelled=False, wide=True, hint=hint)
        self.put("stops_clock", stops_clock)

    def work(self) -> Callable[[], None]:
        """Record what is waited for."""
        what, on, stops = self.value("waiting_for"), self.value("on"), self.value("stops_clock")
        context, (seen,) = self.context, self.seen
        return lambda: wait_for_enterprise(context.case, seen, on, what, stops_clock=stops)


class VerdictPanel(MovePanel):
    """What a raiser thinks of the answer."""

    def __init__(
        self, context: Context, detail: IssueDetail, asked: Collection[int] | None = None
    ) -> None:
        """`asked`: those of its raisers who are on the telephone, where it is not all of them."""
        title = _("Opinion on the answer to {code}").format(code=detail.code)
        super().__init__(context, title, _("Record"), [detail.seen])
        self._asked = asked
        self._raiser = ChoiceField(self._offered(detail))
        self.form.add("raiser", _("Who says so"), self._raiser, required=True, wide=True)
        levels = [(None, ""), *((level, word(level)) for level in VerdictLevel)]
        self.form.add("level", _("Opinion"), ChoiceField(levels), required=True, wide=True)
        self.form.add("note", _("In their words"), TextArea(3), wide=True)
        self.add_day("on", _("Day"))
        self._can_reopen = Move.REOPEN in detail.moves
        words = _("Reconsider the issue")
        self.form.add("reopen", words, TickBox(words), labelled=False, wide=True)
        self.form.add("reason", _("Reason to reconsider it"), TextArea(2), wide=True)
        self.when("level", self._offer_reopening)
        self.when("reopen", self._ask_reason)
        self._offer_reopening()

    def check(self) -> None:
        """Nothing is reconsidered without a reason."""
        if self._reopens() and is_empty(self.state.now["reason"]):
            self.state.errors["reason"] = please_fill(self.form.fields["reason"].name)

    def _reopens(self) -> bool:
        return bool(self.value("reopen")) and self._offers_reopening()

    def _offers_reopening(self) -> bool:
        return self._can_reopen and self.value("level") in NOT_SATISFIED

    def _offer_reopening(self) -> None:
        """Who is not satisfied may ask for it."""
        self.form.fields["reopen"].setVisible(self._offers_reopening())
        self.form.fields["reason"].setVisible(self._reopens())

    def _ask_reason(self) -> None:
        """What they said is proposed as the reason."""
        if self._reopens() and is_empty(self.state.now["reason"]):
            self.put("reason", self.value("note"))
        self._offer_reopening()

    def take_keyboard(self) -> None:
        """The opinion is to be chosen; who gives it mostly stands there already."""
        key = "raiser" if self.value("raiser") is None else "level"
        self.form.fields[key].editor.setFocus()

    def work(self) -> Callable[[], None]:
        """Record it."""
        raiser, level, on = self.value("raiser"), self.value("level"), self.value("on")
        context, (seen,), note = self.context, self.seen, self.value("note")
        because = self.value("reason") if self._reopens() else None
        return lambda: record_verdict(
            context.case, seen, raiser, level, on, note, reopen_because=because
        )

    def renew(self, detail: IssueDetail) -> None:
        """Those who raised it now, and whether it can be reconsidered."""
        self._can_reopen = Move.REOPEN in detail.moves
        self._offer_reopening()
        self._raiser.offer(self._offered(detail))

    def _offered(self, detail: IssueDetail) -> list[tuple[object, str]]:
        """Who raised it: first those whose opinion is not known yet."""
        asked = [one for one in detail.raisers if self._asked is None or one.id in self._asked]
        asked.sort(key=lambda raiser: raiser.verdict is not None)
        return [(raiser.id, raiser.name or _("No name given")) for raiser in asked]


class _EndPanel(MovePanel):
    """Ends the follow-up; where a promise is still open it asks, and saving again says yes."""

    _over_promise = False

    def _failed(self, error: Exception) -> None:
        self._over_promise = isinstance(error, PromiseStillOpen)
        super()._failed(error)


class ClosePanel(_EndPanel):
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
        outcome, on, note = self.value("outcome"), self.value("on"), self.value("note")
        context, (seen,), over_promise = self.context, self.seen, self._over_promise
        return lambda: close(context.case, seen, outcome, on, note, over_promise=over_promise)

    def renew(self, detail: IssueDetail) -> None:
        """The outcomes it may end with now."""
        self._outcome.offer(_outcomes(detail))


class CloseTogetherPanel(MovePanel):
    """End the follow-up of several issues with one outcome; who cannot end so is left out."""

    def __init__(self, context: Context, seen: Sequence[Seen]) -> None:
        n = len(seen)
        title = ngettext(
            "End the follow-up of {n} issue", "End the follow-up of {n} issues", n
        ).format(n=number(n))
        super().__init__(context, title, _("End the follow-up"), seen)
        chosen = [outcome for outcome in Outcome if outcome is not Outcome.DUPLICATE]
        outcomes = [(None, ""), *((outcome, word(outcome)) for outcome in chosen)]
        self.form.add("outcome", _("Outcome"), ChoiceField(outcomes), required=True, wide=True)
        self.add_day("on", _("Day"))
        self.form.add("note", _("Note"), TextArea(3), wide=True)
        words = _("Also where a promise is not kept yet; it stays on record")
        self.form.add("over_promise", words, TickBox(words), labelled=False, wide=True)
        self.several = LeftOut(self, self._look_up, ["outcome", "on", "note", "over_promise"])

    def _ending(self) -> Ending | None:
        outcome, on = self.value("outcome"), self.value("on")
        if outcome is None or on is None:
            return None
        return Ending(outcome, on, self.value("note"), bool(self.value("over_promise")))

    def _look_up(self) -> Callable[[], Sorted] | None:
        case, seen, ending = self.context.case, self.seen, self._ending()
        return (lambda: what_can_be_closed(case, seen, ending)) if ending else None

    def work(self) -> Callable[[OnProgress], Done]:
        """End them in one act."""
        case, seen, ending = self.context.case, self.seen, self._ending()
        assert ending is not None
        return lambda watch: close_together(case, seen, ending, watch)


def _outcomes(detail: IssueDetail) -> list[tuple[object, str]]:
    """The outcomes an issue may end with, after none."""
    return [(None, ""), *((outcome, word(outcome)) for outcome in detail.outcomes)]


class DuplicatePanel(_EndPanel):
    """Follow an issue together with the one it repeats."""

    def __init__(self, context: Context, detail: IssueDetail) -> None:
        title = _("Follow {code} together with another").format(code=detail.code)
        super().__init__(context, title, _("Follow together"), [detail.seen])
        picker = Picker(issues(context, detail.id), context.tasks)
        hint = _("Type its code, or words of it")
        self.form.add("original", _("The other issue"), picker, required=True, wide=True, hint=hint)
        self.help_picking("original", picker)
        self.add_day("on", _("Day"))

    def work(self) -> Callable[[], None]:
        """Follow them together."""
        original, on = self.value("original").id, self.value("on")
        context, (seen,), known = self.context, self.seen, self._over_promise
        return lambda: mark_duplicate(context.case, seen, original, on, over_promise=known)


class ReopenPanel(MovePanel):
    """Consider an issue again, with the reason."""

    def __init__(self, context: Context, detail: IssueDetail) -> None:
        title = _("Reconsider issue {code}").format(code=detail.code)
        super().__init__(context, title, _("Reconsider"), [detail.seen])
        self.form.add("reason", _("Reason"), TextArea(3), required=True, wide=True)

    def work(self) -> Callable[[], None]:
        """Open a new round."""
        reason = self.value("reason")
        context, (seen,) = self.context, self.seen
        return lambda: reopen(context.case, seen, reason)
