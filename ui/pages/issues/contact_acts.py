"""What can be done towards others about issues: remind, call, tell; and their number in 1022."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dialogue_app.domain.life import Move
from dialogue_app.i18n import N_, ngettext
from dialogue_app.i18n.formats import number
from ui.acts import Act, Chosen, Takes
from ui.messages import Told
from ui.pages.issues.chosen import ONE_OR_SEVERAL, forms, seen_of
from ui.places import Place

if TYPE_CHECKING:
    from dialogue_app.services.case import Seen
    from ui.pages.issues.noun import IssueNoun
    from ui.pages.record_page import RecordPage
    from ui.widgets.form_panel import FormPanel


def _open_calls(page: RecordPage, _chosen: Chosen) -> None:
    page.noun.rail.go(Place("calls"))


def _is_to_tell(issue: Any) -> bool:
    return bool(issue.row.to_tell)


def _tell_form(noun: IssueNoun, chosen: Chosen, seen: list[Seen]) -> FormPanel:
    panel: FormPanel = forms().TellPanel(noun.context, seen, chosen.detail)
    return panel


def _told_told(_page: RecordPage, _chosen: Chosen, n: int) -> Told:
    said = ngettext("Recorded: told of {n} issue.", "Recorded: told of {n} issues.", n)
    return Told(said.format(n=number(n)))


def _told_reminded(_page: RecordPage, _chosen: Chosen, n: int) -> Told:
    said = ngettext("Recorded: reminded of {n} issue.", "Recorded: reminded of {n} issues.", n)
    return Told(said.format(n=number(n)))


def _need_elsewhere(noun: IssueNoun, chosen: Chosen) -> None:
    from dialogue_app.services.issues.contacting import set_also_elsewhere

    set_also_elsewhere(noun.context.case, seen_of(noun, chosen), needed=True)


CONTACT_ACTS: tuple[Act, ...] = (
    Act("calls", N_("Reminders, calls"), "", Takes.NOTHING, icon="clock",
        shortcut="Ctrl+Shift+R", stands_out=True, run=_open_calls),
    Act("remind", N_("Record a reminder"), "issue.remind", ONE_OR_SEVERAL,
        moves=frozenset({Move.REMIND}), read=seen_of,
        form=lambda noun, _chosen, seen: forms().RemindPanel(noun.context, seen),
        told=_told_reminded),
    Act("tell", N_("The enterprise was told"), "issue.tell", ONE_OR_SEVERAL,
        words_for_several=N_("The enterprises were told"),
        moves=frozenset({Move.TELL}), fits=_is_to_tell, read=seen_of, form=_tell_form,
        told=_told_told),
    Act("contact", N_("Record a call"), "issue.contact", moves=frozenset({Move.CONTACT}),
        form=lambda noun, one, _none: forms().TalkPanel(noun.context, one.detail),
        done=N_("Recorded the contact about {what}.")),
    Act("note_elsewhere", N_("Number in 1022, PAKN"), "issue.note_elsewhere",
        moves=frozenset({Move.NOTE_ELSEWHERE}),
        form=lambda noun, one, _none: forms().ElsewherePanel(noun.context, one.detail),
        done=N_("Noted the number of {what}.")),
    Act("also_elsewhere", N_("Must stand in 1022, PAKN"), "issue.also_elsewhere", Takes.SEVERAL,
        call=_need_elsewhere, done=N_("Marked {what}: must stand in 1022, PAKN.")),
)  # fmt: skip
