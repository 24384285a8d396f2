"""The forms of what goes out to others and comes back: a letter, the higher level, its answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dialogue_app.domain.vocabulary import SendingKind
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.words import word
from dialogue_app.services.case import Seen
from dialogue_app.services.issues.detail import IssueDetail
from dialogue_app.services.issues.ending import EscalationDraft, came_back, escalate, from_above
from dialogue_app.services.issues.sending import (
    Addressee,
    SendingDraft,
    addressees,
    record_sent_together,
)
from ui.context import Context
from ui.forms.input import is_empty
from ui.forms.state import please_fill
from ui.pages.issues.move_panel import MovePanel
from ui.widgets.inputs import ChoiceField, TextArea, TextLine


class SendPanel(MovePanel):
    """What was meant for a body that is not ours really went out to it.

    One letter may carry several of the issues; those that are with another body stay as they are.
    """

    def __init__(self, context: Context, seen: Sequence[Seen]) -> None:
        n = len(seen)
        title = ngettext("{n} issue was sent", "{n} issues were sent", n).format(n=n)
        super().__init__(context, title, _("Record"), seen)
        self._issues: dict[int, tuple[int, ...]] = {}
        self._body = ChoiceField(())
        kinds = ChoiceField([(kind, word(kind)) for kind in SendingKind])
        self.form.add("body", _("Body it was sent to"), self._body, required=True, wide=True)
        self.form.add("number", _("Number of the letter"), TextLine())
        self.form.add("kind", _("How"), kinds)
        self.add_day("on", _("Day"))
        ids = [one.id for one in seen]
        context.read(self, lambda: addressees(context.case, ids), self._offer)

    def take_keyboard(self) -> None:
        """The number is to be typed; the body mostly stands there already."""
        self.form.fields["number"].editor.setFocus()

    def work(self) -> Callable[[], int]:
        """Record it for the issues the body has."""
        body, context = self.value("body"), self.context
        form = SendingDraft(self.value("on"), self.value("kind"), self.value("number"))
        seen = [one for one in self.seen if one.id in self._issues[body]]

        def run() -> int:
            record_sent_together(context.case, seen, body, form)
            return len(seen)

        return run

    def _offer(self, found: Sequence[Addressee]) -> None:
        """The bodies these issues are with; how many, where there are several."""
        was_dirty = self.is_dirty
        self._issues = {body.body_id: body.issue_ids for body in found}
        self._body.offer([(body.body_id, self._words(body)) for body in found])
        if found:
            self.put("body", found[0].body_id)
        if not was_dirty:
            self.remember()

    def _words(self, body: Addressee) -> str:
        n = len(body.issue_ids)
        many = ngettext("{n} issue", "{n} issues", n).format(n=n)
        return body.name if len(self.seen) == 1 else f"{body.name} · {many}"


class EscalatePanel(MovePanel):
    """An issue is sent to a higher level."""

    def __init__(self, context: Context, detail: IssueDetail) -> None:
        title = _("Send {code} to a higher level").format(code=detail.code)
        super().__init__(context, title, _("Record"), [detail.seen])
        self.add_body(_("Body it is sent to"), required=False)
        self.form.add(
            "addressee",
            _("Addressee"),
            TextLine(),
            wide=True,
            hint=_("Where it is not in the list of bodies"),
        )
        self.form.add("paper", _("Paper it goes with"), TextLine(), hint=_("Number and kind"))
        self.add_day("on", _("Day"))

    def check(self) -> None:
        """Somebody must be named."""
        if is_empty(self.state.now["body"]) and is_empty(self.value("addressee")):
            name = self.form.fields["addressee"].name
            self.state.errors["addressee"] = please_fill(name)

    def work(self) -> Callable[[], None]:
        """Record to whom it went."""
        form = EscalationDraft(
            self.value("on"), self.body_id(), self.value("addressee"), self.value("paper")
        )
        context, (seen,) = self.context, self.seen
        return lambda: escalate(context.case, seen, form)


class CameBackPanel(MovePanel):
    """What was sent up came back, with an answer or without one."""

    def __init__(self, context: Context, detail: IssueDetail) -> None:
        title = _("{code} came back from the higher level").format(code=detail.code)
        super().__init__(context, title, _("Record"), [detail.seen])
        hint = _("Empty where it came back without an answer")
        self.form.add("answer", _("Answer"), TextArea(6), wide=True, hint=hint)
        self.add_body(_("Body that answers"), required=False)
        self.add_day("on", _("Day"))

    def work(self) -> Callable[[], None]:
        """Record what came back."""
        text, on = self.value("answer"), self.value("on")
        form = from_above(text, on, self.body_id()) if text.strip() else None
        context, (seen,) = self.context, self.seen
        return lambda: came_back(context.case, seen, on, form)
