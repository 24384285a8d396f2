"""What can be done to issues: one act for each move of their life, and files attached.

Forms and their services are imported when they are first needed: the list comes before them.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dialogue_app.domain.life import Move
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentState,
    IssueState,
    ParticipantRole,
    PromiseState,
    Relation,
)
from dialogue_app.i18n import N_, _
from ui.acts import Act, Chosen, Takes
from ui.messages import Told
from ui.pages.history import HISTORY
from ui.pages.issues.chosen import ONE_OR_SEVERAL, forms, seen_of
from ui.pages.issues.contact_acts import CONTACT_ACTS
from ui.pages.issues.told import told_answered, told_assigned, told_closed, told_given_out
from ui.pages.past_imports.act import PAST_IMPORTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from dialogue_app.services.case import Seen
    from dialogue_app.services.issues.detail import IssueDetail
    from ui.pages.issues.form import IssueFormLists
    from ui.pages.issues.move_forms import Proposals
    from ui.pages.issues.noun import IssueNoun
    from ui.pages.record_page import RecordPage
    from ui.widgets.form_panel import FormPanel

USUAL_DAYS = 7  # where our agency has not said how long its units have


def _is_in(*states: IssueState) -> Callable[[Any], bool]:
    return lambda issue: issue.row.state in states


def _has(*states: AssignmentState) -> Callable[[Any], bool]:
    return lambda issue: any(part.state in states for part in issue.assignments)


def _to_send(issue: IssueDetail) -> bool:
    """Whether a body that is not ours has it."""
    parts = issue.assignments
    return any(p.state is AssignmentState.GIVEN and p.relation is not Relation.OWN for p in parts)


def _has_limit(issue: IssueDetail) -> bool:
    """Whether a body has it by a date."""
    return any(p.state is AssignmentState.GIVEN and p.due_on for p in issue.assignments)


def _has_open_promise(issue: IssueDetail) -> bool:
    return any(promise.state is PromiseState.OPEN for promise in issue.promises)


def _is_new_without_body(issue: IssueDetail) -> bool:
    new = (IssueState.RECEIVED, IssueState.REOPENED)
    return issue.row.state in new and not _PROPOSED(issue)


_PROPOSED = _has(AssignmentState.PROPOSED)


# Added, taken in, corrected ---------------------------------------------------------------------


def _import(page: RecordPage, _chosen: Chosen) -> None:
    noun: Any = page.noun
    noun.rail.open_issue_import(noun.session_id)


def _paste(page: RecordPage, _chosen: Chosen) -> None:
    from dialogue_app.services.imports.workbooks import TableKind

    noun: Any = page.noun
    noun.rail.paste(TableKind.ISSUES, noun.session_id)


def _lists(noun: IssueNoun, chosen: Chosen) -> IssueFormLists:
    from dialogue_app.domain.fields.issues import IssueDraft
    from ui.pages.issues.form import read_lists

    known = chosen.detail
    return read_lists(noun.context, known.form if known is not None else IssueDraft(""))


def _issue_form(noun: IssueNoun, chosen: Chosen, lists: IssueFormLists) -> FormPanel:
    from dialogue_app.services.case import SeenDraft
    from ui.pages.issues.form import IssuePanel

    issue: IssueDetail | None = chosen.detail
    known = SeenDraft(issue.id, issue.version, issue.form) if issue else None
    code = issue.code if issue else ""
    return IssuePanel(noun.context, lists, known, code, noun.session_id)


def _attach(page: RecordPage, chosen: Chosen) -> None:
    """Ask for a file and attach it."""
    from dialogue_app.services.issues.attaching import attach
    from ui.widgets.files import ask_for_file

    case, issue = page.context.case, chosen.detail
    ask_for_file(
        page,
        _("Attach a file to {code}").format(code=issue.code),
        lambda path: page.write(lambda: attach(case, issue.seen, path), ATTACH, chosen),
    )


# Given to bodies --------------------------------------------------------------------------------


def _proposals(noun: IssueNoun) -> Proposals:
    from dialogue_app.services.agency.settings import agency
    from dialogue_app.services.policies.editing import rule_book
    from ui.pages.issues.move_forms import Proposals

    ours = agency(noun.context.case)
    days = ours.default_days if ours else USUAL_DAYS
    return Proposals(days, rule_book(noun.context.case))


def _assign_form(noun: IssueNoun, chosen: Chosen, found: tuple[list[Seen], Proposals]) -> FormPanel:
    from ui.pages.issues.move_forms import AssignPanel, AssignTogetherPanel

    seen, proposals = found
    if chosen.detail is not None:
        return AssignPanel(noun.context, chosen.detail, proposals)
    return AssignTogetherPanel(noun.context, seen, proposals)


def _give_out_form(
    noun: IssueNoun, _chosen: Chosen, found: tuple[list[Seen], Proposals]
) -> FormPanel:
    from ui.pages.issues.move_forms import GiveOutPanel

    return GiveOutPanel(noun.context, *found)


def _send_form(noun: IssueNoun, _chosen: Chosen, seen: list[Seen]) -> FormPanel:
    from ui.pages.issues.move_forms import SendPanel

    return SendPanel(noun.context, seen)


def _told_sent(page: RecordPage, chosen: Chosen, n: int) -> Told:
    """Of several chosen, one letter carried those that are with its body."""
    one = chosen.detail
    what = page.noun.called(one) if one is not None else page.noun.count(n)
    return Told(_("Recorded that {what} was sent.").format(what=what))


# Answered, directed -----------------------------------------------------------------------------


def _session_of(noun: IssueNoun, chosen: Chosen) -> int | None:
    """The session in which something is said: the one whose page it is, else the issue's own."""
    if noun.session_id is not None or chosen.detail is None:
        return noun.session_id
    session_id: int | None = chosen.detail.form.session_id
    return session_id


def _answer_facts(noun: IssueNoun, chosen: Chosen) -> tuple[list[Seen], date, int | None]:
    """What is answered, on which day a meeting did, and in which session."""
    from dialogue_app.services.issues.answering import proposed_day

    session_id = _session_of(noun, chosen)
    day = proposed_day(noun.context.case, AnswerKind.AT_MEETING, session_id)
    return seen_of(noun, chosen), day, session_id


def _answer_form(
    noun: IssueNoun, chosen: Chosen, found: tuple[list[Seen], date, int | None]
) -> FormPanel:
    from ui.pages.issues.move_forms import AnswerPanel

    seen, day, session_id = found
    return AnswerPanel(noun.context, seen, day, chosen.detail, session_id)


def _direct_facts(noun: IssueNoun, chosen: Chosen) -> tuple[list[Seen], int | None, str]:
    """What is directed on, in which session, and who chairs it."""
    from dialogue_app.services.sessions.editing import session_detail

    session_id = _session_of(noun, chosen)
    chair = ""
    if session_id is not None:
        people = session_detail(noun.context.case, session_id).form.participants
        chairs = (each.person.name for each in people if each.role is ParticipantRole.CHAIR)
        chair = next(chairs, "")
    return seen_of(noun, chosen), session_id, chair


def _direct_form(
    noun: IssueNoun, _chosen: Chosen, found: tuple[list[Seen], int | None, str]
) -> FormPanel:
    from ui.pages.issues.move_forms import DirectionPanel

    seen, session_id, chair = found
    return DirectionPanel(noun.context, seen, session_id, noun.speaker() or chair)


def _stops_clock(noun: IssueNoun, chosen: Chosen) -> bool:
    """Whether waiting for its enterprise stops the clock of its bodies, as the rules propose."""
    from dialogue_app.services.issues.ending import proposed_stop

    return proposed_stop(noun.context.case, chosen.detail.id)


def _close_form(noun: IssueNoun, chosen: Chosen, seen: list[Seen]) -> FormPanel:
    from ui.pages.issues.move_forms import ClosePanel, CloseTogetherPanel

    if chosen.detail is not None:
        return ClosePanel(noun.context, chosen.detail)
    return CloseTogetherPanel(noun.context, seen)


def _group(noun: IssueNoun, chosen: Chosen) -> None:
    from dialogue_app.services.issues.grouping import group

    group(noun.context.case, noun.seen(chosen.ids))


def _ungroup(noun: IssueNoun, chosen: Chosen) -> None:
    from dialogue_app.services.issues.grouping import ungroup

    ungroup(noun.context.case, [chosen.detail.seen])


def _resume(noun: IssueNoun, chosen: Chosen) -> None:
    from dialogue_app.services.issues.ending import resume

    resume(noun.context.case, chosen.detail.seen)


ATTACH = Act(
    "attach", N_("Attach a file"), "issue.attach", run=_attach,
    done=N_("Attached a file to {what}."),
)  # fmt: skip
ACTS: tuple[Act, ...] = (
    Act("import", N_("Import from Excel"), "issue.import", Takes.NOTHING, icon="import",
        shortcut="Ctrl+I", stands_out=True, run=_import),
    PAST_IMPORTS,
    Act("paste", N_("Paste rows from Excel"), "issue.import", Takes.NOTHING, icon="import",
        shortcut="Ctrl+V", run=_paste),
    Act("add", N_("Add an issue"), "issue.register", Takes.NOTHING, icon="add",
        shortcut="Ctrl+N", stands_out=True, leads=lambda _none: True, read=_lists,
        form=_issue_form, done=N_("Added {what}.")),
    Act("give_out", N_("Assign as proposed"), "issue.give_out", ONE_OR_SEVERAL,
        shortcut="Ctrl+Shift+G", moves=frozenset({Move.GIVE_OUT}), fits=_PROPOSED,
        leads=_is_in(IssueState.RECEIVED, IssueState.REOPENED),
        read=lambda noun, chosen: (seen_of(noun, chosen), _proposals(noun)),
        form=_give_out_form, told=told_given_out),
    Act("assign", N_("Hand over"), "issue.assign", ONE_OR_SEVERAL,
        words_for_several=N_("Hand over to one body"), shortcut="Ctrl+G",
        moves=frozenset({Move.ASSIGN, Move.TRANSFER}), leads=_is_new_without_body,
        read=lambda noun, chosen: (seen_of(noun, chosen), _proposals(noun)), form=_assign_form,
        told=told_assigned),
    Act("send", N_("Record that it was sent"), "issue.sent", ONE_OR_SEVERAL,
        shortcut="Ctrl+Shift+S", moves=frozenset({Move.SEND}), fits=_to_send,
        leads=_is_in(IssueState.NOT_SENT), read=seen_of, form=_send_form, told=_told_sent),
    Act("came_back", N_("Record the answer of the higher level"), "issue.came_back",
        moves=frozenset({Move.CAME_BACK}), leads=_is_in(IssueState.SENT_UP),
        form=lambda noun, one, _none: forms().CameBackPanel(noun.context, one.detail),
        done=N_("Recorded the answer of the higher level to {what}.")),
    Act("answer", N_("Record an answer"), "issue.answer", ONE_OR_SEVERAL,
        words_for_several=N_("Answer several at once"), icon="answer", shortcut="Ctrl+T",
        moves=frozenset({Move.ANSWER}),
        leads=_is_in(IssueState.ASSIGNED, IssueState.TRANSFERRED, IssueState.PARTLY_ANSWERED,
                     IssueState.SENT_UP),
        read=_answer_facts, form=_answer_form, told=told_answered),
    Act("keep", N_("Promise kept"), "issue.keep", shortcut="Ctrl+Shift+K",
        moves=frozenset({Move.KEEP}), fits=_has_open_promise, leads=_is_in(IssueState.PROMISED),
        form=lambda noun, one, _none: forms().KeepPanel(noun.context, one.detail),
        done=N_("Recorded that the promise to {what} was kept.")),
    Act("break", N_("Promise broken"), "issue.break", moves=frozenset({Move.BREAK}),
        fits=_has_open_promise,
        form=lambda noun, one, _none: forms().BreakPanel(noun.context, one.detail),
        done=N_("Recorded that the promise to {what} was broken.")),
    Act("promise", N_("Record a promise"), "issue.promise", moves=frozenset({Move.PROMISE}),
        fits=lambda issue: bool(issue.answers),
        form=lambda noun, one, _none: forms().PromisePanel(noun.context, one.detail),
        done=N_("Recorded a promise in the answer to {what}.")),
    Act("edit", N_("Edit"), "issue.edit", icon="edit", shortcut="F2", stands_out=True,
        moves=frozenset({Move.EDIT}), read=_lists, form=_issue_form),
    Act("direct", N_("Direction of the chair"), "session.direct", ONE_OR_SEVERAL,
        shortcut="Ctrl+D", moves=frozenset({Move.DIRECT}), read=_direct_facts,
        form=_direct_form, done=N_("Recorded the direction on {what}.")),
    Act("extend", N_("Extend the time limit"), "issue.extend", shortcut="Ctrl+Shift+H",
        moves=frozenset({Move.EXTEND}), fits=_has_limit,
        form=lambda noun, one, _none: forms().ExtendPanel(noun.context, one.detail),
        done=N_("Extended the time limit of {what}.")),
    Act("return", N_("Sent back by a body"), "issue.return", moves=frozenset({Move.RETURN}),
        form=lambda noun, one, _none: forms().ReturnPanel(noun.context, one.detail),
        done=N_("Recorded that {what} was sent back.")),
    Act("escalate", N_("Send to a higher level"), "issue.escalate",
        moves=frozenset({Move.ESCALATE}),
        form=lambda noun, one, _none: forms().EscalatePanel(noun.context, one.detail),
        done=N_("Sent {what} to a higher level.")),
    Act("wait", N_("Wait for the enterprise"), "issue.wait", moves=frozenset({Move.WAIT}),
        read=_stops_clock,
        form=lambda noun, one, stops: forms().WaitPanel(noun.context, one.detail, stops),
        done=N_("{what} now waits for the enterprise.")),
    Act("resume", N_("Continue"), "issue.resume", moves=frozenset({Move.RESUME}),
        leads=_is_in(IssueState.WAITING), call=_resume,
        done=N_("Work on {what} goes on.")),
    Act("verdict", N_("Record the enterprise's opinion"), "issue.verdict",
        shortcut="Ctrl+Shift+Y", moves=frozenset({Move.VERDICT}),
        fits=lambda issue: bool(issue.raisers),
        form=lambda noun, one, _none: forms().VerdictPanel(noun.context, one.detail),
        done=N_("Recorded the opinion on the answer to {what}.")),
    Act("close", N_("End the follow-up"), "issue.close", ONE_OR_SEVERAL, icon="check",
        shortcut="Ctrl+E", moves=frozenset({Move.CLOSE}), leads=_is_in(IssueState.ANSWERED),
        read=seen_of, form=_close_form, told=told_closed),
    Act("mark_duplicate", N_("Follow together with another"), "issue.duplicate",
        moves=frozenset({Move.MARK_DUPLICATE}),
        form=lambda noun, one, _none: forms().DuplicatePanel(noun.context, one.detail),
        done=N_("{what} is now followed together with another.")),
    Act("group", N_("Group similar ones"), "issue.group", Takes.SEVERAL, shortcut="Ctrl+M",
        moves=frozenset({Move.GROUP}), call=_group, done=N_("Grouped {what} that say the same.")),
    Act("ungroup", N_("Take out of its group"), "issue.ungroup", moves=frozenset({Move.UNGROUP}),
        fits=lambda issue: bool(issue.similar), call=_ungroup,
        done=N_("{what} is no more in its group.")),
    Act("reopen", N_("Reconsider"), "issue.reopen", icon="undo",
        moves=frozenset({Move.REOPEN}),
        form=lambda noun, one, _none: forms().ReopenPanel(noun.context, one.detail),
        done=N_("{what} is reconsidered.")),
    *CONTACT_ACTS,
    ATTACH,
    HISTORY,
)  # fmt: skip
