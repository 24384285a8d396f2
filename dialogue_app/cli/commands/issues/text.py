"""One issue whole, as text: what was raised, who is in charge, what was answered, its story."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dialogue_app.cli.commands.issues.chosen import state_words
from dialogue_app.cli.output import say, say_facts
from dialogue_app.i18n import _
from dialogue_app.services.issues.detail import IssueDetail
from dialogue_app.services.issues.views import AnswerView, AssignmentView, DirectionView
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


def say_whole(detail: IssueDetail, today: date) -> None:
    """Everything about one issue."""
    say(f"{detail.code}  {state_words(detail.row)}")
    say(detail.form.text)
    say()
    # with the number that `issue verdict --raiser` takes
    raisers = (f"{place}. {raiser_words(raiser)}" for place, raiser in enumerate(detail.raisers, 1))
    say_facts(issue_words(detail, "\n".join(raisers), today))
    latest, now = sorted(detail.assignments, key=lambda given: -given.round), detail.round
    _section(_("Bodies in charge"), (_assignment(given, now) for given in latest))
    _section(_("Direction of the chair"), map(_direction, detail.directions))
    _section(_("Answer"), (_answer(answer, now) for answer in detail.answers))
    # with the number that `issue kept --promise` takes
    promises = (f"{n}. {promise_words(one, today)}" for n, one in enumerate(detail.promises, 1))
    _section(_("Promises"), promises)
    _section(_("Attachments"), map(attachment_words, detail.attachments))
    _section(_("How it was handled"), map("  ".join, map(story_words, detail.story)))


def _section(title: str, paragraphs: Iterable[str]) -> None:
    filled = list(paragraphs)
    if filled:
        say()
        say(f"{title}:")
    for paragraph in filled:
        say(_indented(paragraph))


def _assignment(assignment: AssignmentView, now: int) -> str:
    return f"{role_words(assignment, now)}: {assignment_words(assignment)}"


def _direction(direction: DirectionView) -> str:
    return f"{direction_heading(direction)}\n{_indented(direction.text)}"


def _answer(answer: AnswerView, now: int) -> str:
    return f"{answer_heading(answer, now)}\n{_indented(answer.text)}"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
