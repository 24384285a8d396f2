"""All there is to read of a call: whom to call, its issues, and the text for it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dialogue_app.i18n import _
from dialogue_app.services.issues.body_calls import BodyCall
from dialogue_app.services.issues.calling_words import (
    caller_words,
    due_promise_words,
    owed_words,
    untold_of_issue,
)
from dialogue_app.services.issues.calls import CallDetail
from ui.widgets.facts import Facts, caption, paragraph, section
from ui.widgets.inputs import TextArea

_LINES = range(4, 18)  # of the text, which is seen whole where it is not longer
_LETTERS = 50  # in a line of it


def call_parts(detail: CallDetail) -> list[QWidget]:
    """The parts in the order they are read."""
    group = detail.group
    if group is None:
        return [paragraph(_("It was recorded meanwhile, or the answer has come."))]
    parts: list[QWidget] = [paragraph(caller_words(group.contact, group.phone, group.email))]
    if what_about := _what_about(detail):
        parts += [section(_("What about")), Facts(what_about)]
    if len(group.issue_ids) > len(detail.issues):
        parts.append(caption("…"))
    if isinstance(group, BodyCall) and group.promises:
        parts += [section(_("What they promised")), Facts(_promised(group))]
    parts.append(section(_("Text to copy")))
    if detail.message is None:
        parts.append(paragraph(_("Say in the settings who we are: the text begins with it.")))
    else:
        parts.append(_text(detail.message.text))
    return parts


def _what_about(detail: CallDetail) -> list[tuple[str, str]]:
    """Each issue to be answered, told or asked about: why it is time, and what it is about."""
    group = detail.group
    why: dict[int, str] = {}
    if isinstance(group, BodyCall):
        for issue in group.issues:
            why.setdefault(issue.seen.id, owed_words(issue))
    elif group is not None:
        why = {row.id: untold_of_issue(group, row.id) for row in detail.issues}
    return [
        (row.code, f"{why[row.id]}\n{' '.join(row.text.split())}")
        for row in detail.issues
        if row.id in why
    ]


def _promised(call: BodyCall) -> list[tuple[str, str]]:
    """Each promise: why it is time, and what it is."""
    return [
        (", ".join(one.codes), f"{due_promise_words(one)}\n{one.what}") for one in call.promises
    ]


def _text(text: str) -> TextArea:
    """The text, to be read and marked."""
    lines = sum(1 + len(line) // _LETTERS for line in text.splitlines())
    area = TextArea(min(max(lines, _LINES.start), _LINES.stop))
    area.setObjectName("message")
    area.setAccessibleName(_("Text to copy"))
    area.setPlainText(text)
    area.setReadOnly(True)
    return area
