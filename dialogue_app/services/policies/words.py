"""Rules for time limits in words."""

from __future__ import annotations

from collections.abc import Iterator

from dialogue_app.domain.fields.policies import PolicyDraft
from dialogue_app.domain.vocabulary import WaitingClock
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number, screen_date
from dialogue_app.i18n.words import word
from dialogue_app.services.policies.editing import RuleBook


def rule_words(book: RuleBook, draft: PolicyDraft) -> str:
    """For what a rule is and what it says: "Đất đai: 10 ngày làm việc; nhắc trước 3 ngày"."""
    return f"{named_words(book, draft)}: {'; '.join(_said(book, draft))}"


def named_words(book: RuleBook, draft: PolicyDraft) -> str:
    """For what a rule is."""
    topic = book.topics.get(draft.topic_id, "") if draft.topic_id is not None else ""
    body = book.bodies.get(draft.body_id, "") if draft.body_id is not None else ""
    kind = word(draft.kind) if draft.kind is not None else ""
    return " · ".join(filter(None, (topic, body, kind))) or _("All issues")


def proposal_words(book: RuleBook, draft: PolicyDraft) -> str:
    """Which rule proposed something, for the form that shows it."""
    return _("By the rule “{rule}”").format(rule=named_words(book, draft))


def due_words(draft: PolicyDraft) -> str:
    """The limit that a rule proposes: "7 ngày làm việc", or a day."""
    if draft.due_days is not None:
        n = draft.due_days
        return ngettext("{n} working day", "{n} working days", n).format(n=number(n))
    return screen_date(draft.due_on)


def supporter_words(book: RuleBook, draft: PolicyDraft) -> str:
    """The supporting bodies that a rule proposes."""
    return ", ".join(book.bodies.get(key, "") for key in draft.supporter_ids)


def _said(book: RuleBook, draft: PolicyDraft) -> Iterator[str]:
    if draft.due_days is not None:
        yield due_words(draft)
    if draft.due_on is not None:
        yield _("limit {day}").format(day=screen_date(draft.due_on))
    if draft.reminder_days is not None:
        n = draft.reminder_days
        sentence = ngettext(
            "due soon {n} working day before", "due soon {n} working days before", n
        )
        yield sentence.format(n=number(n))
    if draft.supporter_ids:
        yield _("supporting: {names}").format(names=supporter_words(book, draft))
    if draft.waiting is not None:
        stops = draft.waiting is WaitingClock.STOPS
        yield _("waiting stops the clock") if stops else _("waiting does not stop the clock")
