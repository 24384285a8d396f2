"""What can be done with a call: copy its text, save it as an e-mail, record that it was made."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_app.domain.vocabulary import Relation
from dialogue_app.i18n import N_, _, ngettext
from dialogue_app.i18n.formats import number
from ui.acts import Act, Chosen
from ui.messages import Told
from ui.pages.calls.letter import PDF, WORD, ask_where
from ui.places import Place
from ui.tasks import Lane

if TYPE_CHECKING:
    from dialogue_app.services.case import Seen
    from dialogue_app.services.issues.contacting import ContactDraft
    from dialogue_app.services.issues.detail import IssueDetail
    from dialogue_app.services.issues.drafts import Draft, Group
    from ui.pages.calls.noun import CallNoun
    from ui.pages.record_page import RecordPage
    from ui.widgets.form_panel import FormPanel


def _is_open(call: Any) -> bool:
    return call.group is not None


def _can_be_marked(call: Any) -> bool:
    """Whether somebody is reminded, or a raiser told."""
    return call.group is not None and bool(getattr(call.group, "told_of", True))


def _can_be_kept(call: Any) -> bool:
    """Whether somebody is reminded of something promised, too."""
    return call.group is not None and bool(getattr(call.group, "promises", ()))


def _can_be_asked(call: Any) -> bool:
    """Whether a raiser is to be asked what it thinks of an answer."""
    return call.group is not None and bool(getattr(call.group, "asked_of", ()))


def _can_be_asked_by_letter(call: Any) -> bool:
    """Whether a body of the register that we do not command owes answers."""
    group = call.group
    owes = group is not None and bool(getattr(group, "issues", ()))
    return owes and group.relation is not Relation.OWN and group.owing.body_id is not None


def _has_text(call: Any) -> bool:
    return call.message is not None


def _copy(page: RecordPage, chosen: Chosen) -> None:
    from PySide6.QtGui import QGuiApplication

    QGuiApplication.clipboard().setText(chosen.detail.message.text)
    page.context.messages.done(_("The text was copied: paste it into Zalo or a message."))


def _ask_where(page: RecordPage, chosen: Chosen) -> None:
    """Ask where to save the e-mail."""
    from dialogue_app.services.issues.drafts import draft_name
    from ui.widgets.files import ask_where_to_save

    group = chosen.detail.group
    ask_where_to_save(
        page, page.context.messages, _("Save as an e-mail"), _("E-mail (*.eml)"),
        draft_name(group), lambda path: save_draft(page, group, path),
    )  # fmt: skip


def save_draft(page: RecordPage, group: Group, path: Path) -> None:
    """Write the e-mail."""
    from dialogue_app.services.issues.drafts import files_words, write_draft

    context = page.context
    said = _("The e-mail was saved to {file}: open it, look at it and send it.")

    def written(draft: Draft) -> None:
        done = [said.format(file=path.name), files_words(draft)]
        context.messages.done(" ".join(filter(None, done)))

    context.tasks.run(
        page, lambda: write_draft(context.case, group, path), written,
        context.messages.error, lane=Lane.PAPER,
    )  # fmt: skip


def _show_issues(page: RecordPage, chosen: Chosen) -> None:
    """Its issues in their list."""
    from dialogue_app.domain.vocabulary import View
    from dialogue_app.services.issues.body_calls import BodyCall
    from dialogue_app.services.issues.lists import ISSUES, IssueQuery

    group = chosen.detail.group
    if isinstance(group, BodyCall) and not group.issues:
        page.noun.rail.go(Place("issues", group.issue_ids[0], ISSUES.shown_in(View.PROMISED)))
        return
    if isinstance(group, BodyCall):
        query = IssueQuery(in_hand_of=group.owing.body_id)
    else:
        query = IssueQuery(enterprise_id=group.enterprise_id)
    known = (query.in_hand_of, query.enterprise_id) != (None, None)
    page.noun.rail.go(Place("issues", group.issue_ids[0], query if known else None))


def _read_seen(noun: CallNoun, chosen: Chosen) -> Sequence[Seen]:
    """The issues of the call as they stand now; called on a worker."""
    from dialogue_app.services.issues.lists import seen_issues

    group = chosen.detail.group
    ids = getattr(group, "told_of", group.issue_ids)
    return seen_issues(noun.context.case, ids)


def _form(noun: CallNoun, chosen: Chosen, seen: Sequence[Seen]) -> FormPanel:
    from dialogue_app.services.issues.body_calls import BodyCall
    from dialogue_app.services.issues.contacting import remind, tell
    from ui.pages.issues.move_forms import CallPanel

    group, case = chosen.detail.group, noun.context.case

    def record(known: Sequence[Seen], form: ContactDraft) -> None:
        if isinstance(group, BodyCall):
            remind(case, known, group.owing, form, group.promise_ids)
        else:
            tell(case, known, form, group.raiser_ids)

    if isinstance(group, BodyCall):
        title = _("{name} was reminded").format(name=group.name)
    else:
        title = _("{name} was told").format(name=group.name)
    return CallPanel(noun.context, title, seen, group.contact, record)


def _read_first(noun: CallNoun, chosen: Chosen) -> IssueDetail:
    """The first issue to be asked about; called on a worker."""
    from dialogue_app.services.issues.detail import issue_detail

    return issue_detail(noun.context.case, chosen.detail.group.asked_of[0])


def _read_promised(noun: CallNoun, chosen: Chosen) -> IssueDetail:
    """The first issue with something promised; called on a worker."""
    from dialogue_app.services.issues.detail import issue_detail

    first = chosen.detail.group.promises[0].issues[0]
    return issue_detail(noun.context.case, first.id)


def _keep_form(noun: CallNoun, _chosen: Chosen, issue: IssueDetail) -> FormPanel:
    from ui.pages.issues.move_forms import KeepPanel

    return KeepPanel(noun.context, issue)


def _verdict_form(noun: CallNoun, chosen: Chosen, issue: IssueDetail) -> FormPanel:
    from ui.pages.issues.move_forms import VerdictPanel

    return VerdictPanel(noun.context, issue, chosen.detail.group.raiser_ids)


def _told(_page: RecordPage, _chosen: Chosen, n: int) -> Told:
    said = ngettext("Recorded the call about {n} issue.", "Recorded the call about {n} issues.", n)
    return Told(said.format(n=number(n)))


ACTS: tuple[Act, ...] = (
    Act("mark", N_("Record the call"), "issue.remind", icon="check", shortcut="Ctrl+R",
        fits=_can_be_marked, leads=_can_be_marked, read=_read_seen, form=_form, told=_told),
    Act("keep", N_("Promise kept"), "issue.keep", fits=_can_be_kept, stands_out=True,
        read=_read_promised, form=_keep_form,
        done=N_("Recorded that the promise was kept.")),
    Act("verdict", N_("Record the enterprise's opinion"), "issue.verdict", shortcut="Ctrl+Shift+Y",
        fits=_can_be_asked, leads=_can_be_asked, stands_out=True, read=_read_first,
        form=_verdict_form, done=N_("Recorded the enterprise's opinion.")),
    Act("copy_text", N_("Copy the text"), "", icon="answer", shortcut="Ctrl+Shift+C",
        fits=_has_text, stands_out=True, run=_copy),
    Act("draft", N_("Save as an e-mail…"), "", icon="save", fits=_has_text, stands_out=True,
        run=_ask_where),
    Act("letter_pdf", N_("Letter that asks again, PDF…"), "", icon="save",
        fits=_can_be_asked_by_letter, run=partial(ask_where, ending=PDF)),
    Act("letter_word", N_("Letter that asks again, Word…"), "", icon="save",
        fits=_can_be_asked_by_letter, run=partial(ask_where, ending=WORD)),
    Act("show_issues", N_("Show its issues"), "", icon="issue", fits=_is_open, run=_show_issues),
)  # fmt: skip
