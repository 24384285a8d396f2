"""Issues followed together with another: what was answered to it answers them, too.

Each keeps its own raisers, who are told and asked as those of the other are. It is counted as
followed together, whatever the other one ended with: nothing is settled twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.issues import FollowedWithIt
from dialogue_app.domain.vocabulary import Outcome
from dialogue_app.services.issues.moving import code_of
from dialogue_app.storage.bulk import Statement, is_asked, rows_of
from dialogue_app.storage.chunks import among
from dialogue_app.storage.models.issue_course import AnswerIssue
from dialogue_app.storage.models.issues import Issue


def require_not_followed(session: Session, original: Issue, outcome: Outcome) -> None:
    """Raise `FollowedWithIt` where it would end for a reason of its own raisers alone."""
    if outcome is not Outcome.WITHDRAWN and not original.complaint:
        return
    duplicates = duplicates_of(session, original)
    if duplicates:
        raise FollowedWithIt(code_of(original), [code_of(issue) for issue in duplicates])


def answer_duplicates(session: Session, original: Issue) -> None:
    """The original has ended: what was answered in its round answers those followed with it."""
    for issue in duplicates_of(session, original):
        take_answers(session, issue, original)


def take_answers(session: Session, duplicate: Issue, original: Issue) -> None:
    """What was answered to an original that has ended answers the duplicate, too."""
    if original.outcome is None:
        return
    known = select(AnswerIssue.answer_id).where(AnswerIssue.issue_id == duplicate.id)
    answers = (
        select(AnswerIssue.answer_id)
        .where(
            AnswerIssue.issue_id == original.id,
            AnswerIssue.round == original.round,
            AnswerIssue.answer_id.not_in(known),
        )
        .order_by(AnswerIssue.id)
    )
    session.add_all(
        AnswerIssue(
            answer_id=answer, issue_id=duplicate.id, round=duplicate.round, of_original=True
        )
        for answer in session.scalars(answers).all()
    )


def duplicates_of(session: Session, original: Issue) -> list[Issue]:
    """Those that are followed together with it, also by way of another one, by code."""
    found: list[Issue] = []
    wanted = [original.id]
    while wanted:
        following = select(Issue).where(among(Issue.duplicate_of_id, wanted))
        rows = session.scalars(following.order_by(Issue.year, Issue.number)).all()
        found += rows
        wanted = [issue.id for issue in rows]
    return found


def originals_among(session: Session, ids: Sequence[int]) -> frozenset[int]:
    """Those of these issues with which others are followed together."""
    return frozenset(original_id for (original_id,) in _followed(session, ids))


@rows_of
def _followed() -> Statement:
    followed = select(Issue.duplicate_of_id).where(is_asked(Issue.duplicate_of_id))
    return followed.distinct()
