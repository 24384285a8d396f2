"""The forms of contacts: who was reminded, told or spoken with, and the number in 1022, PAKN."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dialogue_app.domain.vocabulary import ContactMeans
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.words import word
from dialogue_app.services.case import Seen
from dialogue_app.services.issues.contacting import (
    ContactDraft,
    note_elsewhere,
    record_contact,
    remind,
    tell,
)
from dialogue_app.services.issues.detail import IssueDetail
from dialogue_app.services.issues.owed import Owing, WhoOwes, who_owes
from ui.context import Context
from ui.pages.issues.move_panel import MovePanel
from ui.widgets.inputs import ChoiceField, TextArea, TextLine


class ContactPanel(MovePanel):
    """What the forms of contacts share: how, when, with whom, what was said and what came back."""

    def add_contact(self, person: str = "") -> None:
        """The fields of a contact; `person` is whom the register names there."""
        means = ChoiceField([(kind, word(kind)) for kind in ContactMeans])
        self.form.add("means", _("How"), means)
        self.add_day("on", _("Day"))
        self.form.add("person", _("Who was spoken with"), TextLine())
        self.form.add("number", _("Number of the letter"), TextLine())
        self.form.add("said", _("What was said"), TextArea(2), wide=True)
        self.form.add("came_back", _("What came back"), TextArea(2), wide=True)
        self.put("person", person)

    def draft(self) -> ContactDraft:
        """The contact as it is typed."""
        typed = map(self.value, ("on", "means", "person", "number", "said", "came_back"))
        return ContactDraft(*typed)

    def take_keyboard(self) -> None:
        """How it was done is to be chosen first."""
        self.form.fields["means"].editor.setFocus()


class RemindPanel(ContactPanel):
    """One call or letter reminded somebody of these issues; those of others stay as they are."""

    def __init__(self, context: Context, seen: Sequence[Seen]) -> None:
        n = len(seen)
        title = ngettext("Reminder of {n} issue", "Reminder of {n} issues", n).format(n=n)
        super().__init__(context, title, _("Record"), seen)
        self._parties: list[WhoOwes] = []
        self._party = ChoiceField(())
        self.form.add("to", _("Who was reminded"), self._party, required=True, wide=True)
        self.add_contact()
        ids = [one.id for one in seen]
        context.read(self, lambda: who_owes(context.case, ids), self._offer)

    def work(self) -> Callable[[], int]:
        """Record it for the issues they owe an answer to."""
        form, context, party = self.draft(), self.context, self._parties[self.value("to")]
        seen = [one for one in self.seen if one.id in party.issue_ids]

        def run() -> int:
            remind(context.case, seen, party.owing, form)
            return len(seen)

        return run

    def _offer(self, found: list[WhoOwes]) -> None:
        was_dirty, self._parties = self.is_dirty, found
        self._party.offer([(place, self._words(one)) for place, one in enumerate(found)])
        if found:
            self.put("to", 0)
        if not was_dirty:
            self.remember()

    def _words(self, party: WhoOwes) -> str:
        n = len(party.issue_ids)
        many = ngettext("{n} issue", "{n} issues", n).format(n=n)
        return party.name if len(self.seen) == 1 else f"{party.name} · {many}"


class CallPanel(ContactPanel):
    """A call that was made: a body was reminded, or a raiser told, of all that it was about."""

    def __init__(
        self,
        context: Context,
        title: str,
        seen: Sequence[Seen],
        person: str,
        act: Callable[[Sequence[Seen], ContactDraft], object],
    ) -> None:
        super().__init__(context, title, _("Record"), seen)
        self._act = act
        self.add_contact(person)

    def work(self) -> Callable[[], int]:
        """Record it for all of them."""
        form, act, seen = self.draft(), self._act, self.seen

        def run() -> int:
            act(seen, form)
            return len(seen)

        return run


class TalkPanel(ContactPanel):
    """Somebody was spoken with about an issue, and nobody was reminded or told anything."""

    def __init__(self, context: Context, detail: IssueDetail) -> None:
        title = _("Contact about {code}").format(code=detail.code)
        super().__init__(context, title, _("Record"), [detail.seen])
        self._raisers = [
            (raiser.id, raiser.name or _("No name given")) for raiser in detail.raisers
        ]
        self._parties: list[Owing | int] = []
        self._party = ChoiceField(())
        self.form.add("to", _("With whom"), self._party, required=True, wide=True)
        self.add_contact()
        context.read(self, lambda: who_owes(context.case, [detail.id]), self._offer)

    def work(self) -> Callable[[], None]:
        """Record it."""
        form, context, party = self.draft(), self.context, self._parties[self.value("to")]
        seen = self.seen
        return lambda: record_contact(context.case, seen, party, form)

    def _offer(self, found: list[WhoOwes]) -> None:
        """Who owes the answer, then who raised it."""
        was_dirty = self.is_dirty
        self._parties = [*(one.owing for one in found), *(key for key, _name in self._raisers)]
        names = [*(one.name for one in found), *(name for _key, name in self._raisers)]
        self._party.offer(list(enumerate(names)))
        if names:
            self.put("to", 0)
        if not was_dirty:
            self.remember()


class TellPanel(ContactPanel):
    """Raisers were told where their issues went and what was answered, as far as they know not."""

    def __init__(
        self, context: Context, seen: Sequence[Seen], detail: IssueDetail | None = None
    ) -> None:
        n = len(seen)
        title = ngettext(
            "The enterprise was told of {n} issue", "Enterprises were told of {n} issues", n
        ).format(n=n)
        super().__init__(context, title, _("Record"), seen)
        self._raiser = ChoiceField(_to_tell(detail))
        if detail is not None and len(detail.raisers) > 1:
            self.form.add("raiser", _("Who was told"), self._raiser, wide=True)
        self.add_contact()

    def work(self) -> Callable[[], int]:
        """Record it."""
        form, context, seen = self.draft(), self.context, self.seen
        chosen = self.value("raiser") if "raiser" in self.form.fields else None
        return lambda: tell(context.case, seen, form, [chosen] if chosen is not None else [])


def _to_tell(detail: IssueDetail | None) -> list[tuple[object, str]]:
    """All raisers, or one of those who are still to be told something."""
    raisers = detail.raisers if detail is not None else ()
    named = [(one.id, one.name or _("No name given")) for one in raisers if one.untold]
    return [(None, _("All who raised it")), *named]


class ElsewherePanel(MovePanel):
    """The number an issue has in the city's system."""

    def __init__(self, context: Context, detail: IssueDetail) -> None:
        title = _("Number of {code} in 1022, PAKN").format(code=detail.code)
        super().__init__(context, title, _("Record"), [detail.seen])
        hint = _("Empty where it is still to be entered there")
        self.form.add("number_elsewhere", _("Number there"), TextLine(), wide=True, hint=hint)
        self.put("number_elsewhere", detail.form.number_elsewhere)

    def work(self) -> Callable[[], None]:
        """Note it."""
        number, context, (seen,) = self.value("number_elsewhere"), self.context, self.seen
        return lambda: note_elsewhere(context.case, seen, number)
