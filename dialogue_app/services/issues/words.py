"""What is said of one issue, in the same words beside the list and by `issue show`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.vocabulary import (
    AssignmentState,
    ContactPurpose,
    DueBasis,
    IssueState,
    Outcome,
    PromiseState,
    Relation,
    StoryKind,
    WithdrawalCause,
)
from dialogue_app.i18n import N_, _, ngettext
from dialogue_app.i18n.formats import file_size, screen_date
from dialogue_app.i18n.words import field_name, word
from dialogue_app.services.issues.due_words import (
    dotted,
    due_words,
    limit_words,
    waiting_words,
)
from dialogue_app.services.lists import Chip

if TYPE_CHECKING:
    from dialogue_app.domain.fields.issues import IssueDraft
    from dialogue_app.services.issues.attaching import AttachmentView
    from dialogue_app.services.issues.detail import IssueDetail
    from dialogue_app.services.issues.views import (
        AnswerView,
        AssignmentView,
        ContactView,
        DirectionView,
        PromiseView,
        RaiserView,
        StoryLine,
    )

_CHIPS = {
    IssueState.RECEIVED: ("plain", "issue"),
    IssueState.ASSIGNED: ("accent", "arrow"),
    IssueState.NOT_SENT: ("plain", "waiting"),
    IssueState.TRANSFERRED: ("accent", "arrow"),
    IssueState.PARTLY_ANSWERED: ("plain", "answer"),
    IssueState.PROMISED: ("accent", "clock"),
    IssueState.ANSWERED: ("plain", "answer"),
    IssueState.WAITING: ("plain", "waiting"),
    IssueState.SENT_UP: ("accent", "arrow"),
    IssueState.REOPENED: ("plain", "undo"),
    IssueState.CLOSED: ("plain", "check"),
}

_IN_BRACKETS = (
    StoryKind.PROPOSED, StoryKind.ASSIGNED, StoryKind.TO_SEND, StoryKind.TRANSFERRED,
)  # fmt: skip
_SHOWN_APART = (StoryKind.ANSWERED, StoryKind.DIRECTED)  # their texts have sections of their own


_CONTACTS = {
    ContactPurpose.REMIND: N_("Reminded {who}"),
    ContactPurpose.URGE: N_("Urged {who}"),
    ContactPurpose.ASK: N_("Asked {who} for an answer"),
    ContactPurpose.TALK: N_("Contact with {who}"),
    ContactPurpose.TOLD_WHERE: N_("Told {who} where it went"),
    ContactPurpose.TOLD_ANSWER: N_("Told {who} what was answered"),
    ContactPurpose.GUIDED: N_("Guided {who} to file a complaint or denunciation"),
}


def state_chip(state: IssueState, outcome: Outcome | None) -> Chip:
    """The chip of an issue: its outcome where it has ended, else its state."""
    if outcome is not None:
        settled = outcome is Outcome.SETTLED
        return Chip(word(outcome), "good" if settled else "plain", "check")
    tone, icon = _CHIPS[state]
    return Chip(word(state), tone, icon)


# Fields that are told in one line with others, or by themselves above the facts.
_TOLD_TOGETHER = (
    "text", "received_on", "moment", "medium", "withhold_name", "name_when_transferring",
    "unsigned", "complaint",
)  # fmt: skip


def issue_words(detail: IssueDetail, raisers: str, today: date) -> list[tuple[str, str]]:
    """Everything typed of an issue but its text, as pairs of name and value; some are empty."""
    from dialogue_app.i18n.values import draft_words

    form, row = detail.form, detail.row
    raised = ", ".join(dict.fromkeys((word(form.moment), word(form.medium))))
    called = {"session_id": row.session_code, "topic_id": row.topic, "venue_id": detail.venue}
    return [
        (field_name("raisers"), raisers),
        (field_name("due"), dotted(limit_words(row), due_words(row, today))),
        (_("Waiting for"), detail.waiting_for),
        (_("Who owes the answer"), _owed_by(detail, today)),
        (_("Followed with"), detail.original_code),
        (_("Followed with it"), ", ".join(detail.duplicates)),
        (_("Similar issues"), ", ".join(one.code for one in detail.similar)),
        (_("Papers"), "\n".join(_flags(form))),
        (_("Receipt"), dotted(screen_date(form.received_on), raised)),
        *draft_words(form, called, but=_TOLD_TOGETHER),
    ]


def _owed_by(detail: IssueDetail, today: date) -> str:
    """Who is waited for, since when, and for how many days, all and worked ones."""
    row, n = detail.row, detail.waited_days
    if row.waits_since is None:
        return ""
    worked = ngettext("{n} working day", "{n} working days", n).format(n=n)
    return dotted("; ".join(row.waits_for), f"{waiting_words(row, today)} ({worked})")


def _flags(form: IssueDraft) -> list[str]:
    flags = (
        (form.withhold_name, _("Asks not to be named")),
        (form.withhold_name and form.name_when_transferring, _("Name it when transferring")),
        (form.unsigned, _("The slip bears no name")),
        (form.complaint, _("Shows signs of a complaint or denunciation")),
    )
    return [text for ticked, text in flags if ticked]


def raiser_words(raiser: RaiserView) -> str:
    """A raiser in one line."""
    n = raiser.members_count or 0
    return dotted(
        raiser.name + (f" ({raiser.speaker})" if raiser.speaker else ""),
        ngettext("for {n} member", "for {n} members", n).format(n=n) if n else "",
        raiser.enterprise_code or _("not in the register"),
        raiser.phone,
        word(raiser.verdict) if raiser.verdict else "",
        _told_words(raiser),
    )


def _told_words(raiser: RaiserView) -> str:
    """When it was told where it went and what was answered, and what it is still to be told."""
    told = (
        (_("told {day} where it went"), raiser.told_where_on),
        (_("told {day} what was answered"), raiser.told_answer_on),
    )
    said = [words.format(day=screen_date(day)) for words, day in told if day is not None]
    return dotted(*said, *map(untold_words, raiser.untold))


def untold_words(purpose: ContactPurpose) -> str:
    """What a raiser is still to be told."""
    return {
        ContactPurpose.TOLD_WHERE: _("not told yet where it went"),
        ContactPurpose.TOLD_ANSWER: _("not told yet what was answered"),
        ContactPurpose.GUIDED: _("no guidance on complaints given yet"),
    }[purpose]


def caller_words(raiser: RaiserView) -> str:
    """Whom to call about an issue: the raiser, who spoke, the telephone."""
    return dotted(raiser.name, raiser.speaker, raiser.phone)


def role_words(assignment: AssignmentView, now: int) -> str:
    """The part of a body; of one from before the round that runs now, that it was of before."""
    role = word(assignment.role)
    if assignment.round == now:
        return role
    return _("{role}, before it was reconsidered").format(role=role)


def assignment_words(assignment: AssignmentView) -> str:
    """An assignment in one line: body, person, dates."""
    return dotted(
        assignment.body,
        assignment.person,
        _since(assignment),
        _limit_of(assignment),
        _became(assignment),
    )


def _became(assignment: AssignmentView) -> str:
    """What became of it, where the body has it no longer or not yet."""
    if assignment.state is AssignmentState.GIVEN:
        return ""
    if assignment.ended_because is WithdrawalCause.REROUTED:
        return _("given to another body")
    if assignment.state is AssignmentState.RETURNED and assignment.was_never_sent:
        return _("no more to be transferred")
    return word(assignment.state)


def _since(assignment: AssignmentView) -> str:
    """Since when the body has it; of others, whether it was sent at all."""
    if assignment.given_on is None:
        return ""
    if assignment.relation is Relation.OWN:
        return _("assigned {day}").format(day=screen_date(assignment.given_on))
    if assignment.sent_on is None:
        is_to_send = assignment.state is AssignmentState.GIVEN
        return _("letter not sent yet") if is_to_send else _("no letter was sent")
    sent = _("transferred {day}").format(day=screen_date(assignment.sent_on))
    by = word(assignment.sent_kind) if assignment.sent_kind else ""
    return " ".join(filter(None, [sent, by, assignment.sent_number]))


def _limit_of(assignment: AssignmentView) -> str:
    if assignment.due_on is None:
        return assignment.due_text
    limit = _limit(assignment.due_on)
    if assignment.original_due_on not in (None, assignment.due_on):
        limit += " " + _("(at first {day})").format(day=screen_date(assignment.original_due_on))
    basis = assignment.due_basis
    if basis and (assignment.due_days or basis is DueBasis.EXTENDED):
        limit += f" ({word(basis)})"
    return limit


def direction_heading(direction: DirectionView) -> str:
    """Who directed what to whom, without the words themselves."""
    return dotted(
        screen_date(direction.on),
        direction.speaker.written,
        "; ".join(direction.bodies),
        _limit(direction.due_on),
    )


def answer_heading(answer: AnswerView, now: int) -> str:
    """Who answered, when and how, without the words; `now` is the round that runs."""
    codes = ", ".join(answer.other_codes)
    return dotted(
        screen_date(answer.answered_on),
        word(answer.kind),
        answer.answerer,
        _("letter {number}").format(number=answer.letter_number) if answer.letter_number else "",
        "" if answer.settles else _("the matter stays open"),
        _("a written answer is to come") if answer.also_in_writing else "",
        _("also for {codes}").format(codes=codes) if codes else "",
        "" if answer.round == now else _("before it was reconsidered"),
    )


def promise_words(promise: PromiseView, today: date) -> str:
    """What was promised, by whom, by when, and what became of it, in one line."""
    return dotted(
        promise.what, promise.who, promised_for(promise), promise_standing(promise, today)
    )


def promised_for(promise: PromiseView) -> str:
    """The day of a promise, with how it was written where that is no day."""
    said, written = _promised_day(promise.due_on), promise.due_text
    is_day = written in ("", screen_date(promise.due_on))
    return said if is_day else f"{said} (“{written}”)"


def _promised_day(day: date) -> str:
    return _("promised for {day}").format(day=screen_date(day))


def promise_standing(promise: PromiseView, today: date) -> str:
    """What became of a promise by today, with its proof."""
    late = promise.days_late(today)
    days = ngettext("{n} day late", "{n} days late", late).format(n=late) if late else ""
    if promise.state is PromiseState.OPEN:
        return days or word(promise.state)
    said = f"{word(promise.state)} {screen_date(promise.ended_on)}"
    proof = dotted(promise.proof, promise.file)
    return ", ".join(filter(None, [said, days])) + (f": {proof}" if proof else "")


def attachment_words(attachment: AttachmentView) -> str:
    """A file in one line: its name, its size and the day it was attached."""
    return dotted(attachment.name, file_size(attachment.size), screen_date(attachment.added_on))


def contact_words(contact: ContactView) -> str:
    """A contact in one line: what for, with whom, how, and what was said and came back."""
    how = [word(contact.means), contact.number]
    how += [_("reminder {n}").format(n=contact.time)] if contact.time > 1 else []
    how += [_("with {name}").format(name=contact.person)] if contact.person else []
    done = _CONTACTS[contact.purpose]
    said = f"{_(done).format(who=contact.who)} ({', '.join(filter(None, how))})"
    back = _("Answer: {text}").format(text=contact.came_back) if contact.came_back else ""
    return ". ".join(filter(None, [said, contact.said.rstrip(" ."), back]))


def story_words(line: StoryLine) -> tuple[str, str]:
    """The day and what happened."""
    if line.contact is not None:
        return screen_date(line.on), mask_persons(contact_words(line.contact))
    said = _what_happened(line)
    for value in (line.outcome, line.verdict):
        if value is not None:
            said += f": {word(value)}"
    if line.due_on is not None:
        promised = line.kind is StoryKind.PROMISED
        said += ", " + (_promised_day(line.due_on) if promised else _limit(line.due_on))
    if line.text and line.kind in _IN_BRACKETS:
        said += f" ({line.text})"
    elif line.text and line.kind not in _SHOWN_APART:
        said += f". {line.text}"
    return screen_date(line.on), mask_persons(said)


def _what_happened(line: StoryLine) -> str:
    """What happened: a body that acted comes first, a body that was given something comes last."""
    acted = {
        StoryKind.ANSWERED: _("{name} answered"),
        StoryKind.RETURNED: _("{name} sent it back"),
        StoryKind.DIRECTED: _("{name} directed"),
    }
    if line.who and line.kind in acted:
        return acted[line.kind].format(name=line.who)
    return " ".join(filter(None, [word(line.kind), line.who]))


def _limit(day: date | None) -> str:
    return _("limit {day}").format(day=screen_date(day)) if day else ""
