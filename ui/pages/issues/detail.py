"""All there is to read of one issue: what it says, who is in charge, its answers, its story."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dialogue_app.i18n import _
from dialogue_app.services.issues.detail import IssueDetail
from dialogue_app.services.issues.words import (
    answer_heading,
    assignment_words,
    attachment_words,
    direction_heading,
    issue_words,
    promise_words,
    raiser_words,
    role_words,
    story_words,
)
from ui.context import Context
from ui.pages.issues.dates import ExplainedDates
from ui.widgets.facts import Facts, caption, paragraph, section


def issue_parts(detail: IssueDetail, context: Context) -> list[QWidget]:
    """The parts in the order they are read."""
    today = context.case.today()
    raisers = "\n".join(map(raiser_words, detail.raisers)) or _("No name given")
    parts: list[QWidget] = [paragraph(detail.form.text), Facts(issue_words(detail, raisers, today))]
    if detail.assignments:
        latest = sorted(detail.assignments, key=lambda given: -given.round)
        rows = [(role_words(given, detail.round), assignment_words(given)) for given in latest]
        parts += [section(_("Bodies in charge")), Facts(rows)]
    has_promise = any(promise.round == detail.round for promise in detail.promises)
    if has_promise or any(given.due_on for given in detail.assignments):
        parts.append(ExplainedDates(context, detail.id))
    if detail.directions:
        parts.append(section(_("Direction of the chair")))
    for said in detail.directions:
        parts += [caption(direction_heading(said)), paragraph(said.text)]
    if detail.answers:
        parts.append(section(_("Answer")))
    for given in detail.answers:
        parts += [caption(answer_heading(given, detail.round)), paragraph(given.text)]
    if detail.promises:
        parts.append(section(_("Promises")))
    parts += [paragraph(promise_words(promise, today)) for promise in detail.promises]
    if detail.attachments:
        parts.append(section(_("Attachments")))
    parts += [paragraph(attachment_words(attachment)) for attachment in detail.attachments]
    parts += [section(_("How it was handled")), Facts([story_words(line) for line in detail.story])]
    return parts
