"""The forms of promises: given in an answer, kept, broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dialogue_app.domain.vocabulary import PromiseState
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import screen_date
from dialogue_app.services.issues.detail import IssueDetail
from dialogue_app.services.issues.promises import break_promise, keep, promise
from dialogue_app.services.issues.words import answer_heading
from ui.context import Context
from ui.forms.input import is_empty
from ui.forms.state import please_fill
from ui.pages.issues.move_panel import MovePanel
from ui.pages.issues.promise_inputs import PromiseInputs
from ui.widgets.file_field import FileField
from ui.widgets.inputs import ChoiceField, TextArea


class PromisePanel(MovePanel):
    """What an answer on record promised."""

    def __init__(self, context: Context, detail: IssueDetail) -> None:
        title = _("A promise in the answer to {code}").format(code=detail.code)
        super().__init__(context, title, _("Record the promise"), [detail.seen])
        now = detail.answers[-1].round  # only of the round that runs
        answers = [one for one in reversed(detail.answers) if one.round == now]
        self._days = {one.id: one.answered_on for one in answers}
        self._answer = ChoiceField([(one.id, answer_heading(one, now)) for one in answers])
        if len(answers) > 1:
            self.form.add("answer_id", _("Answer"), self._answer, required=True, wide=True)
        self._inputs = PromiseInputs(self, answers[0].answered_on, required=True)
        self._answer.on_change(self._take_answer)

    def take_keyboard(self) -> None:
        """The promise is to be typed; the answer mostly stands there already."""
        self.form.fields["promise"].editor.setFocus()

    def _take_answer(self) -> None:
        answer = self._answer.value()
        assert isinstance(answer, int)
        self._inputs.of_answer(self._days[answer])

    def check(self) -> None:
        """A promise says what and by when."""
        self._inputs.check()

    def work(self) -> Callable[[], int]:
        """Record it."""
        draft, answer = self._inputs.draft(), self._answer.value()
        assert draft is not None
        assert isinstance(answer, int)
        context, (seen,) = self.context, self.seen
        return lambda: promise(context.case, seen, draft, answer)


class _EndPanel(MovePanel):
    """What became of a promise that is still open."""

    def __init__(self, context: Context, title: str, detail: IssueDetail) -> None:
        super().__init__(context, title.format(code=detail.code), _("Record"), [detail.seen])
        self._promise = ChoiceField(_open_promises(detail))
        self.form.add("promise", _("Promise"), self._promise, required=True, wide=True)
        self.add_day("on", _("Day"))

    def renew(self, detail: IssueDetail) -> None:
        """The promises that are still open now."""
        self._promise.offer(_open_promises(detail))


class KeepPanel(_EndPanel):
    """A promise was kept, with what proves it."""

    def __init__(self, context: Context, detail: IssueDetail) -> None:
        super().__init__(context, _("A promise to {code} was kept"), detail)
        hint = _("How it is known: a paper, what the enterprise says, a visit")
        self.form.add("proof", _("Proof"), TextArea(3), wide=True, hint=hint)
        file = FileField(_("A file that proves it"))
        self.form.add("file", _("or a file that proves it"), file, wide=True)

    def take_keyboard(self) -> None:
        """The proof is to be typed; the promise mostly stands there already."""
        self.form.fields["proof"].editor.setFocus()

    def check(self) -> None:
        """A text or a file proves it."""
        if is_empty(self.state.now["proof"]) and not self.value("file"):
            self.state.errors["proof"] = please_fill(self.form.fields["proof"].name)

    def work(self) -> Callable[[], None]:
        """Record it."""
        chosen, on, proof = self.value("promise"), self.value("on"), self.value("proof")
        file = Path(self.value("file")) if self.value("file") else None
        context, (seen,) = self.context, self.seen
        return lambda: keep(context.case, seen, chosen, on, proof, file)


class BreakPanel(_EndPanel):
    """A promise will not be kept any more, with the reason."""

    def __init__(self, context: Context, detail: IssueDetail) -> None:
        super().__init__(context, _("A promise to {code} was broken"), detail)
        self.form.add("reason", _("Reason"), TextArea(3), required=True, wide=True)

    def take_keyboard(self) -> None:
        """The reason is to be typed."""
        self.form.fields["reason"].editor.setFocus()

    def work(self) -> Callable[[], None]:
        """Record it."""
        chosen, on, reason = self.value("promise"), self.value("on"), self.value("reason")
        context, (seen,) = self.context, self.seen
        return lambda: break_promise(context.case, seen, chosen, on, reason)


def _open_promises(detail: IssueDetail) -> list[tuple[object, str]]:
    """The promises that are neither kept nor broken, the soonest first."""
    still_open = [one for one in detail.promises if one.state is PromiseState.OPEN]
    still_open.sort(key=lambda one: one.due_on)
    return [(one.id, f"{screen_date(one.due_on)} · {one.what}") for one in still_open]
