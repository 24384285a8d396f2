"""What is said of one issue, in the same words beside the list and by `issue show`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dialogue_app.domain.vocabulary import AssignmentState, IssueState, Relation, StoryKind
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import screen_date
from dialogue_app.i18n.words import field_name, word

if TYPE_CHECKING:
    from dialogue_app.services.issues.detail import (
        AnswerView,
        AssignmentView,
        DirectionView,
        IssueDetail,
        RaiserView,
        StoryLine,
    )
    from dialogue_app.services.issues.intake import IssueForm
    from dialogue_app.services.issues.lists import IssueRow

_OPEN_ENDED = (IssueState.CLOSED, IssueState.ANSWERED)
_IN_BRACKETS = (
    StoryKind.PROPOSED, StoryKind.ASSIGNED, StoryKind.TO_SEND, StoryKind.TRANSFERRED,
)  # fmt: skip
_TOLD_ABOVE = (StoryKind.ANSWERED, StoryKind.DIRECTED)  # their words stand in parts of their own


def due_words(row: IssueRow, today: date) -> str:
    """What the limit of an issue means today; only our own units can be late."""
    left = days_left(row, today)
    if left is None:
        return _waited(row, today)
    if left < 0:
        return ngettext("{n} day overdue", "{n} days overdue", -left).format(n=-left)
    if left == 0:
        return _("due today")
    return ngettext("{n} day left", "{n} days left", left).format(n=left)


def _waited(row: IssueRow, day: date) -> str:
    """How long bodies we do not command have had what was sent to them."""
    ours = row.lead_relation in (Relation.OWN, None)
    if ours or row.sent_on is None or row.state in _OPEN_ENDED:
        return ""
    waited = (day - row.sent_on).days
    if waited <= 0:
        return _("just handed over")
    return ngettext("waiting for {n} day", "waiting for {n} days", waited).format(n=waited)


def days_left(row: IssueRow, today: date) -> int | None:
    """How many days a unit of ours still has, fewer than none once it is late; None for others."""
    if row.next_due_on is None or not row.next_due_own:
        return None
    return (row.next_due_on - today).days


def issue_facts(detail: IssueDetail, raisers: str, today: date) -> list[tuple[str, str]]:
    """Everything typed of an issue but its text, as pairs of name and value; some are empty."""
    form, row = detail.form, detail.row
    raised = ", ".join(dict.fromkeys((word(form.moment), word(form.medium))))
    return [
        (field_name("raisers"), raisers),
        (field_name("due"), _dot(screen_date(row.next_due_on), due_words(row, today))),
        (_("Answer promised to the enterprise by"), screen_date(form.promised_on)),
        (_("Waiting for"), detail.waiting_for),
        (_("Followed with"), detail.original_code),
        (_("Papers"), "\n".join(_flags(form))),
        (_("Session"), row.session_code),
        (_("Taken in"), _dot(screen_date(form.received_on), raised)),
        (field_name("kind"), word(form.kind)),
        (field_name("topic"), row.topic),
        (field_name("authority"), word(form.authority)),
        (_("Number elsewhere"), form.number_elsewhere),
        (field_name("note"), form.note),
    ]


def _flags(form: IssueForm) -> list[str]:
    flags = (
        (form.withhold_name, _("Asks not to be named")),
        (form.withhold_name and form.name_when_transferring, _("Name it when transferring")),
        (form.unsigned, _("The slip bears no name")),
        (form.complaint, _("Shows signs of a complaint or denunciation")),
    )
    return [text for ticked, text in flags if ticked]


def raiser_words(one: RaiserView) -> str:
    """A raiser in one line."""
    n = one.members_count or 0
    return _dot(
        one.name + (f" ({one.speaker})" if one.speaker else ""),
        ngettext("for {n} member", "for {n} members", n).format(n=n) if n else "",
        one.enterprise_code or _("not in the register"),
        word(one.verdict) if one.verdict else "",
    )


def assignment_words(part: AssignmentView) -> str:
    """The part of one body in one line."""
    return _dot(
        part.body,
        part.person,
        _since(part),
        _limit_of(part),
        word(part.state) if part.state is not AssignmentState.GIVEN else "",
    )


def _since(part: AssignmentView) -> str:
    """Since when the body has it; of others, whether it was sent at all."""
    if part.given_on is None:
        return ""
    if part.relation is Relation.OWN:
        return _("assigned {day}").format(day=screen_date(part.given_on))
    if part.sent_on is None:
        return _("letter not sent yet")
    sent = _("transferred {day}").format(day=screen_date(part.sent_on))
    by = word(part.sent_kind) if part.sent_kind else ""
    return " ".join(filter(None, [sent, by, part.sent_number]))


def _limit_of(part: AssignmentView) -> str:
    if part.due_on is None:
        return part.due_text
    limit = _limit(part.due_on)
    if part.original_due_on not in (None, part.due_on):
        limit += " " + _("(at first {day})").format(day=screen_date(part.original_due_on))
    if part.due_basis and part.due_days:
        limit += f" ({word(part.due_basis)})"
    return limit


def direction_heading(one: DirectionView) -> str:
    """Who directed what to whom, without the words themselves."""
    return _dot(screen_date(one.on), one.speaker, "; ".join(one.bodies), _limit(one.due_on))


def answer_heading(one: AnswerView) -> str:
    """Who answered, when and how, without the words themselves."""
    codes = ", ".join(one.other_codes)
    return _dot(
        screen_date(one.answered_on),
        word(one.kind),
        ", ".join(filter(None, [one.person, one.person_title, one.body])),
        _("letter {number}").format(number=one.letter_number) if one.letter_number else "",
        "" if one.settles else _("the matter stays open"),
        _("a written answer is to come") if one.also_in_writing else "",
        _("also for {codes}").format(codes=codes) if codes else "",
    )


def story_words(line: StoryLine) -> tuple[str, str]:
    """The day and what happened."""
    said = _what_happened(line)
    for value in (line.outcome, line.verdict):
        if value is not None:
            said += f": {word(value)}"
    if line.due_on is not None:
        said += f", {_limit(line.due_on)}"
    if line.text and line.kind in _IN_BRACKETS:
        said += f" ({line.text})"
    elif line.text and line.kind not in _TOLD_ABOVE:
        said += f". {line.text}"
    return screen_date(line.on), said


def _what_happened(line: StoryLine) -> str:
    """Who acted comes first, whom something was given to comes last."""
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


def _dot(*parts: str) -> str:
    return " · ".join(filter(None, parts))
