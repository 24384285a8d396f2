"""What lists and workbooks show of the promises of an issue, each column line by line."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select

from dialogue_app.domain.vocabulary import PromiseState
from dialogue_app.i18n.formats import screen_date
from dialogue_app.i18n.words import word
from dialogue_app.services.lists import Made, lines_of
from dialogue_app.storage.models.issue_course import AnswerIssue
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.promises import Promise


def _of_promises(column: Any) -> Any:
    """A column of the promises of an issue, in the order they were given."""
    said = (
        select(column.label("said"))
        .join(AnswerIssue, AnswerIssue.answer_id == Promise.answer_id)
        .where(AnswerIssue.issue_id == Issue.id)
        .order_by(Promise.id)
        .correlate(Issue)
        .subquery()
    )
    return select(func.aggregate_strings(said.c.said, "\n")).scalar_subquery()


def _days(text: str | None) -> tuple[str, ...]:
    return tuple(screen_date(date.fromisoformat(day)) for day in lines_of(text))


def _states(text: str | None) -> tuple[str, ...]:
    return tuple(word(PromiseState(state)) for state in lines_of(text))


PROMISED = Made(lines_of, _of_promises(Promise.what))
PROMISED_FOR = Made(_days, _of_promises(Promise.due_on))
PROMISES_STATE = Made(_states, _of_promises(Promise.state))
